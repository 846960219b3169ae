"""Rewrites: a label, a vague claim or a contradiction becomes the facial actions that show it, in the article's manner.

``rewrite`` gives ranked rewrites of a whole prompt; ``wordings`` what may stand for one label. Both are deterministic, and every rewrite is
read again before it is given: it asks for exactly the units it names, and none of the article's mistakes is left in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    from promptlint.lexer import Lexicon
    from promptlint.model import Prompt
    from promptlint.rule import Edit

    class Configured(Protocol):
        """What of a configuration matters here: the words it knows."""

        @property
        def vocabulary(self) -> Lexicon | None:
            """The words it knows, or None for those that come with promptlint."""


class Rewrite(NamedTuple):
    """A whole prompt, rewritten.

    text   the new prompt
    units  the Action Units it asks for, sorted by number
    note   why, and from where
    edits  what to change in the old text to get it, in order of place; offsets in code points
    """

    text: str
    units: tuple[str, ...]
    note: str
    edits: tuple[Edit, ...]


class Wording(NamedTuple):
    """Words that may stand for a label: "AU1+AU4 inner brows drawn together and raised with AU15 lip corner depression, eyes lowered"."""

    text: str
    units: tuple[str, ...]
    note: str


def rewrite(
    text: str,
    *,
    style: str = "both",
    layers: int = 2,
    count: int = 3,
    dialect: str | None = None,
    config: Configured | None = None,
) -> list[Rewrite]:
    """At most ``count`` rewrites of a prompt, the best first; [] where it has none of the article's four mistakes.

    style "both" tells code and visible effect ("slight AU1 inner brow raise"), "facs" codes with FACS letters ("AU1B inner brow raise"),
    "plain" words only, for image models that do not know codes. layers: 1 the units that make the emotion, 2 an accent with them, 3 a
    base, a contradiction and a modifier. dialect as in ``parser.parse``; config gives the vocabulary. Raises ValueError for an unknown
    style.
    """
    from promptlint.parser import parse

    vocabulary = config.vocabulary if config is not None else None
    prompt = parse(text, dialect, vocabulary=vocabulary)
    return rewrite_prompt(prompt, style=style, layers=layers, count=count, vocabulary=vocabulary)


def rewrite_prompt(
    prompt: Prompt, *, style: str = "both", layers: int = 2, count: int = 3, vocabulary: Lexicon | None = None
) -> list[Rewrite]:
    """``rewrite`` for a prompt that has been read, with this vocabulary or the one that comes with promptlint."""
    from promptlint.rewriter.whole import rewrites

    return rewrites(prompt, style=_known(style), layers=layers, count=count, vocabulary=vocabulary)


def wordings(label: str, *, intensity: str | None = None, style: str = "both", layers: int = 2, tags: bool = False) -> list[Wording]:
    """What may stand for a label (a row of facs/emotions.csv, or displays.ANY for a vague claim), the best first; [] for an unknown one.

    intensity is a FACS letter, style and layers are as in ``rewrite``; tags gives commas only. Raises ValueError for an unknown style.
    """
    from promptlint.rewriter.whole import choices

    found = choices(label, intensity=intensity, style=_known(style), layers=layers)
    return [Wording(one.tags() if tags or not one.actions else one.listed(), one.units, one.note) for one in found]


def _known(style: str) -> str:
    from promptlint.rewriter.phrases import STYLES

    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}: use {', '.join(STYLES)}")
    return style
