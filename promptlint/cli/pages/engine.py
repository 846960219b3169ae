"""The page of a code that promptlint's engine reports itself: a file that cannot be read, a fix that does not settle."""

from __future__ import annotations

from promptlint.checker import ENGINE_CODES
from promptlint.cli.pages import Page
from promptlint.report.colour import Palette


def find_engine_codes(word: str) -> list[str]:
    """The codes that a code, a name or the first letters of a code stand for."""
    named = [code for code, (name, _, _) in ENGINE_CODES.items() if word.upper() == code or word.lower() == name]
    return named or [code for code in ENGINE_CODES if word and code.startswith(word.upper())]


def engine_page(code: str, palette: Palette, width: int) -> str:
    """The page as text with line ends."""
    name, severity, why = ENGINE_CODES[code]
    page = Page(palette, width)
    page.title(code, name, severity, "always on: promptlint itself reports it", style=severity)
    page.text(why)
    return str(page)
