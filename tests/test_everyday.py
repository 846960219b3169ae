"""What people say of faces, light and what goes on in everyday words."""

from __future__ import annotations

import pytest

import promptlint

EVERYDAY = (
    ("his eyebrows shoot up", ["action: eyebrows shoot up = 1+2"]),
    ("her eyes go wide", ["action: eyes go wide = 5"]),
    ("the mouth falls open", ["action: mouth falls open = 25+27"]),
    ("brows go together", ["action: brows go together = 4"]),
    ("the toddler scrunches up the nose", ["action: scrunches up the nose = 9"]),
    ("eyes screwed up", ["action: eyes screwed up = 7"]),
    ("lips curve into a smile", ["action: lips curve into a smile = 12"]),
    ("the toilet's lid gently closing", []),
    ("a content cat on a sill", ["emotion: content = contentment"]),
    ("the girl is helpless", ["emotion: helpless = helpless"]),
    ("a content creator at a desk", []),
    ("her expression turns somber", ["emotion: somber = melancholic"]),
    ("bliss on her face", ["emotion: bliss = happiness"]),
    ("He appears exhausted but content.", ["emotion: exhausted = tired", "emotion: content = contentment"]),
    ("a landscape that leaves you feeling both humbled and inspired", []),
    ("a woman at a wheel, focused and patient", ["emotion: focused = focused"]),
    ("a peaceful charcoal dragon", ["emotion: peaceful = peaceful"]),
    ("his eyes are large and expressive", ["vague: expressive = "]),
    ("a witch, facial expression weird", ["vague: facial expression weird = "]),
    ("a close-up of the train's wheels", []),
    ("natural light from the window", ["lighting: natural light from the window = window"]),
    ("a man in a dim radio studio", ["lighting: dim = dim"]),
    ("her gaze is on the floor", ["gaze: gaze is on the floor = down"]),
)


@pytest.mark.parametrize(("text", "told"), EVERYDAY)
def test_everyday_words(text: str, told: list[str]) -> None:
    read = [token for token in promptlint.parse(text).tokens if token.kind not in {"subject", "context"}]
    assert [f"{one.kind}: {one.text} = {one.value if isinstance(one.value, str) else '+'.join(one.value)}" for one in read] == told


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("a story usesing the text, a happy squid", []),  # what a picture does is nobody's act
        ("a portrait emphasising contrast, a smile", []),
        ("a girl juggling, a smile", ["juggling"]),
        ("a woman in hospital scrubs, a smile", []),
        ("a woman in a hospital, a smile", ["hospital"]),
        ("a girl with cat ears, a smile", []),
    ],
)
def test_what_is_no_situation(text: str, situation: list[str]) -> None:
    assert [token.text for token in promptlint.parse(text).of("context")] == situation
