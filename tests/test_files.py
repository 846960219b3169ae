"""The project's own small file of every kind: how it is read without a configuration, and what a fix leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptlint.checker import check_file
from promptlint.settings import Settings
from promptlint.writer import fix_file

FILES = Path(__file__).parent / "files"

#: File -> places of its prompts; every prompt holds "au12 smile" once, and so does something beside them.
PLACES = {
    "scenes.yaml": [
        "document 2 $.scenes[0].prompt", "document 2 $.scenes[1].prompt", "document 2 $.scenes[2].prompt", "document 2 $.scenes[3].prompt",
        "document 2 $.scenes[4].prompt", "document 2 $.scenes[5].prompt", "document 2 $.scenes[5].caption",
    ],
    "scenes.jsonc": ["$.scenes[0].prompt", "$.scenes[1].prompt[0]", "$.scenes[1].prompt[1]"],
    "scenes.toml": ["$.scene[0].prompt", "$.scene[1].prompt", "$.scene[2].prompt", "$.scene[2].take.prompt"],
    "styles.csv": ["line 2 $.prompt", "line 4 $.prompt", "line 6 $.prompt"],
    "shots.tsv": ["line 2 $.prompt"],
    "shots.md": ["$.prompt", "line 13", "line 30", "line 36"],
    "fooocus.json": ["$[0].prompt", "$[1].prompt"],
    "tags.yaml": ["$[0].groups[0].tags['au12 smile']", "$[0].groups[0].tags['woman, au12 smile']"],
    "wildcards/faces.yaml": ["$['au12 smile'].soft[0]", "$['au12 smile'].soft[1]", "$['au12 smile'].one"],
    "prompts.py": ["line 5", "line 6", "line 12", "line 13", "line 14"],
    "prompts.ts": ["line 3", "line 4"],
}  # fmt: skip
#: Those whose prompts are parts of others: every one, or these.
FRAGMENTS = {"styles.csv": 3, "fooocus.json": 2, "tags.yaml": 2, "wildcards/faces.yaml": 3, "prompts.py": 1, "prompts.ts": 1}


def data(name: str, newline: str) -> bytes:
    return (FILES / name).read_bytes().replace(b"\n", newline.encode())


def test_every_file_is_listed() -> None:
    assert {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()} == set(PLACES)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", PLACES)
def test_prompts_and_their_places(name: str, newline: str) -> None:
    report = check_file(name, Settings(), data=data(name, newline))
    assert report.source.faults == ()
    assert [result.found.place for result in report.results] == PLACES[name]
    assert sum(result.found.fragment for result in report.results) == FRAGMENTS.get(name, 0)
    for result in report.results:
        at = result.found.text.index("au12")
        start, end = result.found.map.span_to_file(at, at + 4)
        assert report.source.text[start:end] == "au12"
        assert "FAC103" in {finding.code for finding in result.findings}
    assert report.source.how


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", PLACES)
def test_a_fix_changes_the_prompts_and_nothing_else(name: str, newline: str) -> None:
    before = data(name, newline)
    result = fix_file(name, Settings(), data=before)
    after = result.data()
    assert after.count(b"AU12 smile") == len(PLACES[name])
    assert after.replace(b"AU12 smile", b"au12 smile") == before
    assert all("AU12 smile" in one.found.text for one in result.report.results)
    assert result.refused == []
    assert before.count(b"au12 smile") > len(PLACES[name]), "something beside the prompts that must stay"


def test_negative_prompts_are_tied_to_their_prompts() -> None:
    wanted = {
        "scenes.yaml": [None, "no hat", None, None, None, None, None],
        "scenes.jsonc": [None, "blurry", "blurry"],
        "scenes.toml": ["blurry", None, None, None],
        "styles.csv": ["blurry, hat", None, "blurry"],
        "shots.md": [None, "blurry", None, None],
        "fooocus.json": ["anime, drawing", None],
    }
    for name, negatives in wanted.items():
        report = check_file(name, Settings(), data=data(name, "\n"))
        assert [result.found.negative for result in report.results] == negatives, name
