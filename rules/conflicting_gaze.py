"""Eyes that cannot look where they are asked to.

Source: visibility of the iris after Ekman, Friesen & Hager (2002), AU43 against AU61 to AU69; facs/conflicts.csv, crossings.csv and group
gaze of exclusive_values.csv. Half-closed eyes and a wink leave a gaze. "Looking up" and "looking down" go with the viewer, who may stand
above or below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.photography import excludes
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, closes_eyes, is_of_camera, problem, rule
from promptlint.wording import quoted

#: Gazes of open eyes. "Looking down" or "up" with closed eyes is the head's; "other" ("intense gaze", "looking back") says too little.
AIMED = frozenset({"direct", "away", "left", "right", "distant"})
#: Codes of the eyes' position.
GAZES = frozenset({"61", "62", "63", "64", "69"})
#: Who stares out of a window has open eyes, wherever that is.
STARING = r"(?:star|glar|peer)\w*\s+(?:out|at|into|through|over|across)\b|watch(?:es|ing)\b"
#: "Looks away from the monitor and straight into the lens" is one look.
TURNING = r"away from .*"
#: Gazes up that are the eyes' own, and gazes down that look at nobody.
UPWARD = r"(?:gaz|star|peer|glanc|eyes)"
LOWERED = (
    r"\b(?:gaze|eyes) lowered\b|\bdowncast\b|\bcast down\b"
    r"|\b(?:gaze|eyes) (?:is|are|rests?|stays?|remains?) (?:on|upon) the (?:floor|ground|carpet|pavement)\b"
)
WHERE = {
    "direct": "eyes on the viewer", "away": "eyes turned away", "left": "eyes to the left", "right": "eyes to the right", "up": "eyes up",
    "down": "eyes down", "distant": "eyes on the distance",
}  # fmt: skip


@rule(
    "CAM106",
    severity="error",
    reads=("action", "gaze"),
    mistake="conflict",
    good=(
        "winking, looking at viewer, 1girl",
        "half-closed eyes, looking at viewer, 1girl",
        "not looking away, eyes fixed on the camera, gymnast",
        "looking at viewer, looking down, from below, 1girl",
        "two sisters, one with closed eyes, one looking at the camera",
        "{closed eyes|looking at viewer}, smile",
        "first eyes closed, then looking at the camera, a swimmer",
        "panel 1: eyes closed, panel 2: looking at viewer, a nun",
        "no closed eyes, looking at viewer, 1girl",
        "eyes almost closed, looking at the camera, cowboy",
        'looking at viewer, shirt that says "CLOSED EYES"',
        "closed eyes, facing viewer, 1girl",
        "closed eyes, looking down, a nun at prayer",
        "from above looking down on a sleeper, eyes closed",
        "looking at the camera, head turned away, model",
    ),
    bad=(
        Bad("1boy, closed_eyes, looking_at_viewer, smile", marks=("looking_at_viewer", "closed_eyes")),
        Bad("eyes closed, direct eye contact, a boxer", marks=("direct eye contact", "eyes closed")),
        Bad("looking at the camera, looking away, bride", marks=("looking away", "looking at the camera")),
        Bad("eyes shut tight, gazing into the distance, sailor", marks=("gazing into the distance", "eyes shut tight")),
        Bad("staring straight into the camera, eyes downcast, pilgrim", marks=("eyes downcast", "staring straight into the camera")),
        Bad("With both eyes closed the conductor gazes up at the balcony.", marks=("gazes up at the balcony", "both eyes closed")),
        Bad("AU43E, AU61, dancer", marks=("AU61", "AU43E")),
        Bad("two men, one with closed eyes looking at the viewer", marks=("looking at the viewer", "closed eyes")),
    ),
)
def conflicting_gaze(prompt: Prompt) -> Iterator[Problem]:
    """The eyes decide a portrait, and a model that is asked for two looks paints eyes that look nowhere or at two places. Keep one."""
    told: set[int] = set()
    for first, second in prompt.pairs("action", "gaze"):
        reason = _reason(first, second) or _reason(second, first)
        turned = re.search(TURNING, first.text, re.IGNORECASE) and prompt.text[first.end : second.start].strip() == "and"
        if reason and not turned and first.start not in told and not is_of_camera(prompt, first) and not is_of_camera(prompt, second):
            told.add(first.start)
            yield problem(
                second,
                f"{quoted(second.text)} and {quoted(first.text)} exclude each other: {reason}; keep one of them",
                first,
                label=_shown(second),
                labels=(_shown(first),),
            )


def _reason(first: Token, second: Token) -> str:
    """Why these two, in this order, cannot be: closed eyes and a gaze, or the viewer and a gaze elsewhere."""
    if closes_eyes(first) and (
        (_is_of_eyes(second) and (second.value in AIMED or _is_raised(second) or re.match(STARING, second.text, re.IGNORECASE)))
        or GAZES & set(second.units)
    ):
        return "closed eyes look at nothing"
    if first.kind == second.kind == "gaze" and first.value == "direct" and (second.value not in {"up", "down"} or _is_lowered(second)):
        return "eyes look at the viewer or past him, not both" if excludes("gaze", "direct", second.term) else ""
    return ""


def _is_of_eyes(token: Token) -> bool:
    """Whether a gaze is one of the eyes: who smiles "at the camera" turns to it, with eyes open or closed."""
    return token.kind == "gaze" and not token.text.lower().startswith(("at ", "to ", "into ", "towards "))


def _is_raised(gaze: Token) -> bool:
    """Whether the eyes themselves go up: "gazes up", "eyes raised to heaven"; who is "looking up" may do so with the head alone."""
    return gaze.value == "up" and re.match(UPWARD, gaze.text, re.IGNORECASE) is not None


def _is_lowered(gaze: Token) -> bool:
    """Whether eyes avoid whoever stands before them: "eyes downcast"; "looking down" is at a viewer who stands below."""
    return re.search(LOWERED, gaze.text, re.IGNORECASE) is not None


def _shown(token: Token) -> str:
    return WHERE.get(token.term, "eyes turned that way") if token.kind == "gaze" or not closes_eyes(token) else "eyes closed"
