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
#: Words for a warm light and for a cool one, and colours that only such a light has.
WARM = (
    r"warm(?:er|est|ly)?|amber|golden|orangey?|honeyed|honey-colou?red|candlelit|candle-warm|fire-warm|tungsten-warm|toasty|sunset-orange"
)
COOL = (
    r"cool(?:er|est|ly)?|cold(?:er|est|ly)?|icy|frosty|chilly|wintry|glacial|frigid|bluish|blue|ice-blue|steel-blue|steely|moonlit|arctic"
)
WORD = rf"(?P<word>{WARM}|{COOL})"
#: Colours: a blue gel is put on bulbs and golden light is photographed at daylight, so they need a number well on the other side.
COLOURS = ("amber", "golden", "orange", "blue", "bluish", "steel", "moonlit", "sunset")
LEAST_GOLDEN, MOST_BLUE = 6200, 3500
#: "Cool white" lamps have 4000 to 4500 K.
COOL_WHITE = r"\bcool[ -]white\b"
#: What may stand between such a word and its number, and names no light of its own.
TONES = (
    r"(?:golden|amber|orange|honey|honeyed|yellow|yellowish|red|reddish|rosy|blue|bluish|icy|steely|white|pale|deep|soft|softly|hard|harsh|bright|dim|low"
    r"|inviting|co[sz]y|gentle|natural|clean|crisp|studio|led|even|steady|creamy|silvery|clinical|sterile|intimate|romantic|moody)"
)
BEFORE = (
    rf"\b{WORD}(?:(?:,? and |, |[ -]){TONES})*"
    r"(?:[ -](?:white|toned|light|lighting|glow|tones?|cast|colou?r temperature|white balance|temperature))?"
    r"(?:\s*\(|,? at|,? of|:|,? around|,? about|,? set to|,? set at|,? measured at)?"
    r"(?:\s*(?:just|only|about|around|some|roughly|exactly))?\s*$"
)
BEHIND = (
    rf"\s*[()]?\s*(?:{TONES}(?:,? and |, |[ -]))*{WORD}(?:(?:,? and |, |[ -]){TONES})*"
    r"(?:[ -]ton\w+| light\w*| glow\w*| cast| white balance| colou?r)?\s*(?:[,.;)\n]|$|(?:on|over|from|across|in|upon|falling|through)\b)"
)
#: A light with a place or a source of its own: two of them may differ in colour.
SOURCE = (
    r"\b(?:key|fill|rim|back\w*|edge|kicker|hair|window|lamp|bulb|tungsten|daylight|sun\w*|moon\w*|sky|practical|neon|screen|monitor|candle\w*|fire\w*|ambient"
    r"|background|foreground|left|right|inside|outside|indoors?|outdoors?|front|side)\b"
)
#: Two numbers of one source ("a bulb at 2700 K, the same bulb at 6500 K").
SAME = " the same "
#: Values of temperatures that are told in words.
NAMED = frozenset({"warm", "cool"})
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
        Bad("toreador, warm white balance, cool white balance, arena", marks=("cool white balance", "warm white balance")),
        Bad("cold 2800K white balance, skater", marks=("2800K",)),
    ),
)
def clashing_temperature(prompt: Prompt) -> Iterator[Problem]:
    """The number and the word pull the colours of the skin two ways, and the model takes either. Keep one, or give each its own source."""
    measured = [token for token in prompt.asserted("temperature") if token.number and LOWEST <= token.number <= HIGHEST]
    for token in measured:
        word = _word(prompt.text, token)
        if word and _is_against(word, token.number or 0):
            word = "warm" if _is_warm(word) else "cool"
            kind = "cool" if word == "warm" else "warm"
            yield problem(
                token, f"{token.number:.0f} K is a {kind} light, not a {word} one; change the number or the word", label=f"a {kind} light"
            )
    yield from _named(prompt, measured)
    if len(measured) < 2 or re.search(MIXED, prompt.text, re.IGNORECASE):
        return
    for first, second in combinations(measured, 2):
        apart = abs((first.number or 0) - (second.number or 0)) >= STEP
        if (
            apart
            and first.scope.meets(second.scope, same_person=False)
            and (SAME in prompt.text[first.end : second.start] or not (_has_source(prompt.text, first) or _has_source(prompt.text, second)))
        ):
            yield _two(first, second, f"{first.number:.0f} K", f"{second.number:.0f} K")
            return


def _named(prompt: Prompt, measured: list[Token]) -> Iterator[Problem]:
    """Two temperatures without sources of their own, of which one at least is told in a word: "warm white balance, cool white balance"."""
    told = [token for token in prompt.asserted("temperature") if token in measured or token.value in NAMED]
    if len(told) < 2 or re.search(MIXED, prompt.text, re.IGNORECASE):
        return
    for first, second in combinations(told, 2):
        word, other = (first, second) if first.value in NAMED else (second, first)
        if word.value not in NAMED or _has_source(prompt.text, first) or _has_source(prompt.text, second):
            continue
        against = _is_against(str(word.value), other.number) if other.number else other.value in NAMED and other.value != word.value
        if against and first.scope.meets(second.scope, same_person=False):
            yield _two(first, second, "said here", "another temperature")
            return


def _two(first: Token, second: Token, said: str, again: str) -> Problem:
    """Two temperatures of one light, with the label of each."""
    return problem(
        second,
        f"{quoted(second.text)} against {quoted(first.text)}: one light has one colour temperature; keep one, or name two sources",
        first,
        label=again,
        labels=(said,),
    )


def _word(text: str, token: Token) -> str:
    """The word of warmth or cold that is said of this very light, in lower case, else ""."""
    found = (
        re.search(BEFORE, text[max(0, token.start - 40) : token.start], re.IGNORECASE)
        or re.match(BEHIND, text[token.end : token.end + 40], re.IGNORECASE)
        or re.search(rf"\b{WORD}\b", token.text, re.IGNORECASE)
    )
    if found is None or re.search(COOL_WHITE, text[max(0, token.start - 40) : token.end + 40], re.IGNORECASE):
        return ""
    return found.group("word").lower()


def _is_warm(word: str) -> bool:
    return re.fullmatch(WARM, word) is not None


def _is_against(word: str, kelvin: float) -> bool:
    """Whether a temperature lies where the other word's begin: warm from 2500 to 4000 K, cool from 5600 K."""
    warm, cool = term_of("temperature", "warm"), term_of("temperature", "cool")
    if warm is None or cool is None or warm.kelvin is None or cool.kelvin is None:
        return False
    if word.startswith(COLOURS):
        return kelvin >= LEAST_GOLDEN if _is_warm(word) else kelvin <= MOST_BLUE
    return kelvin >= cool.kelvin[0] if _is_warm(word) else kelvin <= warm.kelvin[1]


def _has_source(text: str, token: Token) -> bool:
    """Whether the segment between commas names a source or a place for this light."""
    start = max(text.rfind(mark, 0, token.start) for mark in ",.;\n") + 1
    ends = [place for place in (text.find(mark, token.end) for mark in ",.;\n") if place >= 0]
    segment = text[start : min(ends, default=len(text))]
    return bool(re.search(SOURCE, segment, re.IGNORECASE)) and " and " not in segment.replace(token.text, "")
