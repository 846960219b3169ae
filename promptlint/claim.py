"""A claim: what a phrase says so far, while the grammar is still joining words to it. ``reading`` makes tokens of the finished ones."""

from __future__ import annotations

from promptlint.lexer import Roles, Word

#: Kinds of claim that become tokens.
SAID = frozenset(
    {
        "action", "emotion", "vague", "lighting", "angle", "shot", "gaze", "head", "composition", "temperature", "context", "subject",
        "occluder",
    }
)  # fmt: skip

#: As the part of a claim: the expression is of a thing that is drawn with a face ("a smirk emoji on a balloon").
SIGN = ("sign", False)


class Claim:
    """One thing said, being built. Kinds are those of tokens, and of words that only mean something beside others: feature, movement,
    motion, face, look, direction, light-noun, light-source, modifier, degree, side, plain, scene, layer, number, word, link.
    """

    __slots__ = (
        "coded", "degrees", "described", "end", "faced", "kind", "label", "layer", "link", "negated", "number", "part", "path", "phases",
        "qualities", "roles", "side", "start", "text", "told", "value", "word",
    )  # fmt: skip

    def __init__(self, kind: str, word: Word, value: str = "", path: str = "") -> None:
        self.kind = kind
        self.word = word
        self.start = word.start
        self.end = word.end
        self.text = word.text
        self.roles: Roles = word.roles
        self.value = value
        self.path = path or kind
        self.degrees: list[str] = []  # FACS letters, in order of place
        self.phases: list[str] = []
        self.qualities: list[tuple[int, str]] = []  # light: (rank, term), in order of place
        self.side: str | None = None
        self.label: str | None = None
        self.coded: list[str] = []  # the last one first, as a phrase is read from its end
        self.described: tuple[str, ...] = ()  # the units that the words beside a code name
        self.negated = False
        self.told: str | None = None  # how an emotion is said, as in Token.told
        self.faced = False  # an emotion said of a face, a look, an expression
        self.number: float | None = None
        self.layer: str | None = None
        self.part: tuple[str, bool] | None = None  # the part of the face that an action was made of, and whether it is one of a pair
        self.link: Link | None = None


#: The claims of a phrase, the first one in the text last: a phrase is read from its end, and appending is cheap.
Claims = list[Claim]


class Link:
    """A small word and what it ties on: "of joy", "is closed", "at the camera", "not smiling"."""

    __slots__ = ("claims", "kind", "word")

    def __init__(self, kind: str, word: Word, claims: Claims) -> None:
        self.kind = kind
        self.word = word
        self.claims = claims
