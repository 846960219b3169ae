"""Several states in one expression: a base, what contradicts it, and what colours it.

Sources: the article's three-layer method; Du, Tao & Martinez (2014) for the compounds they measured ("happily surprised");
contrasts.csv and blends.csv for the weak units that hint at a second state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from promptlint.facs.displays import Blend, blends, contrasts, displays
from promptlint.facs.emotions import Emotion, emotions
from promptlint.model import Token
from promptlint.rewriter.expression import BARE_FACE, Expression, Face, by_number, expressions, fits, note_on
from promptlint.rewriter.phrases import Group, read_group, split_group, words_for

#: The article's own layered rewrite of joy and sadness at once.
NOSTALGIA = {
    "both": ("AU6 eye smile", "subtle AU1 inner brow concern"),
    "facs": ("AU6C eye smile", "AU1B inner brow concern"),
    "plain": ("smiling eyes", "subtly raised inner brows"),
}
#: What colours an expression where the unit of its family is in use.
MODIFIERS = (("24A", "restraint"), ("17A", "doubt"), ("7A", "focus"))


def mixed(labels: Sequence[str], *, style: str, layers: int, face: Face = BARE_FACE) -> Iterator[Expression]:
    """Expressions of several states (rows of emotions.csv, in the prompt's order), the best first: the compound that has been measured,
    a base with the weak sign of the others, and the same with another base.
    """
    known = [emotions()[label] for label in labels if label in emotions()]
    families = {name for emotion in known for name in emotion.families}
    if {"happiness", "sadness"} <= families and not {"1", "6"} & (face.hidden | set(face.shown)):
        note = "joy with sorrow beneath it: SelfieLab article"
        yield Expression(NOSTALGIA[style], ("suggesting bittersweet nostalgia",), ("1", "6"), note)
    compound = _compound(known)
    if compound is not None:
        yield from expressions(compound.label, intensity=None, style=style, layers=layers, face=face)
    for base in known:
        found = _layered(base, [emotion for emotion in known if emotion is not base], style, layers, face)
        if found is not None:
            yield found


def _compound(known: Sequence[Emotion]) -> Emotion | None:
    """The compound of two states that Du, Tao & Martinez measured, or None."""
    if len(known) != 2:
        return None
    pair = {known[0].families[0], known[1].families[0]}
    rows = (row for row in emotions().values() if len(row.families) == 2 and set(row.families) == pair and row.source.startswith("Du"))
    return next((row for row in rows if "ly " in row.label), None)


def _layered(base: Emotion, others: Sequence[Emotion], style: str, layers: int, face: Face) -> Expression | None:
    """The base's first display with the one weak unit of each other state that goes with it, as many as there are layers to spare."""
    row = next((row for row in displays().get(base.label, ()) if row.groups), None)
    if row is None:
        return None
    groups: list[Group] = []
    for text in row.groups[:2]:
        group = read_group(text)
        if not set(group.units) & (face.hidden | set(face.shown)):
            groups += split_group(group, style)
    if not groups:
        return None
    hints = 0
    for other in others:
        contrast = contrasts().get(other.families[0])
        if contrast is None or hints + 1 >= max(2, layers):
            continue
        hint = read_group(contrast.units)
        if fits(hint, groups) and not set(hint.units) & (face.hidden | set(face.shown)):
            groups += split_group(hint, style)
            hints += 1
    manner = (row.gaze,) if row.gaze and not face.gaze and "5" not in face.hidden else ()
    actions = tuple(words_for(group, style) for group in groups)
    beneath = " and ".join(other.value for other in others[:hints])
    note = f"{note_on(row)}; beneath it {beneath}" if beneath else note_on(row)
    return Expression(actions, manner, by_number([unit for group in groups for unit in group.units]), note)


def three_layers(label: str, *, style: str, face: Face = BARE_FACE) -> Expression | None:
    """A label in the article's notation: "AU6 eye smile (joy base) + AU4 slight brow tension (concern layer) + ... (doubt modifier)"; None
    where the face shows nothing of it, or the layers find no room.
    """
    emotion = emotions().get(label)
    row = next((row for row in displays().get(label, ()) if row.groups), None)
    contrast = contrasts().get(emotion.families[0]) if emotion is not None else None
    if emotion is None or row is None or contrast is None:
        return None
    groups = [part for text in row.groups[:2] for part in split_group(read_group(text), style)]
    parts = [f"{' and '.join(words_for(group, style) for group in groups)} ({label} base)"]
    modifiers = ((contrast.modifier, contrast.modifier_meaning), *MODIFIERS)
    for layer, hints in (("layer", ((contrast.against, contrast.against_meaning),)), ("modifier", modifiers)):
        found = next(((read_group(unit), meaning) for unit, meaning in hints if fits(read_group(unit), groups)), None)
        if found is None:
            return None
        groups.append(found[0])
        parts.append(f"{words_for(found[0], style)} ({found[1]} {layer})")
    units = by_number([unit for group in groups for unit in group.units])
    if set(units) & (face.hidden | set(face.shown)):
        return None
    manner = (row.gaze,) if row.gaze and not face.gaze else ()
    return Expression((" + ".join(parts),), manner, units, f"{note_on(row)}; layers after the SelfieLab article")


def blended(tokens: Sequence[Token], *, style: str) -> Iterator[Expression]:
    """Actions that are at odds in full strength: their weak mix where there is one that means something, then either of them alone."""
    units = {unit for token in tokens for unit in token.units}
    for blend in blends():
        if set(blend.first.split("+")) <= units and set(blend.second.split("+")) <= units:
            yield _blend(blend, style)
    for token in (tokens[0], next((token for token in tokens if token.units != tokens[0].units), tokens[0])):
        letter = token.intensity if token.intensity and token.intensity != "C" else ""
        group = Group(token.units, {"left": "L", "right": "R"}.get(token.side or "", ""), letter)
        actions = tuple(words_for(part, style) for part in split_group(group, style))
        yield Expression(actions, (), token.units, f"keeps {token.text.lower()} and drops what pulls against it")


def _blend(blend: Blend, style: str) -> Expression:
    words = blend.plain if style == "plain" else blend.code
    units = by_number((*blend.first.split("+"), *blend.second.split("+")))
    return Expression(tuple(words.split(" with ")), (blend.story,), units, f"weakened to a mix that a face can show: {blend.source}")
