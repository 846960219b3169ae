"""Views and angles that only the words round them tell: of a light, of a thing, of somebody who stands behind a tree, of a camera."""

from __future__ import annotations

import re

from promptlint.claim import Claim
from promptlint.lexer import Word
from promptlint.picture import owns

#: How far, in claims, a light stands before where it comes from.
REACH = 3
#: What behind "from behind" is a place to stand at.
ARTICLES = (" a ", " an ", " the ")
#: Angles that are places as well, and the words before one that make it one: "slung over the shoulder", "hung at eye level", "the hawk
#: has a bird's-eye view of the valley".
PLACES = {
    "low": r"\b(?:drifting|rising|rises|floating|floats|blowing|growing|grows|wafting|billowing|smoke|steam|dust|mist)(?:\s+up)?\s+$",
    "high": r"\b(?:falling|falls|raining|rains|dripping|drips|dropping|drops|hanging|hangs|pouring|pours)(?:\s+down)?\s+$",
    "over-the-shoulder": r"\b(?:slung|draped|thrown|flung|tossed|hung|hanging|hangs|carried|worn|resting|rests"
    r"|cascad\w+|fall\w*|flow\w*|strap)\s+$",
    "eye-level": r"\b(?:hung|hanging|mounted|displayed|shelved|stacked|arranged)\s+(?:\w+\s+)?$",
    "overhead": r"\b(?:has|have|had|ha[sd] got|enjoys?|enjoying|gets?|getting)\s+(?:a|an|the)\s+$",
}
#: Which way eyes go that look along an angle: "gazing down at him from above" is no camera's.
ALONG = {"high": "down", "overhead": "down", "low": "up"}
#: What is drawn from an angle and hangs in the picture.
DRAWN = re.compile(r" (?:\w+ )?(?:map|plan|chart|diagram|blueprint|floor plan)s?\b", re.IGNORECASE)
#: What somebody comes out from behind, and what makes it a view all the same.
HIDDEN = re.compile(r" (?:the|an?|his|her|their|its|my|some)\b", re.IGNORECASE)
SEEN = re.compile(r"\b(?:shot|seen|viewed|photo\w*|filmed|captured|taken|view|camera|perspective|pov)\s+$", re.IGNORECASE)
#: Sides that a thing has.
SIDES = frozenset({"from the front", "from the side", "from the back", "from the rear", "from behind"})
#: Parts of a body that face somewhere or show themselves, and look at nothing.
PARTS = frozenset({"palm", "palms", "hand", "hands", "paw", "paws", "belly", "hair", "back", "chest", "feet", "toes", "sun", "moon"})
#: What goes at a camera.
MOVING = frozenset(
    {"running", "runs", "charging", "charges", "rushing", "flying", "flies", "lunging", "leaping", "jumping", "pushing", "pouncing",
     "driving", "throwing", "shooting", "firing", "swinging", "spraying", "splashing", "diving", "galloping"}
)  # fmt: skip
#: A camera, and what it may do to be an angle; one that tilts or pans moves.
CAMERAS = frozenset({"camera", "the camera", "lens", "the lens"})
AIMED = re.compile(
    r"\s+(?:is\s+)?(?:point|aim|shoot|look|angl)\w*\s+(?:(?P<steep>straight|vertically)\s+|\w+ly\s+)?(?P<way>up|down)(?:wards?)?\b",
    re.IGNORECASE,
)
#: A camera beside a part of somebody: its height.
LEVEL = re.compile(
    r"\s+(?:(?:is|sits?|stands?|rests?|hovers?|held|kept|placed|set|just|well|a little|slightly"
    r"|exactly|precisely|roughly|about|right|dead)\s+){0,3}"
    r"(?P<where>level with|at the (?:height|level) of|at|no higher than|lower than|below|beneath|higher than|above)\s+"
    r"(?:(?:his|her|their|its|the)\s+)?(?:\w+['’]s\s+)?(?P<part>eyes?|eye line|eyeline|chins?|chest|belt|waist|hips?|knees?|ankles?"
    r"|feet|boots|shoes|head|hat|forehead|hairline)\b(?:\s+(?:level|height|buckle))?",
    re.IGNORECASE,
)
#: The parts at the height of a face.
EYES = ("eye",)
CROWNS = frozenset({"head", "hat", "forehead", "hairline"})
#: A light that does not shine.
OFF = re.compile(
    r"\s+(?:(?:is|are|stands?|sits?|hangs?|lies?|left|still)\s+)*(?:unplugged|unlit|burnt out|(?:switched|turned) off"
    r"|off(?=\s*(?:[,.;]|$)))",
    re.IGNORECASE,
)
#: How verbs begin that tell of hair as well as of eyes.
SHOWING = ("peek", "peep", "peer")
#: How much of the words before an angle is read.
LEAD = 30
#: What a camera may be in or on.
STANDPOINTS = frozenset({"context", "scene", "word", "plain", "light-source"})
#: What a gaze may be said to be.
MANNERS = frozenset({"word", "modifier", "plain", "degree"})


