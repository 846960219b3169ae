"""A claim of expression that names neither a state nor an action.

Source: the article's third mistake ("Very emotional intense dramatic expression"); the words are those of vocabulary kind ``vague``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.membership import may_belong
from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.text import around

#: Tags of somebody, or of a face.
SOMEBODY = r"\b(?:\d?(?:girl|boy|woman|man|person|lady)s?|(?:faces?|portrait of (?:an?|the) \w+))\b"
#: What makes piercing eyes a matter of looks.
PLAIN_EYES = frozenset(
    {"amber", "azure", "black", "blue", "brown", "dark", "emerald", "glowing", "gold", "golden", "gray", "green", "grey", "hazel", "icy",
     "nordic", "orange", "purple", "red", "silver", "turquoise", "violet", "white", "yellow"}
)  # fmt: skip
#: What gives a vague claim its meaning, on the same face.
MEANT = frozenset({"action", "emotion", "gaze", "head"})


def _is_feature(prompt: Prompt, token: Token) -> bool:
    """Whether a vague claim is rather of what eyes look like ("piercing blue eyes": half of the readers of such findings call them a
    colour, none "piercing eyes") than of what they show, or as a tag ("emotional") may be of the picture's style.
    """
    text = token.text.lower()
    return (text == "emotional" and not _is_beside_somebody(prompt, token)) or (
        "piercing" in text and not PLAIN_EYES.isdisjoint(text.split())
    )


def _is_beside_somebody(prompt: Prompt, token: Token) -> bool:
    """Whether the tag before or behind names a person or a face, or a verb says it of one: "1girl, emotional, detailed face", "she
    appears to be emotional".
    """
    begin, end = around(prompt.text, token.start, token.end)
    if re.search(r"\b(?:appears?|seems?|looks?)(?: to be)?\s+$", prompt.text[begin : token.start], re.IGNORECASE):
        return True
    near = prompt.text[around(prompt.text, max(0, begin - 2), max(0, begin - 1))[0] : around(prompt.text, end + 1, end + 2)[1]]
    return re.search(SOMEBODY, near, re.IGNORECASE) is not None


@rule(
    "EMO102",
    severity="warning",
    reads=("vague",),
    mistake="generic",
    good=(
        "intense gaze, AU4 brow furrow, street at night",
        "expressive hands of a pianist, closed eyes",
        "dramatic lighting, man in a coat",
        "an emotional scene at the station, crowd",
        "a shark with piercing black eyes, deep water",
        "woman with an intense angry expression, kitchen",
    ),
    bad=(
        Bad("Very emotional intense dramatic expression", marks=("Very emotional intense dramatic expression",)),
        Bad("portrait of a man, expressive face, studio", marks=("expressive face",)),
        Bad("a giraffe with a funny face, savannah", marks=("funny face",)),
        Bad("an elven queen with piercing eyes, forest", marks=("piercing eyes",)),
        Bad("woman with a charming facial expression, garden", marks=("charming facial expression",)),
    ),
)
def vague_expression(prompt: Prompt) -> Iterator[Problem]:
    """ "Emotional" tells the model that there is a feeling, not which: it picks one, and another one next time. Name the feeling, or
    better the face.
    """
    is_shared = may_belong(prompt, MEANT)
    for tokens in prompt.owners():
        if any(token.kind in MEANT for token in tokens) or is_shared(tokens[0]):
            continue
        claims = [token for token in tokens if token.kind == "vague" and not _is_feature(prompt, token)]
        if claims:
            first, *others = claims
            yield problem(
                first,
                f"{first.text!r} names no feeling and no facial action",
                *others,
                label="which feeling, on which part of the face?",
                fixes=offers(prompt),
            )
