"""``check --interactive``: what it shows, what it takes, and what it writes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Outcome, run
from pictures import png

from promptlint import lint, stepwise
from promptlint.fixer import apply_edits

W = "worried woman in a cafe, soft light, low angle"
CODED = "woman with au12 smile, in a cafe, soft light, low angle"
RULES = "--select=EMO103,FAC103,FAC202,SUP"


def rewritten(number: int) -> str:
    """The worried prompt with the wording of that number in it."""
    (finding,) = [one for one in lint(W) if one.code == "EMO103"]
    return apply_edits(W, finding.fixes[number - 1].edits)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three findings in two files, which is the working folder."""
    (tmp_path / "a.txt").write_text(f"{W}\na cat\n{CODED}\n")
    (tmp_path / "b.json").write_text(json.dumps({"prompt": W}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def choose(*answers: str, arguments: tuple[str, ...] = (".",)) -> Outcome:
    return run("check", "--interactive", RULES, *arguments, stdin="".join(f"{answer}\n" for answer in answers).encode())


def test_every_finding_is_shown_and_what_is_chosen_is_written(folder: Path) -> None:
    outcome = choose("1", "1", "s")
    assert (folder / "a.txt").read_text() == f"{rewritten(1)}\na cat\n{CODED.replace('au12', 'AU12')}\n"
    assert json.loads((folder / "b.json").read_text()) == {"prompt": W}
    assert outcome.code == 1
    assert outcome.out.count(f"help: say what the face does\n  1   {rewritten(1)[:40]}") == 2
    assert "\n  1   AU12\n" in outcome.out
    assert outcome.err.startswith("a.txt, 1 of 2 [1/2/3, s(kip), i(gnore), q(uit), ?]: ")
    assert "a.txt, 2 of 2 [1, s(kip), i(gnore), q(uit), ?]: " in outcome.err
    assert outcome.err.endswith("fixed 2 problems, skipped 1; 1 file written; 1 problem left\n")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_number_is_the_one_that_was_shown(folder: Path, number: int) -> None:
    outcome = choose(str(number), "q", arguments=("b.json",))
    shown = outcome.out.partition(f"\n  {number}   ")[2].partition("\n")[0]
    assert len(shown) > 20
    assert json.loads((folder / "b.json").read_text())["prompt"] == rewritten(number)
    assert rewritten(number).startswith(shown)


@pytest.mark.parametrize(
    ("answers", "quits"), [(("2", "q"), True), (("2",), True), (("2", "quit", "1", "1"), True), (("2", "s", "s"), False)]
)
def test_quitting_keeps_what_was_chosen_and_writes_nothing_else(folder: Path, answers: tuple[str, ...], quits: bool) -> None:
    outcome = choose(*answers)
    assert (folder / "a.txt").read_text().startswith(rewritten(2))
    assert (folder / "a.txt").read_text().endswith(f"a cat\n{CODED}\n")
    assert json.loads((folder / "b.json").read_text()) == {"prompt": W}
    assert outcome.code == 1
    assert outcome.err.rpartition("\n")[0].rpartition("\n")[2].startswith("quit: fixed 1 problem; 1 file written") == quits
    assert ("b.json" in outcome.out) != quits


def test_the_end_of_the_input_quits_at_once(folder: Path) -> None:
    before = (folder / "a.txt").read_bytes()
    outcome = choose()
    assert (folder / "a.txt").read_bytes() == before
    assert outcome.code == 1
    assert outcome.err.endswith("quit: fixed 0 problems; no file written\n")


def test_help_and_nonsense_ask_again(folder: Path) -> None:
    outcome = choose("?", "", "4", "one", "\x1b[A", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), "s", "s", "s")
    assert "take back what this rule says" in outcome.err
    assert outcome.err.count("1/2/3, s, i, q or ? (help)\n") == 5
    assert outcome.err.endswith("fixed 0 problems, skipped 3; no file written; 3 problems left\n")


def test_ignoring_writes_what_the_format_allows(folder: Path) -> None:
    outcome = choose("i", "her own words", "i", "", "i", "expires=9999-12-31")
    assert (folder / "a.txt").read_text() == (
        f"# promptlint: ignore[EMO103] her own words\n{W}\na cat\n# promptlint: ignore[FAC103]\n{CODED}\n"
    )
    assert json.loads((folder / "b.json").read_text()) == {"promptlint": "ignore[EMO103] expires=9999-12-31", "prompt": W}
    assert outcome.code == 0
    assert outcome.err.count("is taken back for this prompt, in the file\n") == 3
    assert outcome.err.endswith("fixed 0 problems, ignored 3; 2 files written\n")
    assert run("check", ".", RULES).code == 0


def test_a_reason_that_cannot_be_written_is_asked_for_again(folder: Path) -> None:
    outcome = choose("i", "a --> b", "i", "expires=2020-01-01", "i")
    assert "not done: a reason stands in one line" in outcome.err
    assert "not done: expires=2020-01-01 has come already" in outcome.err
    assert "promptlint" not in (folder / "a.txt").read_text()


def test_what_a_file_cannot_say_goes_into_the_configuration(folder: Path) -> None:
    (folder / "a.txt").unlink()
    node = {"class_type": "CLIPTextEncode", "inputs": {"text": W, "clip": ["1", 0]}}
    sampler = {"class_type": "KSampler", "inputs": {"positive": ["2", 0], "negative": ["3", 0], "model": ["1", 0]}}
    graph = json.dumps({"2": node, "3": {**node, "inputs": {"text": "ugly", "clip": ["1", 0]}}, "4": sampler})
    (folder / "b.json").write_text(graph)
    (folder / "c.json").write_text(graph)
    outcome = choose("i", "why", "i", "")
    assert outcome.err.count("is taken back for this prompt, in the configuration\n") == 2
    assert outcome.err.count("added 1 entry to promptlint.toml\n") == 2
    assert (folder / "b.json").read_text() == graph
    assert 'path = "/b.json"\nkey = "$[\'2\'].inputs.text"\ncode = "EMO103"\nreason = "why"\n' in (folder / "promptlint.toml").read_text()
    assert run("check", ".", RULES).code == 0
    (folder / "promptlint.toml").unlink()
    assert "not done: it would take an [[ignore]]" in choose("i", "why", arguments=(".", "--isolated")).err
    assert not (folder / "promptlint.toml").exists()


def test_an_unused_comment_can_be_deleted_and_not_ignored(folder: Path) -> None:
    (folder / "a.txt").write_text("# promptlint: ignore[FAC202] old\na cat\n")
    outcome = choose("i", "1", arguments=("a.txt",))
    assert "not done: SUP101 cannot be taken back, only mended" in outcome.err
    assert "help: delete the comment\n  1   (taken out)\n" in outcome.out
    assert (folder / "a.txt").read_text() == "a cat\n"
    assert outcome.code == 0


def test_a_fix_that_the_format_cannot_take_is_refused_and_asked_again(folder: Path) -> None:
    (folder / "a.csv").write_text("prompt\nworried woman in a cafe and soft light\n")
    outcome = choose("1", "s", arguments=("a.csv",))
    assert "(this file's format cannot take it as it stands)" in outcome.out
    assert "not done: this cell has no quotes round it" in outcome.err
    assert outcome.err.endswith("skipped 1; no file written; 1 problem left\n")


def test_a_file_that_changed_meanwhile_is_left_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = stepwise.Steps.fix

    def meanwhile(steps: stepwise.Steps, *arguments: object) -> None:
        honest(steps, *arguments)  # type: ignore[arg-type]
        (folder / "a.txt").write_text("somebody else's words\n")

    monkeypatch.setattr(stepwise.Steps, "fix", meanwhile)
    outcome = choose("1", "s", "s")
    assert outcome.code == 2
    assert "error: a.txt: not written: the file has changed since it was read" in outcome.err
    assert (folder / "a.txt").read_text() == "somebody else's words\n"
    assert "b.json, 1 of 1" in outcome.err


def test_a_picture_is_refused_with_the_reason(folder: Path) -> None:
    (folder / "cat.png").write_bytes(png(parameters=W))
    outcome = choose(arguments=("cat.png",))
    assert outcome.code == 1
    assert outcome.err.startswith("warning: cat.png: not fixed: a picture is only read, never written")
    assert outcome.err.endswith("nothing to choose: no finding has a way out that can be written\n")


def test_nothing_to_do_is_said(folder: Path) -> None:
    (folder / "a.txt").write_text("a cat\n")
    outcome = choose(arguments=("a.txt",))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "nothing to choose: no problems\n")


def test_control_characters_of_a_prompt_are_shown_and_never_sent(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\x1b[2Ja worried\x07 woman in a \x1b]0;title\x07 cafe \xe2\x80\xae\n")
    outcome = choose("1", arguments=("a.txt",))
    for stream in (outcome.out, outcome.err):
        assert not any((ord(character) < 32 and character != "\n") or character == "\u202e" for character in stream)
    assert "<U+001B>[2Ja" in outcome.out


def test_an_interrupt_writes_no_unfinished_file_and_is_130(folder: Path) -> None:
    root = str(Path(__file__).resolve().parents[1])
    with subprocess.Popen(
        [sys.executable, "-m", "promptlint", "check", "--interactive", RULES, "a.txt"],
        env={**os.environ, "PYTHONPATH": root},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(b"1\n")
        process.stdin.flush()
        said = b""
        while b"2 of 2" not in said:
            said += os.read(process.stderr.fileno(), 1000)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert b"no file written" in said
    assert (folder / "a.txt").read_text() == f"{W}\na cat\n{CODED}\n"
