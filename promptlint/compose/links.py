"""Small words: what "of", "is", "at" and "no" tie to what stands before them."""

from __future__ import annotations

from typing import Any

from promptlint.claim import SAID, Claim, Claims, Link
from promptlint.compose.base import ATTRIBUTES, REACH, ahead, grade, is_link, link_claim
from promptlint.compose.states import emotion_claim
from promptlint.lexer import Word

TEETH = frozenset({"feature"})
#: Parts of the mouth that nobody sees unless they are shown, and the unit that shows them.
SHOWN = {"teeth": "25", "tongue": "19"}
#: How ages end: "in her early fifties" is no place.
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties", "teens", "0s", "0's", "0’s")
BEFORE_SOURCES = frozenset({*ATTRIBUTES, "word", "scope"})


def place(children: list[Any]) -> Link:
    """in a kitchen, at the camera, on her face: what is behind the small word; an unknown noun behind a place word is a place."""
    word, claims = children
    if word.roles.feature("word", "lit") == "yes":
        source = next((claim for claim in claims[: -REACH - 1 : -1] if claim.kind not in BEFORE_SOURCES), None)
        if source is not None and source.kind == "light-source":
            source.kind = "lighting"  # "lit by a single candle"
    if word.roles.feature("word", "place") == "yes" and claims:
        index = ahead(claims, frozenset({"word"}))
        if index and not _is_adjective(claims, index) and not claims[index].text.endswith(DECADES):
            noun = claims[index]
            setting = Claim("context", word, "place", "place word + noun")
            setting.end = noun.end
            del claims[index:]
            claims.append(setting)
        scene = ahead(claims, frozenset({"scene"}))
        if scene and claims[scene].roles.feature("scene", "place") == "yes":
            claims[scene].kind, claims[scene].value = "context", "place"  # "in a quiet park"; a park in a title is none
    last = claims[-1] if claims and claims[-1].kind == "modifier" else None
    felt = last is not None and ("noun" in last.roles.feature("emotion", "pos") or (word.text == "in" and is_felt(last)))
    if felt and word.text in {"in", "with"} and not (len(claims) > 1 and claims[-2].kind == "link" and claims[-2].text == "on"):
        claims[-1] = emotion_claim(claims[-1].word)  # "screams in horror"
    elif (
        word.text == "with" and len(claims) > 1 and claims[-1].kind == "word" and claims[-2].kind == "modifier" and _is_resolve(claims[-2])
    ):
        state = emotion_claim(claims[-2].word)  # "with newfound resolve"
        state.start = claims[-1].start
        claims[-2:] = [state]
    elif word.text in {"in", "with"} and len(claims) > 1 and _colours(claims[-1]) and claims[-2].kind == "modifier" and is_felt(claims[-2]):
        state = emotion_claim(claims[-2].word)  # "with innocent wonder"
        state.start = claims[-1].start
        claims[-2:] = [state]
    _feel(word, claims)
    return Link("place", word, claims)


def _is_resolve(claim: Claim) -> bool:
    """Whether a noun is a state in any company; focus is often the lens's ("with soft focus")."""
    return is_felt(claim) and "noun" in claim.roles.feature("emotion", "pos") and claim.text != "focus"


def _colours(claim: Claim) -> bool:
    """Whether an adjective that is a state of faces stands before something."""
    return claim.kind == "modifier" and "adjective" in claim.roles.feature("emotion", "pos")


def _show(word: Word, claims: Claims) -> None:
    """Behind a verb that shows, a noun of state that needs a face is one, graded or not: "eyes sparkling with delight", "showing focus",
    "her expression is one of pure delight".
    """
    index = ahead(claims, frozenset({"modifier"}))
    if not index or not is_felt(claims[index]) or not word.text.endswith(("with", "of", "is", *SHOWING)):
        return
    degrees = claims[index + 1 :] if index < -1 else []
    if any(claim.kind != "degree" for claim in degrees) or (word.text == "is" and not degrees):
        return
    felt = emotion_claim(claims[index].word)
    for degree in degrees:
        grade(felt, degree.word)
    felt.faced = True
    claims[index:] = [felt]


def _feel(word: Word, claims: Claims) -> None:
    """Behind "from" a noun of state that needs a face is one ("shifting from tranquility to resolve"), and behind "in" if it is graded
    ("in pure delight").
    """
    index = ahead(claims, frozenset({"modifier"}))
    if not index or not is_felt(claims[index]) or word.text not in {"in", "from"}:
        return
    degrees = claims[index + 1 :] if index < -1 else []
    if (word.text == "from" and index == -1) or (degrees and all(claim.kind == "degree" for claim in degrees)):
        state = emotion_claim(claims[index].word)
        for degree in degrees:
            grade(state, degree.word)
        claims[index:] = [state]


