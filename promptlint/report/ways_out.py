"""The fixes of a finding as a person reads them: what each would put in the place of what, and who may apply it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from promptlint.report.drawing import NARROWEST_DRAWING
from promptlint.report.labels import wrap
from promptlint.report.strip import clip
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.report import View
    from promptlint.report.placed import Placed
    from promptlint.rule import Fix

#: How many fixes are shown; the others are counted.
MOST_SHOWN = 3
#: A rewrite that fills more rows than this is cut.
MOST_ROWS = 4


def shown_fixes(one: Placed, view: View) -> list[str]:
    """The rows ``help: title`` with up to three numbered texts below; fixes that share a title share its row."""
    paint = view.palette.paint
    width = max(view.width, NARROWEST_DRAWING) - 6
    fixes = one.finding.fixes
    rows = []
    for title, group in groupby(list(enumerate(fixes[:MOST_SHOWN], 1)), key=lambda numbered: numbered[1].title):
        rows.append(f"{paint('help', 'help')}: {visible(title)}")
        for number, fix in group:
            text = result_text(one.text, fix, MOST_ROWS * width)
            if text and text not in visible(title):
                first, *more = wrap(text, width)
                rows += [f"{paint(f'{number:>3}', 'help')}   {first}", *(f"      {row}" for row in more)]
    if len(fixes) > MOST_SHOWN:
        rows.append(f"      and {len(fixes) - MOST_SHOWN} more")
    return rows


def choices(one: Placed, view: View) -> list[str]:
    """The rows of ``shown_fixes`` for somebody who chooses: every fix has its number and what it would make, or why it cannot be made."""
    paint = view.palette.paint
    width = max(view.width, NARROWEST_DRAWING) - 6
    rows = []
    for title, group in groupby(list(enumerate(one.finding.fixes[:MOST_SHOWN], 1)), key=lambda numbered: numbered[1].title):
        rows.append(f"{paint('help', 'help')}: {visible(title)}")
        for number, fix in group:
            text = result_text(one.text, fix, MOST_ROWS * width) or ("(taken out)" if fix.edits else "(to be done by hand)")
            if fix.edits and one.file_edits(fix) is None:
                text += " (this file's format cannot take it as it stands)"
            first, *more = wrap(text, width)
            rows += [f"{paint(f'{number:>3}', 'help')}   {first}", *(f"      {row}" for row in more)]
    return rows


def result_text(text: str, fix: Fix, room: int) -> str:
    """What stands in the place of the edited stretch afterwards, in at most ``room`` cells and safe for a terminal; "" for nothing."""
    if not fix.edits:
        return ""
    edits = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    pieces = []
    at = edits[0].start
    for edit in edits:
        between = text[at : edit.start]
        pieces += [between if len(between) <= room else f"{between[:30]} … {between[-30:]}", edit.text]
        at = edit.end
    after = "".join(pieces).strip(" ,")
    return visible(clip(after, 0, len(after), [(0, 0)], room).text)


def fix_note(one: Placed) -> str:
    """Which of the fixes promptlint writes itself, and when; "" where there are none."""
    fixes = [fix for fix in one.finding.fixes if fix.edits]
    if not fixes:
        return ""
    chosen = next((fix for fix in fixes if fix.safe), fixes[0])
    if one.file_edits(chosen) is None:
        return "this file's format cannot take the fix as it stands: change it by hand"
    which = f"number {one.finding.fixes.index(chosen) + 1}" if len(fixes) > 1 else "this"
    if chosen.safe:
        return f"safe: --fix writes {which}"
    return f"changes the picture: --interactive asks, --fix --unsafe-fixes writes {which}"
