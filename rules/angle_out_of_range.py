"""Degrees that a camera angle does not have.

Source: the article for "slight" (15 to 20 degrees for a low angle, 10 to 15 for a high one); common usage of photography and film for the
rest; columns ``degrees`` and ``slight`` of facs/photography.csv. Nobody has fixed these words by a standard, so five degrees beyond a range
are no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from promptlint.facs.photography import Term, term_of
from promptlint.live import tokens_from
from promptlint.model import Prompt, Token
from promptlint.numerals import in_digits
from promptlint.rule import Bad, Problem, Related, rule
from promptlint.wording import quoted

#: How far outside of a range a number may lie.
TOLERANCE = 5
#: How long before its degrees a token may begin.
REACH = 80
#: "extreme", "steep": from here on.
STEEP = 30
#: What may stand between an angle and its degrees, and the degrees.
LINK = (
    r"(?:[\s,(:|–-]|\b(?:shot|view|angle|photo|portrait|of|at|from|about|around|roughly|approx(?:imately|\.)?|exactly|shallow|mere|steep"
    r"|horizon|no more than|no less than|but|just|only|barely|some|a|an|the|camera|lens"
    r"|tilted|tilt|tipped|angled|canted|rolled|turned|rotated|by|set|placed|positioned|with|in|is|to|looking|up|down|pitched)\b){0,16}?"
)
NUMBER = (
    r"(?<!\d)(?P<low>-?0*\d{1,3}(?:\.\d+)?)\s?(?:°|deg\w*)?(?:\s?(?:-|–|to)\s?(?P<high>0*\d{1,3}(?:\.\d+)?))?(?:\s?°|[ -]?deg(?:rees?)?\b)"
)
BEHIND = rf"{LINK}{NUMBER}"
#: What the degrees measure where it is no camera.
NOT_OF_CAMERA = (
    r"\s*(?:c\b|f\b|celsius|fahrenheit|centigrade|kelvin|field of view|fov|lens|view of|heat|weather|outside|in the shade|temperature"
    r"|panorama"
    r"|(?:of )?(?:light|lighting|key|head|turn of (?:his|her|the) head|sun)\b|(?:head|light|sun|key|vision|coverage|rotation of|shutter)\b"
    r"|(?:of )?(?:north|south|east|west|latitude|longitude)\b)"
)
FROM_VERTICAL = r"\s*(?:from|off) (?:the )?(?:vertical|zenith|straight (?:down|up))"
#: Angles that take in more than their term: "from above" may be straight down, a drone may fly low.
WIDE = {"from above": (10, 90), "from below": (10, 90), "drone": (15, 90), "aerial": (15, 90), "from behind": (90, 180)}
#: Which way the degrees of a term are counted, for the message.
COUNTED = {"height": "from eye level", "turn": "from the front", "roll": "of tilt"}


class Measure(NamedTuple):
    """Degrees said of an angle: from low to high, and where they stand."""

    low: float
    high: float
    start: int
    end: int


@rule(
    "CAM105",
    severity="warning",
    reads=("angle",),
    good=(
        "slight low angle, 15-20 degrees, general on a balcony",
        "slight high angle (10-15 degrees above eye level), orphan",
        "low angle, Rembrandt lighting at 45 degrees, mayor",
        "slight low angle, head turned 60 degrees, dancer",
        "slight high angle, 60 degrees Fahrenheit outside, jogger",
        "bird's-eye view at 90 degrees, parasols",
        "eye level, 120 degree field of view, clerk",
        "profile, 90 degrees, queen on a coin",
        "from above at 90 degrees, a chess player",
        "drone shot at a 30 degree angle, harbour",
        "{slight low angle 15 degrees|low angle 45 degrees}, guard",
        "not a slight low angle of 60 degrees, guard",
    ),
    bad=(
        Bad("slight low angle of 60 degrees, general", marks=("slight low angle", "60 degrees")),
        Bad("high angle at 80°, chess player", marks=("high angle", "80°")),
        Bad("worm's-eye view, 10 degrees, wrestler", marks=("worm's-eye view", "10 degrees")),
        Bad("subtle 45-degree low angle, bouncer", marks=("subtle 45-degree low angle",)),
        Bad("dutch angle, tilted 90 degrees, sailor", marks=("dutch angle", "90 degrees")),
        Bad("slight low angle of seventy-five degrees, general", marks=("slight low angle", "seventy-five degrees")),
        Bad("steep high angle, 15 degrees above eye level, orphan", marks=("high angle", "15 degrees")),
    ),
)
def angle_out_of_range(prompt: Prompt) -> Iterator[Problem]:
    """The word and the number ask for two cameras. The model follows the word, as it hardly counts degrees; change the one you did not
    mean.
    """
    text = in_digits(prompt.text) if "deg" in prompt.text.lower() or "°" in prompt.text else ""
    for token in prompt.asserted("angle"):
        term = term_of("angle", token.term)
        if term is None or term.degrees is None:
            continue
        measure = _measure(text, token)
        if measure is None or _is_of_another(prompt, measure):
            continue  # none, or those of a light or a head
        low, high = _range(prompt.text, token, term)
        if measure.low > high + TOLERANCE or measure.high < low - TOLERANCE:
            size = f"{measure.low:g}" if measure.low == measure.high else f"{measure.low:g} to {measure.high:g}"
            apart = not token.start <= measure.start < token.end
            yield Problem(
                token.start,
                token.end,
                f"{quoted(token.text)} of {size} degrees: the words mean {max(low, 0):g} to {high:g} degrees"
                f" {COUNTED.get(term.axis, '')}; change the number or the words".replace("  ", " "),
                label=f"{max(low, 0):g} to {high:g} degrees",
                related=(Related(measure.start, measure.end, "outside of that"),) if apart else (),
            )


def _measure(text: str, token: Token) -> Measure | None:
    """The degrees of an angle in a text of digits, in its words or behind them; None where none stand or they measure something else."""
    inside = re.search(NUMBER, text[token.start : token.end], re.IGNORECASE)
    at = token.start if inside else token.end
    match = inside or re.match(BEHIND, text[token.end : token.end + 80], re.IGNORECASE)
    if match is None or re.match(NOT_OF_CAMERA, text[at + match.end() : at + match.end() + 40], re.IGNORECASE):
        return None
    low = abs(float(match["low"]))
    high = float(match["high"]) if match["high"] else low
    if re.match(FROM_VERTICAL, text[at + match.end() : at + match.end() + 30], re.IGNORECASE):
        low, high = 90 - high, 90 - low
    return Measure(low, high, at + match.start("low"), at + match.end())


def _is_of_another(prompt: Prompt, measure: Measure) -> bool:
    """Whether degrees lie in the words of a light or a head."""
    before = tokens_from(prompt, measure.start - REACH, measure.start + 1)
    return any(token.kind != "angle" and measure.start < token.end for token in before)


def _range(text: str, token: Token, term: Term) -> tuple[float, float]:
    """What the words of an angle mean in degrees: their term's range, its "slight" or its steep part."""
    words = token.text.lower()
    wide = next((WIDE[words_of] for words_of in WIDE if words_of in words), None)
    if wide:
        return wide
    low, high = term.degrees or (0, 180)
    if token.intensity in {"A", "B"} and term.slight:
        return term.slight
    steep = token.intensity in {"D", "E"} or re.search(
        r"\b(?:steep|sharp|strong|extreme|very)\s+$", text[max(0, token.start - 10) : token.start]
    )
    return (STEEP + TOLERANCE, high) if steep and term.value in {"high", "low"} else (low, high)
