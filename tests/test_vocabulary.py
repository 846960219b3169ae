"""The vocabulary: one format for every file, no doubles, and every unit, label, occluder and group that a row names exists."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from functools import cache

import pytest

from promptlint.facs import emotions, occlusion, photography, units
from promptlint.grammar.compiler import HEADER, ROOM, parse_features
from promptlint.grammar.spelling import normal, spellings

FOLDER = os.path.join(ROOM, "vocabulary")
FILES = sorted(name for name in os.listdir(FOLDER) if name.endswith(".csv"))
VALUES = {
    "angle": {"low", "high", "eye-level", "overhead", "worm's-eye", "dutch", "frontal", "three-quarter", "profile", "behind"}
    | {"over-the-shoulder", "pov", "other"},
    "context": {"place", "company", "event", "activity", "cause", "meaning", "moment", "physical"},
    "degree": set("ABCDE"),
    "gaze": {"direct", "away", "up", "down", "left", "right", "distant", "other"},
    "head": {"tilt", "up", "down", "turn", "forward", "back", "other"},
    "phase": {"building", "peak", "resolving"},
    "plain": {"appearance", "attire", "quality", "style", "colour", "medium", "character"},
    "scene": {""},
    "shot": {"extreme-close-up", "close-up", "headshot", "portrait", "upper-body", "medium", "cowboy", "full-body", "wide", "other"},
    "subject": {"person", "people", "animal"},
    "temperature": {"warm", "cool", "mixed"},
    "vague": {""},
}
#: The least number of spellings that each file of facts must keep readable.
SPELLINGS = {
    "actions.csv": 1000,
    "camera.csv": 450,
    "emotions.csv": 1550,
    "gaze_and_head.csv": 330,
    "intensities.csv": 350,
    "light.csv": 600,
    "occluders.csv": 330,
}

#: Synonyms of the facts that are no phrase of the vocabulary: a degree or a picture word before another phrase, which the grammar joins;
#: measures, which the lexer reads; words with another everyday sense, which mean a face or a light only in longer phrases.
SILENT = {
    "broad smile", "faint smile", "gentle smile", "ghost of a smile", "hint of a smile", "slight smile", "soft smile", "wide smile",
    "backlit silhouette", "rim-lit silhouette", "silhouette profile", "macro eye", "extreme close-up of the lips", "close-up of hands",
    "over her shoulder from behind", "portrait or head and shoulders", "cowboy shot (mid-thigh)", "24mm portrait", "3000k", "3200k",
    "4000k", "5600k", "6500k", "a single eye", "only the eyes", "eyes only", "camera at the eye", "arm's length", "front camera", "cu",
    "ecu", "ots", "ws", "directly above", "from the ground", "bare bulb", "household bulb", "warm bulb", "lamp in frame", "visible lamp",
    "low sun", "magenta and cyan light", "cloudy", "cloudy day", "shaded", "in the shade", "shadow figure", "shadow on the wall", "glare",
    "raspberry", "cigarette", "microphone", "drinking from a cup", "crown/tiara low", "wide-brimmed hat", "rain on the face",
    "water drops", "soap bubbles", "tears streaming", "practical", "flare", "diffused", "peering",
}  # fmt: skip


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with open(os.path.join(FOLDER, name), encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def spelt(kind: str) -> dict[str, set[str]]:
    """Every spelling of a kind -> its values."""
    found: dict[str, set[str]] = {}
    for name in FILES:
        for row in rows(name):
            features = parse_features(row["features"])
            if row["kind"] == kind:
                ways = [row["phrase"]] if features.get("emoticon") else spellings(row["phrase"], features)
                for way in ways:
                    found.setdefault(way, set()).add(row["value"])
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_the_one_format(name: str) -> None:
    with open(os.path.join(FOLDER, name), encoding="utf-8", newline="") as file:
        text = file.read()
    assert "\r" not in text
    assert text.endswith("\n")
    lines = list(csv.reader(io.StringIO(text)))
    assert tuple(lines[0]) == HEADER
    assert {len(line) for line in lines} == {len(HEADER)}
    keys = [tuple(line[:3]) for line in lines[1:]]
    assert keys == sorted(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    for row in rows(name):
        assert all(cell == " ".join(cell.split()) for cell in row.values()), row
        assert row["phrase"] == row["phrase"].lower()
        assert row["source"], row
        assert "(" not in row["phrase"] or "emoticon=yes" in row["features"], row
        features = [pair.partition("=") for pair in row["features"].split(";")] if row["features"] else []
        assert all(key and equals and value for key, equals, value in features), row
        assert len({key for key, _, _ in features}) == len(features), row


def test_no_row_stands_in_two_files() -> None:
    places: dict[tuple[str, str, str], list[str]] = {}
    for name in FILES:
        for row in rows(name):
            places.setdefault((row["phrase"], row["kind"], row["value"]), []).append(name)
    assert {key: names for key, names in places.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_known(name: str) -> None:
    emotion_values = {emotion.value for emotion in emotions.emotions().values()}
    for row in rows(name):
        kind, value, features = row["kind"], row["value"], parse_features(row["features"])
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind), row
        if kind == "action":
            codes = value.split("+")
            assert all(units.is_known(code) for code in codes), row
            assert codes == sorted(codes, key=int), row
        elif kind == "emotion":
            assert features["label"] in emotions.emotions(), row
            assert value in emotion_values or re.fullmatch(r"[a-z]+", value), row
        elif kind == "occluder":
            assert value in occlusion.occluders(), row
        elif kind in VALUES:
            assert value in VALUES[kind], row
        if "label" in features:
            assert features["label"] in emotions.emotions(), row
        if "units" in features:
            assert all(units.is_known(code) for code in features["units"].split("+")), row
        if kind in {"lighting", "temperature", "angle", "shot", "composition"} and "group" in features:
            assert set(features["group"].split("|")) <= set(photography.groups()), row
        for measure in ("kelvin", "degrees"):
            if measure in features:
                low, _, high = features[measure].partition("-")
                assert int(low) <= int(high), row


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_file_keeps_its_spellings(name: str) -> None:
    assert len({way for row in rows(name) for way in spellings(row["phrase"], parse_features(row["features"]))}) >= SPELLINGS[name]


def test_the_values_of_an_emotion_word_are_those_of_its_label() -> None:
    """A word may be finer than its label (calm: serene), but never a basic emotion other than its label's."""
    basic = {"happiness", "sadness", "anger", "fear", "surprise", "disgust", "contempt"}
    crossed = [
        row
        for row in rows("emotions.csv")
        if row["kind"] == "emotion"
        and row["value"] in basic
        and row["value"] != emotions.emotions()[parse_features(row["features"])["label"]].value
        and "tears" not in row["phrase"]  # tears of joy are joy, with the face of a bittersweet moment
    ]
    assert [row["phrase"] for row in crossed] == []


