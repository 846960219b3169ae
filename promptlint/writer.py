"""Fixing files: edits go from prompts into their file through source maps, the file is read again, and only then written, atomically."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from promptlint.checker import FileReport, Judge, engine_finding, open_source
from promptlint.fixer import MAX_ROUNDS, apply_edits, chosen_fix, pick_edits
from promptlint.rule import Edit, Finding
from promptlint.sources import EditError, Found, SourceFile, read_bytes
from promptlint.sources.reading import LARGE, may_be_cut
from promptlint.storage import WriteError, replace_file

if TYPE_CHECKING:
    from promptlint.settings import Settings

__all__ = ["FixResult", "WriteError", "fix_file", "write_fixed"]

#: The number that stands for a file's edits outside of its prompts, such as the deletion of a comment.
FILE = -1


@dataclass(slots=True)
class FixResult:
    """What fixing one file came to.

    before, after  the file's decoded text; equal where nothing was fixed
    report         the check of the file as it is (or would be) after fixing; an unstable fix adds INT101 to its file_findings
    applied        the findings whose fixes were applied, in the order of application
    refused        messages on fixes that could not be carried into the file without guessing
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

    def data(self) -> bytes:
        """The file's bytes after fixing: every byte outside the edits as it was, byte order mark and encoding included."""
        return self.report.source.encoded(self.after)

    def diff(self) -> str:
        """A unified diff of the text ("" where nothing changed). It holds raw prompt text: show it through ``text.visible``, by line."""
        from difflib import unified_diff

        lines = []
        before, after = self.before.split("\n"), self.after.split("\n")
        for line in unified_diff(_ended(before), _ended(after), self.path, self.path):
            lines.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
        return "".join(lines)


def _ended(lines: list[str]) -> list[str]:
    """Lines with their line feeds; the last one has none, and is left out where it is empty."""
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def fix_file(path: str, settings: Settings, *, unsafe: bool = False, data: bytes | None = None, use_ignores: bool = True) -> FixResult:
    """What fixing a file would give; nothing is written. ``data`` as in check_file. A file that cannot be read is unchanged.

    A prompt whose fixes do not settle, or do not read back, stays as it was (INT101); the others are fixed.
    """
    if data is None and (reading := settings.reading(path)) and may_be_cut(path, reading) and (size := _size(path)) > LARGE:
        from promptlint.sources.pieces import why_not_fixed

        refused = [f"{path}: not fixed: {why_not_fixed(size)}"]
        return FixResult(path, "", "", FileReport(path, SourceFile(path), skipped=why_not_fixed(size)), refused=refused)
    opened = open_source(path, settings, data)
    if isinstance(opened, FileReport):
        return FixResult(path, "", "", opened)
    source, original = opened
    judge = Judge(path, settings)
    unfixed = judge.source(source, use_ignores=use_ignores)
    result = FixResult(path, source.text, source.text, unfixed, original=original)
    if source.read_only:
        result.refused.append(f"{path}: not fixed: {source.read_only}")
        return result
    if source.readable and source.encoded(source.text) != original:
        result.refused.append(f"{path}: its bytes are no sound {source.encoding.upper()}, so they cannot be kept; nothing in it is fixed")
        return result
    held: dict[int, str] = {}
    for attempt in range(MAX_ROUNDS):
        if attempt == MAX_ROUNDS - 1:
            held = dict.fromkeys(range(-1, len(source.found)), "the fixes of this file do not settle")
        result = FixResult(path, source.text, source.text, unfixed, original=original)
        culprits = _settle(result, judge, held, unsafe=unsafe, use_ignores=use_ignores)
        if not culprits:
            break
        held |= culprits
    for number, why in held.items():
        result.report.file_findings.append(_unstable(result.report, number, why))
    return result


