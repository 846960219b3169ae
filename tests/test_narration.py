"""Stories of several sentences ask for no face in what they narrate; whatever names a face, or whom a state is of, still does."""

import pytest

from promptlint import lint, parse

STORY = (
    "A painter walks through an old town at dawn. The bakers open their shops and sweep the steps. {} "
    "The bells ring over the river and the roofs."
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Returning joyfully, he finds his brushes gone and the room empty.", ["story"]),
        ("He moves through the narrow streets with determination and a heavy bag.", ["story"]),
        ("A cheerful baker tosses a warm loaf through the window.", [None]),
        ("His face lights up with joy when the first boats arrive.", ["face"]),
        ("His expression is focused when he puts up his easel.", ["face"]),
    ],
)
def test_a_story_tells_states_away_from_any_face(sentence: str, told: list[str | None]) -> None:
    tokens = parse(STORY.format(sentence)).tokens
    assert [token.told for token in tokens if token.kind == "emotion"] == told


def test_what_is_only_narrated_is_no_bare_label() -> None:
    narrated = STORY.format("Returning joyfully, he finds his brushes gone and the room empty.")
    assert "EMO103" not in {finding.code for finding in lint(narrated)}
    shown = STORY.format("A cheerful baker tosses a warm loaf through the window.")
    assert "EMO103" in {finding.code for finding in lint(shown)}


def test_a_list_of_short_entries_is_no_story() -> None:
    tokens = parse("A queen. Serious. Alone. Dark hall. Old stone. 4k. Sharp.").tokens
    assert [token.told for token in tokens if token.kind == "emotion"] == [None]
