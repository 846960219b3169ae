"""A movement or a duration in a picture that stands still.

Source: Ekman, Friesen & Hager (2002): AU45, the gross movements and the M codes are scored from film; facs/motions.csv and column
``scorable`` of facs/units.csv. The article gives a micro-expression 1/25 to 1/5 of a second and says itself that a still cannot have it;
its words of phase ("beginning", "fading") are read as strength and are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import all_codes
from promptlint.facs.motions import motions
from promptlint.facs.units import units
from promptlint.live import is_live, tokens_from
from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, rule
from promptlint.text import around
from promptlint.wording import quoted

#: What blinks, nods or trembles without a face: before the word ("a neon sign blinking") or behind it ("trembling leaves").
THINGS = (
    r"(?:leaf|leaves|foliage|aspens?|branch(?:es)?|twigs?|reeds?|grass(?:es)?|wheat|barley|ferns?|petals?|blossoms?|flowers?|daffodils?"
    r"|tulips?"
    r"|poppies|roses?|bluebells?|snowdrops?|trees?|flames?|fire|candles?|candlelight|lights?|lamps?|bulbs?|leds?|neons?|signs?|signals?"
    r"|cursors?"
    r"|screens?|monitors?|servers?|consoles?|beacons?|buttons?|stars?|shadows?|reflections?|water|surface|ripples|air|earth|ground"
    r"|floor|walls?"
    r"|bridges?|houses?|buildings?|windows?|glass(?:es)?|cups?|saucers?|hull|ships?|engines?|machines?|pumps?|donkey|(?:bow)?strings?"
    r"|web|jelly|voices?"
    r"|music|notes?|sounds?|arrows?|flags?|curtains?|dew(?:drops?)?|drops?|droplets?|bobble-?heads?|dashboard|streamers?|stream|halos?"
    r"|towers?|tails?|whiskers|ears?|wings?)"
)
#: How long something lasts, in seconds; only beside an expression, as a shutter and a timer have seconds too.
DURATION = (
    r"\b(?:(?:lasting|lasts|for|over|within|in|about|only|just|barely|roughly|around|less than|under|a mere)\s+){0,3}"
    r"(?:\d+\s?/\s?\d+(?:th|st|nd|rd)?(?:\s?(?:to|-|–)\s?\d+\s?/\s?\d+(?:th)?)?(?: of)?(?: an?| one)?|\d+(?:\.\d+)?|half an?|a half"
    r"|a quarter of a|a (?:tenth|fifth|twentieth|hundredth) of a|one|two|three|a few|a fraction of a|a split|split)"
    r"[ -]?(?:seconds?|secs?|milliseconds?|ms)\b|\b\d+\.\d+ ?s\b"
)
EXPRESSION = (
    r"\b(?:micro-?\s?expressions?|expressions?|smil\w*|smirk\w*|grin\w*|frown\w*|wince\w*|flash|flicker|glance|face|au\s?\d+|emotion|joy"
    r"|sadness|anger|fear|disgust|contempt|surprise|grief|doubt)\b"
)
CAMERA = (
    r"\b(?:shutter|exposures?|exposed|iso|aperture|timer|burst|interval|speed|countdown|fuse|sprint|race|record|lap|delay|per|stopwatch)\b"
    r"|\bf/\d|\b(?:shot|taken|photographed|captured) at 1/"
)
#: A picture that moves.
FILM = (
    r"\bvideos?\b(?![- ](?:games?|stills?|call\w*|conferenc\w*|camera|tape|poster|screenshot|cover|thumbnail|art))|\bgif\b|\bcinemagraph"
    r"|\bfootage\b|\b\d+ ?fps\b|\banimat(?:ed|ion) (?:of|loop|clip|sequence)|\b(?:film|movie) clip\b"
    r"|\b(?:scene|shot|video|clip|sequence) (?:then )?(?:shifts|transitions|opens|begins|changes|cuts|ends)\b"
    r"|\bsuddenly,|\btime-?lapse|\benters the frame\b"
    r"|\bcamera (?:slowly |gently )?(?:pan|move|doll|track|zoom|begin|pull|push|follow|circl)\w*"
)
#: How long before a word that describes it a code may begin.
REACH = 40
MOVEMENT_CODE = r"\bM(?:5[5679]|6[012689]|83)\b"


@rule(
    "FAC108",
    severity="info",
    preset="strict",
    good=(
        "head bowed, lips parted, nun, candles",
        "trembling aspen leaves behind a smiling hiker",
        "a neon sign blinks above a frowning doorman",
        "freshly shaken milkshake, waitress with raised brows",
        "an unblinking stare, sniper who does not blink",
        "boy in a blink-182 T-shirt, wide grin",
        "shutter speed 1/250 second, sprinter with gritted teeth",
        "five-second video of a girl nodding, park",
        "eyes rolled up, the whites showing, saint in ecstasy",
        "shaking hands with the mayor, broad smile",
        'a cap that says "NOD", smiling farmer',
        "caught mid-blink, one eye half closed, bride",
        "beginning AU4 brow tension, fading AU12 smile, clerk",
        "gamer streaming on Twitch, wide eyes",
    ),
    bad=(
        Bad("blinking, bride at the altar", marks=("blinking",)),
        Bad("AU45, girl with a kite", marks=("AU45",)),
        Bad("her lower lip trembling, airport gate", marks=("lower lip trembling",)),
        Bad("teenager rolling her eyes at dinner", marks=("rolling her eyes",)),
        Bad("micro-expression of fear lasting 1/25 of a second, suspect", marks=("lasting 1/25 of a second",)),
        Bad("old man nodding and shaking his head, porch", marks=("nodding",)),
        Bad("1boy, trembling, snow", marks=("trembling",)),
    ),
)
def motion_in_still(prompt: Prompt) -> Iterator[Problem]:
    """A still holds one frame. The model smears the movement, draws it twice, or leaves it out; say which frame of it you want."""
    text = prompt.text
    spans = sorted({*_coded(prompt), *_said(prompt)})
    if not spans or re.search(FILM, text, re.IGNORECASE):
        return
    last = 0
    for start, end, frame in spans:
        if start >= last:
            last = end
            words = quoted(text[start:end])
            if frame:
                yield Problem(start, end, f"{words} is a movement, and a still cannot show it; ask for one frame: {frame}", label="moves")
            else:
                yield Problem(start, end, f"{words}: a still has no duration; say how strong the expression is instead", label="lasts")


def _coded(prompt: Prompt) -> Iterator[tuple[int, int, str]]:
    """Codes that are scored from film, as (start, end, frame); "M68" alone may be a galaxy."""
    coded = all_codes(prompt.asserted("action"))
    for _, codes in coded:
        for code in codes:
            unit = units().get(code.number)
            if unit is not None and unit.scorable == "no" and unit.kind != "visibility":
                yield code.start, code.end, _frame(code.number)
    for match in re.finditer(MOVEMENT_CODE, prompt.text) if coded else ():
        if is_live(prompt, match.start(), match.end()):
            yield match.start(), match.end(), _frame(match.group())


def _frame(code: str) -> str:
    """What a still can show instead of a code of movement."""
    return next((row.frame for row in motions() if re.search(rf"\b(?:AU)?{code}\b", row.source)), "the moment where it begins or ends")


def _said(prompt: Prompt) -> Iterator[tuple[int, int, str]]:
    """Movements and durations in words, as (start, end, frame); a duration has no frame."""
    text, lower = prompt.text, prompt.text.lower()
    for motion in motions():
        if motion.stem in lower:
            for match in re.finditer(motion.pattern, text, re.IGNORECASE):
                start, end = match.span()
                if not _is_of_thing(text, start, end) and not _is_of_code(prompt, start) and is_live(prompt, start, end):
                    yield start, end, motion.frame
    if "sec" in lower or "ms" in lower or " s" in lower:
        for match in re.finditer(DURATION, text, re.IGNORECASE):
            start, end = match.span()
            begin, stop = around(text, start, end)
            said = re.search(EXPRESSION, text[max(0, begin - 60) : stop], re.IGNORECASE)
            if said and not re.search(CAMERA, text[begin:stop], re.IGNORECASE) and is_live(prompt, start, end):
                yield start, end, ""


def _is_of_code(prompt: Prompt, start: int) -> bool:
    """Whether a word describes a code ("AU85 nod"), which is told already."""
    return any(token.coded and start < token.end for token in tokens_from(prompt, start - REACH, start))


def _is_of_thing(text: str, start: int, end: int) -> bool:
    """Whether a plant, a light, a machine moves: named right before the word or within the three words behind it."""
    before = rf"\b{THINGS}\s+(?:(?:is|are|was|that|which|appears to|begins to|seems to|\w+ly)\s+)*$"
    behind = rf"\s+(?:(?!(?:with|in|at|to|by|on|under|from|as|and|while|behind|beside|near)\b)[\w-]+\s+){{0,2}}{THINGS}\b"
    return bool(re.search(before, text[max(0, start - 60) : start], re.IGNORECASE) or re.match(behind, text[end : end + 60], re.IGNORECASE))
