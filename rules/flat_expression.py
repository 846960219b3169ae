"""An expression of one layer.

Source: the article's three-layer method (base state, contradictory element, contextual modifier). That mixed expressions engage viewers
"40-60 %" more is the article's claim; what is measured is that faces mix in daily life (Du, Tao & Martinez 2014; Scherer & Ceschi 2000).
One layer is a choice, so the finding is information; the elements it names are those of facs/contrasts.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from promptlint.facs.displays import Contrast, contrasts
from promptlint.facs.emotions import emotions
from promptlint.model import Prompt, Token
from promptlint.rewriter.phrases import read_group, words_for
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted

#: Families of one feeling each; a face whose units and labels all fit one of them has one layer.
FAMILIES = (
    "happiness", "sadness", "anger", "fear", "disgust", "surprise", "tired", "pride", "love/desire", "boredom", "pain", "contempt",
    "cognitive", "embarrassment", "embarrassment/flirt", "interest/awe", "relief", "shame",
)  # fmt: skip
#: Families whose labels are mixed in themselves.
MIXED = frozenset({"bittersweet", "mixed"})
#: Units that say nothing alone: lips parted, jaw dropped, eyes closed.
SILENT = frozenset({"25", "26", "27", "43", "45", "46", "0"})
#: Units that contradict a smile, whatever row lists the two together; and the worry that smiling eyes alone leave visible.
SOUR = frozenset({"1", "4", "9", "10", "14", "15", "17", "20", "23", "24"})
SOFT_SORROW = frozenset({"1", "17"})
#: What the grammar does not count as layering, and yet is a second layer: a contrast, a restraint, a change, a trace.
SECOND_LAYER = (
    r"\b(?:but|yet|though|although|despite|undercut\w*|tinged|temper(?:ed|ing)|soften(?:ed|ing|s)|betray\w*|belie\w*|hint|trace"
    r"|touch of|restrain\w*|suppress\w*|forced?|fake|feigned|mask\w*"
    r"|hid(?:es|ing|den)|mixed|mixture|blend\w*|conflict\w*|contradict\w*|half[- ](?:smil\w*|hidden|suppressed)|not quite|does(?: not"
    r"|n't) reach|almost|barely|fighting|holding back|held back"
    r"|struggl\w*|tries|trying to|through (?:the |her |his |their )?tears|fading|emerging|giving way|turning (?:in)?to|beneath"
    r"|underneath|layer\w*|intensified by|appropriate for"
    r"|while (?:his|her|their|its|the) (?:brows?|eyes|mouth|jaw|lips))\b"
)


@rule(
    "LAY101",
    severity="info",
    preset="strict",
    reads=("action", "emotion"),
    good=(
        "smile that does not reach the eyes, office party",
        "confident grin undercut by a nervous lip bite, audition room",
        "AU12 smile over AU1 inner brow raise, departure hall",
        "AU6 eye smile (joy base) + AU4 slight brow tension (concern layer) + AU17 (doubt modifier), office",
        "smiling through tears, airport",
        "sad eyes, small smile, old photo in hand",
        "portrait of a baker, flour on his hands",
        "expressionless guard, palace gate",
        "laughing but tense around the jaw, poker table",
        "smiling fishmonger with worry in his brows, market hall",
    ),
    bad=(
        Bad(
            "A boy sobs at the school gate, mouth corners pulled down, inner brows raised.",
            marks=("sobs", "mouth corners pulled down", "inner brows raised"),
        ),
        Bad("AU6 cheek raise, AU12 smile, market stall", marks=("AU6 cheek raise", "AU12 smile")),
        Bad("smiling waitress in a diner with a layer cake", marks=("smiling",)),
        Bad("1girl, surprised, wide eyes, open mouth, kitchen", marks=("surprised", "wide eyes", "open mouth")),
        Bad("(grin:1.3), pirate on deck, golden hour", marks=("grin",)),
    ),
)
def flat_expression(prompt: Prompt) -> Iterator[Problem]:
    """A face that shows one feeling at full is a poster of it. A second, weaker element that contradicts it and a third that colours it
    make a person of it; the message names one of each that goes with yours.
    """
    if prompt.layered or not prompt.asserted("action", "emotion"):
        return
    if re.search(SECOND_LAYER, re.sub(CAKE, " ", prompt.text, flags=re.IGNORECASE), re.IGNORECASE):
        return
    for face in prompt.faces():
        said = [token for token in face if token.kind in {"action", "emotion"} and token.value != "neutral"]
        if not said or any(token.layer for token in said):
            continue
        family = _only_family(said)
        contrast = contrasts().get(family) if family else None
        if contrast is not None:
            first, *others = said
            yield problem(
                first,
                f"{quoted(first.text)} is one layer, {_name(family or '')} alone; {_advice(contrast)}",
                *others,
                label="which feeling is beneath it?",
            )
            return


#: Layers that are no expression's.
CAKE = (
    r"\blayer(?:s|ed)?\s+(?:cakes?|hair\w*|skirts?|dress\w*|clothes|clothing|bangs|bob|cut|necklaces?|fabric|of|outfit)\b|-layer\w*"
    r"|\bsoft\w*\s+(?:light|shadow|skin|background|focus)\w*|\btouch of\s+(?:light|colou?r)"
)


def _only_family(said: list[Token]) -> str | None:
    """The one family of feelings that everything said of a face fits, or None where two are mixed or nothing is told."""
    labels = [token.label for token in said if token.label]
    families = [set(emotions()[label].families) for label in labels]
    if any(MIXED & found or len(found) > 1 for found in families):
        return None
    units = {unit for token in said for unit in token.units} - SILENT
    if not units and not families:
        return None
    if ("12" in units and units & SOUR) or ("6" in units and "12" not in units and units & SOFT_SORROW):
        return None
    if "12" in units and any(_is_unpleasant(label) for label in labels):
        return None  # a smile under a worried label
    candidates = [family for family in FAMILIES if all(family in found for found in families)]
    return next((family for family in candidates if any(units <= own for own in _rows_of(family))), None)


def _is_unpleasant(label: str) -> bool:
    """Whether a label is unpleasant and no smile belongs to it, as one does to a nervous face."""
    emotion = emotions()[label]
    return emotion.valence < 0 and "12" not in {unit.strip("LRABCDE") for unit in (*emotion.prototype, *emotion.optional)}


@cache
def _rows_of(family: str) -> tuple[frozenset[str], ...]:
    """What each emotion of a family may show: its prototype, what is optional with it, and the mouth's openings."""
    rows = (row for row in emotions().values() if row.families == (family,))
    return tuple(frozenset(unit.strip("LRABCDE") for unit in (*row.prototype, *row.optional)) | SILENT for row in rows)


def _name(family: str) -> str:
    return family.partition("/")[0]


def _advice(contrast: Contrast) -> str:
    return (
        f"add a contradiction, such as {_unit(contrast.against)} ({contrast.against_meaning}),"
        f" and a modifier, such as {_unit(contrast.modifier)} ({contrast.modifier_meaning})"
    )


def _unit(code: str) -> str:
    return words_for(read_group(code), "both")
