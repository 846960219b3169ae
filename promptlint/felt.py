"""Nouns of state: joy, fear, determination. They are somebody's only where a face shows them or somebody has them; else they are things
that are told of ("a moment of joy", "god of wrath").
"""

from __future__ import annotations

import re

from promptlint.claim import Claim
from promptlint.compose.base import ends_list
from promptlint.lexer import Word
from promptlint.picture import SOMEBODY, Faces, owns
from promptlint.telling import REACH, parts

#: Small words that put a state on a face, or one over another.
LAYERING = frozenset({"on", "in", "under", "beneath", "behind", "below", "underneath", "over"})
#: What a state does to a face ("grief has pulled her whole face towards the ground").
SHAPING = re.compile(
    r"\s+(?:(?:has|had|is|was)\s+)?\w+(?:\s+(?:up|down|across|over|through|out|into|from|at|on|in|round|around|about))?\s+(?:his|her|their|its|the)\s+"
    r"(?:\w+\s+)?(?:face|features|brows?|forehead|mouth|lips)\b",
    re.IGNORECASE,
)
#: Words of small phrases that tie a state to a face ("with a look of").
FACE_WORDS = frozenset({"look", "looks", "expression", "face", "eyes"})
#: How far a list of states is looked through, in claims and marks.
LISTED = 8
#: Claims that are things.
THINGS = frozenset({"scene", "light-source", "lighting", "occluder", "composition", "motion"})


def settle_noun(text: str, row: list[Claim | Word], index: int, *, people: bool, someone: bool, faces: Faces) -> None:
    """Joy, fear, determination: a state of somebody only as a tag of its own, behind "in" or "with", or behind a face that shows it."""
    claim = row[index]
    assert isinstance(claim, Claim)
    before = row[index - 1] if index else None
    after = row[index + 1] if index + 1 < len(row) else None
    if any(isinstance(item, Claim) and item.kind == "layer" for item in row[max(0, index - 2) : index]) or _leads_to_face(row, index):
        return  # "layer 2 guilt"
    if isinstance(before, Word | None) and isinstance(after, Word | None) and (before is None or before.roles.terminal != "AND"):
        if (not people and not faces.any_named()) or _goes_on(row, index):
            claim.kind = "plain"
        return
    if isinstance(before, Word) and before.roles.terminal == "AND" and ends_list(row, index):
        return
    behind = row[index + 2] if index + 2 < len(row) else None
    first = row[index - 2] if index > 1 else None
    joined = isinstance(before, Word) and before.roles.terminal in {"AND", "COMMA"}
    if (
        joined
        and isinstance(first, Claim)
        and first.kind == "emotion"
        and parts(first) == {"noun"}
        and index > 2
        and not isinstance(row[index - 3], Word)
    ):
        return  # "expressions of awe and curiosity": what became of the first becomes of the second
    graded = claim.degrees or " " in claim.text
    if graded and isinstance(after, Claim) and after.text == "of" and isinstance(behind, Claim) and behind.kind == "subject":
        return  # "the intense focus of the driver"
    if isinstance(after, Claim) and after.text in {"in", "on"} and isinstance(behind, Claim) and behind.kind in {"feature", "face"}:
        return  # "the focus in their eyes"
    if after is not None and ("layering" in after.roles.kinds or (isinstance(after, Claim) and _lays(after, isinstance(before, Claim)))):
        return
    if _goes_on(row, index) or _is_of_place(row, index):
        claim.kind = "plain"
        return
    if not people and not faces.any_somebody() and not faces.any_named():
        claim.kind = "plain"  # a wall that reflects a sense of calm
        return
    nearer = range(index - 1, max(-1, index - REACH - 1), -1)
    for place, near in ((place, row[place]) for place in nearer):
        if "layering" in near.roles.kinds or (isinstance(near, Claim) and near.kind == "plain" and near.value == "medium"):
            return  # "a smile hiding fear", "a picture of joy"
        if isinstance(near, Word):
            if near.roles.terminal == "STOP":
                break
        elif near.kind in SOMEBODY:
            if near.kind == "subject" and not near.text.endswith(("'s", "’s", "s'", "s’")) and near is not before:
                break  # "god of wrath": the title of somebody
            if near.kind == "feature" and place and owns(row[place - 1]):
                break  # "the airplane's nose points forward with determination"
            if near is before and index > 1 and _is_fled(row[index - 2]):
                break  # "flees from the queen's wrath"
            return
        elif near.kind in {"link", "by"}:
            words = set(near.text.split())
            if words & FACE_WORDS or (near.text in {"in", "with", "by"} and (someone or _opens_sentence(text, row, place, index))):
                return  # "with a look of joy", "with determination", but not of an atmosphere "filled with joy"
        elif near.kind == "context" and (near.value == "meaning" or (someone and near.text.endswith((" in", " with")))):
            return  # "suggesting determination", "sits in hushed anticipation"
        elif near.kind in THINGS or (near.kind == "context" and near.value in {"place", "event", "moment", "cause"}):
            break  # "a moment of joy", "the atmosphere is filled with excitement and anticipation"
    claim.kind = "plain"


