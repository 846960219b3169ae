"""A driver for the LALR tables that Lark computes from ``grammar/*.lark``: the same trees as Lark's, several times as fast.

The stack is a list, so nesting is bounded by memory, not by recursion. The tests hold every tree against Lark's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Action = Callable[[list[Any]], Any]


class ParseError(ValueError):
    """A terminal that the grammar has no place for. The grammars are total, so this means a lexer made an unknown terminal."""


class Table:
    """The LALR table of one grammar, as ``grammar/compiler.py`` writes it."""

    __slots__ = ("end", "rules", "start", "states")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.start: int = data["start"]
        self.end: int = data["end"]
        self.states: list[dict[str, int]] = data["states"]
        self.rules: list[list[Any]] = data["rules"]

    def reader(self, actions: Mapping[str, Action]) -> Callable[[Iterable[tuple[str, Any]]], Any]:
        """A function that parses (terminal, value) pairs, calling ``actions[name](children)`` at each reduction, bottom up.

        name is a production's alias, or its rule's name. As in Lark, terminals whose names begin with ``_`` are dropped, a rule whose
        name begins with ``_`` gives its children to its parent, ``?rule`` with one child is that child, and without an action a rule
        becomes a (name, children) pair. Raises ParseError for a terminal that has no place.
        """
        # A state is a dict of its own: symbol -> the next state's dict, or the (size, rule, build) of a reduction. Walking dicts instead of
        # state numbers saves a third of the time.
        reductions = [_reduction(rule, actions) for rule in self.rules]
        rows: list[dict[str, Any]] = [{} for _ in self.states]
        for row, state in zip(rows, self.states, strict=True):
            for symbol, step in state.items():
                row[symbol] = rows[step] if step >= 0 else reductions[-1 - step]
        first, last = rows[self.start], rows[self.end]

        def parse(tokens: Iterable[tuple[str, Any]]) -> Any:
            path = [first]
            values: list[Any] = []
            for terminal, value in tokens:
                while True:
                    step = path[-1].get(terminal)
                    if type(step) is dict:
                        path.append(step)
                        values.append(value)
                        break
                    if step is None:
                        raise ParseError(f"no place for {terminal}")
                    _reduce(step, path, values)
            while path[-1] is not last:
                step = path[-1].get("$END")
                if step is None:
                    raise ParseError("no end here")
                _reduce(step, path, values)
            return values[-1]

        return parse


def _reduce(step: tuple[int, str, Action | None], path: list[dict[str, Any]], values: list[Any]) -> None:
    size, name, build = step
    if build is None:  # the one child stands for the rule
        path[-1] = path[-2][name]
        return
    if size:
        children = values[-size:]
        del values[-size:], path[-size:]
        values.append(build(children))
    else:
        values.append(build([]))
    path.append(path[-1][name])


def _reduction(rule: list[Any], actions: Mapping[str, Action]) -> tuple[int, str, Action | None]:
    """How one production reduces: number of symbols, name of the rule it completes, and what makes its value of its children."""
    name, size, origin, kept, spliced, expand = rule
    if size == 1 and ((expand and kept == [0]) or (origin.startswith("_") and spliced == [0])) and (name not in actions or expand):
        return size, origin, None
    action = actions.get(name)
    if action is None:

        def collect(children: list[Any]) -> Any:
            return children if origin.startswith("_") else (name, children)

        action = collect
    if len(kept) == size and not spliced and not (expand and size > 0):
        return size, origin, action

    def build(children: list[Any]) -> Any:
        # The first spliced list is this rule's own and grows in place: a long row of pieces stays linear.
        picked: list[Any] = children[0] if spliced[:1] == [0] else []
        for place in kept:
            if place in spliced:
                if place:
                    picked += children[place]
            else:
                picked.append(children[place])
        if expand and len(picked) == 1:
            return picked[0]
        return action(picked)

    return size, origin, build
