"""A facial action in a picture that does not show the face.

Source: Ekman, Friesen & Hager (2002), visibility codes 73 (face not visible) and 74 (unscorable); rows "from behind" and "silhouette" of
facs/occlusion.csv and facs/crossings.csv. A look over the shoulder, a mirror or a profile brings the face back; of a silhouette only the
outline is left, in which a mouth stretched wide may be seen. The article names neither viewpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from promptlint.facs.units import units
from promptlint.live import tokens_from
from promptlint.model import Prompt, Scope, Token
from promptlint.rule import Bad, Problem, Related, rule, shows_several_views
from promptlint.text import around
from promptlint.wording import quoted

#: What has no face in it although it is no action of the face: neck and shoulders.
NOT_OF_FACE = frozenset({"21", "82"})
#: Of more viewpoints than this no picture is left to judge.
MOST = 8
#: What the outline of a head still shows: a wide open mouth, a tongue.
OUTLINE = frozenset({"19", "27"})
#: Words that bring the face back into view.
FACE_SHOWN = (
    r"\b(?:look|glanc|turn|peer|gaz|smil|grin|star)\w* (?:\w+ )?(?:back|around|round)\b(?! to (?:us|the camera|the viewer))"
    r"|\bover (?:one|his|her|their|its|the|a)(?: \w+)? shoulder|\b(?:mirror|reflect|selfie|split screen)\w*"
    r"|\bface (?:is |clearly |partly |still )*(?:visible|shown|seen|turned)|\b(?:in|her|his) profile\b|\bprofile (?:view|visible)"
    r"|\bside of (?:his|her|the) face|\bturns (?:his|her|their) (?:head|face)\b|\bhead (?:turned|twisted|craned)\b"
    r"|\bto face (?:the (?:lens|camera|viewer)|us)\b|\bfacing (?:us|the (?:camera|viewer"
    r"|lens)|forwards?)\b"
)
#: "from behind the counter", "hugged from behind", "lit from behind": no viewpoint.
EMERGING = (
    r"\s+(?:the|a|an|his|her|their|its|my|some|this|that|those|these|one|two)\s+(?!(?:as|while)\b)\w+"
    r"|\s+(?:bars|bushes|trees|curtains|glass(?:es)?|clouds|leaves|flowers|hands|fingers|blinds|prison bars|sunglasses|rocks|books"
    r"|smoke|foliage)\b"
)
DONE_FROM_BEHIND = (
    r"\b(?:lit|light|lights|lighting|backlit|illuminated|sun(?:light)?|shin\w+|glow\w*|hug\w*|embrac\w+|held|holding|grabb?\w*|attack\w*"
    r"|approach\w*|push\w*|pull\w*|sex|hit|stab\w*|peek\w*|peer\w*|emerg\w+|hid\w+|appear\w*|com(?:es|ing)|steps?|stepping|jump\w*"
    r"|sneak\w*"
    r"|(?<!see )(?<!sees )(?<!seeing )(?<!shows )(?<!show )(?<!showing )(?:him|her|them|me|us)"
    r"|spill\w*|stream\w*|wind|chas\w+|follow\w*|tapp\w+|caught|whisper\w*|wrapp\w+|out|blow\w*)\s*$"
)
#: Views that the vocabulary has no phrase for.
US = r"(?:us|(?:the )?(?:camera|viewer|lens))"
BACK_OF_HEAD = r"the back of (?:his|her|their|the|its|an?) (?:(?:\w+ ){0,2}\w+['’]s )?heads?"
VIEWS = (
    rf"\bfac(?:ing|es|ed) away\b(?! from (?!{US}\b))(?: from {US}\b)?"
    rf"|\b(?:only )?{BACK_OF_HEAD} (?:is |are |being )?(?:visible|seen|shown|to (?:us|the camera))"
    rf"|\b(?:only|nothing but|just) (?:see )?{BACK_OF_HEAD}\b|\ball (?:that )?(?:we|you) \w+ [^.;,]{{0,60}}?\bis {BACK_OF_HEAD}"
    rf"|\bbacks? (?:is |are |turned )*(?:to|towards?) {US}\b|\bfrom the rear\b|\brear(?: three-quarter)? view\b|\bback-facing\b"
    rf"|\bwalk(?:s|ing|ed)? away from {US}\b|\bview of (?:his|her|their|the) back\b|\b(?:only|just) (?:see )?(?:his|her|their) backs?\b"
    r"|\bcamera (?:is |placed |positioned )?(?:directly |right )?behind (?:him|her|them)\b"
    r"|\b(?:photographed|shot|seen|viewed|filmed|captured|pictured) from (?:directly |right |straight |just )?behind\b"
    r"|\bfrom (?:directly|right|straight|far) behind\b"
    r"(?! (?:the|a|an|his|her)\b)|(?:(?<=, )|^)(?:only |just )?(?:the )?back of (?:the |his |her )?head(?: only)?(?=\s*(?:,|$))"
)
DENIED = r"\b(?:not|no|never|without)\s+(?:\w+\s+)?$"
#: A silhouette of the person, not of a dress, a body or a skyline.
OF_PERSON = (
    r"\bin silhouette$|\bsilhouetted$"
    r"|^(?:(?:an?|the|full|black|pitch-black|jet-black|inky|dark|pure|complete|total|backlit|solid|stark|faceless|rim-lit|ink)\s+)*silhouettes?$"
)
OF_DRESS = (
    r"\s*-?\s*(?:dress|gown|skirt|coat|suit|shape|cut|design|figure|style)\b|\s+(?:behind|in the background|in the distance)\b"
    r"|\s+of (?:the |a |an )?(?:\w+ )?(?:city|town|skyline|mountains?|trees?|castle|buildings?|dress|gown|palm|forest|hills?|bridge"
    r"|church|tower|ship"
    r"|boat|horse|bird|deer|cat|dog)\b"
)


#: Clothes whose own cut is told: "a coat with a sharp 1950s silhouette".
GARMENT = r"\b(?:coat|dress|gown|suit|skirt|jacket|trousers|tailor\w*|cut|garment|kimono|blazer|cape)\b[^,.;]*$"
#: Who is named behind "the silhouette of", though no list has them: a name, a pronoun.
SOMEBODY = r"(?:an?|the|his|her|their)?\s*(?:[A-Z]|(?:him|them|someone|somebody)\b)|her\b(?!\s+\w)"
#: How far before a silhouette its garment stands, in code points.
REACH = 40


class View(NamedTuple):
    """A place of the text that takes the face out of the picture: by a token's scope, or by words alone."""

    start: int
    end: int
    why: str
    scope: Scope | None


