"""JSON and JSON Lines: the prompts under given keys.

``json`` reads the document; where its strings stand in the file is looked for only when a finding or a fix asks, by a scanner that may
be short because the document is known to be sound. Without paths in the configuration these are the prompts: the strings (and lists of
strings) under ``prompt``, ``positive``, ``positive_prompt`` and ``caption`` anywhere, and under ``text`` at the top (of a line, of the
document, or of the objects of a top-level list); ``negative_prompt`` and ``negative`` belong to the prompt in the same object, or to
those in the objects below it. A value with ``{prompt}`` is a style to be put round a prompt, so it is a fragment. A ComfyUI graph is
left alone, since in it only the links tell a prompt from a negative one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from promptlint.sources.found import MAX_PROMPT, Contents, Found, SourceFault, SourceMap, too_long
from promptlint.sources.jsonpath import PathList, Place, write_path
from promptlint.sources.reading import Reading
from promptlint.text import Lines

DEFAULT_PROMPTS = ("$..prompt", "$..positive", "$..positive_prompt", "$..caption", "$.text", "$[*].text")
DEFAULT_NEGATIVES = ("$..negative_prompt", "$..negative")

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of a JSON document, or of each line where the file's name ends in .jsonl or .ndjson."""
    prompts = PathList(reading.prompt or DEFAULT_PROMPTS)
    negatives = PathList(reading.negative or (() if reading.prompt else DEFAULT_NEGATIVES))
    contents = Contents(how="the values under " + ", ".join(reading.prompt or DEFAULT_PROMPTS))
    if path.lower().endswith((".jsonl", ".ndjson")):
        lines = Lines(text)
        for number in range(1, len(lines) + 1):
            line = lines.line(number)
            if line and not line.isspace():
                _Document(line, lines.start(number), f"line {number} ", text.isascii()).add_to(contents, prompts, negatives, reading)
    else:
        _Document(text, 0, "", text.isascii()).add_to(contents, prompts, negatives, reading)
    return contents


class _Document:
    """One JSON text, where it begins in the file, and what stands before its paths in the place of a prompt."""

    def __init__(self, text: str, offset: int, place: str, ascii_only: bool) -> None:
        self.text = text
        self.offset = offset
        self.place = place
        self.ascii_only = ascii_only
        self._spans: dict[Place, tuple[int, int]] | None = None

    def add_to(self, contents: Contents, prompts: PathList, negatives: PathList, reading: Reading) -> None:
        """Add the prompts, or the fault that keeps the document from being read."""
        try:
            value = json.loads(self.text, parse_int=float)
        except json.JSONDecodeError as error:
            contents.faults.append(self._fault(error))
            return
        except RecursionError:
            message = f"this JSON is nested too deep to be read; {self._passed_over()}"
            contents.faults.append(SourceFault(self.offset, self.offset, message))
            return
        if _is_graph(value):
            contents.how = "left alone: a ComfyUI graph, in which only the links tell a prompt from a negative one"
            return
        strings = list(_strings(value))
        against: dict[Place, list[tuple[Place, str]]] = {}
        for place, string in strings:
            if (key := _matching(negatives, place)) is not None:
                against.setdefault(key[:-1], []).append((place, string))
        for place, string in strings:
            if not string or string.isspace() or _matching(prompts, place) is None:
                continue
            if len(string) > MAX_PROMPT:
                contents.faults.append(too_long(*self.span(place)))
                continue
            contents.found.append(
                Found(
                    string,
                    self.place + write_path(place),
                    SourceMap(self._runs_of(place), self._encode),
                    _negative(against, place),
                    reading.fragments or "{prompt}" in string,
                )
            )

    def _fault(self, error: json.JSONDecodeError) -> SourceFault:
        near = self.text[error.pos : error.pos + 2]
        hint = ""
        if near[:1] in ("}", "]"):
            hint = " (no comma may stand before it)"
        elif near in ("//", "/*") or near[:1] == "#":
            hint = " (JSON has no comments)"
        elif near[:1] == "'":
            hint = " (JSON has double quotes alone)"
        at = self.offset + min(error.pos, len(self.text))
        return SourceFault(at, at, f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}{hint}; {self._passed_over()}")

    def _passed_over(self) -> str:
        return "the line is passed over, the others are checked" if self.place else "the file is not checked"

    def span(self, place: Place) -> tuple[int, int]:
        """The file span of the characters between a string's quotes."""
        if self._spans is None:
            self._spans = {found: (start, end) for found, start, end in _scan(self.text)}
        start, end = self._spans[place]
        return self.offset + start + 1, self.offset + end - 1

    def _runs_of(self, place: Place) -> Callable[[], list[tuple[int, int, int, int]]]:
        def runs() -> list[tuple[int, int, int, int]]:
            begin, end = self.span(place)
            return literal_runs(self.text[begin - self.offset : end - self.offset], begin)

        return runs

    def _encode(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self.ascii_only or any("\ud800" <= character <= "\udfff" for character in text))[1:-1]


