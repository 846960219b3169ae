"""Movements of face, head and body that a still picture cannot show, and the one frame of each that it can.

Source: Ekman, Friesen & Hager (2002), the codes that are scored from film; motions.csv. The frames are our own, after the appearance
changes of the units they name.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from promptlint.facs.tables import read_table


class Motion(NamedTuple):
    """One row of motions.csv.

    stem     letters that every wording of it holds, in lower case; a text without them need not be searched
    pattern  its wordings, a regular expression for text in any case
    frame    what a still can show instead, in words for a prompt
    """

    motion: str
    stem: str
    pattern: str
    frame: str
    source: str


@cache
def motions() -> tuple[Motion, ...]:
    """Every row of motions.csv, in its order."""
    return tuple(Motion(**row) for row in read_table("motions"))
