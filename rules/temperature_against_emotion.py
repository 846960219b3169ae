"""A colour temperature that pulls against the mood of the face.

Source: the article's heuristic: warm light of 3200 to 4000 K for positive expressions, cool light of 5600 to 6500 K for tension and
concern. It is one, and no more: daylight is 5600 K, and happy people stand in it; studies of light and mood are of rooms, not of
portraits. So the rule is strict, information, and speaks only of light that is measured in kelvin or called warm or cool.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.emotions import emotions
from promptlint.facs.photography import term_of
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted

#: Units of a face under tension, in the sets that only tension has; a lowered brow alone may be thought.
TENSE = tuple(frozenset(units.split("+")) for units in ("4+7", "4+5", "4+23", "4+24", "1+4", "9", "10", "20", "23", "31"))
#: Units that make a smile something else than glad.
SOUR = frozenset({"1", "4", "9", "10", "14", "15", "17", "20", "23", "24", "31"})
#: A label this pleasant is positive; one this unpleasant, of these families, is tension. Grief and fatigue are neither.
PLEASANT = 0.3
TENSION = frozenset({"anger", "fear", "disgust", "contempt", "pain"})
LOWEST, HIGHEST = 1500, 12000
#: What follows kelvin: the end of the phrase, or a light within three words ("6500K white balance", not "3200K prize money").
OF_LIGHT = (
    r"\s*(?:$|[^\w\s]|\n|(?:[\w-]+\s+){0,2}(?:\w*lights?|lighting|lit|lamps?|bulbs?|tungsten|daylight|key|fill|soft\s?box\w*|leds?|glow"
    r"|white balance|wb|colou?rs?|temp\w*|strobes?|flash|candle\w*|sun\w*|window|neon|screens?|ring|spot\w*|tubes?|practicals?|ambient"
    r"|tones?|overhead)\b"
    r"|(?:on|in|at|from|over|across|through|and|with|for)\b)"
)
#: Words round a temperature that make it something else than the light on the face.
OTHERWISE = (
    r"\b(?:outside(?! (?:the|a|an|his|her|their) (?!window))|window behind|background|rim|kicker|practical|screen in|sign|backdrop)\b"
)


@rule(
    "LIT105",
    severity="info",
    preset="strict",
    reads=("temperature", "lighting"),
    good=(
        "smiling bride, 3200K lamps, dinner",
        "furious boxer, 6500K light, ring",
        "portrait of a novice, 5600K daylight, cloister",
        "smiling nurse, 4500K corridor light",
        "a smile that hides fear, 6500K, office",
        "laughing woman, 8K, ultra HD",
        "smiling clerk, 3200K key light, 6500K rim light",
        "{3200K|6500K} lighting, furious cook",
        "not smiling, 6500K light, morgue attendant",
        "weeping widow, 3200K, kitchen",
    ),
    bad=(
        Bad("locker room, furious coach, AU4 brows lowered, AU23 tight lips, lit at 3200K", marks=("3200K", "furious")),
        Bad("smiling bride, 6500K lighting, garden", marks=("6500K lighting", "smiling")),
        Bad("terrified clerk, vault, lit at 3500K", marks=("3500K", "terrified")),
        Bad("AU6 eye smile, AU12 smile, 6000K softbox, professional warmth", marks=("6000K", "AU6 eye smile")),
        Bad("(happy:1.2) grandmother, 6500K white balance", marks=("6500K", "happy")),
    ),
)
def temperature_against_emotion(prompt: Prompt) -> Iterator[Problem]:
    """Warm light reads as comfort and cool light as distance before the face is read at all. Where the two disagree on purpose, keep them;
    else change the kelvin or let the light be neutral (about 4500 K).
    """
    if prompt.layered:
        return
    told = [(token, mood) for token in prompt.asserted("temperature", "lighting") if (mood := _warmth(token))]
    if not told or len({mood for _, mood in told}) > 1:
        return  # two lights of two colours are a choice, or conflict LIT102 speaks of
    light, warmth = told[0]
    moods = [(face, mood) for face in prompt.faces() if (mood := _mood(face))]
    if not moods or len({mood for _, mood in moods}) > 1:
        return
    face, mood = moods[0]
    first = next(token for token in face if token.kind in {"action", "emotion"})
    if light.number and not re.match(OF_LIGHT, prompt.text[light.end :], re.IGNORECASE):
        return
    if (
        warmth == mood
        or not light.scope.meets(first.scope, same_person=False)
        or re.search(OTHERWISE, prompt.text[light.start : light.end + 30], re.IGNORECASE)
    ):
        return
    if warmth == "cool":
        message = f"{quoted(light.text)} is cool light on a glad face: 3200 to 4000 K would carry it"
    else:
        message = f"{quoted(light.text)} is warm light on a tense face: 5600 to 6500 K would carry it"
    yield problem(
        light,
        f"{message} (a heuristic of mood, not a law)",
        first,
        label=f"{warmth} light",
        labels=("glad" if mood == "warm" else "tense",),
        confidence="low",
    )


def _warmth(token: Token) -> str:
    """ "warm" or "cool" for a light that says so in kelvin or in a word, else ""."""
    warm, cool = term_of("temperature", "warm"), term_of("temperature", "cool")
    if token.number and token.kind == "temperature" and LOWEST <= token.number <= HIGHEST and warm and cool and warm.kelvin and cool.kelvin:
        return "warm" if token.number <= warm.kelvin[1] else "cool" if token.number >= cool.kelvin[0] else ""
    if token.kind == "temperature":
        return token.term if token.term in {"warm", "cool"} else ""
    return {"warm": "warm", "cool": "cool", "cold": "cool"}.get(token.term, "")


def _mood(face: tuple[Token, ...]) -> str:
    """The warmth a face asks for: "warm" where it is glad, "cool" where it is tense, "" where it is neither or both."""
    units = {unit for token in face if token.kind == "action" for unit in token.units}
    labels = [emotions()[token.label] for token in face if token.kind == "emotion" and token.label]
    glad = [emotion for emotion in labels if emotion.valence >= PLEASANT]
    tense = [emotion for emotion in labels if emotion.valence <= -PLEASANT and TENSION & set(emotion.families)]
    smiles = bool({"6", "12"} & units) and not SOUR & units
    strained = any(tension <= units for tension in TENSE) and "12" not in units
    if (glad or smiles) and not (tense or strained or len(glad) < len(labels)):
        return "warm"
    if (tense or strained) and not (glad or "12" in units):
        return "cool"
    return ""
