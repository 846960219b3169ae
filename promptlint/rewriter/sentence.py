"""How the words of a label sit in their sentence: before a noun, behind a verb, behind "with", or alone between two commas.

A text is looked at between two marks (a "segment": commas, stops, brackets, bars), because prompts are written so; no grammar beyond that
is asked of it. Offsets count code points; every pattern is tried on one segment only, so the work stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from promptlint.text import late

#: What parts one segment from the next; ``PARAMETER`` opens the parameters of a Midjourney prompt.
MARKS = ',;:.!?()[]{}|<>\n\r"“”'
PARAMETER = " --"
#: Further away nothing in a sentence depends on a label; a longer stretch without a mark is no sentence.
SEGMENT_MAX = 500
#: Words that may stand between two labels of one list.
GLUE = late(r"(?:[\s,/&+]|\b(?:and|but|yet|with|or|plus|then|an?|the|her|his|their|its|very|so|also)\b)*", re.IGNORECASE)
#: What is left over at the end of an over-specified list ("..., wide eyes, and tension").
LEFTOVER = late(r"(?:\s*,)?\s*(?:\b(?:and|with)\b\s+)?(?:tension|drama|intensity|emotions?|feelings?|lines?)\b", re.IGNORECASE)
DEGREE = late(r"\b(?:very|so|really|extremely|quite|rather|deeply|truly|incredibly|too|a (?:bit|little)|slightly)\s+\Z", re.IGNORECASE)
ARTICLE = late(r"\b(an?)(\s+)\Z", re.IGNORECASE)
DETERMINERS = r"\b(?:an?|the|this|that|one|two|three|some|another|each|every|her|his|their|its|my|your|our)\b"
DETERMINER = late(DETERMINERS, re.IGNORECASE)
DETERMINED = late(rf"(?:{DETERMINERS}|['’]s)\s+\Z", re.IGNORECASE)
#: What goes with a label that is taken out, in front of it.
ATTRIBUTES = late(
    r"(?:\b(?:an?|the|some|such|pure|deep|great|intense|utter|quiet|sheer|genuine|absolute|complete|visible|palpable|clear)\s+)+\Z",
    re.IGNORECASE,
)
#: A manner of doing something: it stands before no noun.
ADVERB = late(r"(?<!friend)(?<!lone)ly\Z", re.IGNORECASE)
#: States that are done to something ("contemplating life"): the verb stays, and what it looks like comes behind.
DOING = late(
    r"(?:enjoy|contemplat|admir|ador|lov|hat|fear|mourn|miss|ponder|dread|savou?r|regret|celebrat)(?:ing|e?s|e?d)\Z", re.IGNORECASE
)
#: Verbs that say a state of somebody, and what says the same of a face's movements; "show" for every other one.
COPULA = late(
    r"\b(?P<verb>is|are|am|was|were|be|being|looks?|looked|looking|seems?|seemed|seeming|appears?|appeared|appearing|feels?|felt|feeling)\s+\Z",
    re.IGNORECASE,
)
SHOWING = {
    "is": "shows", "looks": "shows", "seems": "shows", "appears": "shows", "feels": "shows", "was": "showed", "were": "showed",
    "looked": "showed", "seemed": "showed", "appeared": "showed", "felt": "showed", "being": "showing", "looking": "showing",
    "seeming": "showing", "appearing": "showing", "feeling": "showing",
}  # fmt: skip
#: "a look of", "with an expression of": the whole of it makes room.
FACE_OF = late(
    r"(?:\b(?P<with>with|wearing|having|has|in|bearing)\s+)?(?:\b(?:an?|the|her|his|their|its)\s+)?(?:\b(?!one\b)[\w-]+\s+)?"
    r"\b(?:expressions?|looks?|face|air|sense|feeling|mask|gaze|state|mix|mixture|blend|combination|moments?)\s+of\s+\Z",
    re.IGNORECASE,
)
#: Small words that take a state as their object, and become "with"; verbs that take a face as well, and stay.
TAKES = late(r"\b(?:with|in|from|full of|filled with|overcome (?:with|by)|out of|of|wearing|bearing|having)\s+\Z", re.IGNORECASE)
SHOWS = late(
    r"\b(?:show(?:s|ing)?|express(?:es|ing)?|display(?:s|ing)?|convey(?:s|ing)?|radiat(?:es?|ing)|has|have|reveal(?:s|ing)?|reflect(?:s|ing)?"
    r"|mak(?:es?|ing)|betray(?:s|ing)?)\s+\Z",
    re.IGNORECASE,
)
ON_FACE = late(r"\s+(?:on|across|over|upon|in)\s+(?:her|his|their|its|the)\s+(?:\w+\s+)?(?:faces?|eyes|features)\b", re.IGNORECASE)
#: A word that ends the noun before it.
FUNCTION = late(
    r"(?:in|on|at|with|without|while|as|and|or|but|who|whose|whom|which|that|because|from|under|over|against|near|by|to|for|inside|outside"
    r"|behind|before|after|during|among|between|beside|next|of|is|are|was|were|has|have|had|through|into|onto|across|amid|within|where|when"
    r"|looks?|stands?|sits?|walks?|holds?|wears?|runs?|lies|waits?|stares?|gazes?|leans?|\w+ing|dressed|surrounded|seated|lit)\Z",
    re.IGNORECASE,
)
WORD = late(r"[^\W_]+(?:['’-][^\W_]+)*")
COMPOUND = late(r"(?:-[^\W_]+)+")
GAP = late(r"[ \t_-]+")
#: The end of a bracket that holds one label: its weight and what closes it.
GROUP_END = late(r"\s*(?::[\d.]+)?\s*[)\]]")
#: Compel's weight behind a word: "sad++".
SUFFIX = late(r"\++(?=[\s,.)]|\Z)")
#: "and", "but" before a state that is added to a clause.
AND = late(r"(?:\s+(?:and|but|yet))?\s*\Z", re.IGNORECASE)


def is_choice_before_noun(text: str, start: int, end: int) -> bool:
    """Whether the words are one of several options that stand before a noun together: "a {sad|happy} woman"."""
    left, right = segment_of(text, start, end)
    if text[left - 1 : left] not in {"{", "|", "["} or text[right : right + 1] not in {"}", "|", "]"} or text[left:start].strip():
        return False
    close = min((at for at in (text.find("}", right), text.find("]", right)) if at >= 0), default=-1)
    noun = close >= 0 and text[close + 1 : close + 2] in {" ", "_"} and text[close + 2 : close + 3].isalnum()
    return noun and "|" in text[left - 1 : close]


class Spot(NamedTuple):
    """What to take out (code points from start to end), and how the wording comes in.

    kind      "place": where it stood; "object": behind "with" or a verb; "after": behind the noun that the label stood before; "beside": at
              the end of the segment, and the label stays
    before    words that go in front of the wording, in the place of what was taken out
    noun_end  for "after": where the noun with its attributes ends
    """

    start: int
    end: int
    kind: str
    before: str = ""
    noun_end: int = 0


def segment_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The code points between the two marks round a place, at most SEGMENT_MAX to either side."""
    left, first = start, max(0, start - SEGMENT_MAX)
    while left > first and text[left - 1] not in MARKS:
        left -= 1
    right, last = end, min(len(text), end + SEGMENT_MAX)
    while right < last and text[right] not in MARKS and not text.startswith(PARAMETER, right):
        right += 1
    return left, right


