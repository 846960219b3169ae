"""What may take the place of a label: the displays of an emotion, in words, ranked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from promptlint.facs.conflicts import alternates, antagonists
from promptlint.facs.displays import ANY, Display, displays
from promptlint.facs.emotions import emotions
from promptlint.rewriter.phrases import Group, graded, read_group, split_group, words_for

#: How many different actions one face can carry before a model loses them (FAC205's bound).
ACTIONS_MAX = 6
#: How many wordings an expression may have before an accent makes a list of it; none of the article's own rewrites has more actions.
ACTIONS_TOLD = 3
#: The same with gaze, head and body: where the face shows little of an emotion, they show the more.
PARTS_TOLD = 4
#: From this arousal on a body is tense; below, it hangs.
TENSE = 0.3
#: How a body carries an emotion, by (pleasant, tense), where its displays tell nothing of head and body.
POSTURES = {
    (False, False): ("head bowed", "slumped shoulders"),
    (False, True): ("head lowered", "tense shoulders"),
    (True, False): ("head tilted", "loose shoulders"),
    (True, True): ("head raised", "squared shoulders"),
}
#: How many accents of one display are looked at.
ACCENTS_TRIED = 4
#: Above C only the first wording tells the degree: "strong ... with strong ..., strong ..." is read as noise.
LEADING = 1
#: Up to B the first two do: beside a slight brow a mouth without a degree would be the louder one.
LEADING_WEAK = 2


class Expression(NamedTuple):
    """An expression in words.

    actions  one wording for each group of units, in the order of telling
    manner   what gaze, head and body do, and what the moment means
    units    the Action Units it names, sorted by number
    note     why and from where
    """

    actions: tuple[str, ...]
    manner: tuple[str, ...]
    units: tuple[str, ...]
    note: str

    def listed(self) -> str:
        """In the article's manner: "A with B, C, eyes lowered"."""
        first, *others = (*self.actions, *self.manner)
        if len(self.actions) > 1:
            first = f"{first} with {others.pop(0)}"
        return ", ".join((first, *others))

    def tags(self) -> str:
        """Between commas: "A, B, C, eyes lowered"."""
        return ", ".join((*self.actions, *self.manner))

    def phrase(self) -> str:
        """As what stands behind "with": "A, B and C"."""
        *others, last = self.actions
        if not others:
            return last
        return f"{', '.join(others)}{',' if ' and ' in others[-1] else ''} and {last}"


class Face(NamedTuple):
    """What a prompt already says of a face, and what it hides: nothing of it is said again or asked for. unseen: nobody sees the face."""

    hidden: frozenset[str] = frozenset()
    unseen: bool = False
    gaze: bool = False
    head: bool = False
    shown: tuple[str, ...] = ()


BARE_FACE = Face()


def by_number(units: Collection[str]) -> tuple[str, ...]:
    """Unit codes, each once, sorted by number."""
    return tuple(sorted(set(units), key=lambda unit: (len(unit), unit)))


def expressions(label: str, *, intensity: str | None, style: str, layers: int, face: Face = BARE_FACE) -> Iterator[Expression]:
    """The ways to show a label (a row of emotions.csv, or displays.ANY), the best first, each with other units or another look.

    With one layer only the units that make the emotion; with two an accent that the sources add to them; with three in the article's
    notation a base, a contradiction and a modifier.
    """
    rows = displays().get(label, ())
    if face.unseen:
        yield from _postures(label, rows)
        return
    seen: set[tuple[str, ...]] = set()
    for choice in range(ACCENTS_TRIED):
        for row in rows:
            accents = _accents(row, layers, intensity)
            if choice < len(accents):
                found = _express(row, accents[choice], intensity, style, face)
                if found is not None and (key := found.units or found.manner) not in seen:
                    seen.add(key)
                    yield found


