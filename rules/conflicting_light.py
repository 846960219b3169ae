"""One scene lit by two lights that exclude each other.

Source: common knowledge of photography; groups key_light_pattern, broad_short, hard_soft, key_tone, time_of_day and day_night of
facs/exclusive_values.csv. Only the key light and the hour are one of a kind: rim, back, fill, ambient and coloured lights are second lights and
combine with any key, and "dramatic" is neither hard nor soft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.photography import Group, excludes
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted

#: What a picture has only one of, by exclusive group.
ONE_OF = {
    "key_light_pattern": "a face has one key light, and it makes one pattern",
    "broad_short": "the key lights the near side of the face or the far one",
    "hard_soft": "one key light throws hard shadows or soft ones",
    "key_tone": "a picture is mostly light or mostly dark",
    "time_of_day": "one scene has one time of day",
    "day_night": "one scene is by day or by night",
}
#: Second lights, which may be harder or softer than the key.
SECOND_LIGHT = re.compile(r"\b(?:rim|rimlight\w*|back\w*|edge|kicker|hair|fill|ambient|background|accent|bounce\w*|volumetric|neon|glow\w*|window|practical)\b", re.I)
#: Words that ask for two lights on purpose, or for a change from one to the other.
ON_PURPOSE = re.compile(
    r"\b(?:mix(?:ed|es|ing|ture)?|blend\w*|combin\w*|contrast(?:s|ing|ed)?\s+(?:of|between|with|against)|interplay|transition\w*|versus|vs|from\s+\w+\s+to"
    r"|turn(?:s|ing|ed)?\s+(?:in)?to|between|after|before|fading|timelapse|time-lapse|split\s+(?:screen|image|in\s+half)|half)\b",
    re.IGNORECASE,
)
NIGHT = re.compile(r"\b(?:(?:at|by|in the|on an?(?: \w+){0,3}|summer|winter|rainy|dark|starry|moonlit|stormy|snowy) (?:mid)?night|nighttime|midnight)\b", re.IGNORECASE)


@rule(
    "LIT101",
    severity="warning",
    mistake="conflict",
    good=(
        "soft light, dramatic lighting, rim light, studio portrait",
        "soft key light, hard rim light, boxer",
        "Rembrandt lighting, soft lighting, backlit hair, old man",
        "golden hour, sunset, warm light, a farmer",
        "city lights at night after sunset, taxi driver",
        "mixed lighting, hard light and soft light, dancer",
        "panel 1: golden hour; panel 2: midnight, a sailor",
        "{Rembrandt|butterfly} lighting, actress",
        "first at sunrise, then at noon, a shepherd",
        "low-key lighting, dark background, white shirt, clerk",
        "not hard light but soft light, baby",
        "a split image, left half in morning light, right half by moonlight",
        "twilight, blue hour, dusk, city street, woman",
    ),
    bad=(
        Bad("soft lighting, hard shadow, film grain, woman in a spaceship", marks=("hard shadow", "soft lighting")),
        Bad("Rembrandt lighting, butterfly lighting, actress", marks=("butterfly lighting", "Rembrandt lighting")),
        Bad("high-key lighting, low-key lighting, widow", marks=("low-key lighting", "high-key lighting")),
        Bad("cowboy squinting, blue hour, high noon", marks=("high noon", "blue hour")),
        Bad("golden hour portrait of a nurse at night", marks=("at night", "golden hour")),
        Bad("flat lighting, chiaroscuro lighting, monk", marks=("chiaroscuro lighting", "flat lighting")),
    ),
)
def conflicting_light(prompt: Prompt) -> Iterator[Problem]:
    """Light tells the model where shadows fall; asked for two, it lights face and scene as if they were cut from two photographs. Keep one,
    or call it mixed lighting and say which light comes from where.
    """
    told: set[str] = set()
    for first, second in prompt.pairs("lighting", "context"):
        group = _clash(first, second)
        if group is None or group.group in told or _is_on_purpose(prompt.text, first, second):
            continue
        told.add(group.group)
        yield problem(
            second,
            f"{quoted(second.text)} against {quoted(first.text)}: {ONE_OF[group.group]}; keep one of them",
            first,
            label=_shown(second),
            labels=(_shown(first),),
        )


def _clash(first: Token, second: Token) -> Group | None:
    """The group of which a picture has one, where the two claims are different ones of it."""
    mine, theirs = _light(first), _light(second)
    group = excludes("lighting", mine, theirs) if mine and theirs else None
    if group is None or group.group not in ONE_OF:
        return None
    if group.group == "hard_soft" and (SECOND_LIGHT.search(first.text) or SECOND_LIGHT.search(second.text)):
        return None
    if group.group == "day_night" and not {mine, theirs} & {"moonlight", "starlight"}:
        return None  # candles and fires burn by day as well
    return group


def _light(token: Token) -> str:
    """The light a claim stands for; a scene "at night" has the night's."""
    if token.kind == "lighting":
        return token.term
    return "night" if token.value == "moment" and NIGHT.search(token.text) else ""


def _is_on_purpose(text: str, first: Token, second: Token) -> bool:
    """Whether words round the two ask for both: "contrast between hard and soft light", "night after sunset"."""
    start = max(text.rfind(mark, 0, first.start) for mark in ".!?;\n") + 1
    return bool(ON_PURPOSE.search(text, start, second.end))


def _shown(token: Token) -> str:
    return f"{_light(token)} light" if "light" not in _light(token) else _light(token)
