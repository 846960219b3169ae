"""One picture seen from two places.

Source: common practice of photography and film; groups camera_height and view_direction of facs/exclusive_values.csv. A roll of the camera
("dutch angle"), a point of view and a look over the shoulder combine with any height.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.photography import excludes
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule, shows_several_views
from promptlint.wording import quoted

#: What a picture has only one of, by exclusive group.
ONE_OF = {"camera_height": "a camera stands at one height", "view_direction": "one figure is seen from one side"}
#: Between two views of one figure: both are asked for, as in a turnaround.
BOTH = r"[\s,]*(?:and|&|\+|/|plus|or)[\s,]*(?:a |an |the |from )*"
#: In product photography the "hero angle" is the most flattering one, at any height.
NO_HEIGHT = "hero"
WHERE = {
    "low": "camera below the eyes", "high": "camera above the eyes", "eye-level": "camera at the height of the eyes",
    "overhead": "camera straight above", "worm's-eye": "camera on the ground", "frontal": "seen from the front",
    "profile": "seen from the side", "three-quarter": "seen half from the side", "behind": "seen from behind",
}  # fmt: skip


@rule(
    "CAM101",
    severity="warning",
    reads=("angle",),
    mistake="conflict",
    good=(
        "low angle, dutch angle, a boxer",
        "profile picture for LinkedIn, front view, smiling",
        "character sheet, front view, side view, back view, a knight",
        "turnaround of a robot, front view and back view",
        "front view, side view, back view, same outfit, a knight",
        "panel 1: low angle; panel 2: high angle, a judge",
        "{low angle|high angle}, archbishop",
        "from behind, looking back over her shoulder, bride",
        "a woman in profile facing a man seen from behind",
        "not a high angle but a low angle, archbishop",
        "low angle, bird perched overhead, a falconer",
        "first from above, then from below, a diver",
        "concept art of a knight, front view, back view",
        "woman seen from behind at her dressing table, front view in the mirror",
    ),
    bad=(
        Bad("low angle shot, high angle shot, archbishop in the pulpit", marks=("high angle shot", "low angle shot")),
        Bad("eye level view from below, a soldier", marks=("from below", "eye level view")),
        Bad("portrait in profile, full frontal view, queen", marks=("full frontal view", "in profile")),
        Bad("from behind, front view, ballerina", marks=("front view", "from behind")),
        Bad("worm's-eye view of a wrestler, overhead shot", marks=("overhead shot", "worm's-eye view")),
    ),
)
def conflicting_angle(prompt: Prompt) -> Iterator[Problem]:
    """The model follows one of the two, or bends the perspective so that face and body come from different cameras. Keep one."""
    if shows_several_views(prompt):
        return
    angles = prompt.asserted("angle")
    views = {token.value for token in angles if token.value in {"frontal", "profile", "three-quarter", "behind"}}
    for first, second in prompt.pairs("angle"):
        group = excludes("angle", first.term, second.term)
        if group is None or group.group not in ONE_OF or NO_HEIGHT in first.text.lower() or NO_HEIGHT in second.text.lower():
            continue
        if group.group == "view_direction" and (len(views) > 2 or prompt.people > 1 or _asks_for_both(prompt, first, second)):
            continue
        yield problem(
            second,
            f"{quoted(second.text)} against {quoted(first.text)}: {ONE_OF[group.group]}; keep one of them",
            first,
            label=WHERE[second.term],
            labels=(WHERE[first.term],),
        )
        return  # one is enough: a third angle is against both


def _asks_for_both(prompt: Prompt, first: Token, second: Token) -> bool:
    """Two views in one breath ("front and back view", "front view, back view") ask for two figures, as on a sheet."""
    between = prompt.text[first.end : second.start]
    views = between.strip() == "," and first.text.lower().endswith("view") and second.text.lower().endswith("view")
    return views or bool(re.fullmatch(BOTH, between, re.IGNORECASE))
