"""Pages of ``promptlint explain``: a title, paragraphs and named fields, wrapped to the terminal."""

from __future__ import annotations

from promptlint.report.colour import Palette
from promptlint.report.labels import wrap
from promptlint.text import visible

#: Cells before the text of a field.
INDENT = 14
#: A page is never set wider than this: it is read, not scanned.
PAGE_WIDTH = 100


class Page:
    """A page, written from top to bottom. Texts are made safe for a terminal here."""

    __slots__ = ("_palette", "_rows", "_width")

    def __init__(self, palette: Palette, width: int) -> None:
        self._palette = palette
        self._width = max(40, min(width, PAGE_WIDTH))
        self._rows: list[str] = []

    def __str__(self) -> str:
        return "".join(f"{row}\n" for row in self._rows)

    def title(self, head: str, name: str, *facts: str, style: str = "note") -> None:
        """What the page is about, and what it is in a few words."""
        self._rows.append(f"{self._palette.paint(visible(head), style)} {visible(name)}".rstrip())
        if facts := tuple(fact for fact in facts if fact):
            self._rows.append(self._palette.paint(visible(" · ".join(facts)), "faint"))
        self._rows.append("")

    def text(self, text: str) -> None:
        """Paragraphs, parted by empty lines; an empty text is left out."""
        for paragraph in text.split("\n\n"):
            if paragraph.strip():
                self._rows += [*wrap(visible(" ".join(paragraph.split())), self._width), ""]

    def field(self, name: str, *entries: str) -> None:
        """A name on the left and one or more entries beside it; left out where there are none."""
        label = name
        for entry in entries:
            if not entry:
                continue
            for row in wrap(visible(entry), self._width - INDENT):
                self._rows.append(f"{self._palette.paint(f'{label:<{INDENT - 1}}', 'note')} {row}")
                label = ""

    def heading(self, name: str) -> None:
        """A line above what belongs together."""
        if self._rows and self._rows[-1]:
            self._rows.append("")
        self._rows.append(self._palette.paint(name, "note"))

    def rows(self, rows: list[str]) -> None:
        """Rows that are set and safe already."""
        self._rows += rows

    def gap(self) -> None:
        """An empty row, unless there is one."""
        if self._rows and self._rows[-1]:
            self._rows.append("")
