"""Underlines and labels below one line of text, without collisions (after rustc's ``annotate-snippets``).

The last label stands beside its underline; the others hang below their first character, the rightmost one highest, so that no
connector crosses a label.
"""

from __future__ import annotations

from promptlint.report.colour import Palette
from promptlint.text import cells, widths

#: A label is wrapped to a column of at least this many cells; where there is less room, the line above has to be clipped more.
NARROWEST_LABEL = 24


class Underline:
    """A range of cells below a line, its label, and how both are painted. The label must be safe for a terminal already."""

    __slots__ = ("end", "label", "mark", "start", "style")

    def __init__(self, start: int, end: int, label: str, mark: str, style: str) -> None:
        self.start = start
        self.end = end
        self.label = label
        self.mark = mark
        self.style = style


class Row:
    """A row of text put together from pieces that stand at given cells."""

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[tuple[int, str, str]] = []

    def put(self, at: int, text: str, style: str) -> None:
        """Put a piece at a cell. Pieces must not overlap."""
        self._pieces.append((at, text, style))

    def paint(self, palette: Palette) -> str:
        """The row as one string, without spaces at its end."""
        painted = []
        filled = 0
        for at, text, style in sorted(self._pieces):
            painted += [" " * (at - filled), palette.paint(text, style)]
            filled = at + cells(text)
        return "".join(painted)


def label_rows(underlines: list[Underline], width: int) -> list[Row] | None:
    """The rows below a line: underlines, then labels; None where a label does not fit into ``width`` cells beside or below its place.

    Where underlines overlap, the shorter one is on top, of two equal ones the first in the list.
    """
    rows = [_underline_row(underlines)]
    hanging = sorted((line for line in underlines if line.label), key=lambda line: line.start)
    if not hanging:
        return rows
    last = _beside(underlines, hanging)
    if last is not None and last.end + 1 + cells(last.label) <= width:
        rows[0].put(last.end + 1, last.label, last.style)
        hanging.remove(last)
    if hanging:
        rows.append(_connectors(hanging))
    while hanging:
        rightmost = hanging.pop()
        lines = _fit(rightmost, width, hanging[-1].start if hanging else -1)
        if lines is None:
            return None
        for at, line in lines:
            row = _connectors(hanging, before=at)
            row.put(at, line, rightmost.style)
            rows.append(row)
    return rows


def _underline_row(underlines: list[Underline]) -> Row:
    """The row of carets and dashes."""
    marks: dict[int, tuple[str, str]] = {}
    for line in sorted(underlines, key=lambda line: line.end - line.start):
        for cell in range(line.start, line.end):
            marks.setdefault(cell, (line.mark, line.style))
    row = Row()
    run_at, run = -1, ""
    style = ""
    for cell in sorted(marks):
        mark, painted = marks[cell]
        if run and (cell != run_at + len(run) or painted != style or mark != run[-1]):
            row.put(run_at, run, style)
            run = ""
        if not run:
            run_at = cell
        run += mark
        style = painted
    row.put(run_at, run, style)
    return row


def _beside(underlines: list[Underline], labelled: list[Underline]) -> Underline | None:
    """The one underline whose label can stand at the end of the row: nothing else ends there or further right."""
    last = max(labelled, key=lambda line: (line.end, line.start))
    return last if all(line.end <= last.end for line in underlines) else None


def _connectors(hanging: list[Underline], before: int | None = None) -> Row:
    """A row of bars below the first characters of labels still to come, those left of a cell where one is given."""
    row = Row()
    for at in sorted({line.start for line in hanging}):
        if before is None or at < before:
            row.put(at, "|", next(line.style for line in hanging if line.start == at))
    return row


def _fit(line: Underline, width: int, free_from: int) -> list[tuple[int, str]] | None:
    """Where the lines of a hanging label go: below its place, moved left, or wrapped; None where there is no room.

    free_from is the cell of the nearest connector on its left.
    """
    length = cells(line.label)
    if line.start + length <= width:
        return [(line.start, line.label)]
    if width - length > free_from + 1:
        return [(width - length, line.label)]
    if width - line.start < NARROWEST_LABEL:
        return None
    return [(line.start, row) for row in wrap(line.label, width - line.start)]


def wrap(text: str, width: int) -> list[str]:
    """The text in rows of at most ``width`` cells, broken at spaces, and within a word only where the word alone is wider."""
    rows = []
    row = ""
    for word in text.split():
        if row and cells(row) + 1 + cells(word) <= width:
            row += f" {word}"
            continue
        if row:
            rows.append(row)
        *full, row = _pieces(word, width)
        rows += full
    return [*rows, row]


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most ``width`` cells each."""
    if cells(word) <= width:
        return [word]
    pieces = [""]
    filled = 0
    for character, wide in zip(word, widths(word), strict=True):
        if filled + wide > width:
            pieces.append("")
            filled = 0
        pieces[-1] += character
        filled += wide
    return pieces
