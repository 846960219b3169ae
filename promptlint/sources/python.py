"""Python programs: their strings and comments (the language reference, chapters 2.1 and 2.4), without running or compiling anything."""

from __future__ import annotations

import re

from promptlint.sources.found import EditError, SourceFault
from promptlint.sources.literals import Word

_WORD = re.compile(
    r"(?P<comment>#[^\r\n]*)"
    r"|(?P<string>(?:(?i:rb|br|fr|rf|[rbuft])(?=[\"']))?(?:"
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\r\n]++|\\.)*+"'
    r"|'(?:[^'\\\r\n]++|\\.)*+'))"
    r"|(?P<open>(?:(?i:rb|br|fr|rf|[rbuft])(?=[\"']))?(?:\"\"\"|'''|[\"']))"
    r"|(?P<sign>[()\[\]{},:+%])"
    r"|(?P<other>[^\W]+|[^\s\w()\[\]{},:+%#\"'\\]+|\\)",
    re.DOTALL,
)
_PREFIX = re.compile(r"[A-Za-z]*")
_ESCAPE = re.compile(r"\\(?:\r\n|[\r\n]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]*\}|.)|\r\n|\r", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
#: A value in an f-string, with one level of brackets in it.
_VALUE = re.compile(r"\{\{|\}\}|\{(?:[^{}]|\{[^{}]*\})*\}|[{}]")


def words(text: str) -> tuple[list[Word], SourceFault | None]:
    """The strings, comments and signs of a program; a fault where a string is never closed, and what stands before it."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "open":
            fault = SourceFault(match.start(), match.end(), "a string is opened here and never closed; what follows is not checked")
            return found, fault
        found.append(Word(kind, match.group(), match.start(), match.end()))
    return found, None


def _parts(literal: str) -> tuple[str, str]:
    """The prefix in lower case, and the quote."""
    match = _PREFIX.match(literal)
    prefix = match.group() if match else ""
    quote = literal[len(prefix) : len(prefix) + 3]
    return prefix.lower(), quote if quote in ('"""', "'''") else quote[:1]


def pieces(literal: str) -> list[tuple[str, int, int]] | None:
    """(text, start, end) of the parts of a literal: an escape is one, the rest stands as it is. None for bytes and unknown escapes."""
    prefix, quote = _parts(literal)
    if "b" in prefix or "t" in prefix:
        return None
    begin, end = len(prefix) + len(quote), len(literal) - len(quote)
    if end < begin or not literal.endswith(quote):
        return None
    found: list[tuple[str, int, int]] = []
    special = re.compile(r"\r\n|\r") if "r" in prefix else _ESCAPE
    if "f" in prefix:
        special = re.compile(f"{_VALUE.pattern}|{special.pattern}", re.DOTALL)
    at = begin
    for match in special.finditer(literal, begin, end):
        if match.start() > at:
            found.append((literal[at : match.start()], at, match.start()))
        meaning = _meaning(match.group())
        if meaning is None:
            return None
        if meaning == "{x}" and match.end() - match.start() == 3:
            meaning = "{xx}"  # as long as what it stands for it would count as the same characters
        found.append((meaning, match.start(), match.end()))
        at = match.end()
    if at < end:
        if quote in literal[at:end] and len(quote) == 1:
            return None
        found.append((literal[at:end], at, end))
    return found


def _meaning(found: str) -> str | None:
    if found[0] in "{}":
        return found[0] if found in ("{{", "}}") else None if len(found) == 1 else "{x}"
    if found[0] != "\\":
        return "\n"
    sign = found[1]
    if sign in "\r\n":
        return ""
    if sign in "01234567":
        return chr(int(found[1:], 8))
    if sign in "xuU" and len(found) > 2:
        code = int(found[2:], 16)
        return chr(code) if code < 0x110000 else None
    if sign == "N" and len(found) > 2:
        from unicodedata import lookup

        try:
            return lookup(found[3:-1])
        except KeyError:
            return None
    if sign in "xuUN":
        return None
    return _NAMED.get(sign, found)


def is_opaque(part: str, literal: str) -> bool:
    """Whether a part of a literal is a value that the program puts in."""
    return "f" in _parts(literal)[0] and part.startswith("{") and part != "{{"


def encode(text: str, literal: str) -> str:
    """A replacement as it stands in a literal of this kind. Raises EditError where it cannot."""
    prefix, quote = _parts(literal)
    if "f" in prefix:
        text = text.replace("{", "{{").replace("}", "}}")
    if "r" in prefix:
        if quote[0] in text or text.endswith("\\") or (len(quote) == 1 and re.search(r"[\r\n]", text)):
            raise EditError("a raw string cannot hold its own quote, a line break or a backslash at its end")
        return text
    text = text.replace("\\", "\\\\").replace(quote[0], f"\\{quote[0]}").replace("\r", "\\r").replace("\0", "\\x00")
    return text.replace("\n", "\\n") if len(quote) == 1 else text