def _postures(label: str, rows: Collection[Display]) -> Iterator[Expression]:
    """What head and body show of a label, for a face that is turned away or covered."""
    found = [tuple(words for words in (row.head, row.body) if words) for row in rows]
    emotion = emotions().get(label)
    if emotion is not None:
        found.append(POSTURES[emotion.valence >= 0, emotion.arousal >= TENSE])
    for words in dict.fromkeys(sorted(found, key=len, reverse=True)):  # head and body before the head alone
        if any(word.startswith(("head", "chin")) for word in words):
            yield Expression((), words, (), "the face is out of sight: head and body show it")


def _accents(row: Display, layers: int, intensity: str | None) -> tuple[str, ...]:
    """The accents to try in turn; none comes first where there is no room for one, and where the expression is to be slight."""
    if layers == 1:
        return ("",)
    plain_first = intensity in {"A", "B"} or row.story or len(row.groups) >= ACTIONS_TOLD
    return ("", *row.accents) if plain_first else (*row.accents, "")


def _express(row: Display, accent: str, intensity: str | None, style: str, face: Face) -> Expression | None:
    groups: list[Group] = []
    leading = LEADING_WEAK if intensity in {"A", "B"} else LEADING
    for text in row.groups:
        group = _visible(read_group(text), face)
        if group is not None:
            groups += split_group(graded(group, intensity) if len(groups) < leading else group, style)
    if accent and groups:
        added = _softened(_visible(read_group(accent), face), groups)
        groups = groups[: ACTIONS_TOLD - 1]  # the last of three makes room
        if added is not None and fits(added, groups):
            groups += split_group(added, style)
    if any("43" in group.units and not group.letter for group in groups):
        face = face._replace(gaze=True)  # shut eyes look nowhere
    manner = _manner(row, face, len(groups))
    if not groups and (row.groups or not manner):
        return None
    actions = tuple(words_for(group, style, "" if number else row.phase) for number, group in enumerate(groups))
    return Expression(actions, manner, by_number([unit for group in groups for unit in group.units]), note_on(row))


def _softened(accent: Group | None, groups: Collection[Group]) -> Group | None:
    """An accent no louder than what it accents: beside a faint smile and half-lowered lids a raised brow is slight at most."""
    if accent is None or accent.letter or not all(group.letter in {"A", "B"} for group in groups):
        return accent
    return accent._replace(letter=max(group.letter for group in groups))


def fits(added: Group, groups: Collection[Group]) -> bool:
    """Whether a group goes onto a face with these: nothing twice, nothing that excludes it or pulls against it, not too much."""
    units = [unit for group in groups for unit in group.units]
    if set(added.units) & set(units) or len(units) + len(added.units) > ACTIONS_MAX:
        return False
    mine = "+".join(added.units)
    if alternates(mine, "+".join(units)):
        return False
    return all((row := antagonists(mine, unit)) is None or row.severity == "info" or bool(row.from_) for unit in units)


def _visible(group: Group, face: Face) -> Group | None:
    """The group without what is hidden or shown already; None where nothing is left."""
    units = tuple(unit for unit in group.units if unit not in face.hidden and unit not in face.shown)
    return group._replace(units=units) if units else None


def _manner(row: Display, face: Face, told: int) -> tuple[str, ...]:
    """Gaze, head and body as the prompt has not said them, the fewer the more the face tells; the story last."""
    gaze = row.gaze if not face.gaze and "5" not in face.hidden else ""
    head = row.head if not face.head else ""
    said = [words for words in (gaze, head, row.body) if words][: max(1, PARTS_TOLD - told)]
    return (*said, row.story) if row.story else tuple(said)


def note_on(row: Display) -> str:
    """Why these units, and from where."""
    if row.label == ANY:
        return f"one expression that can be drawn, where the prompt leaves it open ({row.source})"
    emotion = emotions()[row.label]
    if row.source != "emotions.csv":
        return f"{emotion.value}: {row.source}"
    return f"{emotion.value}: {emotion.source} ({emotion.confidence})"
