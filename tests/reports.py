"""Findings and reports built by hand, and how they are drawn."""

from __future__ import annotations

from promptlint.checker import FileReport, PromptResult
from promptlint.model import Markup, Prompt
from promptlint.report import View, load_format
from promptlint.report.colour import PLAIN
from promptlint.report.drawing import Drawing, Mark
from promptlint.report.tally import Run
from promptlint.rule import Finding
from promptlint.sources import Found, SourceFile, SourceMap
from promptlint.text import Lines

SMILE = "close-up portrait, big smile, corners of the mouth turned down, rim light"


def marks_of(text: str, *labelled: tuple[str, str]) -> list[Mark]:
    """Marks on these words of the text, the first one primary."""
    marks = []
    for number, (word, label) in enumerate(labelled):
        start = text.index(word)
        marks.append(Mark(start, start + len(word), label, primary=number == 0))
    return marks


def draw(text: str, marks: list[Mark], width: int = 100) -> str:
    return "\n".join(Drawing(Lines(text), marks, width, PLAIN, "error").rows)


def assert_drawn(text: str, marks: list[Mark], picture: str, width: int = 100) -> None:
    """The picture is indented as its call is; the drawing begins two cells further left than its first line number."""
    assert draw(text, marks, width).split("\n") == [row[12:] for row in picture.strip("\n").split("\n") if row.strip()]


def a_report(text: str, *findings: Finding, path: str = "prompts/ceo.txt") -> FileReport:
    """The report of a file that is one prompt."""
    found = Found(text, "line 1", SourceMap.shifted(0, len(text)))
    prompt = Prompt(text=text, markup=Markup(dialect="plain", runs=(), parts=()), tokens=())
    return FileReport(path, SourceFile(path, text, found=(found,)), [PromptResult(found, prompt, list(findings))])


def a_finding(text: str, word: str, **changes: object) -> Finding:
    start = text.index(word)
    finding = {
        "code": "FAC202",
        "name": "opposed-actions",
        "mistake": "conflict",
        "severity": "error",
        "confidence": "high",
        "message": "these two pull the mouth's corners in opposite directions",
        "start": start,
        "end": start + len(word),
    }
    return Finding(**{**finding, **changes})  # type: ignore[arg-type]


def rendered(*reports: FileReport, name: str = "full", **view: bool) -> str:
    return "".join(load_format(name).render(Run(reports), View(PLAIN, 100, **view)))
