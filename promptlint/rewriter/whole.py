"""A whole prompt rewritten: cases into expressions, expressions into edits, and the proof that the result is what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import NamedTuple

from promptlint.facs.displays import ANY
from promptlint.facs.emotions import Emotion, emotions
from promptlint.facs.occlusion import hidden_units
from promptlint.lexer import Lexicon, lexicon
from promptlint.model import Prompt, Token
from promptlint.parser import parse
from promptlint.rewriter import Rewrite
from promptlint.rewriter.cases import ANSWERED, OPEN, SENTENCE_END, Case, Judged, judge
from promptlint.rewriter.edits import add, apply, move_choice, put, remove
from promptlint.rewriter.expression import BARE_FACE, Expression, Face, by_number, expressions
from promptlint.rewriter.layers import blended, mixed, three_layers
from promptlint.rewriter.sentence import CLOSED, GLUE, LEFTOVER, Spot, choice_before_noun, find_spot, is_whole_option, segment_of
from promptlint.rewriter.speech import speech_of
from promptlint.rule import Edit
from promptlint.text import late

#: How many expressions are tried for each face before giving up.
TRIED = 6
#: With more mistakes than the first in a prompt only one way of putting the wordings is tried, with more than the second none.
CASES_TRIED, CASES_MAX = 8, 24
#: Tags of booru sites that show a prompt to be a list of tags.
TAGS = ("1girl", "1boy", "2girls", "2boys", "solo", "1other", "multiple girls", "multiple boys")
#: From this valence on an emotion is a pleasant one.
PLEASANT = 0.3
#: Situations that explain a face where nothing else does, worded so that they clear CTX101; pleasant or not. For a face alone that of the
#: article; with somebody in the picture one that fits a child, a robot or a fox as well.
SITUATION = {True: "professional warmth in corporate context", False: "moment of decision"}
SITUATION_OF_SOMEBODY = {True: "moment after good news", False: "moment of decision"}
#: Words by which somebody looks somewhere, where no token says it: whoever reads or stares does not look elsewhere as well.
LOOKING = late(
    r"\b(?:star(?:e|es|ing)|gaz(?:e|es|ing)|glar(?:e|es|ing)|glanc(?:e|es|ing)|peer(?:s|ing)?|read(?:s|ing)|watch(?:es|ing)"
    r"|look(?:s|ing)? (?:at|up|down|away|out|into|over|back|through)|eye contact)\b",
    re.IGNORECASE,
)
#: An article with one word behind it, which may be an attribute whose noun comes behind a comma.
PENDING = late(r"\ban?\s+[\w-]+\Z", re.IGNORECASE)
#: Families of emotions that rise above others, and that shrink before them.
STRONG = frozenset({"anger", "contempt", "pride"})
WEAK = frozenset({"fear", "sadness", "shame", "embarrassment/flirt"})
#: Viewpoints and lights that leave nothing of a face to be seen.
OUT_OF_SIGHT = frozenset({"behind", "silhouette"})
#: Where a wording stands best, of several places.
KINDS = ("object", "after", "place", "behind", "beside", "nowhere")
#: What ``markup`` calls a text without any markup of its own: rewritten, it may have some.
NO_DIALECT = frozenset({"any", "plain"})


def choices(label: str, *, intensity: str | None, style: str, layers: int, face: Face = BARE_FACE) -> list[Expression]:
    """The expressions of one label, the best first."""
    found = list(expressions(label, intensity=intensity, style=style, layers=layers, face=face))
    if layers > 2 and (layered := three_layers(label, style=style, face=face)) is not None:
        found.insert(0, layered)
    return found


class _Read(NamedTuple):
    """A prompt with what the rewriting of all its cases needs.

    before  what the rules say of it
    nouns   where a noun of somebody or of a picture starts -> where it ends
    tags    whether it is a list of booru tags
    """

    prompt: Prompt
    before: Judged
    vocabulary: Lexicon
    nouns: Mapping[int, int]
    tags: bool


def rewrites(prompt: Prompt, *, style: str, layers: int, count: int, vocabulary: Lexicon | None = None) -> list[Rewrite]:
    """The rewrites of a prompt that hold: read again they name their units, and leave no mistake."""
    before = judge(prompt)
    if not before.cases or len(before.cases) > CASES_MAX:
        return []
    nouns = {token.start: token.end for token in prompt.of("subject", "shot") if not token.scope.negative}
    read = _Read(prompt, before, vocabulary or lexicon(), nouns, _is_tags(prompt))
    narrowed = [_narrowed(read, case) for case in before.cases]
    attempts = [(narrowed, True), (narrowed, False), (list(before.cases), True)]
    for cases, with_manner in attempts if len(narrowed) <= CASES_TRIED else attempts[:1]:
        options = [list(islice(_options(prompt, case, style, layers), TRIED)) for case in cases]
        if not all(options):
            continue
        found: dict[str, Rewrite] = {}
        for number in range(max(map(len, options))):
            one = _build(read, cases, _chosen(cases, options, number, with_manner=with_manner), number)
            if one is not None:
                found.setdefault(one.text, one)
            if len(found) >= count:
                break
        if found:
            return list(found.values())
    return []


def _chosen(cases: list[Case], options: list[list[Expression]], number: int, *, with_manner: bool) -> list[Expression]:
    """The expression of this rank for each case; two faces with one label get two expressions.

    with_manner: what gaze and head do comes along; in a crowd it may be read of somebody else.
    """
    met: dict[tuple[str, ...], int] = {}
    chosen = []
    for case, choice in zip(cases, options, strict=True):
        said = tuple(token.term for token in case.labels)
        one = choice[(number + met.get(said, 0)) % len(choice)]
        met[said] = met.get(said, 0) + 1
        chosen.append(one if with_manner or not one.actions else one._replace(manner=()))
    return chosen


def _narrowed(read: _Read, case: Case) -> Case:
    """A case of labels, with those of one sentence only: the one in which a wording stands best. The others colour what is shown then."""
    if case.mistake != "generic" or len(case.replaced) < 2:
        return case
    sentences: list[list[Token]] = [[case.replaced[0]]]
    for token in case.replaced[1:]:
        last = sentences[-1][-1]
        if SENTENCE_END.search(read.prompt.text, last.end, token.start):
            sentences.append([token])
        else:
            sentences[-1].append(token)
    ranked = [(min(KINDS.index(spot.kind) for spot in _spots(read, case.mistake, tuple(tokens))), tokens) for tokens in sentences]
    best = min(ranked, key=lambda pair: pair[0] if pair[0] > KINDS.index("behind") else 0)[1]
    return case._replace(replaced=tuple(best))


def _options(prompt: Prompt, case: Case, style: str, layers: int) -> Iterator[Expression]:
    """The expressions that may stand for what a case takes out."""
    face = _face(prompt, case)
    labels = case.labels
    if case.mistake == "context":
        shown = by_number([unit for token in case.face for unit in token.units])
        yield from (Expression((), (), shown, note) for note in ("adds what stands round the expression",) * 3)
    elif case.mistake == "conflict" and not labels:
        yield from blended(case.replaced, style=style)
    elif not labels:
        yield from choices(ANY, intensity=None, style=style, layers=layers, face=face)
    elif len(labels) == 1:
        label = labels[0].label or ""
        yield from choices(label, intensity=labels[0].intensity, style=style, layers=layers, face=face)
    else:
        yield from mixed([token.label for token in labels if token.label], style=style, layers=layers, face=face)
        yield from choices(labels[0].label or "", intensity=None, style=style, layers=layers, face=face)


def _face(prompt: Prompt, case: Case) -> Face:
    """What is hidden and what is said already, apart from what makes room."""
    covered = [hidden_units(token.term) for token in prompt.asserted("occluder")]
    hidden = frozenset(unit for one in covered for unit in one)
    unseen = any(token.value in OUT_OF_SIGHT for token in prompt.asserted("angle", "lighting")) or hidden >= hidden_units("from behind")
    kept = [token for token in case.face if token not in case.replaced]
    shown = {unit for token in kept for unit in token.units}
    said = prompt.text if prompt.people <= 1 else " ".join(token.text for token in case.replaced)
    told = LOOKING.search(said) is not None
    gaze = told or any(token.kind == "gaze" for token in kept) or bool(shown & {"43", "46"})
    return Face(hidden, unseen, gaze, any(token.kind == "head" for token in kept), by_number(shown))


def _is_added(case: Case, wording: Expression) -> bool:
    """Whether the wording comes beside what is there: for a missing context, and for a neutral face, which no action shows."""
    return case.mistake == "context" or (not wording.actions and all(token.value == "neutral" for token in case.replaced))


def _is_tags(prompt: Prompt) -> bool:
    lowered = prompt.text.lower()
    return any(tag in lowered for tag in TAGS) or ("_" in lowered and ". " not in lowered)


def _build(read: _Read, cases: list[Case], chosen: list[Expression], number: int) -> Rewrite | None:
    """The rewrite of this rank, or None where it does not hold."""
    prompt = read.prompt
    edits: list[Edit] = []
    for case, wording in zip(cases, chosen, strict=True):
        extras: tuple[str, ...] = ()
        if (
            read.before.lacks_context
            and case is cases[0]
            and not any("moment" in words or "suggesting" in words for words in wording.manner)
        ):
            extras = _surroundings(prompt, case, wording, number)
        if _is_added(case, wording):
            edits.append(add(prompt.text, case.face[-1].end, wording.manner + extras))
        else:
            made = _replace(read, case, wording, extras)
            if made is None:
                return None
            edits += made
    edits = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))  # two options of one choice move it once
    if any(first.end > second.start or first.start == second.start == second.end for first, second in pairwise(edits)):
        return None
    text = apply(prompt.text, edits)
    again = parse(text, None if prompt.dialect in NO_DIALECT else prompt.dialect, vocabulary=read.vocabulary)
    asked = by_number([unit for token in again.asserted("action") for unit in token.units])
    if asked != _wanted(prompt, cases, chosen):
        return None
    after = judge(again, of_words=prompt.kinds() <= OPEN).loud
    if any(after[code] > (0 if code in ANSWERED else read.before.loud[code]) for code in after):
        return None
    return Rewrite(text, asked, "; ".join(dict.fromkeys(wording.note for wording in chosen)), tuple(edits))


def _wanted(prompt: Prompt, cases: list[Case], chosen: list[Expression]) -> tuple[str, ...]:
    """The units that the rewrite has to ask for: those of the new wordings, and those of the old ones that stay."""
    gone = {token.start for case in cases for token in case.replaced}
    kept = [unit for token in prompt.asserted("action") if token.start not in gone for unit in token.units]
    return by_number([*kept, *(unit for wording in chosen for unit in wording.units)])


def _surroundings(prompt: Prompt, case: Case, wording: Expression, number: int) -> tuple[str, ...]:
    """The light, and where nothing else looks anywhere the gaze, that clear a missing context; other ones for every rank."""
    labels = [emotions()[token.label] for token in case.face if token.label in emotions()]
    shown = set(wording.units)
    pleasant = labels[0].valence >= PLEASANT if labels else "12" in shown
    if case.mistake == "context" and number == 1:
        return ((SITUATION_OF_SOMEBODY if prompt.asserted("subject") else SITUATION)[pleasant],)
    if number == 2 and case.mistake != "conflict":
        light = _angle(labels)
    elif number == 0 or case.mistake == "conflict":
        light = "warm natural lighting" if pleasant else "natural lighting"
    elif shown & {"4", "17"}:
        light = "Rembrandt lighting"
    elif "1" in shown and "15" not in shown:
        light = "butterfly lighting"
    else:
        light = "soft window light"
    gaze = case.mistake == "context" and not shown & {"43", "46"}
    return (("direct gaze" if pleasant else "steady gaze"), light) if gaze else (light,)


def _angle(labels: list[Emotion]) -> str:
    """The viewpoint that serves an expression: from below somebody looks powerful, from above small (facs/photography.csv, Witkower & Tracy
    2019 for the head).
    """
    families = {name for emotion in labels for name in emotion.families}
    if families & STRONG and not families & WEAK:
        return "slight low angle"
    return "slight high angle" if families & WEAK and not families & STRONG else "eye level"


def _spots(read: _Read, mistake: str, tokens: tuple[Token, ...]) -> list[Spot]:
    """How the tokens that make room sit in their sentences, those with nothing but small words between them as one."""
    text = read.prompt.text
    found = []
    for start, end in _clusters(text, tokens):
        last = next(token for token in reversed(tokens) if token.end == end)
        rest = _leftover(text, end) if mistake in {"overload", "conflict"} else end
        spot = find_spot(text, start, rest, read.nouns, speech_of(last.text, read.vocabulary))
        found.append(_past_attributes(read.prompt, spot) if spot.kind == "beside" else spot)
    return found


def _past_attributes(prompt: Prompt, spot: Spot) -> Spot:
    """A place at the end of a clause, moved on where that is no end: "on a plush, cream-colored carpet"."""
    text, at = prompt.text, spot.end
    ends = {token.end for token in prompt.tokens}
    while text[at : at + 1] == "," and at not in ends and PENDING.search(text, segment_of(text, at, at)[0], at):
        at = len(text[: segment_of(text, at + 1, at + 1)[1]].rstrip())
    return spot._replace(start=at, end=at)


def _replace(read: _Read, case: Case, wording: Expression, extras: tuple[str, ...]) -> list[Edit] | None:
    """The edits that take the labels of a case out and put the wording where the best of them stood; None where no sentence is left.

    extras are the surroundings of the expression: they come with it, or at the end of its clause where that goes on.
    """
    text = read.prompt.text
    clusters = _clusters(text, case.replaced)
    choices = [choice_before_noun(text, start, end, read.nouns) for start, end in clusters]
    if any(choices):
        choice = choices[0]
        if choice is None or not choice.noun_end or len(clusters) > 1:
            return None
        edits = [Edit(*clusters[0], wording.tags()), *move_choice(text, choice)]
        stop = len(text[: segment_of(text, choice.noun_end, choice.noun_end)[1]].rstrip())
        return [*edits, Edit(stop, stop, "".join(f", {words}" for words in extras))] if extras else edits
    spots = _spots(read, case.mistake, case.replaced)
    anchor = min(spots, key=lambda spot: KINDS.index(spot.kind))
    if anchor.kind == "nowhere":
        return None
    others = [spot for spot in spots if spot is not anchor]
    alone = read.prompt.people == 1
    edits = put(text, anchor, wording, tags=read.tags, alone=alone)
    if extras:
        edits = _with_extras(text, edits, anchor, extras)
    for spot in others:
        if is_whole_option(text, spot):
            return None  # nothing would be left to choose
        if spot.kind in {"after", "place", "behind"} or spot.before == "with ":
            edits.append(remove(text, spot))
        elif case.mistake != "generic":
            return None  # a verb would be left without what it says
    return edits


def _with_extras(text: str, edits: list[Edit], anchor: Spot, extras: tuple[str, ...]) -> list[Edit]:
    """The edits with the surroundings of the expression: right behind it, at the end of a clause that goes on, or behind its bracket."""
    words = "".join(f", {one}" for one in extras)
    main = max(edits, key=lambda edit: len(edit.text))
    at = segment_of(text, main.end, main.end)[1]
    bracket = CLOSED.match(text, at)
    stop = bracket.end() if bracket else len(text[:at].rstrip())
    if bracket or (text[main.end : stop].strip() and anchor.kind != "place"):
        return [*edits, Edit(stop, stop, words)] if stop > main.end else edits
    bare = main.text.removesuffix(",")
    return [edit for edit in edits if edit is not main] + [main._replace(text=bare + words + main.text[len(bare) :])]


def _clusters(text: str, tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """The stretches of text that the tokens fill, those with nothing but small words between them as one."""
    found: list[tuple[int, int]] = []
    for token in tokens:
        if found and GLUE.fullmatch(text, found[-1][1], token.start):
            found[-1] = (found[-1][0], token.end)
        else:
            found.append((token.start, token.end))
    return found


def _leftover(text: str, end: int) -> int:
    match = LEFTOVER.match(text, end)
    return match.end() if match else end