def literal_runs(literal: str, begin: int) -> list[tuple[int, int, int, int]]:
    """The runs of a SourceMap for what stands between a string's quotes from the file offset ``begin``: an escape is one code point."""
    runs = []
    at = done = 0
    for escape in _ESCAPE.finditer(literal):
        if escape.start() > done:
            runs.append((at, at + escape.start() - done, begin + done, begin + escape.start()))
            at += escape.start() - done
        runs.append((at, at + 1, begin + escape.start(), begin + escape.end()))
        at += 1
        done = escape.end()
    if len(literal) > done or not runs:
        runs.append((at, at + len(literal) - done, begin + done, begin + len(literal)))
    return runs


def _is_graph(value: object) -> bool:
    """Whether a document is a workflow of ComfyUI: the editor's nodes and links, or the interface's nodes with their class_type, which
    SwarmUI keeps one object deeper.
    """
    if not isinstance(value, dict):
        return False
    inner = [node for node in value.values() if isinstance(node, dict)]
    deeper = [node for outer in inner for node in outer.values() if isinstance(node, dict)]
    return any("nodes" in one and "links" in one for one in (value, *inner)) or any("class_type" in node for node in (*inner, *deeper))


def _matching(paths: PathList, place: Place) -> Place | None:
    """The place that one of the paths leads to: a string's own, or that of the list in which it stands."""
    if paths.lead_to(place):
        return place
    return place[:-1] if place and isinstance(place[-1], int) and paths.lead_to(place[:-1]) else None


def _negative(against: dict[Place, list[tuple[Place, str]]], place: Place) -> str | None:
    """The negative prompt for a prompt: that of the innermost object round it; of a list that of the same number, or all together."""
    for depth in range(len(place) - 1, -1, -1):
        if place[:depth] in against:
            said = against[place[:depth]]
            same = [text for where, text in said if isinstance(place[-1], int) and where[-1] == place[-1]]
            return same[0] if same else ", ".join(text for _, text in said)
    return None


def _strings(value: object) -> Iterator[tuple[Place, str]]:
    """Every string value of a document with its place, in order."""
    waiting: list[tuple[Place, object]] = [((), value)]
    while waiting:
        place, current = waiting.pop()
        if isinstance(current, str):
            yield place, current
        elif isinstance(current, dict):
            waiting += [((*place, key), current[key]) for key in reversed(current)]
        elif isinstance(current, list):
            waiting += [((*place, number), current[number]) for number in range(len(current) - 1, -1, -1)]


def _scan(text: str) -> Iterator[tuple[Place, int, int]]:
    """(place, start, end) of every string value of a sound document, quotes included. Of a key that comes twice the last one counts."""
    place: list[str | int] = []
    is_key = False
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign == "{":
            place.append("")
            is_key = True
        elif sign == "[":
            place.append(0)
        elif sign in "}]":
            place.pop()
            is_key = False
        elif sign == ",":
            top = place[-1]
            if isinstance(top, int):
                place[-1] = top + 1
            else:
                is_key = True
        elif sign == ":":
            is_key = False
        elif is_key:
            place[-1] = json.loads(sign) if "\\" in sign else sign[1:-1]
        else:
            yield tuple(place), token.start(), token.end()
