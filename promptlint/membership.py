"""Whether somebody may be one of a group, so that what is said of one may be said of the other's face."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from promptlint.cast import ANIMALS, ANYBODY, COMMON_NAMES

if TYPE_CHECKING:
    from promptlint.model import Prompt, Token

#: Who is no child: none of the children beside whom they stand.
ADULTS = frozenset(
    {"man", "woman", "lady", "gentleman", "mother", "mom", "mum", "father", "dad", "grandmother", "grandma", "grandfather", "grandpa",
     "teacher", "nurse", "doctor", "santa", "santa claus", "soldier", "policeman", "old man", "old woman", "businessman", "king", "queen"}
)  # fmt: skip
CHILDREN = frozenset({"children", "kids", "toddlers", "babies", "schoolchildren"})
#: Groups that look on at what somebody else does, who is none of them: "a fat king laughing at table, the guests are bored".
ONLOOKERS = frozenset(
    {"audience", "bystanders", "courtiers", "customers", "fans", "guests", "neighbors", "neighbours", "onlookers", "passengers",
     "passers-by", "passersby", "servants", "shoppers", "spectators", "tourists", "townspeople", "villagers", "visitors", "waiters"}
)  # fmt: skip
#: Animals whose plural is more than an s.
IRREGULAR = {"foxes": "fox", "mice": "mouse", "wolves": "wolf"}


class Being(NamedTuple):
    """What is known of whoever a claim is said of: "animal", "child", "adult", "person" or "", and the noun; "" is anybody."""

    kind: str = ""
    noun: str = ""


NOBODY_KNOWN = Being()


def may_belong(prompt: Prompt, kinds: Iterable[str]) -> Callable[[Token], bool]:
    """A judge of whether claims of these kinds, though said of others, may be of a token's face as well: among several people, what is said
    of a group or of nobody in particular may be anybody's, and a group's face may be any member's; but no animal is one of the people, no
    wolf one of the sheep, Santa none of the children and a king none of his guests. The claims are gone through once.
    """
    names = {token.scope.person: token for token in reversed(prompt.of("subject"))}

    def being(claim: Token) -> Being:
        name = names.get(claim.scope.person)
        if name is None or claim.scope.person is None:
            return NOBODY_KNOWN
        noun = name.text.lower().removesuffix("'s").removesuffix("’s")
        if name.value == "animal":
            return Being("animal", noun)
        return Being("child" if noun in CHILDREN else "adult" if noun in ADULTS else "person", noun)

    said = prompt.asserted(*kinds)
    everybodys = {being(other) for other in said}
    anybodys = {being(other) for other in said if other.scope.person is None or other.scope.group}

    def judge(token: Token) -> bool:
        own = being(token)
        others = everybodys if token.scope.person is None or token.scope.group else anybodys
        return any(_are_alike(own, other) for other in others)

    return judge


def _are_alike(one: Being, other: Being) -> bool:
    """Whether somebody of one kind may be somebody of another."""
    if not one.kind or not other.kind or one.noun == other.noun:
        return True
    if one.kind == other.kind == "animal":
        nouns = {_singular(one.noun), _singular(other.noun)}
        return len(nouns) == 1 or not nouns <= ANIMALS
    if one.kind != other.kind and ("animal" in {one.kind, other.kind} or "person" not in {one.kind, other.kind}):
        return False
    return not (_looks_on(one, other) or _looks_on(other, one))


def _looks_on(group: Being, somebody: Being) -> bool:
    """Whether a group looks on at somebody who has a name of his own: a king, but not "a woman", who may be one of the guests."""
    return group.noun in ONLOOKERS and somebody.noun not in ANYBODY | COMMON_NAMES | ONLOOKERS


def _singular(noun: str) -> str:
    """The noun of one: "sheeps" and "dogs", as people write them."""
    return noun if noun in ANIMALS else IRREGULAR.get(noun, noun.removesuffix("s"))
