"""States: emotion words, and whose they are."""

from __future__ import annotations

import re
from typing import Any

from promptlint.claim import SIGN, Claim, Claims
from promptlint.compose import light
from promptlint.compose.base import ATTRIBUTES, REACH, TYING, ahead, grade, is_link, is_sign, unpack
from promptlint.compose.moving import become_action, is_noun, move
from promptlint.lexer import Word


def emotion(children: list[Any]) -> Claims:
    """worried, joy, angrily: of a face, of a smile, of a person; or of the light and the scene, and then no state at all."""
    word, claims = unpack(children)
    new = emotion_claim(word)
    if not claims:
        claims.append(new)
        return claims
    if is_link(claims[-1], "place") and word.text == "tears" and claims[-1].text in {"at", "through", "apart"}:
        claims.append(Claim("plain", word))  # "the wind tears at her cape"
        return claims
    if new.faced:
        claims.append(new)
        return claims
    first = claims[-1]
    if new.label == "crying" and _weeps_gladly(claims):
        new.value, new.label, new.end = "happiness", "bittersweet", claims[-2].end
        new.faced = True  # "crying with joy", as "tears of joy"
        del claims[-2:]
        claims.append(new)
        return claims
    if is_sign(claims):
        new.part = SIGN
    if "phase" in word.roles.kinds and first.kind == "action":
        grade(first, word)  # "relaxing AU7 lid tightness"
        return claims
    if first.kind in {"face", "look"} or (first.text in {"emotion", "emotions"} and "vague" in first.roles.kinds):
        return qualify_face(new, claims)
    if first.kind == "vague" and (first.faced or first.text.endswith(" eyes")) and not _is_adverb(word):
        new.end, new.faced = first.end, True  # "anxious piercing eyes": what they show is told
        claims[-1] = new
        return claims
    if first.kind == "emotion" and first.faced and first.start > word.end and not first.negated:
        first.start = word.start  # "very sad crying face": one phrase, one span
        return claims
    if first.kind == "action" and not first.coded and is_noun(first) and not _is_adverb(word):
        first.start, first.label = word.start, new.label
        return claims
    if first.kind == "head" and first.text.startswith("nod") and not _is_adverb(word):
        first.start, first.label = word.start, new.label  # "a grateful nod"
        return claims
    if first.kind == "feature":
        moved = move(first, word) if first.value != "eyes" else None  # "focused eyes" show it; "eyes focused on" look
        if moved:
            return become_action(first, word, moved, claims)
        if first.value not in EXPRESSIVE_PARTS and not _is_adverb(word):
            new.kind = "plain"  # "a tired head": how it feels, not what it shows
        elif first.value in EXPRESSIVE_PARTS - {"lips"} and not _is_adverb(word):
            new.end, new.faced = first.end, True
            claims[-1] = new
            return claims
    index = ahead(claims, EYES | {"face"}) if first.kind in {"plain", "modifier"} and not _is_adverb(word) else 0
    if index and claims[index].value in {"eyes", "face"}:
        new.end, new.faced = claims[index].end, True  # "sad blue eyes"
        del claims[index:]
        claims.append(new)
        return claims
    if first.kind in light.LIGHTS:
        return light.qualify(word, claims)
    if first.kind == "emotion" and _qualifies(word, first):
        first.start = word.start  # "focused determination"
        return claims
    named = word.roles.feature("emotion", "pos") == "noun"  # "teardrop earrings", "terror bird": a noun before a noun is no state
    causing = word.text.endswith("ing") and "adjective" in word.roles.feature("emotion", "pos")  # "a relaxing massage"
    if (not (_is_adverb(word) or _is_verb(word)) and belongs_to_scene(claims)) or ((named or causing) and _is_thing(first)):
        new.kind = "plain"
    claims.append(new)
    return claims


def _weeps_gladly(claims: Claims) -> bool:
    """Whether a small word and a happy noun follow at once."""
    if len(claims) < 2 or claims[-1].kind != "link" or claims[-1].text not in {"from", "with", "of", "for"}:
        return False
    return (
        claims[-2].kind == "emotion" and claims[-2].value == "happiness" and "adjective" not in claims[-2].roles.feature("emotion", "pos")
    )


def _qualifies(word: Word, state: Claim) -> bool:
    """Whether an adjective of state stands before a noun of state and makes one with it."""
    return (
        word.roles.feature("emotion", "pos") == "adjective" and state.roles.feature("emotion", "pos") == "noun" and state.start > word.end
    )