@rule(
    "CAM103",
    severity="warning",
    mistake="conflict",
    reads=("action", "emotion"),
    good=(
        "from behind, looking back over her shoulder, smiling",
        "from behind the counter a baker smiles, flour",
        "peeking out from behind a curtain, toothy grin, toddler",
        "lit from behind, smile, woman in a doorway",
        "seen from behind, her reflection in the mirror smiles",
        "from behind, hiker with a red rucksack",
        "slim silhouette dress, AU12 smile, gala",
        "a laughing man in front of the silhouette of a castle",
        "a woman seen from behind faces a laughing man",
        "not from behind, raised eyebrows, postman",
        "panel 1: from behind at the door; panel 2: open mouth, woman",
        "{from behind|front view}, smile, girl",
        "from_behind, looking_at_viewer, smile, 1girl",
        "multiple views, front view, from behind, smile, 1girl",
        "hugged from behind, smiling bride",
    ),
    bad=(
        Bad("from behind, smiling, woman at the rail", marks=("smiling", "from behind")),
        Bad("1girl, from_behind, open_mouth, grass", marks=("open_mouth", "from_behind")),
        Bad("black silhouette of a dancer, AU12 smile", marks=("AU12 smile", "black silhouette")),
        Bad("A man facing away from us, lips pressed together, snow.", marks=("lips pressed together", "facing away from us")),
        Bad("two boys with their backs to the camera, laughing, pier", marks=("laughing", "backs to the camera")),
        Bad("rear view of a cyclist, gritted teeth", marks=("gritted teeth", "rear view")),
    ),
)
def face_out_of_view(prompt: Prompt) -> Iterator[Problem]:
    """The model shows the face or the back, and twists a neck to do both. Drop the action, or bring the face into view: "looking back over
    the shoulder", a mirror, a front view.
    """
    views = list(islice(_views(prompt), MOST))
    if not views or shows_several_views(prompt) or re.search(FACE_SHOWN, prompt.text.replace("_", " "), re.IGNORECASE):
        return
    if {"direct", "over-the-shoulder"} & {token.term for token in prompt.asserted("gaze", "angle")}:
        return
    told: set[tuple[int | None, int]] = set()
    for action in prompt.asserted("action", "emotion"):
        face = (action.scope.person, action.scope.panel)
        view = next((view for view in views if _hides(prompt, view, action)), None)
        if view and face not in told:
            told.add(face)
            yield Problem(
                action.start,
                action.end,
                f"{quoted(action.text)} cannot be seen: {quoted(prompt.text[view.start : view.end])} {view.why}; show the face or drop one",
                label="out of view",
                related=(Related(view.start, view.end, "no face from here"),),
            )


