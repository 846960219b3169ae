"""Comments that take findings back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.checker import FileReport, check_file
from promptlint.fixer import apply_edits, pick_edits
from promptlint.registry import all_rules
from promptlint.rule import Rule
from promptlint.settings import Settings
from promptlint.suppress import read_suppressions

WORRIED = "worried woman in a cafe, soft light, low angle"  # EMO103 bare-emotion, and nothing else
FILE_RULES = [rule for rule in all_rules() if rule.scope == "file"]


def check(text: str, name: str = "x.txt", **options: bool) -> FileReport:
    return check_file(name, Settings(), data=text.encode(), **options)


def codes(report: FileReport) -> list[str]:
    return [finding.code for finding in report.findings()]


def test_the_prompt_of_these_tests_has_one_finding() -> None:
    assert codes(check(WORRIED)) == ["EMO103"]


@pytest.mark.parametrize(
    "text",
    [
        WORRIED + " # promptlint: ignore[EMO103] hers",
        WORRIED + "   // promptlint: ignore[EMO103] hers",
        WORRIED + " <!-- promptlint: ignore[EMO103] hers -->",
        WORRIED + " #promptlint:ignore[emo103]",
        WORRIED + " # promptlint: ignore[bare-emotion]",
        WORRIED + " # promptlint: ignore[EMO1]",
        WORRIED + " # promptlint: ignore[*] the client insists",
        "# promptlint: ignore[EMO103] hers\n" + WORRIED,
        "# promptlint: ignore[EMO103]\r\n" + WORRIED + "\r\n",
        "# promptlint: ignore-file[EMO103] hers\n\n\n" + WORRIED,
        "# promptlint: ignore[EMO103] hers expires=9999-12-31\n" + WORRIED,
    ],
)
def test_a_comment_takes_back(text: str) -> None:
    report = check(text)
    assert codes(report) == []
    assert report.suppressed == 1


def test_comments_one_under_the_other_speak_of_the_line_below_the_last() -> None:
    report = check("# promptlint: ignore[EMO103]\n# promptlint: ignore[EMO105, CTX101]\n" + WORRIED + "\n" + WORRIED)
    assert [finding.code for finding in report.results[0].findings] == []
    assert [finding.code for finding in report.results[1].findings] == ["EMO103"]


def test_without_ignores_everything_is_found_and_the_comments_are_not_judged() -> None:
    text = "# promptlint: ignore[EMO103, CTX101]\n# promptlint: bad\n" + WORRIED
    assert codes(check(text, use_ignores=False)) == ["EMO103"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# promptlint: ignore", "names no rules in brackets"),
        ("# promptlint: ignore EMO103", "names no rules in brackets"),
        ("# promptlint ignore[EMO103]", "the colon behind promptlint is missing"),
        ("# promptlint: ignore[EMO103", "the bracket is not closed"),
        ("# promptlint: ignore[]", "no rule is named"),
        ("# promptlint: ignore[EMO103,]", "a comma too many"),
        ("# promptlint: ignore[EMO193]", "did you mean 'EMO103'?"),
        ("# promptlint: ignore[bare-emotoin]", "did you mean 'bare-emotion'?"),
        ("# promptlint: ignore[EMO103, NOTHING]", "no rule is called 'NOTHING'"),
        ("# promptlint: ignore[*]", "needs a reason"),
        ("# promptlint: ignore[*, EMO103] why", "stands alone"),
        ("# promptlint: ignore[EMO103] expires=2027-13-01", "is no day"),
        ("# promptlint: ignore[EMO103] expires=20270101", "is no day"),
        ("# promptlint: ignore[EMO103] expires=", "is no day"),
        ("# promptlint: ignore[SUP101]", "only the configuration can switch it off"),
        ("# promptlint: disable[EMO103]", "'disable' is nothing that promptlint knows"),
        ("# promptlint:", "does not say what to do"),
        ("# promptlint: ignore-line[EMO103]", "'ignore-line' is nothing"),
    ],
)
def test_a_malformed_comment_is_a_finding_and_never_a_wildcard(comment: str, said: str) -> None:
    for text in (f"{comment}\n{WORRIED}", f"{WORRIED} {comment}"):
        report = check(text)
        assert sorted(codes(report)) == ["EMO103", "SUP102"], text
        (finding,) = report.file_findings
        assert said in finding.message
        assert text[finding.start : finding.end] == comment


def test_an_expired_comment_takes_nothing_back() -> None:
    today = date.today()
    for day, wanted in ((today, ["SUP103", "EMO103"]), (today - timedelta(1), ["SUP103", "EMO103"]), (today + timedelta(2), [])):
        assert codes(check(f"# promptlint: ignore[EMO103] for now, expires={day}\n{WORRIED}")) == wanted


def test_what_is_unused_is_found_and_deleted() -> None:
    text = (
        f"a cat # promptlint: ignore[EMO103]\n# promptlint: ignore-file[EMO105] x\n{WORRIED}  # promptlint: ignore[EMO105, EMO103, SYN] y\n"
    )
    rules = Settings(preset="all")
    report = check_file("x.txt", rules, data=text.encode())
    assert [finding.code for finding in report.file_findings] == ["SUP101"] * len(report.file_findings)
    edits, _ = pick_edits(report.file_findings, unsafe=False)
    fixed = apply_edits(text, edits)
    assert fixed.startswith("a cat\n")
    again = check_file("x.txt", rules, data=fixed.encode())
    edits, _ = pick_edits(again.file_findings, unsafe=False)
    assert "ignore[EMO103] y" in apply_edits(fixed, edits)


def test_what_did_not_run_is_not_called_unused() -> None:
    text = "# promptlint: ignore[EMO103] a\n# promptlint: ignore[*] b\na cat in a cafe"
    narrowed = Settings().replaced(select=("CTX101", "SUP"))
    assert codes(check_file("x.txt", narrowed, data=text.encode())) == []
    assert codes(check(text)) == ["SUP101", "SUP101"]


def test_a_finding_in_a_file_of_one_prompt_is_taken_back_by_its_line() -> None:
    text = "# promptlint: ignore[EMO103]\na cafe, soft light\nBREAK\nlow angle, worried woman # promptlint: ignore[EMO103] x"
    report = check(text)
    assert len(report.results) == 1
    assert "EMO103" not in [finding.code for finding in report.results[0].findings]
    assert codes(report).count("SUP101") == 1


@pytest.mark.parametrize("rule", FILE_RULES, ids=lambda rule: rule.code)
def test_the_examples_of_rules_that_judge_a_file(rule: Rule) -> None:
    assert rule.good
    assert rule.bad
    for good in rule.good:
        assert rule.code not in codes(check(good.text)), good.text
    for bad in rule.bad:
        findings = [finding for finding in check(bad.text).file_findings if finding.code == rule.code]
        assert tuple(bad.text[finding.start : finding.end] for finding in findings) == bad.marks, bad.text
        if bad.fixed is not None:
            assert apply_edits(bad.text, pick_edits(findings, unsafe=False)[0]) == bad.fixed


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_comment_makes_reading_raise(before: str, after: str) -> None:
    text = f"{before} # promptlint: {after}"
    (one,) = read_suppressions(text, [(len(before) + 1, len(text))])
    assert 0 <= one.removal[0] <= one.start <= one.end <= len(text)
    assert all(text[start:end] == selector for selector, start, end in one.selectors)
    assert one.fault or one.selectors
