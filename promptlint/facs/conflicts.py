"""Which facial actions exclude each other, which pull against each other, and which only look as if they did.

Sources: Ekman, Friesen & Hager (2002), the alternatives of head and eye positions and the notes on single units; studies named in
each row; conflicts.csv.

A claim is a unit ("12"), a unit on one side ("L12", the person's own left), several units joined by "+" ("25+26"), or a word:
"viewer" (looking at the viewer), "still" (a still picture), "serene" and "relaxed" (labels of emotions.csv). ``claim`` writes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from promptlint.facs.tables import read_table, split_list
from promptlint.facs.units import units

SIDES = {"left": "L", "right": "R"}
_WORST_FIRST = {"error": 0, "warning": 1, "info": 2, "none": 3}


class Conflict(NamedTuple):
    """One row of conflicts.csv: two claims about one face, and what becomes of them together.

    kind         "exclusive" (never both), "antagonist" (muscles that pull against each other) or "compatible" (only looks like a clash)
    severity     "error", "warning", "info" or "none"
    from_        intensity letter both sides need before an antagonist pair is a conflict; "" where any intensity is
    scope        "side": holds on one and the same side; "eyes": of both eyes at once; "face": sides do not matter; "still"
    unless       units whose presence on the face lifts the row
    explanation  a clause for a message: "upper lid raised against eyes closed: one muscle cannot pull and relax at once"
    origin       number of the collected pair the row comes from; several rows share one where it named several pairs
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    kind: str
    severity: str
    from_: str
    scope: str
    unless: tuple[str, ...]
    explanation: str
    notes: str
    source: str
    origin: int


#: What stands for every facial unit in a row.
ANY = frozenset({"any"})


@cache
def conflicts() -> tuple[Conflict, ...]:
    """Every row of conflicts.csv, in its order."""
    return tuple(
        Conflict(
            first=split_list(row["first"], "+"),
            second=split_list(row["second"], "+"),
            kind=row["kind"],
            severity=row["severity"],
            from_=row["from"],
            scope=row["scope"],
            unless=split_list(row["unless"]),
            explanation=row["explanation"],
            notes=row["notes"],
            source=row["source"],
            origin=int(row["origin"]),
        )
        for row in read_table("conflicts")
    )


def claim(codes: tuple[str, ...], side: str | None = None) -> str:
    """The claim that these units are shown, on one side ("left", "right") or on both: ("1", "2"), "left" -> "L1+L2"."""
    return "+".join(SIDES[side] + code for code in codes) if side else "+".join(codes)


def alternates(first: str, second: str) -> Conflict | None:
    """The row that says why these two claims cannot both be shown, the gravest one; None where they can. Symmetric and aware of sides."""
    return _found("exclusive", first, second)


def antagonists(first: str, second: str) -> Conflict | None:
    """The row that says how these two claims pull against each other, the gravest one; None where they do not.

    Whether that is a conflict depends on both intensities: see ``Conflict.from_``. Symmetric; left 12 with right 15 is none.
    """
    return _found("antagonist", first, second)


def compatible(first: str, second: str) -> Conflict | None:
    """The row that says why these two claims go together although they may look like a clash, or None."""
    return _found("compatible", first, second)


@lru_cache(maxsize=4096)  # claims come from prompts: bounded
def _found(kind: str, first: str, second: str) -> Conflict | None:
    mine, theirs = first.split("+"), second.split("+")
    some, others = _bare(mine), _bare(theirs)
    rows = [
        row
        for row, wanted, opposite in _rows_of(kind)
        if (wanted <= some and opposite <= others and _holds(row, mine, theirs))
        or (wanted <= others and opposite <= some and _holds(row, theirs, mine))
    ]
    return min(rows, key=lambda row: _WORST_FIRST[row.severity], default=None)


@cache
def _rows_of(kind: str) -> tuple[tuple[Conflict, frozenset[str], frozenset[str]], ...]:
    """The rows of a kind, each with the bare units of its two sides: a claim without them need not be looked at closer."""
    return tuple((row, _bare(row.first) - ANY, _bare(row.second) - ANY) for row in conflicts() if row.kind == kind)


def _bare(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code.lstrip("LR") for code in codes)


def _holds(row: Conflict, mine: list[str], theirs: list[str]) -> bool:
    pairs = [(wanted, given) for asked, claimed in ((row.first, mine), (row.second, theirs)) for wanted in asked for given in claimed]
    used = [(wanted, given) for wanted, given in pairs if _meets(wanted, given, row.scope)]
    if not all(any(wanted == one for one, _ in used) for wanted in row.first + row.second):
        return False
    if row.scope == "side":
        sides = {given[0] for _, given in used if given[0] in "LR"}
        return len(sides) < 2
    return True


def _meets(wanted: str, given: str, scope: str) -> bool:
    """Whether a unit of a claim is what one place of a row asks for."""
    if wanted == "any":
        unit = units().get(given.lstrip("LR"))
        return unit is not None and unit.is_facial
    if wanted[0] in "LR" or (scope == "eyes" and wanted == "43"):
        return wanted == given
    return wanted == given.lstrip("LR")
