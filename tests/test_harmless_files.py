"""Files that are made to hurt, or are something else than their name says: harmless, quick, and told."""

from __future__ import annotations

import builtins
import errno
import os
import time
from pathlib import Path

import pytest
from command_line import run, start
from pictures import png, webp

from promptlint.sources import Reading, read_bytes

#: Seconds that no file of these may take; most take a hundredth of it, and a machine may be busy.
CAP = 20.0


def laughs() -> bytes:
    """A billion laughs: each line has nine of the one above."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(name)}: &{chr(name)} [{', '.join([f'*{chr(name - 1)}'] * 9)}]" for name in range(ord("b"), ord("z"))]
    return "\n".join([*lines, "prompt: *y", "scenes: {prompt: a cat}", ""]).encode()


FILES = {
    "aliases.yaml": (laughs(), 1),
    "alias-loop.yaml": (b"a: &a {prompt: a cat, b: *a}\n", 1),
    "brackets.yaml": (b"prompt: x\ny: " + b"[" * 100_000, 0),
    "braces.yaml": (b"prompt: x\ny: " + b"{a: " * 100_000, 0),
    "dashes.yaml": (b"prompt: x\ny:\n" + b"- " * 50_000, 0),
    "stairs.yaml": (b"prompt: x\n" + b"".join(b" " * depth + b"a:\n" for depth in range(1500)), 0),
    "documents.yaml": (b"---\nprompt: x\n---\n[\n" * 2_000, 2_000),
    "control.yaml": (b"prompt: a \x01 cat\n", 0),
    "nul.yaml": (b"prompt: " + bytes(100_000), 0),
    "nul.toml": (b"prompt = '" + bytes(5_000) + b"'", 0),
    "nul.csv": (b"prompt\n" + bytes(100_000), 0),
    "brackets.json": (b'{"prompt": "x", "y": ' + b"[" * 100_000, 0),
    "closed.json": (b'{"prompt": "x", "y": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 0),
    "brackets.jsonc": (b'{"prompt": "x", "y": ' + b"[" * 100_000, 0),
    "nul.json": (b'{"prompt": "' + bytes(100_000), 0),
    "nul.md": (b"```prompt\n" + bytes(100_000), 0),
    "nul.py": (b"# promptlint: prompt\nx = '" + bytes(100_000), 0),
    "nul.js": (b"// promptlint: prompt\nx = '" + bytes(100_000), 0),
    "brackets.toml": (b"prompt = 'x'\ny = " + b"[" * 100_000, 0),
    "dots.toml": (b"prompt = 'x'\n" + b"a." * 100_000 + b"b = 1\n", 0),
    "tables.toml": (b"[[e]]\nprompt = 'x'\n" * 2_000, 2_000),
    "quotes.csv": (b"prompt,b\n" + b'a,"b\n' * 100_000, 0),
    "odd.csv": (b"prompt,b\n" + b'"a ' * 100_000, 0),
    "commas.csv": (b"prompt\n" + b"," * 200_000, 0),
    "fences.md": (b"```prompt\n" * 50_000, 0),
    "quoted.md": (b"> " * 100_000 + b"```prompt\n", 0),
    "comments.md": (b"<!-- promptlint: ignore[EMO103] " * 10_000, 0),
    "rules.md": (b"---\n" * 50_000, 0),
    "marks.py": (b"# promptlint: prompt\n" * 20_000, 0),
    "braces.py": (b"# promptlint: prompt\nx = f'" + b"{" * 50_000 + b"'", 1),
    "quotes.py": (b"# promptlint\n" + b"'''a" * 20_001, 0),
    "values.js": (b"// promptlint: prompt\nx = `" + b"${a}" * 20_000 + b"`", 1),
    "nested.js": (b"// promptlint: prompt\nx = `" + b"${`" * 20_000, 0),
    "slashes.js": (b"// promptlint: prompt\n" + b"/[" * 50_000, 0),
    "commas.jsonc": (b'{"prompt": "x"' + b", " * 100_000, 0),
    "open.jsonc": (b"/*" * 100_000, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_odd_files_are_quick_and_told(name: str) -> None:
    data, prompts = FILES[name]
    how = {"csv": "columns", "md": "fences", "py": "literals", "js": "literals"}.get(name.partition(".")[2], "keys")
    before = time.process_time()
    source = read_bytes(name, data, Reading(("*",), how))
    assert time.process_time() - before < CAP
    assert len(source.found) == prompts
    quiet = {
        "aliases.yaml",
        "alias-loop.yaml",
        "tables.toml",
        "rules.md",
        "commas.csv",
        "braces.py",
        "values.js",
        "quoted.md",
        "comments.md",
    }
    assert bool(source.faults) is (name not in quiet)
    assert all(0 <= fault.start <= fault.end <= len(source.text) for fault in source.faults)
    assert len(source.faults) <= 25 or "documents" in name


#: A sound prompt beside something broken: the text, the line of the fault, a word of its reason, the lines of the findings.
BROKEN = {
    "a.txt": (b"a caf\xe9\na sad man\n", 1, "no UTF-8", [2]),
    "a.prompts": (b"[prompts]\n\xff man\na sad man\n", 2, "no UTF-8", [3]),
    "a.json": (b'{"prompt": "a sad man",\n "y": [1, }', 2, "expecting value", []),
    "a.jsonl": (b'{"prompt": "a sad man"}\n{"prompt": \n{"prompt": "a sad man"}\n', 2, "the others are checked", [1, 3]),
    "a.jsonc": (b'{\n// note\n"prompt": }', 3, "expecting value", []),
    "a.yaml": (b"prompt: a sad man\n---\nprompt: [a\n---\nprompt: a sad man\n", 4, "the others are checked", [1, 5]),
    "a.toml": (b'prompt = "a sad man"\ny = \n', 2, "invalid value", []),
    "a.csv": (b'prompt,n\na sad man,1\n"a"b,2\na sad man,3\n', 3, "the others are checked", [2, 4]),
    "a.md": (b"```prompt\na sad man\n```\n\n```prompt\nopen\n", 5, "never closed", [2]),
    "a.py": (b"# promptlint: prompt\nX = 'a sad man'\nY = '''open\n", 3, "never closed", [2]),
    "a.ts": (b"// promptlint: prompt\nconst x = 'a sad man';\nconst y = `open\n", 3, "never closed", [2]),
    "a.png": (png(parameters="a sad man")[:45], 1, "past the end of the file", []),
    "a.jpg": (b"\xff\xd8\xff", 1, "was it copied whole?", []),
    "a.webp": (webp(b"II*\0")[:30], 1, "was it copied whole?", []),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_part_is_one_finding_and_the_rest_is_checked(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data, line, reason, others = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("a sad man\n")
    outcome = run("check", name, "z.txt", "--select", "EMO103", "--output-format", "concise")
    rows = [row.split(" ", 3) for row in outcome.out.splitlines()[:-1]]
    places = [(row[0].split(":")[0], int(row[0].split(":")[1]), row[2]) for row in rows]
    assert outcome.code == 1
    assert sorted(places) == sorted([(name, line, "SRC101"), *((name, other, "EMO103") for other in others), ("z.txt", 1, "EMO103")])
    assert reason in next(row[3] for row in rows if row[2] == "SRC101")


ENDINGS = ("txt", "prompt", "prompts", "json", "jsonl", "jsonc", "yaml", "toml", "csv", "tsv", "md", "py", "ts")
PICTURES = ("png", "jpg", "webp")


def test_an_empty_file_of_each_kind_is_quiet_and_an_empty_picture_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (b"", b"\n", b"\xef\xbb\xbf", b" \r\n\t"):
        for ending in ENDINGS:
            (tmp_path / f"a.{ending}").write_bytes(text)
        outcome = run("check", *(f"a.{ending}" for ending in ENDINGS))
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    for ending in PICTURES:
        (tmp_path / f"a.{ending}").touch()
        outcome = run("check", f"a.{ending}", "--output-format", "concise")
        assert outcome.code == 1
        assert outcome.out.startswith(f"a.{ending}:1:1: error SRC101 unreadable-source: this picture is empty")


def test_a_file_of_nothing_but_nul_is_one_finding_whatever_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = time.process_time()
    for ending in (*ENDINGS, *PICTURES):
        (tmp_path / f"a.{ending}").write_bytes(bytes(1_000_000))
        outcome = run("check", f"a.{ending}", "--output-format", "concise")
        assert outcome.out.count("SRC101") == 1
        assert outcome.code == 1
    assert time.process_time() - before < CAP


@pytest.mark.parametrize("name", ["a.txt", "a.yaml", "a.png"])
@pytest.mark.parametrize("option", ["--quiet", "--fix", "--interactive", "--add-ignore"])
def test_what_is_no_ordinary_file_is_told_and_not_waited_for(
    name: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo(name)
    with start("check", option, name, "/dev/zero", cwd=tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert f"error: {name}: this is no ordinary file (a device, a pipe or a socket)".encode() in err
    assert b"error: /dev/zero: this is no ordinary file" in err


@pytest.mark.parametrize("option", ["--quiet", "--fix", "--interactive", "--add-ignore"])
def test_a_file_that_may_not_be_read_is_told_and_the_others_are_checked(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("woman with au12 smile, in a cafe\n")
    honest = builtins.open

    def guarded(path: object, *arguments: object, **named: object) -> object:  # permissions do not hold root back
        if path == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", "a.txt")
        return honest(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", guarded)
    outcome = run("check", option, "a.txt", "b.txt", "--select", "FAC103", stdin=b"1\n")
    assert outcome.code == 2
    assert "error: a.txt: this file cannot be read: Permission denied\n" in outcome.err
    assert (option == "--quiet") == ("au12" in outcome.out and (tmp_path / "b.txt").read_text() == "woman with au12 smile, in a cafe\n")


@pytest.mark.parametrize("how", ["keys", "yaml", "toml", "jsonc", "columns", "fences", "literals", "wildcards"])
def test_pictures_and_archives_under_any_name(how: str) -> None:
    for name in ("x.yaml", "x.toml", "x.jsonc", "x.csv", "x.md", "x.py", "x.ts"):
        for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40, b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\r\n\n\r"):
            source = read_bytes(name, data, Reading(("*",), how))
            assert source.found == ()
