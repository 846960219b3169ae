"""Who, when and in which picture a claim is said of: the cases in which one face would be given what belongs to two."""

import pytest

import promptlint

#: (prompt, the person of each state and action in order of place); persons count from 0 in order of appearance.
PERSONS = (
    ("a golden retriever sits next to a stoic, black and white penguin. The dog is smiling", [1, 0]),
    ("a sad, lonely clown next to a happy, smiling man", [0, 0, 1, 1]),
    ("the dog is ecstatic, the cat disgusted, the horse enraged", [0, 1, 2]),
    ("a sacristan smiles; above him a painted martyr, eyes closed", [0, 1]),
    ("a guard, eyes shut, beneath the gilt-framed portrait of a queen with wide eyes", [0, 1]),
    ("three jurors: the first is bored, the second frightened, the third delighted", [1, 2, 3]),
    ("a woman smiling on the second floor, frowning", [0, 0]),
    ("a nurse presses her lips together; next to him the boy grins", [0, 1]),
    ("Emma smiling at a crying baby", [0, 1]),
    ("laughing at a sad dog", [0, 1]),
    ("he smiles at the nurse, eyes closed", [0, 0]),  # what comes behind the comma is not the nurse's
    ("a boss yells at the intern. a killer look, frowning", [0, 0]),
    ("a green cat with a dinosaur tail and dinosaur eyes, sharp teeth, smiling", [0]),
    ("a man with a lion's mane, angry", [0]),
    ("a man strokes the lion's mane, angry", [1]),
)


@pytest.mark.parametrize(("text", "persons"), PERSONS)
def test_whose_a_claim_is(text: str, persons: list[int]) -> None:
    assert [token.scope.person for token in promptlint.parse(text).tokens if token.kind in {"action", "emotion"}] == persons


def test_what_was_earlier_is_another_moment() -> None:
    prompt = promptlint.parse("Ten seconds earlier he was elated; now his mouth corners are down")
    assert [token.scope.moment for token in prompt.tokens if token.kind in {"action", "emotion"}] == [1, 2]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("sad children at a bus stop, santa laughing", ["sad"]),  # he is none of the children
        ("sad people at a bus stop, a woman laughing", []),  # she may be one of them
        ("sad dogs at a bus stop, a woman laughing", ["sad"]),
    ],
)
def test_who_may_be_one_of_a_group(text: str, bare: list[str]) -> None:
    assert [text[finding.start : finding.end] for finding in promptlint.lint(text) if finding.code == "EMO103"] == bare


@pytest.mark.parametrize("text", ["number plate AU67 KLM", "flight AU48 delayed", "scan from file AU99_final.tif"])
def test_numbers_of_things_are_no_codes(text: str) -> None:
    assert not promptlint.parse(text).of("action")


@pytest.mark.parametrize(
    ("text", "angles"),
    [
        ("lens level with her eyes", ["eye-level"]),
        ("the camera no higher than his belt", ["low"]),
        ("the camera just above her head", ["high"]),
        ("the camera on the table, his head bowed", []),
    ],
)
def test_a_camera_beside_a_part_is_an_angle(text: str, angles: list[str]) -> None:
    assert [token.value for token in promptlint.parse(text).of("angle")] == angles


def test_a_light_that_is_off_lights_nothing() -> None:
    assert not promptlint.parse("The softbox stands unplugged in the corner").of("lighting")
    assert promptlint.parse("The softbox stands in the corner").of("lighting")
