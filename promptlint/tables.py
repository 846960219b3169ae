"""The compiled tables of the language: loaded once, when the first prompt is read.

A wheel carries ``grammar/compiled.json``. A checkout has it from the first run on, and compiles it anew when a grammar or a vocabulary
file is newer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

from promptlint.lalr import Table

ROOM = import_module("promptlint.grammar").__path__[0]
COMPILED = os.path.join(ROOM, "compiled.json")


def _is_current(compiled: str, sources: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether a compiled file is there and, in a checkout, newer than all it is made of: folders with the endings that count in each."""
    try:
        made = os.stat(compiled).st_mtime_ns
    except OSError:
        return False
    if os.path.dirname(ROOM) == os.path.dirname(os.path.abspath(__file__)):
        return True  # installed: the wheel was built with it
    for folder, endings in sources:
        if os.stat(folder).st_mtime_ns > made and not compiled.startswith(folder + os.sep):
            return False  # a file came or went
        with os.scandir(folder) as entries:
            if any(entry.stat().st_mtime_ns > made for entry in entries if entry.name.endswith(endings)):
                return False
    return True


#: The lines of the compiled file.
NAMES = ("lexicon", "markup", "prompt")


@cache
def _lines() -> dict[str, str]:
    """The compiled tables as text: most runs need one grammar and the lexicon, so each is decoded by itself."""
    if _is_current(COMPILED, ((ROOM, (".lark", "compiler.py", "spelling.py")), (os.path.join(ROOM, "vocabulary"), (".csv",)))):
        with open(COMPILED, encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
    else:
        from promptlint.grammar import compiler

        try:
            lines = compiler.lines_of(compiler.write(COMPILED))
        except OSError:  # a folder that cannot be written to: slower, not wrong
            lines = compiler.lines_of(compiler.compile_all())
    return dict(zip(NAMES, lines, strict=False))


@cache
def table(name: str) -> Table:
    """The LALR table of a grammar, "markup" or "prompt"."""
    return Table(json.loads(_lines()[name]))


def headers() -> list[dict[str, Any]]:
    """What the head of each rule's file says, as ``rules/_headers.py`` describes it."""
    room = import_module("promptlint.rules").__path__[0]
    compiled = os.path.join(room, "headers.json")
    if _is_current(compiled, ((room, (".py",)),)):
        with open(compiled, encoding="utf-8") as file:
            found: list[dict[str, Any]] = json.load(file)
        return found
    reader = import_module("promptlint.rules._headers")
    found = reader.headers()
    with suppress(OSError):
        reader.write(compiled, found)
    return found


@cache
def lexicon() -> dict[str, Any]:
    """The expanded vocabulary, as ``grammar.compiler.lexicon`` describes it."""
    found: dict[str, Any] = json.loads(_lines()["lexicon"])
    return found
