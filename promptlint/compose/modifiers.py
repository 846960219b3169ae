"""Adjectives that are a degree, a state, a light or nothing, as what stands behind them decides."""

from __future__ import annotations

from typing import Any

from promptlint.claim import Claim, Claims
from promptlint.compose import light
from promptlint.compose.base import GRADED, grade, unpack
from promptlint.compose.faces import GAZES, make_vague
from promptlint.compose.moving import is_noun
from promptlint.compose.states import emotion_claim, is_of_face, is_of_somebody, qualify_face
from promptlint.lexer import Word

#: Words of light that are said of eyes for what they feel, and not for how they look ("dark eyes").
HARDNESS = frozenset({"hard", "cold", "cool", "warm", "harsh"})


#: Who is content; others with "content" before them make some.
BEINGS = frozenset(
    {"baby", "boy", "child", "couple", "family", "girl", "grandfather", "grandmother", "infant", "lady", "man", "old man", "old woman",
     "person", "toddler", "woman", "young man", "young woman"}
)  # fmt: skip


def modifier(children: list[Any]) -> Claims:
    """soft, warm, intense, dark: the noun decides whether it is a degree, a state, a light or nothing."""
    word, claims = unpack(children)
    if not claims:
        claims.append(Claim("modifier", word))
        return claims
    first = claims[-1]
    kinds = word.roles.kinds
    if first.kind == "action":
        if "degree" in kinds or "phase" in kinds:
            grade(first, word)
        elif is_noun(first) or first.coded:
            first.start = word.start
            if "emotion" in kinds:
                first.label = emotion_claim(word).label
        else:
            claims.append(Claim("modifier", word))
        return claims
    if first.kind in {"face", "look"}:
        # "soft face", "bright face": how it looks, not what it feels
        if "emotion" in kinds and not (first.value == "face" and {"lighting", "plain"} & kinds.keys() and word.text != "cold"):
            return qualify_face(emotion_claim(word), claims)
        if first.text.startswith("demeano") and "vague" not in kinds:
            claims.append(Claim("modifier", word))  # "a professional demeanor" is no claim of expression
            return claims
        if first.value == "face" and word.text == "intense":
            return make_vague(word, claims)
        if first.value not in {"face", "visage"} and (first.kind == "face" or "vague" in kinds or first.text in GAZES):
            return make_vague(word, claims)
    if first.kind == "subject" and is_of_somebody(word) and (word.text != "content" or first.value == "animal" or first.text in BEINGS):
        claims.append(emotion_claim(word))  # "a content cat", "a tense lawyer"
        return claims
    if word.text == "dim" and _is_room(claims):
        claims.append(Claim("lighting", word, "dim", "dim + place"))  # "a dim radio studio"
        return claims
    if first.kind in light.LIGHTS:
        return light.qualify(word, claims)
    if first.kind == "quality" and ("degree" in kinds or "vague" in kinds):
        first.kind = "vague"
    if first.kind in GRADED and ("degree" in kinds or "phase" in kinds or "vague" in kinds):
        grade(first, word)
        return claims
    if first.kind == "emotion" and first.faced:
        first.start = word.start
        return claims
    if first.kind == "feature" and first.value == "eyes" and "emotion" in kinds and not _is_look(word):
        new = emotion_claim(word)
        new.end, new.faced = first.end, True
        claims[-1] = new
        return claims
    lies = first.kind == "link" and first.text in {"on", "in"} and len(claims) > 1 and is_of_face(claims[-2])
    if lies and "emotion" in kinds and word.roles.feature("emotion", "pos") in {"", "noun"}:
        claims.append(emotion_claim(word))  # "bliss on her face", "love in their eyes"
        return claims
    if "layering" in first.roles.kinds and "noun" in word.roles.feature("emotion", "pos"):
        claims.append(emotion_claim(word))  # "relief masking grief"
        return claims
    claims.append(Claim("modifier", word))
    return claims


def _is_room(claims: Claims) -> bool:
    """Whether a place or the scene follows, past one word of what kind."""
    for claim in claims[:-3:-1]:
        if claim.kind == "scene" or (claim.kind == "context" and claim.value == "place"):
            return True
        if claim.kind not in {"plain", "word", "modifier"}:
            return False
    return False


def _is_look(word: Word) -> bool:
    """Whether a word before "eyes" tells how they look."""
    roles = word.roles
    return "plain" in roles.kinds or "temperature" in roles.kinds or ("lighting" in roles.kinds and word.text not in HARDNESS)
