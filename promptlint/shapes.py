"""What is no word of a vocabulary and has a shape of its own: codes of FACS, and numbers with their units of measure."""

from __future__ import annotations

import re
from functools import cache

from promptlint import numerals

#: What has numbers of its own: "number plate AU67 KLM", "flight AU48".
NUMBERED = re.compile(
    r"\b(?:plates?|flights?|files?|gate|room|seat|locker|route|train|bus|tram|platform|registration|serial(?: number)?|invoice|ticket"
    r"|parcel|van|lorry|truck|licen[cs]e|hall|bay|aisle|shelf|docket|warrant)\s+(?:no\.?\s*|number\s+)?\Z",
    re.IGNORECASE,
)
#: How far before a number, in code points, its thing may begin.
NUMBERED_REACH = 24


def is_number_of_thing(text: str, start: int) -> bool:
    """Whether the code that starts at a place (code points of text) is the number of a thing, and no unit of a face."""
    return NUMBERED.search(text[max(0, start - NUMBERED_REACH) : start]) is not None


@cache
def code_pattern() -> re.Pattern[str]:
    """Every spelling of a FACS code that people use: AU12, au-12, A.U. 12, AU12C. FAC103 judges the spelling, so all of them are read.

    Group 1 is the number (with M for a movement code), group 2 the letter with what parts it from the number: a small letter that stands
    apart is a word ("AU12 a smile"). Compiled when first needed, as most prompts have no digits.
    """
    return re.compile(
        r"(?<![^\W_])(?:A\.?U\.?|action[ _-]units?)[ _-]?(M?\d{1,3})(?:((?-i:[ _-]?[A-Z])|[a-z])(?![^\W_])|(?![^\W_]))"
        r"(?!(?:_\w{1,20})?\.(?:\d|wav|mp[34]|png|jpe?g|webp|gif|tiff?|psd|svg|txt|json|csv|ya?ml|md|py|mov|avi|flac|ogg|safetensors|pt)\b)",
        re.IGNORECASE,
    )


#: Units behind a number in words; a text without digits is looked through only where it has one.
MEASURES = ("degree", "percent", "per cent", "kelvin")


@cache
def measure_pattern() -> re.Pattern[str]:
    """A number with its unit of measure: 45 degrees, 15-20°, 3200K, 30 %."""
    return re.compile(
        rf"(?<![^\W_])(?:{numerals.IN_WORDS}|\d{{1,2}},\d{{3}}(?!\d)|\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?\d+(?:\.\d+)?)?"
        r"(?:\s?[°%]|[\s-]?(?:degrees?|deg|percent|per cent|kelvin)(?![^\W_])|(?:(?<=\d\d\d\d)|(?<=\d,\d\d\d))\s?k(?![^\W_]))",
        re.IGNORECASE,
    )
