"""Face words (expression, look) and what is said of them without naming a state: "her intense expression"."""

from __future__ import annotations

from typing import Any

from promptlint.claim import Claim, Claims
from promptlint.compose import light
from promptlint.compose.base import REACH, ahead, grade, is_link, unpack
from promptlint.compose.states import EYES, TIMES, belongs_to_scene, emotion_claim
from promptlint.lexer import Word

#: Looks as things: a word before one tells which look it is.
GAZES = frozenset({"gaze", "stare", "glance"})
#: What eyes go over.
SCANNED = frozenset({"scene", "word", "context", "plain", "subject"})
#: Verbs of a face that changes: "her expression turns sombre".
TURNING = frozenset({"turns", "turned", "turning", "grows", "grew", "goes", "gets", "got"})


def vague(children: list[Any]) -> Claims:
    """emotional, expressive, intense: a claim of expression only beside a face, or alone where the word means a face by itself."""
    word, claims = unpack(children)
    first = claims[-1] if claims else None
    if first is not None:
        if first.kind in {"face", "look"} or (first.kind == "feature" and first.value == "eyes"):
            return make_vague(word, claims)
        index = ahead(claims, EYES | {"face"}) if first.kind in {"plain", "modifier"} else 0
        if index and claims[index].value in {"eyes", "face"}:  # "piercing green eyes", "expressive detailed face"
            del claims[index + 1 :]
            return make_vague(word, claims)
        if first.kind in {"vague", "emotion"} and (first.faced or first.kind == "vague"):
            grade(first, word)
            return claims
        if first.kind == "action":
            grade(first, word)
            return claims
        if first.kind in light.LIGHTS:
            return light.qualify(word, claims)
    new = Claim("vague", word)
    needs = word.roles.feature("vague", "needs")
    if word.text.endswith("expression") and is_figurative(claims):
        new.kind = "scene"  # "a unique expression of individuality"
    elif needs == "person" and claims and claims[-1].kind == "subject":
        pass  # "an expressive woman", not "an expressive digital artist portrait"
    elif word.text.endswith("eyes"):
        if claims and claims[-1].roles.value("movement") == "scan":  # "expressive eyes scan the surroundings"
            claims[-1].kind, claims[-1].value = "gaze", "other"
            claims[-1].end = claims.pop(-2).end if len(claims) > 1 and claims[-2].kind in SCANNED else claims[-1].end
    elif needs or (claims and (claims[-1].kind in {"word", "plain", "movement"} or belongs_to_scene(claims))):
        # "emotion" is one once something qualifies it ("strong emotion"); "intense" only beside a face
        new.kind = "quality" if needs == "quality" and not claims else "plain"
    claims.append(new)
    return claims


def make_vague(word: Word, claims: Claims, start: int | None = None) -> Claims:
    """A face word with a word before it that names no state; of eyes and looks it is a gaze."""
    first = claims[-1]
    gaze = first.roles.feature("face", "gaze") == "yes" or first.text in GAZES
    new = Claim("gaze" if gaze else "vague", word, "other" if gaze else "")
    new.start = word.start if start is None else start
    new.end, new.faced = first.end, True
    claims[-1] = new
    return claims


def _is_praise(claim: Claim) -> bool:
    """Whether a claim is an adjective that tells how good or how odd something looks."""
    return claim.kind == "plain" and claim.value in {"appearance", "quality"} and "noun" not in claim.roles.feature("plain", "pos")


def is_figurative(claims: Claims) -> bool:
    """Whether an expression is of something that no face shows: "of artistic creativity", but not "of a human face"."""
    if len(claims) < 2 or claims[-1].link is None or claims[-1].link.kind != "of":
        return False
    if any(claim.kind in {"face", "subject", "feature"} for claim in claims[-3 : -REACH - 2 : -1]):
        return False
    return next((claim.kind for claim in claims[-2::-1] if claim.kind != "plain"), "plain") in {"word", "scene", "context"}


def face(children: list[Any]) -> Claims:
    """expression, face, look: empty by itself; what stands before it or behind it gives it a meaning."""
    word, claims = unpack(children)
    kind = "face"
    if claims:
        _promote(word, claims)
        if claims[-1].kind == "vague" and claims[-1].word.start == claims[-1].start and len(claims) == 1:
            claims[-1].start = word.start
            return claims
        if len(claims) > 1 and claims[-2].kind in {"word", "scene", "context"} and is_figurative(claims):
            kind = "scene"  # "a playful expression of artistic creativity"
    claims.append(Claim(kind, word, word.roles.value("face") or ""))
    return claims


def _promote(word: Word, claims: Claims) -> None:
    """Behind a face word and "is", "of", "turns" or a degree, a word that is a state only of faces is one ("her expression is warm");
    praise there is a vague claim ("her expression is strange").
    """
    timed = claims[-1].text in TIMES | TURNING or (claims[-1].kind == "word" and claims[-1].text.endswith("ly"))  # "face now calm"
    timed = timed or (claims[-1].kind == "degree" and len(claims) > 1)  # "his face completely blank"
    passed = claims[-1].kind == "link" or timed
    index = -2 if passed and len(claims) > 1 else -1
    claim = claims[index]
    if claims[-1].kind == "link" and claims[-1].link is not None and claims[-1].link.kind not in {"of", "state"}:
        return
    told = claim.kind in {"modifier", "plain", "quality"} and "emotion" not in claim.roles.kinds
    if told and is_link(claims[-1], "state") and "vague" in claim.roles.kinds:
        claims[index] = Claim("vague", claim.word)  # "their expression is intense"
        claims[index].faced = True
        return
    if (
        word.roles.value("face") == "expression"
        and _is_praise(claim)
        and (is_link(claims[-1], "state") or (len(claims) == 1 and claim.text.isalpha()))
    ):
        claims[index] = Claim("vague", claim.word)  # "facial expression weird and unsettling"
        claims[index].faced = True
        return
    if (
        claim.kind in {"modifier", "movement"}
        and "emotion" in claim.roles.kinds
        and not (index == -1 and len(claims) > 1 and claims[-2].kind == "scene")
    ):
        claims[index] = emotion_claim(claim.word)
    if claims[index].kind == "emotion":
        claims[index].faced = True
