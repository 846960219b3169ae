"""One JSON text in a file: its values, where its strings stand, and prompts made of them.

``json`` reads the text; where its strings stand in the file is looked for only when a finding or a fix asks, by a scanner that may be
short because the text is known to be sound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from promptlint.sources.found import MAX_PROMPT, Contents, Found, SourceFault, SourceMap, too_long
from promptlint.sources.jsonpath import Place, write_path

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


class JsonText:
    """One JSON text, where it begins in the file, and what stands before its paths in the place of a prompt."""

    def __init__(self, text: str, offset: int, place: str, *, ascii_only: bool) -> None:
        self.text = text
        self.offset = offset
        self.place = place
        self.ascii_only = ascii_only
        self._spans: dict[Place, tuple[int, int]] | None = None

    def load(self, contents: Contents) -> object:
        """The value that the text holds; where it is no JSON that can be read, None, and a fault is added. An empty text holds nothing,
        and nothing in it is left unread.
        """
        if not self.text or self.text.isspace():
            return None
        try:
            return json.loads(self.text, parse_int=float)
        except json.JSONDecodeError as error:
            contents.faults.append(self._fault(error))
        except RecursionError:
            message = f"this JSON is nested too deep to be read; {self._passed_over()}"
            contents.faults.append(SourceFault(self.offset, self.offset, message))
        return None

    def add(self, contents: Contents, place: Place, text: str, *, negative: str | None = None, fragment: bool = False) -> None:
        """Add the prompt that is the string at a place; one that is blank is none, one too long a fault."""
        if not text or text.isspace():
            return
        if len(text) > MAX_PROMPT:
            contents.faults.append(too_long(*self.span(place)))
            return
        contents.found.append(Found(text, self.place + write_path(place), self.source_map(place), negative, fragment))

    def source_map(self, place: Place) -> SourceMap:
        """The map of the string at a place."""
        return SourceMap(self._runs_of(place), self._encode)

    def _fault(self, error: json.JSONDecodeError) -> SourceFault:
        near = self.text[error.pos : error.pos + 2]
        hint = ""
        if near[:1] in ("}", "]"):
            hint = " (no comma may stand before it)"
        elif near in ("//", "/*") or near[:1] == "#":
            hint = " (JSON has no comments; call the file .jsonc, or read it as jsonc)"
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


def strings(value: object) -> Iterator[tuple[Place, str]]:
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


def keys(text: str) -> Iterator[tuple[Place, int]]:
    """(place, offset of its quote) of every key of a sound document, in order."""
    place: list[str | int] = []
    is_key = False
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in "{[":
            place.append("" if sign == "{" else 0)
            is_key = sign == "{"
        elif sign in "}]":
            place.pop()
            is_key = False
        elif sign == ",":
            top = place[-1]
            is_key = not isinstance(top, int)
            if isinstance(top, int):
                place[-1] = top + 1
        elif sign == ":":
            is_key = False
        elif is_key:
            place[-1] = json.loads(sign) if "\\" in sign else sign[1:-1]
            yield tuple(place), token.start()


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
