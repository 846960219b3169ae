"""ComfyUI's workflows as the editor keeps them, brought to the form of the graph that runs.

Source: the frontend's ``litegraph`` (LGraph.serialize, LGraphNode modes, Subgraph). Muted nodes are left out; bypassed ones, reroutes,
SetNode and GetNode, and subgraphs are seen through, as the frontend does before it sends a graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from promptlint.sources.graph import Graph, Node, Text, node_name
from promptlint.sources.jsonpath import Place

#: litegraph's modes: 2 never runs; 4 is bypassed, what comes in goes out.
MUTED, BYPASSED = 2, 4
#: Widgets in the order of the node's definition (ComfyUI ``nodes.py`` and ``comfy_extras``), where a workflow does not name them itself;
#: "" is no text.
WIDGETS = {
    "CLIPTextEncodeSDXL": ("", "", "", "", "", "", "text_g", "text_l"),
    "CLIPTextEncodeSDXLRefiner": ("", "", "", "text"),
    "CLIPTextEncodeFlux": ("clip_l", "t5xxl"),
    "CLIPTextEncodeSD3": ("clip_l", "clip_g", "t5xxl"),
    "CLIPTextEncodeHunyuanDiT": ("bert", "mt5xl"),
    "CLIPTextEncodeHiDream": ("clip_l", "clip_g", "t5xxl", "llama"),
    "CLIPTextEncodeLumina2": ("", "text"),
    "StringConcatenate": ("string_a", "string_b"),
    "Efficient Loader": ("", "", "", "", "", "", "positive", "negative"),
}
#: What a widget beside a number says of it; no text.
CONTROLS = frozenset({"fixed", "increment", "decrement", "randomize"})
#: The ends of a subgraph, as its links name them.
SUBGRAPH_INPUT, SUBGRAPH_OUTPUT = "-10", "-20"
#: Subgraphs may hold subgraphs, but not without end; the links of a workflow are followed so many steps, all together.
DEEPEST = 8
MOST_SUBGRAPHS = 1000
MOST_STEPS = 200_000


class _Link:
    """A link: the node and output that it comes from, the node and input that it goes to, and what it carries."""

    __slots__ = ("kind", "output", "source", "target", "target_input")

    def __init__(self, given: object) -> None:
        if isinstance(given, dict):
            values = [given.get(name) for name in ("origin_id", "origin_slot", "target_id", "target_slot", "type")]
        else:
            values = [*given[1:6], *[None] * 5][:5] if isinstance(given, list) else [None] * 5
        self.source, self.output = node_name(values[0]), _whole(values[1])
        self.target, self.target_input = node_name(values[2]), _whole(values[3])
        self.kind = str(values[4] or "*")


class _Scope:
    """The nodes and links of a workflow, or of a subgraph where one stands in it (``instance``, a node of ``parent``)."""

    def __init__(
        self, value: dict[str, Any], place: Place, prefix: str, parent: _Scope | None, instance: dict[str, Any], at: Place
    ) -> None:
        self.prefix = prefix
        self.parent = parent
        self.instance = instance
        self.instance_place = at
        self.depth: int = parent.depth + 1 if parent else 0
        #: What a SetNode keeps under a name: the link that comes into it.
        self.kept: dict[str, object] = {}
        self.nodes: dict[str, tuple[dict[str, Any], Place]] = {}
        for number, node in enumerate(_list(value.get("nodes"))):
            if isinstance(node, dict) and "id" in node:
                self.nodes[node_name(node["id"])] = (node, (*place, "nodes", number))
                if node.get("type") == "SetNode":
                    self.kept[str(_list(node.get("widgets_values"))[:1])] = _at(node.get("inputs"), 0).get("link")
        self.links: dict[str, _Link] = {}
        for given in _list(value.get("links")):
            if isinstance(given, dict) and "id" in given:
                self.links[node_name(given["id"])] = _Link(given)
            elif isinstance(given, list) and given:
                self.links[node_name(given[0])] = _Link(given)


class Workflow:
    """A workflow of the editor and where it stands in its document."""

    def __init__(self, value: dict[str, Any], place: Place) -> None:
        self._root = _Scope(value, place, "", None, {}, ())
        self._subgraphs: dict[str, tuple[dict[str, Any], Place]] = {}
        definitions = value.get("definitions")
        for number, one in enumerate(_list(definitions.get("subgraphs")) if isinstance(definitions, dict) else ()):
            if isinstance(one, dict) and "id" in one:
                self._subgraphs[str(one["id"])] = (one, (*place, "definitions", "subgraphs", number))
        self._scopes: dict[str, _Scope] = {}
        self._left = MOST_STEPS

    def graph(self) -> Graph:
        """The nodes that run, with their texts and the outputs that their inputs come from."""
        graph: Graph = {}
        waiting = [self._root]
        while waiting and len(self._scopes) < MOST_SUBGRAPHS:
            scope = waiting.pop()
            for name, (given, place) in scope.nodes.items():
                if given.get("mode") in (MUTED, BYPASSED) or _only_hands_on(given):
                    continue
                if str(given.get("type")) in self._subgraphs:
                    waiting += [inner] if (inner := self._inside(scope, name)) else []
                    continue
                node = graph[scope.prefix + name] = Node(str(given.get("type", "")))
                node.outputs = [str(output.get("name", "")) for output in _list(given.get("outputs")) if isinstance(output, dict)]
                node.texts = _texts(given, place)
                for entry in _list(given.get("inputs")):
                    if isinstance(entry, dict) and entry.get("link") is not None:
                        self._connect(node, str(entry.get("name", "")), scope, node_name(entry["link"]))
        return graph

    def _inside(self, scope: _Scope, name: str) -> _Scope | None:
        """The subgraph that stands as a node in a scope; None where subgraphs lie too deep, or there are too many."""
        given, place = scope.nodes[name]
        prefix = f"{scope.prefix}{name}:"
        if prefix not in self._scopes and scope.depth < DEEPEST and len(self._scopes) < MOST_SUBGRAPHS:
            value, where = self._subgraphs[str(given.get("type"))]
            self._scopes[prefix] = _Scope(value, where, prefix, scope, given, place)
        return self._scopes.get(prefix)

    def _connect(self, node: Node, name: str, scope: _Scope, link: str) -> None:
        """Give an input of a node what its link leads back to: an output, or the text of a widget on the subgraph round it."""
        while self._left > 0:
            self._left -= 1
            one = scope.links.get(link)
            if one is None:
                return
            following: tuple[_Scope, object] | None
            if one.source == SUBGRAPH_INPUT and scope.parent is not None:
                entry = _at(scope.instance.get("inputs"), one.output)
                if entry.get("link") is None:
                    widget = str((entry.get("widget") or {}).get("name") or entry.get("name")) if isinstance(entry, dict) else ""
                    if text := _texts(scope.instance, scope.instance_place).get(widget):
                        node.texts[name] = text
                    return
                following = scope.parent, entry["link"]
            elif one.source not in scope.nodes:
                return
            else:
                given, _ = scope.nodes[one.source]
                if given.get("mode") == MUTED:
                    node.links[name] = ("", 0)  # linked to what does not run: no text stands there
                    return
                following = self._seen_through(scope, one, given)
                if following is None:
                    node.links[name] = (scope.prefix + one.source, one.output)
                    return
            scope, link = following[0], node_name(following[1])

    def _seen_through(self, scope: _Scope, link: _Link, given: dict[str, Any]) -> tuple[_Scope, object] | None:
        """The scope and the link behind a node that only hands on; None where the node itself is what the link comes from."""
        kind = str(given.get("type", ""))
        linked = [entry for entry in _list(given.get("inputs")) if isinstance(entry, dict) and entry.get("link") is not None]
        if given.get("mode") == BYPASSED:
            same = [entry["link"] for entry in linked if entry.get("type") in (link.kind, "*")]
            return scope, same[0] if same else None
        if kind == "GetNode":
            return scope, scope.kept.get(str(_list(given.get("widgets_values"))[:1]))
        if _only_hands_on(given):
            return scope, linked[0]["link"] if linked else None
        if kind in self._subgraphs:
            inner = self._inside(scope, link.source)
            ends = [name for name, one in inner.links.items() if _ends_at(one, link.output)] if inner else []
            return (inner, ends[0]) if inner and ends else (scope, None)
        return None


def _only_hands_on(given: dict[str, Any]) -> bool:
    """Whether a node exists in the editor alone, to lead links round."""
    kind = str(given.get("type", ""))
    return kind in ("Reroute", "GetNode", "SetNode") or kind.startswith("Reroute (")


def _ends_at(link: _Link, output: int) -> bool:
    return link.target == SUBGRAPH_OUTPUT and link.target_input == output


def _texts(given: dict[str, Any], place: Place) -> dict[str, Text]:
    """The texts of a node's widgets by the names of their inputs."""
    values = given.get("widgets_values")
    if isinstance(values, dict):
        return {name: Text((*place, "widgets_values", name), text) for name, text in values.items() if isinstance(text, str)}
    names = dict(_widget_names(given, _list(values)))
    return {name: Text((*place, "widgets_values", number), _list(values)[number]) for number, name in names.items()}


