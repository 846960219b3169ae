"""What every rewrite must be, for the tests of the rewriter."""

from __future__ import annotations

import promptlint
from promptlint.rewriter import Rewrite, rewrite

#: The rules whose findings a rewrite answers.
ANSWERED = {"CTX101", "EMO101", "EMO102", "EMO103", "EMO105", "FAC202"}


def loud(text: str) -> list[str]:
    return [finding.code for finding in promptlint.lint(text) if finding.severity != "info"]


def asked(text: str) -> tuple[str, ...]:
    units = {unit for token in promptlint.parse(text).asserted("action") for unit in token.units}
    return tuple(sorted(units, key=lambda unit: (len(unit), unit)))


def edited(text: str, one: Rewrite) -> str:
    for edit in reversed(one.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def holds(text: str, one: Rewrite) -> None:
    """What every rewrite must be."""
    assert loud(one.text) == []
    assert asked(one.text) == one.units
    assert edited(text, one) == one.text
    assert one.note
    assert rewrite(one.text) == []
    for slip in (", ,", ",,", "  ", " ,", "with with", "a a ", "and and"):
        assert one.text.count(slip) <= text.count(slip), slip
