"""Two colour temperatures of one light.

Source: colour temperature in kelvin: candles about 1900, bulbs 2500 to 3300, daylight 5000 to 6500, shade above; facs/photography.csv. A
higher number is a cooler light. The article uses 3200 to 4000 K for warmth and 5600 to 6500 K for tension; that is a heuristic about mood,
not about light, and this rule does not judge it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from promptlint.facs.photography import term_of
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted

#: Numbers outside are no colour temperature of a light in a photograph ("4000k wallpaper" is none either, but cannot be told apart).
LOWEST, HIGHEST = 1500, 12000
#: Two numbers nearer than this look the same beside each other.
STEP = 1000
WORD = r"(?P<word>warm(?:er)?|cool(?:er)?|cold(?:er)?)"
BEFORE = rf"\b{WORD}(?:[ -](?:white|toned|light|lighting|colou?r temperature|white balance|temperature))?(?:\s*\(|,? at|,? of)?\s*$"
BEHIND = rf"\s*\)?\s*{WORD}(?:[ -]ton\w+| light\w*| glow| white balance| colou?r)?\s*(?:[,.;)\n]|$)"
#: A light with a place or a source of its own: two of them may differ in colour.
SOURCE = (
    r"\b(?:key|fill|rim|back\w*|edge|kicker|hair|window|lamp|bulb|tungsten|daylight|sun\w*|moon\w*|sky|practical|neon|screen|monitor|candle\w*|fire\w*|ambient"
    r"|background|foreground|left|right|inside|outside|indoors?|outdoors?|front|side)\b"
)
MIXED = r"\bmix(?:ed|ing|ture)?\b|\bcontrast\w*\b|\bdual\b|\btwo[- ]tone\b"


@rule(
    "LIT102",
    severity="warning",
    reads=("temperature", "lighting"),
    mistake="conflict",
    good=(
        "3200K key light, 5600K rim light, violinist",
        "shepherd in a warm wool sweater under 6500K overcast light",
        "warm 3200K lighting, smiling baker",
        "mixed lighting, 3200K and 6500K, night market",
        "3200K lamp inside, 6500K sky outside, night nurse",
        "warm smile, 6500K lighting, clerk",
        "{3200K|6500K} lighting, clerk",
        "panel 1: 3200K lighting, panel 2: 6500K lighting, clerk",
        "5200K to 5600K daylight, clerk",
        "warm key light, cool rim light, detective",
        "not 3200K but 6500K lighting, morgue",
    ),
    bad=(
        Bad("warm 6500K lighting, smiling baker", marks=("6500K lighting",)),
        Bad("3200K lighting, 6500K lighting, clerk", marks=("6500K lighting", "3200K lighting")),
        Bad("cool lighting at 3200K, morgue attendant", marks=("3200K",)),
        Bad("portrait, 2700K, soft light, 7000K, old man", marks=("7000K", "2700K")),
        Bad("cold 2800K white balance, skater", marks=("2800K",)),
    ),
)
def clashing_temperature(prompt: Prompt) -> Iterator[Problem]:
    """The number and the word pull the colours of the skin two ways, and the model takes either. Keep one, or give each its own source."""
    measured = [token for token in prompt.asserted("temperature") if token.number and LOWEST <= token.number <= HIGHEST]
    for token in measured:
        word = _word(prompt.text, token)
        if word and _is_against(word, token.number or 0):
            kind = "cool" if word == "warm" else "warm"
            yield problem(
                token, f"{token.number:.0f} K is a {kind} light, not a {word} one; change the number or the word", label=f"a {kind} light"
            )
    if len(measured) < 2 or re.search(MIXED, prompt.text, re.IGNORECASE):
        return
    for first, second in combinations(measured, 2):
        apart = abs((first.number or 0) - (second.number or 0)) >= STEP
        if (
            apart
            and first.scope.meets(second.scope, same_person=False)
            and not (_has_source(prompt.text, first) or _has_source(prompt.text, second))
        ):
            yield problem(
                second,
                f"{quoted(second.text)} against {quoted(first.text)}: one light has one colour temperature; keep one, or name two sources",
                first,
                label=f"{second.number:.0f} K",
                labels=(f"{first.number:.0f} K",),
            )
            return


def _word(text: str, token: Token) -> str:
    """ "warm" or "cool" where such a word is said of this very light, else ""."""
    found = (
        re.search(BEFORE, text[max(0, token.start - 40) : token.start], re.IGNORECASE)
        or re.match(BEHIND, text[token.end : token.end + 40], re.IGNORECASE)
        or re.search(rf"\b{WORD}\b", token.text, re.IGNORECASE)
    )
    return "" if found is None else "warm" if found.group("word").lower().startswith("warm") else "cool"


def _is_against(word: str, kelvin: float) -> bool:
    """Whether a temperature lies where the other word's begin: warm from 2500 to 4000 K, cool from 5600 K."""
    warm, cool = term_of("temperature", "warm"), term_of("temperature", "cool")
    if warm is None or cool is None or warm.kelvin is None or cool.kelvin is None:
        return False
    return kelvin >= cool.kelvin[0] if word == "warm" else kelvin <= warm.kelvin[1]


def _has_source(text: str, token: Token) -> bool:
    """Whether the segment between commas names a source or a place for this light."""
    start = max(text.rfind(mark, 0, token.start) for mark in ",.;\n") + 1
    ends = [place for place in (text.find(mark, token.end) for mark in ",.;\n") if place >= 0]
    segment = text[start : min(ends, default=len(text))]
    return bool(re.search(SOURCE, segment, re.IGNORECASE)) and " and " not in segment.replace(token.text, "")
