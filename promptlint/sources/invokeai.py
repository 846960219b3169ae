"""InvokeAI: workflows of its editor and the graphs that it runs, in which edges lead from texts to the positive and negative inputs.

Sources: InvokeAI ``workflow_records`` (workflows), ``invocations/baseinvocation`` (graphs). A picture's metadata names its prompts by keys
(``metadata.py``).
"""

from __future__ import annotations

from typing import Any

from promptlint.sources.comfyui import add_used, told
from promptlint.sources.found import Contents
from promptlint.sources.graph import Graph, Node, Text
from promptlint.sources.jsontext import JsonText


def is_workflow(value: dict[str, Any]) -> bool:
    """Whether a document is a workflow or a graph of InvokeAI: nodes, and edges between them."""
    nodes = value.get("nodes")
    return isinstance(nodes, list | dict) and isinstance(value.get("edges"), list)


def read_workflow(document: JsonText, value: dict[str, Any], contents: Contents) -> None:
    """Add the prompts of a workflow or graph."""
    graph = _drawn(value["nodes"]) if isinstance(value["nodes"], list) else _run(value["nodes"])
    for edge in value["edges"]:
        if isinstance(edge, dict):
            source, target = edge.get("source"), edge.get("target")
            if isinstance(source, str) and target in graph and isinstance(edge.get("targetHandle"), str):
                graph[str(target)].links[edge["targetHandle"]] = (source, 0)
            destination = edge.get("destination")
            if isinstance(source, dict) and isinstance(destination, dict) and str(destination.get("node_id")) in graph:
                graph[str(destination["node_id"])].links[str(destination.get("field"))] = (str(source.get("node_id")), 0)
    before = len(contents.found)
    undecided = add_used(document, value, graph, contents)
    contents.how = f"an InvokeAI workflow: {told(len(contents.found) - before, undecided)}"


def _drawn(nodes: list[Any]) -> Graph:
    """The nodes of the editor: [{id, data: {type, inputs: {name: {value}}}}]."""
    graph: Graph = {}
    for number, given in enumerate(nodes):
        data = given.get("data") if isinstance(given, dict) else None
        if not isinstance(data, dict) or "id" not in given:
            continue
        node = graph[str(given["id"])] = Node(str(data.get("type", "")))
        inputs = data.get("inputs")
        for name, field in inputs.items() if isinstance(inputs, dict) else ():
            if isinstance(field, dict) and isinstance(field.get("value"), str):
                node.texts[name] = Text(("nodes", number, "data", "inputs", name, "value"), field["value"])
    return graph


def _run(nodes: dict[str, Any]) -> Graph:
    """The nodes of a graph that runs: {id: {type, name: value}}."""
    graph: Graph = {}
    for name, given in nodes.items():
        if isinstance(given, dict):
            node = graph[name] = Node(str(given.get("type", "")))
            node.texts = {
                key: Text(("nodes", name, key), text) for key, text in given.items() if isinstance(text, str) and key not in ("id", "type")
            }
    return graph
