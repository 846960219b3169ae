"""Words that grade, measure or frame what stands behind them, and words that only stand for themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from promptlint.claim import Claim, Claims
from promptlint.compose import light
from promptlint.compose.base import ABSTRACT, ATTRIBUTES, GRADED, REACH, grade, is_link, leave_to_thing, unpack
from promptlint.compose.faces import make_vague
from promptlint.compose.moving import is_noun, measure
from promptlint.compose.states import emotion_claim, is_of_somebody
from promptlint.lexer import Word
from promptlint.numerals import count_of

#: Words of style that are said of smiles as well.
SMILED = frozenset({"simple", "natural", "plain", "classic", "subtle"})
#: What is made of somebody: an unknown word in -ing right behind it tells of the picture ("an image emphasizing contrast", "make a story
#: useing the text"), and nobody does it.
PICTURES = frozenset(
    {"artwork", "clip", "design", "drawing", "footage", "illustration", "image", "movie", "painting", "photo", "photograph", "picture",
     "portrait", "poster", "render", "scene", "shot", "sketch", "story", "video"}
)  # fmt: skip
#: The path of an unknown word that counts as something done.
UNKNOWN_ACT = "unknown word in -ing"
#: Nouns for a face whose adjective says how it is, not what it shows ("a noble countenance").
BEARINGS = ("visage", "countenance", "demeano")

#: Words behind a noun that only likens something to it.
LIKENED = ("themed", "shaped", "eared", "tailed", "headed", "horned")
#: How adjectives end that the vocabulary does not know and that tell what an action is like.
QUALIFYING = ("less", "ful", "ous", "ish", "some", "ing", "ive", "able", "ible", "ic", "al", "esque", "like", "ent", "ant")
#: Verbs that deny what follows them ("stop smiling"), and are signs and places elsewhere ("stop sign").
ENDING = frozenset({"stop", "stops", "stopped", "stopping", "quit", "quits", "quitting"})


def degree(children: list[Any]) -> Claims:
    """slight, very, maximum; also beginning, fading: they belong to what follows at once."""
    word, claims = unpack(children)
    if claims and claims[-1].kind in GRADED:
        grade(claims[-1], word)
        return claims
    if len(claims) > 1 and is_link(claims[-1], "of") and claims[-2].kind == "action" and "phase" in word.roles.kinds:
        del claims[-1]  # "onset of AU5 wide eyes"
        grade(claims[-1], word)
        return claims
    if claims and claims[-1].kind == "light-noun" and ("phase" in word.roles.kinds or claims[-1].text.startswith("shadow")):
        return light.qualify(word, claims)  # "the fading light"
    claims.append(grade(Claim("degree", word), word))
    return claims


def side(children: list[Any]) -> Claims:
    """left eyebrow, right-sided AU14."""
    word, claims = unpack(children)
    if claims and claims[-1].kind in {"action", "feature", "movement"}:
        first = claims[-1]
        value = word.roles.value("side")
        if word.text.startswith("on the ") and first.kind == "action" and not first.coded:
            claims.append(Claim("side", word))  # "on the right smirks ...": a side of the picture
            return claims
        first.side = value if value in {"left", "right"} else first.side
        first.start = word.start
        if value == "one" and first.kind == "feature":
            first.number = 1
        return claims
    claims.append(Claim("side", word))
    return claims


def word(children: list[Any]) -> Claims:
    """Words that the vocabulary does not know; the last of them may still qualify a face or a light."""
    unknown, claims = unpack(children)
    if claims:
        first = claims[-1]
        last = unknown.text.rsplit(" ", 1)[-1]
        start = unknown.end - len(last)
        if first.kind == "action" and last in ENDING:
            first.negated = not first.negated
        if len(last) > 2 and not last.endswith("'s"):
            shown = (
                first.kind == "face"
                and first.value in {"expression", "gaze"}
                and not first.text.startswith(BEARINGS)
                and not last.endswith(ABSTRACT)  # "chirality expression"
            )
            if shown or (first.kind == "look" and first.text in {"gaze", "stare", "glance"}):
                make_vague(unknown, claims, start)
                if " " in unknown.text:
                    claims.append(_shortened(unknown, len(last)))
                return claims
            if first.kind == "action" and is_noun(first) and not first.coded and last.endswith(QUALIFYING):
                first.start = start  # "a toothless grin"
                if " " in unknown.text:
                    claims.append(_shortened(unknown, len(last)))
                return claims
            if first.kind in light.LIGHTS and light.takes(first, last):
                light.qualify_unknown(unknown, last, start, claims)
                if " " in unknown.text:
                    claims.append(_shortened(unknown, len(last)))
                return claims
    claims.append(_suffered(unknown, claims) or _doing(unknown) or Claim("word", unknown))
    return claims


def _leave_to_picture(known: Word, claims: Claims) -> None:
    """Take what a picture does behind its name away from whoever is in it."""
    if claims and known.text in PICTURES and claims[-1].path == UNKNOWN_ACT and claims[-1].text.split(" ", 1)[0].endswith("ing"):
        claims[-1].kind = "word"


def _suffered(unknown: Word, claims: Claims) -> Claim | None:
    """An unknown participle before "by" is something that happens ("arrested by the police"); those of art are in the vocabulary."""
    if claims and claims[-1].kind == "by" and unknown.text.endswith("ed"):
        return Claim("context", unknown, "event", "unknown participle before by")
    return None


def _doing(unknown: Word) -> Claim | None:
    """An unknown word in -ing is something done ("consuming a donut"): known ones are in the vocabulary, whether they are nouns or
    praise.
    """
    if "ing" not in unknown.text:
        return None
    if any(part.endswith("ing") and len(part) > 5 for part in unknown.text.split(" ")):
        return Claim("context", unknown, "activity", UNKNOWN_ACT)
    return None


def _shortened(unknown: Word, by: int) -> Claim:
    """The unknown words before the one that was taken."""
    claim = Claim("word", unknown)
    claim.text = unknown.text[: -by - 1]
    claim.end = unknown.end - by - 1
    return claim


def plain(children: list[Any]) -> Claims:
    """dress, masterpiece, blue: known, and no claim; before a light or an expression it qualifies it."""
    known, claims = unpack(children)
    _leave_to_picture(known, claims)
    if claims:
        first = claims[-1]
        if first.kind in light.LIGHTS:
            return light.qualify(known, claims)
        looks = known.roles.value("plain") in {"appearance", "quality"}
        praise = looks and _is_adjective(known)
        if first.kind == "face" and first.value == "expression" and not first.text.startswith(BEARINGS) and praise:
            return make_vague(known, claims)
        if (
            first.kind == "quality"
            and first.text.startswith("emotion")
            and known.roles.value("plain") == "quality"
            and _is_adjective(known)
        ):
            first.kind, first.start = "vague", known.start  # "unsettling emotion"
            return claims
        if first.kind == "action" and is_noun(first) and (praise or known.text in SMILED):
            first.start = known.start
            return claims
        if first.kind in {"vague", "emotion"} and first.path.endswith("face") and looks:
            first.start = known.start
            return claims
    claims.append(Claim("plain", known, known.roles.value("plain") or ""))
    return claims


def _is_adjective(known: Word) -> bool:
    return "noun" not in known.roles.feature("plain", "pos")


def standing(kind: str) -> Callable[[list[Any]], Claims]:
    """The function of a production whose word stands for itself: an angle, a subject, a place."""

    def stand(children: list[Any]) -> Claims:
        known, claims = unpack(children)
        if claims and claims[-1].kind in light.LIGHTS and "lighting" in known.roles.kinds and known.text != "night":
            return light.qualify(known, claims)  # "indoor lighting", "accent lighting"; but "in the city at night dark lighting"
        if claims and known.text.endswith("ing") and claims[-1].kind == "light-noun" and claims[-1].text.startswith("shadow"):
            light.qualify_unknown(known, known.text, known.start, claims)  # "dancing shadows"
            return claims
        if claims and known.roles.value("context") == "place" and light.is_of_room(known, claims[-1]):
            light.qualify_unknown(known, known.text, known.start, claims)  # "kitchen light"
            return claims
        if kind == "context" and known.roles.value(kind) in {"place", "event"} and _is_garment(known, claims):
            claims[-1].start = known.start  # "hospital scrubs", "a rain jacket"
            return claims
        leave_to_thing(known, claims)
        claims.append(Claim(kind, known, known.roles.value(kind) or ""))
        return claims

    return stand


def _is_garment(known: Word, claims: Claims) -> bool:
    """Whether clothes follow a word at once."""
    first = claims[-1] if claims else None
    return (
        first is not None
        and first.kind == "plain"
        and first.value == "attire"
        and "noun" in first.roles.feature("plain", "pos")
        and first.start == known.end + 1
        and " " not in known.text
    )


def subject(children: list[Any]) -> Claims:
    """woman, 1girl, corgi; an animal before a person tells what kind of person it is ("fish seller", "cat girl") and is not seen itself."""
    known, claims = unpack(children)
    roles = known.roles
    if (
        claims
        and claims[-1].text.startswith(LIKENED)
        and not (claims[-1].text in LIKENED and len(claims) > 1 and claims[-2].kind == "link")
    ):
        claims.append(Claim("plain", known, "appearance"))  # "a cat-shaped cake", but "a dog shaped like a loaf"
        return claims
    if (
        claims
        and roles.value("subject") == "animal"
        and roles.feature("subject", "number") == "1"
        and claims[-1].kind == "subject"
        and claims[-1].value == "person"
        and claims[-1].start == known.end + 1
    ):
        claims[-1].start = known.start
        claims[-1].text = f"{known.text} {claims[-1].text}"
        return claims
    if len(claims) > 1 and is_link(claims[-1], "state") and claims[-2].kind in {"modifier", "movement"} and is_of_somebody(claims[-2].word):
        claims[-2] = emotion_claim(claims[-2].word)  # "the girl is helpless"
    claims.append(Claim("subject", known, roles.value("subject") or ""))
    return claims


def scene(children: list[Any]) -> Claims:
    """atmosphere, landscape; in "a sense of wonder", "the scene is serene", "evokes nostalgia" the state is the picture's, not a face's."""
    known, claims = unpack(children)
    _leave_to_picture(known, claims)
    if claims and claims[-1].kind == "light-noun" and claims[-1].text in light.OPEN_NOUNS[:1]:
        light.qualify_unknown(known, known.text, known.start, claims)  # "movie lighting"
        return claims
    if claims and claims[-1].text in {"background", "backdrop"} and "noun" in known.roles.feature("scene", "pos"):
        place = Claim("context", known, "place", "scene + background")  # "pumpkin farm background"
        place.end = claims.pop().end
        claims.append(place)
        return claims
    if known.text == "aesthetic" and claims and claims[-1].kind == "face":
        return claims  # "a calm aesthetic face"
    leave_to_thing(known, claims)
    first = -1
    if known.roles.feature("scene", "layout"):
        first = 0  # "the other half is sad": somebody in that half
    elif claims and claims[-1].link is not None and claims[-1].link.kind in {"of", "state"}:
        first = -2
    elif known.roles.feature("scene", "verb") != "yes":
        first = 0
    if first and not _is_of_somebody(claims, first):
        for claim in claims[first : first - REACH : -1]:
            if claim.kind in {"emotion", "vague"}:
                claim.kind = "plain"
            elif claim.kind not in ATTRIBUTES:
                break
    claims.append(Claim("scene", known))
    return claims


def _is_of_somebody(claims: Claims, first: int) -> bool:
    """Whether what a scene is of is somebody: "a scene of a joyful corgi"."""
    for claim in claims[first : first - REACH : -1]:
        if claim.kind == "subject":
            return True
        if claim.kind not in ATTRIBUTES and claim.kind != "emotion":
            return False
    return False


def angle(children: list[Any]) -> Claims:
    """low angle, from behind; with its degrees."""
    word, claims = unpack(children)
    if word.text == "from behind" and claims and claims[-1].kind in {"word", "plain", "scene", "context", "occluder"}:
        claims.append(Claim("plain", word, "style"))  # "peeks from behind a tree": where somebody is, and no view
        return claims
    new = Claim("angle", word, word.roles.value("angle") or "other")
    measure(new, claims)
    claims.append(new)
    return claims


def _is_worn(claims: Claims) -> bool:
    """Whether a noun phrase that follows at once ends in clothes."""
    for claim in claims[: -REACH - 1 : -1]:
        if claim.kind == "plain" and claim.value == "attire" and "noun" in claim.roles.feature("plain", "pos"):
            return True
        if claim.kind not in ATTRIBUTES and claim.kind != "word":
            return False
    return False


def shot(children: list[Any]) -> Claims:
    """close-up, "close-up portrait": one framing, the narrower word tells which."""
    word, claims = unpack(children)
    _leave_to_picture(word, claims)
    new = Claim("shot", word, word.roles.value("shot") or "other")
    if new.value == "full-body" and _is_worn(claims):
        claims.append(Claim("plain", word, "appearance"))  # "fullbody white scale armor"
        return claims
    if claims and claims[-1].kind == "shot" and "portrait" in {new.value, claims[-1].value}:
        other = claims.pop()
        new.end = other.end
        if new.value == "portrait":
            new.value = other.value
    claims.append(new)
    return claims


def number(children: list[Any]) -> Claims:
    """45 degrees, 30 %; before a light or an angle it is its measure."""
    word, claims = unpack(children)
    value = _number(word.text)
    if claims and claims[-1].kind in {"angle", "head", "lighting", "composition"}:
        claims[-1].number = value
        claims[-1].start = word.start
        return claims
    new = Claim("number", word)
    new.number = value
    claims.append(new)
    return claims


def _number(text: str) -> float:
    """The number that a measure begins with: "45 degrees", "2,700 K", "sixty-five per cent"."""
    digits = ""
    for character in text.replace(",", ""):
        if (character.isdigit() and character.isascii()) or (character == "." and digits):
            digits += character
        elif digits:
            break
    if digits:
        return float(digits.rstrip(".") or 0)
    return float(count_of(text))


def temperature(children: list[Any]) -> Claims:
    """3200K, warm white balance; a light noun behind it belongs to it."""
    word, claims = unpack(children)
    new = Claim("temperature", word, word.roles.value("temperature") or "")
    if not new.value:
        new.number = _number(word.text)
        if claims and claims[-1].kind == "light-noun":
            new.end = claims.pop().end
    claims.append(new)
    return claims
