"""Graphs of nodes (ComfyUI, InvokeAI): which texts reach a sampler, and by which of its inputs, positive or negative.

A sampler (or guider) names the two inputs; which text is which is told by the links that lead there and by nothing else: not by a node's
title, its colour, its order or its words. What cannot be told so is said to be undecided.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from promptlint.sources.jsonpath import Place

#: Inputs that hold text, whatever the node is called: CLIPTextEncode text, ...SDXL text_g and text_l, ...Flux clip_l and t5xxl, strings.
_TEXT = re.compile(
    r"(?:(?:text|string|prompt|positive|negative|caption|tags|prefix|suffix)(?:_?(?:prompt|text|string|left|right|[a-z0-9]{1,2}))?"
    r"|value|style|clip_[a-z]|t5xxl|llama|bert|mt5xl|populated_text|(?:positive|negative)_style_prompt)",
    re.IGNORECASE,
)
#: Inputs that carry no text: models, pictures, numbers.
_NO_TEXT = re.compile(
    r"\w*(?:model|clip|vae|image|pixels|latent|samples|mask|noise|sigmas|sampler|control|unet|lora|board|seed|width|height|steps)\w*",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?P<positive>positive)|(?P<negative>negative)", re.IGNORECASE)
#: A guider's inputs that are positive without saying so: BasicGuider conditioning, DualCFGGuider cond1 and cond2.
_GUIDED = re.compile(r"(?:conditioning|cond\d?)", re.IGNORECASE)
#: Nodes behind which no prompt stands: ComfyUI's ConditioningZeroOut drops it, a language model or captioner makes a text of its own.
_ENDS = re.compile(
    r"ZeroOut|Ollama|LLM|GPT|Florence|Llava|JoyCaption|Moondream|Gemini|Interrogat|Tagger|Caption(?:er|ing)|Translat", re.IGNORECASE
)

#: So many steps are followed through one graph; a large one of the editor has some thousand.
MOST_STEPS = 200_000

POSITIVE, NEGATIVE, UNDECIDED = "positive", "negative", "undecided"


class Text(NamedTuple):
    """A string in the document, and where it stands."""

    place: Place
    text: str


class Node:
    """A node: its kind, the strings of its inputs, the (node, output) that each linked input comes from, and its outputs' names where they
    are known.
    """

    __slots__ = ("kind", "links", "outputs", "texts")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.texts: dict[str, Text] = {}
        self.links: dict[str, tuple[str, int]] = {}
        self.outputs: list[str] = []


class Used(NamedTuple):
    """A text as the samplers use it: ``side`` is positive or undecided, ``negatives`` are those of its samplers, ``part`` tells that other
    texts stand beside it.
    """

    text: Text
    side: str
    negatives: tuple[str, ...]
    part: bool


Graph = dict[str, Node]


def used_texts(graph: Graph) -> list[Used]:
    """The texts that make pictures. Those of nodes that lead nowhere are left out, unless no text of the graph leads to a sampler, or there
    are too many ways through it: then all that encode one are undecided.
    """
    try:
        used = _by_links(graph)
    except _Tangled:
        used = None
    return _all_encoded(graph) if used is None else used


def _all_encoded(graph: Graph) -> list[Used]:
    texts = [text for node in graph.values() if "encode" in node.kind.lower() for name, text in node.texts.items() if _TEXT.fullmatch(name)]
    return [Used(text, UNDECIDED, (), True) for text in texts]


def _by_links(graph: Graph) -> list[Used] | None:
    """The texts as the links lead; None where none leads to a sampler."""
    sides: dict[Place, set[str]] = {}
    negatives: dict[Place, list[str]] = {}
    parts: set[Place] = set()
    texts: dict[Place, Text] = {}
    ways = _Ways(graph)
    for ends in _samplers(graph):
        reached: dict[str, dict[Place, Text]] = {POSITIVE: {}, NEGATIVE: {}, UNDECIDED: {}}
        for side, sources in ends.items():
            for node, inputs in sources:
                ways.collect(node, inputs, side, reached)
        against = list(dict.fromkeys(one.text for one in reached[NEGATIVE].values() if one.text.strip()))
        several = len({one.text.strip() for one in reached[POSITIVE].values()} - {""}) > 1
        for side, found in reached.items():
            for place, text in found.items():
                texts[place] = text
                sides.setdefault(place, set()).add(side)
                if side == POSITIVE:
                    negatives.setdefault(place, []).extend(one for one in against if one not in negatives.get(place, ()))
                    if several:
                        parts.add(place)
    if not texts:
        return None
    used = []
    for place, text in texts.items():
        if sides[place] == {POSITIVE}:
            used.append(Used(text, POSITIVE, tuple(negatives[place]), place in parts))
        elif sides[place] != {NEGATIVE}:
            used.append(Used(text, UNDECIDED, (), True))
    return used


def _samplers(graph: Graph) -> list[dict[str, list[tuple[str, str]]]]:
    """Of every node at which texts end: side -> its (node, input) of that side. A node that hands conditioning on is none."""
    handing_on = {source for node in graph.values() for name, (source, _) in node.links.items() if _SIDE.match(name) or _GUIDED.match(name)}
    samplers = []
    for name, node in graph.items():
        guider = "guider" in node.kind.lower()
        ends: dict[str, list[tuple[str, str]]] = {}
        own = [given for given in node.texts if _SIDE.match(given)]
        if own and {_side_of(given) for given in own} == {POSITIVE, NEGATIVE}:  # a node with both texts of its own (Efficient Loader)
            for given in own:
                ends.setdefault(_side_of(given), []).append((name, given))
        if name not in handing_on:
            for given in node.links:
                if _SIDE.match(given):
                    ends.setdefault(_side_of(given), []).append((name, given))
                elif guider and _GUIDED.fullmatch(given):
                    ends.setdefault(POSITIVE, []).append((name, given))
        if ends:
            samplers.append(ends)
    return samplers


def _side_of(name: str) -> str:
    match = _SIDE.match(name)
    return (match.lastgroup or UNDECIDED) if match else UNDECIDED


class _Tangled(Exception):  # noqa: N818
    """There are more ways through a graph than are followed."""


class _Ways:
    """The ways back from an input to the texts behind it. What stands behind an output is worked out once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._left = MOST_STEPS
        self._behind: dict[tuple[str, int], list[tuple[str, bool]]] = {}

    def collect(self, name: str, given: str, side: str, reached: dict[str, dict[Place, Text]]) -> None:
        """Follow one input of a node back to all texts that it comes from. Raises _Tangled."""
        graph = self._graph
        waiting = [(name, given, side)]
        seen = set()
        while waiting:
            step = waiting.pop()
            if step in seen:
                continue
            seen.add(step)
            self._left -= 1
            if self._left < 0:
                raise _Tangled
            name, given, side = step
            node = graph[name]
            if given not in node.links:
                if given in node.texts:
                    text = node.texts[given]
                    reached[side][text.place] = text
                continue
            source, output = node.links[given]
            waiting += [(source, inside, side if told else UNDECIDED) for inside, told in self._inputs_behind(source, output)]

    def _inputs_behind(self, source: str, output: int) -> list[tuple[str, bool]]:
        """(input, whether it keeps the side) of what may stand behind an output of a node."""
        known = self._behind.get((source, output))
        if known is None:
            node = self._graph.get(source)
            known = (
                [] if node is None or _ENDS.search(node.kind) else [(name, _tells(node, output, name)) for name in _inputs(node, output)]
            )
            self._behind[source, output] = known
        return known