def find_spot(text: str, start: int, end: int, nouns: Mapping[int, int]) -> Spot:
    """How the words from start to end sit in their sentence. nouns: where a noun of the prompt starts -> where it ends."""
    left, right = segment_of(text, start, end)
    label = text[start:end]
    if DOING.search(label) and text[end : end + 1] == " " and WORD.match(text, end + 1):
        return Spot(right, right, "beside", ", ")
    degree = DEGREE.search(text, left, start)
    start = degree.start() if degree else start
    before = text[left:start]
    group = _group_round(text, start, end)
    if group is not None:
        noun = _noun_after(text, group[1], segment_of(text, group[1], group[1])[1], nouns)
        if noun:
            return Spot(group[0], group[1], "after", noun_end=noun)
    elif not COPULA.search(before) and not ADVERB.search(label) and (noun := _noun_after(text, end, right, nouns)):
        return Spot(start, end, "after", noun_end=noun)
    elif text[end : end + 2] == ", " and ARTICLE.search(before) and " " not in label:  # "a sad, young woman"
        stop = segment_of(text, end + 1, end + 1)[1]
        noun = _noun_after(text, end + 1, stop, nouns)
        if noun and any(end < at < stop for at in nouns):
            return Spot(start, end + 1, "after", noun_end=noun)
    on_face = ON_FACE.match(text, end)
    return _in_place(text, left, start, on_face.end() if on_face else end)


