"""How often each rule spoke: the table of ``--statistics``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promptlint.report.tally import Run

if TYPE_CHECKING:
    from promptlint.report import View


def render_statistics(run: Run, view: View) -> Iterator[str]:
    """A row a rule, most frequent first: findings, ``*`` where ``--fix`` fixes some, code, name."""
    for _ in run:
        pass
    rows = sorted(run.tally.rules.items(), key=lambda row: (-row[1][2], row[0]))
    width = max((len(str(count)) for _, (_, _, count, _) in rows), default=0)
    for code, (name, severity, count, fixable) in rows:
        paint = view.palette.paint
        yield f"{count:>{width}}  {paint(code, severity)}  {paint('*', 'help') if fixable else ' '} {name}\n"
    if rows and not view.quiet:
        yield f"\n{run.tally.summary()}\n"