def _inputs(node: Node, output: int) -> list[str]:
    """The inputs of a node that may hold or lead to the text behind one of its outputs."""
    names = [name for name in dict.fromkeys((*node.texts, *node.links)) if _TEXT.fullmatch(name) or _may_lead_to_text(node, name)]
    sided = [name for name in names if _SIDE.match(name)]
    if {_side_of(name) for name in sided} != {POSITIVE, NEGATIVE}:
        return names
    side = _output_side(node, output)
    return sided if side == UNDECIDED else [name for name in sided if _side_of(name) == side]


def _may_lead_to_text(node: Node, name: str) -> bool:
    return name in node.links and not _NO_TEXT.fullmatch(name)


def _tells(node: Node, output: int, given: str) -> bool:
    """Whether what comes through an input keeps its side: not where a node hands on both and its output does not tell which."""
    sides = {_side_of(name) for name in (*node.texts, *node.links) if _SIDE.match(name)}
    return not (_SIDE.match(given) and sides == {POSITIVE, NEGATIVE} and _output_side(node, output) == UNDECIDED)


def _output_side(node: Node, output: int) -> str:
    """Which of its two sides a node gives out: as its outputs are called, or the first and the second of them (ControlNetApplyAdvanced,
    InpaintModelConditioning and all others of ComfyUI that hand on both).
    """
    if output < len(node.outputs):
        name = node.outputs[output].lower().removesuffix("_conditioning").strip()
        if _SIDE.match(name):
            return _side_of(name)
        if name in ("conditioning+", "conditioning-"):
            return POSITIVE if name.endswith("+") else NEGATIVE
        return UNDECIDED if name not in ("conditioning", "") else (POSITIVE, NEGATIVE, UNDECIDED)[min(output, 2)]
    return (POSITIVE, NEGATIVE, UNDECIDED)[min(output, 2)]


def node_name(number: object) -> str:
    """A node's number as a name: JSON numbers are read as floats here."""
    return str(int(number)) if isinstance(number, float) and number == number // 1 else str(number)
