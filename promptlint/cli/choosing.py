"""``promptlint check --interactive``: findings one by one, and what somebody decides on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from promptlint.cli.console import Console
from promptlint.ignoring import Said
from promptlint.ignoring.waivers import write_waivers
from promptlint.report import View
from promptlint.report.formats.full import draw_finding
from promptlint.report.placed import Placed
from promptlint.report.tally import amount
from promptlint.report.ways_out import MOST_SHOWN
from promptlint.stepwise import FILE, StepError, Steps
from promptlint.storage import WriteError
from promptlint.suppress import read_reason
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.checker import FileReport
    from promptlint.cli.overrides import FileSettings
    from promptlint.rule import Finding

HELP = """\
  1, 2, 3  put this wording into the prompt
  s        skip: leave the finding as it is
  i        ignore: take back what this rule says of this prompt; asks for the reason and writes it where the format allows
           (a comment, a key or a column promptlint, or [[ignore]] in the configuration)
  q        quit: write what was chosen so far, and nothing else
  ?        this help
A file is written when its last finding is decided, or at q."""


class Choosing:
    """The talk, and what it came to: files written, findings fixed, ignored and skipped, and whether something could not be written."""

    def __init__(self, console: Console, settings: FileSettings, *, isolated: bool) -> None:
        self.console = console
        self.settings = settings
        self.isolated = isolated
        self.changed = self.fixed = self.ignored = self.skipped = self.asked = 0
        self.broken = False
        self._quit = False
        self._made = False
        self._told: set[str] = set()
        self._view = View(console.out, console.width)

    def go_through(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """Ask about each file's findings; the reports of the files as they are after that, up to the one at which somebody quits."""
        refused: set[str] = set()
        for report in reports:
            if not any(fix.edits for finding in report.findings() for fix in finding.fixes):
                yield report
                continue
            steps = Steps.begin(report.path, self.settings.of_file(report.path)) if not report.source.read_only else report.source.read_only
            if isinstance(steps, str):
                if report.path not in refused:
                    self.console.warn(f"{visible(report.path)}: not fixed: {visible(steps)}")
                refused.add(report.path)
                yield report
                continue
            self._ask_about(steps)
            yield steps.report if self._written(steps) else report
            if self._quit:
                return

    def _ask_about(self, steps: Steps) -> None:
        """Ask until nothing of a file waits, or somebody quits."""
        done = 0
        while not self._quit and (waiting := steps.waiting()):
            number, finding = waiting[0]
            found = None if number == FILE else steps.source.found[number]
            one = Placed(steps.source.path, steps.source, found, finding)
            rows = draw_finding(one, self._view, first=finding.code not in self._told, choosing=True)
            self._told.add(finding.code)
            self.console.write(["\n" if self.asked else "", "\n".join(rows), "\n\n"])
            self.asked += 1
            self._decide(steps, number, finding, f"{visible(steps.source.path)}, {done + 1} of {done + len(waiting)}")
            done += 1

    def _decide(self, steps: Steps, number: int, finding: Finding, where: str) -> None:
        """Ask until one finding is decided, or somebody quits."""
        most = min(len(finding.fixes), MOST_SHOWN)
        numbers = "/".join(str(one) for one in range(1, most + 1))
        while True:
            answer = self.console.ask(f"{where} [{numbers}, s(kip), i(gnore), q(uit), ?]: ")
            word = "q" if answer is None else answer.lower()
            try:
                if word in ("q", "quit"):
                    self._quit = True
                elif word in ("s", "skip"):
                    steps.skip(number, finding)
                elif word in ("i", "ignore"):
                    self._ignore(steps, number, finding)
                elif word.isascii() and word.isdigit() and 1 <= int(word[:3]) <= most:
                    steps.fix(number, finding, finding.fixes[int(word) - 1])
                else:
                    self.console.say(HELP if word in ("?", "h", "help") else f"{numbers}, s, i, q or ? (help)")
                    continue
            except StepError as error:
                self.console.say(f"not done: {visible(str(error))}")
                continue
            return

    def _ignore(self, steps: Steps, number: int, finding: Finding) -> None:
        """Ask for the reason and take the finding back; the end of the input quits, a faulty reason is a StepError."""
        if number == FILE:
            raise StepError(f"{finding.code} cannot be taken back, only mended")
        answer = self.console.ask("why? (Enter for no reason; expires=2027-01-31 ends it on that day): ")
        if answer is None:
            self._quit = True
            return
        try:
            said = Said(*read_reason(answer))
        except ValueError as error:
            raise StepError(str(error)) from None
        where = steps.ignore(number, finding, said, isolated=self.isolated)
        self.console.say(f"{finding.code} is taken back for this prompt, in {where}")

    def _written(self, steps: Steps) -> bool:
        """Write what was decided on a file: first the file, then the configuration."""
        changed = steps.changed
        try:
            steps.write()
            self.changed += changed
            if steps.waivers:
                settings = self.settings.of_file(steps.source.path)
                path = write_waivers(settings, steps.waivers, made=self._made)
                self._made = self._made or settings.path is None
                self.console.say(f"added {amount(len(steps.waivers), 'entry', 'entries')} to {visible(path)}")
        except (WriteError, OSError) as error:
            self.broken = True
            self.console.error(visible(str(error)))
            return False
        self.fixed += steps.fixed
        self.ignored += steps.ignored
        self.skipped += steps.skipped
        return True

    def told(self, left: int) -> str:
        """What was done, in a sentence; ``left`` is how many findings are left."""
        if not self.asked:
            return "nothing to choose: no finding has a way out that can be written" if left else "nothing to choose: no problems"
        done = [f"fixed {amount(self.fixed, 'problem', 'problems')}"]
        done += [f"ignored {self.ignored:,}"] if self.ignored else []
        done += [f"skipped {self.skipped:,}"] if self.skipped else []
        written = f"{amount(self.changed, 'file', 'files')} written" if self.changed else "no file written"
        rest = f"; {amount(left, 'problem', 'problems')} left" if left and not self._quit else ""
        return f"{'quit: ' if self._quit else ''}{', '.join(done)}; {written}{rest}"
