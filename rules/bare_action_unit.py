"""A code without words.

Source: the article writes every code with its words ("AU4 brow furrow"), and image models learn from captions, in which codes hardly
occur; the effects are the appearance changes of Ekman, Friesen & Hager (2002), facs/wordings.csv and facs/units.csv. The article calls the
codes a vocabulary that models read; no study of text-to-image models has found that they do, so this is a hint and not an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from promptlint.coding import Code, all_codes
from promptlint.facs.displays import unit_wordings
from promptlint.facs.units import is_known, units
from promptlint.live import tokens_from
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Edit, Fix, Problem, rule
from promptlint.text import around
from promptlint.wording import in_order, listed

#: What a code shows where facs/wordings.csv has no row: heads, eyes and lids.
EFFECTS = {
    "0": "neutral face", "8": "lips drawn together", "26": "jaw drop", "27": "mouth stretched wide open", "30": "jaw shifted sideways",
    "41": "drooping lids", "42": "eyes reduced to slits", "44": "squint", "51": "head turned left", "52": "head turned right",
    "53": "head up", "54": "head down", "55": "head tilted to the left", "56": "head tilted to the right", "57": "head forward",
    "58": "head pulled back", "61": "eyes left", "62": "eyes right", "63": "eyes up", "64": "eyes down", "65": "diverging eyes",
    "66": "crossed eyes", "69": "looking at the other person",
}  # fmt: skip
#: Words that grade, time or place an action and do not tell what it looks like.
GRADES = (
    r"(?:very|too|a|an|the|(?:at|to|of|in)(?= (?:full|max|peak|intens|level|trace|low|high|medium))|its|his|her|their"
    r"|is|are|only|just|also|here|now|both|sides?|left|right|slight\w*|strong\w*|weak\w*"
    r"|mild\w*|intens\w+|max\w*|full\w*|complete\w*|extreme\w*|faint\w*|subtl[ey]|bare\w*|trace|level|peak|low|medium|high|moderate\w*"
    r"|marked\w*"
    r"|severe\w*|light\w*|heav\w+|activ\w+|engage\w*|unilateral\w*|bilateral\w*|asymmetric\w*|beginning|emerging|fading|building"
    r"|resolving|clear\w*"
    r"|[a-e]|\d+)"
)
#: Small words with which something else begins.
GOES_ON = (
    r"(?:and|or|but|with|without|while|when|as|during|after|before|for|from|in|on|at|by|under|over|behind|beside|near|against|through"
    r"|across"
    r"|into|onto|inside|outside|below|above|around|between|wearing|holding|standing|sitting|looking)\b"
)
#: What somebody with a code does: "a clerk with AU14 checks a ticket".
ACTS = r"[a-z]+s\s+(?:an?|the|his|her|their|its|at|in|on|into|for|from|to|up|down|out|off|under|over)\b"
#: Parts of the face: words of one in the same clause tell what the code shows ("his jaw has dropped (AU26)").
PARTS = (
    r"\b(?:eye)?(?:brows?|lids?)\b|\b(?:eyes?|lips?|mouth|jaw|cheeks?|nose|nostrils?|chin|teeth|tongue|forehead|neck|head|smil\w+|frown\w*"
    r"|grin\w*|smirk\w*|scowl\w*|sneer\w*|squint\w*|wink\w*|pout\w*|dimple\w*|furrow\w*|gaze|glance|laugh\w*|grimac\w+)\b"
)
#: What stands between words and the code that glosses them.
GLOSSING = ("(", "i.e. ", "that is ", "aka ", "a.k.a. ")
#: How far before a code the words that it glosses are looked for.
GLOSSED = 200
#: Signs and words that make one list of two codes.
JOINED = r"[\s/&+,]*(?:and|plus|with)?[\s(]*"
#: Kinds of token that, right behind a code, are no description of it.
OTHERS = frozenset({"subject", "context", "shot", "angle", "lighting", "occluder", "composition", "temperature"})


@rule(
    "FAC104",
    severity="info",
    preset="strict",
    reads=("action",),
    good=(
        "AU12 smile, park bench, noon",
        "brows drawn down (AU4), lids tight (AU7), customs officer",
        "AU4 (brow lowered), AU24: lips pressed, juror",
        "AU6 + AU12 warm smile, swimming pool",
        "AU1 concern, AU7 determination, goalkeeper",
        "His jaw has dropped (AU26), the plate is still falling.",
        "lip corners down, without AU12, pallbearer",
        'poster with the words "AU12 AU4", student, raised eyebrows',
        "wide grin, AU12, beach",
        "(AU9 wrinkled nose:1.2), fish market",
        "gold ring hallmarked Au 750, jeweller",
    ),
    bad=(
        Bad("A tram inspector with AU14 checks a ticket.", marks=("AU14",)),
        Bad("AU12, park bench, noon", marks=("AU12",), fixed="AU12 smile, park bench, noon"),
        Bad("slight AU1 in the subway, commuter", marks=("AU1",), fixed="slight AU1 inner brow raise in the subway, commuter"),
        Bad("(AU9:1.2), alley", marks=("AU9",), fixed="(AU9 nose wrinkle:1.2), alley"),
        Bad("AU1+AU4, hospital", marks=("AU1+AU4",), fixed="AU1+AU4 inner brows drawn together and raised, hospital"),
        Bad("AU4+AU23, juror", marks=("AU4+AU23",), fixed="AU4 brow furrow + AU23 lip tightening, juror"),
        Bad("left AU14B and AU64, duchess", marks=("AU14B",), fixed="left AU14B tightened lip corners and AU64 eyes down, duchess"),
    ),
)
def bare_action_unit(prompt: Prompt) -> Iterator[Problem]:
    """Image models have read millions of captions and hardly a code: the number alone is noise to them. Say beside it what is seen."""
    coded = all_codes(prompt.asserted("action"))
    said: dict[tuple[int | None, int, int], set[str]] = {}  # the units that words name, by face
    for action in prompt.asserted("action") if coded else ():
        if not action.coded:
            said.setdefault(_face(action), set()).update(action.units)
    bare: set[int] = set()
    for place in range(len(coded) - 1, -1, -1):  # from the end: "AU4, AU7 and AU23 tense brow" is one list with words
        token, codes = coded[place]
        following = coded[place + 1] if place + 1 < len(coded) else None
        joined = following and re.fullmatch(JOINED, prompt.text[token.end : following[0].start], re.IGNORECASE)
        shared = joined and following and following[0].start not in bare and "," not in prompt.text[token.end : following[0].start]
        in_words = set(token.units) & said.get(_face(token), set())
        if not shared and not in_words and not _is_described(prompt, codes) and all(is_known(code.number) for code in codes):
            bare.add(token.start)
    for token, codes in coded:
        if token.start in bare:
            names = listed(f"AU{code}" for code in in_order(code.number for code in codes))
            yield Problem(
                codes[0].start,
                codes[-1].end,
                f"{names} without words say little to image models, which were not trained on codes; add what is seen: {_effects(codes)}",
                label=_effects(codes),
                fixes=(Fix("add the visible effect", _edits(codes)),),
            )


def _face(token: Token) -> tuple[int | None, int, int]:
    """Whose face an action is of, in which picture and when."""
    return token.scope.person, token.scope.panel, token.scope.moment


def _is_described(prompt: Prompt, codes: list[Code]) -> bool:
    """Whether words tell what the codes show, behind them or in their clause."""
    text = prompt.text
    end = codes[-1].end
    words = re.match(r"\s*[:=(\[–—-]*\s*([^,;.!?()\[\]{}|\n:]{0,80})", text[end : end + 90])
    if re.match(r"[-–/+]\s?\d", text[end : end + 3]):  # "AU23-24": malformed, so nobody knows where its words begin
        return True
    said = re.sub(rf"^(?:\W*\b{GRADES}\b)+", "", words.group(1), flags=re.IGNORECASE).strip(" -–\t") if words else ""
    acts = re.match(ACTS, said, re.IGNORECASE) and not re.search(PARTS, said, re.IGNORECASE)
    if said and said[0].isalpha() and not acts and not re.match(GOES_ON, said, re.IGNORECASE) and not _is_other(prompt, end, said):
        return True
    begin, stop = around(text, codes[0].start, end)
    gloss = next((sign for sign in GLOSSING if text.endswith(sign, 0, codes[0].start)), "")
    if gloss:  # "her lids tighten (AU7)", "her jaw drops, i.e. AU26": a gloss of what precedes it
        told = text[max(0, codes[0].start - GLOSSED) : codes[0].start - len(gloss)].rstrip(" ,")
        since = told[around(told, len(told), len(told))[0] :]
        if re.search(PARTS, re.split(r"\bAU\W?\d+\w?", since, flags=re.IGNORECASE)[-1], re.IGNORECASE):
            return True
    clause = text[begin : codes[0].start] + " " + text[end:stop]
    return bool(re.search(PARTS, clause, re.IGNORECASE)) and not re.search(r"\bAU\W?\d", clause, re.IGNORECASE)


def _is_other(prompt: Prompt, end: int, said: str) -> bool:
    """Whether the words behind a code are somebody or something else: "AU12 woman in a park"."""
    at = prompt.text.find(said, end)
    other = next((token for token in tokens_from(prompt, at, at + len(said)) if token.kind in OTHERS), None)
    return other is not None and re.search(PARTS, prompt.text[at : other.start], re.IGNORECASE) is None


def _key(codes: list[Code]) -> str:
    """The row of facs/wordings.csv for all the codes together, or ""."""
    joined = "+".join(in_order(code.number for code in codes))
    graded = joined + codes[0].letter if len(codes) == 1 else joined
    return next((key for key in (graded, joined) if key in unit_wordings()), "")


def _effect(codes: list[Code]) -> str:
    """What the codes show together, or "" where no wording names them together."""
    key = _key(codes)
    if key:
        row = unit_wordings()[key]
        return (row.code or row.plain).replace("{}", "")
    if len(codes) > 1:
        return ""
    unit = units().get(codes[0].number)
    return EFFECTS.get(codes[0].number) or (next(iter(unit.synonyms), unit.effect) if unit else "")


def _effects(codes: list[Code]) -> str:
    return _effect(codes) or listed(_effect([code]) for code in codes)


def _edits(codes: list[Code]) -> tuple[Edit, ...]:
    """The words behind the codes; where no wording names them together, each code gets its own, as the article writes it."""
    together = _effect(codes)
    if together:
        return (Edit(codes[-1].end, codes[-1].end, f" {together}"),)
    edits = [Edit(code.end, following.start, f" {_effect([code])} + ") for code, following in pairwise(codes)]
    return (*edits, Edit(codes[-1].end, codes[-1].end, f" {_effect(codes[-1:])}"))
