"""A subtle action in a picture in which the face is too small to show it.

Source: row "wide or full-body shot" of facs/occlusion.csv (AU7, 14, 23, 24 and 28 cannot be seen, whatever is weaker than D is lost)
and the same crossing in facs/crossings.csv; visibility code 74 of Ekman, Friesen & Hager (2002). A head is about an eighth of a standing
figure, so at full length it gets an eighth of the picture's height. The article names no framing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from promptlint.facs.occlusion import hidden_units
from promptlint.live import is_live, tokens_from
from promptlint.model import Prompt, Scope, Token
from promptlint.rule import Bad, Problem, Related, rule, shows_several_views
from promptlint.text import around
from promptlint.wording import quoted

#: The row of facs/occlusion.csv, and the units that are as small as its own: folds, chin and nostrils; from afar brows and nose as well.
ROW = "wide or full-body shot"
SMALL = frozenset({"11", "17", "38", "39"})
SMALL_FROM_AFAR = frozenset({"1", "2", "4", "9", "10", "21", "31", "32"})
#: Framings in which a face is large, whatever else is said.
CLOSE = frozenset({"close-up", "extreme-close-up", "headshot", "upper-body", "medium", "cowboy"})
#: Words of a weak action that the vocabulary reads as one phrase.
WEAK = r"\b(?:slight\w*|subtl\w+|faint\w*|hint|trace|barely|tiny|micro\w*|ghost|suggestion|little)\b"
#: Far away, in words: of the camera, and of somebody named right before.
FAR = (
    r"\bfrom (?:very )?(?:far away|afar|far above|far below|high above|a (?:great|long|far) distance)\b|\bfar (?:above|below) (?:the"
    r"|a)\b|\b(?:tiny|small|minuscule) in (?:the )?frame\b"
    r"|\bfrom across (?:the|a) (?:street|square|bay|stadium|valley|river|harbou?r|field|lake|canyon|plaza)\b|\b(?:tiny|minuscule"
    r"|distant|faraway|far-off) (?:\w+ )?(?:figures?|person|people|silhouette)\b"
    r"|\b(?:a|one|the) (?:tiny|minuscule|pin-sized|toy-sized|ant-sized) (?!smile|frown|grin|crease|smirk)\w+"
    r"(?= (?:at|on|in|by|far|below|under|beside))"
    r"|\bat the far end\b|\bfrom the (?:opposite|other|far) (?:bank|side|shore|end)\b"
    r"|\b(?:small|little) (?:lone |solitary |lonely )?figure\b|\bdwarfed by\b|\b(?:a|mere) speck\b|\b(?:drone|aerial|helicopter"
    r"|satellite)[- ](?:shot|view|photo\w*|footage|image|perspective)\b"
    r"|\b(?:from|by) (?:a|the) (?:drone|helicopter|satellite|airplane|airliner)\b|\bfrom (?:boots|shoes|toes?|feet) to (?:hat|head"
    r"|crown)\b|\bfrom (?:hat|head|crown) to (?:boots|shoes|toes?|feet)\b"
    r"|\bextreme long shot\b"
)
IN_DISTANCE = (
    r"\b(?:far )?(?:in the (?:far |hazy )?distance|on the (?:far |distant )?horizon|far (?:away|off))\b(?! (?:look|gaze|eyes|stare))"
)
#: Of more framings than this no picture is left to judge.
MOST = 8
#: How far before "in the distance" the person may be named.
NEAR = 30
#: A long lens brings the face near.
NEAR_LENS = r"\b(?:telephoto|zoom(?:ed)? (?:in|lens)|binoculars|[2-9]00 ?mm|inset)\b"


class View(NamedTuple):
    """What makes the face small: where it stands, from afar or at full length, and the scope of its token, if it is one."""

    start: int
    end: int
    far: bool
    scope: Scope | None


@rule(
    "CAM108",
    severity="info",
    preset="strict",
    reads=("action",),
    good=(
        "full body, wide grin, girl on a skateboard",
        "close-up, subtle smile, girl",
        "full body shot of a courier, arms raised",
        "wide shot of a stadium, screaming fans",
        "headshot, slight smile, glass of full-bodied red wine",
        "full body, no subtle smile, mannequin",
        "panel 1: wide shot of the desert; panel 2: close-up, slight smile",
        "character sheet, full body, close-up of the face with a slight smile",
        "{full body|portrait}, faint smile, hussar",
        "mountains in the distance, slight smile, hiker",
        "gazing into the distance, slight smile, hiker",
        "full body, deeply furrowed brow, blacksmith",
    ),
    bad=(
        Bad("full body, subtle smile, girl", marks=("subtle smile", "full body")),
        Bad("wide shot of a desert, a rider with AU7 lid tension", marks=("AU7 lid tension", "wide shot")),
        Bad("1girl, full_body, (slight_smile:1.2)", marks=("slight_smile", "full_body")),
        Bad("A hint of a smile on a man far in the distance.", marks=("hint of a smile", "far in the distance")),
        Bad("Seen from a drone far above the stadium, the striker, AU14 dimple.", marks=("AU14 dimple", "from a drone")),
    ),
)
def face_too_small(prompt: Prompt) -> Iterator[Problem]:
    """The face gets a few dozen pixels, and nobody will see it; at worst the model crops the picture to show it. Come closer, or make the
    action strong.
    """
    actions = [action for action in prompt.asserted("action") if not {"26", "27"} & set(action.units)]
    if not actions or not (views := list(islice(_views(prompt), MOST))):
        return
    if any(shot.value in CLOSE and not shot.scope.branch and shot.scope.panel == 0 for shot in prompt.asserted("shot")):
        return
    if any(angle.value == "behind" for angle in prompt.asserted("angle")) or shows_several_views(prompt):
        return
    if re.search(NEAR_LENS, prompt.text, re.IGNORECASE):
        return
    for action in actions:
        view = next((view for view in views if _is_shown(prompt, view, action) and _is_lost(action, view)), None)
        if view is not None:
            yield Problem(
                action.start,
                action.end,
                f"{quoted(action.text)} cannot be seen in a picture {'from afar' if view.far else 'of the whole body'}; come closer, "
                f"or make it strong",
                label="too small",
                related=(Related(view.start, view.end, "the face is small here"),),
            )
            return


def _views(prompt: Prompt) -> Iterator[View]:
    for shot in prompt.asserted("shot"):
        if shot.value in {"full-body", "wide"}:
            yield View(shot.start, shot.end, shot.value == "wide", shot.scope)
    text = prompt.text
    if prompt.panels > 1:
        return
    for match in re.finditer(FAR, text, re.IGNORECASE):
        if is_live(prompt, *match.span()):
            yield View(*match.span(), far=" to " not in match.group(), scope=None)
    for match in re.finditer(IN_DISTANCE, text, re.IGNORECASE):
        start, end = match.span()
        begin = around(text, start, end)[0]
        named = [token for token in tokens_from(prompt, begin, start) if token.kind in {"subject", "gaze", "context"}]
        near = [token for token in named if start - token.end < NEAR]
        if near and near[-1].kind == "subject" and is_live(prompt, start, end):
            yield View(start, end, far=True, scope=None)


def _is_shown(prompt: Prompt, view: View, action: Token) -> bool:
    """Whether an action is in this very picture; a branch is only one of the pictures."""
    scope = view.scope
    if scope is None:
        return prompt.panels == 1
    return scope.meets(action.scope, same_person=False) and set(scope.branch) <= set(action.scope.branch)


def _is_lost(action: Token, view: View) -> bool:
    """Whether an action is too weak or too small by nature for the view."""
    if action.intensity in {"D", "E"}:
        return False
    if action.intensity in {"A", "B"} or re.search(WEAK, action.text.replace("_", " "), re.IGNORECASE):
        return True
    small = hidden_units(ROW) | SMALL | (SMALL_FROM_AFAR if view.far else frozenset())
    return set(action.units) <= small
