"""One scene lit by two lights that exclude each other.

Source: common knowledge of photography; groups key_light_pattern, broad_short, hard_soft, key_tone, time_of_day and day_night of
facs/exclusive_values.csv. Only the key light and the hour are one of a kind: rim, back, fill, ambient and coloured lights are second
lights and combine with any key, and "dramatic" is neither hard nor soft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.photography import Group, excludes, groups
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
#: A light that is called the key, within its own words or behind them, and how hard it is said to be.
KEY = r"(?<!high)(?<!low)[\s_-]key\b|^key\b"
AS_KEY = r"(?:\s+(?:from|of|by)\s+[^,;.\n]{1,30}?)?\s+(?:(?:used|set|placed|serving|acting)\s+)?as\s+(?:a\s+|the\s+|its\s+)?(?:key|main)\b"
HARD = r"\b(?:hard|harsh|undiffused|bare)\b"
SOFT = r"\b(?:soft|softened|diffused?|feathered)\b"
#: Second lights, which may be harder or softer than the key.
SECOND_LIGHT = r"\b(?:rim\w*|back\w*|edge|kicker|hair|fill|ambient|accent|bounce\w*|volumetric|neon|glow\w*|practical)\b"
#: Words that ask for two lights on purpose, or for a change from one to the other.
ON_PURPOSE = (
    r"\b(?:mix(?:ed|es|ing|ture)?|blend\w*|combin\w*|contrast(?:s|ing|ed)?\s+(?:of|between|with|against)|interplay|transition\w*|versus|vs|from\s+(?:\w+\s+){1,3}to"
    r"|turn(?:s|ing|ed)?\s+(?:in)?to|between|after|before|fad(?:es|ing)\s+(?:in)?to|time-?lapse|split\s+(?:screen|image|in)"
    r"|(?:left|right|one|other)\s+half)\b"
)
HOURS = frozenset(
    {"golden hour", "blue hour", "sunrise", "sunset", "dawn", "dusk", "twilight", "midday", "noon", "night", "moonlight", "starlight"}
)
#: How far before the first light such words may stand.
NEAR = 60
#: "night" as the time of the scene, not as a colour, an event or a kind of market.
NIGHT = (
    r"(?:\b(?:at|by|in\s+the(?:\s+\w+){0,3}|during\s+the|on\s+(?:an?|the)(?:\s+\w+){0,3})\s+"
    r"|(?:^|[,;.(\"])\s*(?:an?\s+|the\s+)?(?:\w+\s+){0,2})(?:mid)?night(?:-?time)?$"
)
SCENE_ENDS = r"\s*(?:[,;:.!?)\"\n]|$|(?:in|on|with|under|by|at|over)\b)"


@rule(
    "LIT101",
    severity="warning",
    reads=("lighting",),
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
        "midnight blue car at sunset, driver leaning on it",
        "night market stall at sunset, vendor",
    ),
    bad=(
        Bad("soft lighting, hard shadow, film grain, woman in a spaceship", marks=("hard shadow", "soft lighting")),
        Bad("Rembrandt lighting, butterfly lighting, actress", marks=("butterfly lighting", "Rembrandt lighting")),
        Bad("high-key lighting, low-key lighting, widow", marks=("low-key lighting", "high-key lighting")),
        Bad("cowboy squinting, blue hour, high noon", marks=("high noon", "blue hour")),
        Bad("golden hour portrait of a nurse at night", marks=("night", "golden hour")),
        Bad("flat lighting, chiaroscuro lighting, monk", marks=("chiaroscuro lighting", "flat lighting")),
    ),
)
def conflicting_light(prompt: Prompt) -> Iterator[Problem]:
    """Light tells the model where shadows fall; asked for two, it lights face and scene as if they were cut from two photographs. Keep one,
    or call it mixed lighting and say which light comes from where.
    """
    told: set[str] = set()
    for first, second in prompt.pairs("lighting", "context"):
        group = _clash(prompt.text, first, second)
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


def _clash(text: str, first: Token, second: Token) -> Group | None:
    """The group of which a picture has one, where the two claims are different ones of it."""
    if {_key(text, first), _key(text, second)} == {"hard", "soft"}:
        return groups()["hard_soft"]
    mine, theirs = _light(text, first), _light(text, second)
    group = excludes("lighting", mine, theirs) if mine and theirs else None
    if group is None or group.group not in ONE_OF:
        return None
    if group.group == "hard_soft" and re.search(SECOND_LIGHT, f"{first.text} {second.text}", re.IGNORECASE):
        return None
    if group.group == "day_night" and not {mine, theirs} & {"moonlight", "starlight"}:
        return None  # candles and fires burn by day as well
    return group


def _key(text: str, token: Token) -> str:
    """ "hard" or "soft" for a light that is called the key and said to be so ("hard light from a bare flash as key"), else ""."""
    words = text[token.start : token.end]
    if token.kind != "lighting" or not (
        re.search(KEY, words, re.IGNORECASE) or re.match(AS_KEY, text[token.end : token.end + 60], re.IGNORECASE)
    ):
        return ""
    hard, soft = (re.search(quality, words, re.IGNORECASE) is not None for quality in (HARD, SOFT))
    return "" if hard == soft else "hard" if hard else "soft"


def _light(text: str, token: Token) -> str:
    """The light a claim stands for; a scene "at night" has the night's."""
    if token.kind == "lighting":
        return token.term
    if token.value != "moment" or "night" not in token.text.lower():
        return ""
    at_night = re.search(NIGHT, text[max(0, token.start - NEAR) : token.end], re.IGNORECASE)
    return "night" if at_night and re.match(SCENE_ENDS, text[token.end : token.end + NEAR]) else ""


def _is_on_purpose(text: str, first: Token, second: Token) -> bool:
    """Whether words round the two ask for both: "contrast between hard and soft light", "night after sunset"."""
    words = text[max(0, first.start - NEAR) : second.end]
    if "split" in {first.value, second.value}:
        words = re.sub(r"\bhalf\b", "", words, flags=re.IGNORECASE)  # a split light is one half of the face in darkness
    return re.search(ON_PURPOSE, words, re.IGNORECASE) is not None


def _shown(token: Token) -> str:
    light = token.term if token.kind == "lighting" else "night"
    return light if light in HOURS else f"{light} light"
