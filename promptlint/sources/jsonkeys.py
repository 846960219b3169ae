"""JSON, JSON with comments and JSON Lines: the prompts under given keys (``keyed``).

What an image generator wrote (a graph, the metadata of a picture) is read as that generator means it, see ``metadata.py``.
"""

from __future__ import annotations

from promptlint.sources.found import Contents, SourceMap
from promptlint.sources.jsonpath import Place
from promptlint.sources.jsontext import JsonText, strings
from promptlint.sources.keyed import Keys, add_prompts, member_removal, shown
from promptlint.sources.metadata import reader_of
from promptlint.sources.reading import Reading
from promptlint.text import Lines


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of a JSON document, or of each line where the file's name ends in .jsonl or .ndjson."""
    contents = Contents(how=shown(reading))
    if path.lower().endswith((".jsonl", ".ndjson")):
        lines = Lines(text)
        for number in range(1, len(lines) + 1):
            line = lines.line(number)
            if line and not line.isspace():
                read_text(JsonText(line, lines.start(number), f"line {number} ", ascii_only=text.isascii()), contents, reading)
    else:
        read_text(JsonText(text, 0, "", ascii_only=text.isascii()), contents, reading)
    return contents


def read_text(document: JsonText, contents: Contents, reading: Reading, original: str | None = None) -> None:
    """Add the prompts of one JSON text, or the fault that keeps it from being read; ``original`` is the text with its comments."""
    value = document.load(contents)
    if not reading.prompt and (reader := reader_of(document, value)):
        reader(document, value, contents)
        if reading.fragments:
            for found in contents.found:
                found.fragment = True
        return
    add_prompts(_Keyed(document, value, original or document.text), contents, Keys(reading))


class _Keyed:
    """A JSON text as ``keyed`` wants it."""

    def __init__(self, document: JsonText, value: object, original: str) -> None:
        self.original = original
        self.document = document
        self.value = value
        self.prefix = document.place

    def strings(self) -> list[tuple[Place, str]]:
        return list(strings(self.value))

    def source_map(self, place: Place, text: str) -> SourceMap:
        return self.document.source_map(place)

    def span(self, place: Place) -> tuple[int, int]:
        return self.document.span(place)

    def origin(self, place: Place) -> object:
        return place

    def head(self, place: Place) -> int | None:
        return None

    def removal(self, place: Place) -> tuple[int, int] | None:
        start, end = self.document.span(place)
        offset = self.document.offset
        span = member_removal(self.document.text, start - 1 - offset, end + 1 - offset)
        if span is None or self.original[slice(*span)] != self.document.text[slice(*span)]:
            return None  # a comment would go with it
        return span[0] + offset, span[1] + offset
