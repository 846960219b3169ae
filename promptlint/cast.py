"""The people of a prompt: who comes on, who is already there under another name, and whom a pronoun means."""

from __future__ import annotations

from promptlint.claim import Claim

#: How many people are remembered; a text that names more is a list, and looking through all of them for each would be quadratic.
REMEMBERED = 40
#: What a person may be called again without being another one ("a woman ..., the model").
COMMON_NAMES = frozenset(
    {"person", "character", "figure", "individual", "someone", "somebody", "model", "subject", "protagonist", "1person", "solo"}
)
FEMALE = frozenset({"she", "her", "hers", "herself"})
MALE = frozenset({"he", "his", "him", "himself"})
#: Those that do something, at the head of a clause.
ACTING = frozenset({"he", "she"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})
#: Words before a noun that bring somebody new, and those that mean somebody already there.
NEWCOMER = frozenset({"a", "an", "another", "one", "two", "three", "other", "second", "third", "his", "her", "their", "its"})
#: Words before a noun that make it somebody other than whom a pronoun has brought on: "she faces us, her opponent looks away".
OTHERS = frozenset({"another", "his", "her", "their"})
#: Nouns for anybody: who has been called something else may be called these again ("a queen ..., the woman").
ANYBODY = frozenset(
    {"woman", "man", "girl", "boy", "lady", "guy", "female", "male", "gentleman", "teenager", "teen", "child", "kid", "adult", "youth"}
)
#: Animals of which no two are names of one.
ANIMALS = frozenset(
    {"dog", "cat", "parrot", "horse", "cow", "pig", "fox", "wolf", "bear", "rabbit", "mouse", "lion", "tiger", "monkey", "duck", "hen",
     "goat", "sheep", "donkey", "elephant", "giraffe", "owl", "frog", "squirrel", "hedgehog"}
)  # fmt: skip
PAIR = 2
MANY = 3


class Person:
    """Somebody depicted, or a group.

    number  counts them from 0 in order of appearance; name is the noun that brought them on, gender "f", "m" or ""
    """

    __slots__ = ("gender", "group", "kind", "name", "number", "shown", "species", "told")

    def __init__(self, number: int, name: str, gender: str, *, group: bool = False) -> None:
        self.number = number
        self.name = name
        self.gender = gender
        self.group = group
        self.kind = ""
        self.species = ""  # what else an animal is called: a corgi is a dog
        self.shown = False  # whether something has been said of this one's face
        self.told = -1  # the sentence in which an adjective told this one's state


