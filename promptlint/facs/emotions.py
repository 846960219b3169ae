"""What an emotion looks like: the units that studies find for it, and the wording that asks for them.

Sources: named in each row of emotions.csv; ``confidence`` says whether the units were measured, are a consensus of experts, or were
inferred from the nearest published display. Which states oppose each other is a judgement: two that one face cannot carry at once
without hiding, mixing or following one with the other.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from promptlint.facs.tables import read_table, split_list


class Emotion(NamedTuple):
    """One row of emotions.csv.

    value           the term a token of this emotion carries ("joy" -> "happiness")
    families        the families it belongs to, two for a compound
    valence         from -1 (unpleasant) to 1 (pleasant); arousal from -1 (asleep) to 1 (frantic)
    prototype       its units, with side and intensity where they matter: ("L2", "R12"), ("12B", "53")
    variants        other unit sets the sources give, as text
    optional        units that may be added
    shares          how many of a study's subjects showed an optional unit, in percent
    gaze_head_body  what eyes, head and body do, as text
    rewrite         words for an image model
    opposite        labels of emotions that the same face cannot carry at once
    confidence      "measured", "consensus" or "inference"
    """

    label: str
    value: str
    families: tuple[str, ...]
    valence: float
    arousal: float
    prototype: tuple[str, ...]
    variants: str
    optional: tuple[str, ...]
    shares: tuple[tuple[str, int], ...]
    gaze_head_body: str
    rewrite: str
    opposite: tuple[str, ...]
    source: str
    confidence: str
    note: str


@cache
def emotions() -> dict[str, Emotion]:
    """Every row of emotions.csv by label, in order of label."""
    return {
        row["label"]: Emotion(
            label=row["label"],
            value=row["value"],
            families=split_list(row["family"]),
            valence=float(row["valence"]),
            arousal=float(row["arousal"]),
            prototype=split_list(row["prototype"], "+"),
            variants=row["variants"],
            optional=split_list(row["optional"]),
            shares=tuple((unit, int(share)) for unit, _, share in (pair.partition("=") for pair in split_list(row["shares"]))),
            gaze_head_body=row["gaze_head_body"],
            rewrite=row["rewrite"],
            opposite=split_list(row["opposite"]),
            source=row["source"],
            confidence=row["confidence"],
            note=row["note"],
        )
        for row in read_table("emotions")
    }


def family(label: str) -> tuple[str, ...]:
    """The families of an emotion, two for a compound ("happily surprised"); () for a label that is not in the table."""
    emotion = emotions().get(label)
    return emotion.families if emotion else ()


def opposed(first: str, second: str) -> bool:
    """Whether one face cannot carry both emotions at once. Symmetric; False for labels that are not in the table."""
    emotion = emotions().get(first)
    return emotion is not None and second in emotion.opposite
