"""Where a format has no comments: the key ``promptlint`` beside a prompt in JSON, a column ``promptlint`` in a table.

What stands there already is added to, because a key cannot come twice, nor a cell have two values.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from promptlint.ignoring.wishes import NOTHING, Offer, Said, Wishes, codes_of
from promptlint.rule import Edit
from promptlint.sources import Note, SourceFile
from promptlint.sources.columns import layout
from promptlint.sources.jsonpath import Place, read_path
from promptlint.sources.jsontext import keys
from promptlint.sources.keyed import OWN_KEY
from promptlint.sources.keys import ENDINGS
from promptlint.sources.table import Cell, Row, rows
from promptlint.suppress import extended

_LINE = re.compile(r"line (\d+) ")


def beside(source: SourceFile, wishes: Wishes, said: Said) -> Offer:
    """A key ``promptlint`` before that of each prompt, in JSON and JSON Lines."""
    how = source.reading.how if source.reading else ""
    ending = source.path.lower()[source.path.rfind(".") :]
    if how not in ("json", "keys") or (how == "keys" and ending in ENDINGS):
        return NOTHING
    notes = _notes(source)
    edits: dict[int, list[Edit]] = {}
    objects: dict[tuple[int, Place], list[int]] = {}
    at: dict[tuple[int, Place], int] = {}
    known: dict[int, dict[Place, int]] = {}
    for number in wishes:
        if number in notes:
            edit = _added(
                source, notes[number], {code for other in wishes if other in notes[number].covers for code in codes_of(wishes[other])}, said
            )
            if edit is not None:
                edits[number] = [edit]
            continue
        place = source.found[number].place
        line = _LINE.match(place)
        begin = source.lines.start(int(line[1])) if line else 0
        if begin not in known:
            text = source.lines.line(int(line[1])) if line else source.text
            known[begin] = {where: begin + offset for where, offset in keys(text)}
        key = _key(place)
        if key and key in known[begin]:
            objects.setdefault((begin, key[:-1]), []).append(number)
            at[begin, key[:-1]] = min(known[begin][key], at.get((begin, key[:-1]), len(source.text)))
    for one, prompts in objects.items():
        edit = _member(source, at[one], said.words({code for number in prompts for code in codes_of(wishes[number])}))
        for number in prompts:
            edits[number] = [edit]
    return Offer(edits, [])


def _key(place: str) -> Place:
    """The place of the key that a prompt stands under: its own, or that of the list it is in; () where there is none."""
    if "$" not in place:
        return ()
    steps = tuple(step for step in read_path(place[place.index("$") :]) if isinstance(step, str | int))
    while steps and isinstance(steps[-1], int):
        steps = steps[:-1]
    return steps


def _member(source: SourceFile, at: int, words: str) -> Edit:
    """The edit that puts the key before another one, in a line of its own where that one has its own."""
    before = source.text[source.lines.start(source.lines.locate(at)[0]) : at]
    between = f"{source.newline}{before}" if not before.strip() and source.lines.locate(at)[0] > 1 else " "
    return Edit(at, at, f'"{OWN_KEY}": {json.dumps(words, ensure_ascii=source.text.isascii())},{between}')


def _notes(source: SourceFile) -> dict[int, Note]:
    """For each prompt the first note that speaks of it."""
    return {number: note for note in reversed(source.notes) for number in note.covers}


def _added(source: SourceFile, note: Note, codes: set[str], said: Said) -> Edit | None:
    """The edit of a key's value that adds codes to it; None where that would change what it says already."""
    try:
        words = json.loads(f'"{source.text[note.start : note.end]}"')
    except ValueError:
        return None
    longer = None if said.expires else extended(words, sorted(codes), said.reason)
    return None if longer is None else Edit(note.start, note.end, json.dumps(longer, ensure_ascii=source.text.isascii())[1:-1])


def in_a_column(source: SourceFile, wishes: Wishes, said: Said) -> Offer:
    """The cell of each prompt's row in the column ``promptlint``; a table that has none gets one, as its last."""
    if source.reading is None or source.reading.how != "columns":
        return NOTHING
    table = layout(source.path, source.text, source.reading)
    if table is None:
        return NOTHING
    delimiter, header = table
    listed = list(rows(source.text, delimiter))
    own = header.index(OWN_KEY) if OWN_KEY in header else len(header)
    starts = [row.start for row in listed]
    by_row: dict[int, list[int]] = {}
    for number in wishes:
        at = source.found[number].head
        if at is not None:
            by_row.setdefault(bisect_right(starts, at) - 1, []).append(number)
    edits: dict[int, list[Edit]] = {}
    for place, prompts in by_row.items():
        edit = _cell(source.text, listed[place], own, delimiter, {code for number in prompts for code in codes_of(wishes[number])}, said)
        if edit is not None:
            edits |= {number: [edit] for number in prompts}
    shared = []
    if own == len(header):
        shared = [_widened(source.text, listed[0], own, delimiter, OWN_KEY)]
        shared += [
            _widened(source.text, row, own, delimiter, "")
            for place, row in enumerate(listed)
            if place and place not in by_row and not row.broken and len(row.cells) == own
        ]
    return Offer(edits, shared)


def _cell(text: str, row: Row, own: int, delimiter: str, codes: set[str], said: Said) -> Edit | None:
    """The edit that writes, or adds to, a row's cell in the column; None where it says already what cannot be added to."""
    if own >= len(row.cells) or not (there := row.cells[own].value(text).strip()):
        return _widened(text, row, own, delimiter, said.words(codes))
    longer = None if said.expires else extended(there, sorted(codes), said.reason)
    return None if longer is None else _filled(row.cells[own], longer, delimiter)


def _widened(text: str, row: Row, own: int, delimiter: str, value: str) -> Edit:
    """The edit that puts a value into an empty cell of a row, or behind its last one."""
    if own < len(row.cells):
        return _filled(row.cells[own], value, delimiter)
    end = row.cells[-1].end
    return Edit(end, end, delimiter * (own - len(row.cells) + 1) + _quoted(value, delimiter))


def _filled(cell: Cell, value: str, delimiter: str) -> Edit:
    return Edit(cell.start, cell.end, _quoted(value, delimiter))


def _quoted(value: str, delimiter: str) -> str:
    """A cell's text, in quotes where it needs them."""
    if any(sign in value for sign in (delimiter, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value
