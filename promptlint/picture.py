"""What a prompt says of the picture or of a thing in it, though in words for somebody: near framings of things, silhouettes of trees,
laughter in the air, and, where nobody is named, states and moods.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from promptlint.claim import Claim
from promptlint.compose.outlines import is_cut
from promptlint.lexer import Word

#: Claims that bring somebody with a face.
SOMEBODY = frozenset({"subject", "face", "feature", "look", "gaze", "head", "action"})
#: Parts of a body that feel and show nothing on a face ("tired body").
LIMBS = frozenset(
    {
        "body",
        "tail",
        "hands",
        "hand",
        "arms",
        "legs",
        "feet",
        "paws",
        "fingers",
        "shoulders",
        "back",
        "wings",
        "hair",
        "skin",
        "neck",
        "arm",
        "fist",
    }
)
#: What stands behind a face that is drawn on a thing ("a mask with a smiling face on it").
ON_IT = (" on it", " on them", " printed on", " painted on it", " drawn on")
#: Where frown lines are no furrow of the brow.
ROUND_MOUTH = re.compile(r"\s+(?:a?round|at|beside|by|about) (?:his|her|their|the) (?:mouth|lips)\b", re.IGNORECASE)
#: Signs that are drawn with a face, and how far behind it they stand.
SIGNS = (" logo", " emblem", " icon", " badge")
SIGN_REACH = 25
#: What stands behind a sign that is made of something.
MADE = (" made of", " made out of", " made from", " drawn in", " cut from")
ON_IT_REACH = max(map(len, ON_IT))
#: What an expression stands on that is a thing ("a huge smile on the balloon", "wide eyes painted on his closed lids").
ON_THING = re.compile(
    r"\s+on (?:the|an?|his|her|its|their|every|each) (?:[\w-]+ )?(?:balloons?|mugs?|cups?|t-?shirts?|shirts?|hood(?:ie|y)|stickers?"
    r"|posters?|badges?|billboards?|cakes?|signs?|cushions?|pillows?|pumpkins?|helmet|sweater|apron|flag|banner|emoji|cookies?)\b"
    r"|\s+(?:painted|drawn|printed|tattooed|embroidered|stitched|inked) on(?:to)? "
    r"(?!(?:his|her|their|its|the) (?:\w+ )?(?:face|lips|mouth)\b)",
    re.IGNORECASE,
)
#: Framings that only make sense round a face.
PORTRAITS = frozenset({"portrait", "headshot", "close-up", "upper-body"})
#: Framings that come near to something, a face or a thing.
NEAR = frozenset({"close-up", "extreme-close-up"})
#: What silhouettes that nobody stands behind are made of.
CUT_FROM = frozenset({"paper", "cardboard", "cut paper", "tin", "steel", "wooden", "vinyl", "felt", "chalk"})
#: What makes a text without people a picture of something else.
DEPICTED = frozenset({"scene", "lighting", "light-source", "shot", "angle", "composition"})
#: Small words before laughter that is heard.
HEARD = frozenset({"filled with", "filling", "full of", "with"})
#: What a framing does to what it frames.
CAPTURING = frozenset({"captures", "capturing", "showcases", "reveals", "shows", "highlights", "focuses on"})
#: How far, in claims, a framing is looked ahead from for what it frames; a phrase without any mark is no longer.
FRAMED = 60
#: A body is framed where it is somebody's and said to be seen.
POSSESSING = (" her ", " his ", " their ", " its ")
SEEN = (" visible", " shown", " in frame", " in view", " seen", " is visible", " in the frame", " in shot")
SEEN_REACH = max(map(len, SEEN))
#: Clothes that no list has as such.
ARMOUR = ("plate", "mail", "armor", "armour", "chainmail")
#: What the years have done to a face, and no feeling.
AGED = re.compile(r" (?:from|of|with) (?:old |great |long )?(?:age|years)\b", re.IGNORECASE)
#: Whose a print of a portrait is, before it.
PRINT = re.compile(r"\b(?:his|her|their)(?: own)? $")
#: What stands before a picture on a shelf.
FRAMED_PRINT = "framed "
POSSESSORS = frozenset({"her", "his", "their", "its"})


def _frames_thing(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether a near framing is of a thing: "a close-up of the carrot's surface", and nobody in the phrase."""
    if "portrait" in row[index].text:
        return False
    linked = owned = thing = False
    for place, near in enumerate(row[index + 1 : index + 1 + FRAMED], index + 1):
        if isinstance(near, Word) or (thing and near.kind in {"link", "by", "context"} and not is_of(near)):
            break  # "a close-up of the umbrella held by a hand"
        if (near.kind in SOMEBODY or near.kind in {"emotion", "vague"} or near.text in LIMBS) and not owned and not _is_each(row, place):
            return False
        if near.kind == "word" and text[near.start].isupper():
            return False
        linked = linked or is_of(near) or (near.kind == "plain" and (near.text.endswith(" of") or near.text in CAPTURING))
        owned = owned or (near.kind not in SOMEBODY and near.text.endswith(("'s", "’s")))  # "the toilet's lid"
        thing = thing or (linked and (_is_thing(near) or _is_part_of_thing(near)))
    return (thing or (linked and owned)) and not any(
        isinstance(near, Claim) and near.kind in SOMEBODY for near in row[max(0, index - 2) : index]
    )


