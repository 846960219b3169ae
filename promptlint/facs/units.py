"""The codes of the Facial Action Coding System: what each one moves and how it looks.

Source: Ekman, Friesen & Hager (2002), Facial Action Coding System; units.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from promptlint.facs.tables import read_table, split_list


class Unit(NamedTuple):
    """One row of units.csv.

    code        "12", "M68"; "1+4" for a named combination; "3" is listed as no code of adult FACS
    kind        "AU" action unit, "AD" action descriptor, "combo", "eye", "head", "gross", "visibility", "movement" or "unknown"
    region      "upper", "eyelid", "lower", "eyes", "head", "misc" or "visibility"
    laterality  may it be shown on one side only
    intensity   is it scored from A to E
    scorable    "yes", "partly" or "no": can a still picture show it
    synonyms    everyday words for it, without their remarks; tags are the danbooru tags
    remarks     "word: units" where a synonym really means several units or is ambiguous
    """

    code: str
    name: str
    kind: str
    region: str
    laterality: bool
    laterality_note: str
    intensity: bool
    scorable: str
    effect: str
    aliases: tuple[str, ...]
    muscles: str
    synonyms: tuple[str, ...]
    remarks: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    note: str

    @property
    def is_facial(self) -> bool:
        """Is it an action of the face (not a pose of the head, a gaze, a visibility code or the neutral face)."""
        return self.kind in {"AU", "AD"} and self.code != "0"


@cache
def units() -> dict[str, Unit]:
    """Every row of units.csv by code, in order of number."""
    return {
        row["code"]: Unit(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            region=row["region"],
            laterality=row["laterality"] == "yes",
            laterality_note=row["laterality_note"],
            intensity=row["intensity"] == "yes",
            scorable=row["scorable"],
            effect=row["effect"],
            aliases=split_list(row["aliases"]),
            muscles=row["muscles"],
            synonyms=split_list(row["synonyms"]),
            remarks=split_list(row["remarks"]),
            tags=split_list(row["tags"]),
            source=row["source"],
            note=row["note"],
        )
        for row in read_table("units")
    }


def is_known(code: str) -> bool:
    """Whether adult FACS has this code ("12", "M68"); combinations and codes of other systems ("3") are none."""
    unit = units().get(code)
    return unit is not None and unit.kind not in {"combo", "unknown"}


def nearest(code: str, count: int = 3) -> tuple[str, ...]:
    """Real codes near an unknown one, the likeliest first: a digit too many ("112" -> "12"), the nearest numbers, then digits swapped."""
    movement, digits = code[:1] if code[:1] in "mM" else "", code.lstrip("mM")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        return ()
    slips = [digits[:place] + digits[place + 1 :] for place in range(len(digits))] if len(digits) > 2 else []
    close = [movement.upper() + slip.lstrip("0") for slip in slips]
    number = int(digits)
    numbered = sorted((abs(int(known) - number), int(known)) for known in units() if known.isdigit() and known != "0")
    close += [str(known) for distance, known in numbered if distance <= 5]
    if len(digits) == 2:
        close.append(digits[::-1])
    found = [candidate for candidate in dict.fromkeys(close) if candidate != code and is_known(candidate)]
    return tuple(found[:count])