#: Verbs of a face that shows a state.
SHOWING = (
    "showing",
    "show",
    "shows",
    "reflecting",
    "reflect",
    "reflects",
    "expressing",
    "express",
    "expresses",
    "exuding",
    "exude",
    "exudes",
    "radiating",
    "radiate",
    "radiates",
    "embodying",
)


def is_felt(claim: Claim) -> bool:
    """Whether a word that is a state only beside a face is a noun ("delight", "focus"), so that it can be felt and shown."""
    kinds = claim.roles.kinds
    parts = claim.roles.feature("emotion", "pos")
    return "emotion" in kinds and "lighting" not in kinds and (not parts or "noun" in parts)


def _is_adjective(claims: Claims, index: int) -> bool:
    """Whether an unknown word stands before clothes or the like, and so names no place ("in a frilled white dress")."""
    for claim in claims[index - 1 : index - REACH : -1] if index > -len(claims) else ():
        if claim.kind not in ATTRIBUTES:
            return False
        if claim.kind == "plain" and claim.value in {"attire", "style", "medium", "appearance"}:
            return True
    return index > -len(claims) and claims[index - 1].kind in {"lighting", "light-noun", "movement"}  # "in certain light", "in two forms"


def of(children: list[Any]) -> Link:
    """of joy."""
    return Link("of", children[0], children[1])


def state(children: list[Any]) -> Link:
    """is closed, seems worried, full of love."""
    word, claims = children
    teeth = ahead(claims, TEETH) if word.text.startswith("show") else 0
    if teeth and claims[teeth].value in SHOWN:
        shown = Claim("action", word, SHOWN[claims[teeth].value], "shows + feature")
        shown.end = claims[teeth].end
        del claims[teeth:]
        claims.append(shown)
        return Link("place", word, claims)
    if claims and claims[-1].kind == "emotion":
        claims[-1].faced = True
    _show(word, claims)
    if claims and claims[-1].text == "emotional" and word.text.startswith(("seem", "appear")) and len(claims) == 1:
        claims[-1] = Claim("vague", claims[-1].word)  # "she appears to be emotional"
        claims[-1].faced = True
    if (
        claims
        and claims[-1].kind == "modifier"
        and "emotion" in claims[-1].roles.kinds
        and word.text.startswith(("feel", "seem", "appear"))
        and (len(claims) == 1 or claims[-2].kind not in {"light-noun", "light-source", "lighting", "scene", "plain"})
        and (len(claims) == 1 or claims[-2].text != "light")  # "feeling bright light art": before another noun it is no light noun
    ):
        claims[-1] = emotion_claim(claims[-1].word)
    return Link("state", word, claims)


def negated(children: list[Any]) -> Link:
    """no smile, without AU12: the first thing said behind the small word is denied."""
    word, claims = children
    doing = word.roles.feature("word", "only") == "doing"  # "stop smiling", but "stop lights": only what somebody does is stopped
    if not doing or (claims and claims[-1].kind == "action" and not claims[-1].coded):
        _negate(claims)
    return Link("negation", word, claims)


def negated_also(children: list[Any]) -> Link:
    """no smile or frown: both are denied."""
    link, _, claims = children
    _negate(claims)
    claims.extend(link.claims)
    return Link("negation", link.word, claims)


def _negate(claims: Claims) -> None:
    first = -2 if claims and is_link(claims[-1], "negation") else -1  # "not without a smile": the second takes the first away
    if len(claims) >= -first and claims[first].kind == "movement":
        claims[first].negated = not claims[first].negated  # "eyes not closed": the part of the face before it, and nothing behind it
        return
    for claim in claims[first : -REACH - 2 : -1]:
        if claim.kind in SAID and claim.kind not in {"subject", "context"}:
            claim.negated = not claim.negated
            return
        if claim.kind == "link" and claim.link is not None and claim.link.kind not in {"of", "state"}:
            return
        if claim.kind == "word" and claim.text.count(" ") > 1:
            return


def nothing(children: list[Any]) -> Claims:
    """A small word with nothing behind it."""
    return []


def something(children: list[Any]) -> Claims:
    """A phrase, with or without its article."""
    claims: Claims = children[-1]
    return claims


def something_linked(children: list[Any]) -> Claims:
    """A small word and its phrase where a phrase could stand."""
    link: Link = children[-1]
    link.claims.append(link_claim(link))
    return link.claims


def only(children: list[Any]) -> Any:
    """A link that is one already."""
    return children[0]
