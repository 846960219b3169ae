"""One finding a line: ``path:line:column: severity CODE name: message``, as compilers write it and editors read it."""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.report import View
from promptlint.report.placed import placed
from promptlint.report.statistics import render_statistics
from promptlint.report.tally import Run
from promptlint.text import visible


def render(run: Run, view: View) -> Iterator[str]:
    """See ``promptlint.report.Format``. Columns count code points from 1."""
    if view.statistics:
        yield from render_statistics(run, view)
        return
    paint = view.palette.paint
    for report in run:
        for one in placed(report):
            line, column = report.source.lines.locate(one.start)
            finding = one.finding
            place = paint(f"{visible(report.path)}:{line}:{column}", "place")
            yield f"{place}: {paint(finding.severity, finding.severity)} {finding.code} {finding.name}: {visible(finding.message)}\n"
    if not view.quiet and (summary := run.tally.summary()):
        yield f"{summary}\n"
