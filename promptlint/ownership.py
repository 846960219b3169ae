"""Whose a state is: a person's, or nobody's that has a face.

Words of state are said of much that shows none: of a picture ("nostalgia"), a place ("a serene, sunlit garden"), a thing ("the banana sits
confidently"), what somebody has or does ("a joyful spirit", "the joy of cooking"), the reader ("you feel amazed"). Such a claim becomes
plain. Of those that stay, ``telling.how`` says how they are told.
"""

from __future__ import annotations

import itertools
import re

from promptlint.claim import Claim
from promptlint.compose.base import ABSTRACT, TYING
from promptlint.compose.states import TIMES
from promptlint.felt import THINGS, settle_noun, shapes_face
from promptlint.lexer import Word
from promptlint.picture import LIMBS, PORTRAITS, SOMEBODY, Faces, is_not_meant, is_of, leave_to_picture, owns
from promptlint.telling import BETWEEN, REACH, STANDING, how, is_own, parts

PRONOUNS = frozenset({"she", "her", "hers", "herself", "he", "his", "him", "himself", "it", "its", "they", "their", "them", "who", "whose"})
#: Words behind which a text is written ("a sign that says happy birthday").
SAYING = ("says", "saying", "that reads", "reading", "titled", "labeled", "labelled", "with the words", "with the text", "named", "called")
#: Words for what is heard and not seen, and how far before it they stand.
HEARD = frozenset({"heard", "hears", "hear", "hearing"})
HEARING = 60
#: What makes a state somebody's right before it ("her concentration").
POSSESSIVES = (" her", " his", " their", " its")
#: Pronouns of those who write and read the prompt; what they feel is in no picture.
READER = frozenset({"viewers", "i", "i'm", "i’m", "you", "you're", "you’re", "your", "we"})
#: What tells that a state is over, or that it is not this one's today ("the once jubilant candidate").
FORMER = frozenset({"once", "formerly", "previously", "usually", "normally", "once-"})
#: Who is not in the picture: "the audience, though unseen, is captivated".
UNSEEN = frozenset({"unseen", "unseen,", "off-screen", "off-screen,", "offscreen", "offscreen,"})
#: How far before a state, in code points and in words, such words are looked for.
LEAD, NEAR = 30, 3
#: Whoever reads: "leaving you feeling both humbled and inspired".
LEFT_WITH = re.compile(r"\b(?:you|viewers?|us) feel(?:ing|s)? (?:both |so |very )?(?:\w+ and )?$")
ARTICLES = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their", "with"})
COLOURS = frozenset({"red", "orange", "yellow", "green", "blue", "purple", "violet", "pink", "white", "black", "grey", "gray", "brown"})
#: How eyes look that show nothing.
LOOKS = frozenset({"black", "white", "red", "glowing", "hollow"})
#: Rooms whose names are words of light.
ROOMS = frozenset({"studio"})
#: Words for those who look at the picture.
VIEWERS = frozenset({"viewers", "viewer"})
#: Values of plain words that are things where they end a noun phrase.
THING_WORDS = frozenset({"attire", "style", "medium", "colour", "quality"})


def settle(text: str, row: list[Claim | Word], *, people: bool) -> None:
    """Make plain what is nobody's and tell how the rest is told. ``row`` is claims and the marks between them, in order of place; people
    whether anybody is named.
    """
    if not people:
        leave_to_picture(text, row)
    someone = thing = reader = linked = named = False
    faces = Faces(row)
    end = 0
    for index, item in enumerate(row):
        small = text[end : item.start].lower().split() if item.start > end + 1 else ()  # one character is a space
        end = max(end, item.end)
        someone = someone or not PRONOUNS.isdisjoint(small)
        reader = reader or not READER.isdisjoint(small)
        if isinstance(item, Word):
            linked = False
            if item.roles.terminal == "STOP":
                someone = thing = reader = False
            continue
        named = named or item.kind == "subject"
        if item.kind == "plain" and item.label is not None and is_own(text, row, index):
            item.kind, item.told = "emotion", "bearing"  # "the grasshopper's joyful spirit"
        elif item.kind == "plain" and shapes_face(text, item):
            item.kind = "emotion"
        elif is_not_meant(text, row, index, named=named):
            item.kind = "plain"
        elif item.kind == "emotion":
            _settle(text, row, index, someone=someone, thing=thing, reader=reader and not someone, people=people, faces=faces)
        elif item.kind in {"subject", "word"} and not VIEWERS.isdisjoint(item.text.split()):
            reader = True
        elif item.kind in SOMEBODY:
            someone = someone or not (item.kind == "feature" and index and owns(row[index - 1]))
        elif item.kind == "link":
            linked = item.link is not None and item.link.kind == "place"
        elif item.kind == "word" and text[item.start].isupper():
            someone = True  # a name
        elif not linked and _is_thing(item):
            thing = True


