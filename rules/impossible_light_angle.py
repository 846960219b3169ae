"""A light pattern at an angle that makes another pattern.

Source: common knowledge of portrait light, columns ``axis`` and ``degrees`` of facs/photography.csv: a Rembrandt triangle needs a key
some 45 degrees to the side and above, butterfly light comes from straight in front and above, split light from 90 degrees, rim light from
behind. The article gives butterfly "directly above" and split "90-degree side"; photographers place butterfly in front and above, and
this rule accepts both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from promptlint.facs.photography import Term, term_of, terms
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted

#: From where each pattern cannot come; what is left is where it comes from, or a matter of taste.
NEVER_FROM = {
    "rembrandt": {"behind", "below", "front", "overhead"},
    "loop": {"behind", "below", "overhead"},
    "butterfly": {"side", "behind", "below"},
    "clamshell": {"side", "behind"},
    "split": {"front", "behind", "below", "overhead"},
    "side": {"front", "behind", "overhead", "below"},
    "front": {"behind", "side"},
    "ring": {"behind", "side"},
    "rim": {"front"},
    "backlit": {"front"},
    "top": {"below", "front", "side", "behind"},
    "underlighting": {"overhead", "above"},
}
#: Where they come from, for the message.
COMES_FROM = {
    "rembrandt": "some 45 degrees to the side and above",
    "loop": "25 to 50 degrees to the side, a little above the eyes",
    "butterfly": "straight in front and above",
    "clamshell": "in front, one light above and one below",
    "split": "90 degrees to the side",
    "side": "60 to 100 degrees to the side",
    "front": "the direction of the camera",
    "ring": "all round the lens",
    "rim": "behind, where it outlines the head",
    "backlit": "behind the subject",
    "top": "straight above",
    "underlighting": "below the face",
}
PLACE = (
    r"\bfrom\s+(?:(?:directly|straight|right|exactly|dead|just|slightly|high|the|a|one|camera|far|his|her|their)\s+)*"
    r"(?P<from>above|overhead|over head|below|beneath|underneath|under|behind|back|rear|in front|front|side|sides|left|right|ceiling"
    r"|floor|ground|ahead|camera position)\b"
    r"|\b(?:placed|set up|set|positioned|mounted|aimed|coming|shining|hung|hanging|standing)?"
    r"\s*(?:(?:directly|straight|right|exactly|dead)\s+)(?:cent(?:re|er)\s+)?"
    r"(?P<at>behind|below|beneath|underneath|in front|overhead|above)\b|\b(?:placed|set up|set|positioned|mounted|hung|standing"
    r"|located)\s+(?P<set>behind|below|beneath|in front|overhead|above)\b"
    r"|\b(?:placed|set|positioned|mounted|standing|lamp|light|key|source|flash|softbox)\s+"
    r"(?P<near>behind)\s+(?:his|her|their|the)\s+(?:left |right )?(?:ear|head|shoulders?|neck|subject|sitter|model)\b"
    r"|\bon\s+the\s+(?P<on>floor|ceiling|camera axis|lens axis)\b|\b(?P<bare>overhead)\b"
)
SIDES = {
    "above": "above", "overhead": "overhead", "over head": "overhead", "ceiling": "overhead", "below": "below", "beneath": "below",
    "underneath": "below", "under": "below", "floor": "below", "ground": "below", "behind": "behind", "back": "behind", "rear": "behind",
    "ahead": "front", "camera axis": "front", "lens axis": "front", "in front": "front", "front": "front", "side": "side",
    "sides": "side", "left": "side", "right": "side", "camera position": "front",
}  # fmt: skip
DEGREES = r"(?P<number>\d{1,3})\s*-?\s*(?:°|º|deg(?:rees?)?\b)(?!\s*(?:c\b|f\b|celsius|fahrenheit|heat|outside|weather|in the shade))"
#: A number that measures something else: the head, the camera, a height, a turn, or a light behind the word.
OTHER_MEASURE = (
    r"\b(?:head|face|chin|body|camera|lens|shot|view|angle of view|fov|turned|tilt\w*|rotat\w*|above|below|up|down|high|elevation"
    r"|height|temperature|celsius|fahrenheit"
    r"|kicker|rim|hair|back|fill|second|background)\b"
)
#: What the side of a light is measured from: "camera left", "to the left of the face".
MEASURED_FROM = (
    r"(?i)\bcamera[- ](?:left|right)\b|\b(?:left|right|side|axis|off)\s+(?:of\s+)?(?:the|her|his|their)\s+(?:face|camera|lens|head)\b"
)
NOT_LIGHT = (
    r"\b(?:shot|seen|viewed|photographed|filmed|taken|camera|view(?!er)|angle|look\w*|gaz\w*|head|face|walk\w*|com(?:es|ing) (?:out|home)"
    r"|emerg\w*|not)\b"
)
#: Around the table's own degrees: photographers are not that exact.
TOLERANCE = 10
BOUNDARY = r"[,;.\n()\[\]{}|]|\b(?:and|with|while|plus)\b"
#: A boundary that the light's own place may still follow.
GOES_ON = (
    r"\s*,?\s*(?:(?:and|is|are|was|which is|it is)\s+)?(?:placed|set|positioned|mounted|coming|aimed|shining|hung|located|angled)\b"
    r"|(?::[\d.]+\))?\s*,\s*(?:the\s+)?key(?:\s+(?:light|lamp))?\s+(?=(?:at\s+)?\d|(?:flat|low|high|right|straight|directly|placed|set|positioned"
    r"|mounted|hung|on|behind|below|under|above|from)\b)"
    r"|\s*with\s+(?:the|its|a|one)\s+(?:key(?:\s+light)?|lamp|light|source|flash|softbox|strobe|main light|beauty dish|umbrella|bulb)\b"
)
#: What stands between a light and what makes it.
BY = r"\s+(?:by|with|from)\s+(?:an?|the|one)\s+(?:\w+\s+)?"
#: Values of tokens that are one pattern under another name.
SAME = {
    "overhead": "top",
    "paramount": "butterfly",
    "beauty": "clamshell",
    "edge": "rim",
    "kicker": "rim",
    "hair": "rim",
    "horror": "underlighting",
    "ghost": "underlighting",
    "sidelit": "side",
}
KEYWORDS = {
    "rembrandt": "rembrandt",
    "butterfly": "butterfly",
    "paramount": "butterfly",
    "split": "split",
    "underl": "underlighting",
    "up-light": "underlighting",
    "uplight": "underlighting",
}


@rule(
    "LIT103",
    severity="warning",
    mistake="conflict",
    reads=("lighting",),
    good=(
        "Rembrandt lighting at 45 degrees, sea captain",
        "Rembrandt lighting, head turned 90 degrees into profile, sea captain",
        "butterfly lighting from above, actress",
        "Rembrandt lighting, rim light from behind, dancer",
        "split lighting at 90 degrees, detective",
        "loop lighting, shot from the side, banker",
        "Rembrandt lighting, 90 degrees Fahrenheit outside, captain",
        "split lighting, low angle 20 degrees, detective",
        "butterfly lighting with a kicker at 135 degrees, model",
        "underlighting from a campfire below, ghost story",
        "{butterfly lighting|side lighting} from the side, actress",
    ),
    bad=(
        Bad("Rembrandt lighting at 90 degrees, sea captain", marks=("Rembrandt lighting",)),
        Bad("butterfly lighting from the side, actress", marks=("butterfly lighting",)),
        Bad("rim light from the front, dancer", marks=("rim light",)),
        Bad("lit with classic horror underlighting from directly above, an old man, barn", marks=("horror underlighting",)),
        Bad("90-degree butterfly lighting, model pouting", marks=("90-degree butterfly lighting",)),
        Bad("(split lighting from straight in front:1.2), detective", marks=("split lighting",)),
    ),
)
def impossible_light_angle(prompt: Prompt) -> Iterator[Problem]:
    """The name asks for one pattern of shadows, the angle for another; the model gives whichever it saw more often. Keep the name, or say
    where the light stands and leave the name out.
    """
    for token in prompt.asserted("lighting"):
        pattern = _pattern(token)
        if pattern is None:
            continue
        told = _place(prompt, token, pattern) or _degrees(prompt, token, pattern)
        if told:
            yield problem(
                token,
                f"{quoted(token.text)} {told}: it comes from {COMES_FROM[pattern]}",
                label="as this name has it, the light stands elsewhere",
            )


def _pattern(token: Token) -> str | None:
    """The pattern a light names; the word in its text decides before its value ("horror underlighting" is underlighting)."""
    words = token.text.lower()
    for word, pattern in KEYWORDS.items():
        if word in words:
            return pattern
    value = SAME.get(token.term, token.term)
    return value if value in NEVER_FROM else None


def _around(prompt: Prompt, token: Token) -> tuple[str, str]:
    """The words before and behind a light that are said of it: its own text included, up to the next comma, bracket or "and"."""
    text = prompt.text
    starts = [found.end() for found in re.finditer(BOUNDARY, text[max(0, token.start - 60) : token.start], re.IGNORECASE)]
    before = text[max(0, token.start - 60) + (starts[-1] if starts else 0) : token.end]
    rest = text[token.end : token.end + 70]
    end = re.search(BOUNDARY, rest, re.IGNORECASE)
    behind = rest[: end.start()] if end else rest
    if end and re.match(GOES_ON, rest[end.start() :], re.IGNORECASE):
        further = rest[end.end() :]
        second = re.search(BOUNDARY, further, re.IGNORECASE)
        behind += " " + (further[: second.start()] if second else further)
    others = prompt.of("lighting", "head")
    after = bisect_left(others, token.end, key=lambda other: other.start)
    if after < len(others) and (others[after].value == "key" or re.fullmatch(BY, prompt.text[token.end : others[after].start])):
        after += 1  # "with the key light 85 degrees off", "backlit by a softbox in front of him": it goes on
    return before, behind[: others[after].start - token.end] if after < len(others) else behind


def _place(prompt: Prompt, token: Token, pattern: str) -> str | None:
    before, behind = _around(prompt, token)
    for words in (behind, before):
        found = re.search(PLACE, words, re.IGNORECASE)
        if found is None or re.search(NOT_LIGHT, words[: found.start()].replace(token.text, ""), re.IGNORECASE):
            continue
        side = SIDES[" ".join(next(group for group in found.groups() if group).lower().split())]
        exact = re.search(r"directly|straight|right|exactly|dead|ceiling|axis", found[0], re.IGNORECASE)
        if side == "above" and exact:
            side = "overhead"
        if found["bare"] and found.start() < len(words) - len("overhead") and words is before:
            continue  # "overhead" within the light's own name
        if side in NEVER_FROM[pattern] and not (side == "front" and pattern == "rembrandt" and not exact):
            return f"cannot come {' '.join(found[0].lower().split())}"
    return None


def _degrees(prompt: Prompt, token: Token, pattern: str) -> str | None:
    term = _term(pattern)
    if term is None or term.degrees is None or term.axis != "side":
        return None
    for words in _around(prompt, token):
        found = re.search(DEGREES, words, re.IGNORECASE)
        if found is None or re.search(OTHER_MEASURE, re.sub(MEASURED_FROM, "", words.replace(token.text, "")), re.IGNORECASE):
            continue
        low, high = term.degrees
        number = int(found["number"])
        slack = TOLERANCE * (4 if pattern == "butterfly" else 9 if pattern in {"rim", "backlit"} else 3 if pattern == "side" else 1)
        if not low - slack <= number <= high + slack:
            return f"cannot stand at {number} degrees"
    return None


def _term(pattern: str) -> Term | None:
    return term_of("lighting", pattern) or terms().get(f"{pattern} lighting")
