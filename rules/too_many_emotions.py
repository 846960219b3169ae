"""More states asked of one face than it can carry.

Source: the article's first mistake, "emotional overloading"; families of facs/emotions.csv (synonyms count once). Compound expressions of
two states are measured (Du, Tao & Martinez 2014); of three there is no published display.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import state_of

#: What ends a sentence; lists of tags have none of it.
SENTENCE_ENDS = (". ", "! ", "? ", "\n", "; ")
#: The names of layers, before a state and behind it.
LAYER_BEFORE = r"\b(?:layer|base|contradiction|modifier)(?:\s*#?(?:\d+|one|two|three|four))?\s*[:=]?\s*(?:(?:an?|of)\s+)?(?:\w+\s+){0,1}$"
LAYER_BEHIND = r"\s+(?:base|layer|modifier)\b"


@rule(
    "EMO101",
    severity="warning",
    reads=("emotion",),
    mistake="overload",
    good=(
        "bittersweet smile, happy and sad at once, train window",
        "happy cheerful joyful woman, garden",
        "expression sheet: happy, sad, angry, scared",
        "a happy man, an angry woman and a scared child on a bus",
        "{happy|sad|angry} woman, street",
        "first happy, then sad, then angry, a boy on the stairs",
        "A determined player on the field. She takes a deep breath, focused. In the end she stands triumphant.",
    ),
    bad=(
        Bad(
            "Happy sad angry confused surprised character with raised eyebrows, smile, frown, wide eyes, and tension",
            marks=("Happy", "sad", "angry", "confused", "surprised"),
        ),
        Bad("a man in agony, full of fear, crying, at a table", marks=("agony", "fear", "crying")),
    ),
)
def too_many_emotions(prompt: Prompt, *, max_emotions: int = 2) -> Iterator[Problem]:
    """Each label pulls the same muscles another way, and the model paints their average: a grimace. Choose one base, add one that
    contradicts it.
    """
    reported: set[int] = set()
    for tokens in prompt.faces():
        states: dict[tuple[str, ...], Token] = {}
        end = tokens[0].start
        for token in tokens:
            if any(mark in prompt.text[end : token.start] for mark in SENTENCE_ENDS):
                if len(states) > max_emotions:
                    break
                states = {}  # a caption tells a story, and the next sentence may tell the next state
            end = token.end
            if token.kind == "emotion" and states and _opens_another(prompt.text, token):
                break  # "a bored bailiff, a furious plaintiff": nouns that nobody lists are people as well
            if token.kind == "emotion" and token.value != "neutral" and token.told != "trait" and not _is_layer(prompt.text, token):
                states.setdefault(state_of(token), token)
        if len(states) > max_emotions:
            first, *others = states.values()
            if first.start not in reported:
                reported.add(first.start)
                yield problem(
                    first,
                    f"{len(states)} different states on one face ({', '.join(token.term for token in states.values())}); "
                    f"a face carries {max_emotions} at most",
                    *others,
                    label="keep one as the base",
                    fixes=offers(prompt),
                )


def _is_layer(text: str, token: Token) -> bool:
    """Whether a state is named as a layer ("base: joy", "grief layer"): how many of those a face carries is crowded-layers' to tell."""
    return bool(
        re.search(LAYER_BEFORE, text[max(0, token.start - 40) : token.start], re.IGNORECASE)
        or re.match(LAYER_BEHIND, text[token.end : token.end + 20], re.IGNORECASE)
    )


def _opens_another(text: str, token: Token) -> bool:
    """Whether a state stands behind a comma and an article, before a noun that ends its phrase."""
    return bool(re.search(r",\s+(?:and\s+)?an?\s+$", text[max(0, token.start - 12) : token.start])) and bool(
        re.match(r"\s+[^\W\d_]+\s*(?:[,.;]|$)", text[token.end : token.end + 40])
    )
