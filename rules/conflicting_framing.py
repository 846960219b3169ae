"""One picture framed twice.

Source: common terms of film framing; group shot_size of facs/exclusive_values.csv. "Portrait" is a kind of picture and goes with every
frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.photography import excludes
from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, problem, rule, shows_several_views
from promptlint.wording import quoted

#: What stands before the first frame of a camera that goes from one to the next, and how far before it.
FROM = r"\bfrom\s+(?:(?:an?|the)\s+)?(?:\w+\s+)?$"
LEAD = 25
#: What stands between the two then.
TO = r"[^,.;]*\bto\s+(?:an?\s+|the\s+)?(?:\w+\s+)?"
WHAT = {
    "extreme-close-up": "a detail fills the frame", "close-up": "the face fills the frame", "headshot": "head and shoulders",
    "upper-body": "from the waist up", "medium": "from the waist up", "cowboy": "from the thighs up", "full-body": "from head to toe",
    "wide": "a small figure in its surroundings",
}  # fmt: skip


@rule(
    "CAM102",
    severity="warning",
    reads=("shot",),
    mistake="conflict",
    good=(
        "full body portrait of a dancer",
        "headshot, glass of full-bodied red wine in hand, sommelier",
        "close-up portrait, headshot, a nurse",
        "character sheet, full body, close-up of the face, a knight",
        "first a wide shot of the field, then a close-up of her face",
        "panel 1: close-up, panel 2: full body, a runner",
        "{close-up|full body}, 1girl",
        "upper body, medium shot, cowboy shot, 1girl",
        "not a close-up but a full body shot, model",
        "full body, wide shot, a hiker on a ridge",
        "close-up portrait of a woman before a full-length mirror",
        "a storyboard: close-up, medium shot, wide shot",
        "full body view of a knight, face close-up inset",
        "the view drifts closer, from a full-body view to a tight close-up of his face",
        "the camera starts with a wide shot of the city and moves to a close-up of her face",
    ),
    bad=(
        Bad("close-up, full body, a dancer", marks=("full body", "close-up")),
        Bad("full body portrait of a woman, old horror cinema, close up", marks=("close up", "full body portrait")),
        Bad("macro of one eye, full figure from hat to boots, cowgirl", marks=("full figure", "macro")),
        Bad("upper body, full body, 1girl, smile", marks=("full body", "upper body")),
        Bad("headshot of a nurse, wide shot", marks=("wide shot", "headshot")),
    ),
)
def conflicting_framing(prompt: Prompt) -> Iterator[Problem]:
    """A face that fills the frame has no room for feet: the model takes one of the two, mostly the first. Keep one."""
    if shows_several_views(prompt):
        return
    for first, second in prompt.pairs("shot"):
        if "lens" in first.text.lower() + second.text.lower():
            continue  # a macro lens takes any framing
        before, between = prompt.text[max(0, first.start - LEAD) : first.start], prompt.text[first.end : second.start]
        if re.search(FROM, before, re.IGNORECASE) and re.fullmatch(TO, between, re.IGNORECASE):
            continue  # the camera comes "from a full-body view to a tight close-up"
        if excludes("shot", first.term, second.term):
            yield problem(
                second,
                f"{quoted(second.text)} against {quoted(first.text)}: a picture has one frame; keep one of them",
                first,
                label=WHAT[second.term],
                labels=(WHAT[first.term],),
            )
            return  # one is enough: a third frame is against both
