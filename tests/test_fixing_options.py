"""The options of ``check`` that fix and take back: what each writes, how they go together, and what is refused, in every container."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Outcome, run
from pictures import exif, jpeg, png, webp

from promptlint.sources.reading import LARGE

SAD = "a sad woman in a cafe"
SETTINGS = "\nSteps: 20, Sampler: Euler a, Seed: 1"
CODED = "woman with au12 smile, in a cafe"
MENDED = CODED.replace("au12", "AU12")
RULES = "--select=EMO103,FAC103,SUP"

#: A file of each container with one finding that has a safe fix, "{}" where its prompt stands.
CONTAINERS = {
    "a.txt": "a cat\n{}\n",
    "a.prompts": "[config]\n[prompts]\n{}\n",
    "info.txt": "{}\nNegative prompt: ugly\nSteps: 20, Sampler: Euler a, Seed: 1\n",
    "a.json": '{{"prompt": "{}"}}',
    "comfy.json": '{{"2": {{"class_type": "CLIPTextEncode", "inputs": {{"text": "{}", "clip": ["1", 0]}}}}, '
    '"4": {{"class_type": "KSampler", "inputs": {{"positive": ["2", 0], "model": ["1", 0]}}}}}}',
    "a.jsonl": '{{"n": 1}}\n{{"prompt": "{}"}}\n',
    "a.jsonc": '{{\n  // note\n  "prompt": "{}",\n}}\n',
    "a.yaml": "- prompt: {}\n",
    "a.toml": 'prompt = "{}"\n',
    "a.csv": 'n,prompt\n1,"{}"\n',
    "a.tsv": "n\tprompt\n1\t{}\n",
    "a.md": "```prompt\n{}\n```\n",
    "a.py": "X = '{}'  # promptlint: prompt\n",
    "a.ts": "// promptlint: prompt\nconst x = `{}`;\n",
    "wildcards/a.txt": "{}\n",
    "wildcards/a.yaml": "smiles:\n  - {}\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wildcards").mkdir()
    return tmp_path


def check(*arguments: str, stdin: bytes = b"") -> Outcome:
    return run("check", *arguments, RULES, stdin=stdin)


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_is_fixed_shown_and_taken_back(name: str, folder: Path) -> None:
    path = folder / name
    before, after = CONTAINERS[name].format(CODED), CONTAINERS[name].format(MENDED)
    path.write_text(before, newline="")
    diff = check(name, "--diff")
    assert (diff.code, path.read_text()) == (1, before)
    assert f"--- {name}\n+++ {name}\n" in diff.out
    assert f"+{next(line for line in after.splitlines() if MENDED in line)}\n" in diff.out
    fixed = check(name, "--fix", "--show-fixes")
    assert (fixed.code, fixed.out, path.read_text()) == (0, "Fixed 1 problem, none left\n", after)
    assert fixed.err == f"fixed 1 problem in 1 file:\n  {name}\n      1 x FAC103 malformed-action-unit\n"
    assert check(name, "--fix").out == ""
    path.write_text(before, newline="")
    taken = check(name, "--add-ignore=as it came")
    assert (taken.code, taken.err, taken.out) == (0, "took back 1 problem in 1 file\n", "")
    assert check(name).code == 0
    written = path.read_bytes()
    assert check(name, "--add-ignore=as it came").err == "nothing to take back\n"
    assert path.read_bytes() == written
    assert (folder / "promptlint.toml").exists() == name.startswith("comfy")
    path.write_bytes(written.replace(b"au12", b"AU12"))
    unused = check(name, "--output-format", "concise")
    assert (unused.code, unused.out.count("SUP101")) == (1, 1)


@pytest.mark.parametrize(
    ("name", "picture"),
    [("a.png", png(parameters=CODED)), ("a.webp", webp(exif(UserComment=b"ASCII\0\0\0" + (CODED + SETTINGS).encode())))],
)
@pytest.mark.parametrize("option", ["--fix", "--diff", "--fix-only", "--interactive"])
def test_a_picture_is_refused_with_the_reason(name: str, picture: bytes, option: str, folder: Path) -> None:
    (folder / name).write_bytes(picture)
    outcome = check(name, option)
    assert f"warning: {name}: not fixed: a picture is only read, never written" in outcome.err
    assert (folder / name).read_bytes() == picture
    assert outcome.code == (1 if option in ("--fix", "--interactive") else 0)


def test_what_a_picture_holds_is_taken_back_in_the_configuration(folder: Path) -> None:
    for name, picture in (
        ("a.png", png(parameters=SAD)),
        ("b.jpg", jpeg(exif_block=exif(UserComment=b"ASCII\0\0\0" + (SAD + SETTINGS).encode()))),
    ):
        (folder / name).write_bytes(picture)
    (folder / "promptlint.toml").write_text('preset = "strict"\n')
    outcome = check("a.png", "b.jpg", "--add-ignore=history expires=9999-12-31", "--verbose")
    assert (outcome.code, outcome.out) == (0, "")
    assert "added 2 entries to promptlint.toml\n" in outcome.err
    assert outcome.err.endswith("took back 2 problems in 1 file\n")
    assert (folder / "promptlint.toml").read_text() == (
        'preset = "strict"\n\n[[ignore]]\npath = "/a.png"\nkey = "parameters chunk"\ncode = "EMO103"\nreason = "history"\n'
        'expires = 9999-12-31\n\n[[ignore]]\npath = "/b.jpg"\nkey = "UserComment"\ncode = "EMO103"\nreason = "history"\n'
        "expires = 9999-12-31\n"
    )
    assert check("a.png", "b.jpg").code == 0


@pytest.mark.slow
def test_large_json_lines_are_taken_back_in_the_configuration(folder: Path) -> None:
    line = json.dumps({"prompt": SAD, "filler": "x" * 4000}) + "\n"
    (folder / "a.jsonl").write_text(line * (LARGE // len(line) + 2))
    outcome = check("a.jsonl", "--add-ignore")
    assert outcome.code == 0
    assert (folder / "promptlint.toml").read_text() == '[[ignore]]\npath = "/a.jsonl"\ncode = "EMO103"\n'
    assert check("a.jsonl").code == 0


def test_what_cannot_be_taken_back_is_left_and_told(folder: Path) -> None:
    (folder / "a.txt").write_text(f"# promptlint: ignore EMO103\n{SAD}\n")
    (folder / "b.json").write_text('{"prompt": ')
    outcome = check(".", "--add-ignore", "--output-format", "concise")
    assert outcome.code == 1
    assert [line.split(" ")[2] for line in outcome.out.splitlines()[:-1]] == ["SUP102", "SRC101"]
    assert outcome.err == "took back 1 problem in 1 file; 2 problems left, which can only be mended\n"


def test_without_a_configuration_that_may_be_written_it_is_said(folder: Path) -> None:
    (folder / "a.png").write_bytes(png(parameters=SAD))
    outcome = check("a.png", "--add-ignore", "--isolated", "--output-format", "concise")
    assert outcome.code == 1
    assert "a.png: not all was taken back: it would take an [[ignore]] in the configuration, and --isolated keeps that away" in outcome.err
    assert [path.name for path in sorted(folder.iterdir())] == ["a.png", "wildcards"]


def test_a_file_that_cannot_be_written_is_told_and_the_others_are(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(SAD)
    (folder / "a.txt").chmod(0o444)
    outcome = check(".", "--add-ignore=why")
    assert outcome.code == 2
    assert "error: a.txt: not written: the file is read-only" in outcome.err
    assert (folder / "a.txt").read_text() == SAD
    assert (folder / "b.txt").read_text() == f"# promptlint: ignore[EMO103] why\n{SAD}"


def test_a_path_is_no_reason(folder: Path) -> None:
    (folder / "a.txt").write_text(SAD)
    assert check("--add-ignore", "a.txt").code == 0
    assert (folder / "a.txt").read_text() == f"# promptlint: ignore[EMO103]\n{SAD}"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--interactive --fix", "--interactive cannot be combined with --fix:"),
        ("--interactive --diff", "--interactive cannot be combined with --diff:"),
        ("--interactive --fix-only", "--interactive cannot be combined with --fix-only:"),
        ("--interactive --add-ignore", "--interactive cannot be combined with --add-ignore:"),
        ("--interactive --output-format json", "--interactive cannot be combined with --output-format:"),
        ("--interactive --output-file json:x", "--interactive cannot be combined with --output-file:"),
        ("--interactive --statistics", "--interactive cannot be combined with --statistics:"),
        ("--interactive --no-ignores", "--interactive cannot be combined with --no-ignores:"),
        ("--add-ignore --fix", "--add-ignore cannot be combined with --fix:"),
        ("--add-ignore --diff", "--add-ignore cannot be combined with --diff:"),
        ("--add-ignore=x --fix-only", "--add-ignore cannot be combined with --fix-only:"),
        ("--add-ignore --no-ignores", "--add-ignore cannot be combined with --no-ignores:"),
        ("--diff --output-format json", "--diff cannot be combined with --output-format:"),
        ("--diff --statistics", "--diff cannot be combined with --statistics:"),
        ("--fix-only --output-file json:x", "--fix-only cannot be combined with --output-file:"),
        ("--add-ignore=a\nb", "--add-ignore: a reason stands in one line"),
        ("--add-ignore=expires=2020-01-31", "--add-ignore: expires=2020-01-31 has come already"),
        ("--add-ignore=expires=soon", "--add-ignore: expires=soon is no day"),
    ],
)
def test_what_cannot_go_together_is_refused_before_anything_is_done(options: str, said: str, folder: Path) -> None:
    (folder / "a.txt").write_text(CODED)
    outcome = check("a.txt", *options.split(" "))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"error: {said}")
    assert (folder / "a.txt").read_text() == CODED
    assert not (folder / "x").exists()


@pytest.mark.parametrize("option", ["--interactive", "--add-ignore"])
def test_standard_input_is_refused_where_it_has_no_place(option: str, folder: Path) -> None:
    outcome = check("-", option, stdin=CODED.encode())
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{option} cannot be combined with - (standard input)" in outcome.err


@pytest.mark.parametrize("option", ["--unsafe-fixes", "--show-fixes", "--exit-non-zero-on-fix"])
def test_an_option_that_does_nothing_is_told(option: str, folder: Path) -> None:
    (folder / "a.txt").write_text("a cat\n")
    assert check("a.txt", option).err.startswith(f"warning: {option} does nothing without --fix, --fix-only")
    assert check("a.txt", option, "--fix").err == ""


@pytest.mark.parametrize(
    ("options", "code", "written", "said"),
    [
        ("--fix", 1, True, ""),
        ("--fix --unsafe-fixes", 0, True, ""),
        ("--fix --diff", 1, False, "would fix 1 problem in 1 file\n"),
        ("--diff --fix-only", 1, False, "would fix 1 problem in 1 file\n"),
        ("--diff --unsafe-fixes", 1, False, "would fix 2 problems in 2 files\n"),
        ("--diff --exit-zero", 0, False, "would fix 1 problem in 1 file\n"),
        ("--diff --show-fixes", 1, False, "would fix 1 problem in 1 file:\n  a.txt\n      1 x FAC103 malformed-action-unit\n"),
        ("--fix-only", 0, True, "fixed 1 problem in 1 file\n"),
        ("--fix --fix-only", 0, True, "fixed 1 problem in 1 file\n"),
        ("--fix-only --quiet", 0, True, ""),
        ("--fix-only --exit-non-zero-on-fix", 1, True, "fixed 1 problem in 1 file\n"),
        ("--fix --exit-non-zero-on-fix --exit-zero", 0, True, ""),
        ("--fix --fail-on error --exit-non-zero-on-fix", 1, True, ""),
        ("--fix --fail-on error", 0, True, ""),
        ("--fix --output-format json", 1, True, ""),
        ("--fix --statistics", 1, True, ""),
    ],
)
def test_options_of_fixing_together(options: str, code: int, written: bool, said: str, folder: Path) -> None:
    (folder / "a.txt").write_text(CODED)
    (folder / "b.txt").write_text(SAD)
    outcome = check(".", *options.split(" "))
    assert (outcome.code, outcome.err) == (code, said)
    assert ((folder / "a.txt").read_text() == MENDED) == written


def test_a_second_run_of_the_unsafe_fixes_finds_nothing(folder: Path) -> None:
    (folder / "b.txt").write_text(SAD)
    assert check(".", "--fix", "--unsafe-fixes").code == 0
    assert check(".", "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix").code == 0


@pytest.mark.parametrize(
    ("arguments", "data"),
    [
        (("--stdin-filename", "a.rst"), b"nothing says how this is read: au12 smile, in a cafe"),
        (("--stdin-filename", "a.txt", "--exclude", "a.txt", "--force-exclude"), b"au12 smile, in a cafe\r\n"),
        (("--stdin-filename", "a.png"), png(parameters=CODED)),
        (("--stdin-filename", "a.txt"), b"a cat \xff\xfe, au12 smile, in a caf\xe9"),
        (("--stdin-filename", "a.json"), b'{"prompt": '),
        (("--stdin-filename", "a.txt"), bytes(1000)),
    ],
)
@pytest.mark.parametrize("option", ["--fix", "--fix-only"])
def test_standard_input_comes_out_as_it_came_in_where_nothing_can_be_fixed(
    arguments: tuple[str, ...], data: bytes, option: str, folder: Path
) -> None:
    from unittest.mock import patch

    sent: list[bytes] = []
    with patch("promptlint.cli.fixing.Fixing.pass_on", lambda fixing, given: sent.append(given)):
        check("-", option, *arguments, stdin=data)
    assert sent
    assert sent[0].replace(b"AU12", b"au12") == data
