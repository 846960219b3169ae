"""A code that means different things to different readers.

Source: Ekman & Friesen (1978) number three states of the lids 41 (droop), 42 (slit) and 44 (squint); Ekman, Friesen & Hager (2002) make
them degrees of AU43 and AU7, and tools of that time give the three numbers to strands of the brow lowerer. The 1978 name of AU13, "Cheek
Puffer", lives on in many lists, though the action is the Sharp Lip Puller and puffed cheeks are AD34. The article uses none of the four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import Code, all_codes
from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, rule

#: Code -> what it was in 1978, what it is in lists of 2002, and the code to write for the lids.
TWO_MEANINGS = {
    "41": ("drooping lids", "a strand of the brow lowerer", "AU43B for lids that droop"),
    "42": ("eyes reduced to slits", "a strand of the brow lowerer", "AU43C for eyes that are slits"),
    "44": ("a squint", "the drawing together of the brows", "AU7 for a squint"),
}
#: Words of cheeks filled with air, and words of what AU13 does.
PUFFED = r"\b(?:puff\w*|blow\w*|inflat\w*|balloon\w*|bulg\w*|swell\w*|swollen|full of air|filled with air|chipmunk|hamster)\b"
PULLED = r"\b(?:sharp\w*|lips?|corners?|smil\w*|grin\w*|smirk\w*|cheshire|mouth|pull\w*)\b"
#: What ends the words that belong to a code.
WORDS_END = re.escape(",;.!?()[]{}|\n:") + r"+"


@rule(
    "FAC102",
    severity="info",
    reads=("action",),
    good=(
        "AU34 puffed cheeks, trumpeter, spotlight",
        "AU13 sharp lip puller, jester, torchlight",
        "AU13 lip corners pulled up, cheeks full of air under AU34, clown",
        "AU43B drooping lids, AU7 squint, night guard",
        "Sniper, 44 years old, 41 rounds left in the belt, AU7 lids tightened",
        "a sign that reads \"AU42 REPAIRS\", mechanic with AU12 smile",
        "two boys, one with AU13 sharp smile, one puffing his cheeks",
        "without AU41, AU12 smile, barista",
        "AU4 brow furrow, 42nd street, taxi driver",
    ),
    bad=(
        Bad("AU41, night guard, strip light", marks=("AU41",)),
        Bad("(AU44 squint:1.2), lighthouse keeper", marks=("AU44",)),
        Bad("AU4+AU42B, interrogation room", marks=("AU42B",)),
        Bad("AU13 puffed cheeks, trumpeter", marks=("AU13",)),
        Bad("cheeks full of air (AU13), toddler, birthday cake", marks=("AU13",)),
        Bad("kid holding his breath, AU13 with both cheeks blown out", marks=("AU13",)),
    ),
)  # fmt: skip
def ambiguous_action_unit(prompt: Prompt) -> Iterator[Problem]:
    """Two people who read the code plan two faces, and a model that has seen either list paints neither for certain. Write the code that
    has one meaning, and the words beside it.
    """
    coded = all_codes(prompt.asserted("action"))
    puffs = [action for action in prompt.asserted("action") if "34" in action.units] if coded else []
    puffed = (
        set()
        if any(action.coded for action in puffs)
        else {(action.scope.person, action.scope.panel, action.scope.moment) for action in puffs}
    )
    for token, codes in coded:
        for code in codes:
            if code.number in TWO_MEANINGS:
                before, after, instead = TWO_MEANINGS[code.number]
                message = f"AU{code.number} is {before} in FACS of 1978 and {after} in lists of 2002; write {instead}"
                yield Problem(code.start, code.end, message, label="two meanings")
            elif code.number == "13" and _is_puff(
                prompt.text, code, elsewhere=(token.scope.person, token.scope.panel, token.scope.moment) in puffed
            ):
                message = "AU13 pulls the lip corners up sharply (its name of 1978, Cheek Puffer, misleads); puffed cheeks are AU34"
                yield Problem(code.start, code.end, message, label="AU13: mouth corners pulled straight up")


def _is_puff(text: str, code: Code, *, elsewhere: bool) -> bool:
    """Whether AU13 stands for puffed cheeks: by the words behind it; where it has none, by other words for the same face (elsewhere)."""
    words = re.split(WORDS_END, text[code.end : code.end + 80], maxsplit=1)[0]
    if re.search(PULLED, words, re.IGNORECASE):
        return False
    return elsewhere or re.search(PUFFED, words, re.IGNORECASE) is not None