def _in_place(text: str, left: int, start: int, end: int) -> Spot:
    """The spot of a label that no noun follows."""
    before = text[left:start]
    attributes = ATTRIBUTES.search(before)
    opened = before[: attributes.start()] if attributes else before
    if match := FACE_OF.search(opened):
        lead = before[: match.start()]
        words = "with " if match["with"] or (lead.strip() and not SHOWS.search(lead)) else ""
        return Spot(left + match.start(), end, "object" if words or lead.strip() else "place", words)
    if match := COPULA.search(before):
        return Spot(left + match.start(), end, "object", SHOWING.get(match["verb"].lower(), "show") + " ")
    if SHOWS.search(opened) or opened.endswith("one of "):
        return Spot(left + len(opened), end, "object")
    if match := TAKES.search(opened):
        return Spot(left + match.start(), end, "object", "with ")
    if not opened.strip():
        return Spot(left + len(opened), end, "place")
    if DETERMINED.search(opened):  # "her worried look"
        return Spot(start, end, "place")
    return Spot(left + len(AND.sub("", opened)), end, "place", ", ")


def _group_round(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The bracket or suffix that weighs these words and nothing else: "(sad:1.2)", "sad++"; None where there is none."""
    if suffix := SUFFIX.match(text, end):
        return start, suffix.end()
    found = None
    while start and text[start - 1] in "([" and text[start - 2 : start - 1] != "\\":
        match = GROUP_END.match(text, end)
        if match is None:
            break
        start, end = start - 1, match.end()
        found = (start, end)
    return found


def _noun_after(text: str, at: int, right: int, nouns: Mapping[int, int]) -> int:
    """Where the noun ends that the words behind at lead to, or 0 where they lead to none: a small word or a verb comes first."""
    end, known = 0, False
    gap = GAP.match(text, at, right)
    while gap is not None and (match := WORD.match(text, gap.end(), right)):
        start = match.start()
        if start in nouns:
            end, known = nouns[start], True
        elif known or (FUNCTION.match(match.group()) and not _is_attribute(text, match, right, nouns)):
            break
        else:
            end = match.end()
        if compound := COMPOUND.match(text, end, right):  # "corgi-themed"
            end = compound.end()
        if text[end : end + 2] in {"'s", "’s"}:
            end, known = end + 2, False
        gap = GAP.match(text, end, right)
    return end


def _is_attribute(text: str, verb: re.Match[str], right: int, nouns: Mapping[int, int]) -> bool:
    """Whether a word that looks like a verb ("looking", "alluring") stands before a noun: one follows, and no small word comes first."""
    if not verb.group().lower().endswith("ing"):
        return False
    for match in WORD.finditer(text, verb.end(), right):
        if match.start() in nouns:
            return True
        if FUNCTION.match(match.group()):
            return False
    return False