def _widget_names(given: dict[str, Any], values: list[Any]) -> Iterator[tuple[int, str]]:
    """(index, name) of the widgets that hold text: as the node's own inputs name them, as its definition does, or, of a node that gives
    out text or conditioning, numbered.
    """
    strings = [number for number, value in enumerate(values) if isinstance(value, str) and value not in CONTROLS]
    named = [entry for entry in _list(given.get("inputs")) if isinstance(entry, dict) and isinstance(entry.get("widget"), dict)]
    words = [str(entry["widget"].get("name", "")) for entry in named if _is_word(entry.get("type"))]
    if strings and len(words) == len(strings):
        yield from zip(strings, words, strict=True)
    elif given.get("type") in WIDGETS:
        for number, name in enumerate(WIDGETS[given["type"]]):
            if name and number in strings:
                yield number, name
    elif {output.get("type") for output in _list(given.get("outputs")) if isinstance(output, dict)} & {"CONDITIONING", "STRING", "*"}:
        if len(strings) == 1:
            yield strings[0], "text"
        else:
            yield from ((number, f"text_{number}") for number in strings if " " in values[number].strip() and number < 100)


def _is_word(kind: object) -> bool:
    """Whether a widget of this type holds a string: text, or one choice of several."""
    return kind in ("STRING", "COMBO") or isinstance(kind, list) or (isinstance(kind, str) and "," in kind)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(value: object, number: int) -> dict[str, Any]:
    """The dictionary at a place of a list; an empty one where there is none."""
    entries = _list(value)
    return entries[number] if 0 <= number < len(entries) and isinstance(entries[number], dict) else {}


def _whole(number: object) -> int:
    return int(number) if isinstance(number, int | float) and abs(number) < 1e6 else 0
