"""The prompts in examples/: reviewed ones stay silent, and the drafts show every rule at work."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from promptlint.checker import FileReport, check_paths
from promptlint.config import load
from promptlint.registry import all_rules
from promptlint.rule import Finding

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"

#: Rules that the example prompts do not show, and why.
NOT_SHOWN = {
    "SUP103": "a comment that has expired is one that was in order until some day, which no file can show for good",
    "TGT101": "asks for a target, and the team draws with several models",
    "TGT102": "asks for a target, and the team draws with several models",
}


@cache
def reports() -> dict[str, FileReport]:
    """The reports of the files that hold prompts, by path below examples/."""
    found = check_paths([str(EXAMPLES)], load(str(EXAMPLES)))
    return {str(Path(report.path).relative_to(EXAMPLES)): report for report in found if report.skipped is None}


def is_draft(path: str) -> bool:
    return Path(path).stem.endswith("_draft")


def shown(path: str, finding: Finding) -> str:
    return f"{path}: {finding.code} {finding.message}"


def test_reviewed_prompts_are_silent() -> None:
    reviewed = {path: report for path, report in reports().items() if not is_draft(path)}
    assert sum(len(report.results) for report in reviewed.values()) >= 20
    assert [shown(path, finding) for path, report in reviewed.items() for finding in report.findings()] == []


def test_no_prompt_of_the_drafts_is_there_for_nothing() -> None:
    """Every draft but a few has something to say; a file of only bad prompts would be a catalogue, not a draft."""
    silent = [result.found.text for path, report in reports().items() if is_draft(path) for result in report.results if not result.findings]
    assert 1 <= len(silent) <= 6, silent


def test_the_drafts_show_every_recommended_rule() -> None:
    spoken = {finding.code for report in reports().values() for finding in report.findings()}
    rules = {rule.code for rule in all_rules() if rule.preset == "recommended"}
    assert rules - spoken == set(NOT_SHOWN)


def test_every_file_is_read_by_the_configuration() -> None:
    for path, report in reports().items():
        assert report.failed is None
        assert report.results, path
    assert {Path(path).suffix for path in reports()} == {".txt", ".jsonl", ".prompt", ".csv", ".md"}
