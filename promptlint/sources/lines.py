"""Text files (.txt, .prompt): one prompt a line, one a paragraph, or the whole file as one.

A line that begins with ``#`` or ``//`` is a comment and no prompt, as wildcard files and their readers have it (dynamicprompts 0.31);
a colour such as ``#ff8800`` begins no comment. Only comments that speak to promptlint are taken out of a paragraph or a whole file,
because there ``# Scene 1`` is a heading, and the comment lines that stand before its first word; the parser knows which tools drop
the others. White space round a prompt is no part of it.

``auto``, which holds without a configuration, is one prompt a line, unless the file shows that its prompts go over several lines:

- a line is the settings that A1111 writes (``Steps: 20, Sampler: Euler a, ...``): infotexts, see ``infotext.py``;
- a line begins with ``Negative prompt:``: one prompt in the whole file; where several do and blank lines part them, one a paragraph;
- a line is only ``BREAK`` or ``AND``, or begins with a comma: a prompt that goes on;
- the first line is only ``{`` or ``[``: one JSON prompt;
- every line but the last ends with a comma, and the last does not: one list of tags, broken over lines;
- at least three lines are filled to one width between 50 and 120, so that no line could have taken in the next one's first word: prose
  that an editor has wrapped. Wrapped paragraphs are one prompt together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

from promptlint.sources.decoding import newline_of
from promptlint.sources.found import MAX_PROMPT, Contents, EditError, Found, SourceMap, too_long
from promptlint.sources.reading import Reading

_COMMENT = re.compile(r"[^\S\r\n]*(?:#(?![0-9A-Fa-f]{6}(?![0-9A-Za-z]))|//)")
DIRECTIVE = re.compile(r"(?:(?<=\s)|^)(?:#|//|<!--)\s*promptlint\s*(?::|[\s-]*(?:ignore|disable|noqa|skip)\b)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_GOES_ON = re.compile(r"(?:BREAK|AND)\s*$|,")

#: Between these widths editors wrap prose.
WRAP_WIDTHS = range(50, 121)

NAMES = {"lines": "one prompt a line", "paragraphs": "one prompt a paragraph", "whole-file": "the whole file is one prompt"}


class Line:
    """A line of the file without its line ending; ``stop`` is where its own text ends before a comment that speaks to promptlint."""

    __slots__ = ("begin", "comment", "end", "number", "stop", "text")

    def __init__(self, number: int, begin: int, end: int, text: str) -> None:
        self.number = number
        self.begin = begin
        self.end = end
        directive = DIRECTIVE.search(text) if "romptlint" in text else None
        self.comment = (begin + directive.start(), end) if directive else None
        self.text = text[: directive.start()].rstrip() if directive else text
        self.stop = begin + len(self.text) if directive else end

    @property
    def blank(self) -> bool:
        """Whether no text stands in the line, apart from a comment to promptlint."""
        return not self.text or self.text.isspace()

    @property
    def remark(self) -> bool:
        """Whether the whole line is a comment, to promptlint or to anybody."""
        return (self.comment is not None and self.blank) or _COMMENT.match(self.text) is not None

    @property
    def live(self) -> bool:
        """Whether there is something of a prompt in the line."""
        return not self.blank and not self.remark


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of a text file, whatever its name; ``reading.how`` is auto, lines, paragraphs or whole-file."""
    how, why = reading.how, ""
    lines: Iterable[Line] = lines_of(text)
    if how == "auto" and len(text) > MAX_PROMPT:
        how = "lines"
    elif how != "lines":
        lines = list(lines)
        if how == "auto":
            how, why = _shape([line for line in lines if not line.remark])
    if how == "infotext":
        return _infotext(path, text, reading)
    contents = Contents(how=NAMES[how] + why, resolved=how)
    skip = [re.compile(expression) for expression in reading.skip]
    for block in _blocks(lines, how, skip, contents.comments):
        add_block(contents, text, block, how, reading)
    return contents


def _infotext(path: str, text: str, reading: Reading) -> Contents:
    """The infotexts of a file that shows them."""
    from promptlint.sources import infotext

    contents = infotext.read(path, text, reading)
    contents.resolved = "infotext"
    return contents


def _holds_infotext(texts: list[str]) -> bool:
    """Whether one of the lines is the settings of an infotext."""
    from promptlint.sources.infotext import is_settings

    return any(map(is_settings, texts))


