"""Dream Factory's ``.prompts`` files: ``[config]``, and one or more ``[prompts]`` with one prompt, or one part of a prompt, a line.

Source: Dream Factory ``scripts/utils.py`` and its example files. ``#`` begins a comment wherever it stands. A line that begins with ``!``
sets something; ``!NEG_PROMPT`` is the negative prompt of what follows. Where several sections hold text, the tool joins one line of each,
so each line is a part. With ``!MODE = process`` the lines are orders and no prompts.
"""

from __future__ import annotations

import re

from promptlint.sources.found import MAX_PROMPT, Contents, EditError, Found, SourceMap, too_long
from promptlint.sources.lines import DIRECTIVE
from promptlint.sources.reading import Reading
from promptlint.text import Lines

_SETTING = re.compile(r"!\s*(\w+)\s*=\s*(.*)", re.DOTALL)


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of a Dream Factory file."""
    contents = Contents(how="a Dream Factory file: the lines under [prompts]")
    lines = Lines(text)
    section, sections, negative = "", 0, ""
    filled: set[int] = set()
    for number in range(1, len(lines) + 1):
        line = lines.line(number)
        start = lines.start(number)
        if directive := DIRECTIVE.search(line):
            contents.comments.append((start + directive.start(), start + len(line)))
        said = line.partition("#")[0].strip()
        if not said:
            continue
        if setting := _SETTING.fullmatch(said):
            name, value = setting[1].upper(), setting[2].strip()
            if name == "NEG_PROMPT":
                negative = value
            elif name == "MODE" and value.lower() == "process":
                contents.how = "a Dream Factory file in process mode, which makes no pictures from prompts"
                contents.found = []
                return contents
        elif said.startswith("[") and said.endswith("]"):
            section = said[1:-1].strip().lower()
            sections += section == "prompts"
        elif section == "prompts" and not said.startswith("!"):
            begin = start + len(line) - len(line.lstrip())
            if len(said) > MAX_PROMPT:
                contents.faults.append(too_long(begin, begin + len(said)))
                continue
            filled.add(sections)
            source_map = SourceMap.shifted(begin, len(said), _one_line)
            contents.found.append(Found(said, f"line {number}", source_map, negative or None, reading.fragments))
    if len(filled) > 1:
        contents.how += f", joined from {len(filled)} sections, so each is a part"
        for found in contents.found:
            found.fragment = True
    return contents


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text or "#" in text:
        raise EditError("a line of a Dream Factory file cannot hold a line break, nor a #, which begins a comment there")
    return text