def _size(path: str) -> int:
    """The bytes of a file; 0 for none that can be asked."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _settle(result: FixResult, judge: Judge, held: dict[int, str], *, unsafe: bool, use_ignores: bool) -> dict[int, str]:
    """Fix, read again, judge again, until nothing changes; at most MAX_ROUNDS times. ``held`` are the prompts to leave as they are.

    Gives back the prompts whose fixes do not work out, by number (FILE for the edits outside of prompts), with the reason; the result is
    of no use then.
    """
    seen = [{found.text} for found in result.report.source.found]
    for _ in range(MAX_ROUNDS):
        source = result.report.source
        edits, wanted, changed, applied, refused = _round(result.report, held, unsafe=unsafe)
        if not edits:
            result.refused += refused
            return {}
        circles = {number: "its fixes go round in a circle" for number in changed if number != FILE and wanted[number] in seen[number]}
        if circles:
            return circles
        text = apply_edits(source.text, edits)
        try:
            again = read_bytes(source.path, source.encoded(text), source.reading)
        except UnicodeError:
            return dict.fromkeys(changed, f"its fixes need characters that {source.encoding.upper()} does not have")
        if culprits := misread(source.found, again.found, wanted, changed):
            return culprits
        for number in changed - {FILE}:
            seen[number].add(wanted[number])
        result.after = text
        result.applied += applied
        result.report = judge.source(again, use_ignores=use_ignores)
    _, _, changed, _, _ = _round(result.report, held, unsafe=unsafe)
    return dict.fromkeys(changed, f"its fixes do not settle within {MAX_ROUNDS} rounds")


def _round(report: FileReport, held: dict[int, str], *, unsafe: bool) -> tuple[list[Edit], list[str], set[int], list[Finding], list[str]]:
    """One round: the edits in the file's text, what each prompt must read afterwards, the prompts changed, the findings fixed, and
    messages on fixes refused.
    """
    source = report.source
    edits, applied = pick_edits(() if FILE in held else report.file_findings, unsafe=unsafe)
    changed = {FILE} if edits else set()
    wanted: list[str] = []
    refused: list[str] = []
    for number, result in enumerate(report.results):
        found = result.found
        sound = []
        for finding in () if number in held else result.findings:
            fix = chosen_fix(finding, unsafe=unsafe)
            try:
                carried = [_carry(edit, found) for edit in fix.edits] if fix else []
            except EditError as error:
                line, column = source.lines.locate(found.map.to_file(finding.start))
                refused.append(f"{report.path}:{line}:{column}: the fix of {finding.code} is not made: {error}")
                continue
            if carried:
                sound.append(finding)
        inner, fixed = pick_edits(sound, unsafe=unsafe)
        edits += [_carry(edit, found) for edit in inner]
        applied += fixed
        wanted.append(apply_edits(found.text, inner))
        if wanted[-1] != found.text:
            changed.add(number)
    return edits, wanted, changed, applied, refused


def _carry(edit: Edit, found: Found) -> Edit:
    """An edit of a prompt as one of its file's text. Raises EditError where that would be a guess."""
    return Edit(*found.map.carry(edit.start, edit.end, edit.text))


def misread(before: tuple[Found, ...], after: tuple[Found, ...], wanted: list[str], changed: set[int]) -> dict[int, str]:
    """The prompts that do not read as they must in the file read again.

    ``wanted`` are their texts, by number, and ``changed`` the numbers of those that were to change. Line breaks count as equal, however
    they are written, and white space that a fix leaves round a prompt is no part of it any more.
    """
    if len(before) != len(after):
        return dict.fromkeys(changed, "after its fixes the file would hold other prompts")
    wrong = {}
    for number, (old, new, text) in enumerate(zip(before, after, wanted, strict=True)):
        got, must = _one_newline(new.text), _one_newline(text)
        if (got != must and not got == got.strip() == must.strip()) or new.negative != old.negative:
            wrong[number] = "after its fixes the file would read otherwise than they say"
    return wrong and (wrong if changed >= wrong.keys() else dict.fromkeys(changed, "its fixes would change another prompt of the file"))


def _one_newline(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unstable(report: FileReport, number: int, why: str) -> Finding:
    if number == FILE:
        return engine_finding("INT101", f"{why}; nothing outside of the prompts is fixed")
    found = report.source.found[number]
    return engine_finding("INT101", f"{why}; this prompt is left as it is", *found.map.span_to_file(0, len(found.text)))


def write_fixed(result: FixResult) -> None:
    """Write a changed result to its file, whole or not at all; a link is followed, and stays one. Raises WriteError.

    The text goes to a new file in the same folder, with the old one's mode, and to the disk; only then does it take the old one's place.
    Whatever happens before that (Ctrl-C, a full disk) leaves the old file as it is.
    """
    if result.changed:
        replace_file(result.path, result.data(), expected=result.original)
