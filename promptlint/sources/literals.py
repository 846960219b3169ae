"""Prompts in programs: the string literals that a comment marks.

    # promptlint: prompt
    HERO = "close-up portrait, slight AU1 inner brow raise"

The comment stands on the line of the literal or on the line above; where that line opens a bracket that it does not close, it speaks of all
literals up to the closing one. ``promptlint: negative prompt`` ties a literal to the marked one before it, ``promptlint: fragment`` marks a
part of a prompt. A key of a dictionary or an object is no prompt. What several literals make together is not read: one is a prompt only if
nothing is joined to it. Values put into an f-string or a template literal are opaque, and such a prompt is a fragment.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from promptlint.sources.decoding import MAX_FAULTS
from promptlint.sources.directives import MARK, is_directive
from promptlint.sources.found import MAX_PROMPT, Contents, Found, SourceFault, SourceMap, proof_by_reading, too_long
from promptlint.sources.keyed import merged
from promptlint.sources.reading import Reading
from promptlint.text import Lines

#: How a file's name ends, and the module that takes such a program apart; any other is read as Python.
ENDINGS = dict.fromkeys((".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"), "javascript")


class Word(NamedTuple):
    """A token of a program that matters here: its kind ("string", "comment", "sign" or "other"), its text and its file offsets."""

    kind: str
    text: str
    start: int
    end: int


def read(path: str, text: str, reading: Reading) -> Contents:
    """The marked literals of a program."""
    contents = Contents(how="string literals that a comment marks as prompts")
    if "romptlint" not in text:
        return contents
    if ENDINGS.get(path.lower()[path.rfind(".") :]) == "javascript":
        from promptlint.sources import javascript as language
    else:
        from promptlint.sources import python as language  # type: ignore[no-redef]
    words, fault = language.words(text)
    if fault is not None:
        contents.faults.append(fault)
    _Program(text, words, contents, reading, language).read()
    return contents


class _Program:
    def __init__(self, text: str, words: list[Word], contents: Contents, reading: Reading, language: object) -> None:
        self.text = text
        self.words = words
        self.contents = contents
        self.reading = reading
        self.language = language
        self.lines = Lines(text)
        self.last: int | None = None
        self.taken: set[int] = set()
        #: for each word the number of the next one behind it that is no comment
        self.following = [len(words)] * len(words)
        for number in range(len(words) - 2, -1, -1):
            self.following[number] = number + 1 if words[number + 1].kind != "comment" else self.following[number + 1]

    def read(self) -> None:
        """Look for the literals of each mark."""
        for number, word in enumerate(self.words):
            if word.kind != "comment":
                continue
            mark = MARK.match(word.text)
            if mark is None:
                if is_directive(word.text):
                    self.contents.comments.append((word.start, word.end))
                continue
            literals = self._marked(number)
            if not literals:
                message = "this comment marks no string literal: write it on the line of one or on the line above"
                self._fault(word, message)
            for literal in literals:
                self._add(literal, mark["kind"].lower())
        order = sorted(range(len(self.contents.found)), key=lambda number: self.contents.found[number].head or 0)
        self.contents.found = [self.contents.found[number] for number in order]

    def _fault(self, word: Word, message: str) -> None:
        if len(self.contents.faults) < MAX_FAULTS:
            self.contents.faults.append(SourceFault(word.start, word.end, message))

    def _line(self, offset: int) -> int:
        return self.lines.locate(offset)[0]

    def _marked(self, number: int) -> list[int]:
        """The numbers of the literals that the comment of this number speaks of."""
        comment = self.words[number]
        line = self._line(comment.start)
        first = number
        while first > 0 and self._line(self.words[first - 1].end - 1) == line:
            first -= 1
        if first < number:
            while first > 0 and self._line(self.words[first - 1].end - 1) == self._line(self.words[first].start):
                first -= 1  # a literal of several lines begins further up
            return self._keys_left_out(first, number)
        first = self.following[number]
        if first == len(self.words):
            return []
        line, depth, at = self._line(self.words[first].start), 0, first
        while at < len(self.words) and (depth > 0 or self._line(self.words[at].start) == line):
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(
                self.words[at].text if self.words[at].kind == "sign" else "", 0
            )
            at += 1
        return self._keys_left_out(first, at)

    def _keys_left_out(self, first: int, end: int) -> list[int]:
        """The literals between two words, without the keys of dictionaries and objects."""
        return [at for at in range(first, end) if self.words[at].kind == "string" and not self._is_key(at)]

    def _is_key(self, at: int) -> bool:
        following = self._beside(at, 1)
        before = self._beside(at, -1)
        if following is None or before is None:
            return False
        if before.text == "[" and following.text == "]":  # an index, unless the bracket begins a list
            opener = self._beside(at, -2)
            return opener is not None and opener.kind == "other" and opener.text not in ("=", "return", "in", "yield")
        return following.text == ":" and before.text in ("{", ",")

    def _beside(self, at: int, step: int) -> Word | None:
        """The word so many words before or behind, comments left out."""
        move = 1 if step > 0 else -1
        left = abs(step)
        while 0 <= at + move < len(self.words):
            at += move
            if self.words[at].kind != "comment":
                left -= 1
                if left == 0:
                    return self.words[at]
        return None

    def _add(self, at: int, kind: str) -> None:
        if at in self.taken:
            return
        self.taken.add(at)
        word, contents = self.words[at], self.contents
        beside = (self._beside(at, -1), self._beside(at, 1))
        if any(one is not None and (one.kind == "string" or one.text in ("+", "%")) for one in beside):
            message = "this marked literal is joined to something else, so it is only a part of a prompt; write the prompt as one literal"
            self._fault(word, message)
            return
        pieces = self.language.pieces(word.text)  # type: ignore[attr-defined]
        if pieces is None:
            message = "this marked literal holds bytes, or an escape that cannot be read here; it is not checked"
            self._fault(word, message)
            return
        text = "".join(piece for piece, _, _ in pieces)
        if not text.strip():
            return
        if len(text) > MAX_PROMPT:
            contents.faults.append(too_long(word.start, word.end))
            return
        if kind.startswith("negative"):
            if self.last is not None and contents.found[self.last].negative is None:
                contents.found[self.last].negative = text
            return
        self.last = len(contents.found)
        opaque = any(self.language.is_opaque(word.text[start:end], word.text) for _, start, end in pieces)  # type: ignore[attr-defined]
        fragment = self.reading.fragments or kind.startswith("fragment") or opaque
        place = f"line {self._line(word.start)}"
        contents.found.append(Found(text, place, self._map(word, text, pieces), None, fragment, word.start))

    def _map(self, word: Word, text: str, pieces: Iterable[tuple[str, int, int]]) -> SourceMap:
        listed, at = [], 0
        for piece, start, end in pieces:
            if piece:
                listed.append((at, at + len(piece), word.start + start, word.start + end))
            at += len(piece)
        encode = partial(self.language.encode, literal=word.text)  # type: ignore[attr-defined]
        return SourceMap(merged(iter(listed)), encode, proof=proof_by_reading(word.text, word.start, text, self._decode))

    def _decode(self, literal: str) -> str:
        pieces = self.language.pieces(literal)  # type: ignore[attr-defined]
        if pieces is None:
            raise ValueError(literal)
        return "".join(piece for piece, _, _ in pieces)
