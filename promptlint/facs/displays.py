"""How an expression is worded for a prompt: the units that show it, with gaze, head and body, and the words for each unit.

Sources: the units come from the row of emotions.csv that carries the same label, from the article's own rewrites, or from the study a row
names; the words follow the appearance changes of Ekman, Friesen & Hager (2002) and the article's wordings. displays.csv, wordings.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from promptlint.facs.tables import read_table, split_list

#: The label under which displays.csv keeps what may stand for an expression that a prompt leaves open ("an intense expression").
ANY = "(any)"


class Display(NamedTuple):
    """One row of displays.csv: one way to show an emotion.

    rank     1 is the one to offer first
    phase    word of time before the first unit ("peak"), or ""
    groups   units as one wording names them, in the order of telling: ("1B", "4"), ("6+12",), ("R14",); () where the face shows nothing
    accents  units that may be added, the likeliest first
    gaze, head, body  words for what eyes, head and body do, or ""
    story    words for what the moment means, or ""
    """

    label: str
    rank: int
    phase: str
    groups: tuple[str, ...]
    accents: tuple[str, ...]
    gaze: str
    head: str
    body: str
    story: str
    source: str


class UnitWording(NamedTuple):
    """One row of wordings.csv: the words for one unit or several that move as one.

    code   words behind the code; "{}" is where a degree goes, in front of the code
    plain  words without a code; "{}" is where a degree goes
    grade  whether the plain degree is an "adverb" or an "adjective"; "" where the words take none
    """

    unit: str
    code: str
    plain: str
    grade: str
    source: str


@cache
def displays() -> dict[str, tuple[Display, ...]]:
    """The rows of displays.csv by label, the first rank first."""
    found: dict[str, list[Display]] = {}
    for row in read_table("displays"):
        found.setdefault(row["label"], []).append(
            Display(
                label=row["label"],
                rank=int(row["rank"]),
                phase=row["phase"],
                groups=split_list(row["units"], " "),
                accents=split_list(row["accents"]),
                gaze=row["gaze"],
                head=row["head"],
                body=row["body"],
                story=row["story"],
                source=row["source"],
            )
        )
    return {label: tuple(rows) for label, rows in found.items()}


@cache
def unit_wordings() -> dict[str, UnitWording]:
    """Every row of wordings.csv by unit ("1", "1+2", "L12", "43B")."""
    return {row["unit"]: UnitWording(**row) for row in read_table("wordings")}


class Contrast(NamedTuple):
    """One row of contrasts.csv: what a family of emotions lends to a layered expression.

    units     the one weak unit that hints at it beside another expression, and what it means
    against   the unit that contradicts an expression of this family; ``modifier`` the one that colours it
    """

    family: str
    units: str
    meaning: str
    against: str
    against_meaning: str
    modifier: str
    modifier_meaning: str
    source: str


class Blend(NamedTuple):
    """One row of blends.csv: two actions that are at odds in full strength, as the weak mix that a face can show."""

    first: str
    second: str
    code: str
    plain: str
    story: str
    source: str


@cache
def contrasts() -> dict[str, Contrast]:
    """Every row of contrasts.csv by family."""
    return {row["family"]: Contrast(**row) for row in read_table("contrasts")}


@cache
def blends() -> tuple[Blend, ...]:
    """Every row of blends.csv, in its order."""
    return tuple(Blend(**row) for row in read_table("blends"))
