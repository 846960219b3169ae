"""Where each character of a YAML scalar stands: plain, quoted, literal and folded (YAML 1.1, chapters 5.7, 9).

A scalar is taken apart into pieces (text, start, end) of its raw text. A piece as long in both stands character for character; any other
(an escape, a line break with the indentation behind it, a doubled quote) is one. What is put together again must be the value that PyYAML
read; where it is not, the scalar is one piece, findings point at all of it, and no edit touches it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from promptlint.sources.found import EditError, SourceMap, proof_by_reading
from promptlint.sources.keyed import merged
from promptlint.sources.yamltree import LONE, Leaf, is_string, load_yaml

Piece = tuple[str, int, int]

_BREAK = r"(?:\r\n|\r|\n)"
_FOLD = re.compile(rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*")
_ONE_BREAK = re.compile(_BREAK)
_SINGLE = re.compile(rf"''|{_FOLD.pattern}")
_DOUBLE = re.compile(
    rf"\\x[0-9A-Fa-f]{{2}}|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}}|\\{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*|\\.|{_FOLD.pattern}", re.DOTALL
)
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ", '"': '"',
    "\\": "\\", "/": "/", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = re.compile(rf"[|>](?:[+-]?([1-9])?|([1-9])[+-]?)[ \t]*(?:#[^\r\n]*)?(?:{_BREAK}|\Z)")
_LINE = re.compile(rf"[^\r\n]*(?:{_BREAK}|\Z)")
_UNPRINTABLE = re.compile("[^\t -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_MUST_ESCAPE = re.compile(f'["\\\\\t\n\r]|{_UNPRINTABLE.pattern}')


def scalar_text(leaf: Leaf) -> str:
    """The prompt that a scalar holds: its value, without the line breaks at the end of a literal or folded one."""
    return leaf.value.rstrip("\n") if leaf.style in ("|", ">") else leaf.value


def scalar_map(leaf: Leaf, file_text: str, newline: str) -> SourceMap:
    """The map of a scalar of a file; ``newline`` is the file's line ending."""
    return _Scalar(leaf, file_text, newline).map


