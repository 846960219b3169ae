"""Intensifiers piled on one another.

Source: the article's third mistake ("Very emotional intense dramatic expression"); FACS knows five intensities, A to E (Ekman, Friesen &
Hager 2002), and no more of them beyond E. Text encoders read a second "extremely" as another word, not as another degree. The article
scales with one word a unit ("slight", "full", "maximum"); so does this rule. "Very, very" with a comma is rhythm, and "so very" is idiom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, rule
from promptlint.wording import quoted

INTENSIFIER = (
    r"(?:very|extremely|incredibly|insanely|ridiculously|intensely|super|ultra|mega|hyper|uber|truly|deeply|profoundly|absolutely"
    r"|completely|totally|utterly"
    r"|exceptionally|extraordinarily|really|terribly|awfully|highly|exceedingly|immensely|hugely|tremendously|enormously|remarkably"
    r"|amazingly|unbelievably"
    r"|astonishingly|outrageously|overwhelmingly|wildly|madly|massively|majorly|seriously|desperately|hopelessly|thoroughly|entirely"
    r"|supremely|intensively"
    r"|extreme|duper|freaking|freakin|fucking|damn|bloody|crazy|strongly|severely|heavily|greatly|vastly|acutely|violently|fiercely"
    r"|furiously|immeasurably|infinitely)"
)
GAP = r"(?:\s*,\s*|\s+and\s+|\s+|-|_)"
#: Two or more in a row; what follows is looked at apart.
STACK = rf"(?<![\w-]){INTENSIFIER}(?:{GAP}{INTENSIFIER})+(?![\w-])"
#: Words that are an intensifier and something else: they end a stack unless a word they can grade follows.
DOUBLE = frozenset(
    {
        "extreme",
        "super",
        "ultra",
        "mega",
        "hyper",
        "crazy",
        "damn",
        "bloody",
        "uber",
        "furiously",
        "fiercely",
        "violently",
        "deeply",
        "strongly",
        "heavily",
    }
)
#: What may follow a stack: its head, on the same side of the next comma.
HEAD = r"(?:\s*[,:]?\s*|_|-)(?P<head>[^\W\d_]\w+)"
#: How far lettering in quotation marks may reach.
LETTERING = 200
#: Words that are no head: the stack was a list of things, or ends in a name.
NO_HEAD = frozenset(
    {"and", "or", "but", "in", "on", "at", "of", "with", "by", "the", "a", "an", "style", "mario", "hd", "wide-angle", "close-up"}
)


@rule(
    "RED103",
    severity="info",
    preset="strict",
    good=(
        "very angry cook, extremely hot kitchen",
        "extremely detailed skin, highly realistic, sad clown",
        "a very slightly raised eyebrow, clerk",
        "a very, very old man, library",
        "so very happy, bride on the steps",
        'a band called "Very Extremely Loud", smiling drummer',
        "very much in love, couple on a bench",
        "intensely focused eyes, very dark room, watchmaker",
        "very happy, very tired, hiker",
    ),
    bad=(
        Bad("a very extremely incredibly happy ringmaster outside his tent", marks=("very extremely incredibly",)),
        Bad("extremely very furrowed brow, judge", marks=("extremely very",)),
        Bad("very very very wide smile, salesman", marks=("very very very",)),
        Bad("(super ultra mega sad:1.2), clown", marks=("super ultra mega",)),
        Bad("her eyes are absolutely completely totally wide, attic", marks=("absolutely completely totally",)),
    ),
)
def stacked_intensifiers(prompt: Prompt) -> Iterator[Problem]:
    """The second one says nothing the first did not: a model has no degree above "extremely", and every word takes its share of the rest.
    Keep the one you mean; for an action, FACS' own scale says more: slight, marked, extreme, maximum.
    """
    quotes = 0
    looked = 0
    for found in re.finditer(STACK, prompt.text, re.IGNORECASE):
        quotes += prompt.text.count('"', looked, found.start())
        looked = found.start()
        words = re.findall(INTENSIFIER, found[0], re.IGNORECASE)
        if (
            _is_rhythm(found[0], words)
            or (quotes % 2 and '"' in prompt.text[found.end() : found.end() + LETTERING])
            or not _has_head(prompt.text, found.end(), words[-1])
        ):
            continue
        yield Problem(
            found.start(),
            found.end(),
            f"{quoted(found[0])}: each says the same again; keep one, or give the degree of an action a letter, A to E",
            label=f"{len(words)} intensifiers",
        )


def _is_rhythm(stack: str, words: list[str]) -> bool:
    """ "very, very old": one word twice, with a comma."""
    return len(words) == 2 and words[0].lower() == words[1].lower() and "," in stack


def _has_head(text: str, end: int, last: str) -> bool:
    """Whether the stack grades a word: "extremely, highly realistic" does, "super, ultra, 8k" is a list."""
    head = re.match(HEAD, text[end : end + 40])
    return head is not None and head["head"].lower() not in NO_HEAD and not (last.lower() in DOUBLE and text[end : end + 1] == ",")
