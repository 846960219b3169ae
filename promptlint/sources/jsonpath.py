"""Paths into JSON: the part of JSONPath (RFC 9535) that names values, and the way a value's own path is written.

``$.scenes[*].prompt``, ``$['my scenes'][0].prompt``, ``$..positive``, ``$.*``: names, numbers, ``*`` and ``..``; no filters, slices or
unions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Where a value stands: keys and indexes from the top.
Place = tuple[str | int, ...]

_STEP = re.compile(
    r"""(?P<deep>\.\.)?
    (?:(?(deep)|\.)(?:(?P<star>\*)|(?P<name>[^\W\d][\w-]*))
    |\[\s*(?:(?P<all>\*)|(?P<index>\d{1,9})|'(?P<single>(?:[^'\\]|\\.)*)'|"(?P<double>(?:[^"\\]|\\.)*)")\s*\])""",
    re.VERBOSE,
)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


class _Sign:
    """A step that is no name: told apart from every key by its identity."""


#: Any one name or index; any number of them.
ANY = _Sign()
DEEP = _Sign()

Steps = tuple[str | int | _Sign, ...]


class PathError(ValueError):
    """A path that cannot be read; the message tells where."""


def read_path(text: str) -> Steps:
    """The steps of a path: names, indexes, ANY, DEEP. Raises PathError."""
    if not text.startswith("$"):
        raise PathError(f"the path {text!r} does not begin with $, as in $.scenes[*].prompt")
    steps: list[str | int | _Sign] = []
    at = 1
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            raise PathError(
                f"the path {text!r} cannot be read from {text[at:]!r} on; .name, ['a name'], [0], [*], .* and ..name may stand there"
            )
        if match["deep"]:
            steps.append(DEEP)
        if match["star"] or match["all"]:
            steps.append(ANY)
        elif match["index"]:
            steps.append(int(match["index"]))
        else:
            name = next(match[group] for group in ("name", "single", "double") if match[group] is not None)
            steps.append(re.sub(r"\\(.)", r"\1", name))
        at = match.end()
    return tuple(steps)


class PathList:
    """Several paths, looked through by the last name of a place."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_name: dict[str | int, list[Steps]] = {}
        self._any: list[Steps] = []
        for path in paths:
            steps = read_path(path)
            last = steps[-1] if steps else ANY
            if isinstance(last, _Sign):
                self._any.append(steps)
            else:
                self._by_name.setdefault(last, []).append(steps)

    def lead_to(self, place: Place) -> bool:
        """Whether one of the paths leads to a place."""
        named = self._by_name.get(place[-1], ()) if place else ()
        return any(_leads(steps, place) for steps in (*named, *self._any))


def _leads(steps: Steps, place: Place) -> bool:
    """Whether a path leads to a place: all the steps that may be reached are followed at once, so the cost is their product."""
    reached = _with_deep(steps, {0})
    for name in place:
        following = set()
        for at in reached:
            wanted = steps[at] if at < len(steps) else None
            if wanted is DEEP:
                following.add(at)
            elif wanted is ANY or (wanted == name and wanted is not None):
                following.add(at + 1)
        reached = _with_deep(steps, following)
    return len(steps) in reached


def _with_deep(steps: Steps, reached: set[int]) -> set[int]:
    """The steps reached, and those behind a ``..`` that stands for nothing."""
    return reached | {at + 1 for at in reached if at < len(steps) and steps[at] is DEEP}


def lies_at(place: str, path: str) -> bool:
    """Whether the place of a prompt as a format names it ("line 4 $.prompt") is at a path ("$..prompt") or is called exactly so."""
    _, sign, inside = place.partition("$")
    if place == path or not sign or not path.startswith("$"):
        return place == path
    try:
        names = tuple(step for step in read_path(sign + inside) if not isinstance(step, _Sign))
    except PathError:
        return False
    return PathList((path,)).lead_to(names)


def write_path(place: Place) -> str:
    """A value's path as JSONPath writes it: ``$.scenes[2].prompt``."""
    written = "$"
    for name in place:
        if isinstance(name, int):
            written += f"[{name}]"
        elif _PLAIN_NAME.fullmatch(name):
            written += f".{name}"
        else:
            escaped = name.replace("\\", "\\\\").replace("'", "\\'")
            written += f"['{escaped}']"
    return written
