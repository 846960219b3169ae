"""Which part of speech the words of a state are: an adjective leaves its place more easily than a noun or a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promptlint.text import late

if TYPE_CHECKING:
    from promptlint.lexer import Lexicon

ADJECTIVE, ADVERB, FACE, NOUN, VERB = "adjective", "adverb", "face", "noun", "verb"
WORD = late(r"[^\W_]+(?:['’-][^\W_]+)*")
#: What a face shows is part of the claim: "a sad expression", "sleepy eyes".
FACE_NOUN = late(
    r"\b(?:expressions?|faces?|looks?|eyes|stares?|gazes?|glances?|glares?|features|demeanou?r|countenance|lips?|chin)\Z", re.IGNORECASE
)
#: Endings of adjectives, for words of which the vocabulary does not tell.
ADJECTIVE_END = late(r"(?:ed|ic|ous|ive|al|ful|ing|less|able|ible)\Z", re.IGNORECASE)
#: A word of state that is met in no vocabulary, or in several words, is taken for one of these.
WORDS_MAX = 4


def speech_of(words: str, vocabulary: Lexicon) -> str:
    """The part of speech of a state's words ("quietly furious" -> "adjective"), by their last phrase that the vocabulary knows.

    FACE where they end with a noun of the face; NOUN and VERB only where the vocabulary has no other reading.
    """
    if FACE_NOUN.search(words):
        return FACE
    parts = [match.group().lower().replace("’", "'") for match in WORD.finditer(words)][-WORDS_MAX:]
    for first in range(len(parts)):
        roles = vocabulary.phrases.get(" ".join(parts[first:]))
        kind = next((kind for kind in ("emotion", "vague") if roles is not None and kind in roles.kinds), None)
        if roles is not None and kind is not None:
            told = roles.feature(kind, "pos")
            if told == "phrase":
                return ADJECTIVE
            if told == "verb|phrase":
                return VERB  # "bursts into tears": what somebody does, and a face all the same
            return told or (ADJECTIVE if first < len(parts) - 1 or ADJECTIVE_END.search(parts[-1]) else NOUN)
    return ADJECTIVE


def is_named(speech: str) -> bool:
    """Whether a state is named like a thing ("joy"), or may be ("fear" is a verb too)."""
    return speech.startswith(NOUN)
