"""Putting a wording where a label stood: the edits, with the article before a noun, the commas, the verb and the brackets of a weight.

Only the words that carried the label are touched; everything else stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from promptlint.rewriter.expression import Expression
from promptlint.rewriter.sentence import ARTICLE, DETERMINER, GAP, SUFFIX, Choice, Spot, segment_of
from promptlint.rule import Edit
from promptlint.text import late

VOWEL = late(r"(?!(?:uni|use|usu|eu|one\b|ur[aeiou]))[aeiou]|hour|honest|heir", re.IGNORECASE)
LOOKING = late(r"[-\s]looking\b", re.IGNORECASE)
WITH = late(r"\s+with\b", re.IGNORECASE)
OPENING = late(r"[(\[]+")
CLOSING = late(r"(?:\s*(?::[\d.]+)?\s*[)\]]+|\++)\Z")
SPACE = late(r"\s*")
#: How far before a label its article may begin: "an" and the space behind it, with room for a line break.
ARTICLE_REACH = 8


def put(text: str, spot: Spot, wording: Expression, *, tags: bool, alone: bool) -> list[Edit]:
    """The edits that put a wording where a label stood. tags: commas only; alone: one person is depicted, so what stands at the end of the
    clause is said of nobody else.
    """
    listed = wording.tags() if tags or not wording.actions else wording.listed()
    manner = "".join(f", {words}" for words in wording.manner)
    if spot.kind == "after":
        return _after(text, spot, wording, listed, manner, tags=tags, alone=alone)
    if spot.kind == "behind":
        spot = spot._replace(kind="place", before=", ") if tags else spot._replace(kind="object")
    goes_on = text[spot.end : spot.end + 1].isspace() and text[spot.end + 1 : spot.end + 2].isalnum()
    if spot.kind == "object" and wording.actions:
        words = spot.before + wording.phrase() + manner + ("," if goes_on and manner else "")
    elif spot.kind == "object":
        comma = ", " if text[: spot.start].strip() else ""
        return [Edit(len(text[: spot.start].rstrip()), spot.end, f"{comma}{listed}{',' if goes_on else ''}")]
    else:
        words = spot.before + listed + ("," if goes_on and ("," in listed or spot.before) else "")
    if SUFFIX.match(text, spot.end):
        words = f"{spot.before}({words.removeprefix(spot.before)})"
    if _opens(text, spot.start) and text[spot.start : spot.start + 1].isupper():
        words = words[:1].upper() + words[1:]
    return [Edit(spot.start, spot.end, words)]


def _after(text: str, spot: Spot, wording: Expression, listed: str, manner: str, *, tags: bool, alone: bool) -> list[Edit]:
    """Behind the noun: "a woman with A and B, eyes lowered, in a cafe", "character, A with B"."""
    cut = take_out(text, spot)
    at = spot.noun_end
    right = segment_of(text, at, at)[1]
    tail = text[at:right].strip()
    opening, closing = OPENING.match(text, spot.start), CLOSING.search(text[spot.start : spot.end])
    if closing:  # the weight moves along: "(angry:1.3) man" becomes "man, (...:1.3)"
        listed = f"{opening.group()}{listed}{closing.group()}" if opening else f"({listed}){closing.group()}"
    elif wording.actions and tail:
        match = WITH.match(text, at)
        if match is None:
            return [cut, Edit(at, at, f" with {wording.phrase()}{manner}{',' if manner else ''}")]
        if alone:
            return [cut, Edit(right, right, f", {listed}")]
        return [cut, Edit(at, at, f" showing {wording.phrase()}{manner},")]  # "with a coat" follows
    elif wording.actions and not tags and (not alone or DETERMINER.search(text, segment_of(text, spot.start, at)[0], spot.start)):
        return [cut, Edit(at, at, f" with {wording.phrase()}{manner}")]
    return [cut, Edit(at, at, f", {listed}{',' if tail else ''}")]


def move_choice(text: str, choice: Choice) -> list[Edit]:
    """The edits that put options behind their noun: "a {sad|happy} woman in a park" -> "a woman, {sad|happy}, in a park"."""
    gap = GAP.match(text, choice.end)
    noun = text[gap.end() if gap else choice.end : choice.noun_end]
    article = ARTICLE.search(text, max(0, choice.start - ARTICLE_REACH), choice.start)
    lead = _article(article, noun, 0) if article else ""
    goes_on = text[choice.noun_end : choice.noun_end + 2].strip()[:1].isalnum()
    first = Edit(article.start() if article else choice.start, choice.start, f"{lead}{noun}, ")
    return [first, Edit(choice.end, choice.noun_end, "," if goes_on else "")]


def _article(old: re.Match[str], text: str, at: int) -> str:
    """The indefinite article, with its space, for the words at a place; capital as the old one."""
    right = "an" if VOWEL.match(text, at) else "a"
    return (right.capitalize() if old[1][0].isupper() else right) + old[2]


def take_out(text: str, spot: Spot) -> Edit:
    """The edit that takes a label from before its noun: the gap goes with it, the article and the capital letter follow."""
    looking = LOOKING.match(text, spot.end)
    end = looking.end() if looking else spot.end
    gap = GAP.match(text, end) if text[spot.start] != "," else None  # ", sad" leaves its space behind
    end = gap.end() if gap else end
    article = ARTICLE.search(text, max(0, spot.start - ARTICLE_REACH), spot.start)
    if article:
        return Edit(article.start(), end, _article(article, text, end))
    if _opens(text, spot.start) and text[spot.start : spot.start + 1].isupper() and text[end : end + 1].islower():
        return Edit(spot.start, end + 1, text[end].upper())
    return Edit(spot.start, end, "")


def remove(text: str, spot: Spot) -> Edit:
    """The edit that takes a label out for good, with the comma or the small words that only it needed."""
    if spot.kind == "after":
        return take_out(text, spot)
    start, end = spot.start, spot.end
    left, right = segment_of(text, start, end)
    if spot.kind == "place" and not text[left:start].strip() and not text[end:right].strip():
        if text[right : right + 1] == ",":
            gap = SPACE.match(text, right + 1)
            return Edit(start, gap.end() if gap else right + 1, "")
        before = len(text[:left].rstrip())
        if before and text[before - 1] == ",":
            return Edit(before - 1, right, "")
    return Edit(len(text[:start].rstrip(" ")), end, "")


def add(text: str, after: int, words: Iterable[str]) -> Edit:
    """The edit that adds words behind the segment, and behind the brackets, in which a place lies."""
    at = segment_of(text, after, after)[1]
    if text[at : at + 1] in {":", ")", "]", "}", "|"}:
        at = max((text.find(mark, at) + 1 for mark in ")]}"), default=at) or at
        while text[at : at + 1] in {")", "]", "}"}:
            at += 1
    at = len(text[:at].rstrip())
    return Edit(at, at, "".join(f", {word}" for word in words))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made that are in order of place and do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*pieces, text[at:]))


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:at].rstrip(" (\"'[")
    return not before or before[-1] in ".!?\n\r"
