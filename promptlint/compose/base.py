"""What every production needs: a word and the claims behind it, the noun a word belongs to, degrees."""

from __future__ import annotations

from typing import Any

from promptlint.claim import Claim, Claims, Link
from promptlint.lexer import Word

#: Claims that a degree or a phase may belong to.
GRADED = frozenset({"action", "emotion", "vague", "lighting", "angle", "gaze", "head", "movement", "motion", "face"})
#: Claims that describe what follows and may stand between a word and the noun it belongs to.
ATTRIBUTES = frozenset({"plain", "degree", "side", "modifier"})
#: How nouns of what nobody can see end ("isolation", "happiness").
ABSTRACT = ("ness", "tion", "sion", "ity", "ment", "ship", "ism", "ance", "ence")
#: Small words that a phrase of place or company begins with.
TYING = frozenset({"with", "at", "in", "on", "as", "after", "before", "for", "by", "from", "while", "to", "about", "over"})
#: Terminals of things that may have a voice.
THINGS = frozenset({"SCENE", "CONTEXT", "SOURCE", "PLAIN"})
#: How far a word looks past attributes for its noun.
REACH = 4


def unpack(children: list[Any]) -> tuple[Word, Claims]:
    """A production's word and the claims behind it; a small word between them becomes a link claim, which ends a noun phrase."""
    word: Word = children[0]
    if len(children) == 1:
        return word, []
    rest = children[-1]
    if type(rest) is Link:
        claims = rest.claims
        claims.append(link_claim(rest))
        return word, claims
    return word, rest


def link_claim(link: Link) -> Claim:
    """The claim that stands for a link in a phrase; it ends a noun phrase."""
    claim = Claim("link", link.word)
    claim.link = link
    return claim


def is_link(claim: Claim, kind: str) -> bool:
    """Whether a claim stands for a link of this kind ("of", "state", "place", "negation")."""
    return claim.link is not None and claim.link.kind == kind


def is_voiced(word: Word, action: Claim) -> bool:
    """Whether an action is the sound of a thing ("waves roaring") and of no face."""
    return (
        action.kind == "action"
        and action.text.startswith(("roar", "howl", "scream", "shriek"))
        and word.roles.terminal in THINGS
        and any(features.get("voice") == "yes" for rows in word.roles.kinds.values() for _, features in rows)
    )


def leave_to_thing(word: Word, claims: Claims) -> None:
    """Take the sound that a thing makes behind it away from the faces: "the engine roars", "the wind is howling"."""
    index = -2 if len(claims) > 1 and is_link(claims[-1], "state") else -1
    if claims and is_voiced(word, claims[index]):
        claims[index].kind = "plain"


def ahead(claims: Claims, kinds: frozenset[str]) -> int:
    """The index (from the end, -1 is the next) of the first claim that is no attribute, if it is of these kinds; else 0."""
    for index in range(-1, max(-REACH, -len(claims)) - 1, -1):
        kind = claims[index].kind
        if kind in kinds:
            return index
        if kind not in ATTRIBUTES:
            return 0
    return 0


def grade(claim: Claim, word: Word) -> Claim:
    """Give a claim the degrees and phases that a word before or behind it names."""
    level, phase = word.roles.value("degree"), word.roles.value("phase")
    before = word.start < claim.start
    if level:
        claim.degrees.insert(0 if before else len(claim.degrees), level)
    if phase:
        claim.phases.insert(0 if before else len(claim.phases), phase)
    claim.start, claim.end = min(claim.start, word.start), max(claim.end, word.end)
    return claim


#: Things that are drawn with a face; an expression before one is the thing's ("a smirk emoji on a balloon").
SIGNS = (
    "emoji", "emojis", "emoticon", "emoticons", "sticker", "stickers", "icon", "icons", "logo", "badge", "decal", "doodle",
    "pictogram", "symbol",
)  # fmt: skip


def is_sign(claims: Claims) -> bool:
    """Whether the phrase goes on with a thing that is drawn with a face, at most one noun before it ("skull decal", "face emoji")."""
    for claim in claims[:-3:-1]:
        if claim.kind not in {"occluder", "plain", "word", "face"}:
            return False
        if claim.text.endswith(SIGNS) and claim.kind != "face":
            return True
    return False


def ends_list(row: list[Claim | Word], index: int) -> bool:
    """Whether a noun of state is the last of at least three that somebody has: "full of pride, dread and boredom"."""
    if index < 4 or (index + 1 < len(row) and isinstance(row[index + 1], Claim)):
        return False
    last, mark, first = row[index - 2], row[index - 3], row[index - 4]
    if isinstance(last, Word):  # ", and"
        last, mark, first = row[index - 3], row[index - 4] if index > 4 else last, row[index - 5] if index > 4 else last
    return (
        isinstance(last, Claim)
        and last.kind == "emotion"
        and isinstance(mark, Word)
        and isinstance(first, Claim)
        and first.kind == "emotion"
    )
