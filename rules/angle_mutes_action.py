"""A camera angle that takes away the very action that carries the expression.

Source: columns ``hides`` and ``softens`` of facs/photography.csv: the geometry of a face seen from straight above or from the ground, the
chin from above. The article has a high angle soften AU4; Witkower & Tracy (2019) measured the opposite, a face seen from above looks as if
its brows were lowered (an "imposter" of AU4), so the message says both. A high angle brings out AU1 and a low one AU2 and AU17 (article).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from promptlint.facs.photography import term_of
from promptlint.model import Prompt, Scope, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.text import around
from promptlint.wording import in_order, listed, quoted, shows

#: What the article says and measurements deny: an angle, and the units that it is said to soften.
BY_ARTICLE = {"high": frozenset({"4"})}
#: Of more angles than this no picture is left to judge.
MOST = 8
#: What an angle does to the units, and the angle that shows them.
WHY = {
    "overhead": "from straight above, brow and nose cover the mouth; eye level or a low angle shows it",
    "worm's-eye": "from the ground, brows and lids are foreshortened; eye level or a slight high angle shows them",
    "high": "from above, the chin shrinks; eye level or a low angle shows it",
    "frontal": "from the front, a jaw thrust forward has no depth; a profile or three-quarter view shows it",
    "profile": "from the side, a jaw moved sideways has no outline; a front view shows it",
}
#: What comes from above or below without being a camera, and what an angle may belong to.
FROM = r"^(?:from|top-down|overhead)\b"
NO_CAMERA_BEFORE = (
    r"\b(?:\w*light\w*|lamps?|lit|sun|spots?|voices?|sounds?|music|rain\w*|snow\w*|water|falls?|falling|shin\w+|hang\w*|drop\w*"
    r"|dangl\w+|descend\w*|float\w*"
    r"|glow\w*|illuminat\w+|look(?:s|ed|ing)? down|watch\w*|leaves|petals|ash|smoke)\b(?! (?:shot|view|photo|portrait))[^,;]{0,40}$"
)
NO_CAMERA_BEHIND = (
    r"\s+(?:(?:sun|lamp|spot|key)?light\w*|key|sun|lamp|spot|approach|manag\w+|process|design|projector|shel(?:f|ves)|bins?|compartment"
    r"|wires?)\b"
)
ABOVE_THINGS = r"\s+(?:the|a|an|his|her|their)\s+(?!(?:man|woman|girl|boy|head|face|subject|person|crowd)\b)\w+"
ARTICLE = (
    "the article has a high angle soften it, though Witkower & Tracy (2019) measured that a face seen from above looks more frowning;"
    " eye level is safe"
)


@rule(
    "CAM104",
    severity="info",
    preset="strict",
    reads=("angle",),
    good=(
        "slight high angle, AU1 inner brow raise, orphan",
        "slight low angle, AU2 outer brow raise, captain",
        "eye level, AU15 lip corners down, boy",
        "low angle, AU17 chin raised, goalkeeper",
        "low-angle sunlight, AU4 brow furrow, prison guard",
        "high angle, AU1+AU4 inner brows raised and drawn together, widow",
        "bird's-eye view, AU4 brow furrow, boy in a sandpit",
        "{bird's-eye view|eye level}, pressed lips, chess player",
        "panel 1: bird's-eye view of the square; panel 2: pressed lips, chess player",
        "not from above, AU17 chin raised, goalkeeper",
        "high angle, AU12 smile, bride",
        "worm's-eye view, AU12 smile, wrestler",
    ),
    bad=(
        Bad("bird's-eye view, AU15 lip corners pulled down, boy", marks=("AU15 lip corners pulled down", "bird's-eye view")),
        Bad("worm's-eye view, AU4 brow furrow, guard", marks=("AU4 brow furrow", "worm's-eye view")),
        Bad("high angle, AU17 chin raised, goalkeeper", marks=("AU17 chin raised", "high angle")),
        Bad("slight high angle, scowling headmaster", marks=("scowling", "slight high angle")),
        Bad("Overhead shot of a chess player, lips pressed into a line.", marks=("lips pressed into a line", "Overhead shot")),
    ),
)
def angle_mutes_action(prompt: Prompt) -> Iterator[Problem]:
    """The one thing that tells what the face feels is foreshortened, and the picture shows a face without expression. Move the camera, or
    let another part of the face tell it.
    """
    told: set[tuple[str, Scope]] = set()
    for angle in islice(prompt.asserted("angle"), MOST):
        term = term_of("angle", angle.term)
        if term is None or (angle.term, angle.scope) in told:
            continue
        told.add((angle.term, angle.scope))
        article = BY_ARTICLE.get(angle.term, frozenset())
        muted = article | {*term.hides, *term.softens}
        if not muted or not _is_of_camera(prompt.text, angle):
            continue
        actions = [action for action in prompt.asserted("action") if _is_shown(angle, action)]
        brought_out = frozenset(term.enhances) - article
        well_shown = {action.scope for action in actions if brought_out & set(action.units)}
        lost = next((action for action in actions if muted & set(action.units) and action.scope not in well_shown), None)
        if lost is not None:
            codes = in_order(muted & set(lost.units))
            why = ARTICLE if article.issuperset(codes) else WHY[angle.term]
            yield problem(
                lost,
                f"{quoted(angle.text)} takes strength from {quoted(lost.text)} ({listed(f'AU{code}' for code in codes)}): {why}",
                angle,
                label=shows(codes[0]),
                labels=("the camera",),
            )


def _is_shown(angle: Token, action: Token) -> bool:
    """Whether an action is in the picture that an angle takes; a branch is only one of the pictures."""
    return angle.scope.meets(action.scope, same_person=False) and set(angle.scope.branch) <= set(action.scope.branch)


def _is_of_camera(text: str, angle: Token) -> bool:
    """Whether an angle is where the camera stands: not "low-angle sunlight", "a voice from above", "from above the clouds"."""
    begin, end = around(text, angle.start, angle.end)
    behind, before = text[angle.end : end], text[begin : angle.start]
    if re.match(NO_CAMERA_BEHIND, behind, re.IGNORECASE):
        return False
    if not re.search(FROM, angle.text, re.IGNORECASE):
        return True
    return not (re.match(ABOVE_THINGS, behind, re.IGNORECASE) or re.search(NO_CAMERA_BEFORE, before, re.IGNORECASE))
