"""What a part of the face does when a word is said of it: "raised" + eyebrows is AU1+AU2, "raised" + chin is a head pose."""

from __future__ import annotations

import csv
import os
from functools import cache
from typing import NamedTuple


class Movement(NamedTuple):
    """What a movement of a feature is: a kind of token ("action", "gaze", "head") and its value; negated for "closed mouth" (no AU25)."""

    kind: str
    value: str
    negated: bool


@cache
def _movements() -> dict[tuple[str, str], Movement]:
    path = os.path.join(os.path.dirname(__file__), "movements.csv")
    with open(path, encoding="utf-8", newline="") as file:
        return {
            (row["feature"], row["movement"]): Movement(row["kind"], row["value"].lstrip("!"), row["value"].startswith("!"))
            for row in csv.DictReader(file)
        }


def movement_of(feature: str, movement: str, *, one: bool = False) -> Movement | None:
    """What this movement of this feature is, or None where the two do not go together; ``one`` for one of a pair ("a raised eyebrow").

    Source: movements.csv, after the appearance changes of Ekman, Friesen & Hager (2002).
    """
    table = _movements()
    return (one and table.get((feature, f"{movement}@1"))) or table.get((feature, movement))
