"""Fixing in ``promptlint check``: writing the files, or showing what would be written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from promptlint.cli.console import Console, is_terminal
from promptlint.report.tally import amount
from promptlint.text import visible
from promptlint.writer import WriteError, fix_file, write_fixed

if TYPE_CHECKING:
    from promptlint.checker import FileReport
    from promptlint.cli.options import Given
    from promptlint.settings import Settings


class Fixing:
    """What fixing came to so far: files changed, findings fixed, and whether something could not be written."""

    def __init__(self, console: Console, given: Given) -> None:
        self.console = console
        self.given = given
        self.changed = 0
        self.fixed = 0
        self.broken = False
        self._named: str | None = None
        self._listed: list[tuple[str, Counter[tuple[str, str]]]] = []
        self._passed_on = False

    def fix(self, report: FileReport, settings: Settings, stdin: bytes | None) -> FileReport:
        """Fix a file as the options say; its report after that, or the given one where the file could not be written.

        stdin are its bytes where it is standard input; the fixed ones go to stdout then.
        """
        given = self.given
        if report.source.read_only:
            if report.path != self._named:
                self.console.warn(f"{visible(report.path)}: not fixed: {visible(report.source.read_only)}")
            self._named = report.path
            return report
        result = fix_file(
            report.path,
            settings,
            unsafe=given.flag("unsafe_fixes"),
            data=stdin,
            use_ignores=not given.flag("no_ignores"),
        )
        for message in result.refused:
            self.console.warn(visible(message))
        if given.flag("diff"):
            if result.changed:
                self.console.write(self._shown(result.diff()))
        elif stdin is not None:
            self.pass_on(result.data() if result.changed else stdin)
        elif result.changed:
            try:
                write_fixed(result)
            except WriteError as error:
                self.broken = True
                self.console.error(visible(str(error)))
                return report
        self.changed += result.changed
        self.fixed += len(result.applied)
        if result.applied:
            self._listed.append((report.path, Counter((finding.code, finding.name) for finding in result.applied)))
        return result.report

    def pass_on(self, data: bytes) -> None:
        """Send what came from standard input to stdout, once: whoever pipes a file through gets it back, also where nothing is read."""
        if self._passed_on or self.given.flag("diff"):
            return
        self._passed_on = True
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def told(self) -> str:
        """What was done, where that is not in the summary of the findings; with ``--show-fixes`` by file and rule."""
        given = self.given
        verb = "would fix" if given.flag("diff") else "fixed"
        said = f"{verb} {amount(self.fixed, 'problem', 'problems')} in {amount(self.changed, 'file', 'files')}"
        if given.flag("show_fixes") and self._listed:
            rows = []
            for path, counts in self._listed:
                rows.append(f"  {visible(path)}")
                rows += [f"    {count:>3} x {code} {name}" for (code, name), count in sorted(counts.items())]
            return "\n".join([f"{said}:", *rows])
        return said if self.changed and (given.flag("diff") or given.flag("fix_only")) else ""

    def _shown(self, diff: str) -> Iterator[str]:
        """A diff for a person, coloured and safe for a terminal; in a pipe as it is, so that ``patch`` and ``git apply`` can read it."""
        if not is_terminal(sys.stdout) and not self.console.out.on:
            yield diff
            return
        for line in diff.split("\n")[:-1]:
            style = {"+": "added", "-": "removed", "@": "gutter"}.get(line[:1], "")
            yield self.console.out.paint(visible(line), style) + "\n"
