"""Findings with their places in the file: prompts count from their own beginning, a reader looks in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promptlint.checker import FileReport
    from promptlint.rule import Finding, Fix
    from promptlint.sources import Found, SourceFile

#: An edit of a file: from, to (code points of its text, end exclusive), replacement.
FileEdit = tuple[int, int, str]


class Placed:
    """A finding where it stands in its file.

    found       the prompt that it is about, None where it is about the file itself
    start, end  code points of the file's text, end exclusive
    related     (start, end, message) of the other places, likewise
    """

    __slots__ = ("end", "finding", "found", "path", "related", "source", "start")

    def __init__(self, path: str, source: SourceFile, found: Found | None, finding: Finding) -> None:
        self.path = path
        self.source = source
        self.found = found
        self.finding = finding
        self.start, self.end = self._in_file(finding.start, finding.end)
        self.related = [(*self._in_file(other.start, other.end), other.message) for other in finding.related]

    def _in_file(self, start: int, end: int) -> tuple[int, int]:
        return self.found.map.span_to_file(start, end) if self.found else (start, end)

    @property
    def text(self) -> str:
        """The text that the finding's own offsets count in: the prompt's, or the file's."""
        return self.found.text if self.found else self.source.text

    @property
    def container(self) -> str:
        """Where in a structured file the prompt stands ("$.scenes[2].prompt"), or in which part of a picture ("parameters chunk"); ""
        where the line says it all.
        """
        place = self.found.place if self.found else ""
        if self.source.read_only and not place.startswith("line "):
            return place
        return place[place.index("$") :] if "$" in place else ""

    def file_edits(self, fix: Fix) -> list[FileEdit] | None:
        """A fix as edits of the file, escaped as its format asks; None where it cannot be carried there without guessing."""
        if self.found is None:
            return [(edit.start, edit.end, edit.text) for edit in fix.edits]
        from promptlint.sources import EditError

        edits = []
        for edit in fix.edits:
            try:
                edits.append(self.found.map.carry(edit.start, edit.end, edit.text))
            except EditError:
                return None
        return edits


def placed(report: FileReport) -> list[Placed]:
    """All findings of a file in order of place, then code."""
    found = [Placed(report.path, report.source, None, finding) for finding in report.file_findings]
    found += [Placed(report.path, report.source, result.found, finding) for result in report.results for finding in result.findings]
    found.sort(key=lambda one: (one.start, one.end, one.finding.code, one.finding.message))
    return found
