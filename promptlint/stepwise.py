"""Fixing a file one finding at a time, as somebody decides; the file on the disk is written when they are done, or not at all."""

from __future__ import annotations

from collections import Counter

from promptlint.checker import FileReport, Judge, open_source
from promptlint.fixer import apply_edits
from promptlint.ignoring import Said, can_be_taken_back, still_there, take_back
from promptlint.ignoring.waivers import waivers_for, why_not
from promptlint.rule import Edit, Finding, Fix
from promptlint.selection import Waiver
from promptlint.settings import Settings
from promptlint.sources import EditError, SourceFile, read_bytes
from promptlint.storage import replace_file
from promptlint.writer import misread

#: The number that stands for the file itself in the place of that of a prompt.
FILE = -1


class StepError(ValueError):
    """A step that cannot be made; the message tells why. Nothing has changed."""


class Steps:
    """A file on its way: its report as it would be now, and what was decided.

    fixed, ignored, skipped  how many findings were decided so; waivers what the configuration has to say for those ignored
    """

    def __init__(self, report: FileReport, original: bytes, settings: Settings) -> None:
        self.report = report
        self.fixed = self.ignored = self.skipped = 0
        self.waivers: list[Waiver] = []
        self._original = original
        self._settings = settings
        self._passed: Counter[tuple[int, str, str, str]] = Counter()

    @classmethod
    def begin(cls, path: str, settings: Settings) -> Steps | str:
        """Open a file; the reason where it cannot be fixed."""
        opened = open_source(path, settings)
        if isinstance(opened, FileReport):
            return opened.failed or opened.skipped or ""
        source, original = opened
        if source.read_only:
            return source.read_only
        if source.encoded(source.text) != original:
            return f"its bytes are no sound {source.encoding.upper()}, so they cannot be kept"
        return cls(Judge(path, settings).source(source), original, settings)

    @property
    def source(self) -> SourceFile:
        """The file as it would be now."""
        return self.report.source

    @property
    def changed(self) -> bool:
        """Whether there is anything to write into the file."""
        return self.source.encoded(self.source.text) != self._original

    def waiting(self) -> list[tuple[int, Finding]]:
        """The findings with ways out that nothing has been decided on, with the numbers of their prompts, in order of place."""
        listed = [(one.start, one.end, one.code, FILE, one) for one in self.report.file_findings]
        for number, result in enumerate(self.report.results):
            listed += [(*result.found.map.span_to_file(one.start, one.end), one.code, number, one) for one in result.findings]
        passed = self._passed.copy()
        waiting = []
        for *_, number, finding in sorted(listed, key=lambda entry: entry[:4]):
            if not any(fix.edits for fix in finding.fixes):
                continue
            if passed[key := self._key(number, finding)]:
                passed[key] -= 1
            else:
                waiting.append((number, finding))
        return waiting

    def skip(self, number: int, finding: Finding) -> None:
        """Leave a finding as it is; it does not come again."""
        self._passed[self._key(number, finding)] += 1
        self.skipped += 1

    def fix(self, number: int, finding: Finding, fix: Fix) -> None:
        """Make a fix of a finding. Raises StepError where the file cannot take it, or would not read as the fix says."""
        source = self.source
        wanted = [found.text for found in source.found]
        try:
            if number == FILE:
                edits = list(fix.edits)
            else:
                carry = source.found[number].map.carry
                edits = [Edit(*carry(edit.start, edit.end, edit.text)) for edit in fix.edits]
                wanted[number] = apply_edits(wanted[number], fix.edits)
            again = read_bytes(source.path, source.encoded(apply_edits(source.text, edits)), source.reading)
        except EditError as error:
            raise StepError(str(error)) from None
        except UnicodeError:
            raise StepError(f"it needs characters that {source.encoding.upper()} does not have") from None
        if wrong := misread(source.found, again.found, wanted, {number}):
            raise StepError(next(iter(wrong.values())).replace("its fixes", "it").replace("they say", "it says"))
        self.report = self._judge().source(again)
        self.fixed += 1

    def ignore(self, number: int, finding: Finding, said: Said, *, isolated: bool = False) -> str:
        """Take back what a rule says of a prompt; where that is written: "the file" or "the configuration". Raises StepError."""
        if number == FILE or not can_be_taken_back(finding):
            raise StepError(f"{finding.code} cannot be taken back, only mended")
        alike = [one for one in self.report.results[number].findings if one.code == finding.code]
        judge = self._judge()
        report, left = take_back(self.report, {number: alike}, said, judge, self._settings.reading(self.source.path))
        if left:
            if reason := why_not(self.source.path, self._settings, isolated=isolated):
                raise StepError(reason)
            waivers = waivers_for(report.source, left, said, self._settings)
            settings = self._settings._replace(waivers=(*self._settings.waivers, *waivers))
            report = Judge(self.source.path, settings).source(report.source)
            if still_there(report, left):
                raise StepError("neither the file nor an [[ignore]] in the configuration can take it back")
            self._settings = settings
            self.waivers += waivers
        self.report = report
        self.ignored += len(alike)
        return "the configuration" if left else "the file"

    def write(self) -> None:
        """Write the file, if anything in it changed. Raises WriteError where it is not what it was any more."""
        if self.changed:
            replace_file(self.source.path, self.source.encoded(self.source.text), expected=self._original)

    def _judge(self) -> Judge:
        return Judge(self.source.path, self._settings)

    def _key(self, number: int, finding: Finding) -> tuple[int, str, str, str]:
        text = self.source.text if number == FILE else self.source.found[number].text
        return number, finding.code, finding.message, text[finding.start : finding.end]
