"""The formats beside the drawing, and what holds of all of them for every text."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import SMILE, a_finding, a_report, rendered

from promptlint.report import format_names, load_format
from promptlint.report.colour import PLAIN
from promptlint.report.drawing import Drawing, Mark
from promptlint.report.placed import placed
from promptlint.report.strip import NARROWEST, clip
from promptlint.report.tally import Tally
from promptlint.rule import Edit, Fix, Related
from promptlint.sources import Found, SourceMap
from promptlint.text import Lines, cells


class TestConcise:
    def test_one_finding_a_line(self) -> None:
        finding = a_finding(SMILE, "big smile", message="first line\nsecond \x1b[31mline")
        assert rendered(a_report(SMILE, finding), name="concise") == (
            "prompts/ceo.txt:1:20: error FAC202 opposed-actions: first line<U+000A>second <U+001B>[31mline\n"
            "Found 1 problem (1 error) in 1 of 1 prompt\n"
        )


class TestJson:
    def finding(self, text: str, word: str, **changes: object) -> dict[str, object]:
        (finding,) = json.loads(rendered(a_report(text, a_finding(text, word, **changes)), name="json"))["findings"]
        return dict(finding)

    def test_every_promised_field_is_there(self) -> None:
        finding = self.finding(SMILE, "big smile", related=(Related(0, 8, "here"),), fixes=(Fix("do", (Edit(0, 8, "x"),)),))
        assert list(finding) == [
            "code", "name", "mistake", "severity", "confidence", "message", "label", "path", "prompt", "start", "end",
            "prompt_start", "prompt_end", "related", "fixes", "url",
        ]  # fmt: skip
        assert finding["related"] == [
            {
                "message": "here",
                "start": {"line": 1, "column": 1, "offset": 0, "byte": 0},
                "end": {"line": 1, "column": 9, "offset": 8, "byte": 8},
                "prompt_start": 0,
                "prompt_end": 8,
            }
        ]
        start, end = {"line": 1, "column": 1, "offset": 0, "byte": 0}, {"line": 1, "column": 9, "offset": 8, "byte": 8}
        assert finding["fixes"] == [{"title": "do", "safety": "unsafe", "edits": [{"start": start, "end": end, "text": "x"}]}]

    @pytest.mark.parametrize(
        ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-32-be", b"")]
    )
    def test_bytes_are_those_of_the_file(self, encoding: str, mark: bytes) -> None:
        text = "🎬 café\n" * 3000 + "big smile"
        report = a_report(text, a_finding(text, "big smile"))
        report.source.encoding, report.source.bom = encoding, mark
        (finding,) = json.loads(rendered(report, name="json"))["findings"]
        data = report.source.encoded(text)
        assert data[finding["start"]["byte"] : finding["end"]["byte"]].decode(encoding) == "big smile"
        assert (finding["start"]["line"], finding["start"]["column"]) == (3001, 1)

    def test_a_fix_is_escaped_as_its_container_asks_or_left_without_edits(self) -> None:
        text = '{"p": "a smile"}'
        report = a_report(text, a_finding("a smile", "smile", fixes=(Fix("quote", (Edit(2, 7, '"'),)),)))
        report.results[0].found = Found("a smile", "$.p", SourceMap.shifted(7, 7, lambda new: json.dumps(new)[1:-1]))
        (finding,) = json.loads(rendered(report, name="json"))["findings"]
        assert finding["prompt"] == "$.p"
        assert [(edit["start"]["offset"], edit["text"]) for edit in finding["fixes"][0]["edits"]] == [(9, '\\"')]
        report.results[0].found = Found("a smile", "$.p", SourceMap([(0, 7, 7, 14)], unmapped=frozenset({3})))
        (finding,) = json.loads(rendered(report, name="json"))["findings"]
        assert finding["fixes"] == [{"title": "quote", "safety": "unsafe", "edits": []}]

    def test_the_summary_counts(self) -> None:
        finding = a_finding(SMILE, "rim", severity="warning", fixes=(Fix("do", (Edit(0, 8, "x"),), safe=True),))
        summary = json.loads(rendered(a_report(SMILE, finding, finding), a_report("a lake"), name="json", statistics=True))["summary"]
        assert (summary["files"], summary["prompts"], summary["prompts_with_findings"]) == (2, 2, 1)
        assert (summary["findings"], summary["warning"], summary["fixable"]) == (2, 2, 2)
        assert summary["rules"] == {"FAC202": 2}


class TestSummary:
    @pytest.mark.parametrize(
        ("severities", "fixed", "line"),
        [
            ([], 0, ""),
            (["error"], 0, "Found 1 problem (1 error) in 1 of 1 prompt"),
            (["error", "info", "warning", "warning"], 0, "Found 4 problems (1 error, 2 warnings, 1 info) in 1 of 1 prompt"),
            (["warning"], 2, "Found 1 problem (1 warning) in 1 of 1 prompt; 2 fixed"),
            ([], 2, "Fixed 2 problems, none left"),
        ],
    )
    def test_in_words(self, severities: list[str], fixed: int, line: str) -> None:
        tally = Tally()
        tally.add(a_report(SMILE, *(a_finding(SMILE, "rim", severity=severity) for severity in severities)))
        tally.fixed = fixed
        assert tally.summary() == line

    def test_fixes_that_need_a_decision_are_counted_apart(self) -> None:
        tally = Tally()
        safe, choice = Fix("a", (Edit(0, 1, ""),), safe=True), Fix("b", (Edit(0, 1, ""),))
        tally.add(a_report(SMILE, a_finding(SMILE, "rim", fixes=(choice, safe)), a_finding(SMILE, "rim", fixes=(choice,))))
        assert tally.summary().endswith("1 of 1 prompt; 1 fixable with --fix; 1 more with --unsafe-fixes")

    def test_a_finding_on_the_file_alone_counts_the_file(self) -> None:
        report = a_report(SMILE)
        report.file_findings.append(a_finding(SMILE, "rim"))
        tally = Tally()
        tally.add(report)
        assert tally.summary() == "Found 1 problem (1 error) in 1 file"


class TestStatistics:
    def test_rules_are_counted_most_frequent_first(self) -> None:
        often, once = a_finding(SMILE, "big smile"), a_finding(SMILE, "rim", code="LIT101", name="conflicting-light", severity="warning")
        assert rendered(a_report(SMILE, often, once, often), statistics=True) == dedent(
            """\
            2  FAC202    opposed-actions
            1  LIT101    conflicting-light

            Found 3 problems (2 errors, 1 warning) in 1 of 1 prompt
            """
        )


ANY_TEXT = st.text(max_size=300) | st.text(alphabet="ab ,\n\r\t\u0301猫👨\u200d\u202e\x1b\ufe0f🏽", max_size=600)
PLACES = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600), st.text(max_size=80)), min_size=1, max_size=6)


def is_raw(character: str) -> bool:
    """Whether a character could steer a terminal."""
    return ord(character) < 32 or 127 <= ord(character) < 160 or character in "\u202a\u202b\u202c\u202d\u202e\u2028\u2029"


class TestAnyText:
    @given(ANY_TEXT, PLACES, st.integers(1, 150))
    def test_a_drawing_never_raises_and_stays_within_its_width(self, text: str, places: list[tuple[int, int, str]], width: int) -> None:
        marks = []
        for number, (first, last, label) in enumerate(places):
            start, end = sorted((min(first, len(text)), min(last, len(text))))
            marks.append(Mark(start, end, label, primary=number == 0))
        rows = Drawing(Lines(text), marks, width, PLAIN, "error").rows
        assert any("^" in row for row in rows)
        for row in rows:
            assert not any(is_raw(character) for character in row)
            assert cells(row) <= max(width, 60)

    @given(ANY_TEXT, st.integers(0, 600), st.integers(0, 600), st.integers(NARROWEST, 120))
    def test_a_clipped_line_keeps_its_first_place(self, text: str, first: int, last: int, width: int) -> None:
        line = text.replace("\n", " ").replace("\r", " ")
        start, end = sorted((min(first, len(line)), min(last, len(line))))
        strip = clip(line, 0, len(line), [(start, end)], width)
        low, high = strip.span(start, end)
        assert strip.shown == [True]
        assert strip.cells <= width
        assert 0 <= low < high <= strip.cells + 1

    @given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
    def test_no_format_sends_a_raw_character(self, text: str, message: str, replacement: str) -> None:
        finding = a_finding(text, text[3:9], message=message, label=message, why=message, related=(Related(0, len(text), message),))
        fixed = a_finding(text, "", fixes=(Fix(message, (Edit(0, min(3, len(text)), replacement),)),), confidence="low")
        for name in ("full", "concise", "json"):
            for line in rendered(a_report(text, finding, fixed, path="\x1b]0;name\x07"), name=name).split("\n"):
                assert not any(is_raw(character) for character in line)


def test_findings_come_in_order_of_place() -> None:
    later, sooner = a_finding(SMILE, "rim light"), a_finding(SMILE, "close-up")
    report = a_report(SMILE, later, sooner)
    report.file_findings.append(a_finding(SMILE, "big smile", code="SUP101"))
    assert [one.finding.code for one in placed(report)] == ["FAC202", "SUP101", "FAC202"]


def test_every_format_is_a_file_with_one_function() -> None:
    assert format_names() == ["concise", "full", "json"]
    assert all(callable(load_format(name).render) for name in format_names())