def _is_thing(claim: Claim) -> bool:
    """Whether a claim names a thing; of a word that no list knows it cannot be told ("a close-up of rdj")."""
    if claim.kind == "plain":
        return claim.value == "attire" or "noun" in claim.roles.feature("plain", "pos")
    return claim.kind in {"scene", "occluder", "light-source", "context"}


def _is_clad(row: list[Claim | Word], index: int) -> bool:
    """Whether clothes on one half of a body follow, which is then no framing: "upper body in polished plate"."""
    for near in row[index + 1 : index + 5]:
        if isinstance(near, Word):
            return False
        if near.value == "attire" or near.text.endswith(ARMOUR):
            return True
    return False


def _is_part_of_thing(claim: Claim) -> bool:
    """Whether words that no list knows name something's part: "the train's wheels"."""
    return claim.kind == "word" and any(mark in claim.text for mark in ("'s ", "’s "))


def _is_each(row: list[Claim | Word], index: int) -> bool:
    """Whether "individual" is each of some things: "individual blossoms"."""
    behind = row[index + 1] if index + 1 < len(row) else None
    return row[index].text == "individual" and isinstance(behind, Claim) and behind.kind in {"scene", "word", "plain", "context"}


def is_not_meant(text: str, row: list[Claim | Word], index: int, *, named: bool) -> bool:
    """Whether a framing, a silhouette, a face or a laughter is of a thing, on a thing, on a wall or in the air, or is what age or clothes
    make of somebody; named tells that a subject stands before it.
    """
    item = row[index]
    assert isinstance(item, Claim)
    if item.text.startswith("smiley") and text[item.end : item.end + ON_IT_REACH].lower().startswith(MADE):
        return True  # "a smiley face made out of chocolate chips"
    behind = text[item.end : item.end + SIGN_REACH].lower()
    if item.kind == "action" and behind.startswith(" of ") and any(sign in behind for sign in SIGNS):
        return True  # "the smiling face of the logo"
    if item.kind in {"action", "emotion", "vague"} and text[item.end : item.end + ON_IT_REACH].lower().startswith(ON_IT):
        return named  # printed on what somebody wears or holds
    if (
        item.kind == "action"
        and item.path == "feature + movement"
        and index
        and owns(row[index - 1])
        and text[row[index - 1].start].islower()
    ):
        return True  # "the toilet's lid closing"; names have capitals
    if item.kind == "action" and named and ON_THING.match(text, item.end):
        return True
    if item.kind == "shot" and item.text.endswith("body") and text[max(0, item.start - 6) : item.start].lower().endswith(POSSESSING):
        return not text[item.end : item.end + SEEN_REACH].lower().startswith(SEEN)  # "fur that covers its entire body"
    if item.kind == "action" and item.text.endswith("lines") and ROUND_MOUTH.match(text, item.end):
        return True  # lines that a life has drawn, and no brow
    if item.text == "headshots":
        return True  # "a wall of pinned headshots"
    if item.text == "upper body" and _is_clad(row, index):
        return True  # "upper body in polished plate, legs in chain mail"
    if item.kind == "action" and AGED.match(text, item.end):
        return True  # "sagging mouth corners from age"
    if item.text == "headshot" and PRINT.search(text[max(0, item.start - 14) : item.start].lower()):
        return True  # "an actor clutching his own headshot"
    if item.kind == "shot" and item.value in NEAR and text[max(0, item.start - len(FRAMED_PRINT)) : item.start].lower() == FRAMED_PRINT:
        return True  # "holding a framed close-up of his wife"
    if item.kind == "shot":
        return item.value in NEAR and _frames_thing(text, row, index)
    if item.kind == "lighting":
        printed = text[item.end : item.end + ON_IT_REACH].lower().startswith(ON_IT)
        if item.text == "in silhouette":
            return named and _opens_phrase(row, index)
        return item.text == "silhouette" and (printed or _is_cut_out(row, index) or _is_outline(text, row, index))
    return item.kind == "action" and item.text == "laughter" and _is_heard(row, index)


def _opens_phrase(row: list[Claim | Word], index: int) -> bool:
    """Whether what stands in silhouette is a thing that opens its phrase ("..., pylons in silhouette along the ridge")."""
    match row[max(0, index - 2) : index]:
        case [Word(), Claim(kind="word" | "scene" | "context")]:
            return True
        case [Word(), Claim(kind="plain") as thing]:
            return "noun" in thing.roles.feature("plain", "pos")
    return False


