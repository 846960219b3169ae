"""Large files of JSON Lines: read in pieces, reported as if they had been read whole, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from promptlint.checker import check_file, check_paths
from promptlint.report.tally import Run, Tally
from promptlint.settings import Settings
from promptlint.sources import Reading, pieces, reading
from promptlint.sources.pieces import read_pieces
from promptlint.text import Lines
from promptlint.writer import fix_file
from tests.command_line import run

ROOT = str(Path(__file__).resolve().parents[1])
KEYS = Reading(("*",), "keys")
LINES = [
    {"prompt": "worried woman, cafe, rain"},
    {"prompt": "queen \U0001f451, au12 smile, K\u00f6nigin"},
    {"note": "no prompt"},
    {"prompt": "nurse, slight smile, ward", "negative_prompt": "smile"},
    {"prompt": "captain, (smile:1.2, harbour"},
]


def written(times: int = 8, newline: str = "\n") -> bytes:
    """JSON Lines with findings, one broken line, empty lines, and no line feed at the end."""
    lines = [json.dumps({**line, "id": number}, ensure_ascii=False) for number in range(times) for line in LINES]
    lines[7] = "{broken"
    lines[11] = ""
    return newline.join(lines).encode()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of 200 bytes for files of more than 300."""
    monkeypatch.setattr(pieces, "SIZE", 200)
    for module in ("promptlint.checker", "promptlint.writer", "promptlint.sources.pieces"):
        monkeypatch.setattr(f"{module}.LARGE", 300)


def whole_and_in_pieces(path: Path, *arguments: str) -> tuple[Any, Any]:
    """The output of a check of the file as standard input (never in pieces), and as a file."""
    whole = run("check", "--isolated", *arguments, "--stdin-filename", str(path), "-", stdin=path.read_bytes())
    return whole, run("check", "--isolated", *arguments, str(path))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_reports_are_those_of_the_whole_file(tmp_path: Path, newline: str, mark: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(mark + written(newline=newline))
    assert sum(1 for _ in check_paths([str(path)], Settings())) > 5
    whole, cut = whole_and_in_pieces(path, "--output-format", "concise", "--quiet")
    assert cut == whole
    assert cut.out.count("SRC101") == 1
    whole, cut = whole_and_in_pieces(path, "--output-format", "json")
    ours, theirs = json.loads(cut.out), json.loads(whole.out)
    for finding in (*ours["findings"], *theirs["findings"]):
        for fix in finding["fixes"]:
            fix["edits"] = []  # nothing is written into a large file
    for summary in (ours["summary"], theirs["summary"]):
        summary["fixable"] = summary["fixable_unsafe"] = 0
    assert ours == theirs
    places = [(finding["start"], finding["message"]) for finding in ours["findings"] if finding["code"] == "NEG102"]
    lines = Lines(path.read_bytes().decode("utf-8-sig"))
    assert len(places) > 5
    for start, _ in places:
        assert lines.locate(start["offset"]) == (start["line"], start["column"])
        assert path.read_bytes()[start["byte"] :].startswith(b"slight smile")


@pytest.mark.usefixtures("small")
def test_drawings_show_the_line_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(written())
    cut = run("check", "--isolated", "--select", "NEG102", str(path))
    assert f"{path}:39:20 ($.prompt)\n" in cut.out
    assert '39 | {"prompt": "nurse, slight smile, ward"' in cut.out


@pytest.mark.usefixtures("small")
def test_a_file_in_pieces_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(written())
    tally = Tally()
    for _ in Run(check_paths([str(path)], Settings()), tally):
        pass
    assert (tally.files, tally.files_with, tally.fixable) == (1, 1, 0)
    assert tally.prompts == len(check_file(str(path), Settings()).results)


@pytest.mark.usefixtures("small")
def test_a_large_file_is_not_fixed_and_that_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(written())
    before = path.read_bytes()
    shown = run("check", "--isolated", "--fix", str(path))
    assert shown.code == 1
    assert shown.err.count("not fixed") == 1
    assert "split the file to have it fixed" in shown.err
    assert path.read_bytes() == before
    result = fix_file(str(path), Settings())
    assert not result.changed
    assert "in pieces and never written" in result.refused[0]


@pytest.mark.usefixtures("small")
def test_notes_and_the_configuration_take_back_in_every_piece(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(written())
    (tmp_path / "promptlint.toml").write_text('[[ignore]]\npath = "x.jsonl"\ncodes = ["NEG102"]\nreason = "on purpose"\n')
    shown = run("check", "--output-format", "concise", "--config", str(tmp_path / "promptlint.toml"), str(path))
    assert "NEG102" not in shown.out
    assert "SUP" not in shown.out


def test_what_keeps_a_file_from_being_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    (wide,) = read_pieces("x.jsonl", BytesIO('{"prompt": "x"}\n'.encode("utf-16")), 99, KEYS)
    assert "UTF-8 alone" in wide.faults[0].message
    (picture,) = read_pieces("x.jsonl", BytesIO(bytes(range(128, 256)) * 5000 + b"\n" + b"\xff" * 5000), 99, KEYS)
    assert "no text" in picture.faults[0].message
    monkeypatch.setattr(pieces, "SIZE", 50)
    monkeypatch.setattr(pieces, "LONGEST_LINE", 200)
    *good, last = read_pieces("x.jsonl", BytesIO(b'{"prompt": "x"}\n' * 9 + b"x" * 5000 + b"\n"), 99, KEYS)
    assert sum(len(source.found) for source in good) == 9
    assert "more than 200 bytes" in last.faults[0].message
    assert last.lines.locate(0) == (10, 1)
    assert list(read_pieces("x.jsonl", BytesIO(b""), 0, KEYS)) == []


def test_only_json_lines_are_read_in_pieces() -> None:
    assert reading.may_be_cut("a/X.JSONL", KEYS)
    assert reading.may_be_cut("x.ndjson", KEYS)
    assert not reading.may_be_cut("x.json", KEYS)
    assert not reading.may_be_cut("x.jsonl", Reading(("*",), "lines"))


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    line = json.dumps({"prompt": "nurse, slight smile, ward", "negative_prompt": "smile", "note": "x" * 20_000}) + "\n"
    with path.open("w") as file:
        for _ in range(60_000_000 // len(line)):
            file.write(line)
    # getrusage counts what the process that started this one held as well; Linux's VmHWM begins anew with the program
    code = (
        "import pathlib, re, resource, sys\nfrom promptlint.cli import main\n"
        "code = main(['check', '--isolated', '--quiet', '--output-format', 'concise', sys.argv[1]])\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "peak = re.search('VmHWM:\\\\s+([0-9]+)', status.read_text()) if status.exists() else None\n"
        "print(code, peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    finished = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    code_line = finished.stdout.splitlines()[-1].split()
    assert code_line[0] == "1"
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(code_line[1]) * unit < 120 << 20
