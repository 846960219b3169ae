"""One line of a text as it is shown: safe for a terminal, measured in cells, and clipped to the width round the places that matter.

A line may be a hundred megabytes long, so nothing here looks at more of it than a few screen widths round each place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from promptlint.text import visible, widths

#: What stands for text that is not shown.
CUT = "…"
#: How many code points round a place are looked at, as a multiple of the width: one for the screen, one for marks without a width.
REACH = 2
#: The fewest cells that a line can be clipped to: two cuts, a character shown as ``<U+10FFFF>`` and the character that a mark is drawn on.
NARROWEST = 20
#: A cut is moved back to a space where one is this near, so that words stay whole.
WORD = 12

Span = tuple[int, int]


class Strip:
    """The visible part of one line.

    text   what is shown
    cells  the terminal cells it fills
    shown  for each place that was asked for, whether it is within what is shown
    """

    __slots__ = ("_at", "_end", "_offsets", "cells", "shown", "text")

    def __init__(self, glyphs: list[Glyph], end: int, shown: list[bool]) -> None:
        self.text = "".join(glyph[1] for glyph in glyphs)
        self._offsets = [glyph[0] for glyph in glyphs]
        self._at = [0, *accumulate(glyph[2] for glyph in glyphs)]
        self._end = end
        self.cells = self._at[-1]
        self.shown = shown

    def span(self, start: int, end: int) -> Span:
        """The cells (first, end exclusive) that the code points from start to end fill; at least one, also past the end of the line.

        What is left out counts as the CUT that stands for it; a mark without a width of its own as the character that it is drawn on.
        """
        if start >= self._end or not self._offsets:
            first = self.cells
        else:
            glyph = max(0, bisect_right(self._offsets, start) - 1)
            while glyph > 0 and self._at[glyph] == self._at[glyph + 1]:
                glyph -= 1
            first = self._at[glyph]
        return first, max(self._at[bisect_left(self._offsets, end)], first + 1)


#: Offset of the first code point it stands for, what is shown, and its cells.
Glyph = tuple[int, str, int]


def clip(text: str, start: int, end: int, places: list[Span], width: int) -> Strip:
    """Show the line text[start:end] in at most ``width`` cells (NARROWEST or more).

    places are (start, end) offsets of text within the line, the most important one first: it is always shown, its middle left out
    where it is too long; the others are shown as far as there is room. What is left goes to the text round them.
    """
    glyphs = _read(text, start, end, places, width)
    if sum(glyph[2] for glyph in glyphs) <= width:
        return Strip(glyphs, end, [True] * len(places))
    offsets = [glyph[0] for glyph in glyphs]
    at = [0, *accumulate(glyph[2] for glyph in glyphs)]
    wanted: list[Span] = []
    shown = []
    for first, last in places:
        low = max(0, bisect_right(offsets, first) - 1)
        high = max(bisect_left(offsets, last), low + 1)
        most = (width - 4) // (3 if wanted else 2 if len(places) > 1 else 1)
        more = _halves(glyphs, at, low, high, most)
        fits = _total(_windows(at, glyphs, wanted + more, 0), at) <= width
        shown.append(fits or not wanted)
        if shown[-1]:
            wanted += more
    low, high = 0, width
    while low < high:
        middle = (low + high + 1) // 2
        if _total(_windows(at, glyphs, wanted, middle), at) <= width:
            low = middle
        else:
            high = middle - 1
    windows = _whole_words(glyphs, _windows(at, glyphs, wanted, low), wanted)
    return Strip(_join(glyphs, windows), end, shown)


def _read(text: str, start: int, end: int, places: list[Span], width: int) -> list[Glyph]:
    """The glyphs of the line, far from every place left out already and a CUT put there instead."""
    reach = REACH * width
    near = [(start, start + reach)]
    for first, last in places:
        if last - first <= 2 * reach:
            near.append((first - reach, last + reach))
        else:
            near += [(first - reach, first + reach), (last - reach, last + reach)]
    glyphs: list[Glyph] = []
    at = start
    for low, high in sorted((max(start, low), min(end, high)) for low, high in near):
        if high <= at:
            continue
        if low > at:
            glyphs.append((at, CUT, 1))
        piece = text[max(low, at) : high]
        if piece.isascii() and piece.isprintable():
            glyphs += [(n, character, 1) for n, character in enumerate(piece, max(low, at))]
        else:
            for n, (character, cells) in enumerate(zip(piece, widths(piece), strict=True), max(low, at)):
                shown = visible(character)
                glyphs.append((n, shown, cells if shown == character else len(shown)))
        at = high
    if at < end:
        glyphs.append((at, CUT, 1))
    return glyphs


def _halves(glyphs: list[Glyph], at: list[int], low: int, high: int, most: int) -> list[Span]:
    """A place as a range of glyphs, or as its beginning and its end where it fills more than ``most`` cells."""
    if at[high] - at[low] <= most or high - low == 1:
        return [(low, high)]
    tail = (most - 1) // 3
    head_end = max(low + 1, bisect_right(at, at[low] + most - 1 - tail) - 1)
    tail_start = bisect_left(at, at[high] - tail)
    head = (low, _space_before(glyphs, head_end, low, head_end))
    return [head, (_space_after(glyphs, tail_start, high, tail_start), high)] if tail_start < high else [head]


def _space_before(glyphs: list[Glyph], cut: int, low: int, otherwise: int) -> int:
    """A cut moved left, behind the nearest space above ``low``."""
    return next((n for n in range(cut, max(cut - WORD, low), -1) if glyphs[n - 1][1] == " "), otherwise)


def _space_after(glyphs: list[Glyph], cut: int, high: int, otherwise: int) -> int:
    """A cut moved right, before the nearest space below ``high``."""
    return next((n for n in range(cut, min(cut + WORD, high)) if glyphs[n][1] == " "), otherwise)


def _windows(at: list[int], glyphs: list[Glyph], wanted: list[Span], context: int) -> list[Span]:
    """The ranges of glyphs to show, with this many cells of context on each side, merged where nothing is worth leaving out between."""
    windows: list[Span] = []
    for low, high in sorted(wanted):
        first = bisect_left(at, at[low] - context)
        last = min(len(glyphs), bisect_right(at, at[high] + context) - 1)
        while first > 0 and glyphs[first][2] == 0:
            first -= 1
        if first == 1 and glyphs[0][2] <= 1:
            first = 0
        if windows and at[first] - at[windows[-1][1]] <= 1:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _total(windows: list[Span], at: list[int]) -> int:
    """The cells that windows and the cuts between them fill."""
    cuts = len(windows) - 1 + (windows[0][0] > 0) + (windows[-1][1] < len(at) - 1)
    return cuts + sum(at[last] - at[first] for first, last in windows)


def _whole_words(glyphs: list[Glyph], windows: list[Span], wanted: list[Span]) -> list[Span]:
    """The windows, narrowed to the nearest space, or to the place itself, where a cut would go through a word."""
    narrowed = []
    for first, last in windows:
        inside = [(low, high) for low, high in wanted if first <= low and high <= last]
        low, high = min(low for low, _ in inside), max(high for _, high in inside)
        if first > 0:
            first = _space_after(glyphs, first, low, low if low - first <= WORD else first)
        if last < len(glyphs):
            last = _space_before(glyphs, last, high, high if last - high <= WORD else last)
        narrowed.append((first, last))
    return narrowed


def _join(glyphs: list[Glyph], windows: list[Span]) -> list[Glyph]:
    """The glyphs of the windows with one CUT for each run that is left out."""
    joined: list[Glyph] = []
    at = 0
    for first, last in windows:
        if first > at and not (joined and joined[-1][1] == CUT) and glyphs[first][1] != CUT:
            joined.append((glyphs[at][0], CUT, 1))
        joined += glyphs[first:last]
        at = last
    if at < len(glyphs) and joined[-1][1] != CUT:
        joined.append((glyphs[at][0], CUT, 1))
    return joined
