"""How a state is told: of a face, by a gaze, an act, a motive, a bearing, a trait, or as what happened."""

import pytest

from promptlint import lint, parse


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a sailor with a sad expression on the quay", "face"),
        ("a sailor with a suspicious stare, harbour quay", "gaze"),
        ("a sailor with a blank stare, harbour quay", None),
        ("a clerk focused on the screen before him", "gaze"),
        ("a clerk focused on his sums", None),
        ("two shepherds watch in awe as the comet falls", "act"),
        ("a plumber relaxing in a hammock", "act"),
        ("a relaxed plumber in a hammock", None),
        ("a nun crying in a hammock", None),
        ("a diver eager to go down, harbour at noon", "motive"),
        ("a miner, bald from worry", "motive"),
        ("a queen stands proudly on a hill", "bearing"),
        ("a queen exuding an air of confidence", "bearing"),
        ("an evil and mischievous otter on a raft", "trait"),
        ("an otter with a mischievous face on a raft", "face"),
        ("a girl who is curious and adventurous", "trait"),
        ("the old queen was jealous of the miller's daughter", "story"),
    ],
)
def test_a_state_is_told(text: str, told: str | None) -> None:
    (state,) = parse(text).of("emotion")
    assert state.told == told


@pytest.mark.parametrize(
    "text",
    [
        "a sailor with a suspicious stare, harbour quay",
        "two shepherds watch in awe as the comet falls",
        "a queen stands proudly on a hill",
        "a mischievous otter on a raft",
        "the old queen was jealous of the miller's daughter",
    ],
)
def test_what_is_not_told_of_a_face_is_no_bare_label(text: str) -> None:
    assert not [finding for finding in lint(text) if finding.code == "EMO103"]


@pytest.mark.parametrize("text", ["a cat-shaped cake on a plate", "a corgi-themed dress"])
def test_what_only_looks_like_an_animal_is_nobody(text: str) -> None:
    assert not parse(text).of("subject")