class _Scalar:
    def __init__(self, leaf: Leaf, file_text: str, newline: str) -> None:
        self.leaf = leaf
        self.newline = newline
        self.raw = LONE.sub("\ufffd", file_text[leaf.start : leaf.end])
        self.text = scalar_text(leaf)
        self.ascii_only = self.raw.isascii() and file_text.isascii()
        self.indent: int | None = None
        self.map = SourceMap(self.runs, self.encode, proof=self.prove)

    def pieces(self) -> list[Piece] | None:
        """The pieces, or None where they do not make the value."""
        style = self.leaf.style
        if style in ("|", ">"):
            return self._block()
        pieces = list({None: plain, "'": single, '"': double}[style](self.raw))
        return pieces if _joined(pieces) == self._wanted() else None

    def _wanted(self) -> str:
        return self.text

    def _block(self) -> list[Piece] | None:
        header = _HEADER.match(self.raw)
        if header is None:
            return None
        lines = [match.group() for match in _LINE.finditer(self.raw, header.end())]
        most = max((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
        explicit = bool(header[1] or header[2])
        for indent in range(1, most + 1) if explicit else [None]:
            pieces = list(block(self.raw, indent))
            if _joined(pieces) == self._wanted():
                self.indent = indent
                return pieces
        return None

    def runs(self) -> list[tuple[int, int, int, int]]:
        start = self.leaf.start
        pieces = self.pieces()
        if pieces is None:
            return [(0, len(self.text), start, self.leaf.end)]

        def spans() -> Iterator[tuple[int, int, int, int]]:
            at = 0
            for text, begin, end in pieces:
                if text:
                    yield at, at + len(text), start + begin, start + end
                at += len(text)

        return merged(spans()) or [(0, len(self.text), start, self.leaf.end)]

    def encode(self, text: str) -> str:
        style = self.leaf.style
        if style == '"':
            return _MUST_ESCAPE.sub(_escaped, text) if not self.ascii_only else re.sub(r'["\\]|[^ -~]', _escaped, text)
        if style == "|" and ("\n" in text or "\r" in text):
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if any(_UNPRINTABLE.search(line) for line in lines):
                raise EditError("YAML holds such a character only between double quotes")
            indent = " " * self._indentation()
            return self.newline.join([lines[0], *(indent + line if line else "" for line in lines[1:])])
        if "\n" in text or "\r" in text:
            raise EditError("a YAML value of this kind is folded, so it cannot hold a line break; use | or double quotes")
        if _UNPRINTABLE.search(text):
            raise EditError("YAML holds such a character only between double quotes")
        return text.replace("'", "''") if style == "'" else text

    def _indentation(self) -> int:
        self.pieces()
        return self.indent or auto_indent(self.raw)

    def prove(self, file_start: int, file_end: int, written: str, start: int, end: int, text: str) -> None:
        pieces = self.pieces()
        if pieces is None:
            raise EditError("where its characters stand in this YAML value is not certain")
        decode: Callable[[str], str]
        if self.leaf.style is None:
            decode = partial(_read_plain, flow=self.leaf.flow)
        elif self.leaf.style in ("|", ">"):
            decode = partial(_read_block, indent=self.indent)
        else:
            decode = partial(_read_quoted, pieces=single if self.leaf.style == "'" else double)
        text = text.replace("\r\n", "\n").replace("\r", "\n") if self.leaf.style == "|" else text
        proof_by_reading(self.raw, self.leaf.start, self.text, decode)(file_start, file_end, written, start, end, text)


def _joined(pieces: list[Piece]) -> str:
    return "".join(text for text, _, _ in pieces)


def _read_plain(raw: str, flow: bool) -> str:
    """A bare value as YAML reads it where it stands. Raises ValueError where it would be no string any more."""
    yaml = load_yaml()
    try:
        root = yaml.compose(f"[{raw}]" if flow else f"- {raw}\n", Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        raise ValueError(raw) from None
    nodes: list[Any] = list(getattr(root, "value", ()))
    if len(nodes) != 1 or not isinstance(nodes[0], yaml.ScalarNode) or nodes[0].style or not is_string(nodes[0].value):
        raise ValueError(raw)
    if nodes[0].end_mark.index < len(raw) + (1 if flow else 2):
        raise ValueError(raw)  # what follows became a comment
    value: str = nodes[0].value
    return value


def _read_block(raw: str, indent: int | None) -> str:
    return _joined(list(block(raw, indent))).rstrip("\n")


def _read_quoted(raw: str, pieces: Callable[[str], Iterator[Piece]]) -> str:
    return _joined(list(pieces(raw)))


def _folded(fold: str) -> str:
    breaks = len(_ONE_BREAK.findall(fold))
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _between(raw: str, begin: int, end: int, special: re.Pattern[str], meaning: Callable[[str], str]) -> Iterator[Piece]:
    """The pieces of a part of the raw text: matches of ``special`` are one piece each, the rest stands as it is."""
    at = begin
    for match in special.finditer(raw, begin, end):
        if match.start() > at:
            yield raw[at : match.start()], at, match.start()
        yield meaning(match.group()), match.start(), match.end()
        at = match.end()
    if at < end:
        yield raw[at:end], at, end


def plain(raw: str) -> Iterator[Piece]:
    """The pieces of a bare value, which may go over several lines."""
    return _between(raw, 0, len(raw), _FOLD, _folded)


def single(raw: str) -> Iterator[Piece]:
    """The pieces of a value in single quotes."""
    return _between(raw, 1, len(raw) - 1, _SINGLE, lambda found: "'" if found == "''" else _folded(found))


def double(raw: str) -> Iterator[Piece]:
    """The pieces of a value in double quotes."""
    return _between(raw, 1, len(raw) - 1, _DOUBLE, _unescaped)


def _unescaped(found: str) -> str:
    if not found.startswith("\\"):
        return _folded(found)
    sign = found[1]
    if sign in "xuU":
        code = int(found[2:], 16) if len(found) > 2 else 0
        return chr(code) if code < 0x110000 else "\ufffd"
    if sign in "\r\n":
        return "\n" * (len(_ONE_BREAK.findall(found)) - 1)
    return _NAMED.get(sign, "\ufffd")


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    named = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(character)
    if named is not None:
        return named
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def auto_indent(raw: str) -> int:
    """The indentation of a literal or folded value: that of its first line that is not blank."""
    header = _HEADER.match(raw)
    at = header.end() if header else 0
    while at < len(raw):
        match = _LINE.match(raw, at)
        line = match.group() if match else raw[at:]
        if line.strip(" \r\n"):
            return len(line) - len(line.lstrip(" "))
        at += len(line) or 1
    return 0


def block(raw: str, indent: int | None) -> Iterator[Piece]:
    """The pieces of a literal (|) or folded (>) value, without the line breaks at its end; indent None: that of its first line."""
    header = _HEADER.match(raw)
    at = header.end() if header else 0
    width = auto_indent(raw) if indent is None else indent
    folding = raw[:1] == ">"
    breaks: list[tuple[int, int]] = []  # line breaks since the last line with something in it
    before: bool | None = None  # whether that line may be folded; None before the first
    while at < len(raw):
        match = _LINE.match(raw, at)
        following = match.end() if match else len(raw)
        stop = len(raw[at:following].rstrip("\r\n")) + at
        spaces = len(raw[at:stop]) - len(raw[at:stop].lstrip(" "))
        begin = at + min(spaces, width)
        if begin == stop:
            breaks.append((at, following))
        elif spaces < width:
            return  # a comment behind the value
        else:
            foldable = raw[begin] not in " \t"
            yield from _gap(breaks, begin, folding=folding and foldable and before is True, first=before is None)
            yield raw[begin:stop], begin, stop
            before, breaks = foldable, [(stop, following)]
        at = following


def _gap(breaks: list[tuple[int, int]], begin: int, *, folding: bool, first: bool) -> Iterator[Piece]:
    """The pieces of the line breaks before a line whose text begins at ``begin``; its indentation goes with the last."""
    if not breaks:
        return
    if folding and not first:
        yield " " if len(breaks) == 1 else "\n" * (len(breaks) - 1), breaks[0][0], begin
        return
    for number, (start, end) in enumerate(breaks, 1):
        yield "\n", start, end if number < len(breaks) else begin
