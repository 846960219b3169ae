"""An expression of one half of the face that does not say which half.

Source: Ekman & Friesen (1986), contempt is one lip corner tightened and raised (L14 or R14, facs/emotions.csv); a wink (AU46) and a
single raised brow are scored with L or R (Ekman, Friesen & Hager 2002). Later studies find contempt on both sides as well (AU4+AU14+AU25,
Cordaro et al. 2018). The article names no sides. Sides are the depicted person's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import codes_of
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.text import around
from promptlint.wording import quoted

#: Words in an action that make it one-sided.
ONE_SIDED = (
    r"\bsmirk\w*|\blop-?sided|\bcrooked|\bhalf[-_ ]?(?:smil|grin|smirk)|\bone[-_ ]sided|\bunilateral|\basymmetr|\buneven|\bskewed|\bwonky"
    r"|\bsideways|\btwisted|\bslanted|\bwink|\bone[-_ ](?:[-\w]+[-_ ])?(?:eye|brow|eyebrow|corner|cheek|side|lid|lip)\b|\bAU[- ]?46"
    r"|\bcorner of (?:his|her|its|the|their) (?:mouth|lips?)\b|\bmouth corner\b"
)
#: The same right before it or behind it in its clause.
LEADS = (
    r"\b(?:uneven|skewed|wonky|asymmetric(?:al)?|one[- ]sided|unilateral|half (?:of )?(?:his|her|the|their)"
    r"|one (?:corner|side) of (?:his|her|the|their)(?: (?:upper )?(?:lip|mouth|face) (?:in(?:to)?|with) an?)?)\s*$|\bone\s+$"
)
FOLLOWS = (
    r"\s+(?:\w+\s+){0,2}(?:on|at|to|in|with)\s+(?:only\s+)?one\s+(?:side|corner)\b"
    r"|\s+(?:tugg\w+|pull\w+|lift\w+|play\w+)\s+(?:at\s+|up\s+)?one\s+(?:side|corner)\b"
)
PART = r"\b(?:eye|brow|eyebrow|corner|cheek|lid|lip)\b"
#: One brow: no plural, no half of both.
ONE_BROW = r"(?<![\w])(?:eye[- _]?)?brow(?![\w])"
BOTH_BROWS = r"\b(?:inner|outer|both|the)\b|\bbrow (?:raise|furrow|lift)"
#: What the prompt's "left" or "right" must stand before to be a side of the face, by region.
REGIONS = {
    "brow": r"(?:eye[- ]?)?brow|eye|side|one",
    "eye": r"eye(?!brow)(?:lid)?|lid|side|one",
    "mouth": r"(?:lip|mouth)?[- ]?corner|(?:upper |lower )?lip|cheek|dimple|half|side|mouth",
}
#: How the clause behind it may go on to tell: "half-smile, left corner higher".
NEXT = r"[,;]\s*(?:the |his |her |higher |only |up |raised )*(?:on (?:the|his|her) )?"
AIMED = (
    r"\s+(?:up )?(?:to|towards?) (?:the|his|her|their) (?:left|right)\b"
    r"|\s+(?:pull|rais|lift|tugg?|curl|hitch|quirk|tilt)\w*\s+(?:up\s+|higher\s+)?(?:on|at) (?:the|his|her|their) (?:left|right)\b"
)
#: "contempt of court" is no face.
COURT = r"\s+(?:of court|charge|of the court|proceedings|hearing)"


@rule(
    "FAC107",
    severity="info",
    preset="strict",
    reads=("action", "emotion"),
    good=(
        "smirk with the left lip corner raised, poker table",
        "right eyebrow raised, teacher",
        "both eyebrows raised, AU2 outer brow raise, teacher",
        "contempt, right AU14 dimple, senator",
        "a symmetrical smile, flight attendant",
        "no smirk, butler",
        "crooked street sign, smiling tourist",
        "smirks out of the right corner of his mouth, gunslinger",
        'T-shirt that says "SMIRK", bartender with a broad grin',
        "winks with her left eye, rodeo clown",
        "jailed for contempt of court, a reporter with pressed lips",
        "lopsided grin, higher on the right side of his face",
    ),
    bad=(
        Bad("smirk, light from the left, hangar", marks=("smirk",)),
        Bad("a teacher with one raised eyebrow", marks=("one raised eyebrow",)),
        Bad("a look of pure contempt, senator", marks=("pure contempt",)),
        Bad("1girl, (one_eye_closed:1.2), alley", marks=("one_eye_closed",)),
        Bad("Lopsided grin on a kid with a scarred left knee", marks=("Lopsided grin",)),
        Bad("He raises an eyebrow at the invoice.", marks=("raises an eyebrow",)),
    ),
)
def unsided_asymmetry(prompt: Prompt) -> Iterator[Problem]:
    """The model takes either side, another one in every picture, or evens the face out, and a character loses its look from scene to scene.
    Say which side, as the depicted person's own: "left AU14 smirk", "right eyebrow raised".
    """
    told: set[tuple[str, int | None, int, int]] = set()
    sided = {(_region_of(action), *_face(action)) for action in prompt.asserted("action") if _is_sided(action)}
    for token in sorted(prompt.asserted("action", "emotion"), key=lambda token: token.kind):
        region = _region(prompt.text, token)
        face = (region, *_face(token))
        if region and face not in told and face not in sided and not token.scope.group and not _has_side(prompt.text, token, region):
            told.add(face)
            yield problem(
                token,
                f"{quoted(token.text)} shows on one side of the face and does not say on which; add the person's own left or right",
                label="which side?" if region == "mouth" else f"which {region}?",
            )


def _region(text: str, token: Token) -> str:
    """Where a one-sided expression shows: "brow", "eye", "mouth"; "" for every other token."""
    if token.kind == "emotion":
        return "mouth" if token.value == "contempt" and not re.match(COURT, text[token.end : token.end + 20], re.IGNORECASE) else ""
    words = token.text.replace("_", " ")
    if not any(map(str.isalpha, words)):  # an emoticon
        return ""
    units = set(token.units)
    region = "brow" if units <= {"1", "2", "4"} else "eye" if units & {"5", "7", "43", "45", "46"} else "mouth"
    if region == "brow":
        alone = re.search(ONE_BROW, words, re.IGNORECASE) and not re.search(BOTH_BROWS, words, re.IGNORECASE)
        return region if units == {"2"} and not token.coded and alone else region if re.search(ONE_SIDED, words, re.IGNORECASE) else ""
    if re.search(ONE_SIDED, words, re.IGNORECASE):
        return region
    lead = re.search(LEADS, text[max(0, token.start - 30) : token.start], re.IGNORECASE)
    if lead and (not lead.group().lower().startswith("one") or "of" in lead.group() or re.search(PART, words, re.IGNORECASE)):
        return region
    return region if re.match(FOLLOWS, text[token.end : token.end + 60], re.IGNORECASE) else ""


def _face(token: Token) -> tuple[int | None, int, int]:
    """Whose face a claim is of, in which picture and when."""
    return token.scope.person, token.scope.panel, token.scope.moment


def _has_side(text: str, token: Token, region: str) -> bool:
    """Whether the side is told by the words of the claim's clause."""
    if _is_sided(token):
        return True
    begin, end = around(text, token.start, token.end)
    if re.match(AIMED, text[token.end : token.end + 40], re.IGNORECASE):
        return True
    parts = REGIONS[region]
    if re.search(rf"\b(?:left|right)(?:[- ]hand)?(?:[- ]sided|\s+(?:{parts})\b)|\(\s*(?:left|right|L|R)\b", text[begin:end], re.IGNORECASE):
        return True
    behind = rf"{NEXT}(?:left|right)(?:\s+(?:{parts})\b|\s*(?:only)?\s*(?:[,;.)]|$))"
    return bool(re.match(behind, text[end : end + 60], re.IGNORECASE))


def _is_sided(token: Token) -> bool:
    """Whether a claim has a side of its own; "(the man) on the right smirks" has a place in the picture."""
    if token.side in {"left", "right"} and not token.text.lower().startswith("on the "):
        return True
    return any(code.letter in {"L", "R"} for code in codes_of(token))


def _region_of(action: Token) -> str:
    units = set(action.units)
    return "brow" if units <= {"1", "2", "4"} else "eye" if units & {"5", "7", "43", "45", "46"} else "mouth"
