"""Fixing files: edits go from prompts into their file through source maps, the file is read again, and only then written, atomically."""

from __future__ import annotations

from dataclasses import dataclass, field

from promptlint.checker import FileReport
from promptlint.config import Settings
from promptlint.rule import Finding


@dataclass(slots=True)
class FixResult:
    """What fixing one file came to.

    before, after  the file's decoded text; equal where nothing was fixed
    report         the check of the file as it is (or would be) after fixing; an unstable fix adds INT101 to its file_findings
    applied        the findings whose fixes were applied, in order
    refused        messages of fixes that could not be carried into the file without guessing
    original       the bytes that were read; write_fixed refuses where the file holds others by now
    """

    path: str
    before: str
    after: str
    report: FileReport
    applied: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    original: bytes = b""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    def diff(self) -> str:
        """A unified diff of the text ("" where nothing changed). It holds raw prompt text: show it through ``text.visible``, by line."""
        raise NotImplementedError


class WriteError(OSError):
    """A file that could not be written; the message names it, why, and the way out. The file is as it was."""


def fix_file(path: str, settings: Settings, *, unsafe: bool = False, data: bytes | None = None, use_ignores: bool = True) -> FixResult:
    """What fixing a file would give; nothing is written. ``data`` as in check_file. A file that cannot be read is unchanged."""
    raise NotImplementedError


def write_fixed(result: FixResult) -> None:
    """Write a changed result to its file: whole or not at all. Raises WriteError."""
    raise NotImplementedError