class Cast:
    """The people of a prompt, as they come on."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._numbers = 0
        self.count = 0
        self.current: Person | None = None

    def enter(self, claim: Claim, before: list[str], *, joined: bool, adjacent: bool, shown: bool, told: int = -1) -> Person:
        """The person a subject claim names: somebody new, or somebody who is there already.

        before: the small words that precede the noun in its phrase; joined: an "and" stands before it; adjacent: it follows another
        subject directly ("woman warrior"); shown: its phrase says something of its face; told: the number of the sentence if an
        adjective tells this one's state, else -1: "the happy twin hugs the miserable twin" are two.
        """
        person = self._enter(claim, before, joined=joined, adjacent=adjacent, shown=shown, told=told)
        if told >= 0:
            person.told = told
        return person

    def _enter(self, claim: Claim, before: list[str], *, joined: bool, adjacent: bool, shown: bool, told: int) -> Person:
        gender = claim.roles.feature("subject", "gender")
        number = claim.roles.feature("subject", "number") or "1"
        many = number != "1" or (claim.roles.value("subject") == "people")
        if self.current is not None and adjacent:
            return self.current
        noun = _noun(claim)
        known = next((p for p in reversed(self.people) if p.name == noun), None)
        if known is None and "the" in before:
            known = next((p for p in reversed(self.people) if p.name.endswith(" " + noun)), None)  # "a sleek black cat ..., the cat's eyes"
            known = known or next((p for p in reversed(self.people) if p.species == noun), None)  # "a corgi ..., the dog"
        if known is not None and known.told == told >= 0 and before:  # a tag, "scared wolf", says it of the same one again
            known, before = None, ["another"]
        if many:
            if known is None:
                known = Person(self._next(), noun, gender, group=True)
                self._add(known)
                self.count += PAIR if number == "2" else MANY
            return known
        fresh = bool(NEWCOMER & set(before)) or joined
        unnamed = self.people[0] if len(self.people) == 1 and not self.people[0].name else None
        if unnamed is not None and unnamed.gender and gender in {"", unnamed.gender} and not joined and not OTHERS.intersection(before):
            unnamed.name, unnamed.kind, unnamed.species = noun, claim.value, claim.roles.feature("subject", "species")
            return unnamed
        if known is None and not fresh:
            alike = [p for p in self.people if not p.group and (not gender or p.gender in {"", gender})]
            if "the" in before:
                alike = [p for p in alike if not _is_other_kind(claim, p)]
            known = alike[-1] if alike else None
            if known is not None and shown and known.shown and _differ(claim, known):
                known = None  # "the captain grins, the helmsman stays expressionless"
        if known is not None and not known.group and not ({"another", "other", "second"} & set(before)):
            known.gender = known.gender or gender
            return known
        alone = [p for p in self.people if not p.group]
        if noun in COMMON_NAMES and alone and not joined and not ({"another", "other", "second"} & set(before)):
            return self._somebody() or alone[-1]
        person = Person(self._next(), noun, gender)
        person.kind, person.species = claim.value, claim.roles.feature("subject", "species")
        self._add(person)
        self.count += 1
        return person

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers - 1

    def _add(self, person: Person) -> None:
        self.people.append(person)
        if len(self.people) > REMEMBERED:
            del self.people[0]

    def pronoun(self, words: list[str]) -> Person | None:
        """Who a pronoun means: the last one of that gender; for "they" the last group, or the last person."""
        for word in words:
            if word in FEMALE or word in MALE:
                gender = "f" if word in FEMALE else "m"
                if self.current is not None and not self.current.name and not self.current.gender:
                    self.current.gender = gender  # "the other with his eyes open": the one who came on just now
                    return self.current
                meant = next((p for p in reversed(self.people) if p.gender == gender), None)
                if meant is None:
                    meant = next((p for p in reversed(self.people) if not p.gender and not p.group), None)
                    if meant is None and word in ACTING and all(p.gender and p.gender != gender and not p.name for p in self.people):
                        meant = self.one_of()  # "she smiles ..., and a boy ...": whoever comes with that gender may be the same
                    if meant is not None:
                        meant.gender = gender  # "a painter in his studio notices a figure; he ..." is still the painter
                return meant
            if word in IT:  # a story's animal is the first that came on; what it chases or carries is not spoken of again
                beings = [p for p in self.people if not p.gender and not p.group]
                if beast := next((p for p in beings if p.kind == "animal"), None):
                    return beast
                return self.current if self.current in beings else next(iter(beings), None)
            if word in THEY:
                return next((p for p in reversed(self.people) if p.group), None) or self._somebody() or self.current
        return None

    def _somebody(self) -> Person | None:
        """Whoever came on without a name of their own ("an individual ..., they ..., the person ..."), the last one."""
        return next((p for p in reversed(self.people) if not p.group and p.name.rsplit(" ", 1)[-1] in COMMON_NAMES), None)

    def one_of(self) -> Person:
        """A new one of a group already there ("one smiling, the other crying"), or of things that nobody named as people."""
        person = Person(self._next(), "", "")
        self._add(person)
        self.count += not any(other.name for other in self.people)
        return person


def _noun(claim: Claim) -> str:
    """What somebody is called, without the sign of the owner ("the cat's eyes")."""
    return claim.text.removesuffix("'s").removesuffix("’s")


def _is_other_kind(claim: Claim, person: Person) -> bool:
    """Whether a noun names an animal and somebody is none, or the other way round: "the dog" is not the man who came on last."""
    return bool(person.kind and claim.value) and "animal" in {claim.value, person.kind} and claim.value != person.kind


def _differ(claim: Claim, person: Person) -> bool:
    """Whether a noun cannot be another name for somebody: an animal is no person, a captain no helmsman, but a queen is a woman."""
    if {_noun(claim), person.name} <= ANIMALS:
        return _noun(claim) != person.name
    if not person.name or "animal" in {claim.value, person.kind}:
        return claim.value != person.kind
    named = {_noun(claim).rsplit(" ", 1)[-1], person.name.rsplit(" ", 1)[-1]}
    return not named & (ANYBODY | COMMON_NAMES)