def _is_heard(row: list[Claim | Word], index: int) -> bool:
    """Whether laughter is in the air and on no face: "filled with laughter", "distant laughter of children"."""
    before = row[index - 1] if index else None
    return isinstance(before, Claim) and (before.text in HEARD or before.kind in {"scene", "modifier", "plain"} or is_of(before))


def _is_cut_out(row: list[Claim | Word], index: int) -> bool:
    """Whether what a silhouette is made of stands before it ("a paper silhouette")."""
    before = row[index - 1] if index else None
    return isinstance(before, Claim) and before.text in CUT_FROM


def _is_outline(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether a silhouette is the shape of somebody or something, and no light: "its silhouette", "the silhouette of bare trees"."""
    opening = text[max(0, row[index].start - 10) : row[index].start].lower().split()
    return is_cut(text, row[index].start) or bool(opening and opening[-1] in POSSESSORS) or _frames_thing(text, row, index)


def leave_to_picture(text: str, row: list[Claim | Word]) -> None:
    """Where nobody and no face is named, a state as a thing ("nostalgia"), a mood ("serene"), a vague word, expressions as such
    ("lifelike facial expressions", which people add to any prompt) and, beside a scene or a light, a tag ("focused") are the picture's.
    """
    claims = [item for item in row if isinstance(item, Claim)]
    vague = [c for c in claims if c.kind == "vague" and not _names_a_face(c, text[c.start : c.end])]
    unsaid = {id(claim) for claim in vague}
    if any(_is_facial(claim) for claim in claims if id(claim) not in unsaid):
        return
    for claim in vague:
        claim.kind = "plain"
    pictured = any(claim.kind in DEPICTED for claim in claims)
    for index, item in enumerate(row):
        if isinstance(item, Claim) and item.kind == "emotion" and item.label != "crying":
            tag = all(isinstance(near, Word) for near in row[max(0, index - 1) : index + 2] if near is not item)
            if (pictured and tag) or _is_mood(item):  # "contemptuous maitre d'" has somebody, whom no word list knows
                item.kind = "plain"


def _is_facial(claim: Claim) -> bool:
    return claim.faced or claim.kind in {"action", "gaze", "head", "feature", "face"} or (claim.kind == "shot" and claim.value in PORTRAITS)


def _names_a_face(claim: Claim, said: str) -> bool:
    """Whether a vague claim is of a face: "a dramatic expression", not "expressive", "lifelike expressions" or "artistic expression"."""
    return " " in said and not said.lower().endswith("expressions") and bool(claim.roles.kinds.keys() & {"vague", "modifier", "degree"})


def _is_mood(claim: Claim) -> bool:
    """Whether a state may be the picture's: a noun, an adverb, a verb, or an adjective that is said of places as well."""
    feature = claim.roles.feature
    if feature("emotion", "mood") == "yes":
        return True
    parts = feature("emotion", "pos")
    return bool({"noun", "adverb", "verb"} & set(parts.split("|"))) or (not parts and claim.text.isalpha())


def names_face(claim: Claim) -> bool:
    """Whether a claim is of a face, a look or what a face does, or a framing that only makes sense round one."""
    return (
        claim.kind in {"face", "look", "action", "gaze"}
        or (claim.faced and claim.kind == "emotion")
        or (claim.kind == "shot" and claim.value in PORTRAITS)
    )


class Faces:
    """Whether a row has any face left: somebody, a part of a face, what names one. What is made plain on the way only ever takes faces
    away, so each claim is passed over once however often is asked.
    """

    def __init__(self, row: list[Claim | Word]) -> None:
        self._row = row
        self._somebody = self._named = 0  # places before which there is none

    def any_somebody(self) -> bool:
        """Whether somebody or a part of a face is named."""
        self._somebody = _first(self._row, self._somebody, lambda claim: claim.kind in SOMEBODY)
        return self._somebody < len(self._row)

    def any_named(self) -> bool:
        """Whether anything names a face."""
        self._named = _first(self._row, self._named, names_face)
        return self._named < len(self._row)


def _first(row: list[Claim | Word], place: int, is_one: Callable[[Claim], bool]) -> int:
    """The first place from a given one on that holds such a claim, or the length of the row."""
    while place < len(row) and not (isinstance(item := row[place], Claim) and is_one(item)):
        place += 1
    return place


def is_of(item: Claim | Word) -> bool:
    """Whether a claim is "of": what follows is no verb."""
    return isinstance(item, Claim) and item.link is not None and item.link.kind == "of"


def owns(item: Claim | Word) -> bool:
    """Whether a thing is named as the owner of what follows: "the airplane's nose"."""
    return isinstance(item, Claim) and item.kind in {"word", "scene", "plain", "context"} and item.text.endswith(("'s", "’s"))
