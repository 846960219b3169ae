"""What a phrase says: each text with every claim that is read from it, "!" where it is denied."""

from __future__ import annotations

import pytest

import promptlint

#: Kinds that a reading lists; what stands round the claims has tests of its own.
LISTED = frozenset({"action", "emotion", "vague", "lighting", "angle", "shot", "gaze", "head"})


def reading(text: str) -> list[str]:
    """The claims of a text, each as "kind: its words = its value", with "!" before a denied one."""
    return [
        f"{'!' * token.negated}{token.kind}: {token.text} = {token.value if isinstance(token.value, str) else '+'.join(token.value)}"
        for token in promptlint.parse(text).tokens
        if token.kind in LISTED
    ]


DENIED = (
    ("mouth not open", ["!action: mouth not open = 25+26"]),
    ("eyes not closed, lips not parted", ["!action: eyes not closed = 43", "!action: lips not parted = 25"]),
    ("her eyes are not closed", ["!action: eyes are not closed = 43"]),
    ("her mouth is not closed", ["action: mouth is not closed = 25"]),
    ("brows aren't raised", ["!action: brows aren't raised = 1+2"]),
    ("eyebrows that aren't raised", ["!action: eyebrows that aren't raised = 1+2"]),
    ("with eyes that are not wide", ["!action: eyes that are not wide = 5"]),
    ("with eyes that are closed", ["action: eyes that are closed = 43"]),
    ("eyes not closed looking at the viewer", ["!action: eyes not closed = 43", "gaze: looking at the viewer = direct"]),
    ("head not tilted", ["!head: head not tilted = tilt"]),
    ("his face is free of anger", ["!emotion: anger = anger"]),
    ("an expression that is not angry but sad", ["!emotion: angry = anger", "emotion: sad = sadness"]),
    ("a man who does not smile", ["!action: smile = 12"]),
    ("no longer smiling", ["!action: smiling = 12"]),
    ("she stops smiling", ["!action: smiling = 12"]),
    ("refraining from smiling", ["!action: smiling = 12"]),
    ("no smile or frown", ["!action: smile = 12", "!action: frown = 4"]),
    ("neither smiling nor frowning", ["!action: smiling = 12", "!action: frowning = 4"]),
    ("not a smile, but a slightly cool expression", ["!action: smile = 12", "emotion: slightly cool expression = cool"]),
)

NOT_DENIED = (
    ("not only smiling but laughing", ["action: smiling = 12", "action: laughing = 6+12+25"]),
    ("she can't stop smiling", ["action: smiling = 12"]),
    ("he cannot help but smile", ["action: smile = 12"]),
    ("not without a smile", ["action: smile = 12"]),
    ("a stop sign behind a smiling man", ["action: smiling = 12"]),
    ("hardly smiling", ["action: hardly smiling = 12"]),
)


@pytest.mark.parametrize(("text", "said"), [*DENIED, *NOT_DENIED])
def test_what_is_denied(text: str, said: list[str]) -> None:
    assert reading(text) == said


def test_a_verb_is_no_animal() -> None:
    prompt = promptlint.parse("he does not blink, she does not smile")
    assert [token.text for token in prompt.of("subject")] == []
    assert prompt.people == 1
