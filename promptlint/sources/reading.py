"""Which file is read how: the readings of a configuration (``[[extract]]``), and those that hold where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from promptlint.sources.found import Contents
from promptlint.sources.globs import pattern_list

#: How a file may be read (``as`` in the configuration) and the module of this package that does it.
FORMATS = {
    "auto": "lines",
    "lines": "lines",
    "paragraphs": "lines",
    "whole-file": "lines",
    "keys": "jsonkeys",
    "infotext": "infotext",
    "dream-factory": "dreamfactory",
    "image-metadata": "images",
}


class Reading(NamedTuple):
    """How the files that match are read.

    files      globs, relative to the folder of the configuration
    how        a key of FORMATS
    prompt     keys: paths of the prompts ("$.scenes[*].prompt"); () for the default keys
    negative   keys: paths of the negative prompts, tied to the prompt beside them
    fragments  the prompts are parts: wildcard lines, templates
    skip       lines: regular expressions; a line in which one is found is no prompt
    named      only files that were named themselves are read so, none that a folder holds
    """

    files: tuple[str, ...]
    how: str
    prompt: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    fragments: bool = False
    skip: tuple[str, ...] = ()
    named: bool = False

    def shown(self) -> str:
        """In a few words: "*.txt, *.prompt as auto"; what ``!`` takes back is left out."""
        return f"{', '.join(glob for glob in self.files if not glob.startswith('!'))} as {self.how}"


#: Files of these names hold something else, however they end.
NOT_PROMPTS = (
    "requirements*.txt", "constraints*.txt", "CMakeLists.txt", "robots.txt", "humans.txt",
    "README*.txt", "LICEN[CS]E*.txt", "COPYING*.txt", "NOTICE*.txt", "CHANGELOG*.txt", "AUTHORS*.txt",
    "package.json", "package-lock.json", "composer.json", "tsconfig*.json", "jsconfig.json", ".*.json",
)  # fmt: skip

_NOT = tuple(f"!{name}" for name in NOT_PROMPTS)

#: Pictures hold the prompt that they were made from. It cannot be mended there, and a folder of them is read for nothing in most runs, so
#: without a configuration only a picture that was named is read.
PICTURES = Reading(("*.png", "*.jpg", "*.jpeg", "*.webp"), "image-metadata", named=True)

#: Without ``[[extract]]``: text files by what they show of themselves, JSON by the usual keys, wildcard folders and what is called a
#: template as fragments.
DEFAULT_READINGS = (
    Reading(("**/wildcards/**/*.txt",), "lines", fragments=True),
    Reading(("**/templates/**/*.txt", "**/templates/**/*.prompt", "*template*.txt", "*template*.prompt", *_NOT), "auto", fragments=True),
    Reading(("**/templates/**/*.json", "**/templates/**/*.jsonl", "*template*.json", "*template*.jsonl", *_NOT), "keys", fragments=True),
    Reading(("*.txt", "*.prompt", *_NOT), "auto"),
    Reading(("*.json", "*.jsonl", "*.ndjson", *_NOT), "keys"),
    Reading(("*.prompts",), "dream-factory"),
    PICTURES,
)


def choose_reading(path: str, readings: Iterable[Reading]) -> Reading | None:
    """The first reading that matches a path, relative to the configuration's folder, in whatever case; None where none does."""
    lower = path.lower()
    for reading in readings:
        if pattern_list(tuple(glob.lower() for glob in reading.files)).match(lower):
            return reading
    return None


def format_reader(how: str) -> Callable[[str, str, Reading], Contents]:
    """The function that reads a file's text in this way; a format's module is imported when its first file comes."""
    from importlib import import_module

    read: Callable[[str, str, Reading], Contents] = import_module(f"promptlint.sources.{FORMATS[how]}").read
    return read