def _settle(
    text: str, row: list[Claim | Word], index: int, *, someone: bool, thing: bool, reader: bool, people: bool, faces: Faces
) -> None:
    """Judge one claim of state; someone, thing and reader tell what its sentence has named before it."""
    claim = row[index]
    assert isinstance(claim, Claim)
    speech = parts(claim)
    before = row[index - 1] if index else None
    lead = text[max(0, claim.start - LEAD) : claim.start].lower()
    near = lead.split()[-NEAR:]
    if (
        reader
        or LEFT_WITH.search(lead)
        or not UNSEEN.isdisjoint(near)
        or (near and near[-1] in FORMER and near[-2:] != ["at", "once"])
        or (isinstance(before, Claim) and before.text.endswith(SAYING))
        or _is_mood_of_tag(row, index)
    ):
        claim.kind = "plain"
        return
    claim.told = how(text, row, index)
    if claim.told in {"motive", "act"}:
        joined = isinstance(before, Word) and before.roles.terminal == "AND"
        if thing and not someone and (joined or _is_predicate(row, index)):
            claim.kind = "plain"  # "the colours should be cheerful to complement it"
        return
    if claim.faced:
        nobody = (
            not people
            and isinstance(before, Claim)
            and (before.text == "air of" or (before.text.endswith(" of") and not faces.any_somebody() and not _has_eyes(text, claim)))
        )
        if (
            nobody
            or _looks(text, claim)
            or (thing and not someone and _is_predicate(row, index))
            or (" " not in text[claim.start : claim.end] and _opens_thing(text, row, index))
        ):
            claim.kind = "plain"  # "the overall effect would be peaceful", "exuding a serene and dreamy atmosphere"
    elif claim.label == "crying":
        if claim.text == "cries" and text[max(0, claim.start - 8) : claim.start].rstrip().lower().endswith(POSSESSIVES):
            claim.kind = "plain"  # "their cries mingle with the wind": heard
        if HEARD.intersection(text[max(0, claim.start - HEARING) : claim.start].lower().split()):
            claim.kind = "plain"  # "it heard the children crying"
        lone = claim.text.startswith("tear") and " " not in claim.text and not people  # "tears in her eyes" have a face
        if lone and not faces.any_named():
            claim.kind = "plain"  # a teardrop among other shapes
    elif speech == {"noun"} or (speech == {"noun", "verb"} and _is_named(text, row, index)):
        owned = text[max(0, claim.start - 8) : claim.start].rstrip().lower().endswith(POSSESSIVES)
        if not owned and not shapes_face(text, claim):
            settle_noun(text, row, index, people=people, someone=someone, faces=faces)
    elif claim.text == "in love" and not people and not faces.any_somebody():
        claim.kind = "plain"  # "a realm wrapped in love"
    elif claim.told == "bearing":
        if _stands_as_thing(row, index):
            claim.kind = "plain"  # "the bookshelf stands proudly"
    elif claim.text == "sadly" and _is_participle(row, index):
        claim.kind = "plain"  # "sadly covered by mushrooms": the writer is sorry
    elif ("adverb" in speech and _is_of_thing(row, index, someone=someone, thing=thing)) or (
        "adjective" in speech and _is_adjective_of_thing(text, row, index, someone=someone, thing=thing)
    ):
        claim.kind = "plain"


