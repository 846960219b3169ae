"""Infotexts, as the A1111 web UI, Forge, SD.Next and Civitai write them into pictures and beside them: the prompt, its negative prompt
behind ``Negative prompt:``, and a line of settings that begins with ``Steps:``.

Source: A1111 ``modules/infotext_utils.py`` (``parse_generation_parameters``, ``quote``). Prompt and negative prompt are one text here,
since its markup keeps them apart by itself, so that a rule sees both in their places. The settings are no part of it; prompts among them
(those of the second pass and of ADetailer) are further ones, each with the negative one beside it. Several infotexts may follow one
another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from promptlint.sources.found import MAX_PROMPT, Contents, EditError, Found, SourceMap
from promptlint.sources.jsontext import literal_runs
from promptlint.sources.lines import Line, add_block, lines_of
from promptlint.sources.reading import Reading

#: A1111 takes the last line for settings where it has three of these; all its relatives begin it with the steps.
_PAIR = re.compile(r'\s*+(?P<key>\w[\w /-]*+):\s*+(?P<value>"(?:\\.|[^\\"])*+"|[^,]*+)(?:,|$)')
_SETTINGS = re.compile(r"\s*+Steps: ?\d")
MOST_PAIRS = 500
#: What parts the prompt from its negative prompt (``markup.areas``).
NEGATIVE = re.compile(r"^[ \t]*+Negative prompt:", re.MULTILINE)
#: Settings that are prompts, and what the key of the negative one has in the place of the sign.
_PROMPT = re.compile(r"(?P<owner>Hires|ADetailer) prompt(?P<number>(?: \d\w\w)?)")


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of a text that holds one or several infotexts."""
    contents = Contents(how="infotext of A1111 or Forge: the prompt with its negative prompt, and the prompts among its settings")
    for block in _blocks(lines_of(text), contents):
        settings = block.pop() if is_settings(block[-1].text) else None
        before = len(contents.found)
        add_block(contents, text, block, "infotext", reading)
        if settings is not None:
            for found in contents.found[before:]:
                found.dialect = None if NEGATIVE.search(found.text) else "a1111"  # the marker tells it as well
            _add_quoted(contents, settings, reading)
    return contents


def is_settings(line: str) -> bool:
    """Whether a line is the one with the settings, which ends an infotext."""
    if not _SETTINGS.match(line):
        return False
    return sum(1 for _ in islice(_pairs(line), 3)) == 3


def _pairs(line: str) -> Iterator[re.Match[str]]:
    """The settings of a line. What is none is passed over up to the next comma, so that no line costs more than its length."""
    at = 0
    while at < len(line):
        match = _PAIR.match(line, at)
        if match is not None:
            yield match
            at = match.end()
        else:
            at = line.find(",", at) + 1 or len(line)


def _blocks(lines: Iterator[Line], contents: Contents) -> Iterator[list[Line]]:
    """The lines of each infotext."""
    block: list[Line] = []
    for line in lines:
        if line.comment is not None:
            contents.comments.append(line.comment)
        if block or line.live:
            block.append(line)
        if is_settings(line.text):
            yield block
            block = []
    if block:
        yield block


def _add_quoted(contents: Contents, line: Line, reading: Reading) -> None:
    """Add the prompts among the settings of a line."""
    pairs: dict[str, tuple[str, int]] = {}
    for match in islice(_pairs(line.text), MOST_PAIRS):
        pairs[match["key"]] = match["value"], line.begin + match.start("value")
    for key, (value, start) in pairs.items():
        named = _PROMPT.fullmatch(key)
        if named is None:
            continue
        negative, _ = pairs.get(f"{named['owner']} negative prompt{named['number']}", ("", 0))
        quoted = _unquoted(value)
        text = value.strip() if quoted is None else quoted
        if not text.strip() or len(text) > MAX_PROMPT:
            continue
        source_map = (
            SourceMap.shifted(start, len(text), _bare)
            if quoted is None
            else SourceMap(partial(literal_runs, value[1:-1], start + 1), lambda text: json.dumps(text, ensure_ascii=False)[1:-1])
        )
        # What ADetailer is told replaces the prompt for one face; [PROMPT] in it stands for the rest.
        part = reading.fragments or named["owner"] == "ADetailer"
        against = _unquoted(negative)
        contents.found.append(
            Found(text, f"line {line.number} {key}", source_map, (negative if against is None else against) or None, part, dialect="a1111")
        )


def _unquoted(value: str) -> str | None:
    """What stands between the quotes of a value; None where it has none, or is no JSON string, as A1111 reads it."""
    if len(value) < 2 or value[0] != '"' or value[-1] != '"':
        return None
    try:
        text = json.loads(value)
    except json.JSONDecodeError:
        return None
    return text if isinstance(text, str) else None


def _bare(text: str) -> str:
    if any(sign in text for sign in ',:\n\r"'):
        raise EditError("a setting without quotes cannot hold a comma, a colon or a line break; put it in double quotes")
    return text
