"""Which file is read how: the readings of a configuration (``[[extract]]``), and those that hold where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from promptlint.sources.globs import pattern_list

#: How a file may be read (``as`` in the configuration) and the module that does it.
FORMATS = {
    "auto": "promptlint.sources.lines",
    "lines": "promptlint.sources.lines",
    "paragraphs": "promptlint.sources.lines",
    "whole-file": "promptlint.sources.lines",
    "keys": "promptlint.sources.jsonkeys",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the files that match are read.

    files      globs, relative to the folder of the configuration
    how        a key of FORMATS
    prompt     keys: paths of the prompts ("$.scenes[*].prompt"); () for the default keys
    negative   keys: paths of the negative prompts, tied to the prompt beside them
    fragments  the prompts are parts: wildcard lines, templates
    skip       lines: regular expressions; a line in which one is found is no prompt
    """

    files: tuple[str, ...]
    how: str
    prompt: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    fragments: bool = False
    skip: tuple[str, ...] = ()


#: Files of these names hold something else, however they end.
NOT_PROMPTS = (
    "requirements*.txt", "constraints*.txt", "CMakeLists.txt", "robots.txt", "humans.txt",
    "README*.txt", "LICEN[CS]E*.txt", "COPYING*.txt", "NOTICE*.txt", "CHANGELOG*.txt", "AUTHORS*.txt",
    "package.json", "package-lock.json", "composer.json", "tsconfig*.json", "jsconfig.json", ".*.json",
)  # fmt: skip

#: Without ``[[extract]]``: text files by what they show of themselves, JSON by the usual keys, wildcard folders as fragments.
DEFAULT_READINGS = (
    Reading(("**/wildcards/**/*.txt",), "lines", fragments=True),
    Reading(("*.txt", "*.prompt"), "auto"),
    Reading(("*.json", "*.jsonl", "*.ndjson"), "keys"),
)


def choose_reading(path: str, readings: Iterable[Reading]) -> Reading | None:
    """The first reading that matches a path (relative to the configuration's folder, with "/"); None where none does."""
    return next((reading for reading in readings if pattern_list(reading.files).match(path)), None)