def _looks(text: str, claim: Claim) -> bool:
    """Whether eyes are cold or empty as they are black or glow: how they look, not what they show."""
    words = text[max(0, claim.start - 10) : claim.end].lower().replace(",", " ").split()
    return claim.value in {"cold", "empty"} and words[-1] == "eyes" and not LOOKS.isdisjoint(words[:-1])


def _has_eyes(text: str, claim: Claim) -> bool:
    """Whether a state's own words end in a part of the face ("an illustration of angry eyes")."""
    return text[claim.start : claim.end].lower().endswith((" eyes", " face", " mouth", " expression"))


def _stands_as_thing(row: list[Claim | Word], index: int) -> bool:
    """Whether what a bearing is said of is a thing, and nobody in its phrase."""
    phrase = itertools.takewhile(lambda item: isinstance(item, Claim), reversed(row[max(0, index - REACH) : index]))
    claims = [item for item in phrase if isinstance(item, Claim)]
    return len(claims) > 1 and claims[0].text in STANDING and _is_thing(claims[1]) and not any(claim.kind in SOMEBODY for claim in claims)


def _is_participle(row: list[Claim | Word], index: int) -> bool:
    """Whether what stands behind a claim is done to somebody ("covered by")."""
    after = row[index + 1] if index + 1 < len(row) else None
    return isinstance(after, Claim) and after.text.split(" ", 1)[0].endswith("ed")


def _is_mood_of_tag(row: list[Claim | Word], index: int) -> bool:
    """Whether an adjective that is said of pictures as well ends a tag that names nobody: "clean, simple nostalgic"."""
    claim = row[index]
    assert isinstance(claim, Claim)
    if claim.faced or claim.roles.feature("emotion", "mood") != "yes" or "adjective" not in parts(claim):
        return False
    before, after = row[index - 1] if index else None, row[index + 1] if index + 1 < len(row) else None
    tag = isinstance(before, Claim) and before.kind in {"plain", "word", "modifier"} and before.text not in TIMES
    return tag and isinstance(after, Word | None)


