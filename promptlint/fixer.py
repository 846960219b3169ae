"""Applying fixes: one small sorted loop that skips overlaps, repeated until nothing changes (after ruff's ``fix/mod.rs``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from promptlint.linter import lint
from promptlint.rule import Edit, Finding, Fix

if TYPE_CHECKING:
    from promptlint.config import Settings

#: How often fixes may be applied before the text counts as unstable; eslint and sqlfluff stop at ten as well.
MAX_ROUNDS = 10


class Fixed(NamedTuple):
    """The text after fixing, the findings whose fixes were applied, and whether a fixed point was reached (INT101 if not)."""

    text: str
    applied: tuple[Finding, ...]
    stable: bool = True


def chosen_fix(finding: Finding, *, unsafe: bool) -> Fix | None:
    """The fix that would be applied for a finding: its first safe one, or its first of any kind where unsafe ones are allowed."""
    return next((fix for fix in finding.fixes if fix.safe or unsafe), None)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made. They must not overlap; their order does not matter. Every other code point stays as it is."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def pick_edits(findings: Iterable[Finding], *, unsafe: bool) -> tuple[list[Edit], list[Finding]]:
    """The edits of one round, with the findings they fix: in order of place, each finding's fix whole or not at all, no overlaps."""
    taken: list[Edit] = []
    applied = []
    for finding in findings:
        fix = chosen_fix(finding, unsafe=unsafe)
        if fix is None or not fix.edits:
            continue
        if all(_apart(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            applied.append(finding)
    return taken, applied


def _apart(first: Edit, second: Edit) -> bool:
    if first.start == first.end == second.start == second.end:
        return False  # two insertions at one place: their order would be a guess
    return first.end <= second.start or second.end <= first.start


def fix_text(
    text: str, negative: str | None = None, *, unsafe: bool = False, config: Settings | None = None, preset: str | None = None
) -> Fixed:
    """Fix a prompt until nothing changes, at most MAX_ROUNDS times. A text that will not settle is given back as it was."""
    seen = {text}
    current = text
    applied: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        edits, fixed = pick_edits(lint(current, negative, preset=preset, config=config), unsafe=unsafe)
        if not edits:
            return Fixed(current, tuple(applied))
        current = apply_edits(current, edits)
        applied += fixed
        if current in seen:
            break
        seen.add(current)
    else:
        if not pick_edits(lint(current, negative, preset=preset, config=config), unsafe=unsafe)[0]:
            return Fixed(current, tuple(applied))
    return Fixed(text, (), stable=False)


def fix(text: str, unsafe: bool = False) -> str:
    """The text after its safe fixes, or after all of them. Idempotent; no text makes it raise."""
    return fix_text(text, unsafe=unsafe).text