def lines_of(text: str) -> Iterator[Line]:
    """The lines, one by one. One that is longer than any prompt is given with its first characters alone."""
    number, at = 1, 0
    while at < len(text) or at == 0:
        match = _LINE.match(text, at)
        end = match.end() if match else len(text)
        stop = end - (2 if text.endswith("\r\n", at, end) else 1 if text.endswith(("\n", "\r"), at, end) else 0)
        yield Line(number, at, stop, text[at : min(stop, at + MAX_PROMPT + 1)])
        if end == at:
            return
        number, at = number + 1, end


def _shape(lines: list[Line]) -> tuple[str, str]:
    """How a text file shows that it is to be read, and by what."""
    texts = [line.text.strip() for line in lines if not line.blank]
    if any(text.startswith("Steps:") for text in texts) and _holds_infotext(texts):
        return "infotext", ""
    negatives = sum(text.startswith("Negative prompt:") for text in texts)
    if negatives > 1 and any(line.blank for line in lines):
        return "paragraphs", ": it has several `Negative prompt:` lines"
    if negatives:
        return "whole-file", ": it has a `Negative prompt:` line"
    if len(texts) < 2:
        return "lines", ""
    if any(_GOES_ON.match(text) for text in texts[1:]):
        return "whole-file", ": a line is BREAK or AND, or begins with a comma"
    if texts[0] in ("{", "["):
        return "whole-file", ": it begins like JSON"
    if all(text.endswith(",") for text in texts[:-1]) and not texts[-1].endswith(","):
        return "whole-file", ": every line but the last ends with a comma"
    if _wrapped([line.text.rstrip() for line in lines]):
        return "whole-file", ": its lines are wrapped prose"
    return "lines", ""


def _wrapped(texts: list[str]) -> bool:
    width = max(map(len, texts))
    pairs = [(first, second) for first, second in pairwise(texts) if first and second]
    return (
        width in WRAP_WIDTHS
        and len(pairs) >= 2
        and all(len(first) + 1 + len(second.split(maxsplit=1)[0]) > width for first, second in pairs)
    )


def _blocks(lines: Iterable[Line], how: str, skip: list[re.Pattern[str]], comments: list[tuple[int, int]]) -> Iterator[list[Line]]:
    """The lines of each prompt; what speaks to promptlint is put into ``comments`` on the way."""
    block: list[Line] = []
    for line in lines:
        if line.comment is not None:
            comments.append(line.comment)
        if how == "lines":
            if line.live and not any(expression.search(line.text) for expression in skip):
                yield [line]
        elif how == "paragraphs" and line.blank and not line.remark:
            yield block
            block = []
        elif block or line.live:
            block.append(line)
    yield block


def add_block(contents: Contents, text: str, block: list[Line], how: str, reading: Reading) -> None:
    """Add the prompt of these lines: their text and the line endings between them, without white space round it."""
    while block and not block[-1].live:
        block.pop()
    if not block:
        return
    pieces: list[tuple[int, int]] = []
    for line, following in zip(block, [*block[1:], None], strict=True):
        if line.comment is not None and line.blank:
            continue
        pieces.append((line.begin, line.stop))
        if following is not None:
            pieces.append((line.end, following.begin))
    first, last = block[0], block[-1]
    begin = first.begin + len(first.text) - len(first.text.lstrip())
    end = last.stop - (len(last.text) - len(last.text.rstrip()))
    if end - begin > MAX_PROMPT:
        contents.faults.append(too_long(begin, end))
        return
    runs: list[tuple[int, int, int, int]] = []
    at = 0
    for start, stop in pieces:
        start, stop = max(start, begin), min(stop, end)
        if stop <= start:
            continue
        if runs and runs[-1][3] == start:  # no gap before it: the run goes on
            at, _, start, _ = runs.pop()
        runs.append((at, at + stop - start, start, stop))
        at += stop - start
    place = f"line {first.number}" if how != "whole-file" else ""
    prompt = "".join(text[start:stop] for _, _, start, stop in runs)
    source_map = SourceMap(runs, _one_line if how == "lines" else partial(_with_newlines, text))
    contents.found.append(Found(prompt, place, source_map, fragment=reading.fragments))


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise EditError("a line of a file with one prompt a line cannot hold a line break")
    return text


def _with_newlines(file_text: str, text: str) -> str:
    """A replacement with the line ending that the file uses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline_of(file_text)) if "\n" in text or "\r" in text else text
