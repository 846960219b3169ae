"""How a part of the face and a word of movement become an action, a gaze or a head pose."""

from __future__ import annotations

from promptlint.claim import Claim, Claims
from promptlint.facs.movements import Movement, movement_of
from promptlint.lexer import Word

#: Movements that go to a side.
SIDEWAYS = frozenset({"turn", "sideways"})
#: Movements of the head that are also what a whole body does.
RESTING = frozenset({"rest", "lean"})


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
    if moved.kind == "action" and len(claims) > 1 and claims[-2].text == "together":
        part.end = max(part.end, claims[-2].end)  # "presses his lips together": no company
        del claims[-2]
    if moved.kind == "head":
        rest = claims[:-1]
        measure(part, rest)
        if word.roles.value("movement") in RESTING:
            _rest_on(part, rest, linked=" " in word.text)
        claims[:-1] = rest
    elif word.roles.value("movement") in SIDEWAYS:
        _turn(part, word, claims)
    return claims


def _turn(part: Claim, word: Word, claims: Claims) -> None:
    """Give eyes that turn, or a jaw that is shifted, the side that the movement or the words behind it name."""
    side = next((name for name in ("left", "right") if word.text.endswith(name)), None)
    if side is None and len(claims) > 1 and claims[-2].kind in {"direction", "side"}:
        side = claims[-2].roles.value("side") or claims[-2].value
        if side not in {"left", "right", "up", "down"} or (part.kind == "action" and side in {"up", "down"}):
            return
        part.end = max(part.end, claims[-2].end)
        del claims[-2]
    if part.kind == "gaze":
        part.value = side or part.value
    elif side:
        part.side = side


def _rest_on(head: Claim, claims: Claims, *, linked: bool) -> None:
    """Take in the part of the body that carries the head: "head resting on her folded hands", "leaning on her arm"."""
    if not linked and not (claims and claims[-1].text in {"on", "upon", "in", "against"}):
        return
    for index in range(-1 if linked else -2, -4, -1):
        if -index > len(claims):
            return
        carrier = claims[index]
        if carrier.kind == "plain" and "appearance" in carrier.value and "noun" in carrier.roles.feature("plain", "pos"):
            head.end = carrier.end
            del claims[index:]
            return
        if carrier.kind not in {"word", "side", "modifier", "context"}:
            return


def move_also(action: Claim, also: Claim) -> bool:
    """Add a coordinated movement of the same part to an action: "brows drawn together and raised". Whether the two go together; where
    each has a degree of its own ("raised to the maximum and furrowed to the maximum") the second is made an action by itself.
    """
    if action.part is None or action.negated:
        return False
    feature, one = action.part
    word = also.word
    for value, _ in word.roles.kinds.get("movement", ()):
        found = movement_of(feature, value, one=one)
        if found and found.kind == "action" and not found.negated:
            if action.degrees and also.degrees:
                also.kind, also.value, also.part, also.path = "action", found.value, action.part, "and + movement"
                return False
            units = {*action.value.split("+"), *found.value.split("+")}
            action.value = "+".join(sorted(units, key=int))
            action.end = word.end
            return True
    return False


def measure(claim: Claim, claims: Claims) -> None:
    """Give a claim the number and the side behind it: "tilted 15 degrees to the left"."""
    if claims and claims[-1].kind == "number":
        claim.number, claim.end = claims[-1].number, claims[-1].end
        claims.pop()
    if claims and claim.kind == "head" and claims[-1].kind in {"direction", "side"}:
        side = claims[-1].roles.value("side") or claims[-1].value
        if side in {"left", "right"}:
            claim.side, claim.end = side, claims[-1].end
            claims.pop()


def is_noun(claim: Claim) -> bool:
    """Whether an action is named as a thing ("smile") and not done ("smiling")."""
    return "noun" in claim.roles.feature("action", "pos") and not claim.text.endswith("ing")
