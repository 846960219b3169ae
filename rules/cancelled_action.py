"""The same action asked for in the positive prompt and in the negative one.

Source: classifier-free guidance (Ho & Salimans 2022), in which the negative prompt takes the place of the empty one: what stands in both
is drawn towards and pushed away at once. A negative prompt that only excludes a kind ("creepy smile", "grin") leaves the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Good, Problem, Related, closes_eyes, rule
from promptlint.wording import quoted

KINDS = ("action", "emotion", "gaze", "head")
#: Units that are a part of stronger displays: without any smile there is no laugh, without a frown of the brow no scowl.
PARTS = (("12",), ("4",))
#: Words that name one kind of an action: in the negative prompt they leave the other kinds.
KINDS_OF = (
    "grin",
    "smirk",
    "beam",
    "scowl",
    "pout",
    "purse",
    "pucker",
    "sneer",
    "snarl",
    "leer",
    "simper",
    "wince",
    "glare",
    "parted",
    "gape",
    "smiley",
)
#: How far the words beside a token are looked for, in code points.
REACH = 32
BOUNDS = r"[,，.;:()\[\]{}|\n]|--\w+\s|--"
#: Words that say nothing more about an action that is excluded.
FILLERS = frozenset(
    {"a", "an", "the", "any", "all", "every", "of", "with", "on", "in", "his", "her", "their", "face", "facial", "expression", "and", "or"}
)


@rule(
    "NEG102",
    severity="error",
    mistake="conflict",
    good=(
        Good("child with closed mouth, wide eyes, aquarium", negative="open mouth, teeth"),
        Good("shop girl with a smile, counter", negative="creepy smile, fake smile"),
        Good("gentle smile, waiter", negative="exaggerated grin, laughing"),
        Good("a smiling woman and a frowning man, bench", negative="smiling man"),
        Good("portrait of a clerk, no smile, office", negative="smile"),
        Good("closed eyes, nun, chapel", negative="half-closed eyes, crossed eyes"),
        Good("wink, one eye closed, barmaid", negative="closed eyes"),
        Good("raised eyebrows, surprised cook", negative="furrowed brow, thick eyebrows"),
        Good("grinning pirate, deck", negative="bad teeth, crooked teeth"),
    ),
    bad=(
        Bad("1girl, closed_eyes, train seat, sunlight", marks=("closed_eyes",), negative="closed_eyes, bad anatomy"),
        Bad("a smiling nurse, ward", marks=("smiling",), negative="ugly, (smile:1.3), extra fingers"),
        Bad("widow, slight smile, window light", marks=("slight smile",), negative="smile"),
        Bad("AU12 smile, sailor, pier", marks=("AU12 smile",), negative="smiling, lowres"),
        Bad("a smiling waiter in a bar --no smile, teeth", marks=("smiling", "smile")),
        Bad("1girl, crying, rain\nNegative prompt: crying, lowres", marks=("crying", "crying")),
        Bad("1girl, looking at viewer, beach", marks=("looking at viewer",), negative="looking at viewer, lowres"),
    ),
)
def cancelled_action(prompt: Prompt) -> Iterator[Problem]:
    """The two pull against each other, and the face comes out half done or not at all. Take it out of one of them; to exclude only a kind
    of it, name that kind.
    """
    excluded = [(token, prompt.text) for token in prompt.of(*KINDS) if token.scope.negative]
    if prompt.negative is not None:
        excluded += [(token, prompt.negative.text) for token in prompt.negative.of(*KINDS)]
    if not excluded:
        return
    for token in prompt.of(*KINDS):
        if token.scope.negative:
            continue
        for other, source in excluded:
            if _cancels(other, source, token, prompt.text):
                here = source is prompt.text and other.scope.negative
                where = "the negative part of the prompt" if here else "the negative prompt"
                yield Problem(
                    token.start,
                    token.end,
                    f"{quoted(token.text)} is asked for here, and {where} takes it away with {quoted(other.text)}; keep one of them",
                    label="asked for here",
                    related=(Related(other.start, other.end, "and excluded here"),) if here else (),
                )
                break


def _cancels(excluded: Token, source: str, asked: Token, text: str) -> bool:
    """Whether what is excluded takes away all of what is asked for."""
    if excluded.kind != asked.kind or excluded.negated != asked.negated:
        return False
    same = _words(excluded.text) == _words(asked.text)
    if asked.negated and not same:  # "closed mouth" is a mouth that is not open
        return False
    if not same and not _covers(excluded, asked):
        return False
    extra = _segment(source, excluded) - _words(excluded.text) - FILLERS
    if extra - _neighbours(text, asked):
        return False  # it excludes a kind, or somebody else's
    if same:
        return True
    modified = (
        excluded.degrees or excluded.side or excluded.phase or (excluded.kind == "action" and _words(excluded.text) - _plain(excluded))
    )
    return not modified and not _is_kind(excluded, asked)


def _covers(excluded: Token, asked: Token) -> bool:
    """Whether two tokens of one kind say one thing, or the excluded one a part of it."""
    if asked.kind in ("gaze", "head"):
        return excluded.value == asked.value and excluded.value not in ("other", "turn", "tilt")
    if closes_eyes(excluded) != closes_eyes(asked):
        return False
    return excluded.value == asked.value or (excluded.units in PARTS and set(excluded.units) <= set(asked.units))


def _is_kind(excluded: Token, asked: Token) -> bool:
    """Whether one of the two names a kind that the other does not: "smirk" beside "smile"; a grin is a smile, however."""
    mine, theirs = excluded.text.lower(), asked.text.lower()
    return any((kind in mine) != (kind in theirs) and (kind in mine or kind != "grin") for kind in KINDS_OF)


def _plain(token: Token) -> frozenset[str]:
    """The words of an action that only name it: all of them but those before a last word that could stand alone ("creepy smile")."""
    words = re.findall(r"[^\W_]+", token.text.lower())
    return frozenset(words[-1:] if token.units in PARTS and not token.coded and "brow" not in token.text.lower() else words)


def _neighbours(text: str, token: Token) -> frozenset[str]:
    """The words of a token, and the two before and behind it."""
    before = re.findall(r"[^\W_]+", text[max(0, token.start - REACH) : token.start].lower())[-2:]
    after = re.findall(r"[^\W_]+", text[token.end : token.end + REACH].lower())[:2]
    return _words(token.text).union(before, after)


def _words(text: str) -> frozenset[str]:
    """The words of a phrase in whatever order, without what only spells them."""
    return frozenset(word for word in re.findall(r"[^\W_]+", text.lower()) if word not in FILLERS)


def _segment(text: str, token: Token) -> frozenset[str]:
    """The words round a token up to the next comma, bracket or parameter."""
    before = re.split(BOUNDS, text[max(0, token.start - REACH) : token.start])[-1]
    after = re.split(BOUNDS, text[token.end : token.end + REACH])[0]
    return _words(f"{before}{text[token.start : token.end]}{after}")
