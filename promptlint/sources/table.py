"""Delimited text taken apart: rows of cells, and where each character of a cell stands (RFC 4180, as Python's ``csv`` reads it).

A cell that begins with a quote ends with the next single one; a doubled quote inside is one quote. A quote anywhere else is an ordinary
character. What stands between a closing quote and the delimiter is a mistake that would shift all cells behind it, so such a row is broken,
and reading goes on in the line after the one that it began in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: So many broken rows are told; then the rest of the file is given up, because nothing in it can be trusted.
MOST_BROKEN = 20

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")


class Cell:
    """One cell: its file span with quotes, and whether it has them."""

    __slots__ = ("end", "quoted", "start")

    def __init__(self, start: int, end: int, *, quoted: bool) -> None:
        self.start = start
        self.end = end
        self.quoted = quoted

    def raw(self, text: str) -> str:
        """What stands between its quotes, or all of it."""
        return text[self.start + self.quoted : self.end - self.quoted]

    def value(self, text: str) -> str:
        """Its value."""
        return self.raw(text).replace('""', '"') if self.quoted else self.raw(text)

    def runs(self, text: str) -> list[tuple[int, int, int, int]]:
        """The runs of a SourceMap: a doubled quote is one piece."""
        begin, raw = self.start + self.quoted, self.raw(text)
        runs = []
        at = done = 0
        for match in re.finditer('""', raw) if self.quoted else ():
            if match.start() > done:
                runs.append((at, at + match.start() - done, begin + done, begin + match.start()))
                at += match.start() - done
            runs.append((at, at + 1, begin + match.start(), begin + match.end()))
            at, done = at + 1, match.end()
        if done < len(raw) or not runs:
            runs.append((at, at + len(raw) - done, begin + done, begin + len(raw)))
        return runs


class Row:
    """One row: where it begins, and its cells; ``broken`` tells what is wrong with it, or ""."""

    __slots__ = ("broken", "cells", "start")

    def __init__(self, start: int, cells: list[Cell], broken: str = "") -> None:
        self.start = start
        self.cells = cells
        self.broken = broken


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that hold anything, in order."""
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    at = broken = 0
    while at < len(text):
        row, following = _row(text, at, delimiter, plain)
        if row.broken:
            broken += 1
            yield row
            if broken >= MOST_BROKEN:
                return
        elif len(row.cells) > 1 or row.cells[0].start < row.cells[0].end:
            yield row
        at = following


def _row(text: str, start: int, delimiter: str, plain: re.Pattern[str]) -> tuple[Row, int]:
    """A row, and where the next one begins."""
    cells: list[Cell] = []
    at = start
    while True:
        if text.startswith('"', at):
            quoted = _QUOTED.match(text, at)
            end = quoted.end() if quoted else len(text)
            if quoted is None:
                return _broken(text, start, "the quote that is opened here is never closed")
            if end < len(text) and text[end] not in f"{delimiter}\r\n":
                return _broken(text, start, "a quoted cell goes on behind its closing quote; inside of a cell a quote is written twice")
            cells.append(Cell(at, end, quoted=True))
        else:
            match = plain.match(text, at)
            end = match.end() if match else at
            cells.append(Cell(at, end, quoted=False))
        if not text.startswith(delimiter, end) or end >= len(text):
            break
        at = end + 1
    following = end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)
    return Row(start, cells), following


def _broken(text: str, start: int, why: str) -> tuple[Row, int]:
    line = _LINE.match(text, start)
    return Row(start, [], why), line.end() if line else len(text)
