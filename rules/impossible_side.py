"""An action on one side of the face that has no sides.

Source: Ekman, Friesen & Hager (2002): which actions are scored unilaterally (L, R), column ``laterality`` of facs/units.csv. One muscle or
bone in the middle moves the chin, the lips as a ring and the jaw. Faces are not quite so strict: some people can part or tighten their lips
more on one side, which FACS scores as an asymmetry and not as a side. The article names no sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import codes_of
from promptlint.facs.units import units
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import in_order, listed, quoted

#: In words these are seen on one side: the tongue and the air go where they like, teeth bite where they are, a nostril is one of two.
FREE = frozenset({"19", "32", "33", "37", "38", "39"})
#: A side said of the action itself, in its own words.
OWN = r"\b(?:left|right)\b|\b(?:one|half)[- ]sided(?:ly)?\b|\bunilateral(?:ly)?\b|\bon one side\b|\bhalf of\b"
#: A side behind the action: in brackets, with "side", "half" or "corner", or with "only".
SIDE = r"(?:left|right|one)(?:[- ]hand)?"
WHOSE = r"(?:(?:the|his|her|their|its|\w+['’]s)\s+){0,2}"
BEHIND = (
    rf"\s*(?:\(\s*(?:{SIDE}|L|R)(?:\s+side)?(?:\s+only)?\s*\)"
    rf"|[,:–—-]?\s*(?:but\s+)?(?:only\s+|more\s+)?(?:(?:on|at|to|in)\s+)?{WHOSE}{SIDE}\s+(?:side|half|corner)\b"
    rf"(?:\s+of\s+{WHOSE}(?:face|mouth|lips?|chin|jaw))?(?:\s+only)?(?=\s*(?:[,;.!)\n]|$|(?:and|while|but)\b))"
    rf"|[, ]*(?:but\s+)?(?:only\s+(?:on|at)\s+{WHOSE}{SIDE}|(?:on|at)\s+{WHOSE}{SIDE}\s+only)\b)"
)
#: A side right behind a code: "AU17 left", "AU18 to the left".
BARE = r"\s+(?:(?:on|to|at)\s+(?:the|his|her)\s+)?(?:left|right)\s*(?:[,;.)\n]|$)"
#: A side before it: "the left half of his lips", "one-sided", "R AU17".
BEFORE = rf"(?:\b{SIDE}\s+(?:side|half)\s+of\s+{WHOSE}|\b(?:one|half)[- ]sided\s+|\bunilateral\s+)$"
LETTER = r"(?<![\w'’])[LR][- ]?$"
#: A place in the picture and not on the face, where several are depicted.
PLACE = r"\bon the (?:left|right)\b"


#: Heads that go up, down, forward or back: sideways they turn (51, 52) or tilt (55, 56).
LEVEL_HEADS = frozenset({"53", "54", "57", "58"})


@rule(
    "FAC106",
    severity="warning",
    reads=("action",),
    good=(
        "left AU12, AU17 chin raised, boxer",
        "right AU14, AU2 on the left side, duchess",
        "Late bar: the man on the right with AU25 lips parted, the woman on the left with AU24 lips pressed.",
        "AU25 lips parted, light from the left side, window seat",
        "AU27 mouth stretched wide, left hand over one ear",
        "jaw pushed to the left, AU30, street fighter",
        "AU18 lip pucker, looking right, mirror",
        "left AU12+AU25, bartender",
        "one-sided love letter, AU24 pressed lips",
        "tongue sticking out of the right side of his mouth, painter",
        "not left AU17, AU17 chin raised, boxer",
    ),
    bad=(
        Bad("left AU17, boxer on the stool", marks=("left AU17",)),
        Bad("one-sided AU25, sleepwalker", marks=("one-sided AU25",)),
        Bad("AU27R, drunk uncle", marks=("AU27R",)),
        Bad("AU26 jaw drop (left), magician", marks=("AU26 jaw drop",)),
        Bad("lips pressed together on his right side only, juror", marks=("lips pressed together",)),
        Bad("unilateral AU28, chess player", marks=("unilateral AU28",)),
    ),
)
def impossible_side(prompt: Prompt) -> Iterator[Problem]:
    """The model drops the side or twists the mouth. Drop the side, or give it to an action that has one: a lip corner, a brow, an eye."""
    for token in prompt.asserted("action"):
        if _has_no_side(token) and _side(prompt, token):
            names = listed(f"AU{code}" for code in in_order(token.units))
            what = f"{names} moves" if token.coded else f"{quoted(token.text)} ({names}) moves"
            note = (
                " (one lip alone, top or bottom, is possible)"
                if any("T/B: can" in units()[code].laterality_note for code in token.units)
                else ""
            )
            yield problem(
                token,
                f"{what} both sides at once and has no left or right{note}; drop the side, or give it to a brow or a lip corner",
                label="this action has no side",
            )


def _has_no_side(token: Token) -> bool:
    known = [units().get(code) for code in token.units]
    if set(token.units) <= LEVEL_HEADS and token.coded:
        return True
    if not all(unit is not None and unit.is_facial and not unit.laterality for unit in known):
        return False
    return bool(token.coded) or not FREE & set(token.units)


def _side(prompt: Prompt, token: Token) -> bool:
    """Whether the prompt gives the action a side."""
    text = prompt.text
    if prompt.panels > 1 and re.match(PLACE, token.text, re.IGNORECASE):
        return False  # "split panel: on the left AU25 lips parted"
    if token.side or any(code.letter in {"L", "R"} for code in codes_of(token)):
        return True
    if re.search(OWN, token.text, re.IGNORECASE):
        return prompt.people == 1 or not re.search(PLACE, token.text, re.IGNORECASE)
    before = text[max(0, token.start - 40) : token.start]
    if token.coded and (
        re.search(LETTER, before) or (prompt.people == 1 and re.match(BARE, text[token.end : token.end + 30], re.IGNORECASE))
    ):
        return True
    return bool(re.match(BEHIND, text[token.end : token.end + 60], re.IGNORECASE) or re.search(BEFORE, before, re.IGNORECASE))