def _is_named(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether a word that may be a verb is a noun here: "a fear of", "bee of despair"."""
    opening = text[max(0, row[index].start - 6) : row[index].start].lower().split()
    return bool(index and is_of(row[index - 1])) or bool(opening and opening[-1] in ARTICLES)


def _is_thing(claim: Claim) -> bool:
    """Whether a claim names something without a face."""
    return (
        claim.kind in THINGS
        or claim.kind == "word"
        or (claim.kind == "context" and claim.value in {"place", "event", "moment"})
        or (claim.kind == "plain" and (claim.value == "attire" or "noun" in (claim.roles.feature("plain", "pos") or "")))
    )


def _is_of_thing(row: list[Claim | Word], index: int, *, someone: bool, thing: bool) -> bool:
    """Whether a word behind its noun is a thing's: the sentence has named things and nobody so far, and nobody follows."""
    if someone or not thing:
        return False
    for near in row[index + 1 : index + 4]:
        if isinstance(near, Word) or (near.kind == "link" and near.text != "in"):
            break  # "stately and dour in his expression"
        if near.kind in SOMEBODY:
            return False
    return True


def _is_adjective_of_thing(text: str, row: list[Claim | Word], index: int, *, someone: bool, thing: bool) -> bool:
    """Whether an adjective is a thing's: the noun that it stands before is one, or the subject of its predicate."""
    claim = row[index]
    assert isinstance(claim, Claim)
    before, after = row[index - 1] if index else None, row[index + 1] if index + 1 < len(row) else None
    if _opens_thing(text, row, index):
        return True
    opening = text[max(0, claim.start - 6) : claim.start].lower().split()
    if opening and opening[-1] in ARTICLES:
        return False
    if opening and opening[-1] == "to" and text[claim.end : claim.end + 5].split()[:1] in (["them"], ["him"], ["her"], ["it"]):
        return True  # "to calm them"
    if (isinstance(after, Claim) and after.kind != "link") or (
        isinstance(after, Word) and after.roles.terminal == "AND" and _stands_before_thing(row, index, through_commas=False)
    ):
        return _stands_before_thing(row, index, through_commas=False)
    if isinstance(before, Claim) or (before is not None and before.roles.terminal == "AND"):
        return _is_of_thing(row, index, someone=someone, thing=thing)
    return (before is None or before.roles.terminal == "COMMA") and not isinstance(after, Claim) and _is_tag_of_picture(row, index)


def _opens_thing(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether an adjective behind an article opens the noun phrase of a thing."""
    claim = row[index]
    adjective = isinstance(claim, Claim) and "adjective" in parts(claim)
    return adjective and _has_article(text, row, index) and _stands_before_thing(row, index, through_commas=True)


def _has_article(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether an article stands before a claim, or before what else is said of its noun ("a 19th century weary, old cloak")."""
    for place in range(index, max(-1, index - REACH), -1):
        claim = row[place]
        if place < index and not (isinstance(claim, Claim) and (claim.kind in {"degree", "modifier"} or claim.value == "moment")):
            return False
        opening = text[max(0, claim.start - 6) : claim.start].lower().split()
        if opening and opening[-1] in ARTICLES:
            return True
    return False


def _stands_before_thing(row: list[Claim | Word], index: int, *, through_commas: bool) -> bool:
    """Whether the noun that an adjective opens is a thing: "a serene, sunlit garden", "his joyful spirit"."""
    thing = False
    last: Claim | None = None
    for near in row[index + 1 : index + 1 + REACH]:
        if isinstance(near, Word):
            joined = near.roles.terminal in {"AND", "BUT"} or (through_commas and near.text.strip() == ",")
            if thing or not joined:
                break
        elif near.kind == "word":
            thing = thing or near.text.endswith(ABSTRACT)
            break
        elif near.kind == "movement":
            thing = True  # "a joyful bunch"
        elif near.kind == "context" and (near.value == "cause" or near.text.split(" ", 1)[0] in TYING):
            break  # "a boy happy with his dog", "a man, happy that his house is on fire"
        elif _is_thing(near) or near.kind == "shot":
            thing = _is_head(near)
        elif near.kind not in BETWEEN and near.kind != "context":
            return near.kind != "subject" and (thing or _is_colour(last))  # "bored cartoon people"
        last = near if isinstance(near, Claim) else None
    return thing or _is_colour(last)


def _is_colour(last: Claim | None) -> bool:
    """Whether an adjective's phrase ended with a colour or something that nobody can see: "a cheerful yellow", "a serene reflection"."""
    if last is None or last.kind == "emotion":
        return False
    return (
        last.roles.value("plain") == "colour" or last.text in COLOURS | ROOMS or (last.kind == "modifier" and last.text.endswith(ABSTRACT))
    )


def _is_head(near: Claim) -> bool:
    """Whether a noun takes the adjectives before it away from any face."""
    if near.kind == "shot":
        return near.value not in PORTRAITS
    return near.kind != "plain" or near.value in THING_WORDS or near.text in LIMBS


def _is_predicate(row: list[Claim | Word], index: int) -> bool:
    """Whether a state stands behind "is"."""
    before = row[index - 1] if index else None
    return isinstance(before, Claim) and before.link is not None and before.link.kind == "state"


def _is_tag_of_picture(row: list[Claim | Word], index: int) -> bool:
    """Whether a tag says how the picture is: "focused" is sharp, and between tags of style ("dark, sad, epic") it is one of them."""
    claim = row[index]
    assert isinstance(claim, Claim)
    joined = index + 1 < len(row) and row[index + 1].roles.terminal == "AND"
    return (claim.text == "focused" and not joined) or (_is_style_tag(row, index - 2) and _is_style_tag(row, index + 2))


def _is_style_tag(row: list[Claim | Word], index: int) -> bool:
    """Whether one word of style, quality or mood stands at a place, with nothing beside it."""
    if not 0 <= index < len(row):
        return False
    claim = row[index]
    if any(isinstance(near, Claim) for near in (*row[max(0, index - 1) : index], *row[index + 1 : index + 2])):
        return False
    return isinstance(claim, Claim) and (
        claim.kind in {"modifier", "quality", "vague"} or (claim.kind == "plain" and claim.value in {"style", "quality"})
    )
