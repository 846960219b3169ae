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

#: Brackets, a backslash, and # before what may be a colour, which some tools take for a comment.
_BRACKETS = re.compile(r"[()\[\]{}<\\]|#[0-9a-fA-F]{3}")
#: A text with none of these strings, and none of these characters, has no markup that detection could find.
_SIGNS = (
    "::",
    "://",
    "/imagine",
    "--",
    "—",
    "–",
    "__",
    "++",
    "BREAK",
    "AND_",
    "ADD",
    "embedding:",
    "lora:",
    "Negative prompt:",
    "-neg",
    "Steps:",
)


def has_markup(text: str) -> bool:
    """Whether the text can hold any markup; most prompts do not, and are one run."""
    if _BRACKETS.search(text):
        return True
    return any(sign in text for sign in _SIGNS)


def read_markup(text: str, dialect: str | None = None) -> Markup:
    """Read the markup of a prompt.

    dialect is a name in ``dialects.DIALECTS``; None detects it. Raises ValueError for a name that is not there; no text makes it raise.
    """
    if dialect is None and not has_markup(text):
        return Markup("plain", (Run(0, len(text)),) if text else (), ((text, 1.0),) if text else ())
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
    from promptlint.markup.faults import find_faults
    from promptlint.markup.reading import Reading

    told = name is not None
    certain = name == "a1111-infotext"
    negative, end = areas.split(text, certain=certain) if name is None or certain else (None, len(text))
    if name is None:
        infotext = (negative or end < len(text)) and not areas.is_of_pika(negative)
        name = "a1111-infotext" if infotext else detect(text)
    dialect = DIALECTS[_known(name)]

    def paired(start: int, stop: int) -> brackets.Paired:
        return brackets.pair(lexer.scan(text, dialect, start, stop), dialect, stop)

    def raw(start: int, stop: int) -> tree.Node:
        return tree.build(brackets.pair(lexer.scan(text, dialect, start, stop, raw=True), dialect, stop).tokens)

    if negative and negative.end() <= end:
        stretches = [paired(0, negative.start()), paired(negative.end(), end)]
        marker = lexer.Token("NEGATIVE", negative.start(), negative.end())
        tokens = [*stretches[0].tokens, marker, *stretches[1].tokens]
    else:
        stretches = [paired(0, end)]
        tokens = list(stretches[0].tokens)
    if end < len(text):
        tokens.append(lexer.Token("PARAMETERS", end, len(text)))
    odd = any(stretch.unclosed or stretch.stray for stretch in stretches)
    if dialect.name == "any" and not told and not odd and all(token.terminal == "TEXT" and token.value is None for token in tokens):
        dialect = DIALECTS["plain"]
    reading = Reading(text, dialect, raw)
    reading.walk(tree.build(tokens))
    runs = tuple(reading.runs)
    if dialect.name == "json":
        from promptlint.markup.jsonprompt import value_runs

        runs = value_runs(text) or runs
    return Markup(dialect.name, runs, reading.parts(), find_faults(text, dialect, stretches))
