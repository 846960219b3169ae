"""ComfyUI: the editor's workflow (nodes, links, widgets_values) and the graph that runs (class_type, inputs).

Sources: ComfyUI ``execution.py`` (the graph), the frontend's ``litegraph`` (workflows, modes, subgraphs). Where a file holds both, the
graph that ran counts, since a workflow holds what does not run as well. SwarmUI keeps them one object deeper.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from promptlint.sources.comfyui_editor import Workflow
from promptlint.sources.found import Contents
from promptlint.sources.graph import UNDECIDED, Graph, Node, Text, node_name, used_texts
from promptlint.sources.jsonpath import Place
from promptlint.sources.jsontext import JsonText, strings

#: How deep a graph may stand in its document: SwarmUI's one object, the history of the interface two.
DEEPEST = 3


def graphs(value: object) -> list[tuple[Place, dict[str, Any]]]:
    """(place, graph) of the graphs in a document: those that ran, or, where there are none, the workflows."""
    ran, drawn = [], []
    waiting: deque[tuple[Place, object]] = deque([((), value)])
    while waiting:
        place, one = waiting.popleft()
        if isinstance(one, dict):
            if _ran(one):
                ran.append((place, one))
                continue
            if isinstance(one.get("nodes"), list) and isinstance(one.get("links"), list):
                drawn.append((place, one))
                continue
            inner: Iterable[tuple[str | int, object]] = one.items()
        elif isinstance(one, list) and place:
            inner = enumerate(one)
        else:
            continue
        if len(place) < DEEPEST:
            waiting += [((*place, name), item) for name, item in inner if isinstance(item, dict | list)]
    return ran or drawn


def _ran(value: dict[str, Any]) -> bool:
    nodes = [node for node in value.values() if isinstance(node, dict)]
    return any(isinstance(node.get("class_type"), str) and isinstance(node.get("inputs"), dict) for node in nodes)


def read_graphs(document: JsonText, whole: object, contents: Contents) -> None:
    """Add the prompts of the graphs of a document, in the order in which they stand there."""
    kinds = set()
    undecided = 0
    for place, value in graphs(whole):
        graph = _of_interface(value, place) if _ran(value) else Workflow(value, place).graph()
        kinds.add("graph" if _ran(value) else "workflow")
        undecided += add_used(document, whole, graph, contents)
    contents.how = f"a ComfyUI {' and a '.join(sorted(kinds))}: {told(len(contents.found), undecided)}"


def add_used(document: JsonText, value: object, graph: Graph, contents: Contents) -> int:
    """Add the texts of a graph that make pictures, in order of place; how many of them are undecided."""
    order = {place: number for number, (place, _) in enumerate(strings(value))}
    used = sorted(used_texts(graph), key=lambda one: order[one.text.place])
    for one in used:
        text = one.text.text
        part = one.part or "{prompt}" in text or "${" in text  # SwarmUI writes ${name:default}
        document.add(contents, one.text.place, text, negative=", ".join(one.negatives) or None, fragment=part)
    return sum(one.side == UNDECIDED and bool(one.text.text.strip()) for one in used)


def told(prompts: int, undecided: int) -> str:
    """For ``show-files``: by what the prompts were known."""
    if not prompts:
        return "no text in it leads to a sampler"
    if undecided == prompts:
        return "its links do not tell positive texts from negative ones, so all are read as parts of prompts"
    if undecided:
        return f"the texts that its links lead to a sampler's positive input; of {undecided} more the links tell no side"
    return "the texts that its links lead to a sampler's positive input"


def _of_interface(value: dict[str, Any], place: Place) -> Graph:
    """The graph that runs: {id: {class_type, inputs: {name: value or [id, output]}}}."""
    graph: Graph = {}
    for name, given in value.items():
        if not isinstance(given, dict) or not isinstance(given.get("inputs"), dict):
            continue
        node = graph[name] = Node(str(given.get("class_type", "")))
        for key, held in given["inputs"].items():
            if isinstance(held, str):
                node.texts[key] = Text((*place, name, "inputs", key), held)
            elif isinstance(held, list) and len(held) == 2 and isinstance(held[0], str | int | float) and isinstance(held[1], int | float):
                node.links[key] = (node_name(held[0]), int(held[1]))
    return graph
