"""What stands round a piece of markup and tells whether it is meant as markup: lettering in quotes, a list of tags, prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from promptlint.markup.dialects import Dialect

#: A list of tags has at least this many commas, and no more words than this between two of them on average.
TAG_COMMAS = 2
TAG_WORDS = 6.0
#: Prose has at least this many sentences.
SENTENCES = 2


@cache
def _sentence_ends() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{2}[.!?][\"”']?\s++[^\W_]")


class Surroundings:
    """A prompt's text, looked at once and as far as it is asked for."""

    __slots__ = ("_quotes", "_sentences", "_tags", "dialect", "known", "text")

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        #: The tool is one that weighs with brackets, and not only guessed at.
        self.known = dialect.name not in ("any", "plain", "json", "midjourney", "compel", "invokeai")
        self._tags: bool | None = None
        self._sentences: int | None = None
        self._quotes: tuple[list[int], list[int]] | None = None

    @property
    def sentences(self) -> int:
        """How many sentences the text has."""
        if self._sentences is None:
            self._sentences = 1 + sum(1 for _ in _sentence_ends().finditer(self.text))
        return self._sentences

    @property
    def is_tag_list(self) -> bool:
        """Whether the text is a list of short phrases between commas."""
        if self._tags is None:
            commas = self.text.count(",") + self.text.count("，") + self.text.count("、")
            self._tags = commas >= TAG_COMMAS and len(self.text.split()) / (commas + 1) <= TAG_WORDS and self.sentences == 1
        return self._tags

    @property
    def is_prose(self) -> bool:
        """Whether the text is written in sentences, as for a model that reads language."""
        return self.sentences >= SENTENCES and not self.is_tag_list

    def is_quoted(self, place: int) -> bool:
        """Whether a place stands in double quotes: lettering in the picture. Quotes round the whole prompt count for nothing."""
        if self._quotes is None:
            self._quotes = quotations(self.text)
        starts, ends = self._quotes
        before = bisect_right(starts, place) - 1
        return before >= 0 and place < ends[before]


def quotations(text: str) -> tuple[list[int], list[int]]:
    """Where quotations in double quotes begin and end, in order: "..." and “...”, but for quotes round the whole."""
    starts, ends = [], []
    opened: int | None = None
    mark = ""
    for place in (match.start() for match in re.finditer('["“”]', text)) if '"' in text or "“" in text else ():
        if opened is None:
            if text[place] != "”":
                opened, mark = place, '"' if text[place] == '"' else "”"
        elif text[place] == mark:
            starts.append(opened)
            ends.append(place)
            opened = None
    whole = text.strip()
    if len(starts) == 1 and ends[0] - starts[0] == len(whole) - 1:
        return [], []
    return starts, ends