def settle_views(text: str, row: list[Claim | Word]) -> None:
    """Give angles to views that are told in other words, and take them from what is none. ``row`` is claims and the marks between them, in
    order of place.
    """
    for index, item in enumerate(row):
        if not isinstance(item, Claim):
            continue
        if item.kind == "angle":
            lit = row[index + 1] if index + 1 < len(row) else None
            if isinstance(lit, Claim) and lit.kind in {"lighting", "light-source"} and lit.start == item.end + 1:
                item.kind = "plain"  # "high-angle sunlight"
            elif _is_of_light(row, index) or _is_owned(row, index) or _is_standing(text, row, index) or _is_place(text, row, index):
                item.kind = "plain"
        elif item.kind == "gaze":
            if (
                index == 0
                and item.text.startswith("looking down")
                and text[item.start : item.end + 4].lower().startswith("looking down on ")
            ):
                item.kind, item.value = "angle", "high"  # "Looking down on a city from a cliff"
            elif (item.text.startswith(SHOWING) and _is_of_part(row, index)) or _is_moving(row, index):
                item.kind = "plain"
        elif item.kind == "head":
            if item.text.startswith("facing") and _is_of_part(row, index):
                item.kind = "plain"
        elif item.kind == "plain" and item.qualities:
            _cast(row, index)
        elif item.text in CAMERAS:
            _point(text, row, index)
        elif item.kind in {"lighting", "light-source"} and OFF.match(text, item.end):
            item.kind = "plain"  # "the softbox stands unplugged"
        elif item.text == "view":
            _see_from(row, index)
        elif item.kind == "look" and item.text == "gaze":
            _characterise(row, index)


def _is_of_light(row: list[Claim | Word], index: int) -> bool:
    """Whether an angle is a light's: "the sun at a low angle", "sunlight filtering from above"."""
    for near in reversed(row[max(0, index - REACH) : index]):
        if isinstance(near, Word) or near.kind in {"subject", "shot"}:
            return False
        if near.kind in {"light-source", "lighting"}:
            return True
    return False


def _is_owned(row: list[Claim | Word], index: int) -> bool:
    """Whether a profile is a thing's: "the laptop's slim profile"."""
    return row[index].text == "profile" and any(map(owns, row[max(0, index - 2) : index]))


