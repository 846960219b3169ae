"""Path patterns in the manner of .gitignore, one language for .gitignore files, ``exclude``, ``per-path`` and ``[[extract]]``.

The rules are those of gitignore(5), git 2.40: a pattern without a slash (but at its end) matches a name at any depth, one with a slash
is anchored to the folder that it is relative to; ``*`` and ``?`` stop at a slash, ``**/``, ``/**/`` and ``/**`` cross folders; ``[a-c]``
and ``[!a-c]`` are classes; a backslash takes the meaning away; a trailing slash matches folders alone; ``!`` takes a match back.
In configurations ``{a,b}`` stands for a or b as well (``braces``).

A pattern becomes one regular expression. Every star but the last of a name, and every ``**`` but the last, is matched shortest first and
never tried again (an atomic group), which loses nothing because what stands between two stars has a fixed length; so a hostile pattern
costs no more than the length of the path times its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

#: The POSIX classes that git's wildmatch knows, as they are written inside a class of a regular expression.
POSIX_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f", "digit": "0-9", "graph": "\\x21-\\x7e",
    "lower": "a-z", "print": "\\x20-\\x7e", "punct": "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e", "space": "\\s", "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}  # fmt: skip

#: More patterns than this from one pair of braces are a mistake, or an attack.
MAX_BRACES = 1000


class GlobError(ValueError):
    """A pattern that cannot be read; the message tells why."""


#: What ends the plain letters of a name in a pattern.
SPECIAL = "*?[]\\"


class Pattern:
    """One pattern, read: its names between the slashes, "**" before a lone one."""

    __slots__ = ("_compiled", "_names", "folders_only", "head", "negated", "tail")

    def __init__(self, names: list[str], *, negated: bool, folders_only: bool) -> None:
        self._names = names
        if any("[" in name or "\\" in name for name in names):
            _path_expression(names)  # only these can be wrong
        self._compiled: re.Pattern[str] | None = None
        self.negated = negated
        self.folders_only = folders_only
        last = names[-1]
        special = [place for place, letter in enumerate(last) if letter in SPECIAL]
        self.head = last[: special[0]] if special else last
        self.tail = last[special[-1] + 1 :] if special else last

    def matches(self, path: str) -> bool:
        """Whether the pattern matches a whole relative path. Most patterns fail at the plain letters of their last name, before their
        expression is made: those of the defaults would cost every start 8 ms.
        """
        name = path[path.rfind("/") + 1 :]
        if not (name.startswith(self.head) and name.endswith(self.tail)):
            return False
        if self._compiled is None:
            self._compiled = re.compile(_path_expression(self._names), re.DOTALL)
        return self._compiled.fullmatch(path) is not None


def read_pattern(text: str) -> Pattern:
    """Read one pattern. Raises GlobError for an empty pattern, a class that is not closed or a backslash at the end."""
    negated = text.startswith("!")
    body = text[1:] if negated else text
    folders_only = body.endswith("/") and not body.endswith("\\/")
    body = body.rstrip("/") if folders_only else body
    if not body:
        raise GlobError(f"the pattern {text!r} is empty")
    names = body.removeprefix("/").split("/")
    if "/" not in body:
        names.insert(0, "**")
    return Pattern(names, negated=negated, folders_only=folders_only)


def _path_expression(names: list[str]) -> str:
    """The regular expression of a pattern's names; the groups between its ``**`` are looked for one after the other."""
    groups: list[list[str]] = [[]]
    for name in names:
        if len(name) > 1 and not name.strip("*"):
            groups.append([])
        else:
            groups[-1].append(_name_expression(name))
    first, *middle, last = [*groups, []] if len(groups) == 1 else groups
    if len(groups) == 1:
        return "/".join(first)
    start = "".join(name + "/" for name in first)
    inner = "".join(f"(?>(?:[^/]+/)*?{'/'.join(group)}/)" for group in middle if group)
    return start + inner + ("(?:[^/]+/)*" + "/".join(last) if last else ".+")


def _name_expression(name: str) -> str:
    """The regular expression of one name in a pattern."""
    chunks = [""]
    at = 0
    while at < len(name):
        character = name[at]
        at += 1
        if character == "*":
            if chunks[-1] or len(chunks) == 1:
                chunks.append("")
        elif character == "?":
            chunks[-1] += "[^/]"
        elif character == "[":
            members, at = _read_class(name, at)
            chunks[-1] += members
        elif character == "\\":
            if at == len(name):
                raise GlobError(f"the pattern {name!r} ends with a backslash")
            chunks[-1] += re.escape(name[at])
            at += 1
        else:
            chunks[-1] += re.escape(character)
    first, *middle, last = chunks if len(chunks) > 1 else (chunks[0], "")
    return first + "".join(f"(?>[^/]*?{chunk})" for chunk in middle) + ("[^/]*" + last if len(chunks) > 1 else "")


