"""Fixing files: edits land where they belong, nothing else changes, and a file is written whole or not at all."""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.checker import check_file
from promptlint.model import Prompt
from promptlint.registry import ActiveRule
from promptlint.rule import Edit, Fix, Problem, Rule, rule
from promptlint.settings import Settings
from promptlint.writer import FixResult, WriteError, fix_file, write_fixed

ROOT = str(Path(__file__).resolve().parents[1])


def replacing(old: str, new: Callable[[str], str], *, safe: bool = True) -> Rule:
    """A rule that flags every match of a pattern and offers to replace it."""

    @rule("ZZZ101", severity="warning")
    def test_only(prompt: Prompt) -> Iterator[Problem]:
        for match in re.finditer(old, prompt.text):
            fix = Fix("replace", (Edit(match.start(), match.end(), new(match.group())),), safe=safe)
            yield Problem(match.start(), match.end(), "found", fixes=(fix,))

    return test_only


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rule], None]:
    """Let one rule run, beside those that judge comments."""
    ordinary = Settings().active_rules()
    comments = tuple(active for active in ordinary if active.rule.scope == "file")

    def set_rule(one: Rule) -> None:
        monkeypatch.setattr(Settings, "active_rules", lambda settings, path=None: (ActiveRule(one, one.severity), *comments))

    return set_rule


def fix(data: bytes | str, name: str = "x.txt", *, unsafe: bool = False) -> FixResult:
    return fix_file(name, Settings(), unsafe=unsafe, data=data if isinstance(data, bytes) else data.encode())


def codes(result: FixResult) -> list[str]:
    return [finding.code for finding in result.report.findings()]


# What is fixed


def test_safe_and_unsafe_fixes(use: Callable[[Rule], None]) -> None:
    use(replacing("bad", lambda _: "good", safe=False))
    assert not fix("a bad cat\n").changed
    result = fix("a bad cat, bad\n", unsafe=True)
    assert result.after == "a good cat, good\n"
    assert [finding.code for finding in result.applied] == ["ZZZ101", "ZZZ101"]
    assert codes(result) == []
    assert result.diff() == "--- x.txt\n+++ x.txt\n@@ -1 +1 @@\n-a bad cat, bad\n+a good cat, good\n"


def test_fixes_are_repeated_until_nothing_changes(use: Callable[[Rule], None]) -> None:
    use(replacing("aa", lambda _: "a"))
    assert fix("aaaaa\nb\naaa").after == "a\nb\na"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_everything_round_a_fix_stays_byte_for_byte(use: Callable[[Rule], None], newline: str, mark: tuple[bytes, str]) -> None:
    use(replacing("bad", lambda _: "g\u00f6\u00f6d"))
    text = newline.join(["\u00e9 bad \U0001f600  ", "# bad comment", "bad\t", ""])
    data = mark[0] + text.encode(mark[1])
    result = fix(data)
    wanted = newline.join(["\u00e9 g\u00f6\u00f6d \U0001f600  ", "# bad comment", "g\u00f6\u00f6d\t", ""])
    assert result.data() == mark[0] + wanted.encode(mark[1])


def test_bytes_that_are_no_text_stay(use: Callable[[Rule], None]) -> None:
    use(replacing("bad", lambda _: "good"))
    result = fix(b"bad \xff\xe9 bad\nbad\n")
    assert result.data() == b"good \xff\xe9 good\ngood\n"
    use(replacing("\ufffd", lambda _: "?"))
    result = fix(b"cat \xff\n")
    assert not result.changed
    (refused,) = result.refused
    assert refused.startswith("x.txt:1:5: the fix of ZZZ101 is not made")


def test_an_edit_across_a_comment_is_refused_and_the_others_are_made(use: Callable[[Rule], None]) -> None:
    use(replacing("one\ntwo|bad", lambda _: "good"))
    result = fix("BREAK\none # promptlint: ignore[EMO103] x\ntwo\nBREAK\nbad\n")
    assert "one # promptlint" not in result.after or "two" in result.after
    assert result.after.endswith("BREAK\ngood\n")
    assert any("no part of the prompt" in message for message in result.refused)


def test_comments_are_deleted_with_their_lines(use: Callable[[Rule], None]) -> None:
    use(replacing("bad", lambda _: "good"))
    result = fix("a cat # promptlint: ignore-file[ALL]\r\n# promptlint: nonsense\r\nbad # promptlint: ignore[*] kept\r\n")
    assert "SUP102" in codes(result)
    assert "bad" in result.after


