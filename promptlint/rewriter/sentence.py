"""How the words of a label sit in their sentence: before a noun, behind a verb, behind "with", or alone between two commas.

A text is looked at between two marks (a "segment": commas, stops, brackets, bars), because prompts are written so; no grammar beyond that
is asked of it. Offsets count code points; every pattern is tried on one segment only, so the work stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from promptlint.rewriter.speech import ADVERB, FACE, VERB, is_named
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
    r"(?:\b(?:an?|the|some|such|pure|deep|great|intense|utter|quiet|sheer|genuine|absolute|complete|visible|palpable|clear|high|strong|raw|extreme|overwhelming)\s+)+\Z",
    re.IGNORECASE,
)
#: States that are done to something ("contemplating life"): the verb stays, and what it looks like comes behind.
DOING = late(
    r"(?:enjoy|contemplat|admir|ador|lov|hat|fear|mourn|miss|ponder|dread|savou?r|regret|celebrat)(?:ing|e?s|e?d)\Z", re.IGNORECASE
)
#: Verbs that say a state of somebody, and what says the same of a face's movements; "show" for every other one.
COPULA = late(
    r"\b(?P<verb>is|are|am|was|were|be|being|looks?|looked|looking|seems?|seemed|seeming|appears?|appeared|appearing|feels?|felt|feeling)\s+"
    r"(?:(?:always|often|still|now|just|also|both|all|clearly|visibly|noticeably|completely|totally|obviously|a bit|a little)\s+)*\Z",
    re.IGNORECASE,
)
#: "her expression is one of grief": the whole of it becomes "shows".
IS_OF = late(r"\b(?P<verb>is|are|was|were)\s+(?:one\s+)?of\s+\Z", re.IGNORECASE)
SHOWING = {
    "is": "shows", "looks": "shows", "seems": "shows", "appears": "shows", "feels": "shows", "was": "showed", "were": "showed",
    "looked": "showed", "seemed": "showed", "appeared": "showed", "felt": "showed", "being": "showing", "looking": "showing",
    "seeming": "showing", "appearing": "showing", "feeling": "showing",
}  # fmt: skip
#: "a look of", "with an expression of": the whole of it makes room.
FACE_OF = late(
    r"(?:\b(?P<with>with|wearing|having|has|in|bearing)\s+)?(?:\b(?:an?|the|her|his|their|its)\s+)?(?:\b(?!(?:one|an?|the|to|of|from|and|or|by|at|as|for|into|between|through|than)\b)[\w-]+\s+)?"
    r"\b(?:expressions?|looks?|face|air|sense|feeling|mask|gaze|state|mix|mixture|blend|combination|moments?)\s+of\s+\Z",
    re.IGNORECASE,
)
#: Small words that take a state as their object, and become "with"; verbs that take a face as well, and stay.
TAKES = late(
    r"(?<!burst )(?<!start )(?<!rich )\b(?:with|in|full of|filled with|overcome (?:with|by)|out of|wearing|bearing|having)\s+\Z",
    re.IGNORECASE,
)
PICTURE_OF = late(r"\b(?:portrait|picture|photo(?:graph)?|painting|image|drawing|study|depiction|illustration) of\s+\Z", re.IGNORECASE)
#: What a state goes on with: its cause or aim ("focused on the task", "determined to win"), or a second one that nothing here can tell
#: in movements of the face ("determined and supportive"). It stays whole then.
GOVERNS = late(
    r"\s+(?:to|of|about|from|for|over|that|than|like|upon|towards?)\b|(?<=ed)\s+(?:by|on|with)\b|(?<=intent)\s+on\b|(?<=ing)\s+on\b"
    r"|(?:(?<=ed)|(?<=ing))\s+at\b|(?:(?<=engrossed)|(?<=absorbed)|(?<=immersed)|(?<=interested)|(?<=fascinated)|(?<=lost))\s+in\b",
    re.IGNORECASE,
)
AND_MORE = late(
    r"(?:\s+(?:and|or|but|yet|nor)|\s*/)\s+(?!(?:an?|the|he|she|they|it|i|we|you|his|her|their|its|there|with|in|on|at|is|has)\b)\w",
    re.IGNORECASE,
)
#: Behind a noun "and" may begin what somebody does: "expressing sadness and posing".
AND_DOES = late(r"\s+and\s+\w+ing\b", re.IGNORECASE)
#: The word that only carries a state goes with it: "sad emotion", "in a calm mood".
CARRIER = late(r"\s+(?:emotions?|feelings?|moods?|vibes?|(?:emotional |mental )?state)\b", re.IGNORECASE)
#: "and" between a state and another attribute of the same noun: "a sad and beautiful woman", "a beautiful and sad woman".
AND_BEHIND = late(r"\s+(?:and|but|yet)(?=\s)", re.IGNORECASE)
AND_BEFORE = late(r"\b(?:and|but|yet)\s+\Z", re.IGNORECASE)
#: Two attributes of one face: "his playful yet focused expression" stays whole.
TWO_ATTRIBUTES = late(rf"(?:{DETERMINERS}|['’]s)\s+[\w-]+\s+(?:and|but|yet)\s+\Z", re.IGNORECASE)
#: A noun that follows and is nobody the vocabulary knows: with an article, and with somebody else in the picture, it is what they do or
#: how the picture is ("a playful tussle", "a nostalgic charm").
IN_ARTICLE = late(rf"(?:{DETERMINERS}|['’]s)\s+(?:[\w-]+\s+){{0,2}}\Z", re.IGNORECASE)
ONE_OF = late(r"\bone of\s+\Z", re.IGNORECASE)
EYES = late(r"\b(?:eyes|features|lips)\Z", re.IGNORECASE)
OPEN_END = late(r"\s(?:in|of|on|with|by|to|about|at)\Z", re.IGNORECASE)
#: An article with attributes and no noun yet: "a beautiful, sad woman".
ATTRIBUTE_LIST = late(r"(?:\A|\bof|\bwith|\bby)\s*(?:an?|the)\s+[\w-]+(?:\s+[\w-]+)?\Z", re.IGNORECASE)
#: A face, right behind which a state tells what it does: "her expression relaxed".
FACE_BEFORE = late(r"\b(?:expressions?|faces?|looks?|gazes?|eyes|features|demeanou?r|countenance)\s+\Z", re.IGNORECASE)
#: A word behind which a noun is wanted, or the sentence breaks.
WANTS_NOUN = late(
    r"(?:\b(?:to|of|from|by|at|on|for|as|than|between|through|into|and|or|an?|the|his|her|their|its|my|your|our|this|that)|['’]s?)\s*\Z",
    re.IGNORECASE,
)
#: What a manner of doing stands before when it stands behind its verb: "smiles sadly in the rain".
PREPOSITION = late(
    r"\s+(?:in|on|at|with|without|while|as|under|over|against|near|by|to|for|inside|outside|behind|before|after|during|among|between|beside"
    r"|next|of|through|into|onto|across|amid|towards?|down|up|from|around|along|above|below|beneath|and|covered|\w+ing)\b",
    re.IGNORECASE,
)
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
#: A noun of somebody that a known noun stands before: "goblin tinkerer".
WHO = late(
    r"(?!(?:over|under|after|outer|inner|upper|lower|together|however|either|other|another|rather|ever|never|later|super|winter"
    r"|summer|per|center|near|floor|door|for|or)\Z)[a-z]{2,}(?:er|or|ist|ian)\Z",
    re.IGNORECASE,
)
COMPOUND = late(r"(?:-[^\W_]+)+")
GAP = late(r"[ \t_-]+")
#: The end of a bracket that holds one label: its weight and what closes it.
GROUP_END = late(r"\s*(?::[\d.]+)?\s*[)\]]")
#: Compel's weight behind a word: "sad++".
CLOSED = late(r"\s*(?::[\d.]+)?[)\]]+")
SUFFIX = late(r"\++(?=[\s,.)]|\Z)")
#: "and", "but" before a state that is added to a clause.
AND = late(r"(?:\s+(?:and|but|yet))?\s*\Z", re.IGNORECASE)


class Choice(NamedTuple):
    """Options that stand before a noun together, "{sad|happy} woman": where they begin and end, and where the noun ends."""

    start: int
    end: int
    noun_end: int


def choice_before_noun(text: str, start: int, end: int, nouns: Mapping[int, int]) -> Choice | None:
    """The options that the words from start to end are one of, where a noun comes behind them; None where they are no such option.

    Its noun_end is 0 where the options are nested, or so long that nobody would move them.
    """
    left, right = segment_of(text, start, end)
    if text[left - 1 : left] not in {"{", "|", "["} or text[right : right + 1] not in {"}", "|", "]"} or text[left:start].strip():
        return None
    last = min(len(text), right + SEGMENT_MAX)
    close = min((at for at in (text.find("}", right, last), text.find("]", right, last)) if at >= 0), default=-1)
    if close < 0 or text[close + 1 : close + 2] not in {" ", "_"} or not text[close + 2 : close + 3].isalnum():
        return None
    first = max(0, left - SEGMENT_MAX)
    start = max(text.rfind("{", first, left), text.rfind("[", first, left))
    if start < 0 or "|" not in text[start:close]:
        return None
    nested = any(mark in text[start + 1 : close] for mark in "{[()")
    noun = _noun_after(text, close + 1, segment_of(text, close + 1, close + 1)[1], nouns)
    return Choice(start, close + 1, 0 if nested else noun)


class Spot(NamedTuple):
    """What to take out (code points from start to end), and how the wording comes in.

    kind      "place": where it stood; "object": behind "with" or a verb; "after": behind the noun that the label stood before; "behind":
              where it stood, behind what somebody does; "beside": at the end of the segment, and the label stays; "nowhere": it belongs
              to something that has no face
    before    words that go in front of the wording, in the place of what was taken out
    noun_end  for "after": where the noun with its attributes ends
    """

    start: int
    end: int
    kind: str
    before: str = ""
    noun_end: int = 0


def is_whole_option(text: str, spot: Spot) -> bool:
    """Whether the words are all of one option of a choice or a schedule: "{sad|happy}", "[sad:happy:0.5]"."""
    left, right = segment_of(text, spot.start, spot.end)
    alone = not text[left : spot.start].strip() and not text[spot.end : right].strip()
    fenced = text[left - 1 : left] in {"{", "[", "|", ":"} and text[right : right + 1] in {"}", "]", "|", ":"}
    return alone and fenced and spot.kind == "place"


def segment_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The code points between the two marks round a place, at most SEGMENT_MAX to either side."""
    left, first = start, max(0, start - SEGMENT_MAX)
    while left > first and text[left - 1] not in MARKS:
        left -= 1
    right, last = end, min(len(text), end + SEGMENT_MAX)
    while right < last and text[right] not in MARKS and not text.startswith(PARAMETER, right):
        right += 1
    return left, right