def _read_class(name: str, at: int) -> tuple[str, int]:
    """The expression of the class whose opening bracket stands before ``at``, and where the pattern goes on behind it."""
    begin = at
    turned = name[at : at + 1] in ("!", "^")
    at += turned
    members = ""
    while name[at : at + 1] != "]" or not members:
        if name.startswith("[:", at) and (end := name.find(":]", at)) > 0:
            if name[at + 2 : end] not in POSIX_CLASSES:
                raise GlobError(f"the class {name[at : end + 2]!r} in {name!r} is unknown")
            members += POSIX_CLASSES[name[at + 2 : end]]
            at = end + 2
            continue
        low, at = _class_member(name, at, begin)
        if name[at : at + 1] == "-" and name[at + 1 : at + 2] not in ("]", ""):
            high, at = _class_member(name, at + 1, begin)
            if high < low:
                raise GlobError(f"the range {low}-{high} in {name!r} is the wrong way round")
            members += f"{re.escape(low)}-{re.escape(high)}"
        else:
            members += re.escape(low)
    return f"(?!/)[{'^' if turned else ''}{members}]", at + 1


def _class_member(name: str, at: int, begin: int) -> tuple[str, int]:
    at += name[at : at + 1] == "\\"
    if at >= len(name):
        raise GlobError(f"the class {name[begin - 1 :]!r} in {name!r} is not closed")
    return name[at], at + 1


def braces(text: str) -> list[str]:
    """The patterns that ``{a,b}`` in a pattern stands for, nested ones too. Raises GlobError for an open brace or over MAX_BRACES."""
    opening = text.find("{")
    if opening < 0:
        return [text]
    depth, cuts = 0, [opening]
    for at in range(opening, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if (text[at] == "," and depth == 1) or depth == 0:
            cuts.append(at)
        if depth == 0:
            break
    else:
        raise GlobError(f"the brace in {text!r} is not closed")
    rests = braces(text[cuts[-1] + 1 :])
    inner = [piece for first, last in pairwise(cuts) for piece in braces(text[first + 1 : last])]
    if len(inner) * len(rests) > MAX_BRACES:
        raise GlobError(f"the braces in {text[:40]!r} stand for more than {MAX_BRACES} patterns")
    return [text[:opening] + piece + rest for piece in inner for rest in rests]


def literal(path: str) -> str:
    """The pattern that matches one relative path and no other; a brace, which no sign can take the meaning of, becomes ``?``."""
    plain = re.sub(r"[{}]", "?", re.sub(r"([*?\[\]\\]|^!)", r"\\\1", path))
    return plain if "/" in plain else f"/{plain}"


class PatternList:
    """Patterns in order; the last one that matches decides."""

    __slots__ = ("patterns",)

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """True where the path is matched, False where a negated pattern takes it back, None where no pattern speaks of it."""
        for pattern in reversed(self.patterns):
            if (folder or not pattern.folders_only) and pattern.matches(path):
                return not pattern.negated
        return None

    def match(self, path: str, *, folder: bool = False) -> bool:
        """Whether a relative path is matched."""
        return self.verdict(path, folder=folder) is True

    def match_above(self, path: str, *, folder: bool = False) -> bool:
        """Whether a relative path or a folder above it is matched: what lies in a matched folder cannot be taken back (gitignore(5))."""
        names = path.split("/")
        return any(self.match("/".join(names[:depth]), folder=True) for depth in range(1, len(names))) or self.match(path, folder=folder)


@cache
def pattern_list(patterns: tuple[str, ...]) -> PatternList:
    """The pattern list of a configuration's globs, braces expanded; read once. Raises GlobError."""
    return PatternList(read_pattern(one) for pattern in patterns for one in braces(pattern))


def relative_path(path: str, root: str) -> str:
    """A path relative to a folder, with "/" between the names; for one outside of it the absolute path without its first slash."""
    full, base = os.path.abspath(path), os.path.abspath(root)
    below = full.startswith(base) and (base.endswith(os.sep) or full[len(base) : len(base) + 1] == os.sep)
    return (full[len(base) :] if below else full).replace(os.sep, "/").strip("/")
