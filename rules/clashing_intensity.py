"""One action at two strengths.

Source: the intensity scale of Ekman, Friesen & Hager (2002): A trace, B slight, C marked, D severe or extreme, E maximum;
grammar/vocabulary maps words to it. The article uses "restrained", "subtle" and "maximum" in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted

#: What each letter of the scale is called.
SCALE = {"A": "a trace", "B": "slight", "C": "marked", "D": "extreme", "E": "maximum"}
#: Words of the upper half that say how far; "wide", "big", "deep" or "strong" may be weakened by an adverb ("slightly wide smile").
UTMOST = (
    r"\b(?:extreme\w*|severe\w*|intense\w*|fierce\w*|profound\w*|massive\w*|huge\w*|enormous\w*|gigantic|exaggerated|dramatic\w*|vigorous\w*|wildly"
    r"|furious\w*|max\w*|full\w*|complet\w*|total\w*|utter\w*|absolut\w*|utmost|all-out|over-the-top|overwhelming\w*|overpowering\w*|uncontrollabl\w*"
    r"|ear[ -]to[ -]ear|to the limit|as \w+ as \w+)\b"
)
#: The widest grin, in one phrase of the vocabulary.
EAR_TO_EAR = r"\bear[ -]to[ -]ear\b"
#: A weak word behind a strong one, which the strong one only strengthens.
STRENGTHENS = r"[ ,-]+(?:slight|subtl|faint|small|tiny|light|soft|weak|mild|gentl|little|delicate|restrained|muted|modest|minimal|quiet)"


@rule(
    "FAC203",
    severity="warning",
    mistake="conflict",
    good=(
        "very slight smile, ever so slightly raised eyebrows",
        "slightly wide smile, a bit too big grin",
        "slight AU4 brow furrow against the wind, maximum AU12 smile",
        "extremely subtle AU14 dimple, poker table",
        "a barely visible AU12B smile",
        "AU12C, pronounced smile",
        "{slight|maximum} AU12 smile, actor",
        "two men, one with a slight smile, one with a huge smile",
        "a slight smile, intense blue eyes, maximum detail",
        "half-open mouth, fully clothed, a swimmer",
        "first a slight smile, then a maximum smile",
    ),
    bad=(
        Bad("slight maximum AU4, chess player", marks=("slight maximum AU4",)),
        Bad("slight AU12E smile, bakery", marks=("slight AU12E smile",)),
        Bad("an accountant with a mildly extreme brow furrow", marks=("mildly extreme brow furrow",)),
        Bad("two women, one with a subtle huge grin", marks=("subtle huge grin",)),
        Bad("(subtle smile:1.2), toastmaster, (maximum smile:1.2), marquee", marks=("maximum smile", "subtle smile")),
        Bad("maximum AU12A smile, clerk", marks=("maximum AU12A smile",)),
    ),
)
def clashing_intensity(prompt: Prompt) -> Iterator[Problem]:
    """A model weighs both words and paints something in between, another one each time. Say one strength."""
    for token in prompt.asserted("action"):
        faint = bool(token.degrees) and max(token.degrees) in "AB" and re.search(EAR_TO_EAR, token.text, re.IGNORECASE)
        if faint:
            yield problem(
                token,
                f"{quoted(token.text)} is {SCALE[max(token.degrees)]} and as wide as can be; keep one strength",
                label="faint, and wide",
            )
        if len(token.degrees) > 1 and min(token.degrees) in "AB" and max(token.degrees) in "DE" and _is_said(token):
            weak, strong = SCALE[min(token.degrees)], SCALE[max(token.degrees)]
            yield problem(token, f"{quoted(token.text)} is {weak} and {strong} at once; keep one strength", label=f"{weak}, and {strong}")
    for first, second in prompt.pairs("action"):
        if first.units == second.units and first.side == second.side and _is_weak_and_utmost(first, second):
            yield problem(
                second,
                f"{quoted(first.text)} and {quoted(second.text)} are one action at two strengths; keep one",
                first,
                label="another strength",
                labels=("one strength",),
            )


def _is_weak_and_utmost(first: Token, second: Token) -> bool:
    """Whether one claim asks for a trace of an action and the other for its maximum."""
    levels = sorted((first.intensity or "C", second.intensity or "C"))
    return levels[0] in "AB" and levels[1] == "E" and len(first.degrees) == len(second.degrees) == 1


def _is_said(token: Token) -> bool:
    """Whether the strong word is a strength of its own: by a letter behind the code, or as a word of the utmost that grades no weak word.

    In "very slight" and "extremely subtle" the first word strengthens how weak the action is.
    """
    words = token.text.lower()
    letters = {code[-1].upper() for code in token.coded}
    if letters & {"D", "E"} or (letters & {"A", "B"} and re.search(UTMOST, words)):
        return True
    return any(not re.match(STRENGTHENS, words[match.end() :]) for match in re.finditer(UTMOST, words))
