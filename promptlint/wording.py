"""How messages name things: what a prompt says, what an Action Unit does, and lists of either."""

from __future__ import annotations

from collections.abc import Iterable

from promptlint.facs.units import units

#: Longer quotations from a prompt are clipped: a message is one sentence, and the place itself is drawn below it.
QUOTED_MAX = 48


def quoted(text: str) -> str:
    """A prompt's own words in quotation marks, on one line and clipped to QUOTED_MAX code points."""
    words = " ".join(text.split())
    return f'"{words[: QUOTED_MAX - 1]}…"' if len(words) > QUOTED_MAX else f'"{words}"'


def listed(items: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    *others, final = items
    return f"{', '.join(others)} {last} {final}" if others else final


def in_order(codes: Iterable[str]) -> list[str]:
    """Unit codes sorted by number, movements ("M68") among them."""
    return sorted(codes, key=lambda code: (int(code.lstrip("M")), code))


def shows(code: str) -> str:
    """What an Action Unit does to a face, short enough to stand under a caret: "AU12: corners of the mouth pulled up and back".

    Source: the appearance changes of Ekman, Friesen & Hager (2002), column ``effect`` of units.csv.
    """
    unit = units().get(code)
    if unit is None:
        return f"AU{code}"
    effect = unit.effect.partition(",")[0].partition(" into ")[0].partition(";")[0]
    return f"AU{code}: {effect}"
