"""What a prompt asks its faces to show: its expressions, and the Action Units that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from promptlint.facs.emotions import emotions, family
from promptlint.facs.photography import Term, bringing_out
from promptlint.model import Prompt, Token

EXPRESSION = ("action", "emotion", "vague")
#: What stands for a face at rest: nothing is asked of it, so nothing is missing round it.
AT_REST = "neutral"


def expressions(prompt: Prompt) -> tuple[Token, ...]:
    """The expressions that a prompt asks for, in order of place; a face at rest ("expressionless") is none."""
    return tuple([token for token in prompt.asserted(*EXPRESSION) if token.kind == "action" or token.value != AT_REST])


def state_of(token: Token) -> tuple[str, ...]:
    """What counts as one state on a face: the families of an emotion's label, or the word itself where it has none."""
    return family(token.label) if token.label else (token.term,)


@cache
def plain_units(label: str) -> tuple[str, ...]:
    """The units of a label's prototype without sides and intensities: "contempt" -> ("14",); () for one that is not in emotions.csv."""
    emotion = emotions().get(label)
    return tuple(unit.strip("LRABCDE") for unit in emotion.prototype if unit != "0") if emotion else ()


def units_shown(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The units of the actions among these claims; where there is no action, those of the labels' prototypes."""
    tokens = tuple(tokens)
    units = [unit for token in tokens for unit in token.units]
    if not units:
        units = [unit for token in tokens if token.label for unit in plain_units(token.label)]
    return tuple(dict.fromkeys(units))


def served_by(kind: str, tokens: Iterable[Token]) -> tuple[Term, tuple[str, ...]] | None:
    """The light ("lighting") or camera angle ("angle") that brings out most of what these claims show, with those units; None for none."""
    return bringing_out(kind, units_shown(tokens))


#: Keys under which a JSON prompt tells what stands round a face, whatever words it uses there.
PLACES = "setting|location|place|environment|scene|background|backdrop|context|situation|story|activity|action|occasion|event"
LIGHTS, CAMERAS, GAZES = "light|illumination", "camera|angle|shot|framing|lens|composition|perspective|view", "gaze|eye|look|head|pose"


def is_keyed(prompt: Prompt, keys: str) -> bool:
    """Whether a JSON prompt has one of these keys (alternatives of a pattern) with something in it: "setting": "Dock 4"."""
    pattern = rf'"[\w -]{{0,30}}(?:{keys})[\w -]{{0,30}}"\s*:\s*[\[{{\s]*"[^"]'
    return prompt.dialect == "json" and re.search(pattern, prompt.text, re.IGNORECASE) is not None
