"""An expression, and no camera angle.

Source: the article's camera angles (slightly low for AU2 and AU17, eye level for AU6, slightly high for AU1), column ``enhances`` of
facs/photography.csv. The article says that a high angle softens AU4; Witkower & Tracy (2019) measured the opposite: a face seen from
above, or bowed, looks as if its brows were lowered, so the table names a high angle for AU4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import CAMERAS, expressions, is_keyed, served_by
from promptlint.wording import in_order, listed, quoted

#: Words that place the camera without being an angle's name: "camera at waist height", "seen through the banister", "a selfie".
CAMERA = (
    r"\bcamera\b[^.;]{0,40}\s(?:tilt\w*|point\w*|look\w*|aim\w*|angled)\s+(?:\w+\s+)?(?:up|down)\b"
    r"|\bcamera\s+(?:\w+\s+){0,3}?(?:at|below|above|beside|behind|beneath|under|level|low|high|tilt\w*|look\w*|point\w*)\b"
    r"|\b(?:shot|seen|viewed|photographed|filmed|taken|captured|framed|watched|looking)\s+(?:\w+\s+){0,2}?(?:from|through|across|over"
    r"|up|down)\s"
    r"|\b(?:selfie|pov|point of view|first[- ]person|drone|cctv|security cam\w*|webcam"
    r"|(?<!bulb )(?<!bulbs )(?<!lamp )(?<!lamps )(?<!lights )overhead(?!\s+(?:\w+\s+)?(?:light\w*|lamps?"
    r"|bulbs?|projector|locker|bin|rack|wires?|lines?))|aerial|top[- ]down"
    r"|over[- ]the[- ]shoulder|profile"
    r"|three[- ]quarters?\s+(?:view|angle|profile|portrait|turn|face)|3/4|straight[- ]on|head[- ]on|face[- ]on|side[- ]on|eye[- ]level"
    r"|low[- ]angle|high[- ]angle"
    r"|dutch(?= (?:angle|tilt|shot|camera|roll|view))|canted|waist[- ]level|knee[- ]level|chest[- ]height|eye[- ]height)\b"
)


@rule(
    "CTX103",
    severity="info",
    preset="strict",
    reads=("action", "emotion", "vague"),
    good=(
        "woman crying on the stairs, seen from above through the banister, lamplight",
        "scowling teacher at the blackboard, low angle",
        "1girl, smile, from_side, park",
        "selfie of a grinning tourist, sunset",
        "camera at waist height, a boy pouts on the swing",
        "portrait of a model, ring light, backstage",
        "expressionless guard at the palace gate",
        "over-the-shoulder shot of a grimacing weightlifter",
        "laughing uncle, three-quarter view, candlelight",
    ),
    bad=(
        Bad("grinning waiter in a trattoria, candlelight", marks=("grinning",)),
        Bad("close-up of a crying bride, soft light, church", marks=("crying",)),
        Bad("AU2 outer brow raise, AU17 chin raise, boardroom", marks=("AU2 outer brow raise",)),
        Bad("high fashion model pouting, ring light, backstage", marks=("pouting",)),
        Bad("a low-cut dress, smiling singer, spotlight, stage", marks=("smiling",)),
    ),
)
def missing_angle(prompt: Prompt) -> Iterator[Problem]:
    """The height of the camera changes what a brow or a chin seems to say: from below both gain, from above the forehead speaks and the
    chin is gone. Without a word the model takes eye level. Choose the height that serves the units you ask for.
    """
    said = expressions(prompt)
    if (
        not said
        or any(not token.scope.negative for token in prompt.of("angle"))
        or re.search(CAMERA, prompt.text, re.IGNORECASE)
        or is_keyed(prompt, CAMERAS)
    ):
        return
    first = said[0]
    yield problem(first, f"{quoted(first.text)} and no camera angle: {_advice(said)}", label="seen from which height?")


def _advice(said: tuple[Token, ...]) -> str:
    served = served_by("angle", said)
    if served is None:
        return "name one; eye level weighs every action alike"
    angle, units = served
    name = angle.term if angle.value == "eye-level" else f"a slight {angle.term}"
    return f"name one; {name} would bring out {listed(f'AU{unit}' for unit in in_order(units))}"