def _is_thing(claim: Claim) -> bool:
    """Whether a noun may follow that the word before it tells the kind of; "as she reads" and "etched" are none."""
    if "layering" in claim.roles.kinds:
        return False  # "grief masking rage"
    return (claim.kind in {"word", "plain"} and not claim.text.endswith("ed")) or (claim.kind == "context" and claim.value != "cause")


def emotion_claim(word: Word) -> Claim:
    """The claim of a word of state, with the row of facs/emotions.csv it leads to."""
    value, features = word.roles.kinds["emotion"][0]
    claim = Claim("emotion", word, value)
    claim.label = features.get("label") or None
    owner = OWNED.match(word.text)
    if owner is not None:
        claim.start, claim.faced = word.start + owner.end(), True
        return claim
    weeping = TEAR.match(word.text)
    if weeping is not None:
        claim.end = word.start + weeping.end(1)  # "tears running down her face": where they run is no part of the state
    else:
        claim.faced = word.text.rsplit(" ", 1)[-1] in FACES  # "a blank stare, harbour": whatever follows, the words name a face
    return claim


def qualify_face(new: Claim, claims: Claims) -> Claims:
    """ "sad expression", "serious face", "joyful glances": the noun is inside the span."""
    new.end, new.faced = claims[-1].end, True
    new.degrees += claims[-1].degrees
    new.path = f"{new.path} + face"
    claims[-1] = new
    return claims


def _is_adverb(word: Word) -> bool:
    return "adverb" in word.roles.feature("emotion", "pos") or word.roles.feature("emotion", "pos") == "verb"


def _is_verb(word: Word) -> bool:
    """Whether a word that is a noun or a verb has the verb's ending ("sobs backstage")."""
    return "verb" in word.roles.feature("emotion", "pos") and word.text.endswith("s")


def belongs_to_scene(claims: Claims) -> bool:
    """Whether an adjective belongs to a thing, a place or the picture, past other adjectives ("tired old wooden house")."""
    taken = False
    for index in range(-1, max(-2 * REACH, -len(claims)) - 1, -1):
        claim = claims[index]
        if claim.kind == "context" and (claim.value == "cause" or claim.text.split(" ", 1)[0] in TYING):
            return taken  # "a woman crying in a park", "happy that his house is on fire"
        if claim.kind in {"scene", "light-source", "occluder", "motion"} or (
            claim.kind == "context" and claim.value in {"place", "event", "moment"}
        ):
            return not _names_somebody(claims, index)
        if claim.kind == "subject":
            return False  # "bored cartoon people"
        if claim.kind == "plain":
            noun = "noun" in claim.roles.feature("plain", "pos")
            taken = taken or claim.value in {"style", "medium"} or (noun and claim.value == "attire")
        elif claim.kind == "word" and claim.text.count(" ") < 2:
            continue  # an adjective or a name that the vocabulary does not know
        elif claim.kind not in ATTRIBUTES and not (claim.kind == "context" and claim.value == "activity"):
            break
    return taken


def _names_somebody(claims: Claims, index: int) -> bool:
    """Whether a place, a time or a thing only tells what somebody is: "a terrified night watchman", "a peaceful charcoal dragon"."""
    place, noun = claims[index], claims[index - 1] if len(claims) >= 1 - index else None
    named = noun is not None and noun.kind == "subject" and noun.start == place.end + 1
    return named and place.kind in {"context", "scene"} and " " not in place.text


def is_of_face(claim: Claim) -> bool:
    """Whether a claim is a face or its eyes."""
    return claim.kind == "face" or (claim.kind == "feature" and claim.value == "eyes")


def is_of_somebody(word: Word) -> bool:
    """Whether an adjective that things have as well is a state right before or behind somebody: "a content cat", "the man is tense"."""
    return word.roles.feature("emotion", "of") == "somebody"


#: Whose face it is, before what it shows: "their face focused".
OWNED = re.compile(r"(?:her|his|its|my|our|the|their|your) (?=face )")
#: Tears, and where they run or hang.
TEAR = re.compile(r"((?:a )?(?:(?:single|lone|small|silent) )?tears?) (?:[a-z]+ )*?(?:down|on) ")
EYES = frozenset({"feature"})
#: Words of time between a face and its state.
TIMES = frozenset({"now", "still"})
#: Nouns at the end of a phrase of the vocabulary that put its state on a face.
FACES = frozenset(
    {"face", "faces", "expression", "expressions", "look", "looks", "stare", "stares", "gaze", "gazes", "glare", "glares", "eyes"}
)
#: Parts of a face that can look like a state.
EXPRESSIVE_PARTS = frozenset({"eyes", "gaze", "brow", "mouth", "lips"})
