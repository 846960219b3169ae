"""The compiled tables of the language: loaded once, when the first prompt is read.

A wheel carries ``grammar/compiled.json``. A checkout has it from the first run on, and compiles it anew when a grammar or a vocabulary
file is newer.
"""

from __future__ import annotations

import json
import os
from functools import cache
from importlib import import_module
from typing import Any

from promptlint.lalr import Table

ROOM = import_module("promptlint.grammar").__path__[0]
COMPILED = os.path.join(ROOM, "compiled.json")


def _is_current() -> bool:
    """Whether the compiled file is there and, in a checkout, newer than all it is made of."""
    try:
        compiled = os.stat(COMPILED).st_mtime_ns
    except OSError:
        return False
    if os.path.dirname(ROOM) == os.path.dirname(os.path.abspath(__file__)):
        return True  # installed: the wheel was built with it
    vocabulary = os.path.join(ROOM, "vocabulary")
    changed = [os.stat(vocabulary).st_mtime_ns]
    for folder, endings in ((ROOM, (".lark", "compiler.py", "spelling.py")), (vocabulary, (".csv",))):
        with os.scandir(folder) as entries:
            changed += [entry.stat().st_mtime_ns for entry in entries if entry.name.endswith(endings)]
    return compiled >= max(changed)


#: The lines of the compiled file.
NAMES = ("lexicon", "markup", "prompt")


@cache
def _lines() -> dict[str, str]:
    """The compiled tables as text: most runs need one grammar and the lexicon, so each is decoded by itself."""
    if _is_current():
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


@cache
def lexicon() -> dict[str, Any]:
    """The expanded vocabulary, as ``grammar.compiler.lexicon`` describes it."""
    found: dict[str, Any] = json.loads(_lines()["lexicon"])
    return found
