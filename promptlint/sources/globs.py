"""Path patterns in the manner of .gitignore, one language for .gitignore files, ``exclude``, ``per-path`` and ``[[extract]]``.

The rules are those of gitignore(5): a pattern without a slash (but at its end) matches a name at any depth, one with a slash is
anchored to the folder that it is relative to; ``*`` and ``?`` stop at a slash, ``**/``, ``/**`` and ``/**/`` cross folders; ``[a-c]``
and ``[!a-c]`` are classes; a backslash takes the meaning away; a trailing slash matches folders alone; ``!`` takes a match back.
In configurations ``{a,b}`` stands for a or b as well (``braces``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise


class GlobError(ValueError):
    """A pattern that cannot be read; the message tells why."""


class Pattern:
    """One pattern, read. ``expression`` matches whole relative paths with "/" between the names."""

    __slots__ = ("expression", "folders_only", "negated")

    def __init__(self, expression: re.Pattern[str], *, negated: bool, folders_only: bool) -> None:
        self.expression = expression
        self.negated = negated
        self.folders_only = folders_only


def read_pattern(text: str) -> Pattern:
    """Read one pattern. Raises GlobError for an unclosed class, an empty pattern or a backslash at the end."""
    negated = text.startswith("!")
    body = text[1:] if negated else text
    folders_only = body.endswith("/")
    body = body.rstrip("/") if folders_only else body
    if not body:
        raise GlobError(f"the pattern {text!r} is empty")
    anchored = "/" in body
    expression = ("" if anchored else "(?:.*/)?") + _expression(body.removeprefix("/"))
    return Pattern(re.compile(expression, re.DOTALL), negated=negated, folders_only=folders_only)


def _expression(body: str) -> str:
    """The regular expression of a pattern without its negation, its leading slash and its trailing one."""
    out = []
    at = 0
    while at < len(body):
        character = body[at]
        if body.startswith("**/", at) and (at == 0 or body[at - 1] == "/"):
            out.append("(?:[^/]+/)*")
            at += 3
            while body.startswith("**/", at):
                at += 3
            continue
        if body.startswith("**", at) and at + 2 == len(body) and at > 0 and body[at - 1] == "/":
            out.append(".+")
            break
        if character == "*":
            while body[at : at + 1] == "*":
                at += 1
            out.append("[^/]*")
            continue
        if character == "?":
            out.append("[^/]")
        elif character == "[":
            close = body.find("]", at + 3 if body[at + 1 : at + 2] in ("!", "^") else at + 2)
            if close < 0:
                raise GlobError(f"the class in {body!r} has no closing bracket")
            inside = body[at + 1 : close]
            turned = inside[:1] in ("!", "^")
            members = (inside[1:] if turned else inside).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("^", "\\^")
            members = members.replace("&&", "&\\&").replace("~~", "~\\~").replace("||", "|\\|")
            try:
                re.compile(f"[{members}]")
            except re.error as error:
                raise GlobError(f"the class [{inside}] in {body!r} cannot be read: {error.msg}") from None
            out.append(f"(?!/)[{'^' if turned else ''}{members}]")
            at = close
        elif character == "\\":
            at += 1
            if at == len(body):
                raise GlobError(f"the pattern {body!r} ends with a backslash")
            out.append(re.escape(body[at]))
        else:
            out.append(re.escape(character))
        at += 1
    return "".join(out)


def braces(text: str) -> list[str]:
    """The patterns that ``{a,b}`` in a pattern stands for, nested ones included. Raises GlobError for an unclosed brace or over 1,000."""
    open_at = text.find("{")
    if open_at < 0:
        return [text]
    depth, commas = 0, [open_at]
    for at in range(open_at, len(text)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "," and depth == 1:
            commas.append(at)
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                commas.append(at)
                break
    else:
        raise GlobError(f"the brace in {text!r} is not closed")
    rests = braces(text[commas[-1] + 1 :])
    made = [
        text[:open_at] + inner + rest
        for first, last in pairwise(commas)
        for inner in braces(text[first + 1 : last])
        for rest in rests
    ]
    if len(made) > 1000:
        raise GlobError(f"the braces in {text[:40]!r} stand for more than 1,000 patterns")
    return made


@cache
def pattern_list(patterns: tuple[str, ...]) -> PatternList:
    """The pattern list of a configuration's globs, braces expanded, compiled once. Raises GlobError."""
    return PatternList(read_pattern(one) for pattern in patterns for one in braces(pattern))


class PatternList:
    """Patterns in order; the last one that matches decides."""

    __slots__ = ("patterns",)

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """True where the path is matched, False where a negated pattern takes it back, None where no pattern speaks of it."""
        for pattern in reversed(self.patterns):
            if (folder or not pattern.folders_only) and pattern.expression.fullmatch(path):
                return not pattern.negated
        return None

    def match(self, path: str, *, folder: bool = False) -> bool:
        """Whether a relative path is matched."""
        return self.verdict(path, folder=folder) is True

    def match_above(self, path: str, *, folder: bool = False) -> bool:
        """Whether a relative path or a folder above it is matched: what lies in a matched folder cannot be taken back (gitignore(5))."""
        names = path.split("/")
        return any(self.match("/".join(names[:depth]), folder=True) for depth in range(1, len(names))) or self.match(path, folder=folder)


def relative_path(path: str, root: str) -> str:
    """A path relative to a folder, with "/" between the names; outside of it the absolute path without its first slash."""
    full = os.path.abspath(path)
    base = os.path.abspath(root)
    inside = full[len(base) :] if full.startswith(base) and (base.endswith(os.sep) or full[len(base) : len(base) + 1] == os.sep) else full
    return inside.replace(os.sep, "/").strip("/")
