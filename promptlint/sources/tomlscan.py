"""Where the strings of a sound TOML document stand (TOML 1.0.0); ``tomllib`` has read the values and tells no places.

Because the document is known to be sound, the scanner needs to know only what moves it on: comments, the four kinds of string, keys,
headers, brackets, commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from promptlint.sources.jsonpath import Place

#: Deeper documents are not read; the reader of the standard library gives up at some hundred levels.
DEEPEST = 100

_STRING = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\r\n]++|\\.)*+"'
    r"|'[^'\r\n]*+'"
)
_TOKEN = re.compile(
    rf"(?P<space>[ \t]++)|(?P<line>\r?\n)|(?P<comment>#[^\r\n]*+)|(?P<string>{_STRING})|(?P<sign>[\[\]{{}}=,.])"
    r"|(?P<bare>[^\s\[\]{}=,.#]++)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfre\"\\])|[ \t]*\r?\n[ \t\r\n]*)|\r\n", re.DOTALL)
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


class TomlString(NamedTuple):
    """A string value: its file span with quotes, and where its key begins (or itself, in an array)."""

    start: int
    end: int
    key: int
    inline: bool


class TooDeepError(ValueError):
    """A document nested deeper than DEEPEST."""


def scan(text: str) -> tuple[dict[Place, TomlString], list[tuple[int, int]]]:
    """The string values of a sound document by their places, and the spans of its comments."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup != "space"]
        self.at = 0
        self.strings: dict[Place, TomlString] = {}
        self.comments: list[tuple[int, int]] = []
        self.arrays: dict[Place, int] = {}

    def scan(self) -> tuple[dict[Place, TomlString], list[tuple[int, int]]]:
        table: Place = ()
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            kind = token.lastgroup
            if kind in ("line", "comment"):
                self._pass(token)
            elif token.group() == "[":
                self.at += 1
                several = self._is("[") and self.tokens[self.at].start() == token.end()
                self.at += several
                table = self._numbered(self._key(), several=several)
                self.at += 1 + several
            else:
                place = self._placed(table, self._key())
                self.at += 1  # the equals sign
                self._value(place, token.start())
        return self.strings, self.comments

    def _pass(self, token: re.Match[str]) -> None:
        if token.lastgroup == "comment":
            self.comments.append(token.span())
        self.at += 1

    def _is(self, sign: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].group() == sign

    def _key(self) -> list[str]:
        """The names of a dotted key; the sign behind it is the next token."""
        names = [self._name()]
        while self._is("."):
            self.at += 1
            names.append(self._name())
            if len(names) > DEEPEST:
                raise TooDeepError
        return names

    def _name(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        return decode(token.group()) if token.lastgroup == "string" else token.group()

    def _numbered(self, names: list[str], *, several: bool) -> Place:
        place: Place = ()
        for name in names[:-1]:
            place = self._placed(place, [name])
        last: Place = (*place, names[-1])
        if several:
            self.arrays[last] = self.arrays.get(last, -1) + 1
        return self._placed(place, [names[-1]])

    def _placed(self, place: Place, names: list[str]) -> Place:
        for name in names:
            place = (*place, name)
            if place in self.arrays:
                place = (*place, self.arrays[place])
        return place

    def _value(self, place: Place, begin: int, *, inline: bool = False, depth: int = 0) -> None:
        """Go through the value that begins at the next token; ``begin`` is where its key does."""
        if depth > DEEPEST:
            raise TooDeepError
        token = self.tokens[self.at]
        self.at += 1
        if token.group() == "[":
            number = 0
            while (item := self._next_of("]")) is not None:
                self._value((*place, number), item.start(), inline=inline, depth=depth + 1)
                number += 1
        elif token.group() == "{":
            while (item := self._next_of("}")) is not None:
                inner = (*place, *self._key())
                self.at += 1  # the equals sign
                self._value(inner, item.start(), inline=True, depth=depth + 1)
        elif token.lastgroup == "string":
            self.strings[place] = TomlString(token.start(), token.end(), begin, inline)
        else:  # a number, a date, true or false; 1.5 and 07:32:00.5 are several tokens
            while self.at < len(self.tokens) and (self._is(".") or self.tokens[self.at].lastgroup == "bare"):
                self.at += 1

    def _next_of(self, closing: str) -> re.Match[str] | None:
        """The first token of the next item in brackets, or None behind the closing one; commas, lines and comments are passed."""
        while True:
            token = self.tokens[self.at]
            if token.lastgroup in ("line", "comment"):
                self._pass(token)
            elif token.group() == ",":
                self.at += 1
            elif token.group() == closing:
                self.at += 1
                return None
            else:
                return token


def decode(literal: str) -> str:
    """The text of a string of any of the four kinds, quotes included in ``literal``."""
    return "".join(text for text, _, _ in pieces(literal))


def pieces(literal: str) -> Iterator[tuple[str, int, int]]:
    """(text, start, end) of the parts of a string: an escape or a Windows line break is one, the rest stands as it is."""
    quote = literal[:3] if literal[:3] in ('"""', "'''") else literal[0]
    begin, end = len(quote), len(literal) - len(quote)
    if len(quote) == 3:
        begin += 2 if literal.startswith("\r\n", begin) else 1 if literal.startswith("\n", begin) else 0
    at = begin
    for match in _ESCAPE.finditer(literal, begin, end) if quote[0] == '"' else re.compile(r"\r\n").finditer(literal, begin, end):
        if match.start() > at:
            yield literal[at : match.start()], at, match.start()
        yield _meaning(match), match.start(), match.end()
        at = match.end()
    if at < end:
        yield literal[at:end], at, end


def _meaning(match: re.Match[str]) -> str:
    if match.group() == "\r\n":
        return "\n"
    short, long, named = match.groups()
    if named:
        return _NAMED[named]
    return chr(int(short or long, 16)) if short or long else ""
