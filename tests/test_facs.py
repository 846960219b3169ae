"""The anatomy tables: complete, sorted, without doubles, and consistent with one another."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.facs import conflicts, emotions, occlusion, photography, units
from promptlint.facs.tables import ROOM, read_table

UNIT = re.compile(r"([LR]?)(M?\d+)([A-E]?)")
#: What a claim may be besides a unit: any facial action, a still picture, a look at the viewer.
WORDS = {"any", "still", "viewer"}
#: The columns a table is sorted by, without doubles; every column where none are named.
KEYS = {
    "blends": ("first", "second"),
    "conflicts": ("first", "second", "kind"),
    "contrasts": ("family",),
    "crossings": ("first", "second"),
    "displays": ("label", "rank"),
    "emotions": ("label",),
    "exclusive_groups": ("group",),
    "exclusive_values": ("group", "kind", "value"),
    "movements": ("feature", "movement", "kind"),
    "occlusion": ("item",),
    "photography": ("term",),
    "units": ("code",),
    "wordings": ("unit",),
}
TABLES = sorted(name.removesuffix(".csv") for name in os.listdir(ROOM) if name.endswith(".csv"))
#: Rows of each table: what was collected is all there.
COUNTS = {
    "conflicts": 170,
    "crossings": 10,
    "emotions": 139,
    "exclusive_groups": 19,
    "exclusive_values": 97,
    "occlusion": 31,
    "photography": 86,
    "units": 90,
}


def number(unit: str) -> int:
    return int(re.sub(r"\D", "", unit))


def by_number(claim: str) -> tuple[bool, list[tuple[bool, int, str]]]:
    if not any(character.isdigit() for character in claim):
        return True, [(False, 0, claim)]
    return False, [(unit.lstrip("LR").startswith("M"), number(unit), unit) for unit in claim.split("+")]


def is_unit(text: str) -> bool:
    match = UNIT.fullmatch(text)
    return match is not None and units.is_known(match[2])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_whole_and_clean(name: str) -> None:
    with open(os.path.join(ROOM, f"{name}.csv"), encoding="utf-8", newline="") as file:
        text = file.read()
    assert "\r" not in text
    assert text.endswith("\n")
    rows = list(read_table(name))
    assert len(rows) == COUNTS.get(name, len(rows))
    keys = [tuple(row[column] for column in KEYS.get(name, row)) for row in rows]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    if name == "units":
        assert keys == sorted(keys, key=lambda key: [(movement, place) for movement, place, _ in by_number(key[0])[1]])
    elif name == "conflicts":
        assert keys == sorted(keys, key=lambda key: (by_number(key[0]), by_number(key[1]), key[2]))
    else:
        assert keys == sorted(keys)
    for row in rows:
        assert all(cell == cell.strip() for cell in row.values()), row
        assert row.get("source", "x"), row


@pytest.mark.parametrize("name", KEYS)
def test_the_columns_of_a_table_are_the_reader_s(name: str) -> None:
    reader = {
        "conflicts": conflicts.Conflict,
        "crossings": photography.Crossing,
        "emotions": emotions.Emotion,
        "exclusive_groups": photography.Group,
        "occlusion": occlusion.Occluder,
        "photography": photography.Term,
        "units": units.Unit,
    }.get(name)
    renamed = {"from": "from_", "family": "families"} | ({"group": "groups"} if name == "photography" else {})
    with open(os.path.join(ROOM, f"{name}.csv"), encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    if reader is not None:
        assert {renamed.get(column, column) for column in header} == set(reader._fields)


def test_units() -> None:
    table = units.units()
    assert units.is_known("12")
    assert units.is_known("M68")
    assert not any(units.is_known(code) for code in ("3", "47", "48", "49", "67", "99", "1+4", "", "012", "twelve"))
    assert {code for code, unit in table.items() if unit.is_facial} == {str(code) for code in [*range(1, 40), 43, 45, 46] if code != 3}
    assert table["1"].laterality
    assert not table["17"].laterality
    assert table["45"].scorable == "no"
    for unit in table.values():
        assert not [word for word in unit.synonyms if "(" in word]


@pytest.mark.parametrize(
    ("code", "first"), [("3", "2"), ("47", "46"), ("49", "50"), ("67", "66"), ("99", "98"), ("112", "12"), ("M67", "66")]
)
def test_nearest(code: str, first: str) -> None:
    assert units.nearest(code)[0] == first


@given(st.text(max_size=12) | st.integers(0, 10**12).map(str))
def test_nearest_names_only_real_codes(code: str) -> None:
    near = units.nearest(code)
    assert len(near) <= 3
    assert all(units.is_known(candidate) and candidate != code for candidate in near)


def test_no_collected_pair_is_lost() -> None:
    assert {row.origin for row in conflicts.conflicts()} == set(range(1, 126))


def test_every_claim_of_a_conflict_is_known() -> None:
    labels = set(emotions.emotions())
    for row in conflicts.conflicts():
        for claim in row.first + row.second + row.unless:
            assert is_unit(claim) or claim in WORDS | labels, row
        assert row.kind in {"exclusive", "antagonist", "compatible"}
        assert row.severity in {"error", "warning", "info", "none"}
        assert (row.severity == "none") == (row.kind == "compatible")
        assert row.from_ in {"", "C", "D", "E"}
        assert not row.from_ or row.kind == "antagonist"
        assert row.scope in {"side", "eyes", "face", "still"}
        assert not row.explanation.endswith(".")


def test_conflicts_are_symmetric() -> None:
    for row in conflicts.conflicts():
        judge = {"exclusive": conflicts.alternates, "antagonist": conflicts.antagonists, "compatible": conflicts.compatible}[row.kind]
        first, second = ("+".join("12" if unit == "any" else unit for unit in claim) for claim in (row.first, row.second))
        assert judge(first, second) is not None, row
        assert judge(second, first) == judge(first, second)


@pytest.mark.parametrize(
    ("first", "second", "explained"),
    [
        ("43", "5", "one muscle cannot pull and relax at once"),
        ("24", "25", "leave no gap"),
        ("25+26", "34", "cannot hold the air"),
        ("0", "12", "no facial action"),
        ("viewer", "43", "cannot meet"),
        ("43", "L46", "a wink needs the other eye"),
        ("L46", "R46", "just closed eyes"),
        ("5", "L43", "one muscle"),
    ],
)
def test_alternates(first: str, second: str, explained: str) -> None:
    row = conflicts.alternates(first, second)
    assert row is not None
    assert explained in row.explanation


@pytest.mark.parametrize(
    ("first", "second"),
    [("12", "25"), ("L5", "R43"), ("L43", "R46"), ("L43", "63"), ("46", "46"), ("30", "30"), ("0", "53"), ("1", "4"), ("5", "7"), ("", "")],
)
def test_no_alternates(first: str, second: str) -> None:
    assert conflicts.alternates(first, second) is None


def test_antagonists() -> None:
    row = conflicts.antagonists("15", "12")
    assert row is not None
    assert row.from_ == "D"
    assert conflicts.antagonists("L15", "L12") == row
    assert conflicts.antagonists("15", "L12") == row
    assert conflicts.antagonists("R15", "L12") is None
    assert conflicts.antagonists("12", "4") is None  # the sinister smile
    assert conflicts.antagonists("1+2", "4") is not None
    assert conflicts.claim(("1", "2"), "left") == "L1+L2"
    assert conflicts.claim(("1", "2")) == "1+2"


@given(st.text("LRM0123456789+any ", max_size=9), st.text("LRM0123456789+viewer", max_size=9))
def test_any_claims_may_be_asked(first: str, second: str) -> None:
    for judge in (conflicts.alternates, conflicts.antagonists, conflicts.compatible):
        assert judge(first, second) == judge(second, first)


def test_emotions() -> None:
    table = emotions.emotions()
    for label, emotion in table.items():
        for unit in emotion.prototype + emotion.optional:
            assert is_unit(unit) or unit == "0", (label, unit)
        assert list(emotion.prototype) == sorted(emotion.prototype, key=number), label
        assert {unit for unit, _ in emotion.shares} <= set(emotion.optional)
        assert -1 <= emotion.valence <= 1
        assert -1 <= emotion.arousal <= 1
        assert emotion.confidence in {"measured", "consensus", "inference"}
        assert emotion.rewrite
        assert label == label.lower()


def test_opposed_emotions_are_symmetric_and_never_of_one_value() -> None:
    table = emotions.emotions()
    for label, emotion in table.items():
        for other in emotion.opposite:
            assert label in table[other].opposite
            assert emotion.value != table[other].value, (label, other)
            assert emotions.opposed(label, other)
            assert emotions.opposed(other, label)
    assert emotions.opposed("serene", "rage")
    assert emotions.opposed("confident", "shy")
    assert not emotions.opposed("happiness", "joy")
    assert not emotions.opposed("happiness", "surprise")
    assert not emotions.opposed("no such label", "joy")
    assert emotions.family("happily surprised") == ("happiness", "surprise")
    assert emotions.family("no such label") == ()


def test_values_follow_the_prototypes_of_their_label() -> None:
    values = {label: emotion.value for label, emotion in emotions.emotions().items()}
    assert [values[label] for label in ("joy", "terror", "rage", "worry", "skepticism", "pride")] == [
        "happiness",
        "fear",
        "anger",
        "worried",
        "sceptical",
        "proud",
    ]


def test_occlusion() -> None:
    table = occlusion.occluders()
    for item, occluder in table.items():
        for unit in occluder.hidden + occluder.partial:
            assert unit == "all" or units.is_known(unit), (item, unit)
        assert not set(occluder.hidden) & set(occluder.partial), item
        assert occluder.visibility in {"", "70", "71", "72", "73", "74"}
        assert occluder.strength in {"full", "partial", "one side"}
    assert "12" in occlusion.hidden_units("face mask")
    assert "5" not in occlusion.hidden_units("face mask")
    assert {"5", "63"} <= occlusion.hidden_units("sunglasses")
    assert {"5", "12", "63"} <= occlusion.hidden_units("closed helmet")
    assert occlusion.hidden_units("no such thing") == frozenset()


def test_photography() -> None:
    groups = photography.groups()
    for term in photography.terms().values():
        assert set(term.groups) <= set(groups), term
        for span in (term.kelvin, term.degrees, term.slight):
            assert span is None or span[0] <= span[1], term
        assert (term.degrees is None) == (term.axis == ""), term
        assert not (term.enhances or term.softens or term.hides) or term.units_source, term
        for unit in term.enhances + term.softens + term.hides:
            assert unit == "all" or units.is_known(unit), term
        assert not set(term.enhances) & set(term.softens), term
    rembrandt = photography.term_of("lighting", "rembrandt")
    assert rembrandt is not None
    assert {"4", "7", "17"} == set(rembrandt.enhances)
    assert rembrandt.degrees is not None
    assert rembrandt.degrees[0] <= 45 <= rembrandt.degrees[1]
    assert photography.term_of("lighting", "no such light") is None
    assert len(photography.crossings()) == 10


def test_every_group_has_values_or_terms() -> None:
    used = {row["group"] for row in read_table("exclusive_values")} | {
        group for term in photography.terms().values() for group in term.groups
    }
    assert used == set(photography.groups())


@pytest.mark.parametrize(
    ("kind", "first", "second", "group"),
    [
        ("lighting", "rembrandt", "butterfly", "key_light_pattern"),
        ("lighting", "soft", "hard", "hard_soft"),
        ("lighting", "golden hour", "night", "time_of_day"),
        ("lighting", "blue hour", "noon", "time_of_day"),
        ("angle", "low", "high", "camera_height"),
        ("angle", "profile", "frontal", "view_direction"),
        ("shot", "close-up", "full-body", "shot_size"),
        ("temperature", "warm", "cool", "cct_warm_cool"),
    ],
)
def test_excludes(kind: str, first: str, second: str, group: str) -> None:
    for found in (photography.excludes(kind, first, second), photography.excludes(kind, second, first)):
        assert found is not None
        assert found.group == group


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("lighting", "golden hour", "sunset"),
        ("lighting", "soft", "flat"),
        ("lighting", "rembrandt", "rim"),
        ("angle", "low", "worm's-eye"),
        ("shot", "portrait", "full-body"),
        ("shot", "close-up", "headshot"),
        ("shot", "close-up", "close-up"),
    ],
)
def test_does_not_exclude(kind: str, first: str, second: str) -> None:
    assert photography.excludes(kind, first, second) is None
    assert photography.excludes(kind, second, first) is None


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = (
        "import sys; from promptlint.facs import conflicts, emotions, occlusion, photography, units; "
        "assert 'csv' not in sys.modules; units.units(); assert 'csv' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=os.path.dirname(os.path.dirname(ROOM)))
