"""A whole prompt rewritten: cases into expressions, expressions into edits, and the proof that the result is what it says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from promptlint.facs.displays import ANY
from promptlint.facs.emotions import emotions
from promptlint.facs.occlusion import hidden_units
from promptlint.model import Prompt, Token
from promptlint.parser import parse
from promptlint.rewriter import Rewrite
from promptlint.rewriter.cases import Case, find_cases, lacks_context
from promptlint.rewriter.edits import add, apply, put, remove
from promptlint.rewriter.expression import BARE_FACE, Expression, Face, by_number, expressions
from promptlint.rewriter.layers import blended, mixed, three_layers
from promptlint.rewriter.sentence import GLUE, LEFTOVER, find_spot, is_choice_before_noun
from promptlint.rule import Edit

if TYPE_CHECKING:
    from promptlint.lexer import Lexicon

#: How many expressions are tried for each face before giving up.
TRIED = 6
#: Tags of booru sites that show a prompt to be a list of tags.
TAGS = ("1girl", "1boy", "2girls", "2boys", "solo", "1other", "multiple girls", "multiple boys")
#: From this valence on an emotion is a pleasant one.
PLEASANT = 0.3
#: Situations that explain a face where nothing else does, worded so that they clear CTX101; pleasant or not. For a face alone that of the
#: article; with somebody in the picture one that fits a child, a robot or a fox as well.
SITUATION = {True: "professional warmth in corporate context", False: "moment of decision"}
SITUATION_OF_SOMEBODY = {True: "moment after good news", False: "moment of decision"}
#: Viewpoints and lights that leave nothing of a face to be seen.
OUT_OF_SIGHT = frozenset({"behind", "silhouette"})
#: Where a wording stands best, of several places.
KINDS = ("object", "after", "place", "beside")
#: What ``markup`` calls a text without any markup of its own: rewritten, it may have some.
NO_DIALECT = frozenset({"any", "plain"})


def choices(label: str, *, intensity: str | None, style: str, layers: int, face: Face = BARE_FACE) -> list[Expression]:
    """The expressions of one label, the best first."""
    found = list(expressions(label, intensity=intensity, style=style, layers=layers, face=face))
    if layers > 2 and (layered := three_layers(label, style=style, face=face)) is not None:
        found.insert(0, layered)
    return found


def rewrites(prompt: Prompt, *, style: str, layers: int, count: int, vocabulary: Lexicon | None = None) -> list[Rewrite]:
    """The rewrites of a prompt that hold: read again they name their units, and leave no mistake."""
    cases = find_cases(prompt)
    if not cases:
        return []
    options = [list(islice(_options(prompt, case, style, layers), TRIED)) for case in cases]
    if not all(options):
        return []
    tags = _is_tags(prompt)
    found: dict[str, Rewrite] = {}
    for number in range(max(map(len, options))):
        chosen = [choice[number % len(choice)] for choice in options]
        one = _build(prompt, cases, chosen, number, tags=tags, vocabulary=vocabulary)
        if one is not None:
            found.setdefault(one.text, one)
        if len(found) >= count:
            break
    return list(found.values())


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
    gaze = any(token.kind == "gaze" for token in kept) or bool(shown & {"43", "46"})
    return Face(hidden, unseen, gaze, any(token.kind == "head" for token in kept), by_number(shown))


def _is_added(case: Case, wording: Expression) -> bool:
    """Whether the wording comes beside what is there: for a missing context, and for a neutral face, which no action shows."""
    return case.mistake == "context" or (not wording.actions and all(token.value == "neutral" for token in case.replaced))


def _is_tags(prompt: Prompt) -> bool:
    lowered = prompt.text.lower()
    return any(tag in lowered for tag in TAGS) or ("_" in lowered and ". " not in lowered)


def _build(
    prompt: Prompt, cases: list[Case], chosen: list[Expression], number: int, *, tags: bool, vocabulary: Lexicon | None
) -> Rewrite | None:
    """The rewrite of this rank, or None where it does not hold."""
    edits: list[Edit] = []
    bare = lacks_context(prompt)
    for case, wording in zip(cases, chosen, strict=True):
        extras: tuple[str, ...] = ()
        if bare and case is cases[0] and not any("moment" in words or "suggesting" in words for words in wording.manner):
            extras = _surroundings(prompt, case, wording, number)
        if _is_added(case, wording):
            edits.append(add(prompt.text, case.face[-1].end, wording.manner + extras))
        else:
            made = _replace(prompt, case, wording._replace(manner=wording.manner + extras), tags=tags)
            if made is None:
                return None
            edits += made
    edits.sort(key=lambda edit: (edit.start, edit.end))
    if any(first.end > second.start for first, second in pairwise(edits)):
        return None
    text = apply(prompt.text, edits)
    again = parse(text, None if prompt.dialect in NO_DIALECT else prompt.dialect, vocabulary=vocabulary)
    asked = by_number([unit for token in again.asserted("action") for unit in token.units])
    wanted = _wanted(prompt, cases, chosen)
    if asked != wanted or find_cases(again):
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
    if number == 0 or case.mistake == "conflict":
        light = "warm natural lighting" if pleasant else "natural lighting"
    elif shown & {"4", "17"}:
        light = "Rembrandt lighting"
    elif "1" in shown and "15" not in shown:
        light = "butterfly lighting"
    else:
        light = "soft window light"
    gaze = case.mistake == "context" and not shown & {"43", "46"}
    return (("direct gaze" if pleasant else "steady gaze"), light) if gaze else (light,)


def _replace(prompt: Prompt, case: Case, wording: Expression, *, tags: bool) -> list[Edit] | None:
    """The edits that take the labels of a case out and put the wording where the best of them stood; None where no sentence is left."""
    text = prompt.text
    nouns = {token.start: token.end for token in prompt.of("subject", "shot") if not token.scope.negative}
    clusters = _clusters(text, case.replaced)
    if case.mistake in {"overload", "conflict"}:
        clusters = [(start, _leftover(text, end)) for start, end in clusters]
    if any(is_choice_before_noun(text, start, end) for start, end in clusters):
        return None
    spots = [find_spot(text, start, end, nouns) for start, end in clusters]
    anchor = min(spots, key=lambda spot: KINDS.index(spot.kind))
    others = [spot for spot in spots if spot is not anchor]
    if any(spot.kind == "object" and spot.before != "with " for spot in others):
        return None  # a verb would be left without what it says
    edits = put(text, anchor, wording, tags=tags, alone=prompt.people == 1)
    return edits + [remove(text, spot) for spot in others]


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
