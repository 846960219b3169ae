"""JSON and JSON Lines: the prompts under given keys.

Without paths in the configuration these are the prompts: the strings (and lists of
strings) under ``prompt``, ``positive``, ``positive_prompt`` and ``caption`` anywhere, and under ``text`` at the top (of a line, of the
document, or of the objects of a top-level list); ``negative_prompt`` and ``negative`` belong to the prompt in the same object, or to
those in the objects below it. A value with ``{prompt}`` is a style to be put round a prompt, so it is a fragment. What an image
generator wrote (a graph, the metadata of a picture) is read as that generator means it, see ``metadata.py``.
"""

from __future__ import annotations

from promptlint.sources.found import Contents
from promptlint.sources.jsonpath import PathList, Place
from promptlint.sources.jsontext import JsonText, strings
from promptlint.sources.metadata import reader_of
from promptlint.sources.reading import Reading
from promptlint.text import Lines

DEFAULT_PROMPTS = ("$..prompt", "$..positive", "$..positive_prompt", "$..caption", "$.text", "$[*].text")
DEFAULT_NEGATIVES = ("$..negative_prompt", "$..negative")


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of a JSON document, or of each line where the file's name ends in .jsonl or .ndjson."""
    contents = Contents(how="the values under " + ", ".join(reading.prompt or DEFAULT_PROMPTS))
    if path.lower().endswith((".jsonl", ".ndjson")):
        lines = Lines(text)
        for number in range(1, len(lines) + 1):
            line = lines.line(number)
            if line and not line.isspace():
                read_text(JsonText(line, lines.start(number), f"line {number} ", ascii_only=text.isascii()), contents, reading)
    else:
        read_text(JsonText(text, 0, "", ascii_only=text.isascii()), contents, reading)
    return contents


def read_text(document: JsonText, contents: Contents, reading: Reading) -> None:
    """Add the prompts of one JSON text, or the fault that keeps it from being read."""
    value = document.load(contents)
    if not reading.prompt and (reader := reader_of(document, value)):
        reader(document, value, contents)
        if reading.fragments:
            for found in contents.found:
                found.fragment = True
        return
    prompts = PathList(reading.prompt or DEFAULT_PROMPTS)
    negatives = PathList(reading.negative or (() if reading.prompt else DEFAULT_NEGATIVES))
    add_keys(document, value, contents, prompts, negatives, fragments=reading.fragments)


def add_keys(
    document: JsonText, value: object, contents: Contents, prompts: PathList, negatives: PathList, *, fragments: bool = False
) -> None:
    """Add the prompts that paths lead to, each with the negative prompt that belongs to it."""
    found = list(strings(value))
    against: dict[Place, list[tuple[Place, str]]] = {}
    for place, string in found:
        if (key := _matching(negatives, place)) is not None:
            against.setdefault(key[:-1], []).append((place, string))
    for place, string in found:
        if _matching(prompts, place) is not None:
            fragment = fragments or "{prompt}" in string
            document.add(contents, place, string, negative=_negative(against, place), fragment=fragment)


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
