"""Prompts under keys: what JSON, YAML and TOML have in common once their strings are known.

Without paths in the configuration these are the prompts: the strings (and lists of strings) under ``prompt``, ``prompt_en``, ``positive``,
``positive_prompt`` and ``caption`` anywhere, and under ``text`` at the top (of a line, of the document, or of the objects of a top-level
list); ``negative_prompt`` and ``negative`` belong to the prompt in the same object, or to those in the objects below it. Values that do
not speak of pictures are left out (``content``). A value with ``{prompt}`` is a style to be put round a prompt, so it is a fragment, and
so are its neighbours in a list of styles that have names. A key ``promptlint`` beside a prompt takes findings on it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from promptlint.sources.content import may_be_a_prompt, speaks_of_a_picture
from promptlint.sources.found import MAX_PROMPT, Contents, Found, Note, SourceMap, too_long
from promptlint.sources.jsonpath import PathList, Place, write_path
from promptlint.sources.reading import Reading

DEFAULT_PROMPTS = ("$..prompt", "$..prompt_en", "$..positive", "$..positive_prompt", "$..caption", "$.text", "$[*].text")
DEFAULT_NEGATIVES = ("$..negative_prompt", "$..negative_prompt_en", "$..negative")
#: The key (or column) beside a prompt that takes findings back.
OWN_KEY = "promptlint"
#: Keys under which a value has to speak of a picture in its own words.
DOUBTFUL = frozenset({"text", "caption"})

_KEY_SIGN = re.compile(r"""["']?(?:prompt|prompt_en|positive|positive_prompt|caption|text)["']?[ \t]*[:=]""", re.IGNORECASE)


class Document(Protocol):
    """A document that has been read; ``prefix`` stands before its paths in the place of a prompt ("line 4 ")."""

    prefix: str

    def strings(self) -> list[tuple[Place, str]]:
        """Every string value with its place, in order."""

    def source_map(self, place: Place, text: str) -> SourceMap:
        """The map of the string at a place."""

    def span(self, place: Place) -> tuple[int, int]:
        """The file span of the characters of the string at a place, without its quotes."""

    def origin(self, place: Place) -> object:
        """What the string is in the file, the same for two places that lead to it."""

    def head(self, place: Place) -> int | None:
        """The file offset of what opens the value, see Found."""

    def removal(self, place: Place) -> tuple[int, int] | None:
        """The file span to delete with a key and its value; None where it cannot be deleted so."""


def names_a_key(text: str) -> bool:
    """Whether a text may have one of the default keys at all: most files of a project do not, and need not be read any further."""
    return _KEY_SIGN.search(text) is not None


class Keys:
    """Where a reading looks for prompts. doubting: values under DOUBTFUL have to speak of a picture, whatever a sibling says."""

    def __init__(self, reading: Reading, *, doubting: bool = False) -> None:
        self.given = bool(reading.prompt)
        self.fragments = reading.fragments
        self.doubting = doubting
        self._prompts = PathList(reading.prompt or DEFAULT_PROMPTS)
        self._negatives = PathList(reading.negative or (() if reading.prompt else DEFAULT_NEGATIVES))

    def prompt(self, place: Place, text: str) -> Place | None:
        """The place of the key that makes a string a prompt: its own, or that of the list in which it stands; None where it is none."""
        key = _matching(self._prompts, place)
        if key is None or self.given:
            return key
        look = speaks_of_a_picture if self.doubting and key[-1] in DOUBTFUL else may_be_a_prompt
        return key if look(text) else None

    def negative(self, place: Place) -> Place | None:
        """Likewise for a negative prompt."""
        return _matching(self._negatives, place)


def shown(reading: Reading) -> str:
    """What a keyed reading looks at, for ``show-files``."""
    return "the values under " + ", ".join(reading.prompt or DEFAULT_PROMPTS)


def add_prompts(document: Document, contents: Contents, keys: Keys) -> None:
    """Add the prompts of a document, with the negative prompts beside them and what is said of them to promptlint."""
    strings = document.strings()
    against: dict[Place, list[tuple[Place, str]]] = {}
    wanted: list[tuple[Place, str, Place]] = []
    notes: list[tuple[Place, str]] = []
    named: set[Place] = set()
    for place, text in strings:
        if (key := keys.negative(place)) is not None:
            against.setdefault(key[:-1], []).append((place, text))
        if OWN_KEY in place[-2:]:
            notes.append((place, text))
        elif text and not text.isspace() and (key := keys.prompt(place, text)) is not None:
            wanted.append((place, text, key))
        if place and place[-1] == "name":
            named.add(place[:-1])
    styles = {key[:-2] for _, text, key in wanted if "{prompt}" in text and key[:-1] in named}
    objects: dict[Place, list[int]] = {}
    origins: set[object] = set()
    for place, text, key in wanted:
        if (origin := document.origin(place)) in origins:
            continue
        origins.add(origin)
        if len(text) > MAX_PROMPT:
            contents.faults.append(too_long(*document.span(place)))
            continue
        objects.setdefault(key[:-1], []).append(len(contents.found))
        fragment = keys.fragments or "{prompt}" in text or (key[:-1] in named and key[:-2] in styles)
        contents.found.append(
            Found(
                text,
                document.prefix + write_path(place),
                document.source_map(place, text),
                negative_for(against, place),
                fragment,
                document.head(place),
            )
        )
    for place, text in notes:
        beside = tuple(objects.get(place[:-1] if place[-1] == OWN_KEY else place[:-2], ()))
        if beside or text.lstrip().lower().startswith("ignore"):  # anything else under such a name, a version say, is not meant so
            contents.notes.append(Note(*document.span(place), beside, document.removal(place)))


def _matching(paths: PathList, place: Place) -> Place | None:
    if paths.lead_to(place):
        return place
    return place[:-1] if place and isinstance(place[-1], int) and paths.lead_to(place[:-1]) else None


def negative_for(against: dict[Place, list[tuple[Place, str]]], place: Place) -> str | None:
    """The negative prompt for a prompt: that of the innermost object round it; of a list that of the same number, or all together."""
    for depth in range(len(place) - 1, -1, -1):
        if place[:depth] in against:
            said = against[place[:depth]]
            same = [text for where, text in said if isinstance(place[-1], int) and where[-1] == place[-1]]
            return same[0] if same else ", ".join(text for _, text in said)
    return None


_MEMBER = re.compile(r"""["']?promptlint["']?\s*[:=]\s*\Z""")
_SPACE_BEHIND = re.compile(r"[ \t]*")


def member_removal(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span to delete with the member ``"promptlint": "..."`` of an object in braces; its value, quotes included, lies at start to end.

    The comma behind it goes with it, or the one before it where it is the last; with it goes its line, if it has one for itself.
    """
    member = _MEMBER.search(text, max(0, start - 200), start)
    if member is None:
        return None
    first = member.start()
    line = text.rfind("\n", 0, first) + 1
    alone = not text[line:first].strip()
    behind = _after_spaces(text, end)
    if text.startswith(",", behind):
        behind = _after_spaces(text, behind + 1)
        newline = 2 if text.startswith("\r\n", behind) else 1 if text.startswith("\n", behind) else 0
        return (line, behind + newline) if alone and newline else (first, behind)
    before = len(text[:first].rstrip())
    if text[before - 1 : before] == ",":
        return before - 1, end
    return (first, end) if text[before - 1 : before] == "{" else None


def _after_spaces(text: str, at: int) -> int:
    match = _SPACE_BEHIND.match(text, at)
    return match.end() if match else at


def merged(spans: Iterator[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Runs in which neighbours that stand character for character are one."""
    runs: list[tuple[int, int, int, int]] = []
    for first, last, start, end in spans:
        if runs and last - first == end - start:
            before = runs[-1]
            if before[3] == start and before[1] - before[0] == before[3] - before[2]:
                runs[-1] = (before[0], last, before[2], end)
                continue
        runs.append((first, last, start, end))
    return runs
