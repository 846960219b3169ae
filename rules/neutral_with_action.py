"""A face without expression that is asked to have one.

Source: Ekman, Friesen & Hager (2002), code 0: no facial muscle visibly active. Parted lips (25), a hanging jaw (26) and lowered lids (43)
are relaxation, not action, so a neutral face may have them; a trace of an action beside "neutral" only softens the word.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.facs.units import units
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted, shows

#: Units in which muscles let go: lips part, the jaw hangs, lids fall or droop.
RELAXED = frozenset({"25", "26", "41", "42", "43", "45"})
#: The states that every study gives a display of its own; calm, serious or tired faces can be neutral ones.
STRONG = frozenset({"happiness", "sadness", "anger", "fear", "surprise", "disgust", "contempt"})


@rule(
    "FAC206",
    severity="error",
    reads=("emotion", "action"),
    mistake="conflict",
    good=(
        "broad smile, neutral grey backdrop, dentist ad",
        "expressionless, parted lips, half-closed eyes, 1girl",
        "neutral expression with a hint of a smile, passport photo",
        "neutral expression, serious look, calm eyes, office",
        "an expressionless guard, a laughing child",
        "expression sheet: neutral, happy, sad, angry",
        "{neutral expression|wide grin}, android",
        "an expressionless mask over a furious face",
        "not expressionless: a wide grin, android",
        "deadpan face hiding great sadness, clown",
        "first a blank stare, then a wide smile, awakening",
        "blank stare, slack jaw, sleepwalker",
    ),
    bad=(
        Bad("expressionless android, wide grin, chrome skull plate", marks=("wide grin", "expressionless")),
        Bad("neutral expression, AU4 brow furrow, passport photo", marks=("AU4 brow furrow", "neutral expression")),
        Bad("AU0, AU12, mannequin", marks=("AU12", "AU0")),
        Bad("emotionless woman with a furious face, office", marks=("furious face", "emotionless")),
        Bad("two guards, one is expressionless with a huge smile", marks=("huge smile", "expressionless")),
    ),
)
def neutral_with_action(prompt: Prompt) -> Iterator[Problem]:
    """A neutral face has no action by definition, so one of the two is lost, mostly the one you care for. Drop "neutral", or the action."""
    if prompt.layered:
        return
    told: set[int] = set()
    for first, second in prompt.pairs("action", "emotion"):
        for neutral, other in ((first, second), (second, first)):
            if _is_neutral(neutral) and _is_expression(other) and neutral.start not in told:
                told.add(neutral.start)
                yield problem(
                    other,
                    f"{quoted(other.text)} is an expression, and {quoted(neutral.text)} asks for none; keep one of them",
                    neutral,
                    label=shows(other.units[0]) if other.units else f"a face of {other.term}",
                    labels=("no facial muscle at work",),
                )


def _is_neutral(token: Token) -> bool:
    """Whether a claim asks for a face without expression; a blank stare is one of the eyes, under any mouth and brow."""
    words = token.text.lower()
    named = token.value == "neutral" or words.endswith("impassive") or (token.kind == "emotion" and words in units()["0"].synonyms)
    return token.units == ("0",) or (named and not words.endswith(("stare", "gaze", "eyes", "look", "staring")))


def _is_expression(token: Token) -> bool:
    """Whether a claim shows on the face for certain: an action that takes a muscle, or a strong state, and neither only in traces."""
    if token.intensity in {"A", "B"}:
        return False
    if token.units:
        return any(code not in RELAXED and (unit := units().get(code)) is not None and unit.is_facial for code in token.units)
    return token.term in STRONG
