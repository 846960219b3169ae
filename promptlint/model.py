"""What a prompt is once it has been read: parts with weights, tokens with values, and the scope each token holds in.

Values, with offsets in code points of the prompt's text; named tuples, because frozen dataclasses cost 6 ms at every start. Nothing here
reads text; ``parser.parse`` builds it, rules consume it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: The kinds of token, in the order in which the documentation lists them. The first eight are facial and photographic claims; the
#: rest tell what stands round them.
KINDS = (
    "action",
    "emotion",
    "vague",
    "lighting",
    "angle",
    "shot",
    "gaze",
    "head",
    "composition",
    "temperature",
    "context",
    "subject",
    "occluder",
)

#: No prompt that is meant says more things of one kind (74 is the most in 15,000 real ones); in a text that does, the pairs of what it says
#: are bounded by the vocabulary and not by the square of its length.
CROWDED = 200

#: How many tokens of its kinds a token is paired with behind it; a real prompt has fewer of all kinds together.
PAIRED = 64

#: Kinds that are said of one person's face; the others are said of the picture.
FACIAL_KINDS = frozenset({"action", "emotion", "vague", "gaze", "head", "occluder"})


class Scope(NamedTuple):
    """In which person, picture, branch and moment a token holds.

    person    number of the depicted person or group, from 0; None where several are depicted and the text does not tell who is meant
    group     the number stands for several people ("two men", "children"): what is said of them is not said of one face
    panel     number of the panel, region or numbered shot, from 0 (one picture, or what is common to all)
    moment    number of the step in a sequence ("then", before and after), from 0
    branch    (choice, option) pairs, outermost first: two tokens with different options of one choice are never shown together
    negative  inside a negative prompt or section
    """

    person: int | None = 0
    panel: int = 0
    moment: int = 0
    branch: tuple[tuple[int, int], ...] = ()
    negative: bool = False
    group: bool = False

    def meets(self, other: Scope, *, same_person: bool = True) -> bool:
        """Whether two claims hold in one picture at once (and of one person, unless ``same_person`` is false)."""
        if self.panel != other.panel or self.moment != other.moment or self.negative != other.negative:
            return False
        if same_person and (self.person is None or self.group or self.person != other.person):
            return False
        if self.branch and other.branch:
            mine = dict(self.branch)
            return all(mine.get(choice, option) == option for choice, option in other.branch)
        return True


#: The scope of a prompt that names one person in one picture; shared, because most tokens hold in it.
WHOLE = Scope()


class Token(NamedTuple):
    """One thing the prompt says.

    kind       one of KINDS
    start, end code points of the prompt's text, end exclusive
    text       the source between them
    value      action: tuple of Action Unit numbers as strings, sorted by number; else one canonical lower-case term
    negated    "no smile", "without AU12"
    intensity  "A" to "E" or None       side  "left" "right" or None (the depicted person's own)
    phase      "building" "peak" "resolving" or None       layer  "base" "contradiction" "modifier" or None
    weight     1.0, or what the markup says
    label      emotion: the row of facs/emotions.csv its word leads to; action: the emotion its adjective names, or None
    coded      action: the FACS codes as written, () where it was said in words
    described  action: the Action Units that the words beside a code name ("AU4 brow raise" -> ("1", "2"))
    degrees    every intensity letter the modifiers named, in order ("slight maximum" -> ("B", "E"))
    phases     every phase the modifiers named, in order
    number     a measure that belongs to the token: degrees of an angle, kelvin of a temperature, percent of a space
    path       how the grammar came to this token, for ``parse --why``
    told       emotion: "face" of a face or in a predicate, "gaze" of a gaze or a stare, "act" in a verb or of what somebody attends to
               ("enjoying the view", "absorbed in a book"), "motive" before what somebody is about to do ("determined to win"),
               "bearing" of a posture or a voice, "trait" of a nature, "story" of what happened or away from any face in a text of
               several sentences, else None
    """

    kind: str
    start: int
    end: int
    text: str
    value: str | tuple[str, ...]
    negated: bool = False
    intensity: str | None = None
    side: str | None = None
    phase: str | None = None
    layer: str | None = None
    weight: float = 1.0
    scope: Scope = WHOLE
    label: str | None = None
    coded: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    number: float | None = None
    path: str = ""
    told: str | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The Action Units of an action; () for every other kind."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def term(self) -> str:
        """The value as one string ("6+12" for an action)."""
        return self.value if isinstance(self.value, str) else "+".join(self.value)


class Fault(NamedTuple):
    """Something in the markup that its tool reads otherwise than it looks.

    kind is one of the names in ``markup.FAULTS``; detail tells what the detected dialect's tool does with it.
    """

    kind: str
    start: int
    end: int
    detail: str = ""


class Run(NamedTuple):
    """A stretch of live text between markup, with what the markup says of it.

    start, end  code points of the prompt's text
    weight      as the dialect's tool computes it
    branch      (choice, option) pairs, outermost first, as in Scope
    section     number of the section (BREAK, AND, region, character), from 0
    negative    inside a negative section ("Negative prompt:", ``--no``, negative weight where a dialect says so)
    opaque      a network, wildcard, placeholder, parameter or comment: never read as words
    """

    start: int
    end: int
    weight: float = 1.0
    branch: tuple[tuple[int, int], ...] = ()
    section: int = 0
    negative: bool = False
    opaque: bool = False


class Markup(NamedTuple):
    """The markup of a prompt: its dialect, its runs in order of place, (text, weight) parts as its tool reads it, and its faults."""

    dialect: str
    runs: tuple[Run, ...]
    parts: tuple[tuple[str, float], ...]
    faults: tuple[Fault, ...] = ()


class Prompt:
    """A prompt, read.

    text, dialect, parts   the source; the tool whose markup it uses; what is left without the markup, with its weights
    tokens, markup         what it says, in order of place; how it is marked up
    negative               the negative prompt that belongs to it, read likewise, or None
    layered                a layering word ("hiding", "mixed with" ...) or the base, layer, modifier notation is used
    people, panels, moments  how many are depicted; 3 people stand for many
    target                 the model it is meant for, or None
    english                whether its words can be read; codes, markup and tags can in any language
    memo                   what others derive from the prompt and need again, by name; no part of its value
    """

    __slots__ = (
        "_asserted",
        "_kinds",
        "dialect",
        "english",
        "layered",
        "markup",
        "memo",
        "moments",
        "negative",
        "panels",
        "parts",
        "people",
        "target",
        "text",
        "tokens",
    )

    def __init__(
        self,
        text: str,
        markup: Markup,
        tokens: tuple[Token, ...],
        *,
        negative: Prompt | None = None,
        layered: bool = False,
        people: int = 1,
        panels: int = 1,
        moments: int = 1,
        target: str | None = None,
        english: bool = True,
    ) -> None:
        self.text = text
        self.markup = markup
        self.dialect = markup.dialect
        self.parts = markup.parts
        self.tokens = tokens
        self.negative = negative
        self.layered = layered
        self.people = people
        self.panels = panels
        self.moments = moments
        self.target = target
        self.english = english
        self.memo: dict[str, object] = {}
        self._kinds: dict[tuple[str, ...], tuple[Token, ...]] = {}
        self._asserted: dict[tuple[str, ...], tuple[Token, ...]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prompt) and (self.text, self.markup, self.tokens, self.negative, self.target) == (
            other.text,
            other.markup,
            other.tokens,
            other.negative,
            other.target,
        )

    def __hash__(self) -> int:
        return hash((self.text, self.dialect))

    def kinds(self) -> set[str]:
        """The kinds of token there are, and what else a rule may need: "fault" for faults in the markup, "negative" for a negative prompt,
        "target" for a target, "other-language" for words that cannot be read.
        """
        kinds = {token.kind for token in self.tokens}
        if self.markup.faults:
            kinds.add("fault")
        if self.negative is not None:
            kinds.add("negative")
        if self.target is not None:
            kinds.add("target")
        if not self.english:
            kinds.add("other-language")
        return kinds

    def of(self, *kinds: str) -> tuple[Token, ...]:
        """The tokens of these kinds in order of place, negated ones and those of negative sections included."""
        found = self._kinds.get(kinds)
        if found is None:
            found = self._kinds[kinds] = tuple([token for token in self.tokens if token.kind in kinds])
        return found

    def asserted(self, *kinds: str) -> tuple[Token, ...]:
        """The tokens of these kinds that the prompt asks for: neither negated nor in a negative section."""
        found = self._asserted.get(kinds)
        if found is None:
            found = tuple([token for token in self.of(*kinds) if not token.negated and not token.scope.negative])
            self._asserted[kinds] = found
        return found

    def pairs(self, *kinds: str) -> Iterator[tuple[Token, Token]]:
        """Every two asserted tokens of these kinds that hold in one scope and stand near enough, the earlier one first.

        Kinds of FACIAL_KINDS must be said of one and the same person; a pair with a picture kind (angle, shot, lighting ...) need not.
        So that a list of a hundred thousand tags is still judged in linear time, near enough is PAIRED tokens of these kinds, and among
        more than CROWDED tokens those that say the same as an earlier one are left out.
        """
        tokens = self.asserted(*kinds)
        if len(tokens) > CROWDED:
            tokens = _distinct(tokens)
        for index, first in enumerate(tokens):
            for second in tokens[index + 1 : index + 1 + PAIRED]:
                facial = first.kind in FACIAL_KINDS and second.kind in FACIAL_KINDS
                if first.scope.meets(second.scope, same_person=facial):
                    yield first, second

    def faces(self) -> Iterator[tuple[Token, ...]]:
        """The asserted facial tokens, grouped by face: one person in one panel at one moment, and one way through the branches.

        Tokens that belong to no one in particular among several people form a group for each, alone; so do those of a group of people. Of
        more than CROWDED alternatives the first CROWDED are gone.
        """
        for tokens in self.owners():
            scope = tokens[0].scope
            if scope.group:
                yield from ((token,) for token in tokens)
                continue
            moments: dict[int, list[Token]] = {}
            for token in tokens:
                moments.setdefault(token.scope.moment, []).append(token)
            for now in moments.values():
                yield from _ways(now)

    def owners(self) -> Iterator[tuple[Token, ...]]:
        """The asserted facial tokens, grouped by whom they are said of: a person or a group of people in one panel, at whatever moment."""
        owners: dict[tuple[int, int], list[Token]] = {}
        for number, token in enumerate(self.asserted(*FACIAL_KINDS)):
            scope = token.scope
            person = -1 - number if scope.person is None else scope.person
            owners.setdefault((person, scope.panel), []).append(token)
        return map(tuple, owners.values())


def _ways(tokens: list[Token]) -> Iterator[tuple[Token, ...]]:
    """The tokens along each alternative of the branches that they stand in, or all of them where there is none."""
    options = dict.fromkeys(pair for token in tokens for pair in token.scope.branch)
    if not options:
        yield tuple(tokens)
    for choice, option in itertools.islice(options, CROWDED):
        way = tuple([token for token in tokens if dict(token.scope.branch).get(choice, option) == option])
        if way:
            yield way


def _distinct(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The first of the tokens that say the same in the same words and the same scope."""
    said: dict[Token, Token] = {}
    for token in tokens:
        said.setdefault(token._replace(start=0, end=0, text=token.text.lower()), token)
    return tuple(said.values())
