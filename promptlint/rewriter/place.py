"""Where a wording goes, and what has to change round it: the article before a noun, commas, a verb, the brackets of a weight.

Only the words that carried the label are touched; everything else stays byte for byte. A text is looked at between two marks (a "segment":
commas, stops, brackets, bars), because prompts are written so; no grammar beyond that is asked of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from promptlint.rewriter.expression import Expression
from promptlint.rule import Edit

#: What parts one segment from the next.
MARKS = ",;:.!?()[]{}|<>\n\r\"“”"
#: What opens the parameters of a Midjourney prompt.
PARAMETER = " --"
#: Words that may stand between two labels of one list.
GLUE = re.compile(r"(?:[\s,/&+]|\b(?:and|but|yet|with|or|plus|then|an?|the|her|his|their|its|very|so|also)\b)*", re.IGNORECASE)
#: What is left over at the end of an over-specified list ("..., wide eyes, and tension").
LEFTOVER = re.compile(r"(?:\s*,)?\s*(?:\b(?:and|with)\b\s+)?(?:tension|drama|intensity|emotions?|feelings?|lines?)\b", re.IGNORECASE)
DEGREE = re.compile(r"\b(?:very|so|really|extremely|quite|rather|deeply|truly|incredibly|too|a (?:bit|little)|slightly)\s+\Z", re.IGNORECASE)
ARTICLE = re.compile(r"\b(an?)(\s+)\Z", re.IGNORECASE)
DETERMINER = re.compile(r"\b(?:an?|the|this|that|one|two|three|some|another|each|every|her|his|their|its|my|your|our)\s+\Z", re.IGNORECASE)
WITHIN_DETERMINER = re.compile(r"\b(?:an?|the|this|that|one|two|three|some|another|her|his|their|its|my|your|our)\b", re.IGNORECASE)
OPEN_ARTICLES = re.compile(r"(?:\b(?:an?|the|some|such)\s+)\Z", re.IGNORECASE)
#: Verbs that say a state of somebody, and what says the same of a face's movements.
COPULA = re.compile(
    r"\b(?P<verb>is|are|am|was|were|be|being|looks?|looked|looking|seems?|seemed|seeming|appears?|appeared|appearing|feels?|felt|feeling)\s+\Z",
    re.IGNORECASE,
)
SHOWING = {
    "is": "shows", "looks": "shows", "seems": "shows", "appears": "shows", "feels": "shows", "was": "showed", "were": "showed",
    "looked": "showed", "seemed": "showed", "appeared": "showed", "felt": "showed", "being": "showing", "looking": "showing",
    "seeming": "showing", "appearing": "showing", "feeling": "showing",
}  # fmt: skip
#: "a look of", "with an expression of": the whole of it makes room.
FACE_OF = re.compile(
    r"(?:\b(?P<with>with|wearing|having|has|in|bearing)\s+)?(?:\b(?:an?|the|her|his|their|its)\s+)?(?:\b(?!one\b)[\w-]+\s+)?"
    r"\b(?:expressions?|looks?|face|air|sense|feeling|mask|gaze|state)\s+of\s+\Z",
    re.IGNORECASE,
)
#: Small words and verbs that take an expression as their object. The first ones become "with", the others stay.
TAKES = re.compile(r"\b(?P<word>with|in|from|full of|filled with|overcome (?:with|by)|out of|of|wearing|bearing|having)\s+\Z", re.IGNORECASE)
SHOWS = re.compile(
    r"\b(?:showing|shows|show|expressing|expresses|displaying|displays|conveying|conveys|radiating|radiates|has|have|revealing|reveals|making|makes)\s+\Z",
    re.IGNORECASE,
)
ON_FACE = re.compile(r"\s+(?:on|across|over|upon|in)\s+(?:her|his|their|its|the)\s+(?:\w+\s+)?(?:faces?|eyes|features)\b", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[]+")
CLOSING = re.compile(r"\s*(?::[\d.]+)?\s*[)\]]+\Z")
#: A word that ends the noun before it.
FUNCTION = re.compile(
    r"(?:in|on|at|with|without|while|as|and|or|but|who|whose|whom|which|that|because|from|under|over|against|near|by|to|for|inside|outside"
    r"|behind|before|after|during|among|between|beside|next|of|is|are|was|were|has|have|had|through|into|onto|across|amid|within|where|when"
    r"|looks?|stands?|sits?|walks?|holds?|wears?|runs?|lies|waits?|stares?|gazes?|leans?|\w+ing|dressed|surrounded|seated|lit)\Z",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
GAP = re.compile(r"[ \t_-]+")
VOWEL = re.compile(r"(?!(?:uni|use|usu|eu|one\b|ur[aeiou]))[aeiou]|hour|honest|heir", re.IGNORECASE)


class Spot(NamedTuple):
    """What to take out (code points from start to end), and how the wording comes in.

    kind      "place": where it stood; "object": behind "with" or a verb; "after": behind the noun that the label stood before
    before    words that go in front of the wording, in the place of what was taken out
    noun_end  for "after": where the noun with its attributes ends
    """

    start: int
    end: int
    kind: str
    before: str = ""
    noun_end: int = 0


def segment_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The code points between the two marks round a place."""
    left = start
    while left > 0 and text[left - 1] not in MARKS:
        left -= 1
    right = end
    while right < len(text) and text[right] not in MARKS and not text.startswith(PARAMETER, right):
        right += 1
    return left, right


