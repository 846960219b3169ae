"""Text to terminals: every character of a prompt in exactly one token, whatever the prompt holds.

patterns.py holds the regular expression of each dialect; here its matches become tokens with values. What a bracket or a separator means
is decided later: brackets.py pairs brackets, the grammar builds the tree.
"""

from __future__ import annotations

import math

from promptlint.markup.dialects import Dialect
from promptlint.markup.patterns import markers_of, scanner


class Token:
    """A stretch of the text and the terminal it stands for.

    value is the terminal's own meaning (a weight, a kind of divider, a reason why text is opaque); mate is the other bracket of a pair.
    """

    __slots__ = ("end", "mate", "start", "terminal", "value")

    def __init__(self, terminal: str, start: int, end: int, value: object = None) -> None:
        self.terminal, self.start, self.end, self.value = terminal, start, end, value
        self.mate: Token | None = None

    def __repr__(self) -> str:
        return f"{self.terminal}[{self.start}:{self.end}]"


#: Groups that are opaque text, and why.
_OPAQUE = {
    "URL": "url",
    "COMMENT": "comment",
    "NETWORK": "network",
    "WILDCARD": "wildcard",
    "VARIABLE": "variable",
    "PLACEHOLDER": "placeholder",
    "EMBEDDING": "network",
    "FLAG": "parameter",
    "COMMAND": "parameter",
    "LORA": "network",
}


def _number(text: str) -> float | None:
    """A weight as Python reads it (Unicode digits included), or None for what is no finite number: "1.2.3", ".", "nan"."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _steps(signs: str, step: float) -> float:
    """compel's suffixes: each + multiplies by 1.1, each - by 0.9."""
    weight = 1.0
    for _ in range(min(len(signs), 1000)):
        weight *= step
    return weight


def _suffix(text: str) -> float:
    """The factor of ``+``, ``--``, ``1.3`` or of the argument of ``.attend()``."""
    if text.startswith("+") and not text.strip("+"):
        return _steps(text, 1.1)
    if text.startswith("-") and not text.strip("-"):
        return _steps(text, 0.9)
    return _number(text) or 0.0


def scan(text: str, dialect: Dialect, start: int = 0, end: int | None = None, *, raw: bool = False) -> list[Token]:
    """The tokens of a stretch of the text, in order and without a gap. Brackets and separators are candidates: see brackets.py."""
    end = len(text) if end is None else end
    tokens: list[Token] = []
    append = tokens.append
    for match in scanner(dialect.name, markers_of(text[start:end] if raw else text), raw).finditer(text, start, end):
        group = match.lastgroup or "TEXT"
        first, last = match.span()
        if group.startswith("TEXT") or group in ("SPACE", "EMOTICON"):
            if tokens and (before := tokens[-1]).terminal == "TEXT" and before.value is None:
                before.end = last
            else:
                append(Token("TEXT", first, last))
        elif group == "ESCAPE":
            append(Token("TEXT", first, last, "escape"))
        elif group in ("WEIGHT", "WHEN", "PART_WEIGHT"):
            append(Token(group, first, last, _number(text[first + 1 : last].strip())))
        elif group == "SUFFIX":
            append(Token("SUFFIX", first, last, _suffix(match.group())))
        elif group == "ATTEND":
            append(Token("SUFFIX", first, last, _suffix(match.group()[len(".attend(") : -1].strip())))
        elif group == "SPAN_OPEN":
            append(Token("SPAN_OPEN", first, last, _number(text[first : last - 2])))
        elif group == "PART":  # Midjourney: the weight ends one part, and the next begins
            weight = text[first + 2 : last].strip()
            append(Token("PART_WEIGHT", first, last, _number(weight) if weight else 1.0))
            append(Token("DIVIDER", last, last, "part"))
        elif group.startswith("DIVIDER"):
            append(Token("DIVIDER", first, last, "break" if group == "DIVIDER_TAG" else group[len("DIVIDER_") :].lower()))
        elif group == "HOLD_OPEN":
            append(Token("LBRACE", first, last, "hold"))
        elif group == "SHARE":
            append(Token("MARK", first, last))
        else:
            reason = _OPAQUE.get(group) or _OPAQUE.get(group.partition("_")[0])
            append(Token(group, first, last) if reason is None else Token("OPAQUE", first, last, reason))
    return tokens
