"""TOML: the prompts under given keys (``keyed``). ``tomllib`` reads the values, ``tomlscan`` finds where they stand.

A file without any of the default keys is not read, so that nothing is said of other programs' settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from promptlint.sources.decoding import newline_of
from promptlint.sources.directives import is_directive
from promptlint.sources.found import Contents, EditError, SourceFault, SourceMap, proof_by_reading
from promptlint.sources.jsonpath import Place
from promptlint.sources.jsontext import strings
from promptlint.sources.keyed import Keys, add_prompts, member_removal, merged, names_a_key, shown
from promptlint.sources.reading import Reading
from promptlint.sources.tomlscan import TomlString, TooDeepError, decode, pieces, scan
from promptlint.text import Lines

_LINE = re.compile(r"line (\d+), column (\d+)")
#: More names in one key than anybody writes; the reader of the standard library takes quadratic time on them.
_LONG_KEY = re.compile(r"(?:[\w-]++[ \t]*+\.[ \t]*+){100}")
_LONE = re.compile("[\ud800-\udfff\0]")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f]')
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of the document."""
    contents = Contents(how=shown(reading))
    if reading.prompt or names_a_key(text):
        read_part(text, 0, len(text), contents, Keys(reading, doubting=True))
    else:
        contents.how += ": it has no such key"
    return contents


def read_part(text: str, begin: int, end: int, contents: Contents, keys: Keys) -> None:
    """Add the prompts of the document between two offsets of a file."""
    import tomllib

    part = text[begin:end]
    try:
        if _LONG_KEY.search(part):
            raise TooDeepError
        value = tomllib.loads(_LONE.sub("\ufffd", part), parse_float=str)
        found, comments = scan(part)
    except (RecursionError, TooDeepError):
        contents.faults.append(SourceFault(begin, begin, "this TOML is nested too deep to be read; it is not checked"))
        return
    except ValueError as error:
        contents.faults.append(_fault(str(error), part, begin))
        return
    document = _Document(part, begin, value, found, newline_of(text), ascii_only=text.isascii())
    add_prompts(document, contents, keys)
    contents.comments += [(begin + start, begin + stop) for start, stop in comments if is_directive(part[start:stop])]


def _fault(message: str, part: str, begin: int) -> SourceFault:
    said, _, _ = message.partition(" (at ")
    place = _LINE.search(message)
    at = len(part)
    if place:
        lines = Lines(part)
        line = min(int(place[1]), len(lines))
        at = min(lines.start(line) + int(place[2]) - 1, len(part))
    return SourceFault(begin + at, begin + at, f"this is no TOML: {said[:1].lower()}{said[1:]}; it is not checked")


class _Document:
    """A TOML document as ``keyed`` wants it; its places count from the beginning of its part of the file."""

    def __init__(self, part: str, begin: int, value: object, found: dict[Place, TomlString], newline: str, *, ascii_only: bool) -> None:
        self.prefix = ""
        self.part = part
        self.begin = begin
        self.value = value
        self.found = found
        self.newline = newline
        self.ascii_only = ascii_only

    def strings(self) -> list[tuple[Place, str]]:
        """Every string; what is a number to TOML is none, though it is read as text."""
        listed = [(place, self._text(place, text)) for place, text in strings(self.value) if place in self.found]
        return sorted(listed, key=lambda one: self.found[one[0]].start)

    def _text(self, place: Place, text: str) -> str:
        return decode(self._literal(place)) if "\ufffd" in text else text

    def _literal(self, place: Place) -> str:
        return self.part[self.found[place].start : self.found[place].end]

    def source_map(self, place: Place, text: str) -> SourceMap:
        """The map of a string."""
        literal, start = self._literal(place), self.begin + self.found[place].start

        def runs() -> list[tuple[int, int, int, int]]:
            listed, at = [], 0
            for piece, first, last in pieces(literal):
                if piece:
                    listed.append((at, at + len(piece), start + first, start + last))
                at += len(piece)
            return merged(iter(listed)) or [(0, len(text), start, start + len(literal))]

        encode: Callable[[str], str] = _escape_all if self.ascii_only else _escape
        if literal.startswith('"""'):
            encode = partial(_multiline, newline=self.newline, ascii_only=self.ascii_only)
        elif literal.startswith("'"):
            encode = partial(_literally, newline=self.newline if literal.startswith("'''") else "")
        proof = proof_by_reading(literal, start, text, _read_again)
        return SourceMap(runs, encode, proof=proof)

    def span(self, place: Place) -> tuple[int, int]:
        """The span between the quotes."""
        literal = self._literal(place)
        width = 3 if literal[:3] in ('"""', "'''") else 1
        return self.begin + self.found[place].start + width, self.begin + self.found[place].end - width

    def origin(self, place: Place) -> object:
        """The place itself: nothing is said twice in TOML."""
        return place

    def head(self, place: Place) -> int | None:
        """Where its key begins."""
        return self.begin + self.found[place].key

    def removal(self, place: Place) -> tuple[int, int] | None:
        """The lines of the key and its value; in braces the member with its comma."""
        one = self.found[place]
        if isinstance(place[-1], int):
            return None
        if one.inline:
            span = member_removal(self.part, one.start, one.end)
            return span and (self.begin + span[0], self.begin + span[1])
        line = self.part.rfind("\n", 0, one.key) + 1
        behind = _LINE_END.match(self.part, one.end)
        return None if behind is None or self.part[line : one.key].strip() else (self.begin + line, self.begin + behind.end())


def _read_again(literal: str) -> str:
    """The value of a literal after an edit. Raises ValueError."""
    import tomllib

    text: str = tomllib.loads(f"x = {_LONE.sub(chr(0xFFFD), literal)}\n")["x"]
    return text if "\ufffd" not in text else decode(literal)


def _escape(text: str) -> str:
    return _ESCAPED.sub(_escaped, text)


def _escape_all(text: str) -> str:
    return re.sub(r'["\\]|[^ -~]', _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    named = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}.get(character)
    if named is not None:
        return named
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise EditError("TOML has no way to write half a character")
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _multiline(text: str, newline: str, ascii_only: bool) -> str:
    escape = _escape_all if ascii_only else _escape
    return newline.join(escape(line) for line in text.split("\n"))


def _literally(text: str, newline: str) -> str:
    if "'" in text or _UNFIT.search(text) or ("\n" in text and not newline):
        raise EditError("a TOML string in single quotes holds no quote, no line break and no control character; use double quotes")
    return text.replace("\n", newline)
