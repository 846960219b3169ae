"""Files to reports: what is checked, what is left alone, and what is said of files that cannot be read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from promptlint.checker import ENGINE_CODES, FileReport, check_file, check_paths
from promptlint.config import Nearest, load
from promptlint.settings import Settings
from promptlint.sources import MAX_PROMPT
from promptlint.sources.reading import Reading

WORRIED = "worried woman in a cafe, soft light, low angle"  # EMO103 bare-emotion, and nothing else


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(root: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def codes(report: FileReport) -> list[str]:
    return [finding.code for finding in report.findings()]


def paths(reports: list[FileReport]) -> list[str]:
    return [report.path for report in reports]


def test_findings_lead_back_to_the_file() -> None:
    data = f"\ufeff# a remark\r\n\r\n  {WORRIED}\r\n".encode()
    report = check_file("x.txt", Settings(), data=data)
    (result,) = report.results
    (finding,) = result.findings
    start, end = result.found.map.span_to_file(finding.start, finding.end)
    assert report.source.lines.locate(start) == (3, 3 + finding.start)
    assert report.source.text[start:end] == WORRIED[finding.start : finding.end]
    assert list(report.findings()) == [finding]


def test_negatives_and_targets_reach_the_prompt() -> None:
    data = b'{"prompt": "woman, AU12 smile, in a cafe", "negative_prompt": "frown"}'
    report = check_file("x.json", Settings(target="sdxl"), data=data)
    prompt = report.results[0].prompt
    assert prompt.negative is not None
    assert (prompt.negative.text, prompt.target) == ("frown", "sdxl")


def test_a_fragment_is_not_called_generic_or_without_context() -> None:
    settings = Settings(readings=(Reading(("*",), "lines", fragments=True),))
    assert codes(check_file("x.txt", settings, data=b"worried woman\n")) == []
    assert "EMO103" in codes(check_file("x.txt", Settings(), data=b"worried woman\n"))
    assert codes(check_file("sd/wildcards/moods.txt", Settings(), data=b"worried woman\n")) == []


def test_a_template_may_have_placeholders() -> None:
    data = b"portrait of [SUBJECT], soft light, AU12 smile\n"
    assert codes(check_file("portrait.txt", Settings(), data=data)) == ["SYN111"]
    for name in ("portrait.template.txt", "prompts/templates/portrait.txt", "template.prompt"):
        assert codes(check_file(name, Settings(), data=data)) == []
    assert codes(check_file("templates/face.json", Settings(), data=b'{"prompt": "a {{mood}} woman"}')) == []


def test_standard_input_is_read_as_text() -> None:
    assert codes(check_file("-", Settings(), data=WORRIED.encode())) == ["EMO103"]
    assert codes(check_file("x.json", Settings(), data=b'{"prompt": "' + WORRIED.encode() + b'"}')) == ["EMO103"]
    assert check_file("x.rst", Settings(), data=WORRIED.encode()).skipped


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.txt", b"\xff\xfe\x00", "no UTF-16-LE"),
        ("x.txt", bytes(100), "this is no text"),
        ("x.txt", b"a\0b", "NUL"),
        ("x.txt", "caf\u00e9".encode("latin-1"), "no UTF-8 (E9)"),
        ("x.json", b'{"prompt": "x"', "no JSON"),
        ("x.json", b"\xff{}", "no UTF-8"),
        ("x.txt", b"a" * (MAX_PROMPT + 1), "shorten it"),
    ],
)
def test_what_cannot_be_read_is_an_error_finding(name: str, data: bytes, said: str) -> None:
    report = check_file(name, Settings(), data=data)
    assert report.failed is None
    finding = report.file_findings[0]
    assert (finding.code, finding.name, finding.severity) == ("SRC101", *ENGINE_CODES["SRC101"][:2])
    assert said in finding.message
    assert 0 <= finding.start <= finding.end <= len(report.source.text)


def test_utf16_is_checked() -> None:
    assert codes(check_file("x.txt", Settings(), data=WORRIED.encode("utf-16"))) == ["EMO103"]


def test_a_file_above_the_limit_is_not_even_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, x_txt=WORRIED)
    monkeypatch.setattr("promptlint.checker.MAX_BYTES", 10)
    assert codes(check_file("x.txt", Settings())) == ["SRC101"]


def test_files_that_are_not_there_or_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, x_txt=WORRIED)
    assert "no such file" in (check_file("y.txt", Settings()).failed or "")
    real = open

    def refuse(path: object, *arguments: object) -> object:
        if str(path).endswith("x.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refuse)
    assert check_file("x.txt", Settings()).failed == "this file cannot be read: Permission denied"


def test_folders_give_one_report_a_file_that_is_mapped(folder: Path) -> None:
    make(folder, a__b_txt=WORRIED, a__c_rst=WORRIED, a__requirements_txt="click", z_jsonl='{"prompt": "a cat"}', b_txt="a cat")
    reports = list(check_paths(["."], Settings()))
    assert paths(reports) == ["a/b.txt", "b.txt", "z.jsonl"]
    assert [report.skipped or report.failed for report in reports] == [None] * 3
    assert [len(report.results) for report in reports] == [1, 1, 1]


def test_named_files_are_told_when_nothing_maps_them_and_missing_ones_when_they_are_missing(folder: Path) -> None:
    make(folder, a_rst=WORRIED, b_txt="a cat")
    first, second, third = check_paths(["a.rst", "nowhere.txt", "b.txt"], Settings())
    assert "[[extract]]" in (first.skipped or "")
    assert "no such file" in (second.failed or "")
    assert third.results


def test_excludes_hold_for_folders_and_for_named_files_only_when_forced(folder: Path) -> None:
    make(folder, a__b_txt=WORRIED, c_txt=WORRIED)
    settings = Settings(exclude=("a/", "c.txt"))
    assert list(check_paths(["."], settings)) == []
    assert codes(next(iter(check_paths(["c.txt"], settings)))) == ["EMO103"]
    forced = list(check_paths(["c.txt", "a/b.txt"], settings, force_exclude=True))
    assert all(report.skipped and "exclude" in report.skipped for report in forced)


def test_gitignore_is_respected_unless_told_otherwise(folder: Path) -> None:
    make(folder, _gitignore="out/\n", out__a_txt=WORRIED, b_txt="a cat")
    assert paths(list(check_paths(["."], Settings()))) == ["b.txt"]
    assert paths(list(check_paths(["."], Settings(respect_gitignore=False)))) == ["b.txt", "out/a.txt"]
    assert paths(list(check_paths(["."], Settings(), respect_gitignore=False))) == ["b.txt", "out/a.txt"]
    assert codes(next(iter(check_paths(["out/a.txt"], Settings())))) == ["EMO103"]


def test_each_file_is_judged_by_its_nearest_configuration(folder: Path) -> None:
    make(
        folder,
        promptlint_toml='[check]\nignore = ["EMO103"]\n',
        a_txt=WORRIED,
        in__promptlint_toml='exclude = ["old/"]\n[check.per-path]\n"drafts/*" = { select = [] }\n',
        in__b_txt=WORRIED,
        in__old__c_txt=WORRIED,
        in__drafts__d_txt=WORRIED,
    )
    reports = list(check_paths(["."], load("."), nearest=Nearest()))
    assert {report.path: codes(report) for report in reports} == {"a.txt": [], "in/b.txt": ["EMO103"], "in/drafts/d.txt": []}
    alone = list(check_paths(["."], load(".")))
    assert {report.path: codes(report) for report in alone}["in/b.txt"] == []


def test_links_are_read_where_they_are_named(folder: Path) -> None:
    make(folder, a__b_txt=WORRIED)
    os.symlink("a/b.txt", folder / "link.txt")
    os.symlink("a", folder / "a" / "again")
    assert paths(list(check_paths(["."], Settings()))) == ["a/b.txt"]
    assert codes(next(iter(check_paths(["link.txt"], Settings())))) == ["EMO103"]


def test_the_same_files_give_the_same_reports(folder: Path) -> None:
    make(folder, **{f"{name}__{name}_txt": f"{WORRIED}\n{name}" for name in "cabed"})
    first, second = ([(report.path, list(report.findings())) for report in check_paths(["."], Settings())] for _ in range(2))
    assert first == second
    assert [path for path, _ in first] == sorted(path for path, _ in first)


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes(folder: Path) -> None:
    make(folder, x_txt=WORRIED.encode() + b"\n" + b"worried, " * 11_000_000 + b"\n" + WORRIED.encode())
    start = time.process_time()
    report = check_file("x.txt", Settings())
    assert codes(report) == ["SRC101", "EMO103", "EMO103"]
    assert time.process_time() - start < 10
