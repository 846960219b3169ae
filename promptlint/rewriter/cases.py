"""What in a prompt asks for a rewrite: which words of which face carry one of the article's four mistakes.

Source: the article's mistakes; the thresholds are those of EMO101, EMO105, FAC202 and FAC205, which judge the same claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from promptlint.facs.conflicts import antagonists, claim
from promptlint.facs.emotions import family, opposed
from promptlint.model import FACIAL_KINDS, Prompt, Token
from promptlint.rewriter.sentence import GLUE
from promptlint.rule import may_belong
from promptlint.text import late

#: More states than two on one face have no measured display (Du, Tao & Martinez 2014 measured pairs).
STATES_MAX = 2
ACTIONS_MAX = 6
#: More claims about faces than this make no prompt that anybody would want rewritten; the bound keeps the work linear in the text.
CLAIMS_MAX = 200
#: Two opposed labels further apart (code points) are seldom said of one look.
NEAR = 60
#: What spells an expression out.
SPELT_OUT = frozenset({"action", "gaze", "head"})
EXPRESSION = ("action", "emotion", "vague")
#: What gives an expression its surroundings.
SURROUNDINGS = ("context", "lighting", "angle", "gaze", "head", "temperature")
#: An unmarked smile and an unmarked mouth frown are meant in full.
FULL = {"12": "D", "15": "D"}
ENORMOUS = late(r"\b(?:huge|enormous|massive|giant|gigantic|maximum|biggest|widest)\b", re.IGNORECASE)
ANGRY = late(r"\b(?:angr\w+|scowl\w*|furious\w*)\b", re.IGNORECASE)


class Case(NamedTuple):
    """One mistake on one face.

    mistake   "overload", "conflict", "generic" or "context"
    replaced  the tokens that make room, in order of place; () where something is only added
    face      everything the prompt says of that face
    """

    mistake: str
    replaced: tuple[Token, ...]
    face: tuple[Token, ...]

    @property
    def labels(self) -> tuple[Token, ...]:
        """The emotions among what is replaced, one of each family."""
        found: dict[object, Token] = {}
        for token in self.replaced:
            if token.kind == "emotion":
                found.setdefault(_state(token), token)
        return tuple(found.values())


def find_cases(prompt: Prompt) -> list[Case]:
    """The mistakes of a prompt, face by face, in order of place; a missing context last. None for more than CLAIMS_MAX claims."""
    if len(prompt.asserted(*FACIAL_KINDS)) > CLAIMS_MAX:
        return []
    found: list[Case] = []
    taken: set[int] = set()
    at_one_moment = (_case_of(prompt, face) for face in _looks(prompt))
    at_any = (_generic(prompt, face) for face in prompt.owners())
    for case in (*at_one_moment, *at_any):
        if case is not None and not taken & {token.start for token in case.replaced}:
            taken.update(token.start for token in case.replaced)
            found.append(case)
    found.sort(key=lambda case: case.replaced[0].start)
    if not found and lacks_context(prompt):
        said = prompt.asserted(*EXPRESSION)
        found.append(Case("context", (), said))
    return found


def _looks(prompt: Prompt) -> Iterator[tuple[Token, ...]]:
    """The faces of a prompt; what is said of a group, or of nobody in particular, is one look as long as only small words stand between."""
    look: tuple[Token, ...] = ()
    for face in prompt.faces():
        joined = look and face[0].scope == look[-1].scope and GLUE.fullmatch(prompt.text, look[-1].end, face[0].start)
        if joined and len(face) == 1 and not _is_one(face[0]):
            look += face
            continue
        if look:
            yield look
        look = face
    if look:
        yield look


def _is_one(token: Token) -> bool:
    """Whether a token is said of one known person."""
    return token.scope.person is not None and not token.scope.group


def lacks_context(prompt: Prompt) -> bool:
    """Whether an expression stands alone: no situation (company and a story are one), no light, angle, gaze or head pose anywhere."""
    if (prompt.people > 1 and prompt.panels == 1) or prompt.moments > 1:
        return False
    return bool(prompt.asserted(*EXPRESSION)) and all(token.scope.negative for token in prompt.of(*SURROUNDINGS))


def _case_of(prompt: Prompt, face: tuple[Token, ...]) -> Case | None:
    states = tuple(token for token in face if token.kind == "emotion")
    vague = tuple(token for token in face if token.kind == "vague")
    actions = tuple(token for token in face if token.kind == "action")
    whole = _is_one(face[0])
    if whole and len({_state(token) for token in states if token.value != "neutral"}) > STATES_MAX:
        return Case("overload", tuple(sorted((*states, *vague, *actions), key=lambda token: token.start)), face)
    if not prompt.layered and whole:
        clash = next(_clashes(actions), ()) or next(_opposed(prompt, states), ())
        if clash:
            return Case("conflict", clash, face)
    return _generic(prompt, face)


def _state(token: Token) -> object:
    """What makes two labels one state: their families, or the word itself."""
    return (token.label and family(token.label)) or token.term


def _generic(prompt: Prompt, face: tuple[Token, ...]) -> Case | None:
    """The labels and vague claims of a face that nothing spells out."""
    states = tuple(token for token in face if token.kind in {"emotion", "vague"})
    if any(token.kind in SPELT_OUT for token in _owner(prompt, face)) or may_belong(prompt, face[0], SPELT_OUT):
        return None
    return Case("generic", states, face) if states else None


def _owner(prompt: Prompt, face: tuple[Token, ...]) -> tuple[Token, ...]:
    """Everything said of the same person, at whatever moment."""
    return next((tokens for tokens in prompt.owners() if face[0] in tokens), face)


def _clashes(actions: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Actions that pull against each other at full strength, with those that say the same as either, or stand in the list between them."""
    for number, first in enumerate(actions):
        for second in actions[number + 1 :]:
            row = antagonists(claim(first.units, first.side), claim(second.units, second.side))
            strong = row is not None and row.severity in {"error", "warning"} and row.first != row.second
            if (strong and row is not None and _reaches(first, row.from_) and _reaches(second, row.from_)) or _grim_smile(first, second):
                units = {first.units, second.units}
                yield tuple(token for token in actions if token.units in units or first.start <= token.start <= second.start)


def _reaches(token: Token, letter: str) -> bool:
    return (token.intensity or FULL.get(token.units[0], "C")) >= letter


def _grim_smile(first: Token, second: Token) -> bool:
    """Whether one is a smile at its widest and the other an angry brow."""
    for smile, brow in ((first, second), (second, first)):
        if "12" in smile.units and brow.units == ("4",):
            widest = smile.intensity == "E" or ENORMOUS.search(smile.text) is not None
            angry = (brow.intensity or "A") in "DE" or (ANGRY.search(brow.text) is not None and brow.intensity not in {"A", "B"})
            if widest and angry:
                return True
    return False


def _opposed(prompt: Prompt, states: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Two opposed labels said of one look."""
    for number, first in enumerate(states):
        for second in states[number + 1 :]:
            between = prompt.text[first.end : second.start]
            near = len(between) <= NEAR and not any(mark in between for mark in ".!?;\n")
            if near and first.label and second.label and opposed(first.label, second.label):
                yield tuple(token for token in states if token.label in {first.label, second.label})
