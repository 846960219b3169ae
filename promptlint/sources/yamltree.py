"""One YAML document as a tree with places, made of PyYAML's events.

Events come one by one, so deep nesting costs no recursion, and an alias stays a name: nothing is copied, however often it is used.
PyYAML is needed only where a YAML file is (``promptlint-facs[yaml]``); its C parser is used where it was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from promptlint.sources.found import SourceFault
from promptlint.sources.jsonpath import Place

#: Deeper documents are not read: nobody writes them, and parsers take quadratic time on them.
DEEPEST = 500
#: How many more values than the document itself has are looked at behind aliases.
ALIAS_FACTOR = 4

_DOCUMENT = re.compile(
    r"^(?:(?:%[^\r\n]*+[\r\n]++(?:[ \t]*+(?:#[^\r\n]*+)?+[\r\n]++)*+)*+---(?=[ \t\r\n]|\Z)|\.\.\.[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z))",
    re.MULTILINE,
)
_SOMETHING = re.compile(r"^(?![ \t]*(?:#|%|\r?$))", re.MULTILINE)
#: An anchor and a tag before a value.
_PROPERTIES = re.compile(r"(?:[&!]\S*+(?:[ \t]++|#[^\r\n]*+|\r\n|\r|\n)*+)+")
#: What PyYAML does not take: halves of surrogate pairs, such as stand for bytes that are no text, and NUL.
LONE = re.compile("[\ud800-\udfff\0]")


class MissingYamlError(Exception):
    """PyYAML is not installed."""


class Leaf:
    """A scalar: its value, its file span with quotes or header, its style (None is plain); whether it is a string, and in brackets."""

    __slots__ = ("end", "flow", "start", "string", "style", "value")

    def __init__(self, value: str, start: int, end: int, style: str | None, *, string: bool, flow: bool) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.style = style
        self.string = string
        self.flow = flow


class Alias:
    """A name that stands for a node defined before; node is None where there is no such name."""

    __slots__ = ("node", "start")

    def __init__(self, node: Node | None, start: int) -> None:
        self.node = node
        self.start = start


class Branch:
    """A mapping or a sequence: (key or number, the key's leaf or None, node) of each member; of a key that comes twice the last counts."""

    __slots__ = ("flow", "is_map", "key", "members")

    def __init__(self, *, is_map: bool, flow: bool) -> None:
        self.is_map = is_map
        self.flow = flow
        self.key: Leaf | None = None
        self.members: list[tuple[str | int, Leaf | None, Node]] = []


Node = Leaf | Alias | Branch


class Value:
    """A string of a document: its leaf, the key it stands under (None in a list), and the mapping round it."""

    __slots__ = ("inside", "key", "leaf")

    def __init__(self, leaf: Leaf, key: Leaf | None, inside: Branch | None) -> None:
        self.leaf = leaf
        self.key = key
        self.inside = inside


def documents(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each document of a stream; what stands before the first ``---`` is one only where it holds more than comments."""
    starts = [match.end() if match.group().startswith(".") else match.start() for match in _DOCUMENT.finditer(text)]
    bounds = [0, *(start for start in starts if start), len(text)]
    begin = 0
    for end in bounds[1:]:
        if end == len(text) or _SOMETHING.search(text, begin, end):
            yield begin, end
            begin = end


def read_tree(text: str, offset: int) -> Node | SourceFault | None:
    """The root of one document that begins at a file offset; None where it is empty, a fault where it cannot be read.

    Raises MissingYamlError.
    """
    yaml = load_yaml()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    readable = LONE.sub("\ufffd", text)
    try:
        return _Builder(yaml, text, offset).build(yaml.parse(readable, Loader=loader))
    except yaml.reader.ReaderError as error:
        at = error.position if isinstance(error.character, str) or loader is yaml.SafeLoader else _characters(readable, error.position)
        at = offset + min(at, max(len(text) - 1, 0))
        return SourceFault(at, at, "this is no YAML: a control character, which no YAML file may hold; remove it")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = offset + min(mark.index if mark else 0, len(text))
        said = " ".join(part for part in (error.context, error.problem) if part)
        return SourceFault(at, at, f"this is no YAML: {said}{_hint(text, at - offset)}")
    except _TooDeepError as error:
        return SourceFault(error.at, error.at, f"this YAML is nested more than {DEEPEST} deep, and is not read")


def load_yaml() -> Any:
    """The module ``yaml``. Raises MissingYamlError."""
    try:
        import yaml
    except ImportError:
        raise MissingYamlError from None
    return yaml


def is_string(value: str) -> bool:
    """Whether a bare value is a string, and no number, date, boolean or null."""
    yaml = load_yaml()
    tag: str = yaml.SafeLoader("").resolve(yaml.ScalarNode, value, (True, False))
    return tag == "tag:yaml.org,2002:str"


def _characters(text: str, position: int) -> int:
    return len(text.encode("utf-8", "replace")[:position].decode("utf-8", "ignore"))


def _hint(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at + 80].split("\n")[0]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "; a line is indented with a tab, use spaces"
    if line.count(": ") > 1:
        return "; a value with a colon in it needs quotes"
    return ""


class _TooDeepError(Exception):
    def __init__(self, at: int) -> None:
        self.at = at


class _Builder:
    """Events to nodes, with offsets in the file."""

    def __init__(self, yaml: Any, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.resolver = yaml.SafeLoader("")
        self.scalar_node = yaml.ScalarNode
        self.anchors: dict[str, Node] = {}
        self.stack: list[Branch] = []
        self.root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self._add(self._leaf(event), event.anchor)
            elif kind == "AliasEvent":
                self._add(Alias(self.anchors.get(event.anchor), self.offset + event.start_mark.index), None)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                branch = Branch(is_map=kind == "MappingStartEvent", flow=bool(event.flow_style))
                if len(self.stack) >= DEEPEST:
                    raise _TooDeepError(self.offset + event.start_mark.index)
                self._add(branch, event.anchor)
                self.stack.append(branch)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self.stack.pop()
        return self.root

    def _leaf(self, event: Any) -> Leaf:
        start, end = self.offset + event.start_mark.index, self.offset + event.end_mark.index
        tag = event.tag
        if tag is None or tag == "!":
            plain = event.style in (None, "") and tag is None
            tag = self.resolver.resolve(self.scalar_node, event.value, (True, False)) if plain else "tag:yaml.org,2002:str"
        flow = bool(self.stack) and self.stack[-1].flow
        if (event.anchor is not None or event.tag is not None) and (before := _PROPERTIES.match(self.text, event.start_mark.index)):
            start = self.offset + min(before.end(), event.end_mark.index)
        return Leaf(event.value, start, end, event.style or None, string=tag == "tag:yaml.org,2002:str", flow=flow)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.is_map:
            parent.members.append((len(parent.members), None, node))
        elif parent.key is None:
            parent.key = node if isinstance(node, Leaf) else Leaf("", 0, 0, None, string=False, flow=False)
        else:
            parent.members.append((parent.key.value, parent.key, node))
            parent.key = None


def strings(root: Node | None) -> dict[Place, Value]:
    """Every string of a document by its place, in order; each scalar once, at the first place that leads to it.

    What an alias stands for is found at the alias as well, but nothing is gone through again without end.
    """
    found: dict[Place, Value] = {}
    waiting: list[tuple[Place, Node, Leaf | None, Branch | None]] = [] if root is None else [((), root, None, None)]
    budget: int | None = None
    steps = 0
    later: list[tuple[Place, Node, Leaf | None, Branch | None]] = []
    while waiting:
        place, node, key, inside = waiting.pop()
        steps += 1
        if isinstance(node, Alias):
            if node.node is not None:
                later.append((place, node.node, key, inside))
        elif isinstance(node, Leaf):
            if node.string and (budget is None or place not in found):  # a key of its own goes before a merged one
                found[place] = Value(node, key, inside)
        else:
            for name, leaf, child in reversed(node.members):
                waiting.append((place if name == "<<" and isinstance(child, Alias) else (*place, name), child, leaf, node))
        if not waiting and later:
            budget = steps * ALIAS_FACTOR + 1000 if budget is None else budget
            if steps > budget:
                break
            waiting, later = later[::-1], []
    return found