def test_json_keeps_its_escapes_and_its_other_values(use: Callable[[Rule], None]) -> None:
    use(replacing("bad", lambda _: 'g"\u00f6\n\U0001f600'))
    data = b'{"n": 1.50, "prompt" : "\\u00e9\\/ bad \\ud83d\\ude00", "b": "bad", "prompt": "\\u00e9\\/ bad \\ud83d\\ude00" }\r\n'
    result = fix(data, "x.json")
    assert result.data() == data[: data.rindex(b"bad")] + b'g\\"\\u00f6\\n\\ud83d\\ude00' + data[data.rindex(b"bad") + 3 :]
    wide = '{"prompt": "\u00e9 bad"}'
    assert fix(wide, "x.json").after == '{"prompt": "\u00e9 g\\"\u00f6\\n\U0001f600"}'


@given(
    st.lists(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=12), max_size=5),
    st.sampled_from(["x.txt", "x.json", "x.jsonl"]),
    st.booleans(),
)
def test_a_fix_changes_the_words_it_names_and_no_other_byte(prompts: list[str], name: str, ascii_only: bool) -> None:
    one = replacing("[bB]ad", lambda _: "fine \u00e9\U0001f600")
    prompts = [f"{prompt}bad, {prompt}" for prompt in prompts]
    if name == "x.txt":
        text = "\n".join(prompt.replace("\n", " ") for prompt in prompts)
    else:
        written = [json.dumps({"prompt": prompt, "note": "bad", "x": [1.0, None]}, ensure_ascii=ascii_only) for prompt in prompts]
        text = "\n".join(written) if name == "x.jsonl" else f"[{', '.join(written)}]"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Settings, "active_rules", lambda settings, path=None: (ActiveRule(one, "warning"),))
        result = fix(text, name)
    if not result.report.source.readable:
        return
    new = "fine \\u00e9\\ud83d\\ude00" if name != "x.txt" and text.isascii() else "fine \u00e9\U0001f600"
    spans = [found.map.span_to_file(0, len(found.text)) for found in check_file(name, Settings(), data=text.encode()).source.found]
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], re.sub("[bB]ad", lambda _: new, text[start:end])]
        at = end
    assert result.after == "".join([*pieces, text[at:]])
    if name == "x.json":
        assert [entry["prompt"] for entry in json.loads(result.after)] == [
            re.sub("[bB]ad", "fine \u00e9\U0001f600", one) for one in prompts
        ]


def test_white_space_that_a_fix_leaves_at_the_end_is_no_trouble(use: Callable[[Rule], None]) -> None:
    use(replacing("x", lambda _: ""))
    result = fix("a cat, x\nx a dog\n")
    assert result.after == "a cat, \n a dog\n"
    assert codes(result) == []


# What is not


def test_fixes_that_go_round_in_a_circle_are_reported_and_not_made(use: Callable[[Rule], None]) -> None:
    use(replacing("on|off", lambda text: "off" if text == "on" else "on"))
    result = fix("steady\nlight on\n")
    assert not result.changed
    assert codes(result).count("INT101") == 1
    (finding,) = (finding for finding in result.report.file_findings if finding.code == "INT101")
    assert "steady\nlight on\n"[finding.start : finding.end] == "light on"
    assert "circle" in finding.message


def test_one_prompt_that_does_not_settle_does_not_keep_the_others_from_being_fixed(use: Callable[[Rule], None]) -> None:
    use(replacing("on|off|bad", lambda text: {"on": "off", "off": "on", "bad": "good"}[text]))
    result = fix("a bad cat\nlight on\nbad\n")
    assert result.after == "a good cat\nlight on\ngood\n"
    assert codes(result).count("INT101") == 1


def test_fixes_that_grow_without_end(use: Callable[[Rule], None]) -> None:
    use(replacing("x", lambda _: "xx"))
    result = fix("x\ncat")
    assert not result.changed
    assert "rounds" in result.report.file_findings[0].message


