"""The word fields: what tells a situation, what does not, who is depicted, and what takes an emotion word away from a face.

Each check reads the CSV rows through the speller, so it sees what the lexer sees: plurals, inflections, British and American forms.
"""

from __future__ import annotations

import csv
import os
from functools import cache

import pytest

import promptlint
from promptlint.grammar.compiler import ROOM, parse_features
from promptlint.grammar.spelling import normal, spellings

FIELDS = ("contexts.csv", "plain.csv", "scenes.csv", "subjects.csv")


@cache
def field(name: str) -> dict[str, set[str]]:
    """Every spelling of a file's phrases -> its values."""
    found: dict[str, set[str]] = {}
    with open(os.path.join(ROOM, "vocabulary", name), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for way in spellings(row["phrase"], parse_features(row["features"])):
                found.setdefault(way, set()).add(row["value"])
    return found


@cache
def people() -> dict[str, tuple[str, str]]:
    """Every subject phrase as the CSV has it -> (number, gender)."""
    with open(os.path.join(ROOM, "vocabulary", "subjects.csv"), encoding="utf-8", newline="") as file:
        rows = [(row["phrase"], parse_features(row["features"])) for row in csv.DictReader(file)]
    return {phrase: (features["number"], features.get("gender", "")) for phrase, features in rows}


CONTEXTS = {
    "place": "kitchen, street, forest, beach, palace, spaceship interior, office, underwater, tokyo, new york, outdoors, in space, rain, "
    "coffee shop, bookshelves, hallways, blue sky, throne, rice field, harbor, harbour",
    "company": "with her friends, with his dog, together, each other, alone, in the crowd, hand in hand, group photo",
    "event": "wedding, christmas, battle, concert, war, birthday party, funeral, job interview, halloween, duel, road trips",
    "activity": "walking, reading a book, holding a cup, fighting, dancing, playing guitar, sits, sat, ran, swimming, rode, eating, "
    "praying, hugging, casting a spell, playing chess, in conversation, lotus position, drinks",
    "cause": "because of, due to, after losing, upon hearing, receiving news, who just won, as she, at the sight of, after the",
    "meaning": "suggesting, conveying, hinting at, as if, as though, revealing, reflecting her, unspoken, symbolising, symbolizing",
    "moment": "night, winter, christmas morning, split second, victorian era, in the 1980s, autumn, moment, midnight",
    "physical": "wet, injured, pregnant, drunk, covered in mud, out of breath, sweaty, concentration fatigue, bleeding, in the cold",
}
PLAIN = {
    "appearance": "blonde, blue-eyed, freckled, long hair, curly hair, tattoo, old, year-old, beautiful, muscular, japanese, makeup, tall",
    "attire": "dress, leather jacket, hats, t-shirt, tshirt, jewellery, jewelry, armor, armour, winter coat, wearing, wedding dress, sword",
    "quality": "masterpiece, 8k, highly detailed, best quality, sharp focus, award winning, trending on artstation, octane render, 85mm, "
    "unreal engine 5, absurdres, kodak portra 400, f/1.8, film grain",
    "style": "digital art, oil painting, art nouveau, pixar style, studio ghibli, greg rutkowski, white background, simple background, "
    "cyberpunk, impressionism, steampunk, concept art, in the background, studio background, depicting",
    "colour": "black, pastel colours, pastel colors, grey, gray, golden, black and white, silk, polished, striped, red and black",
    "medium": "photo, painting, illustrations, render, drawing, poster, selfie, picture of, postcards, marble statue",
}


def listed(fields: dict[str, str]) -> list[tuple[str, str]]:
    return [(value, phrase) for value, phrases in fields.items() for phrase in phrases.split(", ")]


@pytest.mark.parametrize(("value", "phrase"), listed(CONTEXTS))
def test_what_tells_a_situation(value: str, phrase: str) -> None:
    assert value in field("contexts.csv").get(normal(phrase), ()), f"{phrase!r} tells no {value}"


@pytest.mark.parametrize(("value", "phrase"), listed(PLAIN))
def test_what_tells_none(value: str, phrase: str) -> None:
    assert value in field("plain.csv").get(normal(phrase), ()), f"{phrase!r} is no {value}"


def test_no_word_both_tells_a_situation_and_tells_none() -> None:
    assert sorted(field("contexts.csv").keys() & field("plain.csv").keys()) == []


def test_one_phrase_has_one_field() -> None:
    for name in ("contexts.csv", "plain.csv"):
        assert {phrase: values for phrase, values in field(name).items() if len(values) > 1} == {}, name


@pytest.mark.parametrize(
    "word", ["wearing", "having", "looking", "smiling", "featuring", "posing", "sunset", "golden hour", "portrait", "close-up"]
)
def test_what_every_portrait_says_is_no_situation(word: str) -> None:
    assert normal(word) not in field("contexts.csv")


@pytest.mark.parametrize(
    ("phrase", "number", "gender"),
    [
        ("woman", "1", "f"), ("man", "1", "m"), ("girl", "1", "f"), ("boy", "1", "m"), ("child", "1", ""), ("character", "1", ""),
        ("sailor", "1", ""), ("nurse", "1", ""), ("queen", "1", "f"), ("priest", "1", "m"), ("1-girl", "1", "f"), ("1-boy", "1", "m"),
        ("solo", "1", ""), ("2-girls", "2", ""), ("two men", "2", ""), ("couple", "2", ""), ("mother and child", "2", ""),
        ("crowd", "many", ""), ("people", "many", ""), ("group of friends", "many", ""), ("family", "many", ""), ("android", "1", ""),
        ("corgi", "1", ""), ("wizard", "1", "m"), ("witch", "1", "f"), ("emma watson", "1", "f"), ("darth vader", "1", "m"),
        ("teddy-bear", "1", ""), ("twin", "1", ""), ("jury", "many", ""),
    ],
)  # fmt: skip
def test_who_is_depicted(phrase: str, number: str, gender: str) -> None:
    assert people()[phrase] == (number, gender)


def test_every_subject_has_a_number_and_a_sensible_gender() -> None:
    assert {number for number, _ in people().values()} == {"1", "2", "many"}
    assert {gender for _, gender in people().values()} == {"", "f", "m"}
    assert [phrase for phrase, (number, gender) in people().items() if gender and number != "1"] == []


@pytest.mark.parametrize("phrase", ["two cats", "both men", "2-boys", "husband and wife"])
def test_a_pair_is_two(phrase: str) -> None:
    assert people()[phrase][0] == "2"


@pytest.mark.parametrize("word", ["women", "policemen", "children", "warriors", "wolves", "thieves", "mice", "geese", "businesswomen"])
def test_plurals_of_subjects_are_read(word: str) -> None:
    assert word in field("subjects.csv")


@pytest.mark.parametrize("word", ["face", "she", "it", "painting", "background", "knight armor", "angel wings"])
def test_what_is_nobody(word: str) -> None:
    assert word not in field("subjects.csv")


@pytest.mark.parametrize(
    "phrase",
    ["landscape", "atmosphere", "mood", "moods", "energy", "weather", "gesture", "sense of calm", "bitter cold", "proud heritage",
     "laugh lines", "happy birthday", "happy hour", "angry sea", "angry birds", "smiley face emoji", "joy division", "laughing cow",
     "crying of lot 49"],
)  # fmt: skip
def test_what_takes_an_emotion_word_away(phrase: str) -> None:
    assert phrase in field("scenes.csv")


@pytest.mark.parametrize(
    "word", ["expression", "look", "eyes", "smile", "grin", "gaze", "stare", "man", "dog", "robot", "voice", "demeanour", "posture"]
)
def test_what_leaves_the_emotion_with_the_face(word: str) -> None:
    assert word not in field("scenes.csv")


@pytest.mark.parametrize(
    ("text", "emotions"),
    [
        ("melancholic landscape", []),
        ("a happy birthday cake, candles", []),
        ("angry sea, cheerful colours", []),
        ("joyful dance of light", []),
        ("sad clown in a kitchen", ["sad"]),
        ("happy corgi, serene atmosphere", ["happy"]),
        ("blonde woman in a red dress, angry", ["angry"]),
    ],
)
def test_a_prompt_says_an_emotion_of_a_face_only(text: str, emotions: list[str]) -> None:
    assert [token.text for token in promptlint.parse(text).of("emotion")] == emotions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("smiling woman, long blonde hair, red dress, masterpiece, 8k, white background", False),
        ("portrait of a sad sailor, oil painting, highly detailed, art by greg rutkowski", False),
        ("smiling woman in a kitchen", True),
        ("sad man in the rain", True),
        ("laughing with her friends", True),
        ("angry warrior fighting", True),
        ("a smile, because of the news", True),
        ("happy girl, christmas morning", True),
        ("smiling boy, soaking wet", True),
    ],
)
def test_a_prompt_tells_its_situation_or_not(text: str, told: bool) -> None:
    assert bool(list(promptlint.parse(text).of("context"))) is told