def _views(prompt: Prompt) -> Iterator[View]:
    text = prompt.text
    for token in prompt.asserted("angle", "lighting"):
        if token.kind == "angle" and token.value == "behind":
            if not _is_place(text, token):
                yield View(token.start, token.end, "shows no face", token.scope)
        elif token.value == "silhouette" or token.text.lower().endswith("silhouette"):
            words = " ".join(token.text.lower().split())
            of_dress = re.match(OF_DRESS, text[token.end : token.end + 50], re.IGNORECASE) or re.search(
                GARMENT, text[max(0, token.start - REACH) : token.start], re.IGNORECASE
            )
            if re.search(OF_PERSON, words) and not of_dress and not _is_of_thing(prompt, token):
                yield View(token.start, token.end, "leaves only an outline", token.scope)
    lower = text.lower()
    if prompt.panels == 1 and any(stem in lower for stem in ("away", "back", "rear", "behind")):
        for match in re.finditer(VIEWS, text.replace("_", " "), re.IGNORECASE):
            if not re.search(DENIED, text[max(0, match.start() - 20) : match.start()], re.IGNORECASE):
                yield View(match.start(), match.end(), "shows no face", None)


def _is_of_thing(prompt: Prompt, silhouette: Token) -> bool:
    """Whether a silhouette is of something, and of nobody: "the silhouette of cranes on the horizon"."""
    owned = re.match(r"\s+of\s+", prompt.text[silhouette.end : silhouette.end + 5])
    if owned is None or silhouette.text.lower().startswith("in "):
        return False
    end = around(prompt.text, silhouette.start, silhouette.end)[1]
    if any(token.kind == "subject" for token in tokens_from(prompt, silhouette.end, end)):
        return False
    return not re.match(SOMEBODY, prompt.text[silhouette.end + owned.end() : end])


def _is_place(text: str, view: Token) -> bool:
    """ "from behind a tree" is where somebody comes from, "hugged from behind" how; "turned away from the window" is no view."""
    behind = text[view.end : view.end + 40]
    if view.text.lower().endswith("behind"):
        before = text[max(0, view.start - 30) : view.start]
        return bool(re.match(EMERGING, behind, re.IGNORECASE) or re.search(DONE_FROM_BEHIND, before, re.IGNORECASE))
    if view.text.lower().endswith("turned away"):
        return not re.match(rf"\s+from {US}\b|\s*[,.;]|\s*$", behind, re.IGNORECASE)
    if view.text.lower().endswith("the back"):
        return bool(re.match(r"\s+(?:rows?|seats?|benches|door|yard|garden|of the (?!head)\w+)\b", behind, re.IGNORECASE))
    return False


def _hides(prompt: Prompt, view: View, action: Token) -> bool:
    """Whether an action is of a face that the view does not show."""
    if action.kind == "emotion":
        return action.text.lower().endswith(("face", "expression")) and _meets(prompt, view, action)
    codes = set(action.units) - NOT_OF_FACE
    if view.why.endswith("outline"):
        codes -= OUTLINE
    return any((unit := units().get(code)) is not None and unit.is_facial for code in codes) and _meets(prompt, view, action)


def _meets(prompt: Prompt, view: View, action: Token) -> bool:
    """Whether a view and an action are of one picture and one person."""
    scope = view.scope
    if scope is not None and not (scope.meets(action.scope, same_person=False) and set(scope.branch) <= set(action.scope.branch)):
        return False  # a branch is only one of the pictures
    if prompt.people == 1:
        return True
    outlined = scope.person if scope is not None and view.why.endswith("outline") else None
    if outlined is not None and action.scope.person is not None and action.scope.person != outlined:
        return False  # "his friends cheer, silhouetted against the sun": the others are not
    begin = around(prompt.text, view.start, view.end)[0]
    before = [token for token in tokens_from(prompt, begin, view.start) if token.kind == "subject"]
    owner = before[-1] if before else None
    return owner is None or owner.scope.person == action.scope.person