def _leads_to_face(row: list[Claim | Word], index: int) -> bool:
    """Whether the list that a noun belongs to ends on a face: "a cocktail of grief, envy and amusement on his face"."""
    for place in range(index + 1, min(len(row) - 1, index + 1 + LISTED)):
        item = row[place]
        if isinstance(item, Word):
            if item.roles.terminal not in {"COMMA", "AND"}:
                return False
        elif item.kind == "link":
            face = row[place + 1]
            return item.text in {"on", "in"} and isinstance(face, Claim) and face.kind in {"feature", "face"}
        elif item.kind not in {"emotion", "modifier"} or "noun" not in item.roles.feature("emotion", "pos"):
            return False
    return False


def _opens_sentence(text: str, row: list[Claim | Word], link: int, index: int) -> bool:
    """Whether a small word opens the sentence of whoever comes behind its comma: "With determination, they begin ..."."""
    opening, comma = row[link - 1] if link else None, row[index + 1] if index + 1 < len(row) else None
    if isinstance(opening, Claim) or (opening is not None and opening.roles.terminal != "STOP"):
        return False
    if not isinstance(comma, Word) or comma.roles.terminal != "COMMA":
        return False
    acting = row[index + 2] if index + 2 < len(row) else None
    if isinstance(acting, Claim) and acting.kind == "subject":
        return True
    return text[comma.end : comma.end + 6].lower().lstrip().startswith(("he ", "she ", "they ", "it "))


def _is_of_place(row: list[Claim | Word], index: int) -> bool:
    """Whether a place has the state ("basking in the tranquility of the space")."""
    match row[index + 1 : index + 3]:
        case [Claim(kind="link", text="of"), Claim() as owner]:
            return owner.kind == "scene" or (owner.kind == "context" and owner.value == "place")
    return False


def _goes_on(row: list[Claim | Word], index: int) -> bool:
    """Whether a noun goes on with a list that was nobody's: "the scene is filled with joy, excitement and love"."""
    match row[max(0, index - 3) : index]:
        case [Claim(), Claim(kind="plain") as first, Word() as mark]:
            return first.label is not None and mark.roles.terminal in {"COMMA", "AND"} and "noun" in parts(first)
    return False


def _lays(claim: Claim, joined: bool) -> bool:
    """Whether a claim puts the state before it somewhere on a face: "joy base", "joy on the surface, guilt under it"; joined tells that
    words before the state belong to it ("a queen of ecstasy in a throne room").
    """
    return claim.kind == "layer" or (claim.kind == "link" and claim.text in LAYERING and not joined)


def _is_fled(item: Claim | Word) -> bool:
    """Whether a small word turns away from what follows."""
    return isinstance(item, Claim) and item.kind == "link" and item.text in {"from", "against", "despite", "by"}


def shapes_face(text: str, claim: Claim) -> bool:
    """Whether the state of a claim is told by what it does to a face."""
    return claim.label is not None and SHAPING.match(text, claim.end) is not None
