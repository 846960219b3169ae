"""Exact token counts of CLIP, the encoder of Stable Diffusion 1.5, SDXL and what descends from them.

Byte pair encoding as in OpenAI's ``clip/simple_tokenizer.py``, with its merges (clip_merges.gz; LICENSE-CLIP.txt). Only counts are made, so
the vocabulary's numbers are not needed. The merges take 20 ms to load, which happens when the first text is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

#: What ends a word in CLIP's vocabulary.
END = "</w>"
#: A word longer than this is counted by pieces of this length, so that a text without spaces takes a time that grows with its length
#: only; CLIP itself looks at the whole word for every merge.
LONGEST = 256


@cache
def _words() -> re.Pattern[str]:
    """CLIP's words: English contractions, runs of letters, single digits, runs of other characters.

    The original says ``\\p{L}`` and ``\\p{N}``, which ``re`` does not have. ``[^\\W\\d_]`` also matches the numbers that are no decimal
    digits ("½", "²", "Ⅷ"); ``_split`` takes them out again.
    """
    return re.compile(r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+", re.IGNORECASE)


def _split(start: int, word: str) -> Iterator[tuple[int, str]]:
    """A run of letters and numbers as CLIP splits it: each number alone (``str.isalpha`` is exactly ``\\p{L}``)."""
    first = 0
    for place, character in enumerate(word):
        if not character.isalpha():
            if first < place:
                yield start + first, word[first:place]
            yield start + place, character
            first = place + 1
    if first < len(word):
        yield start + first, word[first:]


@cache
def _ranks() -> dict[str, int]:
    """The merges, "left right" with their rank."""
    from gzip import decompress

    with open(__file__.replace("clip.py", "clip_merges.gz"), "rb") as packed:
        merges = decompress(packed.read()).decode("utf-8").splitlines()
    return dict(zip(merges, range(len(merges)), strict=True))


@cache
def _letters() -> dict[int, str]:
    """CLIP's stand-in for each byte: itself where it can be seen, else a character from U+0100 on."""
    seen = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    hidden = [byte for byte in range(256) if byte not in set(seen)]
    return {**{byte: chr(byte) for byte in seen}, **{byte: chr(256 + place) for place, byte in enumerate(hidden)}}


@lru_cache(maxsize=1 << 16)
def _length(word: str) -> int:
    """How many tokens a word of CLIP's takes: merge the pair of the best rank until none is left."""
    if word.startswith("<|"):
        return 1
    ranks, letters = _ranks(), _letters()
    parts = [letters[byte] for byte in word.encode("utf-8", "replace")]
    parts[-1] += END
    while len(parts) > 1:
        pair = min((f"{left} {right}" for left, right in pairwise(parts)), key=lambda pair: ranks.get(pair, len(ranks)))
        if pair not in ranks:
            break
        merged: list[str] = []
        place = 0
        while place < len(parts):
            if place + 1 < len(parts) and f"{parts[place]} {parts[place + 1]}" == pair:
                merged.append(parts[place] + parts[place + 1])
                place += 2
            else:
                merged.append(parts[place])
                place += 1
        parts = merged
    return len(parts)


def _pieces(start: int, word: str) -> Iterator[tuple[int, str]]:
    for first in range(0, len(word), LONGEST):
        yield start + first, word[first : first + LONGEST]


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """(offset, tokens) of each of CLIP's words in a stretch of the text, in order; offsets are code points of the text."""
    stretch = text[start:end]
    lowered = stretch.lower()
    grown = [place for place, character in enumerate(stretch) for _ in character.lower()] if len(lowered) != len(stretch) else None
    for match in _words().finditer(lowered):
        word = match.group()
        split = ((match.start(), word),) if word.isascii() or word.isalpha() or not word[0].isalnum() else _split(match.start(), word)
        for place, part in split:
            for first, piece in _pieces(place, part):
                yield start + (grown[first] if grown else first), _length(piece)  # "İ" is two characters in lower case


def count(text: str) -> int:
    """How many tokens CLIP makes of a text, without those for begin and end. No text makes it raise."""
    return sum(tokens for _, tokens in words(text))
