"""Findings become text. Each file in ``formats/`` is one output format, named as the file is; nothing registers itself.

A format is a module with one function, ``render``; it sees findings and their places and nothing else. It gives its output piece by
piece, as files are checked, so that a long run shows its first finding at once and keeps no file in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from promptlint.report.colour import Palette
    from promptlint.report.tally import Run


class View:
    """How output is to look.

    width       terminal cells of a row
    palette     whether and how it is coloured
    quiet       findings only, no summary
    statistics  how often each rule spoke, instead of the single findings
    """

    __slots__ = ("palette", "quiet", "statistics", "width")

    def __init__(self, palette: Palette, width: int = 120, *, quiet: bool = False, statistics: bool = False) -> None:
        self.palette = palette
        self.width = width
        self.quiet = quiet
        self.statistics = statistics


class Format(Protocol):
    """What a module in ``formats/`` provides."""

    def render(self, run: Run, view: View) -> Iterator[str]:
        """The output in pieces that hold their own line ends; the files of the run are checked while they are asked for."""


def format_names() -> list[str]:
    """The names of all formats, sorted."""
    folder = os.path.join(os.path.dirname(__file__), "formats")
    return sorted(name[:-3] for name in os.listdir(folder) if name.endswith(".py") and not name.startswith("_"))


def load_format(name: str) -> Format:
    """The format of that name, one of ``format_names``."""
    return cast(Format, import_module(f"promptlint.report.formats.{name}"))
