"""A FACS code in a spelling of its own.

Source: Ekman, Friesen & Hager (2002) for the notation: the number, an intensity from A to E behind it, units joined by a plus sign. "AU 12"
and "action unit 12" are read as they stand; T behind 22, 23 and 28 means the top lip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import Code, all_codes
from promptlint.facs.units import is_known, units
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Edit, Fix, Problem, rule

#: Numbers that go on with a code: "AU 1 + 2", "AU1+2+4".
TAIL = r"(?:\s?\+\s?\d{1,2}(?![\w.:/%°]))+"
#: The spellings that stay as they are.
ACCEPTED = r"(?:AU ?|[Aa]ction [Uu]nits? )(?:M?[1-9]\d?|0)[A-Z]?"
INTENSITIES = frozenset("ABCDE")
SIDES = {"L": "left", "R": "right"}


@rule(
    "FAC103",
    severity="warning",
    reads=("action",),
    good=(
        "AU12C smile, AU6 cheeks raised, market trader",
        "AU1+AU2 brow raise, AU1 + AU4 grief brow",
        "AU 12 smile, action unit 4 brow furrow",
        "left AU12, right AU14 dimple",
        "AU28T upper lip rolled in",
        "rendez-vous au 12 rue de la Paix, une femme qui sourit",
        "gold bar, hallmark Au 999, smiling banker",
        'a T-shirt that says "au-12"',
        "(AU12:1.2), (AU4:0.8)",
    ),
    bad=(
        Bad("au12 smile", marks=("au12",), fixed="AU12 smile"),
        Bad("AU-12 smile, AU_6 cheek raise", marks=("AU-12",), fixed="AU12 smile, AU6 cheek raise"),
        Bad("A.U. 15 lip corners pulled down", marks=("A.U. 15",), fixed="AU15 lip corners pulled down"),
        Bad("AU 1 + 2 brow raise", marks=("AU 1 + 2",), fixed="AU1+AU2 brow raise"),
        Bad("AU12L smile", marks=("AU12L",), fixed="left AU12 smile"),
        Bad("AU04-C brow furrow", marks=("AU04-C",), fixed="AU4C brow furrow"),
        Bad("AU12F smile", marks=("AU12F",)),
        Bad("two women, one with Au6 raised cheeks, one crying", marks=("Au6",), fixed="two women, one with AU6 raised cheeks, one crying"),
    ),
)
def malformed_action_unit(prompt: Prompt) -> Iterator[Problem]:
    """Search, statistics and other tools find a code in one spelling only, and a model that has seen codes has seen "AU12". Write all of
    them one way.
    """
    for token, codes in all_codes(prompt.of("action")):
        if not all(is_known(code.number) for code in codes):
            continue  # unknown-action-unit speaks
        tail = re.match(TAIL, prompt.text[codes[-1].end :])
        added = [number for number in re.findall(r"\d+", tail.group()) if is_known(number)] if tail else []
        if not added and all(_is_well_formed(code) for code in codes):
            continue
        start, end = codes[0].start, codes[-1].end + (tail.end() if tail and added else 0)
        wrong = [code for code in codes if code.letter not in SIDES and not _is_notation(code)]
        if wrong:
            yield Problem(start, end, f"{wrong[0].letter} is no intensity: the letters run from A (trace) to E (maximum)", label="A to E")
            continue
        written = _canonical(token, codes, added, prompt.text)
        if written != prompt.text[start:end]:
            fix = Fix(f"Replace it with {written}", (Edit(start, end, written),), safe=True)
            yield Problem(start, end, f"{prompt.text[start:end]} is written {written} in FACS", label=f"write {written}", fixes=(fix,))


def _is_well_formed(code: Code) -> bool:
    return bool(re.fullmatch(ACCEPTED, code.text)) and _is_notation(code)


def _is_notation(code: Code) -> bool:
    """Whether the letter behind the number is one of FACS: none, an intensity, or T for the top lip where a unit has one."""
    top_lip = code.letter == "T" and "T/B: can" in units()[code.number].laterality_note
    return not code.letter or code.letter in INTENSITIES or top_lip


def _canonical(token: Token, codes: list[Code], added: list[str], text: str) -> str:
    """The codes in the one spelling: a side in front as a word, where it is one and the same for all of them."""
    parts = [f"AU{code.number}{'' if code.letter in SIDES else code.letter}" for code in codes] + [f"AU{number}" for number in added]
    sides = [SIDES.get(code.letter, "") for code in codes]
    joined = "+".join(parts)
    said = token.side or text[: codes[0].start].lower().endswith(("left ", "right "))
    if len(set(sides)) == 1 and not added:
        return f"{sides[0]} {joined}" if sides[0] and not said else joined
    return "+".join(f"{side} {part}" if side else part for side, part in zip(sides + [""] * len(added), parts, strict=True))