@pytest.mark.parametrize("kind", ["action", "angle", "emotion", "gaze", "head", "occluder", "shot"])
def test_a_spelling_has_one_value_of_a_kind(kind: str) -> None:
    assert {way: values for way, values in spelt(kind).items() if len(values) > 1} == {}


def test_the_words_of_the_facts_are_readable() -> None:
    """Every synonym that the facts name is a phrase of the vocabulary, but for SILENT."""
    words = [word for unit in units.units().values() for word in unit.synonyms]
    words += [word for item in occlusion.occluders().values() for word in item.synonyms]
    words += [word for term in photography.terms().values() for word in (term.term, *term.synonyms)]
    known = {way for name in FILES for row in rows(name) for way in spellings(row["phrase"], parse_features(row["features"]))}
    assert sorted({word.lower() for word in words if normal(word) not in known} - SILENT) == []


@pytest.mark.parametrize(
    ("kind", "phrase", "value"),
    [
        ("action", "smiling", "12"),
        ("action", "grinned", "12"),
        ("action", "toothy smile", "12+25"),
        ("action", "raised eyebrows", "1+2"),
        ("action", "one raised eyebrow", "2"),
        ("action", "furrowed brow", "4"),
        ("action", "scowls", "4"),
        ("action", "frowning", "4"),
        ("action", "mouth frown", "15"),
        ("action", "squinting", "7"),
        ("action", "wide eyed", "5"),
        ("action", "half lidded", "43"),
        ("action", "winking", "46"),
        ("action", "parted lips", "25"),
        ("action", "open mouth", "25+26"),
        ("action", "wide open mouth", "25+27"),
        ("action", "pursed lips", "18"),
        ("action", "gritted teeth", "25+31"),
        ("action", "clenched jaw", "31"),
        ("action", "tongue out", "19"),
        ("action", "puffed cheeks", "34"),
        ("action", "pressed lips", "24"),
        ("action", "biting her lip", "32"),
        ("action", "curled lip", "10"),
        ("action", "wrinkled nose", "9"),
        ("action", "flared nostrils", "38"),
        ("action", "laughing", "6+12+25"),
        ("action", "screaming", "25+27"),
        ("action", ":d", "12+25"),
        ("action", ">_<", "7+43"),
        ("emotion", "crying", "sadness"),
        ("emotion", "tears of joy", "happiness"),
        ("emotion", "joy", "happiness"),
        ("emotion", "worried", "worried"),
        ("emotion", "skeptical", "sceptical"),
        ("emotion", "deadpan", "neutral"),
        ("emotion", "light hearted", "happiness"),
        ("emotion", "lighthearted", "happiness"),
        ("emotion", "afraid", "fear"),
        ("gaze", "looking at viewer", "direct"),
        ("gaze", "downcast eyes", "down"),
        ("head", "looking over her shoulder", "turn"),
        ("head", "chin up", "up"),
        ("angle", "from below", "low"),
        ("angle", "bird's eye view", "overhead"),
        ("shot", "closeup", "close-up"),
        ("shot", "full body shot", "full-body"),
        ("lighting", "golden hour", "golden hour"),
        ("lighting", "rembrandt lighting", "rembrandt"),
        ("degree", "slightly", "B"),
        ("degree", "extreme", "D"),
        ("degree", "maximum", "E"),
        ("degree", "hint of", "A"),
        ("degree", "trace of a", "A"),
        ("phase", "breaking into a", "building"),
        ("phase", "emerging", "building"),
        ("phase", "fading", "resolving"),
        ("occluder", "surgical mask", "face mask"),
    ],
)
def test_a_word_is_what_people_mean(kind: str, phrase: str, value: str) -> None:
    assert value in spelt(kind).get(phrase, set())


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [("emotion", "trembling"), ("action", "teeth"), ("action", "crying"), ("action", "glare"), ("action", "blush"), ("action", "dimples")],
)
def test_a_word_is_not_what_it_looks_like(kind: str, phrase: str) -> None:
    assert phrase not in spelt(kind)


@pytest.mark.parametrize("phrase", ["benevolent", "friendly", "cool", "warm", "dark", "mysterious", "content", "mad", "neutral", "blank"])
def test_a_homograph_is_a_state_only_beside_a_face(phrase: str) -> None:
    found = [row for row in rows("emotions.csv") if row["phrase"] == phrase]
    assert found
    assert all(parse_features(row["features"]).get("needs") == "face" for row in found)
