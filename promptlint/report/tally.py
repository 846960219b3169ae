"""Counting while files go by: what the summary, the statistics and the exit code need to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promptlint.checker import FileReport

#: Severities as a summary counts them: gravest first, singular and plural.
COUNTED = (("error", "error", "errors"), ("warning", "warning", "warnings"), ("info", "info", "info"))


class Tally:
    """What a run came to so far.

    files, prompts    what was looked at; skipped files and failed ones (not readable) count for themselves alone
    prompts_with, files_with  those with a finding; findings on the file itself count for no prompt
    severities        severity -> findings; rules: code -> [name, severity, findings, of them fixable]
    fixable, choices  findings that ``--fix`` would fix, and those that only ``--unsafe-fixes`` would
    fixed             findings whose fixes were applied; suppressed: those that comments took back
    """

    __slots__ = (
        "_counted",
        "choices",
        "failed",
        "files",
        "files_with",
        "fixable",
        "fixed",
        "prompts",
        "prompts_with",
        "rules",
        "severities",
        "skipped",
        "suppressed",
    )

    def __init__(self) -> None:
        self.files = self.files_with = self.prompts = self.prompts_with = self.skipped = self.failed = 0
        self.fixable = self.choices = self.fixed = self.suppressed = 0
        self._counted = False
        self.severities = {"error": 0, "warning": 0, "info": 0}
        self.rules: dict[str, tuple[str, str, int, int]] = {}

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())

    def add(self, report: FileReport) -> None:
        """Count a file."""
        if report.failed is not None:
            self.failed += 1
            return
        if report.skipped is not None:
            self.skipped += 1
            return
        before = self.findings
        if not report.goes_on:
            self.files += 1
            self._counted = False
        self.prompts += len(report.results)
        self.prompts_with += sum(bool(result.findings) for result in report.results)
        self.suppressed += report.suppressed
        for finding in report.findings():
            self.severities[finding.severity] += 1
            fixes = () if report.source.read_only else finding.fixes
            safe = any(fix.safe for fix in fixes)
            self.fixable += safe
            self.choices += not safe and bool(fixes)
            _, _, count, fixable = self.rules.get(finding.code, ("", "", 0, 0))
            self.rules[finding.code] = (finding.name, finding.severity, count + 1, fixable + safe)
        if self.findings > before and not self._counted:
            self.files_with += 1
            self._counted = True

    def summary(self) -> str:
        """The line at the end: how many problems of which kind, where, and how many of them can be fixed. "" where nothing was found."""
        parts = []
        if self.findings:
            kinds = ", ".join(amount(self.severities[key], one, many) for key, one, many in COUNTED if self.severities[key])
            where = (
                f"{self.prompts_with:,} of {amount(self.prompts, 'prompt', 'prompts')}"
                if self.prompts_with
                else amount(self.files_with, "file", "files")
            )
            parts.append(f"Found {amount(self.findings, 'problem', 'problems')} ({kinds}) in {where}")
        if self.fixed:
            parts.append(f"{self.fixed:,} fixed" if parts else f"Fixed {amount(self.fixed, 'problem', 'problems')}, none left")
        if self.fixable:
            parts.append(f"{self.fixable:,} fixable with --fix")
        if self.choices:
            parts.append(f"{self.choices:,} {'more with' if self.fixable else 'fixable with --fix'} --unsafe-fixes")
        return "; ".join(parts)


def amount(number: int, one: str, many: str) -> str:
    """A number with the noun that it counts."""
    return f"{number:,} {one if number == 1 else many}"


class Run:
    """The files of one run, checked while they are asked for and counted as they go by. It can be gone through once."""

    __slots__ = ("_reports", "tally")

    def __init__(self, reports: Iterable[FileReport], tally: Tally | None = None) -> None:
        self._reports = reports
        self.tally = tally or Tally()

    def __iter__(self) -> Iterator[FileReport]:
        for report in self._reports:
            self.tally.add(report)
            yield report
