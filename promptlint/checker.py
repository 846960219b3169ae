"""Files in, reports out: the prompts of a file are read, judged, and what comments take back is taken back. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from promptlint.config import Settings
from promptlint.model import Prompt
from promptlint.rule import Finding
from promptlint.sources import Found, SourceFile


@dataclass(slots=True)
class PromptResult:
    """A prompt of a file, how it was read, and its findings (offsets in the prompt's code points) after suppression."""

    found: Found
    prompt: Prompt
    findings: list[Finding]


@dataclass(slots=True)
class FileReport:
    """What checking one file gave.

    results        its prompts in order of place
    file_findings  findings on the file itself (SUP, SRC101, INT101); their offsets count code points of ``source.text``
    suppressed     how many findings comments took back
    skipped        why the file was left alone on purpose (no reading maps it, it is excluded), or None
    failed         why it could not be read at all (missing, no permission): exit code 2, or None
    """

    path: str
    source: SourceFile
    results: list[PromptResult] = field(default_factory=list)
    file_findings: list[Finding] = field(default_factory=list)
    suppressed: int = 0
    skipped: str | None = None
    failed: str | None = None

    def findings(self) -> Iterator[Finding]:
        """All findings, those of the file first; see the fields for what their offsets count."""
        yield from self.file_findings
        for result in self.results:
            yield from result.findings


def check_file(path: str, settings: Settings, *, data: bytes | None = None, use_ignores: bool = True) -> FileReport:
    """Check one file; ``data`` are its bytes where they do not come from the disk (standard input, an editor). Never raises on a file."""
    raise NotImplementedError


def check_paths(
    paths: Iterable[str],
    settings: Settings,
    *,
    nearest: Callable[[str], Settings] | None = None,
    respect_gitignore: bool = True,
    force_exclude: bool = False,
    use_ignores: bool = True,
) -> Iterator[FileReport]:
    """Check files and folders, one report a file, in order of path. Paths that do not exist give a report with ``failed``.

    nearest gives the settings for a folder (``config.Nearest``); without it ``settings`` holds for every file.
    """
    raise NotImplementedError
