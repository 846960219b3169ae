"""The FACS codes of an action as they are written: where each one stands, its number and the letter behind it.

Source of the notation: Ekman, Friesen & Hager (2002), AU12, AU12C for the intensity, L or R for one side, M68 for a movement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from promptlint.model import Prompt, Token
from promptlint.shapes import code_pattern


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
        if begin < 0 or match is None or _is_no_code(text, token):
            continue
        number, letter = match.group(1).upper(), (match.group(2) or "").strip(" _-")
        if letter and text[-2] == " " and (letter.islower() or letter in "AI"):
            text, letter = text[:-2], ""
        codes.append(Code(token.start + begin, token.start + begin + len(text), text, _plain(number), letter.upper()))
        at = begin + len(text)
    return codes


def all_codes(tokens: Iterable[Token]) -> list[tuple[Token, list[Code]]]:
    """Each action with codes, and its codes."""
    return [(token, codes) for token in tokens if token.coded and (codes := codes_of(token))]


def combined(prompt: Prompt) -> Iterator[tuple[Token, Token]]:
    """Every two codes of one combination ("AU12E+AU15D"), each as an action of its own with its place, unit and letter."""
    for token, codes in all_codes(prompt.asserted("action")):
        parts = {  # each code once: a combination is no longer than the alphabet of units and letters
            (code.number, code.letter): token._replace(
                start=code.start, end=code.end, text=code.text, value=(code.number,), coded=(code.text,), intensity=code.letter or None
            )
            for code in codes
        }
        if len(parts) > 1:
            yield from combinations(parts.values(), 2)


def _plain(digits: str) -> str:
    """ "012" is 12, "M068" is M68."""
    movement, number = ("M", digits[1:]) if digits.startswith("M") else ("", digits)
    return movement + (number.lstrip("0") or "0")


def _is_no_code(text: str, token: Token) -> bool:
    """French "au 12" (at number 12) without words that describe an action, "Au 750", the fineness of gold, and "Au 79", its number."""
    return (text.startswith("au ") and not token.described) or (text.startswith("Au") and (text[-3:].isdigit() or text[2:].strip() == "79"))
