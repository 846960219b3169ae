"""A finding drawn for a person: what is wrong, the line with carets and labels, why it matters, and the ways out (after rustc, zizmor).

What a rule says of itself (why, how its fixes are applied, where to read on) is told at its first finding of a run and not again.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.report import View
from promptlint.report.drawing import NARROWEST_DRAWING, Drawing, Mark
from promptlint.report.labels import wrap
from promptlint.report.placed import Placed, placed
from promptlint.report.statistics import render_statistics
from promptlint.report.tally import Run
from promptlint.report.ways_out import choices, fix_note, shown_fixes
from promptlint.text import visible


def render(run: Run, view: View) -> Iterator[str]:
    """See ``promptlint.report.Format``."""
    if view.statistics:
        yield from render_statistics(run, view)
        return
    told: set[str] = set()
    for report in run:
        before: Placed | None = None
        for one in placed(report):
            again = before is not None and before.text == one.text and bool(one.finding.fixes) and before.finding.fixes == one.finding.fixes
            yield "\n".join(draw_finding(one, view, first=one.finding.code not in told, again=again)) + "\n\n"
            told.add(one.finding.code)
            before = one
    if not view.quiet and (summary := run.tally.summary()):
        yield f"{view.palette.paint(summary, 'note')}\n"


def draw_finding(one: Placed, view: View, *, first: bool = True, again: bool = False, choosing: bool = False) -> list[str]:
    """The rows of one finding; ``first`` tells also what its rule says of itself, ``again`` leaves out the ways out that stand right
    above, ``choosing`` numbers every one of them and leaves out who applies it.
    """
    paint = view.palette.paint
    finding, lines = one.finding, one.source.lines
    line, column = lines.locate(one.start)
    marks = [Mark(one.start, one.end, finding.label, primary=True)]
    marks += [Mark(start, end, message) for start, end, message in one.related]
    drawing = Drawing(lines, marks, view.width, view.palette, finding.severity)
    indent = " " * drawing.gutter
    empty = drawing.empty_row(view.palette)
    container = f" ({visible(one.container)})" if one.container else ""
    rows = [
        f"{paint(f'{finding.severity}[{finding.code}]', finding.severity)} {finding.name}: {paint(visible(finding.message), 'note')}",
        f"{indent}{paint('-->', 'gutter')} {visible(one.path)}:{line}:{column}{container}",
        empty,
        *drawing.rows,
    ]
    notes = [("also", f"{':'.join(map(str, lines.locate(mark.start)))} {mark.label}") for mark in drawing.hidden]
    if first and (why := " ".join(finding.why.split("\n\n")[0].split())):
        notes.append(("why", why))
    if finding.confidence != "high":
        notes.append(("confidence", finding.confidence))
    below = [row for name, text in notes for row in _note(name, visible(text), drawing.gutter, view)]
    if choosing:
        if first:
            below += _note("docs", f"promptlint explain {finding.code}", drawing.gutter, view)
        return [*rows, empty, *below, *choices(one, view)]
    below += _note("help", "as above", drawing.gutter, view) if again else shown_fixes(one, view)
    if first:
        if not again and (note := fix_note(one)):
            below += _note("note", note, drawing.gutter, view)
        below += _note("docs", f"promptlint explain {finding.code}", drawing.gutter, view)
    return [*rows, empty, *below] if below else rows


def _note(name: str, text: str, gutter: int, view: View) -> list[str]:
    """``= name: text``, wrapped under itself."""
    head = f"{' ' * gutter} = {name}: "
    first, *more = wrap(text, max(view.width, NARROWEST_DRAWING) - len(head))
    painted = f"{' ' * gutter} {view.palette.paint('=', 'gutter')} {view.palette.paint(f'{name}:', 'note')} {first}"
    return [painted, *(" " * len(head) + row for row in more)]
