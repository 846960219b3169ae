"""Where things stand in a text: lines, columns and the width of a character on a screen.

Every offset inside promptlint counts Unicode code points of the prompt's text, from 0; an end is exclusive. Only sources, reports
and editors convert, and they convert here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import cast

#: Bidirectional controls: they reorder what a terminal or a reviewer sees (CVE-2021-42574), so they are shown, never sent.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

#: A word: letters and digits, with an apostrophe inside ("bird's"). Possessive, so that no text makes it backtrack.
WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")


class Lines:
    """The line table of one text. A line ends with LF, CRLF or CR; lines and columns count from 1. Of a text that is a part of a file
    ``before`` is the number of the lines above it; they count as well.
    """

    __slots__ = ("_before", "_starts", "text")

    def __init__(self, text: str, before: int = 0) -> None:
        self.text = text
        self._before = before
        starts = [0]
        at = 0
        if "\r" in text:
            while at < len(text):
                if text[at] == "\r":
                    at += 2 if text[at + 1 : at + 2] == "\n" else 1
                    starts.append(at)
                else:
                    at += 1
                    if text[at - 1] == "\n":
                        starts.append(at)
        else:
            while (at := text.find("\n", at) + 1) > 0:
                starts.append(at)
        self._starts = starts

    def __len__(self) -> int:
        return self._before + len(self._starts)

    def locate(self, offset: int) -> tuple[int, int]:
        """The (line, column) of a code point offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return self._before + line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """The offset at which a line (from 1) begins."""
        return self._starts[line - self._before - 1]

    def line(self, line: int) -> str:
        """The text of a line (from 1) without its line ending."""
        line -= self._before
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[self._starts[line - 1] : end].rstrip("\r\n")


def visible(text: str) -> str:
    """The text with everything that could steer a terminal made visible: control characters, escape sequences, bidirectional
    overrides and other format characters become ``<U+001B>``. A tab becomes one space. Ordinary text comes back unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = []
    for character in text:
        if character == "\t":
            shown.append(" ")
        elif character in BIDI_CONTROLS or (unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character != "\u200d"):
            shown.append(f"<U+{ord(character):04X}>")
        else:
            shown.append(character)
    return "".join(shown)


def widths(text: str) -> list[int]:
    """How many terminal cells each code point of a text adds (Unicode East Asian Width, UAX #11, and emoji sequences, UTS #51).

    2 for wide characters; 0 for what is drawn on top of the character before it: marks, the vowels and finals of a Hangul syllable,
    a skin tone, an emoji joined by U+200D. U+FE0F asks for the emoji drawing, which is wide, so it adds the missing cell.
    """
    if text.isascii():
        return [1] * len(text)
    counted: list[int] = []
    before = ""
    for character in text:
        category = unicodedata.category(character)
        if character == "\ufe0f":
            width = 1 if counted and counted[-1] == 1 and unicodedata.category(before) in {"So", "Sm", "Po", "Nd", "Pd"} else 0
        elif (
            category in {"Mn", "Me"}
            or character == "\u200d"
            or "\u1160" <= character <= "\u11ff"
            or (before == "\u200d" and category in {"So", "Sm"})
            or ("\U0001f3fb" <= character <= "\U0001f3ff" and counted and counted[-1] != 1)
        ):
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        counted.append(width)
        before = character
    return counted


def cells(text: str) -> int:
    """How many terminal cells a text fills, see ``widths``."""
    return len(text) if text.isascii() else sum(widths(text))


#: What ends a clause, and what ends a sentence; a stop counts only before a space, so that "0.5" holds together.
CLAUSE_ENDS = (",", ";", "\n", ". ", "! ", "? ")
SENTENCE_ENDS = ("\n", ". ", "! ", "? ")
#: How far ``around`` looks either way, so that its cost does not grow with the text.
AROUND_MAX = 300


def around(text: str, start: int, end: int, ends: tuple[str, ...] = CLAUSE_ENDS) -> tuple[int, int]:
    """The clause (or sentence) that holds a span: where it begins and ends (exclusive), in code points, AROUND_MAX away at the most."""
    lowest = max(0, start - AROUND_MAX)
    first = max((place + len(mark) for mark in ends if (place := text.rfind(mark, lowest, start)) >= 0), default=lowest)
    highest = min(len(text), end + AROUND_MAX)
    return first, min((place for mark in ends if (place := text.find(mark, end, highest)) >= 0), default=highest)


class _Late:
    """A regular expression that is compiled when one of its methods is first called."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        for method in ("finditer", "findall", "fullmatch", "match", "search", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, but not before the pattern is used: a module with twenty patterns costs 6 ms at a start that needs three of them."""
    return cast("re.Pattern[str]", _Late(source, flags))
