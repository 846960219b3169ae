"""Tokens to a tree, by ``grammar/markup.lark``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from promptlint import tables
from promptlint.markup.lexer import Token


class Node:
    """A construct of the grammar: its name there, and its tokens and nodes in order of place."""

    __slots__ = ("children", "kind")

    def __init__(self, kind: str, children: list[Any]) -> None:
        self.kind, self.children = kind, children


#: The productions of markup.lark that become nodes.
NODES = (
    *("prompt", "body", "excluded", "section", "suffixed", "swapped", "joined", "weighted", "lowered", "scheduled", "alternated"),
    *("braced", "chosen", "picked", "tagged", "spanned", "raised", "quoted", "word"),
)
#: Left-recursive productions that become one node with all their members and the separators between them.
SERIES = ("sections", "steps", "options", "joints")


def _pieces(children: list[Any]) -> list[Any]:
    """``pieces`` is a plain list: empty, or the list so far and one piece more."""
    if not children:
        return []
    children[0].append(children[1])
    found: list[Any] = children[0]
    return found


def _node(kind: str) -> Callable[[list[Any]], Node]:
    return lambda children: Node(kind, children)


def _series(kind: str) -> Callable[[list[Any]], Node]:
    def extend(children: list[Any]) -> Node:
        first = children[0]
        if isinstance(first, Node) and first.kind == kind:
            first.children += children[1:]
            return first
        return Node(kind, children)

    return extend


@cache
def _reader() -> Callable[[Iterable[tuple[str, Any]]], Any]:
    actions: dict[str, Callable[[list[Any]], Any]] = {name: _node(name) for name in NODES}
    actions.update((name, _series(name)) for name in SERIES)
    actions["pieces"] = _pieces
    return tables.table("markup").reader(actions)


def build(tokens: list[Token]) -> Node:
    """The tree of paired tokens. Total: brackets.pair leaves only streams that the grammar accepts."""
    root: Node = _reader()([(token.terminal, token) for token in tokens])
    return root
