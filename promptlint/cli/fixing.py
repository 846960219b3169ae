"""Fixing in ``promptlint check``: writing the files, or showing what would be written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from promptlint.cli.console import Console, is_terminal
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
            sys.stdout.flush()
            sys.stdout.buffer.write(result.data())
            sys.stdout.buffer.flush()
        elif result.changed:
            try:
                write_fixed(result)
            except WriteError as error:
                self.broken = True
                self.console.error(visible(str(error)))
                return report
        self.changed += result.changed
        self.fixed += len(result.applied)
        return result.report

    def _shown(self, diff: str) -> Iterator[str]:
        """A diff for a person, coloured and safe for a terminal; in a pipe as it is, so that ``patch`` and ``git apply`` can read it."""
        if not is_terminal(sys.stdout) and not self.console.out.on:
            yield diff
            return
        for line in diff.split("\n")[:-1]:
            style = {"+": "added", "-": "removed", "@": "gutter"}.get(line[:1], "")
            yield self.console.out.paint(visible(line), style) + "\n"
