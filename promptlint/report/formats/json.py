"""One versioned JSON object for other programs: tool, findings, summary.

Places are given twice: in the file (line and column from 1, ``offset`` in code points, ``byte`` in bytes of the file as it lies on the
disk, its byte order mark included; of a picture both count in the text that was read out of it) and in the prompt (code points from 0).
Ends are exclusive. Everything that is not ASCII is escaped, so that the output is safe on every terminal and in every encoding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promptlint import __version__
from promptlint.report import View
from promptlint.report.placed import Placed, placed
from promptlint.report.tally import Run, Tally

if TYPE_CHECKING:
    from promptlint.sources import SourceFile

#: Raised when a field is renamed, removed or changes its meaning; new fields do not raise it.
VERSION = 1
#: Where a file's bytes are counted from: every so many code points, so that no place costs more than this.
STRIDE = 4096


def render(run: Run, view: View) -> Iterator[str]:
    """See ``promptlint.report.Format``. One finding a line; with ``--statistics`` the findings are left out, the summary counts them."""
    from json import dumps

    yield f'{{"version": {VERSION}, "tool": {dumps({"name": "promptlint", "version": __version__})}, "findings": ['
    separator = "\n"
    for report in run:
        if view.statistics:
            continue
        places = _Places(report.source)
        for one in placed(report):
            yield f"{separator}{dumps(_finding(one, places))}"
            separator = ",\n"
    yield f'\n], "summary": {dumps(_summary(run.tally))}}}\n'


def _finding(one: Placed, places: _Places) -> dict[str, object]:
    finding, of_prompt = one.finding, one.found is not None
    return {
        "code": finding.code,
        "name": finding.name,
        "mistake": finding.mistake,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "label": finding.label,
        "path": one.path,
        "prompt": one.found.place or None if one.found else None,
        "start": places.at(one.start),
        "end": places.at(one.end),
        "prompt_start": finding.start if of_prompt else None,
        "prompt_end": finding.end if of_prompt else None,
        "related": [
            {
                "message": message,
                "start": places.at(start),
                "end": places.at(end),
                "prompt_start": inside.start if of_prompt else None,
                "prompt_end": inside.end if of_prompt else None,
            }
            for (start, end, message), inside in zip(one.related, finding.related, strict=True)
        ],
        "fixes": [
            {
                "title": fix.title,
                "safety": "safe" if fix.safe else "unsafe",
                "edits": [
                    {"start": places.at(start), "end": places.at(end), "text": text} for start, end, text in one.file_edits(fix) or ()
                ],
            }
            for fix in finding.fixes
        ],
        "url": None,
    }


def _summary(tally: Tally) -> dict[str, object]:
    return {
        "files": tally.files,
        "prompts": tally.prompts,
        "prompts_with_findings": tally.prompts_with,
        "findings": tally.findings,
        **tally.severities,
        "fixable": tally.fixable,
        "fixable_unsafe": tally.choices,
        "fixed": tally.fixed,
        "suppressed": tally.suppressed,
        "skipped_files": tally.skipped,
        "failed_files": tally.failed,
        "rules": {code: count for code, (_, _, count, _) in sorted(tally.rules.items())},
    }


class _Places:
    """The places of one file as JSON gives them."""

    __slots__ = ("_bytes", "_source")

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._bytes: list[int] | None = None

    def at(self, offset: int) -> dict[str, int]:
        """A place, from its offset in code points of the file's text."""
        line, column = self._source.lines.locate(offset)
        _, points, bytes_before = self._source.piece or (0, 0, 0)
        return {"line": line, "column": column, "offset": points + offset, "byte": bytes_before + self._byte(offset)}

    def _byte(self, offset: int) -> int:
        source = self._source
        if source.encoding == "utf-8" and source.text.isascii():
            return len(source.bom) + offset
        if self._bytes is None:
            self._bytes = [len(source.bom)]
            for start in range(0, len(source.text), STRIDE):
                self._bytes.append(self._bytes[-1] + self._length(start, start + STRIDE))
        return self._bytes[offset // STRIDE] + self._length(offset - offset % STRIDE, offset)

    def _length(self, start: int, end: int) -> int:
        return len(self._source.encoded(self._source.text[start:end])) - len(self._source.bom)
