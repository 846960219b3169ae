"""An action of a part of the face that something covers.

Source: visibility codes 70 to 73 of Ekman, Friesen & Hager (2002) and the places of the muscles; facs/occlusion.csv. Only what is worn or
held before the face is judged here, and only where it hides all of an action: a smile still raises the cheeks above a mask (AU6), a beard
weakens and hides nothing, an eyepatch leaves the other eye. Viewpoints are face-out-of-view's. The article does not speak of covered faces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from promptlint.facs.occlusion import hidden_units, occluders
from promptlint.live import tokens_from
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, Related, rule
from promptlint.text import around
from promptlint.wording import quoted

#: Rows of facs/occlusion.csv that are no thing before the face, or that in a prompt mostly leave the face to be seen or, as a smiley
#: mask, wear its expression.
NOT_WORN = frozenset(
    {"from behind", "silhouette", "profile", "wide or full-body shot", "kissing", "cropped face", "out of focus or motion blur"}
)
OFTEN_CLEAR = (
    r"\b(?:tinted|clear|transparent|see-through|sheer|translucent|lace|glass)\b|^goggles$|hand to own|hands on own|^biting"
    r"|^(?:smil|grin|laugh|happy|sad|crying|angry|scream)|^(?:straight-cut|blunt)|^hair over forehead|^motion|^eyes in shadow"
)
#: Masks of the upper half, and masks with holes for the eyes.
HALF = r"\b(?:half|masquerade|domino|eye)\b"
EYES = frozenset({"5", "7", "41", "42", "43", "44", "45", "46", "61", "62", "63", "64", "65", "66", "69"})
#: The row of facs/occlusion.csv that tells what is hidden with a part of the face.
PARTS = {
    "mouth": "hand over the mouth",
    "nose": "face mask",
    "eyes": "sunglasses",
    "brows": "bangs over the eyebrows",
    "face": "closed helmet",
}
THING = (
    r"(?:hands?|palms?|fists?|fingers|arm|sleeves?|fan|book|newspaper|menu|magazine|letter|phone|camera|cup|mug|bouquet|flowers?|scarf"
    r"|shawl|cloth|rag|gag|tape"
    r"|bandann?a|balaclava|niqab|burqa|kerchief|handkerchief|napkin|towel|collar|turtleneck|jumper|sweater|blanket|veil|mask|respirator"
    r"|hair|fringe|bangs|locks|curls|hat|cap|beanie"
    r"|hood|brim|headband|bandages?|turban|headscarf|bag|sack|bucket|pillow|blindfold|sunglasses|shades|goggles|visor|leaf|cards?|atlas|encyclopa?edia|ledger|songbook|hymnal|washcloth|flannel"
    r"|compress|snood|neck gaiter"
    r"|gaiter|cowl|muffler|stole|pashmina|gloves?|mittens?|forearm|elbow|tissue|duvet|quilt|poncho|apron)"
)
COVERS = (
    r"(?:(?:down |up )?over|(?:right |directly |squarely )?in front of|hid(?:es?|ing)|cover(?:s|ing)?|conceal(?:s|ing)?"
    r"|obscur(?:es|ing)|before|(?:pulled|drawn|tied"
    r"|wrapped|tugged|held|pressed|clamped"
    r"|clapped|cupped|raised|lifted|brought|placed|falls?|falling|hangs?|hanging|pushed|worn|stretched|taped|wound|winding|looped|knotted|bound|swathed|slung|draped|thrown|yanked|hitched|hauled|hiked|folded"
    r"|bunched|bundled|fastened|strapped|bandaged|arranged|turned|flipped|clutched|spread|laid|shoved|jammed|rolled) (?:\w+ )?"
    r"(?:up to|over|across|around|against|to|into|in front of|before|down to))"
)
PART = (
    r"(?:both |half )?(?:(?:his|her|their|its|the|(?:the )?\w+['’]s) )?(?P<part>(?:nose and )?mouth(?: and nose)?|nose|lips"
    r"|lower (?:half of (?:his|her|the) )?face"
    r"|chin and mouth|eyes and (?:eye)?brows|eyes|(?:eye)?brows|forehead and (?:eye)?brows|(?:whole |entire )?face|head)\b"
)
#: What is laid on closed or open eyes.
LAID = (
    r"(?:cucumbers?(?: slices?)?|slices? of cucumber|coins?|pennies|tea ?bags?|eye ?pads|cotton pads|gel pads|cold spoons|petals|patches)"
)
COVERINGS = (
    rf"\b(?P<thing>{LAID}) (?:laid |lying |placed |resting )?(?:on|over|across|upon) (?:both |each of )?"
    r"(?:(?:his|her|their|its|the) )?(?P<part>eyes)\b",
    rf"\b(?P<thing>{THING})\b(?: (?:is|are|that|which))?(?: \w+ly)? {COVERS} {PART}(?! (?:and|with) (?:white|short|long))",
    rf"\b{PART}:? (?:is |are |was )?(?:(?!part)\w+ly )?(?:hidden|covered|concealed|obscured|buried|masked|lost|veiled|wrapped)"
    rf" (?:by|behind|under|beneath|in|with|below) (?:\w+ ){{0,3}}?(?P<thing>{THING})\b",
    rf"\b(?:cover(?:s|ing|ed)?|hid(?:es?|ing)|conceal(?:s|ing)?|bur(?:ies|ying)|shield(?:s|ing)?) {PART} (?:with|behind|under|in|by)"
    rf" (?:\w+ ){{0,3}}?(?P<thing>{THING})\b",
)
#: Of more coverings than this a prompt tells of a shop and not of a face.
MOST = 8
#: Words behind which something else is shown.
NEXT_MOMENT = r"\b(?:then|afterwards|later|next|finally)\b"
#: How far before a covering the one who wears it may be named.
REACH = 400
#: What must go over the head to cover the face.
OVER_HEAD = ("bag", "sack", "bucket", "blanket", "pillow", "towel", "cloth")
NOT_THERE = (
    r"\b(?:no|not|without|never|remov\w+|lower(?:ed|s)|nearly|almost|about to)\s+(?:(?:a|an|the|his|her|their|is"
    r"|from)\s+)*(?:[\w'-]+\s+){0,1}$"
)
#: What is not before the face: held, hung up, pushed away, denied, a figure of speech, merchandise.
OFF_BEFORE = (
    r"\b(?:no|not|without|never|like|as|is|was|becom\w+|put(?:s|ting)? on|tying|remov\w+|tak(?:es|ing|en) off|took off|lower(?:ed|ing"
    r"|s)|lift\w*|rais\w+|hold\w*|held|carr\w+|clutch\w*|pull\w+ (?:down|off|up)|push\w+ up"
    r"|lowering|adjust\w*|wip\w+|clean\w*|sell\w*|paint\w*|carv\w*|mak(?:es|ing)|sew\w*|buy\w*|choos\w*|wall of|shelf of|shelves of"
    r"|rows? of|collection of|pile of|box of|discarded"
    r"|hanging|broken|find(?:s|ing)?|found|discover(?:s|ed|ing)?|admir(?:es?|ed|ing)|examin(?:es?|ed|ing)|inspect(?:s|ed|ing)?|stud(?:y|ies|ied|ying)"
    r"|offer(?:s|ed|ing)?|steal(?:s|ing)?|grab(?:s|bed|bing)?|reach\w* for"
    r"|beside|next to|peer\w* over|look\w* over|glanc\w* over|over the (?:rim|top) of|print of"
    r"|drawing of|tattoo of"
    r"|skin ?care|make-?up|tattoos?|freckles|tears|scars?|(?:sun|lamp|moon)?light|shadows?|blood|dirt|dust|mud|sweat|flour|glitter|rain"
    r"|snow|cream|foam|sheet|clay|mud|oxygen|wearing neither)"
    r"\s+(?:(?:a|an|the|his|her|their|its|up|down|away|of|on|off|any|some|pair of|from|behind|under)\s+)*(?:[\w'-]+\s+){0,2}$"
)
OFF_BEHIND = (
    r"\s+(?:off|up|open|aside|in hand)\b|\s*,?\s*(?:(?:that is|that are|which is|is|are|was|just|still|now|being|casually)\s+)*(?:"
    r"(?:pulled|pushed|rolled|folded|slid\w*|slips|slipped|slung|hang\w*|dangl\w*|lifted|raised|lowered|tucked|perched|resting|rests|propped|worn"
    r"|shoved|flipped|tilted|tipped|hooked|sitting|sits|parked)\s+"
    r"(?:\w+\s+)?(?:down|up|off|aside|away|back|under|below|beneath|on|onto|around|round|from|to the side|into|over (?:his|her"
    r"|the) (?:forehead|head|shoulder)|atop|in (?:his|her|their))\b"
    r"|(?:in|under|beneath|below)\s+(?:his|her|their|the|one|each|both|a)\s+(?:\w+\s+)?(?:hands?|arms?|lap|pocket|chin|nose|fingers|bag"
    r"|background)\b"
    r"|on\s+(?:top of\s+)?(?:his|her|their|the|a|one side of|one)\s+(?:\w+\s+)?(?:heads?|forehead|hair|wall|table|desk|lap|chair|hip"
    r"|belt|shelf|floor|bed|seat|hook|stand|stall|dashboard|side|bar|counter|ear|mannequin|dummy|bust|statue|doll|puppet|rack|peg)\b"
    r"|(?:around|round|at)\s+(?:his|her|their|the)\s+(?:neck|throat|feet|side|belt|hip)\b|from (?:one|his|her) (?:ear|hand|belt|collar)\b"
    r"|(?:beside|next to|behind|near|above)\s+(?:him|her|them|a|the)\b|of\s+(?!(?:a|an|the|black|white|red|gold|leather|cloth|silk"
    r"|wool)\b)\w+"
    r"|maker|seller|shop|stall|factory|vendor|collection|advert\w*|painter|workshop|tan\b|strap\b|shaped|-maker|-shaped|lens\b|in hand\b"
    r"|on head\b|removed|not worn|with (?:its|the|his|her) visor (?:up|open|raised|lifted))"
)
#: What a thing does that nobody wears: it opens its phrase, and a verb of place follows.
LYING = (
    r"\s+(?:\w+ly\s+)?(?:lying|laid|left|tucked|folded|stowed|clipped|pinned|hidden|forgotten|abandoned|dropped|placed|set|kept|standing"
    r"|stacked)\b"
)
WORN = r"\b(?:in|wear\w*|wore|with|behind|under|through|don(?:s|ning|ned))\s+(?:[\w'-]+\s+){0,4}$"
OPAQUE = r"\b(?:mirror\w*|reflect\w*|opaque|dark|gold\w*|tinted|visor down|closed)\b"
#: Words before goggles that hide the eyes behind them.
MIRRORED = (
    r"\b(?:mirror(?:ed|-?lens(?:ed)?)?|reflective|opaque|blacked-?out|blackened|darkened|dark|smoked|smoky|polari[sz]ed|iridium|chromed?"
    r"|tinted|black-lensed|dark-lensed)\s+(?:(?:ski|snow|swim(?:ming)?|flight|aviator|welding|welder'?s|motorcycle|racing|desert"
    r"|steampunk|round|brass|leather|glacier|safety|big|large)\s+){0,2}$"
)
#: Tags for what is worn elsewhere or has come off.
ELSEWHERE = r"\b(eyewear|sunglasses|glasses|goggles|mask) (?:on (?:his |her |the )?(?:head|forehead)|removed|lift|pull)\b"
OPEN_VISOR = r"\bvisor (?:is )?(?:up|open|raised|lifted|flipped)|\b(?:raised|open|lifted|clear|transparent) visor"
#: The picture on a mask, and a smile that the prompt itself calls hidden.
ON_MASK = r"\bmask\w*\b[^,;.]{0,12}\b(?:with|bearing|showing|painted with|carved with|printed with)\s+(?:an?|its|the)?\s*(?:\w+\s+){0,3}$"
OF_MASK = r"\s+of\s+(?:an?|the)\s+(?:\w+\s+){0,3}|\s+on\s+(?:an?|his|her|their|the)\s+(?:\w+\s+)?"
DRAWN = (
    r"\s+(?:painted|printed|drawn|carved|embroidered|stitched|sewn|stencilled)\b|\s+(?:is |are )?(?:\w+ )?(?:hidden|concealed|invisible"
    r"|unseen|unreadable)\b|(?: face)? on (?:it|them|the mask)\b"
)
#: Acts that bring a hand to the mouth themselves, and a laugh that is heard.
GESTURE = r"yawn|gasp|laugh|giggl|chuckl|cough|sneez|sob|scream|cry"
HEARD = r"\b(?:hear|echo\w*|sound\w*|ring\w*)\b[^,;.]{0,40}$"
#: A gaze that names the eyes; "looking at the sea" may be the head's.
EYE_WORD = r"\beye(?!brow|s? contact)"


#: What shows above or below a mask of a smile or of bared teeth, too little to be read alone.
COMPANIONS = frozenset({"6", "31"})


class Cover(NamedTuple):
    """Something before a face: where it stands, and the units that it hides. token is None where only the words tell."""

    start: int
    end: int
    hidden: frozenset[str]
    token: Token | None


@rule(
    "FAC207",
    severity="warning",
    mistake="conflict",
    reads=("action", "gaze"),
    good=(
        "nurse with a surgical mask pulled down under her chin, beaming smile",
        "sunglasses pushed up on her head, wide eyes, beach",
        "surgical mask, AU4 brow furrow, AU6 cheek raise, operating theatre",
        "gas mask in his hand, gritted teeth, trench",
        "no sunglasses, wide eyes, beach",
        "knight with his visor up, broad grin",
        "woman in a teal hijab with brows raised and lips parted",
        "a thief in a balaclava and a smiling policeman",
        "aviators, smile, convertible",
        "bearded sailor, AU12 smile, eyepatch, wide eyes",
        "{sunglasses|squinting}, farmer",
        "her face a mask of calm, lips pressed together",
        "old carnival masks on the wall behind a grinning gondolier",
        "masquerade mask, red lips, smile, ballroom",
        "peering over her sunglasses, wide eyes",
    ),
    bad=(
        Bad("nurse in a surgical mask, broad smile", marks=("broad smile", "surgical mask")),
        Bad("1girl, sunglasses, wide eyes, beach", marks=("wide eyes", "sunglasses")),
        Bad("fringe over her eyebrows, AU1 inner brow raise", marks=("AU1 inner brow raise", "fringe over her eyebrows")),
        Bad("mouth hidden behind a fan, AU12 smile, geisha", marks=("AU12 smile", "mouth hidden behind a fan")),
        Bad("A prisoner with a blindfold, eyes narrowed in suspicion.", marks=("eyes narrowed", "blindfold")),
        Bad("(gas mask:1.2), gritted teeth, trench", marks=("gritted teeth", "gas mask")),
    ),
)
def hidden_action(prompt: Prompt) -> Iterator[Problem]:
    """The model takes off what covers the face, or paints the action over it. Uncover the part, or use one that stays visible: brows and
    eyes above a mask, the mouth under sunglasses.
    """
    covers = list(islice(_covers(prompt), MOST))
    if not covers or any(token.value in {"behind", "silhouette"} for token in prompt.asserted("angle", "lighting")):
        return
    told: set[tuple[int, int | None, int]] = set()
    for action in prompt.asserted("action", "gaze"):
        cover = next((cover for cover in covers if _hides(prompt, cover, action)), None)
        if cover is None or (cover.start, action.scope.person, action.scope.panel) in told:
            continue
        told.add((cover.start, action.scope.person, action.scope.panel))
        yield Problem(
            action.start,
            action.end,
            f"{quoted(action.text)} is hidden by {quoted(prompt.text[cover.start : cover.end])}; uncover it, or use a part that shows",
            label="covered",
            related=(Related(cover.start, cover.end, "in front of it"),),
        )


def _covers(prompt: Prompt) -> Iterator[Cover]:
    """What stands before a face in this prompt."""
    text = prompt.text.replace("_", " ")  # tags; offsets stay
    tag = re.search(ELSEWHERE, text, re.IGNORECASE) if prompt.of("occluder") else None
    for token in prompt.asserted("occluder"):
        row = occluders().get(token.term)
        if tag and (tag.group(1).lower() == "mask") == ("mask" in token.term):
            continue
        if row is None or row.strength != "full" or row.item in NOT_WORN:
            continue
        if (re.search(OFTEN_CLEAR, token.text, re.IGNORECASE) and not _is_mirrored(text, token)) or _is_off(text, token):
            continue
        yield Cover(token.start, token.end, _hidden(token), token)
    if not any(
        stem in text
        for stem in (
            " on ",
            "before ",
            "over",
            "hid",
            "cover",
            "conceal",
            "obscur",
            "front of",
            "up to",
            "across",
            "around",
            "buried",
            "pressed",
            "wrapp",
        )
    ):
        return
    for pattern in COVERINGS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            part, thing = match.group("part").lower(), match.group("thing").lower()
            if part == "head" and not thing.startswith(OVER_HEAD):
                continue
            if not re.search(NOT_THERE, text[max(0, match.start() - 40) : match.start()], re.IGNORECASE):
                yield Cover(match.start(), match.end(), hidden_units(PARTS[_part(part)]), None)


def _is_mirrored(text: str, cover: Token) -> bool:
    """Whether goggles, which mostly are clear, are said to be none to look through."""
    return cover.text.lower() == "goggles" and re.search(MIRRORED, text[max(0, cover.start - 40) : cover.start], re.IGNORECASE) is not None


def _part(words: str) -> str:
    """The key of PARTS for a part of the face as it is written."""
    if words.endswith("head") or (words.endswith("face") and "lower" not in words):
        return "face"
    return "eyes" if words == "eyes" else "brows" if "brow" in words else "nose" if "nose" in words or "lower" in words else "mouth"


def _hidden(token: Token) -> frozenset[str]:
    """The units that an occluder hides, by its row and by what its words say."""
    words = token.text.lower().replace("_", " ")
    if words == "no eyes":
        return EYES
    if words == "no mouth":
        return hidden_units("hand over the mouth")
    hidden = hidden_units(token.term)
    if token.value == "full-face mask":
        return hidden_units("bangs over the eyebrows") if re.search(HALF, words) else hidden - EYES
    if token.value == "hand over the eyes" and words.endswith("face"):
        return hidden_units("closed helmet")
    return hidden


def _is_off(text: str, cover: Token) -> bool:
    """Whether something that could cover a face does not: it is elsewhere, denied or see-through."""
    start, end = cover.start, cover.end
    begin, stop = around(text, start, end)
    if re.match(r"(?:astronaut|space) helmet", cover.text, re.IGNORECASE) and not re.search(OPAQUE, text[begin:stop], re.IGNORECASE):
        return True
    return bool(
        re.search(OFF_BEFORE, text[max(begin, start - 50) : start], re.IGNORECASE)
        or re.match(OFF_BEHIND, text[end : end + 60], re.IGNORECASE)
        or re.search(r"\b(?:transparent|see-through|clear|sheer)\b", text[max(begin, start - 30) : start], re.IGNORECASE)
        or re.search(OPEN_VISOR, text[begin:stop], re.IGNORECASE)
        or (
            re.match(LYING, text[end : end + 60], re.IGNORECASE)
            and not re.search(WORN, text[max(begin, start - 50) : start], re.IGNORECASE)
        )
    )


def _hides(prompt: Prompt, cover: Cover, action: Token) -> bool:
    """Whether something covers all that an action shows, on the same face."""
    text = prompt.text
    if action.kind == "gaze" and cover.token is not None and cover.token.text.lower() == "faceless":
        return False  # "a faceless god, eyes staring": the eyes are all that there is
    if action.kind == "gaze":
        shown = {"61"} if re.search(EYE_WORD, action.text, re.IGNORECASE) else set()
    else:
        shown = set(action.units) - COMPANIONS if "25" in cover.hidden else set(action.units)
    if not shown or not shown <= cover.hidden or action.start < cover.end <= action.end:
        return False
    of_hand = cover.token.value == "hand over the mouth" if cover.token is not None else "hand" in text[cover.start : cover.end].lower()
    if of_hand and ("6" in action.units or re.search(GESTURE, action.text, re.IGNORECASE)):
        return False  # a hand before a laugh or a yawn hides the mouth and shows the laugh or the yawn
    if of_hand and prompt.text[action.end : cover.start].strip().lower() in {
        "with",
        "with a",
        "with her",
        "with his",
        "behind",
        "behind her",
        "behind his",
    }:
        return False  # "smiling with her hand over her mouth": both are meant, and the eyes show it
    if cover.token is not None and not cover.token.scope.meets(action.scope):
        return False
    if cover.token is None and not _is_owner(prompt, cover, action):
        return False
    if re.search(HEARD, text[max(0, action.start - 60) : action.start], re.IGNORECASE):
        return False
    if re.match(DRAWN, text[action.end : action.end + 40], re.IGNORECASE):
        return False
    if cover.token is None or "mask" not in cover.token.term:
        return True
    carved = cover.token.value == "full-face mask" and re.search(ON_MASK, text[max(0, action.start - 60) : action.start], re.IGNORECASE)
    between = text[cover.end : action.start] if cover.end <= action.start else text[action.end : cover.start]
    return not (carved or re.fullmatch(OF_MASK, between, re.IGNORECASE))


def _is_owner(prompt: Prompt, cover: Cover, action: Token) -> bool:
    """Whether a cover that only words tell is before the face of this action: that of the person named last before it."""
    if prompt.panels > 1 or action.scope.branch:
        return False
    before = tokens_from(prompt, cover.start - REACH, cover.start)
    last = before[-1] if before else None
    if prompt.moments > 1 and (
        (last.scope.moment if last else 0) != action.scope.moment
        or re.search(NEXT_MOMENT, prompt.text[last.end if last else 0 : cover.start], re.IGNORECASE)
    ):
        return False  # "laughing with her mouth open; then she covers her mouth"
    owner = next((token for token in reversed(before) if token.kind == "subject"), None)
    return prompt.people == 1 or (owner is not None and owner.scope.person == action.scope.person)
