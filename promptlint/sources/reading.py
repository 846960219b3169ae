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
    "keys": "keys",
    "json": "jsonkeys",
    "jsonc": "jsonc",
    "yaml": "yamlkeys",
    "toml": "tomlkeys",
    "columns": "columns",
    "fences": "fences",
    "literals": "literals",
    "wildcards": "wildcards",
    "infotext": "infotext",
    "dream-factory": "dreamfactory",
    "image-metadata": "images",
}
#: Those in which the configuration can name where the prompts are.
KEYED = ("keys", "json", "jsonc", "yaml", "toml", "columns")


class Reading(NamedTuple):
    """How the files that match are read.

    files      globs, relative to the folder of the configuration
    how        a key of FORMATS
    prompt     keys: paths of the prompts ("$.scenes[*].prompt"), columns: their names; () for the default keys
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
    "package.json", "package-lock.json", "composer.json", "tsconfig*.json", "jsconfig.json", ".*.json", ".*.jsonc",
    ".*.yaml", ".*.yml", ".github/**", "docker-compose*.y*ml", "compose*.y*ml", "mkdocs.yml", "pnpm-lock.yaml", "Chart.yaml",
    ".*.toml", "pyproject.toml", "promptlint.toml", "Cargo.toml",
)  # fmt: skip

_NOT = tuple(f"!{name}" for name in NOT_PROMPTS)
_KEYED = (".json", ".jsonl", ".ndjson", ".jsonc", ".yaml", ".yml", ".toml")

#: Pictures hold the prompt that they were made from. It cannot be mended there, and a folder of them is read for nothing in most runs, so
#: without a configuration only a picture that was named is read.
PICTURES = Reading(("*.png", "*.jpg", "*.jpeg", "*.webp"), "image-metadata", named=True)

#: Without ``[[extract]]``: text files by what they show of themselves; JSON, YAML and TOML by the usual keys, tables by the usual columns,
#: Markdown by its marked blocks and programs by their marked literals, so that most of them are quiet; wildcard folders and what is called
#: a template as fragments.
DEFAULT_READINGS = (
    Reading(("**/wildcards/**/*.txt",), "lines", fragments=True),
    Reading(("**/wildcards/**/*.yaml", "**/wildcards/**/*.yml", "**/wildcards/**/*.json", *_NOT), "wildcards", fragments=True),
    Reading(("**/templates/**/*.txt", "**/templates/**/*.prompt", "*template*.txt", "*template*.prompt", *_NOT), "auto", fragments=True),
    Reading(tuple(f"{where}{kind}" for where in ("**/templates/**/*", "*template*") for kind in _KEYED) + _NOT, "keys", fragments=True),
    Reading(("*.txt", "*.prompt", *_NOT), "auto"),
    Reading((*(f"*{kind}" for kind in _KEYED), *_NOT), "keys"),
    Reading(("*.csv", "*.tsv"), "columns"),
    Reading(("*.md", "*.markdown"), "fences"),
    Reading(("*.py", "*.js", "*.jsx", "*.mjs", "*.cjs", "*.ts", "*.tsx", "*.mts", "*.cts"), "literals"),
    Reading(("*.prompts",), "dream-factory"),
    PICTURES,
)

#: JSON Lines of more bytes are read in pieces (``pieces.py``).
LARGE = 1 << 24


def may_be_cut(path: str, reading: Reading) -> bool:
    """Whether a file can be read a few lines at a time, because no line of it knows of another."""
    return reading.how in ("keys", "json") and path.lower().endswith((".jsonl", ".ndjson"))


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
