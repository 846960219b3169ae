"""How a part of the face and a word of movement become an action, a gaze or a head pose."""

from __future__ import annotations

from promptlint.claim import Claim, Claims
from promptlint.facs.movements import Movement, movement_of
from promptlint.lexer import Word


def move(part: Claim, word: Word) -> Movement | None:
    """What a part of the face does when this word is said of it, by facs/movements.csv; None where the two say nothing."""
    one = part.number == 1
    for kind in ("movement", "motion"):
        for value, _ in word.roles.kinds.get(kind, ()):
            found = movement_of(part.value, value, one=one)
            if found:
                return found
    return None


def become_action(part: Claim, word: Word, moved: Movement, claims: Claims) -> Claims:
    """Turn a part of the face into the action, gaze or head pose that it makes with a movement."""
    part.kind, part.value, part.negated = moved.kind, moved.value, moved.negated
    part.start, part.end = min(part.start, word.start), max(part.end, word.end)
    part.path = "feature + movement"
    part.number = None
    if moved.kind == "head":
        rest = claims[:-1]
        measure(part, rest)
        claims[:-1] = rest
    return claims


def measure(claim: Claim, claims: Claims) -> None:
    """Give a claim the number behind it."""
    if claims and claims[-1].kind == "number":
        claim.number, claim.end = claims[-1].number, claims[-1].end
        claims.pop()


def is_noun(claim: Claim) -> bool:
    """Whether an action is named as a thing ("smile") and not done ("smiling")."""
    return "noun" in claim.roles.feature("action", "pos") and not claim.text.endswith("ing")