def find_spot(text: str, start: int, end: int, nouns: dict[int, int]) -> Spot:
    """How the words from start to end sit in their sentence. nouns: where a noun of the prompt starts -> where it ends."""
    left, right = segment_of(text, start, end)
    degree = DEGREE.search(text, left, start)
    start = degree.start() if degree else start
    before, behind = text[left:start], text[end:right]
    group = _group_round(text, start, end)
    if group is not None:
        noun = _noun_after(text, group[1], segment_of(text, group[1], group[1])[1], nouns)
        if noun:
            return Spot(group[0], group[1], "after", noun_end=noun)
    elif (noun := _noun_after(text, end, right, nouns)) and not COPULA.search(before):
        return Spot(start, end, "after", noun_end=noun)
    elif text[end : end + 2] == ", " and ARTICLE.search(before) and " " not in text[start:end]:  # "a sad, young woman"
        stop = segment_of(text, end + 1, end + 1)[1]
        noun = _noun_after(text, end + 1, stop, nouns)
        if noun and any(end < at < stop for at in nouns):
            return Spot(start, end + 1, "after", noun_end=noun)
    on_face = ON_FACE.match(text, end)
    stop = on_face.end() if on_face else end
    if match := FACE_OF.search(before):
        words = "with " if match["with"] or before[: match.start()].strip() else ""
        return Spot(left + match.start(), stop, "object" if words else "place", words)
    if match := COPULA.search(before):
        verb = SHOWING.get(match["verb"].lower(), "show")
        return Spot(left + match.start(), stop, "object", f"{verb} ")
    article = OPEN_ARTICLES.search(before)
    opened = before[: article.start()] if article else before
    if SHOWS.search(opened):
        return Spot(left + len(opened), stop, "object")
    if opened.endswith("one of "):
        return Spot(left + len(opened), stop, "object")
    if match := TAKES.search(opened):
        return Spot(left + match.start(), stop, "object", "with ")
    if not opened.strip():
        return Spot(left + len(opened), stop, "place")
    if DETERMINER.search(before) and not article:  # "her worried look"
        return Spot(start, end, "place")
    return Spot(left + len(re.sub(r"(?:\s+(?:and|but|yet))?\s*\Z", "", before)), stop, "place", ", ")


