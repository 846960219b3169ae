"""Comments that take findings back: above the line that a prompt, its key or its fence begins in, behind it, or at the top of a file."""

from __future__ import annotations

import re

from promptlint.ignoring.wishes import NOTHING, Offer, Said, Wishes, codes_of
from promptlint.rule import Edit
from promptlint.sources import Found, SourceFile
from promptlint.sources.keys import ENDINGS
from promptlint.sources.literals import ENDINGS as PROGRAMS

#: How a comment begins in a file read so; what is in neither table has none.
SIGNS = {
    "auto": "#", "lines": "#", "paragraphs": "#", "whole-file": "#", "infotext": "#", "dream-factory": "#",
    "yaml": "#", "toml": "#", "jsonc": "//", "fences": "<!--",
}  # fmt: skip

_MARGIN = re.compile(r"[ \t>]*")


def sign_of(source: SourceFile) -> str:
    """How a comment begins in this file; "" where its format has none."""
    how = source.reading.how if source.reading else ""
    ending = source.path.lower()[source.path.rfind(".") :]
    if how == "literals":
        return "//" if ending in PROGRAMS else "#"
    if how in ("keys", "wildcards"):
        how = ENDINGS.get(ending, "json" if how == "keys" or ending == ".json" else "lines")
    return SIGNS.get(how, "")


def above(source: SourceFile, wishes: Wishes, said: Said) -> Offer:
    """Comments in lines of their own."""
    sign = sign_of(source)
    if not sign:
        return NOTHING
    text, lines = source.text, source.lines
    numbers, codes = _by_line(source, wishes)
    edits: dict[int, list[Edit]] = {}
    for line, prompts in numbers.items():
        start = lines.start(line)
        margin = _MARGIN.match(text, start)
        indent = margin.group() if margin and sign == "<!--" else text[start : _end_of_indent(text, start)]
        mark = _sign_at(source, prompts, sign)
        closing = " -->" if mark == "<!--" else ""
        if not text[:start].rstrip("\r\n").endswith("\\"):  # there the line would belong to the one above it
            edit = Edit(start, start, f"{indent}{mark} promptlint: {said.words(codes[line])}{closing}{source.newline}")
            for number in prompts:
                edits.setdefault(number, []).append(edit)
    return Offer(edits, [])


def behind(source: SourceFile, wishes: Wishes, said: Said) -> Offer:
    """Comments at the ends of lines."""
    sign = sign_of(source)
    if sign not in ("#", "//"):
        return NOTHING
    numbers, codes = _by_line(source, wishes)
    edits: dict[int, list[Edit]] = {}
    for line, prompts in numbers.items():
        content = source.lines.line(line).rstrip()
        if not content.endswith("\\"):
            at = source.lines.start(line) + len(content)
            for number in prompts:
                edits.setdefault(number, []).append(Edit(at, at, f"  {sign} promptlint: {said.words(codes[line])}"))
    return Offer(edits, [])


def at_the_top(source: SourceFile, wishes: Wishes, said: Said) -> Offer:
    """One comment for the whole of a file that is one prompt."""
    if sign_of(source) != "#" or len(source.found) != 1 or source.found[0].place:
        return NOTHING
    codes = {code for findings in wishes.values() for code in codes_of(findings)}
    return Offer({0: [Edit(0, 0, f"# promptlint: {said.words(codes, 'ignore-file')}{source.newline}")]}, [])


def _end_of_indent(text: str, start: int) -> int:
    while text[start : start + 1] in (" ", "\t"):
        start += 1
    return start


def _sign_at(source: SourceFile, prompts: list[int], sign: str) -> str:
    """The sign for these prompts: those of Markdown's front matter are YAML or TOML."""
    return "#" if sign == "<!--" and any("$" in source.found[number].place for number in prompts) else sign


def _by_line(source: SourceFile, wishes: Wishes) -> tuple[dict[int, list[int]], dict[int, set[str]]]:
    """For each line that a comment may be about the prompts in it, and the codes of what is to be taken back there."""
    numbers: dict[int, list[int]] = {}
    codes: dict[int, set[str]] = {}
    for number, findings in wishes.items():
        found = source.found[number]
        for finding in findings:
            line = source.lines.locate(_place(found, finding.start))[0]
            prompts = numbers.setdefault(line, [])
            if number not in prompts:
                prompts.append(number)
            codes.setdefault(line, set()).add(finding.code)
    return numbers, codes


def _place(found: Found, start: int) -> int:
    return found.map.to_file(start) if found.head is None else found.head
