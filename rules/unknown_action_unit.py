"""A code that names no Action Unit.

Source: Ekman, Friesen & Hager (2002), the codes of adult FACS; facs/units.csv. AU3 and others exist for babies only (Baby FACS, Oster), and
some numbers (59, 60, 68, 83) only as movements, M59.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.coding import all_codes
from promptlint.facs.units import is_known, nearest, units
from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, rule
from promptlint.wording import listed


@rule(
    "FAC101",
    severity="error",
    reads=("action",),
    good=(
        "AU12 smile, AU6 cheek raise, in a cafe",
        "AU0 neutral face, passport photo",
        "AU64 eyes down, AU54 head down, AU43 eyes closed, a monk",
        'mechanic grinning under a tin sign that reads "AU49 MOTORS"',
        "a photographer's shop au 47 rue de Rivoli, smiling woman",
        "gold ring stamped Au 750 on her finger, AU12 smile",
        "two women, one with AU1 inner brow raise, one with AU2 outer brow raise",
        "AUM68 eye roll, teenager at dinner",
    ),
    bad=(
        Bad("a faint AU3 between his brows, boxing ring", marks=("AU3",)),
        Bad("AU48 on one woman, AU12 smile on the other", marks=("AU48",)),
        Bad("without AU99, a bride", marks=("AU99",)),
        Bad("AU1+AU47 brow raise, night bus", marks=("AU47",)),
        Bad("{AU112|AU12} smile, market", marks=("AU112",)),
        Bad("au67, eyes to the side", marks=("au67",)),
    ),
)
def unknown_action_unit(prompt: Prompt) -> Iterator[Problem]:
    """A code that is in no table means nothing to the model or to the next reader: the picture gets whatever the number happens to
    suggest. Use the code that was meant, and say its effect in words beside it.
    """
    for _, codes in all_codes(prompt.of("action")):
        for code in codes:
            if not is_known(code.number):
                yield Problem(code.start, code.end, _message(code.number), label="no such code in adult FACS")


def _message(number: str) -> str:
    if is_known(f"M{number}"):
        movement = units()[f"M{number}"]
        return f"there is no AU{number} in FACS; as a movement it is M{number} ({movement.name.lower()})"
    near = [f"AU{code} ({units()[code].name.lower()})" for code in nearest(number)]
    baby = " for adults; it belongs to Baby FACS" if number == "3" else ""
    return f"there is no AU{number} in FACS{baby}" + (f"; did you mean {listed(near, 'or')}?" if near else "; the codes end at AU98")