def find_spot(text: str, start: int, end: int, nouns: Mapping[int, int], speech: str) -> Spot:
    """How the words from start to end sit in their sentence. nouns: where a noun of the prompt starts -> where it ends; speech: the part of
    speech of the words (``speech.speech_of``).
    """
    left, right = segment_of(text, start, end)
    label = text[start:end]
    stop = len(text[:right].rstrip())
    beside = Spot(stop, stop, "beside", ", ")
    if DOING.search(label) and text[end : end + 1] == " " and WORD.match(text, end + 1):
        return beside
    if EYES.search(label) or OPEN_END.search(label):
        return beside  # "large expressive eyes" are seen, "absorbed in" needs its object
    degree = DEGREE.search(text, left, start)
    start = degree.start() if degree else start
    before = text[left:start]
    group = _group_round(text, start, end)
    gap = GAP.match(text, end)
    led = speech not in {ADVERB, VERB} and not COPULA.search(before) and not ONE_OF.search(before)
    attributive = led and (speech != FACE or (gap is not None and gap.end() in nouns))
    if group is not None:
        noun = _noun_after(text, group[1], segment_of(text, group[1], group[1])[1], nouns)
        if noun:
            return Spot(group[0], group[1], "after", noun_end=noun)
    elif attributive and not CARRIER.match(text, end) and (noun := _noun_after(text, end, right, nouns)):
        if nouns and not any(end <= at < noun for at in nouns) and IN_ARTICLE.search(before):
            return beside
        joined = AND_BEFORE.search(before)
        if joined and not any(left <= at < left + joined.start() for at in nouns):  # "a beautiful and sad woman"
            return Spot(left + joined.start(), end, "after", noun_end=noun)
        if not before.strip() and text[left - 1 : left] == ",":  # "a beautiful, sad woman"
            first = segment_of(text, left - 1, left - 1)[0]
            if ATTRIBUTE_LIST.search(text, first, left - 1) and not any(first <= at < left for at in nouns):
                return Spot(left - 1, end, "after", noun_end=noun)
        return Spot(start, end, "after", noun_end=noun)
    elif attributive and (joined := AND_BEHIND.match(text, end)) and not is_named(speech):
        noun = _noun_after(text, joined.end(), right, nouns)
        if any(joined.end() < at < noun for at in nouns) and (not before.strip() or DETERMINED.search(before)):
            return Spot(start, joined.end(), "after", noun_end=noun)
    elif text[end : end + 2] == ", " and ARTICLE.search(before) and not is_named(speech) and speech != FACE:  # "a sad, young woman"
        stop = segment_of(text, end + 1, end + 1)[1]
        noun = _noun_after(text, end + 1, stop, nouns)
        if noun and any(end < at < stop for at in nouns):
            return Spot(start, end + 1, "after", noun_end=noun)
        return Spot(start, end, "nowhere")  # "in a serene, sunlit room"
    on_face = ON_FACE.match(text, end)
    end = on_face.end() if on_face else end
    if carrier := CARRIER.match(text, end):
        end = carrier.end()
    goes_on = AND_MORE.match(text, end) and not (is_named(speech) and AND_DOES.match(text, end))
    if group is None and (GOVERNS.match(text, end) or goes_on):
        return beside
    return _in_place(text, left, start, end, right, speech) or beside


