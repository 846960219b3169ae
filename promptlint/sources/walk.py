"""Which files lie in the folders that were named, in a fixed order, without what .gitignore and ``exclude`` leave out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from promptlint.sources.globs import GlobError, Pattern, PatternList, read_pattern

#: Folders that never hold a user's prompts: version control, environments, caches and installed packages.
NEVER_ENTERED = frozenset(
    {
        ".bzr", ".cache", ".eggs", ".git", ".hg", ".hypothesis", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox",
        ".venv", "__pycache__", "node_modules", "site-packages", "venv",
    }
)  # fmt: skip

#: A .gitignore, and where its patterns are relative to: the folder's absolute path with a slash at its end.
Ignores = tuple[tuple[str, PatternList], ...]


def find_files(
    paths: Iterable[str], *, excludes: Callable[[str, bool], bool], respect_gitignore: bool = True
) -> Iterator[tuple[str, bool, str | None]]:
    """(path, named, problem) for every file named or below a folder named, each once.

    named is true for a path that was given itself; only those are followed where they are links, since a link inside a folder leads to
    what is found anyway, round in a circle, or out of the folder. excludes(path, is_folder) leaves out what lies in folders; named
    files come in any case, the caller decides. problem tells why a file or folder cannot be read. Order: as named, then by name.
    """
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            ignores = _ignores_above(path) if respect_gitignore else ()
            for found, problem in _walk(path, excludes, ignores, respect_gitignore):
                if (key := os.path.abspath(found)) not in seen:
                    seen.add(key)
                    yield found, False, problem
        elif (key := os.path.abspath(path)) not in seen:
            seen.add(key)
            yield path, True, unreadable(path)


def unreadable(path: str) -> str | None:
    """Why a path that was named cannot be read as a file; None where it can."""
    if os.path.isfile(path):
        return None
    if os.path.islink(path) and not os.path.exists(path):
        return f"this link leads nowhere: {os.readlink(path)}"
    if os.path.exists(path):
        return "this is no ordinary file (a device, a pipe or a socket); pass its text as -"
    return "no such file or folder; is the path right, seen from the working folder?"


def _walk(
    folder: str, excludes: Callable[[str, bool], bool], ignores: Ignores, respect_gitignore: bool
) -> Iterator[tuple[str, str | None]]:
    waiting: list[tuple[str, Ignores | None]] = [(folder, ignores)]
    while waiting:
        path, rules = waiting.pop()
        if rules is None:
            yield path, None
            continue
        try:
            with os.scandir(path) as entries:
                inside = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield path, f"this folder cannot be read: {error.strerror}"
            continue
        if respect_gitignore:
            rules += _ignores_of(path)
        for entry in inside:
            where = entry.name if path in (".", "./") else entry.path
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in NEVER_ENTERED and not excludes(where, True) and not _ignored(where, rules, folder=True):
                    waiting.append((where, rules))
            elif entry.is_file(follow_symlinks=False) and not excludes(where, False) and not _ignored(where, rules, folder=False):
                waiting.append((where, None))


def _ignored(path: str, rules: Ignores, *, folder: bool) -> bool:
    """What git would say of a path whose folders are not ignored: the .gitignore that lies nearest and speaks of it decides."""
    if not rules:
        return False
    full = os.path.abspath(path)
    for base, patterns in reversed(rules):
        verdict = patterns.verdict(full[len(base) :].replace(os.sep, "/"), folder=folder)
        if verdict is not None:
            return verdict
    return False


def _ignores_above(folder: str) -> Ignores:
    """The .gitignore files between a folder and the top of the repository that it lies in, the top's first; () outside of any."""
    rules: Ignores = ()
    current = os.path.abspath(folder)
    while not os.path.exists(os.path.join(current, ".git")):
        above = os.path.dirname(current)
        if above == current:
            return ()
        current, rules = above, _ignores_of(above) + rules
    return _patterns_in(os.path.join(current, ".git", "info", "exclude"), current) + rules


def _ignores_of(folder: str) -> Ignores:
    return _patterns_in(os.path.join(folder, ".gitignore"), folder)


def _patterns_in(file: str, folder: str) -> Ignores:
    """The patterns of an ignore file as git reads it: a file that cannot be read and a pattern that cannot are passed over."""
    try:
        with open(file, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as lines:
            patterns = [pattern for line in lines if (pattern := _ignore_line(line)) is not None]
    except OSError:
        return ()
    return ((os.path.join(os.path.abspath(folder), ""), PatternList(patterns)),) if patterns else ()


def _ignore_line(line: str) -> Pattern | None:
    text = line.rstrip("\r\n")
    stripped = text.rstrip(" ")
    if stripped != text and stripped.endswith("\\"):
        stripped += " "  # an escaped space at the end stays
    if not stripped or stripped.startswith("#"):
        return None
    try:
        return read_pattern(stripped)
    except GlobError:
        return None
