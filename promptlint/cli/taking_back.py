"""``promptlint check --add-ignore``: the words that take back all that is found, written into the files or the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from promptlint.checker import FileReport, Judge, open_source
from promptlint.cli.console import Console
from promptlint.ignoring import Said, Wishes, still_there, take_back, wishes_of
from promptlint.ignoring.waivers import waivers_for, why_not, write_waivers
from promptlint.report.tally import amount
from promptlint.storage import WriteError, replace_file
from promptlint.suppress import read_reason
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.cli.overrides import FileSettings
    from promptlint.selection import Waiver
    from promptlint.settings import Settings


class TakingBack:
    """What it came to: findings taken back, files changed, and whether something could not be written."""

    def __init__(self, console: Console, settings: FileSettings, reason: str, *, isolated: bool) -> None:
        self.console = console
        self.settings = settings
        self.isolated = isolated
        try:
            self.said = Said(*read_reason(reason))
        except ValueError as error:
            raise click.UsageError(f"--add-ignore: {error}") from None
        self.taken = self.changed = 0
        self.broken = False
        self._refused: set[str] = set()
        self._waivers: dict[str | None, tuple[Settings, list[Waiver], int]] = {}

    def all_of(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """Take back what there is in each file; the reports of what is left. The configuration is written behind the last one."""
        for report in reports:
            yield self._one(report) if any(result.findings for result in report.results) else report
        for settings, waivers, findings in self._waivers.values():
            try:
                path = write_waivers(settings, waivers)
            except (WriteError, OSError) as error:
                self.broken = True
                self.console.error(visible(str(error)))
                continue
            self.taken += findings
            self.changed += 1
            self.console.detail(f"added {amount(len(waivers), 'entry', 'entries')} to {visible(path)}")

    def _one(self, report: FileReport) -> FileReport:
        """Take back the findings of one file; its report after that, or the given one where it could not be written."""
        settings = self.settings.of_file(report.path)
        judge = Judge(report.path, settings)
        before, after = report, report
        left = wishes_of(report)
        if not report.source.read_only:
            opened = open_source(report.path, settings)
            if isinstance(opened, FileReport):
                return report
            source, original = opened
            before = after = judge.source(source)
            left = wishes_of(before)
            if source.encoded(source.text) == original:
                after, left = take_back(before, left, self.said, judge, settings.reading(report.path))
                if after is not before:
                    try:
                        replace_file(report.path, after.source.encoded(after.source.text), expected=original)
                    except WriteError as error:
                        self.broken = True
                        self.console.error(visible(str(error)))
                        return before
                    self.changed += 1
                    self.taken += _count(before) - _count(after)
        return self._configured(after, left, settings) if left else after

    def _configured(self, report: FileReport, left: Wishes, settings: Settings) -> FileReport:
        """Keep what a file cannot say for the configuration."""
        if reason := why_not(report.path, settings, isolated=self.isolated):
            if report.path not in self._refused:
                self.console.warn(f"{visible(report.path)}: not all was taken back: {visible(reason)}")
            self._refused.add(report.path)
            return report
        waivers = waivers_for(report.source, left, self.said, settings)
        after = Judge(report.path, settings._replace(waivers=(*settings.waivers, *waivers))).source(report.source)
        if still_there(after, left):
            self.console.warn(f"{visible(report.path)}: not all was taken back: no [[ignore]] names its place")
            return report
        _, listed, findings = self._waivers.get(settings.path, (settings, [], 0))
        self._waivers[settings.path] = settings, [*listed, *waivers], findings + _count(report) - _count(after)
        return after

    def told(self, left: int) -> str:
        """What was done, in a sentence; ``left`` is how many findings are left."""
        rest = f"; {amount(left, 'problem', 'problems')} left, which can only be mended" if left else ""
        if not self.taken:
            return f"nothing to take back{rest}"
        return f"took back {amount(self.taken, 'problem', 'problems')} in {amount(self.changed, 'file', 'files')}{rest}"


def _count(report: FileReport) -> int:
    return sum(len(result.findings) for result in report.results)
