"""Prompts under keys in a file of whatever kind its name tells: JSON, JSON with comments, YAML, TOML."""

from __future__ import annotations

from promptlint.sources.found import Contents
from promptlint.sources.reading import Reading, format_reader

#: How a file's name ends, and the key of FORMATS that reads it; any other is JSON.
ENDINGS = {".jsonc": "jsonc", ".json5": "jsonc", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of the file, as the format of its name has them."""
    ending = path.lower()[path.rfind(".") :]
    return format_reader(ENDINGS.get(ending, "json"))(path, text, reading)
