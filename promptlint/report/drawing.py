"""Lines of a text with its marked places underlined and labelled, line numbers in a gutter on the left.

A place on several lines is underlined on each of them, its label stands below the last; of a long one the first and the last line are
shown. Nothing here raises, whatever the text and wherever the places.
"""

from __future__ import annotations

from promptlint.report.colour import Palette
from promptlint.report.labels import NARROWEST_LABEL, Row, Underline, label_rows
from promptlint.report.strip import NARROWEST, Strip, clip
from promptlint.text import Lines, visible

#: A drawing narrower than this would be nothing but cuts; a terminal that is, wraps.
NARROWEST_DRAWING = 60
#: Of a place on more lines than this only the first and the last are drawn.
MOST_LINES = 4
#: A label longer than this is cut, however much room there is.
LONGEST_LABEL = 300


class Mark:
    """A place to underline: code points of the text, end exclusive, and the label below it; the primary one has carets."""

    __slots__ = ("end", "label", "primary", "start")

    def __init__(self, start: int, end: int, label: str = "", *, primary: bool = False) -> None:
        self.start = start
        self.end = end
        self.label = label
        self.primary = primary


class Drawing:
    """The drawn lines of one finding.

    gutter  the width of the line numbers
    rows    ready to be printed
    hidden  the marks for which a clipped line had no room
    """

    __slots__ = ("gutter", "hidden", "rows")

    def __init__(self, lines: Lines, marks: list[Mark], width: int, palette: Palette, style: str) -> None:
        self.rows: list[str] = []
        self.hidden: list[Mark] = []
        by_line = _by_line(lines, marks)
        self.gutter = len(str(max(by_line))) + 2
        room = max(width, NARROWEST_DRAWING) - self.gutter - 3
        before = 0
        for number in sorted(by_line):
            if before and number > before + 1:
                between = number == before + 2
                self._put(palette, number - 1 if between else "...", _plain(lines, number - 1, room) if between else None)
            strip, rows = _draw_line(lines, number, by_line[number], room, style)
            self.hidden += [mark for mark, shown in zip(by_line[number], strip.shown, strict=True) if not shown]
            self._put(palette, number, strip.text)
            for row in rows:
                self._put(palette, "", row.paint(palette))
            before = number

    def _put(self, palette: Palette, number: int | str, text: str | None) -> None:
        if text is None:
            self.rows.append(palette.paint(str(number), "gutter"))
        else:
            self.rows.append(f"{palette.paint(f'{number:>{self.gutter}} |', 'gutter')} {text}".rstrip())

    def empty_row(self, palette: Palette) -> str:
        """A row with nothing but the gutter."""
        return palette.paint(f"{'':>{self.gutter}} |", "gutter")


def _by_line(lines: Lines, marks: list[Mark]) -> dict[int, list[Mark]]:
    """The marks cut into lines, primary ones first; a line's end counts as its last place."""
    by_line: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (not mark.primary, mark.start, mark.end)):
        first, last = lines.locate(mark.start)[0], lines.locate(max(mark.start, mark.end - 1))[0]
        drawn = range(first, last + 1) if last - first < MOST_LINES else (first, last)
        for number in drawn:
            start, end = _bounds(lines, number)
            piece = Mark(min(end, max(start, mark.start)), min(end, mark.end), mark.label if number == last else "", primary=mark.primary)
            by_line.setdefault(number, []).append(piece)
    return by_line


def _bounds(lines: Lines, number: int) -> tuple[int, int]:
    """Where a line begins and ends, without its line ending."""
    start = lines.start(number)
    end = lines.start(number + 1) if number < len(lines) else len(lines.text)
    while end > start and lines.text[end - 1] in "\r\n":
        end -= 1
    return start, end


def _plain(lines: Lines, number: int, room: int) -> str:
    """A line without marks, cut at its end."""
    start, end = _bounds(lines, number)
    return clip(lines.text, start, end, [(start, start)], room).text


def _draw_line(lines: Lines, number: int, marks: list[Mark], room: int, style: str) -> tuple[Strip, list[Row]]:
    """A line and the rows below it, clipped until every label has room."""
    start, end = _bounds(lines, number)
    places = [(mark.start, mark.end) for mark in marks]
    for width in (room, max(NARROWEST, room - NARROWEST_LABEL)):
        strip = clip(lines.text, start, end, places, width)
        underlines = []
        for mark, shown in zip(marks, strip.shown, strict=True):
            if shown:
                character, painted = ("^", style) if mark.primary else ("-", "related")
                label = visible(mark.label[:LONGEST_LABEL])
                underlines.append(Underline(*strip.span(mark.start, mark.end), label, character, painted))
        rows = label_rows(underlines, room)
        if rows is not None:
            return strip, rows
    raise AssertionError("a clipped line leaves room for every label")
