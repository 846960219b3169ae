"""JavaScript and TypeScript: their strings, template literals and comments (ECMAScript 2024, chapter 12).

Whether a slash begins a regular expression is told by what stands before it, which suffices for finding strings; JSX text is passed over.
"""

from __future__ import annotations

import re

from promptlint.sources.found import EditError, SourceFault
from promptlint.sources.literals import Word

_WORD = re.compile(
    r"(?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<string>\"(?:[^\"\\\r\n]++|\\.)*+\"|'(?:[^'\\\r\n]++|\\.)*+')"
    r"|(?P<template>`)"
    r"|(?P<open>[\"'])"
    r"|(?P<slash>/)"
    r"|(?P<sign>[()\[\]{},:+%])"
    r"|(?P<other>[\w$]+|[^\s\w$()\[\]{},:+%/\"'`]+)",
    re.DOTALL,
)
#: A regular expression is looked for within so many characters, so that a line full of slashes takes no quadratic time.
_REGULAR = re.compile(r"/(?:[^/\\\[\r\n]|\\.|\[(?:[^\]\\\r\n]|\\.){0,300}+\]){1,300}+/[a-z]*")
_AFTER_VALUE = re.compile(r"[\w$)\]}\"'`]\Z")
_BEFORE_REGULAR = frozenset({"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "do", "else", "yield", "await"})
_ESCAPE = re.compile(
    r"\\(?:\r\n|[\r\n\u2028\u2029]|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|.)"
    r"|\r\n|\r",
    re.DOTALL,
)
_SPECIAL = re.compile(rf"\$\{{|{_ESCAPE.pattern}", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def words(text: str) -> tuple[list[Word], SourceFault | None]:
    """The strings, comments and signs of a program; a fault where a template literal is never closed, and what stands before it."""
    found: list[Word] = []
    at = 0
    while match := _WORD.search(text, at):
        kind, at = match.lastgroup or "other", match.end()
        if kind == "template":
            end = _template_end(text, at)
            if end < 0:
                fault = SourceFault(match.start(), at, "a template literal is opened here and never closed; what follows is not checked")
                return found, fault
            found.append(Word("string", text[match.start() : end], match.start(), end))
            at = end
        elif kind == "slash":
            before = next((word for word in reversed(found[-8:]) if word.kind != "comment"), None)
            is_value = before is not None and before.text not in _BEFORE_REGULAR and _AFTER_VALUE.search(before.text)
            regular = None if is_value else _REGULAR.match(text, match.start())
            at = regular.end() if regular else at
            found.append(Word("other", text[match.start() : at], match.start(), at))
        else:  # a quote that is not closed in its line is an apostrophe in JSX text
            found.append(Word("other" if kind == "open" else kind, match.group(), match.start(), at))
    return found, None


def _template_end(text: str, at: int) -> int:
    """Where the template literal ends whose inside begins at ``at``; -1 if it does not. Values in it may hold templates themselves."""
    depths: list[int] = []  # of open braces in each value that is open
    special = re.compile(r"\\.|`|\$\{|[{}]|\"(?:[^\"\\\r\n]++|\\.)*+\"|'(?:[^'\\\r\n]++|\\.)*+'", re.DOTALL)
    templates = 1
    while match := special.search(text, at):
        sign, at = match.group(), match.end()
        in_value = len(depths) == templates
        if not in_value and sign[0] in "\"'":
            at = match.start() + 1
        elif sign == "`":
            if in_value:
                templates += 1
            else:
                templates -= 1
                if templates == 0:
                    return at
        elif sign == "${" and not in_value:
            depths.append(0)
        elif sign in ("{", "${") and in_value:
            depths[-1] += 1
        elif sign == "}" and in_value:
            if depths[-1] == 0:
                depths.pop()
            else:
                depths[-1] -= 1
    return -1


def pieces(literal: str) -> list[tuple[str, int, int]] | None:
    """(text, start, end) of the parts of a literal: an escape is one, so is a value put into a template. None where it cannot be read."""
    quote = literal[0]
    found: list[tuple[str, int, int]] = []
    at, end = 1, len(literal) - 1
    if end < 1 or literal[-1] != quote:
        return None
    special = _SPECIAL if quote == "`" else _ESCAPE
    while match := special.search(literal, at, end):
        start, stop, meaning = match.start(), match.end(), None
        if match.group() == "${":
            stop = _value_end(literal, stop, end)
            meaning = "${xx}" if stop - start == 4 else "${x}"  # as long, it would count as the same characters
        else:
            meaning = _meaning(match.group())
        if meaning is None:
            return None
        if start > at:
            found.append((literal[at:start], at, start))
        found.append((meaning, start, stop))
        at = stop
    if at < end:
        found.append((literal[at:end], at, end))
    plain = [text for text, start, stop in found if stop - start == len(text) and text == literal[start:stop]]
    return None if any(quote in text for text in plain) or (quote != "`" and any("\n" in text for text in plain)) else found


def _value_end(literal: str, at: int, end: int) -> int:
    """Behind the brace that closes a value: the template that it is in ends where this one would, were it all there is."""
    depth = 0
    for match in re.compile(r"`(?:[^`\\]|\\.)*`|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[{}]", re.DOTALL).finditer(literal, at, end):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            if depth == 0:
                return match.end()
            depth -= 1
    return end


def _meaning(found: str) -> str | None:
    if found[0] != "\\":
        return "\n"
    sign = found[1]
    if sign in "\r\n\u2028\u2029":
        return ""
    if sign == "u":
        if len(found) == 12:
            return found[2:6] and chr(0x10000 + ((int(found[2:6], 16) - 0xD800) << 10) + int(found[8:12], 16) - 0xDC00)
        digits = found[2:].strip("{}")
        code = int(digits, 16) if digits else 0x110000
        return chr(code) if code < 0x110000 else None
    if sign == "x":
        return chr(int(found[2:], 16)) if len(found) == 4 else None
    return _NAMED.get(sign, sign)


def is_opaque(part: str, literal: str) -> bool:
    """Whether a part of a literal is a value that the program puts in."""
    return literal[0] == "`" and part.startswith("${")


def encode(text: str, literal: str) -> str:
    """A replacement as it stands in a literal with these quotes. Raises EditError where it cannot."""
    quote = literal[0]
    if "\u2028" in text or "\u2029" in text:
        raise EditError("a line separator (U+2028, U+2029) does not belong into a string literal")
    text = text.replace("\\", "\\\\").replace(quote, f"\\{quote}").replace("\r", "\\r").replace("\0", "\\x00")
    return text.replace("${", "\\${") if quote == "`" else text.replace("\n", "\\n")
