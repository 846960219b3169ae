"""Who, where and when: the scope in which each claim holds, and the tokens made of claims and scopes.

``stage`` tells who and when. What the text leaves open has no person (None) and is never paired.
"""

from __future__ import annotations

from typing import NamedTuple

from promptlint.cast import Person
from promptlint.claim import SAID, SIGN, Claim
from promptlint.lexer import Word
from promptlint.model import WHOLE, Scope, Token
from promptlint.narration import mark_told
from promptlint.ownership import settle
from promptlint.stage import LAYER_REACH, Stage, is_expression
from promptlint.views import settle_views


class Placed(NamedTuple):
    """The tokens of a prompt in order of place, how many people, panels and moments it has, and whether it layers expressions."""

    tokens: list[Token]
    people: int
    panels: int
    moments: int
    layered: bool


#: Who everything is said of where only one person is depicted.
ALONE = Person(0, "", "")
#: A section of the markup (BREAK, AND, a region) is a panel of its own; more of them in one panel than this run together.
SECTIONS = 1000


def place_claims(text: str, row: list[Claim | Word]) -> Placed:
    """Give each claim its scope and make it a token. ``row`` is claims and the marks between them, in order of place."""
    notes = _layer_notes(row)
    stage = Stage(text, row)
    stage.walk()
    cast = stage.cast
    settle_views(text, row)
    settle(text, row, people=bool(cast.people))
    mark_told(row)
    tokens = []
    for index, item in enumerate(row):
        if isinstance(item, Claim) and item.kind in SAID and index not in notes and not (cast.people and item.part == SIGN):
            owner = stage.owners.get(index) if cast.count > 1 else ALONE
            tokens.append(_token(text, item, _scope(item, owner, *stage.places[index])))
    tokens.sort(key=lambda token: (token.start, token.end))
    layered = bool(notes) or _layers(row)
    return Placed(_apart(tokens), max(1, cast.count), stage.panel + 1, stage.moment + 1, layered)


def _layers(row: list[Claim | Word]) -> bool:
    """Whether a word that layers expressions ("hiding", "mixed with", "despite") stands beside one; of those that need an object, before
    one ("fear beneath a smile", not "a worried man beneath a tree") or at the end of its phrase ("a smile, and fury beneath").
    """
    for index, item in enumerate(row):
        if "layering" in item.roles.kinds:
            before, behind = row[max(0, index - LAYER_REACH) : index], row[index + 1 : index + LAYER_REACH + 1]
            if item.roles.feature("layering", "needs") == "object":
                marks = [place for place, near in enumerate(behind) if isinstance(near, Word)]
                behind = behind[: marks[0]] if marks else behind
                if behind and not any(is_expression(near) for near in behind):
                    continue
            if any(is_expression(near) for near in (*before, *behind)):
                return True
    return False


def _apart(tokens: list[Token]) -> list[Token]:
    """The tokens without any that begins inside the one before it: each place of the text is read once."""
    kept: list[Token] = []
    end = 0
    for token in tokens:
        if token.start >= end:
            kept.append(token)
            end = token.end
    return kept


def _scope(claim: Claim, owner: Person | None, panel: int, moment: int) -> Scope:
    run = claim.word.run
    if owner is ALONE and not panel and not moment and not run.branch and not run.negative and not run.section:
        return WHOLE
    person, group = (None, False) if owner is None else (owner.number, owner.group)
    return Scope(person, panel * SECTIONS + run.section, moment, run.branch, run.negative, group)


def _layer_notes(row: list[Claim | Word]) -> set[int]:
    """The article's layer notes, "AU6 eye smile (joy base)": the layer goes to the action before the bracket, and what the note names
    ("joy") is its meaning, no claim of its own. Gives the places in the row that such notes fill.
    """
    notes: set[int] = set()
    opening = -1
    action: Claim | None = None
    before: Claim | None = None
    for index, item in enumerate(row):
        if isinstance(item, Word):
            terminal = item.roles.terminal
            if terminal == "EDGE" or (terminal == "COMMA" and "(" in item.text):
                opening, before = index, action
            elif terminal != "AND":
                opening = -1
        elif item.kind == "layer" and opening >= 0 and before is not None:
            before.layer = item.value
            notes.update(range(opening + 1, index + 1))
        elif item.kind == "action":
            action = item
            if opening >= 0 and item.coded:  # "(AU15 doubt layer)": the bracket holds the action as well
                opening, before = index, item
    return notes


def _token(text: str, claim: Claim, scope: Scope) -> Token:
    value: str | tuple[str, ...] = claim.value
    if claim.kind == "action":
        value = tuple(claim.value.split("+"))
    return Token(
        kind=claim.kind,
        start=claim.start,
        end=claim.end,
        text=text[claim.start : claim.end],
        value=value,
        negated=claim.negated,
        intensity=_intensity(claim),
        side=claim.side,
        phase=claim.phases[-1] if claim.phases else None,
        layer=claim.layer,
        weight=claim.word.run.weight,
        scope=scope,
        label=claim.label,
        coded=tuple(reversed(claim.coded)),
        described=claim.described,
        degrees=tuple(claim.degrees),
        phases=tuple(claim.phases),
        number=claim.number,
        path=claim.path,
        told=claim.told,
    )


def _intensity(claim: Claim) -> str | None:
    """The letter of an action's last code, which says more than any word ("AU12E huge grin" is E), else that of its last degree."""
    for code in claim.coded:
        if code[-1].upper() in "ABCDE" and code[-2].isdigit():
            return code[-1]
    return claim.degrees[-1] if claim.degrees else None