def _group_round(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The bracket that holds these words and nothing else, with its weight: "(sad:1.2)"; None where there is none."""
    found = None
    while start and text[start - 1] in "([" and not text[: start - 1].endswith("\\"):
        match = re.compile(r"\s*(?::[\d.]+)?\s*[)\]]").match(text, end)
        if match is None:
            break
        start, end = start - 1, match.end()
        found = (start, end)
    return found


def _noun_after(text: str, at: int, right: int, nouns: dict[int, int]) -> int:
    """Where the noun ends that begins behind at, or 0 where no noun follows."""
    gap = GAP.match(text, at, right)
    first = WORD.match(text, gap.end(), right) if gap else None
    if first is None:
        return 0
    known = next((start for start in range(first.start(), right) if start in nouns), None)
    if known is None and FUNCTION.match(first.group()):
        return 0
    at = first.start() if known is None else known
    end = at
    while match := WORD.match(text, at, right):
        if at in nouns:
            end = nouns[at]
        elif known is not None or FUNCTION.match(match.group()):
            break
        else:
            end = match.end()
        if text[end : end + 2] in {"'s", "’s"}:
            known, end = None, end + 2
        gap = GAP.match(text, end, right)
        if gap is None:
            break
        at = gap.end()
    return end


def put(text: str, spot: Spot, wording: Expression, extras: tuple[str, ...], *, tags: bool, alone: bool) -> list[Edit]:
    """The edits that put a wording where a label stood. extras: light or context, last of all. alone: one person is depicted."""
    full = wording._replace(manner=wording.manner + extras)
    comma = full.tags() if tags or not full.actions else full.listed()
    manner = "".join(f", {words}" for words in full.manner)
    if spot.kind == "after":
        return _after(text, spot, full, comma, manner, tags=tags, alone=alone)
    goes_on = re.match(r"\s+[^\W_]", text[spot.end : spot.end + 2]) is not None
    closing = "," if goes_on and ("," in comma or spot.before) else ""
    if spot.kind == "object" and full.actions:
        words = spot.before + full.phrase() + manner + ("," if goes_on and manner else "")
    elif spot.kind == "object":
        words = ", " + comma + closing
        start = len(text[: spot.start].rstrip())
        return [Edit(start, spot.end, words)]
    else:
        words = spot.before + comma + closing
    if _opens(text, spot.start) and text[spot.start : spot.start + 1].isupper():
        words = words[:1].upper() + words[1:]
    return [Edit(spot.start, spot.end, words)]


def _after(text: str, spot: Spot, full: Expression, comma: str, manner: str, *, tags: bool, alone: bool) -> list[Edit]:
    """Behind the noun: "a woman with A and B, eyes lowered, in a cafe", "character, A with B"."""
    cut = take_out(text, spot)
    at = spot.noun_end
    right = segment_of(text, at, at)[1]
    tail = text[at:right].strip()
    if text[spot.start] in "([":  # the weight moves along: "(angry:1.3) man" becomes "man, (...:1.3)"
        opening, closing = BRACKETS.match(text, spot.start), CLOSING.search(text[spot.start : spot.end])
        comma = f"{opening.group()}{comma}{closing.group()}" if opening and closing else comma
    elif full.actions and tail:
        match = re.compile(r"\s+with\b", re.IGNORECASE).match(text, at)
        if match is None:
            return [cut, Edit(at, at, f" with {full.phrase()}{manner}{',' if manner else ''}")]
        if alone:
            return [cut, Edit(right, right, f", {comma}")]
        return [cut, Edit(at, match.end(), f" with {', '.join((*full.actions, *full.manner))} and")]
    elif full.actions and not tags and (not alone or WITHIN_DETERMINER.search(text, segment_of(text, spot.start, at)[0], spot.start)):
        return [cut, Edit(at, at, f" with {full.phrase()}{manner}")]
    return [cut, Edit(at, at, f", {comma}{',' if tail else ''}")]


def take_out(text: str, spot: Spot) -> Edit:
    """The edit that takes a label from before its noun: the gap goes with it, the article and the capital letter follow."""
    end = spot.end
    if match := re.compile(r"[-\s]looking\b").match(text, end):
        end = match.end()
    gap = GAP.match(text, end)
    end = gap.end() if gap else end
    start, words = spot.start, ""
    article = ARTICLE.search(text, max(0, start - 8), start)
    if article:
        right = "an" if VOWEL.match(text, end) else "a"
        start = article.start()
        words = (right.capitalize() if article[1][0].isupper() else right) + article[2]
    elif _opens(text, start) and text[spot.start : spot.start + 1].isupper() and text[end : end + 1].islower():
        words, end = text[end].upper(), end + 1
    return Edit(start, end, words)


def remove(text: str, spot: Spot) -> Edit:
    """The edit that takes a label out for good, with the comma or the small words that only it needed."""
    if spot.kind == "after":
        return take_out(text, spot)
    start, end = spot.start, spot.end
    left, right = segment_of(text, start, end)
    if spot.kind == "place" and not text[left:start].strip() and not text[end:right].strip():
        if text[right : right + 1] == ",":
            gap = re.compile(r"\s*").match(text, right + 1)
            return Edit(start, gap.end() if gap else right + 1, "")
        before = len(text[:left].rstrip())
        if before and text[before - 1] == ",":
            return Edit(before - 1, right, "")
    start = len(text[:start].rstrip(" "))
    return Edit(start, end, "")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:at].rstrip(" (\"'[")
    return not before or before[-1] in ".!?\n\r"
