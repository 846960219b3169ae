"""What faces are asked to show, and which light and angle serve it."""

from __future__ import annotations

import pytest

from promptlint.facs.photography import bringing_out
from promptlint.parser import parse
from promptlint.showing import expressions, plain_units, served_by, units_shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a smiling baker, angry", ["smiling", "angry"]),
        ("expressionless guard, palace gate", []),
        ("no smile, a baker", []),
        ("portrait of a baker\nNegative prompt: smile", []),
        ("intense expression, actor", ["intense expression"]),
    ],
)
def test_a_face_at_rest_and_what_is_negated_are_no_expression(text: str, shown: list[str]) -> None:
    assert [token.text for token in expressions(parse(text))] == shown


def test_units_are_those_of_the_actions_before_those_of_the_labels() -> None:
    assert units_shown(expressions(parse("a sad woman with raised eyebrows"))) == ("1", "2")
    assert units_shown(expressions(parse("a sad woman"))) == plain_units("sadness") == ("1", "4", "15")


def test_prototypes_lose_their_sides_and_intensities() -> None:
    assert plain_units("contempt") == ("14",)
    assert plain_units("neutral") == ()
    assert plain_units("no such label") == ()


@pytest.mark.parametrize(
    ("kind", "units", "term", "enhanced"),
    [
        ("lighting", ("4", "7"), "rembrandt lighting", ("4", "7")),
        ("lighting", ("1", "2"), "butterfly lighting", ("1", "2")),
        ("lighting", ("1", "4", "15"), "rembrandt lighting", ("4",)),  # butterfly brings out AU1 and softens AU15
        ("angle", ("17", "2"), "low angle", ("17", "2")),
        ("angle", ("6",), "eye level", ("6",)),
    ],
)
def test_the_light_and_the_angle_that_bring_out_most(kind: str, units: tuple[str, ...], term: str, enhanced: tuple[str, ...]) -> None:
    found = bringing_out(kind, units)
    assert found is not None
    assert (found[0].term, found[1]) == (term, enhanced)


def test_nothing_serves_what_no_light_brings_out() -> None:
    assert bringing_out("lighting", ("20",)) is None
    assert served_by("lighting", ()) is None
