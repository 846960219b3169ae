"""In which line of a TOML document a key stands: the standard library's reader tells only for documents that it cannot read at all."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.|=|$)""")

Key = tuple[str | int, ...]


def line_of(text: str, key: Key, value: object = None) -> int | None:
    """The line (from 1) of a key, given by the names of its tables and its own; of tables in an array also by number (from 0).

    Where the key itself is in no line of its own (an inline table), that of the nearest table round it; where a string ``value`` of an
    array is given and stands in a later line of it, that line. None where nothing fits.
    """
    lines = text.splitlines()
    best, depth = None, 0
    counts: dict[tuple[str, ...], int] = {}
    table: Key = ()
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header:
            names = _names(header[2])[0]
            table = _numbered(names, counts, new=header[1] == "[[")
            said = table
        else:
            names, closed = _names(line)
            if not closed:
                continue
            said = (*table, *names)
        shorter = min(len(said), len(key))
        shared = shorter if said[:shorter] == key[:shorter] else 0
        if shared > depth:
            best, depth = number, shared
    if best is not None and depth == len(key) and isinstance(value, str):
        for number in range(best, min(best + 200, len(lines) + 1)):
            line = lines[number - 1]
            if number > best and (_HEADER.match(line) or _names(line)[1]):
                break
            if f'"{value}"' in line or f"'{value}'" in line:
                return number
    return best


def _names(text: str) -> tuple[tuple[str, ...], bool]:
    """The names of a dotted key at the start of a text, and whether an equals sign closes them."""
    names: list[str] = []
    at = 0
    while part := _KEY_PART.match(text, at):
        names.append(next(group for group in part.groups()[:3] if group is not None))
        at = part.end()
        if part[4] != ".":
            return tuple(names), part[4] == "="
    return (), False


def _numbered(names: tuple[str, ...], counts: dict[tuple[str, ...], int], *, new: bool) -> Key:
    """A table's names with the number of each table in an array behind its name."""
    if new:
        counts[names] = counts.get(names, -1) + 1
    key: list[str | int] = []
    for length, name in enumerate(names, 1):
        key.append(name)
        if names[:length] in counts:
            key.append(counts[names[:length]])
    return tuple(key)