def _is_standing(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether somebody stands behind something: "looking out from behind a tree"."""
    behind = row[index + 1] if index + 1 < len(row) else None
    return (
        row[index].text == "from behind"
        and text.startswith(ARTICLES, row[index].end)
        and isinstance(behind, Claim)
        and behind.kind in {"context", "scene", "occluder"}
    )


def _is_place(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether an angle only tells where something is, or whereto somebody looks."""
    angle = row[index]
    assert isinstance(angle, Claim)
    lead = text[max(0, angle.start - LEAD) : angle.start]
    if angle.value in PLACES and re.search(PLACES[angle.value], lead, re.IGNORECASE):
        return True
    if DRAWN.match(text, angle.end):
        return True  # "a bird's-eye map on the wall"
    match row[index + 1 : index + 3]:
        case [Claim(kind="link", text="of"), Claim() as owner] if angle.text in SIDES:
            return owner.kind in {"plain", "scene", "occluder"}  # "a beak that protrudes from the front of the mask"
    before = row[index - 1] if index else None
    if angle.text == "from behind" and HIDDEN.match(text, angle.end) and not SEEN.search(lead):
        return True
    if not (isinstance(before, Claim) and before.kind == "gaze" and angle.text.startswith("from ")):
        return False
    way = ALONG.get(angle.value)
    return way is not None and (before.value == way or way in before.text.split())  # "looking down at us from above"


def _is_moving(row: list[Claim | Word], index: int) -> bool:
    """Whether "at the camera" tells where something moves ("a werewolf running at the camera"), and not where anybody looks."""
    match row[max(0, index - 1) : index + 1]:
        case [Claim(kind="context") as act, Claim() as gaze] if gaze.text.startswith("at "):
            return act.text.rsplit(" ", 1)[-1] in MOVING
    return False


def _is_of_part(row: list[Claim | Word], index: int) -> bool:
    """Whether a hand faces somewhere, or hair peeks out: the head and the eyes do not."""
    match row[max(0, index - 1) : index]:
        case [Claim(kind="plain" | "word" | "scene" | "feature" | "light-source" | "lighting") as part]:
            return part.text in PARTS and part.end + 1 == row[index].start
    return False


def _cast(row: list[Claim | Word], index: int) -> None:
    """A glow that falls on something is a light, whatever it looks like: "casting an otherworldly glow across the scene"."""
    match row[max(0, index - 1) : index + 1]:
        case [Claim(text="casting" | "casts" | "cast" | "bathed in"), Claim() as glow] if glow.text.endswith("glow"):
            glow.kind = "lighting"


def _point(text: str, row: list[Claim | Word], index: int) -> None:
    """A camera that points up or down is an angle: "the lens pointing steeply up", "the camera looks down on him"."""
    camera = row[index]
    assert isinstance(camera, Claim)
    if aimed := AIMED.match(text, camera.end):
        up = aimed["way"].lower() == "up"
        camera.value = "low" if up else "overhead" if aimed["steep"] else "high"
    elif aimed := LEVEL.match(text, camera.end):
        camera.value = _height(aimed["where"].lower(), aimed["part"].lower())
    if aimed is None or not camera.value:
        return
    camera.kind, camera.end = "angle", aimed.end()
    for near in row[index + 1 : index + REACH + 1]:
        if isinstance(near, Claim) and near.start < camera.end:
            near.kind = "plain"


def _height(where: str, part: str) -> str:
    """The angle of a camera that stands somewhere beside a part of a body; "" where that tells none."""
    if where in {"below", "beneath", "lower than"}:
        return "" if part in CROWNS else "low"
    if where in {"above", "higher than"}:
        return "high" if part in CROWNS or part.startswith(EYES) else ""
    return "eye-level" if part.startswith(EYES) else "" if part in CROWNS or part in {"chin", "chins", "chest"} else "low"


def _see_from(row: list[Claim | Word], index: int) -> None:
    """ "A view from the cockpit" is an angle."""
    match row[index : index + 3]:
        case [Claim() as view, Claim(kind="link", text="from"), Claim() as standpoint] if standpoint.kind in STANDPOINTS:
            view.kind, view.value, view.end = "angle", "other", standpoint.end


def _characterise(row: list[Claim | Word], index: int) -> None:
    """ "His gaze is steady" tells of the eyes, if not whereto."""
    match row[index : index + 3]:
        case [Claim() as gaze, Claim(kind="link") as link, Claim() as manner] if link.link is not None and link.link.kind == "state":
            if manner.kind in MANNERS:
                gaze.kind, gaze.value, gaze.end = "gaze", "other", manner.end
