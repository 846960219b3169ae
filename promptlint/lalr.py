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
        becomes a (name, children) pair.
        """
        reductions = [_reduction(rule, actions) for rule in self.rules]
        states, start, end = self.states, self.start, self.end

        def parse(tokens: Iterable[tuple[str, Any]]) -> Any:
            path = [start]
            values: list[Any] = []
            for terminal, value in tokens:
                while True:
                    step = states[path[-1]].get(terminal)
                    if step is None:
                        raise ParseError(f"no place for {terminal} in state {path[-1]}")
                    if step >= 0:
                        path.append(step)
                        values.append(value)
                        break
                    size, name, build = reductions[-1 - step]
                    if size:
                        children = values[-size:]
                        del values[-size:], path[-size:]
                    else:
                        children = []
                    values.append(build(children))
                    path.append(states[path[-1]][name])
            while True:
                step = states[path[-1]].get("$END")
                if step is None:
                    raise ParseError(f"no end in state {path[-1]}")
                size, name, build = reductions[-1 - step]
                children = values[len(values) - size :]
                del values[len(values) - size :], path[len(path) - size :]
                values.append(build(children))
                path.append(states[path[-1]][name])
                if path[-1] == end:
                    return values[-1]

        return parse


def _reduction(rule: list[Any], actions: Mapping[str, Action]) -> tuple[int, str, Action]:
    """How one production reduces: number of symbols, name of the rule it completes, and what makes its value of its children."""
    name, size, origin, kept, spliced, expand = rule
    action = actions.get(name)
    if action is None and not origin.startswith("_"):

        def action(children: list[Any]) -> Any:
            return (name, children)

    whole = len(kept) == size and not spliced

    def build(children: list[Any]) -> Any:
        if not whole:
            picked: list[Any] = []
            for place in kept:
                if place in spliced:
                    picked += children[place]
                else:
                    picked.append(children[place])
            children = picked
        if expand and len(children) == 1:
            return children[0]
        return children if action is None else action(children)

    return size, origin, build