@pytest.mark.parametrize(
    ("name", "text", "old", "new"),
    [
        ("x.txt", "a cat\na dog\n", "cat", "\n"),  # a line break is refused by the format
        ("x.txt", "a cat\na dog\n", "a cat", "# a cat"),  # would be a comment
        ("x.txt", "a cat\na dog\n", "a cat", ""),  # would be no prompt
    ],
)
def test_a_fix_that_would_read_otherwise_is_not_made(use: Callable[[Rule], None], name: str, text: str, old: str, new: str) -> None:
    use(replacing(old, lambda _: new))
    result = fix(text, name)
    assert not result.changed
    assert result.refused or "INT101" in codes(result)


def test_an_encoding_without_the_character(use: Callable[[Rule], None]) -> None:
    use(replacing("cat", lambda _: "\udcff"))
    assert not fix("a cat\n").changed


def test_files_that_cannot_be_read_are_unchanged(tmp_path: Path) -> None:
    for name in ("missing.txt", "x.rst"):
        (tmp_path / "x.rst").write_text("text")
        result = fix_file(str(tmp_path / name), Settings())
        assert not result.changed
        assert result.report.failed or result.report.skipped
    assert not fix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))).changed


# Writing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.txt"
    path.write_bytes(b"a bad cat\r\n")
    return path


def written(path: Path, use: Callable[[Rule], None]) -> FixResult:
    use(replacing("bad", lambda _: "good"))
    return fix_file(str(path), Settings())


def test_a_file_is_replaced_with_its_mode_and_through_its_link(file: Path, use: Callable[[Rule], None]) -> None:
    file.chmod(0o640)
    link = file.parent / "link.txt"
    link.symlink_to(file)
    write_fixed(written(link, use))
    assert file.read_bytes() == b"a good cat\r\n"
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(path.name for path in file.parent.iterdir()) == ["link.txt", "x.txt"]


def test_extended_attributes_are_kept(file: Path, use: Callable[[Rule], None]) -> None:
    try:
        os.setxattr(file, "user.note", b"mine")
    except OSError:
        return  # this file system has none, so there is nothing to keep
    write_fixed(written(file, use))
    assert os.getxattr(file, "user.note") == b"mine"


def test_nothing_is_written_where_nothing_changed(file: Path) -> None:
    before = file.stat()
    write_fixed(fix_file(str(file), Settings()))
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_has_changed_since_is_left_alone(file: Path, use: Callable[[Rule], None]) -> None:
    result = written(file, use)
    file.write_bytes(b"somebody else wrote this\n")
    with pytest.raises(WriteError, match="has changed since it was read"):
        write_fixed(result)
    assert file.read_bytes() == b"somebody else wrote this\n"
    file.unlink()
    with pytest.raises(WriteError, match="has gone"):
        write_fixed(result)
    assert list(file.parent.iterdir()) == []


def test_a_read_only_file_is_left_alone(file: Path, use: Callable[[Rule], None]) -> None:
    result = written(file, use)
    file.chmod(0o444)
    with pytest.raises(WriteError, match=r"x\.txt: not written: the file is read-only; make it writable"):
        write_fixed(result)
    assert file.read_bytes() == b"a bad cat\r\n"


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_goes_wrong_half_way_leaves_the_old_file(
    file: Path, use: Callable[[Rule], None], monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    result = written(file, use)

    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(f"promptlint.storage.os.{step}", fail)
    with pytest.raises(WriteError if isinstance(error, OSError) else KeyboardInterrupt):
        write_fixed(result)
    assert file.read_bytes() == b"a bad cat\r\n"
    assert [path.name for path in file.parent.iterdir()] == ["x.txt"]


def test_killing_the_writer_leaves_the_old_file_or_the_new_one(file: Path) -> None:
    program = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from promptlint import storage
def killed(*arguments): os.kill(os.getpid(), signal.SIGKILL)
setattr(storage.os, sys.argv[3], killed)
storage.replace_file(sys.argv[2], b"new" * 1000, expected=open(sys.argv[2], "rb").read())
"""
    for step in ("fsync", "replace"):
        finished = subprocess.run([sys.executable, "-c", program, ROOT, str(file), step], check=False)
        assert finished.returncode < 0
        assert file.read_bytes() == b"a bad cat\r\n"


def test_a_diff_of_a_file_without_a_line_feed_at_its_end(use: Callable[[Rule], None]) -> None:
    use(replacing("bad", lambda _: "good"))
    assert fix("a\nbad").diff().endswith(" a\n-bad\n\\ No newline at end of file\n+good\n\\ No newline at end of file\n")
    assert fix("a\n").diff() == ""
