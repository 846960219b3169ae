"""What stands between the viewer and a face, and which actions it hides.

Source: reasoning from the muscles' places with the visibility codes 70-74 of FACS (2002); occlusion.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from promptlint.facs.tables import read_table, split_list
from promptlint.facs.units import units


class Occluder(NamedTuple):
    """One row of occlusion.csv.

    visibility     FACS code: 70 brows, 71 eyes, 72 lower face, 73 whole face not visible, 74 unscorable; "" for none
    hidden         units that cannot be seen; partial: units that are weakened or partly covered; "all" for every one
    below          intensity letter up to which every action is lost; "" for none
    strength       "full", "partial" or "one side"
    still_visible  what remains to be seen, as text
    """

    item: str
    synonyms: tuple[str, ...]
    visibility: str
    hidden: tuple[str, ...]
    partial: tuple[str, ...]
    below: str
    strength: str
    still_visible: str
    tags: tuple[str, ...]
    source: str
    note: str


@cache
def occluders() -> dict[str, Occluder]:
    """Every row of occlusion.csv by item, in order of item."""
    return {
        row["item"]: Occluder(
            item=row["item"],
            synonyms=split_list(row["synonyms"]),
            visibility=row["visibility"],
            hidden=split_list(row["hidden"]),
            partial=split_list(row["partial"]),
            below=row["below"],
            strength=row["strength"],
            still_visible=row["still_visible"],
            tags=split_list(row["tags"]),
            source=row["source"],
            note=row["note"],
        )
        for row in read_table("occlusion")
    }


@cache
def hidden_units(item: str) -> frozenset[str]:
    """The units that an occluder hides: every one of face and eyes for "all"; none for an item that is not in the table."""
    occluder = occluders().get(item)
    if occluder is None:
        return frozenset()
    if occluder.hidden == ("all",):
        return frozenset(code for code, unit in units().items() if unit.is_facial or unit.kind == "eye")
    return frozenset(occluder.hidden)
