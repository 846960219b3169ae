"""One call of ``promptlint check``: files are checked, fixed where asked, shown, and what it all came to becomes the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from promptlint.checker import check_file, check_paths
from promptlint.cli import CLEAN, FAULT, FOUND
from promptlint.cli.clashes import refuse_clashes, without_effect
from promptlint.cli.console import Console, standard_input
from promptlint.cli.hints import nothing_to_read, what_was_meant
from promptlint.cli.overrides import FileSettings, check_overrides
from promptlint.report import View, format_names, load_format
from promptlint.report.colour import PLAIN
from promptlint.report.tally import Run, Tally, amount
from promptlint.rule import SEVERITIES
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.checker import FileReport
    from promptlint.cli.options import Given

STDIN = "-"


class Checking:
    """The options of the call, its streams, and what it came to so far.

    changed  how many files were (or, with ``--diff``, would be) changed
    broken   whether something could not be read or written: exit code 2
    """

    def __init__(self, paths: tuple[str, ...], given: Given) -> None:
        self.paths = paths
        self.given = given
        self.console = Console(given.text("color") or "auto", quiet=given.flag("quiet"), verbose=given.flag("verbose"))
        self.tally = Tally()
        self.changed = 0
        self.broken = False
        self.stdin: bytes | None = None
        refuse_clashes(given, paths)
        self.fixing = given.flag("fix") or given.flag("fix_only") or given.flag("diff")
        self.silent = given.flag("fix_only") or given.flag("diff") or given.flag("interactive")
        self.done = ""
        self.outputs = [_output(entry) for entry in given.many("output_file")]
        if STDIN in paths and len(paths) > 1:
            raise click.UsageError("- (standard input) cannot be mixed with other paths; check them in a run of their own")
        for message in without_effect(given):
            self.console.warn(message)
        start = given.text("stdin_filename") or "." if paths == (STDIN,) else paths[0]
        if self.fixing and paths == (STDIN,) and not given.flag("diff"):
            self.console.send_to_stderr()  # stdout is for the fixed text
        self.settings = FileSettings(start, given, check_overrides(given))

    def run(self) -> int:
        """Check everything and return the exit code."""
        reports: Iterable[FileReport] = self._checked()
        if self.fixing:
            reports = self._fixed()
        elif self.given.flag("interactive"):
            reports = self._chosen()
        elif self.given.text("add_ignore") is not None:
            reports = self._taken_back(self.given.text("add_ignore") or "")
        if self.silent:
            for _ in Run(reports, self.tally):
                pass
        elif self.outputs:
            reports = list(reports)
            for name, path in self.outputs:
                self._write_output(name, path, reports)
            self._show(reports)
        else:
            self._show(reports)
        self._tell_end()
        return self._exit_code()

    def _checked(self) -> Iterator[FileReport]:
        """The reports of all files; what went wrong is told as it comes."""
        given, console = self.given, self.console
        watched = console.watched and not console.quiet and not given.flag("no_progress") and not given.flag("interactive")
        watched = watched and os.environ.get("TERM") != "dumb"
        for report in self._reports():
            if report.failed is not None:
                self.broken = True
                console.error(f"{visible(report.path)}: {visible(report.failed)}{what_was_meant(report.path)}")
            elif report.skipped is not None:
                named = report.path in self.paths and not given.flag("force_exclude")
                (console.warn if named else console.detail)(f"{visible(report.path)} was left alone: {visible(report.skipped)}")
            if watched:
                console.progress(f"{amount(self.tally.files, 'file', 'files')}, {amount(self.tally.findings, 'problem', 'problems')}")
            yield report

    def _reports(self) -> Iterator[FileReport]:
        given, settings = self.given, self.settings
        if self.paths == (STDIN,):
            name = given.text("stdin_filename") or STDIN
            self.stdin = standard_input()
            if given.flag("force_exclude") and settings.main.excludes(name):
                return
            yield check_file(name, settings.main, data=self.stdin, use_ignores=not given.flag("no_ignores"))
            return
        yield from check_paths(
            self.paths,
            settings.main,
            nearest=settings.nearest,
            force_exclude=given.flag("force_exclude"),
            use_ignores=not given.flag("no_ignores"),
        )

    def _fixed(self) -> Iterator[FileReport]:
        """The reports of all files as they are after fixing (with ``--diff``: as they would be)."""
        from promptlint.cli.fixing import Fixing

        fixing = Fixing(self.console, self.given)
        for report in self._checked():
            if self.stdin is not None:
                report = fixing.fix(report, self.settings.main, self.stdin)
            elif any(finding.fixes for finding in report.findings()):
                report = fixing.fix(report, self.settings.of_file(report.path), None)
            yield report
        if self.stdin is not None:
            fixing.pass_on(self.stdin)
        self.changed, self.tally.fixed = fixing.changed, fixing.fixed
        self.broken = self.broken or fixing.broken
        self.done = fixing.told()

    def _chosen(self) -> Iterator[FileReport]:
        """The reports of all files as somebody has them after a look at each finding."""
        from promptlint.cli.choosing import Choosing

        choosing = Choosing(self.console, self.settings, isolated=self.given.flag("isolated"))
        try:
            yield from choosing.go_through(self._checked())
        except KeyboardInterrupt:
            self.console.say(f"\n{choosing.told(self.tally.findings)}")
            raise
        self.changed, self.broken = choosing.changed, self.broken or choosing.broken
        self.done = choosing.told(self.tally.findings)

    def _taken_back(self, reason: str) -> Iterator[FileReport]:
        """The reports of all files after what was found in them has been taken back."""
        from promptlint.cli.taking_back import TakingBack

        taking = TakingBack(self.console, self.settings, reason, isolated=self.given.flag("isolated"))
        yield from taking.all_of(self._checked())
        self.changed, self.broken = taking.changed, self.broken or taking.broken
        self.done = taking.told(self.tally.findings)

    def _show(self, reports: Iterable[FileReport]) -> None:
        given, console = self.given, self.console
        run = Run(reports, self.tally)
        view = View(console.out, console.width, quiet=console.quiet, statistics=given.flag("statistics"))
        console.write(load_format(given.text("output_format") or "full").render(run, view))

    def _write_output(self, name: str, path: str, reports: Iterable[FileReport]) -> None:
        view = View(PLAIN, statistics=self.given.flag("statistics"))
        try:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(load_format(name).render(Run(reports), view))
        except OSError as error:
            self.broken = True
            self.console.error(f"--output-file: {visible(path)} cannot be written: {error.strerror}")

    def _tell_end(self) -> None:
        """What the user should know besides the findings."""
        console, tally = self.console, self.tally
        console.end_progress()
        if tally.suppressed:
            console.detail(f"{amount(tally.suppressed, 'finding was', 'findings were')} taken back; --no-ignores shows them")
        if self.done and tally.prompts:
            if not console.quiet:
                console.say(self.done)
        elif not tally.prompts and not tally.findings and not self.broken and not self.given.flag("force_exclude"):
            if not any(os.path.isfile(path) for path in self.paths):
                console.warn(nothing_to_read(self.paths, tally, self.settings.main))
        elif not tally.findings and not self.broken and console.watched and not console.quiet:
            looked = f"{amount(tally.prompts, 'prompt', 'prompts')} in {amount(tally.files, 'file', 'files')}"
            console.say(f"{console.err.paint('no problems', 'help')} in {looked}")

    def _exit_code(self) -> int:
        given, tally = self.given, self.tally
        if self.broken:
            return FAULT
        if given.flag("exit_zero"):
            return CLEAN
        if given.flag("exit_non_zero_on_fix") and self.changed:
            return FOUND
        if given.flag("diff"):
            return FOUND if self.changed else CLEAN
        if given.flag("fix_only"):
            return CLEAN
        fail_on = self.settings.main.fail_on
        failing = SEVERITIES[SEVERITIES.index(fail_on) :] if fail_on in SEVERITIES else ()
        most = given.number("max_warnings")
        if most is not None:
            failing = tuple(severity for severity in failing if severity != "warning")
            if tally.severities["warning"] > most:
                return FOUND
        return FOUND if any(tally.severities[severity] for severity in failing) else CLEAN


def _output(entry: str) -> tuple[str, str]:
    """The format and the path of one ``--output-file``."""
    name, colon, path = entry.partition(":")
    if not colon or not path or name not in format_names():
        raise click.UsageError(f"--output-file {entry!r} is not FORMAT:PATH with a FORMAT of {', '.join(format_names())}")
    return name, path
