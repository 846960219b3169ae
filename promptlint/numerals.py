"""Numbers in words: "sixty-five degrees", "a hundred and ten per cent", "three thousand two hundred kelvin".

Rules read digits. ``in_digits`` writes the words of numbers as digits of the same length, so that a pattern for digits reads both and
every offset stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: What one word counts.
COUNTS = {
    **{word: count for count, word in enumerate(ONES, 1)},
    **{word: count for count, word in enumerate(TEENS, 10)},
    **{word: 10 * count for count, word in enumerate(TENS, 2)},
}
#: What multiplies the words before it.
FACTORS = {"hundred": 100, "thousand": 1000}
_WORD = "|".join((*COUNTS, *FACTORS))
#: A number in words, of at most nine of them. "And" joins only behind what multiplies: "a hundred and ten", "between ten and twenty".
IN_WORDS = rf"(?:an? )?(?:{_WORD})(?:(?:(?<=hundred) and |(?<=thousand) and |[ -])(?:{_WORD})){{0,8}}"


def count_of(words: str) -> int:
    """The number that words tell: "sixty-five" is 65, "thirty-two hundred" 3200. Words that are no number ("a", "and") count nothing."""
    total = hundreds = 0
    for word in words.lower().replace("-", " ").split():
        if word == "thousand":
            total += max(hundreds, 1) * FACTORS[word]
            hundreds = 0
        elif word in FACTORS:
            hundreds = max(hundreds, 1) * FACTORS[word]
        else:
            hundreds += COUNTS.get(word, 0)
    return total + hundreds


def in_digits(text: str) -> str:
    """The text with its numbers in words as digits, behind as many zeros as it takes to keep the length: "ten percent" is "010 percent"."""
    return _pattern().sub(lambda match: str(count_of(match[0])).zfill(len(match[0])), text)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{IN_WORDS})(?![^\W_])", re.IGNORECASE)
