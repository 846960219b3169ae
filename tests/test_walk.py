"""Path patterns and walking: git itself is the oracle for .gitignore."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptlint.sources.globs import GlobError, braces, pattern_list, read_pattern, relative_path
from promptlint.sources.walk import find_files


def nothing(path: str, folder: bool) -> bool:
    return False


def walk(*paths: str | Path, **options: bool) -> list[str]:
    return [path for path, _, _ in find_files([str(path) for path in paths], excludes=nothing, **options)]


def make(root: Path, *names: str, text: str = "a prompt") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "deep/down/a.txt", True),
        ("*.txt", "a.txt.bak", False),
        ("/*.txt", "deep/a.txt", False),
        ("drafts/*.txt", "drafts/a.txt", True),
        ("drafts/*.txt", "x/drafts/a.txt", False),
        ("drafts/*.txt", "drafts/x/a.txt", False),
        ("drafts/**", "drafts/x/a.txt", True),
        ("drafts/**", "drafts", False),
        ("**/drafts", "x/y/drafts", True),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("a/**/b", "ab", False),
        ("a**b", "a/x/b", False),
        ("?.txt", "a.txt", True),
        ("?.txt", "ab.txt", False),
        ("[a-c]x", "bx", True),
        ("[!a-c]x", "bx", False),
        ("[!a-c]x", "dx", True),
        ("[]a]x", "]x", True),
        ("[[:digit:]]x", "7x", True),
        ("[a]b", "/b", False),
        (r"\*.txt", "*.txt", True),
        (r"\*.txt", "a.txt", False),
        (r"a\[b", "a[b", True),
        ("a*b*c", "aXbYbZc", True),
        ("a*b*c", "aXbYbZ", False),
        ("*.{yaml,yml}", "x/a.yml", True),
        ("{a,b{c,d}}/*.txt", "bd/x.txt", True),
    ],
)
def test_patterns(pattern: str, path: str, matched: bool) -> None:
    assert pattern_list((pattern,)).match(path) is matched


def test_a_pattern_for_folders_matches_folders_alone() -> None:
    patterns = pattern_list(("build/",))
    assert patterns.match("x/build", folder=True)
    assert not patterns.match("x/build", folder=False)
    assert patterns.match_above("x/build/deep/a.txt")


def test_the_last_pattern_that_matches_decides() -> None:
    patterns = pattern_list(("*.txt", "!keep.txt"))
    assert patterns.verdict("a.txt") is True
    assert patterns.verdict("x/keep.txt") is False
    assert patterns.verdict("a.md") is None


@pytest.mark.parametrize("pattern", ["", "!", "/", "[a", "[[:nothing:]]", "[z-a]", "a\\", "{a,b", "{a,{b}"])
def test_patterns_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(GlobError):
        pattern_list((pattern,))


def test_braces_have_a_limit() -> None:
    assert braces("x{1,2}{a,b}") == ["x1a", "x1b", "x2a", "x2b"]
    with pytest.raises(GlobError, match="more than 1000"):
        braces("{a,b}" * 11)


@pytest.mark.parametrize("pattern", ["*a" * 60 + "b", "**/" + "*a*/**/" * 12 + "b", "[!b]*" * 30 + "x", "a/" + "**/a/" * 20 + "b"])
def test_hostile_patterns_stay_quick(pattern: str) -> None:
    read = read_pattern(pattern)
    start = time.process_time()
    last = f"{read.head}{'a' * 250}c{read.tail}"  # past the plain letters, so that the expression decides
    read.matches("a" * 250 + "/" + "a/" * 100 + last)
    assert time.process_time() - start < 0.5


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative_path("prompts/a.txt", ".") == "prompts/a.txt"
    assert relative_path(str(tmp_path / "prompts" / "a.txt"), "prompts") == "a.txt"
    assert relative_path("a.txt", "prompts") == str(tmp_path / "a.txt").lstrip("/")
    assert relative_path("prompts-old/a.txt", "prompts").endswith("prompts-old/a.txt")


def test_folders_are_walked_in_order_without_what_is_never_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "b.txt", "a/z.txt", "a.txt", "a/b/c.txt", "node_modules/x.txt", ".git/x.txt", ".venv/x.txt", "a-b.txt")
    monkeypatch.chdir(tmp_path)
    assert walk(".") == ["a/b/c.txt", "a/z.txt", "a-b.txt", "a.txt", "b.txt"]
    assert walk("b.txt", "a", "a/z.txt", "b.txt") == ["b.txt", "a/b/c.txt", "a/z.txt"]


def test_links_inside_folders_are_not_followed_and_named_ones_are(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt", "secret.txt")
    (tmp_path / "real" / "circle").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real" / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert walk(tmp_path / "real") == [str(tmp_path / "real" / "a.txt")]
    assert walk(tmp_path / "real" / "out.txt") == [str(tmp_path / "real" / "out.txt")]
    assert len(walk(tmp_path / "real" / "circle")) == 1


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    found = list(find_files([str(tmp_path / name) for name in ("missing.txt", "broken", "pipe")], excludes=nothing))
    assert [named for _, named, _ in found] == [True, True, True]
    problems = [problem or "" for _, _, problem in found]
    assert "no such file" in problems[0]
    assert "link leads nowhere" in problems[1]
    assert "no ordinary file" in problems[2]


def test_an_ignored_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    make(tmp_path, "build/a.txt", "build/b.md")
    (tmp_path / ".gitignore").write_text("build/\n*.md\n")
    assert walk(tmp_path) == [str(tmp_path / ".gitignore")]
    assert walk(tmp_path / "build") == [str(tmp_path / "build" / "a.txt")]
    assert len(walk(tmp_path / "build", respect_gitignore=False)) == 2


def test_a_gitignore_above_the_repository_does_not_count(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.txt\n")
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    make(tmp_path, "inner/a.txt")
    assert walk(tmp_path / "inner") == [str(tmp_path / "inner" / "a.txt")]


def test_excludes_leave_out_files_and_whole_folders(tmp_path: Path) -> None:
    make(tmp_path, "keep/a.txt", "drop/a.txt", "keep/b.txt")
    asked = []

    def excludes(path: str, folder: bool) -> bool:
        asked.append((os.path.basename(path), folder))
        return path.endswith(("drop", "b.txt"))

    found = [path for path, _, _ in find_files([str(tmp_path)], excludes=excludes)]
    assert found == [str(tmp_path / "keep" / "a.txt")]
    assert ("drop", True) in asked


NAMES = ["a", "b", "ab", "a.txt", "b.txt", "foo", "a b", "#c", "!d", "[e]"]
ATOMS = [
    "a",
    "b",
    "ab",
    "*",
    "?",
    "**",
    "*.txt",
    "a*",
    "[ab]",
    "[!a]*",
    "foo",
    "\\#c",
    "\\!d",
    "a?",
    "*b*",
    "[[:alpha:]]",
    "\\[e\\]",
    "a\\ b",
]
patterns = st.builds(
    lambda negated, rooted, atoms, folder, spaces: ("!" if negated else "") + rooted * "/" + "/".join(atoms) + folder * "/" + spaces * " ",
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(ATOMS), min_size=1, max_size=3),
    st.booleans(),
    st.integers(0, 1),
)
trees = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), min_size=4, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees, top=st.lists(patterns, min_size=1, max_size=4), inner=st.lists(patterns, max_size=3))
def test_git_agrees_on_what_is_ignored(
    tmp_path_factory: pytest.TempPathFactory, tree: list[list[str]], top: list[str], inner: list[str]
) -> None:
    root = tmp_path_factory.mktemp("repository")
    git = ["git", "-C", str(root), "-c", "core.excludesFile="]
    subprocess.run([*git, "init", "-q"], check=True)
    for parts in tree:
        path = root.joinpath(*parts)
        if any(above.is_file() for above in path.parents) or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (root / ".gitignore").write_text("\n".join(["# a comment", "", *top]) + "\n")
    if (root / "a").is_dir():
        (root / "a" / ".gitignore").write_text("\r\n".join(inner))
    listed = subprocess.run([*git, "ls-files", "-z", "-o", "--exclude-standard"], capture_output=True, check=True, text=True)
    assert sorted(os.path.relpath(path, root) for path in walk(root)) == sorted(listed.stdout.split("\0")[:-1])
