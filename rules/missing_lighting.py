"""An expression, and no word of light.

Source: the article's light for micro-expressions (Rembrandt brings out AU4, AU7 and AU17, butterfly AU1 and AU2, split AU4 and AU6),
columns ``enhances`` and ``softens`` of facs/photography.csv. The article promises expressions stronger by 40 to 60 %; no study measured
that. What is sure is the geometry: a furrow is seen by its shadow, so a light from the side shows it and a light from the camera erases
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import LIGHTS, expressions, is_keyed, served_by
from promptlint.wording import in_order, listed, quoted

#: Things that shine, and what their shining does: light, though no phrase of light ("flicker of tunnel lamps on his face").
SHINING = (
    r"\b(?:lit|lights|lighted|(?:under|over|up|side|back|moon|sun|star|fire|lamp|candle|torch|gas|lime|foot|street|search|head|tail"
    r"|spot|stage"
    r"|sky|day|half)-?(?:light\w*|lit)|lamps?|lanterns?|candles?|candelabra|chandeliers?|torch(?:es)?|flashlights?|headlamps?|bulbs?|neon"
    r"|glow\w*|sun|sunny|sunshine|sunbeams?|sunrays?|sunrise|sunset|moon|shin(?:e|es|ing)|gleam\w*|flicker\w*|beams?|rays?|flames?"
    r"|fires?|campfire|bonfire"
    r"|fireplace|hearth|embers|fireworks|flash(?:es)?|lightning|strobes?|softbox(?:es)?|laser\w*|shadows?|shadowed|shad(?:e|ed|y)|dawn"
    r"|dusk|twilight|noon"
    r"|midday|overcast|bright(?:ly)?|dim(?:ly)?|gloom\w*|dark(?:ness)?|silhouett\w*|backdrop of light|sparklers?|phone screen|monitors?"
    r"|illuminat\w*|aglow|(?:strip|neon|fluorescent|buzzing|humming|flickering|light) tubes?|(?:cloudy|gr[ae]y|clear|blue|starry|stormy"
    r"|open) sk(?:y|ies)|stained[- ]glass|bioluminescen\w*|blue hour|golden hour|sodium|fluorescent|led)\b"
)
#: "light" as a noun; before another noun it is a colour, a weight or a degree ("light blue", "light rain", "light smile").
LIGHT = (
    r"\blight(?=\s*(?:$|[,.;:!?)\]}|\n]|(?:is|was|on|from|of|through|across|over|in|into|at|behind|above|below|under|upon|and|with"
    r"|around|to|by"
    r"|falls?|falling|stream\w*|com\w+|pour\w*|catch\w*|hit\w*|spill\w*|filter\w*|reflect\w*|bounc\w*|play\w*|touch\w*|shin\w*|turn\w*"
    r"|for)\b(?! (?:his|her|their|its|my) feet)))"
)
#: "dark" and "bright" of hair, skin and colours are looks, and "fire" of an engine a thing.
LOOKS = (
    r"\b(?:dark|bright)(?:\s*|-)(?:brown|blonde?|red|blue|green|gr[ae]y|pink|yellow|orange|purple|hair\w*|skin\w*|eye\w*|eyed"
    r"|complexion|circles?|lips?|suit"
    r"|dress|jacket|coat|shirt|clothes|clothing|uniform|robes?|elf|knight|smile|colou?rs?)|fire\s*(?:truck|engine|fighter|station|alarm"
    r"|escape|man)"
    r"|half-?\s?moon (?:glasses|spectacles)|x-?rays?|manta rays?|beams? of (?:wood|steel)"
    r"|(?:beam|flash)(?:es|s)? (?:a|her|his|him|me|its)\b|beams? (?:with|at|from ear"
    r"|proudly)"
)


@rule(
    "CTX102",
    severity="info",
    preset="strict",
    reads=("action", "emotion", "vague"),
    good=(
        "smiling woman on a bench, dappled light through the leaves",
        "1girl, crying, bus stop, moonlight",
        "scowling man on the tram, flicker of tunnel lamps on his face",
        "grinning usher lit by his phone screen, back row",
        "portrait of a carpenter in his workshop",
        "expressionless guard at the palace gate",
        "wide-eyed keeper on the stairs, lantern in his hand",
        "(smile:1.2), 3200K, kitchen",
        "{golden hour|blue hour}, laughing sailor, pier",
    ),
    bad=(
        Bad("smiling woman on a bench in the park, low angle", marks=("smiling",)),
        Bad("AU4 brow furrow and AU24 lips pressed, chess club, eye level", marks=("AU4 brow furrow",)),
        Bad("a light blue dress, laughing bride, garden, from above", marks=("laughing",)),
        Bad("1girl, crying, light rain, train station", marks=("crying",)),
        Bad("a smirking lightweight boxer in the ring", marks=("smirking",)),
    ),
)
def missing_lighting(prompt: Prompt) -> Iterator[Problem]:
    """A furrow, a dimple, a tightened lid is seen by its shadow; without a light the model takes an even one that shows none of them. Name
    the light, best the pattern that brings out the very units you ask for.
    """
    said = expressions(prompt)
    if (
        not said
        or any(not token.scope.negative for token in prompt.of("lighting", "temperature"))
        or _shines(prompt.text)
        or is_keyed(prompt, LIGHTS)
    ):
        return
    first = said[0]
    yield problem(first, f"{quoted(first.text)} and no light: {_advice(said)}", label="lit by what, and from where?")


def _shines(text: str) -> bool:
    """Whether a prompt has something that gives or takes light, though it names no light."""
    if re.search(LIGHT, text, re.IGNORECASE):
        return True
    return re.search(SHINING, re.sub(LOOKS, " ", text, flags=re.IGNORECASE), re.IGNORECASE) is not None


def _advice(said: tuple[Token, ...]) -> str:
    served = served_by("lighting", said)
    if served is None:
        return "name one, such as loop lighting, which keeps both halves of the face readable"
    light, units = served
    return f"name one; {light.term} would bring out {listed(f'AU{unit}' for unit in in_order(units))}"
