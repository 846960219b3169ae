"""YAML: the prompts under given keys (``keyed``), in every document of a file, and lists of tags in groups.

Each scalar is one prompt, however many aliases lead to it; merged mappings (``<<``) lend their negative prompts. A document that cannot be
read is a fault, and the next one is read. A file without any of the default keys is not read at all, so that it needs no PyYAML and
nothing is said of other people's templates. A list of ``{name, groups: [{name, tags: {tag: translation}}]}``, as tag pickers keep it,
holds its prompts in the keys under ``tags``: fragments.
"""

from __future__ import annotations

import re

from promptlint.sources.decoding import newline_of
from promptlint.sources.directives import DIRECTIVE, is_directive
from promptlint.sources.found import Contents, Found, SourceFault, SourceMap
from promptlint.sources.jsonpath import Place, write_path
from promptlint.sources.keyed import Keys, add_prompts, member_removal, names_a_key, shown
from promptlint.sources.reading import Reading
from promptlint.sources.yamlscalars import scalar_map, scalar_text
from promptlint.sources.yamltree import Branch, Leaf, MissingYamlError, Node, documents, read_tree, strings

MISSING = "YAML files are read with PyYAML, which is not installed: pip install 'promptlint-facs[yaml]'"

_GROUPED = re.compile(r"^[ ]*tags[ ]*:[ ]*\r?$", re.MULTILINE)
_GROUPS = re.compile(r"^[ -]*groups[ ]*:[ ]*\r?$", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{|\{%")
_LONE = re.compile("[\ud800-\udfff]")


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of every document."""
    contents = Contents(how=shown(reading))
    if not reading.prompt and is_grouped(text):
        contents.how = "tags in groups: the keys under tags are the prompts"
    elif not reading.prompt and not names_a_key(text):
        contents.how += ": it has no such key"
        return contents
    read_part(text, 0, len(text), contents, Keys(reading, doubting=True))
    return contents


def is_grouped(text: str) -> bool:
    """Whether a file has tags in groups."""
    return _GROUPED.search(text) is not None and _GROUPS.search(text) is not None


def read_part(text: str, begin: int, end: int, contents: Contents, keys: Keys) -> None:
    """Add what the documents between two offsets of a file hold; also of a Markdown file's front matter."""
    parts = list(documents(text[begin:end]))
    newline = newline_of(text)
    leaves: list[Leaf] = []
    for number, (start, stop) in enumerate(parts, 1):
        document = read_document(text, begin + start, begin + stop, contents, several=len(parts) > 1)
        if isinstance(document, SourceFault):
            if document.message == MISSING:
                contents.faults.append(document)
                return
            if not keys.given and _TEMPLATE.search(text, begin + start, begin + stop):
                contents.how = "left alone: a template of another program ({{ or {%), which is no YAML until that has filled it in"
            else:
                contents.faults.append(document)
            continue
        prefix = f"document {number} " if len(parts) > 1 else ""
        add_prompts(YamlDocument(document, prefix, text, newline), contents, keys)
        if not keys.given:
            _add_groups(document, prefix, text, newline, contents)
        leaves += document.leaves
    _add_comments(text, begin, end, leaves, contents)


class Tree:
    """A document that has been read: its root, its strings by place, and every scalar of it in order."""

    __slots__ = ("leaves", "root", "values")

    def __init__(self, root: Node | None) -> None:
        self.root = root
        self.values = strings(root)
        self.leaves = list(_leaves(root))


def read_document(text: str, begin: int, end: int, contents: Contents, *, several: bool) -> Tree | SourceFault:
    """One document of a file, or what keeps it from being read."""
    try:
        root = read_tree(text[begin:end], begin)
    except MissingYamlError:
        return SourceFault(begin, begin, MISSING)
    if isinstance(root, SourceFault):
        passed = "the document is passed over, the others are checked" if several else "it is not checked"
        return SourceFault(root.start, root.end, f"{root.message}; {passed}")
    return Tree(root)


class YamlDocument:
    """A YAML document as ``keyed`` wants it."""

    def __init__(self, tree: Tree, prefix: str, text: str, newline: str) -> None:
        self.prefix = prefix
        self.text = text
        self.newline = newline
        self.values = tree.values

    def strings(self) -> list[tuple[Place, str]]:
        """Every string with its place."""
        ordered = sorted(self.values.items(), key=lambda item: item[1].leaf.start)
        return [(place, leaf_text(value.leaf, self.text)) for place, value in ordered]

    def source_map(self, place: Place, text: str) -> SourceMap:
        """The map of a scalar."""
        return scalar_map(self.values[place].leaf, self.text, self.newline)

    def span(self, place: Place) -> tuple[int, int]:
        """The file span of a scalar without its quotes."""
        leaf = self.values[place].leaf
        quoted = leaf.style in ("'", '"')
        return leaf.start + quoted, leaf.end - quoted

    def origin(self, place: Place) -> object:
        """Where the scalar stands: an alias has none of its own."""
        return self.values[place].leaf.start

    def head(self, place: Place) -> int | None:
        """Where its key begins, or itself in a list."""
        value = self.values[place]
        return value.leaf.start if value.key is None else value.key.start

    def removal(self, place: Place) -> tuple[int, int] | None:
        """The lines of a key with its value; in braces the member with its comma."""
        value = self.values[place]
        if value.key is None or value.inside is None or len(value.inside.members) < 2 or not place:
            return None
        if value.inside.flow:
            return member_removal(self.text, value.leaf.start, value.leaf.end)
        start, end = value.key.start, value.leaf.end
        line = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        behind = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(self.text, end)
        if behind is None or self.text[line:start].strip(" "):
            return None
        return line, behind.end()


def leaf_text(leaf: Leaf, file_text: str) -> str:
    """The prompt of a scalar; what PyYAML could not be shown (bytes that are no text) stands in it as in the file."""
    text = scalar_text(leaf)
    if "\ufffd" not in text or not _LONE.search(file_text, leaf.start, leaf.end):
        return text
    source_map = scalar_map(leaf, file_text, "\n")
    characters = list(text)
    for lone in _LONE.finditer(file_text, leaf.start, leaf.end):
        at = source_map.to_prompt(lone.start())
        if at is not None and at < len(characters) and characters[at] == "\ufffd":
            characters[at] = lone.group()
    return "".join(characters)


def _leaves(root: Node | None) -> list[Leaf]:
    found: list[Leaf] = []
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            found.append(node)
        elif isinstance(node, Branch):
            for _, key, child in node.members:
                waiting.append(child)
                if key is not None:
                    found.append(key)
    return found


def _add_groups(tree: Tree, prefix: str, text: str, newline: str, contents: Contents) -> None:
    """The keys under ``tags`` in ``groups``: what a tag picker puts into a prompt."""
    waiting: list[tuple[Place, Node, bool]] = [] if tree.root is None else [((), tree.root, False)]
    while waiting:
        place, node, grouped = waiting.pop()
        if not isinstance(node, Branch):
            continue
        for name, key, child in reversed(node.members):
            if grouped and name == "tags" and isinstance(child, Branch) and child.is_map:
                for tag, leaf, _ in child.members:
                    if leaf is not None and str(tag).strip():
                        prompt = leaf_text(leaf, text)
                        where = prefix + write_path((*place, name, tag))
                        source_map = scalar_map(leaf, text, newline)
                        contents.found.append(Found(prompt, where, source_map, fragment=True, head=leaf.start))
            elif key is None or name == "groups":
                waiting.append(((*place, name), child, grouped or name == "groups"))


def _add_comments(text: str, begin: int, end: int, leaves: list[Leaf], contents: Contents) -> None:
    """The comments to promptlint: what looks like one inside of a value is none."""
    if "romptlint" not in text:
        return
    inside = sorted((leaf.start, leaf.end, leaf.style) for leaf in leaves)
    for match in DIRECTIVE.finditer(text, begin, end):
        at = match.start()
        if not text.startswith("#", at) or (at > begin and text[at - 1] not in " \t\r\n"):
            continue
        stop = re.compile(r"[^\r\n]*").match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
        holds = next((one for one in reversed(inside) if one[0] <= at < one[1]), None)
        if holds is not None and (holds[2] not in ("|", ">") or re.search(r"[\r\n]", text[holds[0] : at])):
            continue
        if is_directive(text[at:stop]):
            contents.comments.append((at, stop))
