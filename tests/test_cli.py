"""What scripts rely on: exit codes, which stream carries what, and how a process ends."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from command_line import run, start

from promptlint.cli.console import wants_colour
from promptlint.cli.root import command_names

#: Files of a small prompt folder, each with what its name says.
FILES = {
    "clean.txt": "a letter on a table, soft window light\n",
    "warning.txt": "a sad woman in a cafe\n",
    "warnings.txt": "a sad woman in a cafe\nan angry man in a bus\n",
    "error.txt": "portrait, AU3 in a cafe, soft light\n",
    "fixable.txt": "woman with au12 smile, in a cafe\n",
    "README.rst": "no prompt\n",
    "empty.txt": "",
}
#: The only rules that run in the table below, so that it stays what it is however many rules there are.
RULES = "--select=EMO103,FAC101,FAC103"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with FILES in it, which is the working folder."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "hollow").mkdir()
    (tmp_path / "hollow" / "empty.txt").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


#: Arguments -> exit code. This table is the contract of the exit codes.
EXIT_CODES = [
    # nothing found
    ("check clean.txt", 0),
    ("clean.txt", 0),
    ("check empty.txt", 0),
    ("check nothing", 0),
    ("check README.rst", 0),
    ("--version", 0),
    ("--help", 0),
    # findings, and from which severity on they count
    ("check warning.txt", 1),
    ("warning.txt", 1),
    ("check clean.txt warning.txt", 1),
    ("check error.txt", 1),
    ("check .", 1),
    ("check warning.txt --fail-on error", 0),
    ("check error.txt --fail-on error", 1),
    ("check error.txt --fail-on never", 0),
    ("check warning.txt --fail-on info", 1),
    ("check warning.txt --severity EMO103=info", 0),
    ("check warning.txt --severity EMO103=info --fail-on info", 1),
    ("check warning.txt --ignore EMO103", 0),
    ("check warning.txt --per-file-ignores warning.txt:EMO103", 0),
    ("check warning.txt --exit-zero", 0),
    ("check error.txt --exit-zero", 0),
    ("check warning.txt --max-warnings 1", 0),
    ("check warnings.txt --max-warnings 1", 1),
    ("check warnings.txt --max-warnings 2", 0),
    ("check error.txt --max-warnings 9", 1),
    ("check warnings.txt --max-warnings 1 --exit-zero", 0),
    # formats do not change it
    ("check warning.txt --output-format json", 1),
    ("check warning.txt --output-format concise", 1),
    ("check warning.txt --statistics", 1),
    ("check warning.txt --quiet", 1),
    # fixing
    ("check fixable.txt", 1),
    ("check fixable.txt --fix", 0),
    ("check fixable.txt --fix --exit-non-zero-on-fix", 1),
    ("check fixable.txt --fix-only", 0),
    ("check fixable.txt warning.txt --fix", 1),
    ("check fixable.txt warning.txt --fix-only", 0),
    ("check fixable.txt --diff", 1),
    ("check fixable.txt --diff --exit-zero", 0),
    ("check warning.txt --diff", 0),
    ("check clean.txt --fix --exit-non-zero-on-fix", 0),
    # wrong usage, configuration, unreadable input: 2, whatever else is said
    ("", 2),
    ("check missing.txt", 2),
    ("missing.txt", 2),
    ("check missing.txt --exit-zero", 2),
    ("check missing.txt warning.txt", 2),
    ("check --no-such-option", 2),
    ("check clean.txt --fail-on sometimes", 2),
    ("check clean.txt --select NOPE", 2),
    ("check clean.txt --target nope", 2),
    ("check clean.txt --severity EMO103", 2),
    ("check clean.txt --severity EMO103=fatal", 2),
    ("check clean.txt --per-file-ignores EMO103", 2),
    ("check clean.txt --output-file nope:x", 2),
    ("check clean.txt --output-file json", 2),
    ("check clean.txt --output-file json:no/such/folder/x", 2),
    ("check clean.txt --config missing.toml", 2),
    ("check clean.txt -", 2),
    ("check clean.txt --exclude [", 2),
    ("parse", 2),
    ("parse missing.txt", 2),
    ("parse --text x --dialect nope", 2),
    ("rewrite", 2),
    ("explain", 2),
    ("explain zorn", 2),
    ("rules nonsense", 2),
    ("show-files missing", 2),
]


@pytest.mark.parametrize(("arguments", "code"), EXIT_CODES, ids=[arguments or "(nothing)" for arguments, _ in EXIT_CODES])
def test_exit_codes(arguments: str, code: int, folder: Path) -> None:
    given = arguments.split()
    checks = bool(given) and (given[0] == "check" or given[0].endswith(".txt"))
    outcome = run(*given, *([RULES] if checks and "--select" not in given else []))
    assert outcome.code == code, outcome
    if code == 2:
        assert "Traceback" not in outcome.err
        assert outcome.err.strip(), "exit code 2 needs a word on stderr"
    assert ("error" in outcome.err) == (code == 2) or not given


class TestStreams:
    def test_findings_go_to_stdout_and_nothing_else_does(self, folder: Path) -> None:
        outcome = run("check", "warning.txt", "missing.txt", "README.rst", RULES)
        assert outcome.out.startswith("warning[EMO103] bare-emotion")
        assert outcome.out.endswith("Found 1 problem (1 warning) in 1 of 1 prompt; 1 fixable with --fix --unsafe-fixes\n")
        assert "missing.txt: no such file" in outcome.err
        assert "README.rst was left alone" in outcome.err

    def test_a_clean_run_in_a_pipe_is_silent(self, folder: Path) -> None:
        outcome = run("check", "clean.txt")
        assert (outcome.out, outcome.err) == ("", "")

    def test_quiet_keeps_errors_and_findings(self, folder: Path) -> None:
        outcome = run("check", "warning.txt", "missing.txt", "README.rst", "--quiet", RULES)
        assert "Found" not in outcome.out
        assert outcome.err.count("\n") == 1

    def test_several_outputs_at_once(self, folder: Path) -> None:
        outcome = run("check", ".", "--output-file", "json:all.json", "--output-file", "concise:all.log", "--statistics", RULES)
        assert outcome.out.startswith("3  EMO103")
        assert json.loads((folder / "all.json").read_text())["summary"]["findings"] == 5
        outcome = run("check", ".", "--output-file", "concise:all.log", "--output-format", "json", RULES)
        written = (folder / "all.log").read_text()
        findings = json.loads(outcome.out)["findings"]
        assert [f"{one['path']}:{one['start']['line']}:{one['start']['column']}: " for one in findings] == [
            line[: line.index(" ") + 1] for line in written.splitlines()[:-1]
        ]

    def test_json_on_stdout_is_json_whatever_happens(self, folder: Path) -> None:
        for paths in (["clean.txt"], ["nothing"], ["missing.txt"], ["warning.txt", "missing.txt"]):
            document = json.loads(run("check", *paths, "--output-format", "json", RULES).out)
            assert document["version"] == 1
            assert document["tool"]["name"] == "promptlint"
            assert document["summary"]["findings"] == len(document["findings"])

    def test_the_diff_goes_to_stdout_and_nothing_is_written(self, folder: Path) -> None:
        outcome = run("check", ".", "--diff", RULES)
        assert outcome.out == (
            "--- fixable.txt\n+++ fixable.txt\n@@ -1 +1 @@\n-woman with au12 smile, in a cafe\n+woman with AU12 smile, in a cafe\n"
        )
        assert outcome.err == "would fix 1 problem in 1 file\n"
        assert (folder / "fixable.txt").read_text() == FILES["fixable.txt"]

    def test_fix_writes_and_tells(self, folder: Path) -> None:
        outcome = run("check", "fixable.txt", "warning.txt", "--fix", RULES)
        assert (folder / "fixable.txt").read_text() == "woman with AU12 smile, in a cafe\n"
        assert outcome.out.endswith("Found 1 problem (1 warning) in 1 of 2 prompts; 1 fixed; 1 fixable with --fix --unsafe-fixes\n")
        assert run("check", "fixable.txt", "--fix", RULES).out == ""

    def test_standard_input(self, folder: Path) -> None:
        outcome = run("check", "-", "--output-format", "concise", RULES, stdin=FILES["warnings.txt"].encode())
        assert [line.split(" ")[0] for line in outcome.out.splitlines()] == ["-:1:3:", "-:2:4:", "Found"]
        named = run("check", "-", "--stdin-filename", "drafts/a.txt", "--output-format", "concise", RULES, stdin=b"a sad man\n")
        assert named.out.startswith("drafts/a.txt:1:3: warning EMO103")
        scenes = json.dumps({"prompt": "a sad man"}).encode()
        keyed = run("check", "-", "--stdin-filename", "a.json", "--output-format", "concise", RULES, stdin=scenes)
        assert keyed.out.startswith("a.json:1:15: warning EMO103")

    def test_standard_input_comes_out_fixed(self, folder: Path) -> None:
        outcome = run("check", "-", "--fix", RULES, stdin=b"\xef\xbb\xbfau12 smile, in a cafe\r\na sad man\r\n")
        assert outcome.out.encode() == b"\xef\xbb\xbfAU12 smile, in a cafe\r\na sad man\r\n"
        assert "bare-emotion" in outcome.err
        assert outcome.code == 1


@pytest.mark.parametrize("name", ["", *command_names()])
def test_help_tells_something(name: str) -> None:
    outcome = run(*filter(None, [name]), "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: promptlint {name}".rstrip())
    assert len(outcome.out) > 200
    assert outcome.err == ""


def test_every_option_of_check_is_in_a_section_of_its_help() -> None:
    from promptlint.cli.commands.check import SECTIONS, command

    filed = [name for names in SECTIONS.values() for name in names]
    assert sorted(filed) == sorted(str(param.name) for param in command.params if param.name != "paths")


class TestHints:
    @pytest.mark.parametrize(
        ("arguments", "hint"),
        [
            (["a sad woman"], 'promptlint rewrite "a sad woman"'),
            (["a sad woman"], "promptlint check -"),
            (["explian", "AU12"], "did you mean the command `promptlint explain`?"),
            (["check", "--selct", "EMO"], "--select"),
            (["check", ".", "--select", "EMO13"], "EMO103"),
            (["check", ".", "--target", "sdlx"], "sdxl"),
            (["check", "nothing"], "nothing there matches"),
            (["check", "nothing"], "*.txt, *.prompt"),
            (["check", "hollow"], "none holds a prompt"),
            (["explain", "oposed-emotions"], "opposed-emotions"),
            (["explain", "AU122"], "did you mean AU22 or AU12?"),
            (["check", "--unsafe-fixes", "clean.txt"], "--fix"),
        ],
    )
    def test_the_way_out_is_named(self, arguments: list[str], hint: str, folder: Path) -> None:
        assert hint in run(*arguments).err

    def test_a_hint_sends_no_raw_character(self, folder: Path) -> None:
        for path in ("\x1b[31mred", "a \x1b]0;title\x07 woman", "\u202egnp"):
            assert not any(ord(character) < 32 and character != "\n" for character in run(path).err)
            assert "\u202e" not in run(path).err


class TestColour:
    @pytest.mark.parametrize(
        ("choice", "environment", "painted"),
        [
            ("always", {}, True),
            ("always", {"NO_COLOR": "1"}, True),
            ("never", {"FORCE_COLOR": "1"}, False),
            ("auto", {}, False),
            ("auto", {"FORCE_COLOR": "1"}, True),
            ("auto", {"FORCE_COLOR": "0"}, False),
            ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
            ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ],
    )
    def test_who_decides_in_a_pipe(self, choice: str, environment: dict[str, str], painted: bool) -> None:
        with open(os.devnull, "w", encoding="utf-8") as pipe:
            assert wants_colour(choice, pipe, environment) is painted

    @pytest.mark.parametrize(("environment", "painted"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
    def test_who_decides_on_a_terminal(self, environment: dict[str, str], painted: bool) -> None:
        ours, theirs = os.openpty()
        with open(theirs, "w", encoding="utf-8") as terminal:
            assert wants_colour("auto", terminal, environment) is painted
        os.close(ours)

    def test_the_option_reaches_the_output(self, folder: Path) -> None:
        assert "\x1b[" in run("check", "warning.txt", "--color", "always", RULES).out
        assert "\x1b[" in run("check", "missing.txt", "--color=always").err
        assert "\x1b[" not in run("check", "warning.txt", RULES).out


class TestProcess:
    """How a process of its own ends."""

    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        """A folder with so many findings that a pipe cannot hold them."""
        (tmp_path / "many.txt").write_text("a sad woman in a cafe\n" * 4000, encoding="utf-8")
        return tmp_path

    def test_an_interrupt_is_130(self, many: Path) -> None:
        with start("check", "many.txt", "--output-format", "concise", RULES, cwd=many) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(10)  # it is at work, and waits for somebody to read on
            process.send_signal(signal.SIGINT)
            process.stdout.read()
            said = process.stderr.read().decode()
        assert process.returncode == 130
        assert said.strip() == "interrupted"

    def test_a_closed_pipe_is_141_and_silent(self, many: Path) -> None:
        with start("check", "many.txt", "--output-format", "concise", RULES, cwd=many) as process:
            assert process.stdout
            assert process.stderr
            assert process.stdout.readline().startswith(b"many.txt:1:3: warning EMO103")
            process.stdout.close()
            said = process.stderr.read()
        assert process.returncode == 141
        assert said == b""

    def test_shells_can_ask_what_could_follow(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("_PROMPTLINT_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "promptlint ex")
        monkeypatch.setenv("COMP_CWORD", "1")
        with start(cwd=folder) as process:
            out, _ = process.communicate()
        assert out.decode().split() == ["plain,explain"]

    def test_a_person_at_a_terminal_is_told_that_all_is_well(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TERM", "xterm")
        ours, theirs = os.openpty()
        with start("check", "clean.txt", RULES, cwd=folder, stderr=theirs) as process:
            out, _ = process.communicate()
        os.close(theirs)
        assert out == b""
        assert os.read(ours, 1000).decode() == "\x1b[1;32mno problems\x1b[0m in 1 prompt in 1 file\r\n"
        os.close(ours)

    def test_a_whole_process(self, folder: Path) -> None:
        with start("warning.txt", RULES, cwd=folder) as process:
            out, err = process.communicate()
        assert process.returncode == 1
        assert out.startswith(b"warning[EMO103] bare-emotion")
        assert err == b""
