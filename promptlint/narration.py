"""Stories: texts of several sentences, most of which tell what happens and not what a face shows.

"Returning joyfully, he finds his kingdom in turmoil" asks for no expression, "the triumphant king" and "his face lights up with joy"
do. Of the states that readers judged on real prompts of four sentences and more, those away from any face were meant to be seen in 7 of 12,
all others in 138 of 143.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.claim import Claim
from promptlint.lexer import Word
from promptlint.picture import names_face

#: A text of so many sentences of so many claims and marks each tells a story; shorter ones are entries of a list ("Serious. Alone. 4k.").
SENTENCES = 4
SENTENCE = 5
#: How far, in claims, an attribute may stand before its noun.
REACH = 8
#: What may stand between a state and the noun that it is an attribute of.
ATTRIBUTES = frozenset({"plain", "degree", "modifier", "emotion", "vague", "word"})


def mark_told(row: list[Claim | Word]) -> None:
    """Mark each state of a story that is told away from any face. ``row`` is claims and the marks between them, in order of place."""
    sentences = list(_sentences(row))
    if sum(len(sentence) >= SENTENCE for sentence in sentences) < SENTENCES:
        return
    for sentence in sentences:
        claims = [(place, item) for place, item in enumerate(sentence) if isinstance(item, Claim)]
        if any(names_face(claim) or claim.kind in {"feature", "vague"} for _, claim in claims):
            continue
        for place, claim in claims:
            if claim.kind == "emotion" and claim.told is None and not _is_attribute(sentence, place):
                claim.told = "story"


def _sentences(row: list[Claim | Word]) -> Iterator[list[Claim | Word]]:
    begin = 0
    for place, item in enumerate(row):
        if isinstance(item, Word) and item.roles.terminal == "STOP":
            yield row[begin:place]
            begin = place + 1
    if begin < len(row):
        yield row[begin:]


def _is_attribute(sentence: list[Claim | Word], place: int) -> bool:
    """Whether a state stands before the noun of whom it is said ("a cheerful pizza chef")."""
    for item in sentence[place + 1 : place + 1 + REACH]:
        if isinstance(item, Word) or item.kind not in ATTRIBUTES:
            return isinstance(item, Claim) and item.kind == "subject"
    return False