def _in_place(text: str, left: int, start: int, end: int, right: int, speech: str) -> Spot | None:
    """The spot of a label that no noun follows; None where the sentence would break without it."""
    before = text[left:start]
    attributes = ATTRIBUTES.search(before)
    opened = before[: attributes.start()] if attributes else before
    alone = not text[end:right].strip()
    if match := IS_OF.search(opened):
        return Spot(left + match.start(), end, "object", SHOWING.get(match["verb"].lower(), "show") + " ")
    if match := FACE_OF.search(opened):
        lead = before[: match.start()]
        if copula := COPULA.search(lead):  # "their expressions are a mix of joy and awe"
            return Spot(left + copula.start(), end, "object", SHOWING.get(copula["verb"].lower(), "show") + " ")
        if WANTS_NOUN.search(lead):
            return None
        words = "with " if match["with"] or (lead.strip() and not SHOWS.search(lead)) else ""
        return Spot(left + match.start(), end, "object" if words or lead.strip() else "place", words)
    if match := COPULA.search(before):
        return Spot(left + match.start(), end, "object", SHOWING.get(match["verb"].lower(), "show") + " ")
    if SHOWS.search(opened) or PICTURE_OF.search(opened):
        return Spot(left + len(opened), end, "object")
    if (match := TAKES.search(opened)) and (is_named(speech) or speech == FACE):
        if COPULA.search(before[: match.start()]):  # "the air is filled with joy"
            return None
        return Spot(left + match.start(), end, "object", "with ")
    if not opened.strip():
        return Spot(left + len(opened), end, "place") if alone or speech != VERB else None
    if speech == FACE:
        if TWO_ATTRIBUTES.search(before):
            return None
        if AND_BEFORE.search(opened):
            return Spot(left + len(AND.sub("", opened)), end, "place", ", ") if alone else None
        if attributes:  # "capturing a focused expression"
            return Spot(left + len(opened), end, "place")
        if DETERMINED.search(before):  # "her worried look"
            return Spot(start, end, "place")
        return Spot(left + len(opened.rstrip()), end, "place", ", ")
    if is_named(speech) or speech == VERB or WANTS_NOUN.search(AND.sub("", before)):
        return None
    if FACE_BEFORE.search(opened):
        return Spot(start, end, "object", "showing ")
    if speech == ADVERB and not alone and not PREPOSITION.match(text, end):
        return None  # "she happily eats a cake"
    opened = AND.sub("", opened)
    if opened.rstrip().lower().endswith(" with"):  # "a duchess with AU12E": its own word ties it on
        opened = opened.rstrip()[: -len(" with")]
    return Spot(left + len(opened), end, "behind", " with ")


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
        elif (known and not WHO.match(match.group())) or (
            FUNCTION.match(match.group())
            and not (_is_attribute(text, match, right, nouns) or (end and _adds_attribute(text, match, right, nouns)))
        ):
            break
        else:
            end = match.end()
        if compound := COMPOUND.match(text, end, right):  # "corgi-themed"
            end = compound.end()
        if text[end : end + 2] in {"'s", "’s"}:
            end, known = end + 2, False
        gap = GAP.match(text, end, right)
    return end


def _adds_attribute(text: str, joint: re.Match[str], right: int, nouns: Mapping[int, int]) -> bool:
    """Whether an "and" stands between two attributes of one noun ("a stoic, black and white penguin")."""
    if joint.group().lower() != "and":
        return False
    first = True
    for match in WORD.finditer(text, joint.end(), right):
        if match.start() in nouns:
            return not first
        if FUNCTION.match(match.group()) or match.group().lower() in {"a", "an", "the", "his", "her", "their", "its", "one", "two"}:
            return False
        first = False
    return False


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
