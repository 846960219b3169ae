"""The markup that image tools wrap round the words of a prompt, read the way the tool reads it.

``read_markup`` is total and linear: no text makes it raise, and its time grows with the text's length only.
"""

from __future__ import annotations

import re

from promptlint.model import Markup, Run

#: Every kind of fault that read_markup can report.
FAULTS = (
    "unclosed-bracket",
    "stray-bracket",
    "ratio-as-weight",
    "square-weight",
    "malformed-weight",
    "extreme-weight",
    "break-in-group",
    "unclosed-network",
    "unescaped-tag",
    "colour-as-comment",
    "unfilled-placeholder",
)

#: A text without any of these has no markup in any dialect.
_MARKUP = re.compile(r"[()\[\]{}<\\$#]|::|//|/imagine|--|—|–|__|\+\+|:\s*+[\d.]|\bBREAK\b|\bAND|\bADD|embedding:|^[ \t]*+Negative prompt:|Steps:|\d::|useLora|withLora|\w[+-](?!\w)|\.(?:swap|attend)|\"|\|", re.MULTILINE)


def read_markup(text: str, dialect: str | None = None) -> Markup:
    """Read the markup of a prompt.

    dialect is a name in ``dialects.DIALECTS``; None detects it. Raises ValueError for a name that is not there; no text makes it raise.
    """
    if not _MARKUP.search(text):
        name = "plain" if dialect is None else _known(dialect)
        return Markup(name, (Run(0, len(text)),) if text else (), ((text, 1.0),) if text else ())
    return _read(text, dialect)


def _known(name: str) -> str:
    from promptlint.markup.dialects import DIALECTS

    if name not in DIALECTS:
        raise ValueError(f"unknown dialect {name!r}; there are {', '.join(sorted(filter(None, DIALECTS)))}")
    return DIALECTS[name].name


def _read(text: str, name: str | None) -> Markup:
    from promptlint.markup import areas, brackets, lexer, tree
    from promptlint.markup.detect import detect
    from promptlint.markup.dialects import DIALECTS
    from promptlint.markup.reading import Reading

    certain = name == "a1111-infotext"
    negative, end = areas.split(text, certain=certain) if name is None or certain else (None, len(text))
    if name is None:
        name = "a1111-infotext" if negative or end < len(text) else detect(text)
    dialect = DIALECTS[_known(name)]

    def paired(start: int, stop: int) -> brackets.Paired:
        return brackets.pair(lexer.scan(text, dialect, start, stop), dialect, stop)

    def raw(start: int, stop: int) -> tree.Node:
        return tree.build(brackets.pair(lexer.scan(text, dialect, start, stop, raw=True), dialect, stop).tokens)

    stretches = [paired(0, min(negative.start(), end))] + [paired(negative.end(), end)] if negative and negative.end() <= end else [paired(0, end)]
    tokens = list(stretches[0].tokens)
    if len(stretches) > 1 and negative:
        tokens += [lexer.Token("NEGATIVE", negative.start(), negative.end()), *stretches[1].tokens]
    if end < len(text):
        tokens.append(lexer.Token("PARAMETERS", end, len(text)))
    reading = Reading(text, dialect, raw)
    reading.walk(tree.build(tokens))
    return Markup(dialect.name, tuple(reading.runs), reading.parts())
