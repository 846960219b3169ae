"""Files in, reports out: the prompts of a file are read, judged, and what comments take back is taken back. Nothing is written here."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from promptlint.linter import judge, lint_prompt
from promptlint.model import Prompt
from promptlint.parser import parse
from promptlint.rule import Finding
from promptlint.settings import Settings
from promptlint.sources import Found, Reading, SourceFile, read_bytes
from promptlint.sources.decoding import MAX_BYTES, unread
from promptlint.sources.reading import LARGE, may_be_cut
from promptlint.sources.walk import find_files, unreadable

if TYPE_CHECKING:
    from promptlint.rule import Suppression

#: What the engine itself reports, beside the rules: code -> (name, severity, why). It cannot be switched off.
ENGINE_CODES = {
    "SRC101": (
        "unreadable-source",
        "error",
        "What cannot be read is not checked, and silence would look like praise. The rest of the file is checked all the same.",
    ),
    "INT101": (
        "unstable-fix",
        "error",
        "The fixes of this file do not settle, or the file would not read the same afterwards; nothing is written. This is a fault of "
        "promptlint's rules, and worth a report.",
    ),
}

#: Rules that stand for these mistakes judge a whole prompt, so they leave a fragment alone: the rest of it stands elsewhere.
WHOLE_PROMPT_MISTAKES = frozenset({"generic", "context"})
#: Rules that leave a fragment alone for a reason of their own: a template's placeholders are filled in later (unfilled-placeholder).
NOT_FOR_FRAGMENTS = frozenset({"SYN111"})

#: So many prompts are remembered, in case that one comes again.
MOST_KNOWN = 4096


class PromptResult:
    """A prompt of a file, how it was read, and its findings (offsets in the prompt's code points) after suppression."""

    __slots__ = ("findings", "found", "prompt")

    def __init__(self, found: Found, prompt: Prompt, findings: list[Finding]) -> None:
        self.found = found
        self.prompt = prompt
        self.findings = findings


class FileReport:
    """What checking one file gave.

    results        its prompts in order of place
    file_findings  findings on the file itself (SUP, SRC101, INT101); their offsets count code points of ``source.text``
    suppressed     how many findings comments took back
    skipped        why the file was left alone on purpose (no reading maps it, it is excluded), or None
    failed         why it could not be read at all (missing, no permission): exit code 2, or None
    goes_on        it is about the next part of the large file that the report before it was about
    """

    __slots__ = ("failed", "file_findings", "goes_on", "path", "results", "skipped", "source", "suppressed")

    def __init__(
        self,
        path: str,
        source: SourceFile,
        results: Iterable[PromptResult] = (),
        *,
        skipped: str | None = None,
        failed: str | None = None,
    ) -> None:
        self.path = path
        self.source = source
        self.results = list(results)
        self.file_findings: list[Finding] = []
        self.suppressed = 0
        self.skipped = skipped
        self.failed = failed
        self.goes_on = source.piece is not None and source.piece.bytes > 0

    def findings(self) -> Iterator[Finding]:
        """All findings, those of the file first; see the fields for what their offsets count."""
        yield from self.file_findings
        for result in self.results:
            yield from result.findings


class Judge:
    """The rules, words and target of one file's settings at work; a prompt that comes again is not judged again."""

    def __init__(self, path: str, settings: Settings) -> None:
        self.settings = settings
        self.active = settings.active_rules(path)
        self._for_fragments = tuple(
            active
            for active in self.active
            if active.rule.mistake not in WHOLE_PROMPT_MISTAKES and active.rule.code not in NOT_FOR_FRAGMENTS
        )
        self._known: dict[tuple[str, str | None, bool, str | None], tuple[Prompt, list[Finding]]] = {}

    def prompt(self, found: Found) -> tuple[Prompt, list[Finding]]:
        """How a prompt is read, and the findings on it."""
        key = (found.text, found.negative, found.fragment, found.dialect)
        known = self._known.get(key)
        if known is None:
            settings = self.settings
            prompt = parse(found.text, found.dialect, negative=found.negative, target=settings.target, vocabulary=settings.vocabulary)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = prompt, lint_prompt(prompt, self._for_fragments if found.fragment else self.active)
            self._known[key] = known
        return known

    def source(self, source: SourceFile, *, use_ignores: bool = True) -> FileReport:
        """The report of a file that has been read."""
        report = FileReport(source.path, source)
        report.file_findings = [engine_finding("SRC101", fault.message, fault.start, fault.end) for fault in source.faults]
        for found in source.found:
            prompt, findings = self.prompt(found)
            report.results.append(PromptResult(found, prompt, findings))
        if use_ignores and (source.comments or source.notes or self.settings.waivers):
            self._take_back(report)
        return report

    def _take_back(self, report: FileReport) -> None:
        """Take back what the file's comments, its notes and the configuration cover, and judge these."""
        from promptlint.suppress import Ignores, read_notes, read_suppressions

        source = report.source
        said = read_suppressions(source.text, source.comments) + read_notes(source.text, source.notes) + self._waived(source)
        ignores = Ignores(sorted(said, key=lambda one: one.start))
        for number, result in enumerate(report.results):
            kept = []
            head = () if result.found.head is None else (source.lines.locate(result.found.head)[0],)
            for finding in result.findings:
                line, _ = source.lines.locate(result.found.map.to_file(finding.start))
                if not ignores.take_back(finding, {line, *head}, number):
                    kept.append(finding)
            report.suppressed += len(result.findings) - len(kept)
            result.findings = kept
        ignores.count_unused(self.active)
        report.file_findings += judge(ignores.suppressions, (active for active in self.active if active.rule.scope == "file"))

    def _waived(self, source: SourceFile) -> list[Suppression]:
        """The ``[[ignore]]`` of the configuration that speak of this file."""
        if not self.settings.waivers:
            return []
        from promptlint.sources.jsonpath import lies_at
        from promptlint.suppress import from_config

        waived = []
        for waiver in self.settings.waivers_of(source.path):
            covers = frozenset(
                number for number, found in enumerate(source.found) if waiver.key is None or lies_at(found.place, waiver.key)
            )
            first = min(covers, default=None)
            start = 0 if first is None else source.found[first].map.to_file(0)
            waived.append(from_config(waiver, covers, start))
            if source.piece is not None:  # what it is for may stand in another part of the file
                waived[-1].judged = False
        return waived


def engine_finding(code: str, message: str, start: int = 0, end: int = 0) -> Finding:
    """A finding of the engine itself, with offsets in the file's text."""
    name, severity, why = ENGINE_CODES[code]
    return Finding(code, name, None, severity, "high", message, start, end, why=why)


def check_file(path: str, settings: Settings, *, data: bytes | None = None, use_ignores: bool = True) -> FileReport:
    """Check one file; ``data`` are its bytes where they do not come from the disk (standard input, an editor), and "-" is a path then.

    Never raises on a file: what cannot be read is said in the report. Raises ConfigError for faulty house words.
    """
    opened = open_source(path, settings, data)
    if isinstance(opened, FileReport):
        return opened
    return Judge(path, settings).source(opened[0], use_ignores=use_ignores)


def check_pieces(path: str, settings: Settings, *, use_ignores: bool = True) -> Iterator[FileReport]:
    """Check one file as ``check_file`` does; one that is large and can be read in pieces (JSON Lines) gives a report for each, in order,
    so that none of it is held longer than its own.
    """
    reading = settings.reading(path)
    try:
        size = os.path.getsize(path)
    except OSError:
        size = 0
    if reading is not None and size > LARGE and may_be_cut(path, reading):
        from promptlint.sources.pieces import read_pieces

        judge = Judge(path, settings)
        try:
            with open(path, "rb") as file:
                for source in read_pieces(path, file, size, reading):
                    yield judge.source(source, use_ignores=use_ignores)
        except OSError as error:
            yield FileReport(path, SourceFile(path), failed=f"this file cannot be read: {error.strerror}")
    else:
        yield check_file(path, settings, use_ignores=use_ignores)


def open_source(path: str, settings: Settings, data: bytes | None = None) -> tuple[SourceFile, bytes] | FileReport:
    """A file as it was read, with its bytes; a finished report instead where there is nothing to check."""
    if data is None and (problem := unreadable(path)):
        return FileReport(path, SourceFile(path), failed=problem)
    reading = Reading(("*",), "auto") if path == "-" else settings.reading(path)
    if reading is None:
        return FileReport(path, SourceFile(path), skipped="nothing says how such a file is read; an [[extract]] in the configuration does")
    if data is None:
        try:
            if (size := os.path.getsize(path)) > MAX_BYTES:
                source = unread(SourceFile(path), f"this file has {size:,} bytes, more than the {MAX_BYTES:,} that are read; split it")
                return Judge(path, settings).source(source)
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            return FileReport(path, SourceFile(path), failed=f"this file cannot be read: {error.strerror}")
    return read_bytes(path, data, reading), data


def check_paths(
    paths: Iterable[str],
    settings: Settings,
    *,
    nearest: Callable[[str], Settings] | None = None,
    respect_gitignore: bool | None = None,
    force_exclude: bool = False,
    use_ignores: bool = True,
) -> Iterator[FileReport]:
    """Check files and folders, one report a file (several for a large one, see ``check_pieces``), in order of path. Paths that do not
    exist give a report with ``failed``.

    nearest gives the settings for a folder (``config.Nearest``); without it ``settings`` holds for every file. respect_gitignore
    replaces what ``settings`` says of it. A file that was named itself is checked even where ``exclude`` covers it, unless force_exclude
    is set, and gets a report with ``skipped`` where nothing says how it is read; files found in folders are passed over in silence then.
    """

    def settings_of(path: str) -> Settings:
        return settings if nearest is None else nearest(os.path.dirname(path))

    def excludes(path: str, is_folder: bool) -> bool:
        return settings_of(path).excludes(path, folder=is_folder)

    gitignore = settings.respect_gitignore if respect_gitignore is None else respect_gitignore
    for path, named, problem in find_files(paths, excludes=excludes, respect_gitignore=gitignore):
        here = settings_of(path)
        if problem is not None:
            yield FileReport(path, SourceFile(path), failed=problem)
        elif named and force_exclude and here.excludes(path):
            yield FileReport(path, SourceFile(path), skipped="exclude covers it, and --force-exclude is set")
        elif named or here.reading(path, named=False) is not None:
            yield from check_pieces(path, here, use_ignores=use_ignores)
