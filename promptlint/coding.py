"""The FACS codes of an action as they are written: where each one stands, its number and the letter behind it.

Source of the notation: Ekman, Friesen & Hager (2002), AU12, AU12C for the intensity, L or R for one side, M68 for a movement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from promptlint.lexer import code_pattern
from promptlint.model import Token

#: A number that goes on with a code before it, as in "AU 1 + 2".
NUMBER = re.compile(r"M?\d{1,3}", re.IGNORECASE)


class Code(NamedTuple):
    """One code of an action.

    start, end  code points of the prompt's text
    text        as written ("au-12c")
    number      as units.csv has it ("12", "M68")
    letter      the letter behind the number in upper case, or ""
    """

    start: int
    end: int
    text: str
    number: str
    letter: str


def codes_of(token: Token) -> list[Code]:
    """The codes of an action in order of place; none where it was said in words, or where "au 12" is French or "Au 750" a gold mark.

    A letter that stands apart and is a word ("AU12 a smile") is not the code's.
    """
    codes = []
    at = 0
    for text in token.coded:
        begin = token.text.find(text, at)
        match = code_pattern().match(text)
        number = match or NUMBER.match(text)
        if begin < 0 or number is None or (match and _is_no_code(text, token)):
            continue
        letter = match.group(2) or "" if match else ""
        if letter and not text[-2].isdigit() and (text[-2] == " ") and (letter.islower() or letter in "AI"):
            text, letter = text[:-2], ""
        digits = (match.group(1) if match else number.group()).upper()
        codes.append(Code(token.start + begin, token.start + begin + len(text), text, _plain(digits), letter.upper()))
        at = begin + len(text)
    return codes


def all_codes(tokens: Iterable[Token]) -> list[tuple[Token, list[Code]]]:
    """Each action with codes, and its codes."""
    return [(token, codes) for token in tokens if token.coded and (codes := codes_of(token))]


def _plain(digits: str) -> str:
    """ "012" is 12, "M068" is M68."""
    movement, number = ("M", digits[1:]) if digits.startswith("M") else ("", digits)
    return movement + (number.lstrip("0") or "0")


def _is_no_code(text: str, token: Token) -> bool:
    """French "au 12" (at number 12) without words that describe an action, and "Au 750", the fineness of gold."""
    return (text.startswith("au ") and not token.described) or (text.startswith("Au") and text[-3:].isdigit())
