"""The stage of a prompt: who each claim is said of, and in which panel and moment.

On real prompts nearly every naive contradiction is two people, a grid, a storyboard, a before and after, or a negation. Whatever the text
does not tell is left open, and what is left open is never paired.
"""

from __future__ import annotations

import re

from promptlint.cast import ACTING, PAIR, Cast, Person
from promptlint.claim import Claim
from promptlint.lexer import Word

#: Small words before another noun for the same person ("he is a mad old man", "Trump as a muppet").
SAME = frozenset({"is", "was", "as", "becomes", "being"})
#: Small words behind somebody new ("oboist beside her").
BESIDE = frozenset({"beside", "next to", "opposite"})
#: Claims that show somebody's face.
SHOWN = frozenset({"action", "emotion", "gaze", "head", "vague"})
#: What stands between an adjective and its noun.
ADJECTIVES = frozenset({"plain", "modifier", "degree", "emotion", "vague", "action", "word", "COMMA", "AND"})
#: One of several, where a state follows at once ("the second frightened, the third delighted").
ORDINALS = frozenset({"the first", "the second", "the third", "the fourth", "the fifth"})
#: What ends a phrase of an earlier moment.
PAST = ("earlier", "ago")
ARTICLES = frozenset({"a", "an", "the"})
#: Words before a noun that is not the one who came on just before: "a boy hands his sister a balloon".
OWNING = frozenset({"his", "her", "their"})
INDEFINITE = (" a ", " an ")
DEFINITE = frozenset({"the", "his", "her", "their", "its", "my"})
#: Words behind which a part of an animal is somebody's own: "a man with a lion's mane".
BORNE = frozenset({"with", "has", "have", "having"})
#: Parts of an animal that are no part of a human face, and what people wear of one.
OF_ANIMALS = re.compile(
    r"(?:tail|ear|horn|antler|wing|mane|claw|paw|snout|muzzle|beak|fin|gill|scale|whisker|leg|hoof|tentacle|trunk|tusk|body|costume|mask"
    r"|hat|onesie|print)s?|fur|skin|feet|hooves|bodies"
)
#: Whom pictures and books are made for.
AUDIENCES = frozenset({"adults", "babies", "boys", "children", "girls", "kids", "preschoolers", "teens", "toddlers"})
#: Pronouns behind a small word of place.
OBJECTS = frozenset({"her", "him", "it", "them"})
#: How far, in claims, a phrase is looked through for a face.
PHRASE = 6
#: Somebody in a picture ("a painted martyr", "beneath the portrait of a general"): not the one before it.
DEPICTED = re.compile(
    r"\b(?:painted|carved|sculpted|embroidered|engraved|stuffed)\s+(?:\w+\s+)?\Z"
    r"|\b(?:beneath|under|above|below|behind|beside|before|by|near|over|with|at|of|holding|holds|clutch\w+|carr\w+|shows?|hugging)\s+"
    r"(?:(?:an?|the|his|her|their)\s+)?(?:[\w-]+\s+){0,3}(?:portrait|photo(?:graph)?|snapshot|painting|picture|poster|drawing|sketch"
    r"|statue|bust|icon|mural)\s+(?:of|showing|that shows)\s+(?:[\w-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
#: How far before a subject, in code points, a picture of it is looked for.
PICTURED = 80
#: How near, in claims and marks, a layering word must stand to an expression to be said of it.
LAYER_REACH = 3


def _is_sheet(row: list[Claim | Word]) -> bool:
    """Whether a prompt lists several pictures in one ("expression sheet"). "Side by side" or "a series of" tell that only of a prompt of
    one sentence: in a story they are of friends and of stretches.
    """
    layouts = {item.roles.feature("scene", "layout") for item in row if isinstance(item, Claim)} - {""}
    if layouts == {"loose"}:
        return sum(isinstance(item, Word) and item.roles.terminal == "STOP" for item in row) < PAIR
    return bool(layouts)


class Stage:
    """Walks a row of claims and marks and notes, for each, who it is said of and in which panel and moment."""

    def __init__(self, text: str, row: list[Claim | Word]) -> None:
        self.text = text
        self.row = row
        self.cast = Cast()
        self.owners: dict[int, Person] = {}  # place in the row -> who it is said of
        self.places: list[tuple[int, int]] = []  # (panel, moment) of each place in the row
        self.panel = self.moment = 0
        self.sheet = _is_sheet(row)
        self._sentence = 0
        self._joined = self._adjacent = False
        self._coordinate = False  # between two adjectives of one noun
        self._past = False  # "a minute ago": what this sentence tells is over
        self._from = -1  # where the phrase has "from"
        self._same = False  # "is a", "as a": what follows is another word for who is there
        self._beside = False  # "next to a": what follows is somebody else
        self._bearer: Person | None = None  # to whom the text comes back behind the mask of somebody else, or whom this one turns to
        self._waiting: list[int] = []  # attributes said before their noun: "a crying girl"
        self._opening: list[str] = []  # the small words of the phrase so far: "a" of "a crying girl"

    def walk(self) -> None:
        """Fill owners and places."""
        last_end = 0
        for index, item in enumerate(self.row):
            if isinstance(item, Word):
                self._mark(index, item)
            else:
                self._claim(index, item, self.text[last_end : item.start].lower().split() if item.start > last_end + 1 else [])
            self.places.append((self.panel, self.moment))
            last_end = max(last_end, item.end)

    def _begin_phrase(self) -> None:
        if self.cast.current is not None and self._has_state():
            self.cast.current.told = self._sentence
        self._adjacent = False
        self._waiting, self._opening = [], []

    def _mark(self, index: int, mark: Word) -> None:
        terminal = mark.roles.terminal
        self._coordinate = terminal in {"COMMA", "AND"} and self._is_coordinate(index)
        if self._coordinate:
            return
        if terminal == "SCOPE":
            kind = mark.roles.value("scope")
            if kind == "one":
                counted = mark.text not in ORDINALS or self._tells_state(index + 1)  # "the second floor" counts nobody
                if counted and (self.cast.count > 1 or not self.cast.people or not self.cast.people[0].name):
                    self.cast.current = self.cast.one_of()
            else:
                self._turn(kind)
                self._past = mark.text.endswith(PAST)
        elif terminal == "COMMA" and mark.text.startswith(":") and index:  # "before: ...", "left: ..."
            label = self.row[index - 1]
            self._turn((label.word if isinstance(label, Claim) else label).roles.value("label"))
        elif self.sheet:
            self.panel += 1
        elif self._past and (terminal == "STOP" or mark.text.startswith(";")):
            self.moment, self._past = self.moment + 1, False  # "a minute ago she laughed; now her lip trembles"
        if self._bearer is not None:
            self.cast.current, self._bearer = self._bearer, None
        self._sentence += terminal == "STOP"
        if terminal == "STOP" and any(person.group for person in self.cast.people):
            self.cast.current = None
        self._joined, self._same, self._from = terminal == "AND", False, -1
        self._beside = self._beside and self._joined  # "next to a happy and confident scientist"
        self._begin_phrase()

    def _is_coordinate(self, index: int) -> bool:
        """Whether a comma parts the adjectives of one noun: "the stoic, black and white penguin"."""
        before = self.row[index - 1] if index else None
        if not self._coordinate:
            if not isinstance(before, Claim) or before.kind not in {"emotion", "vague"}:
                return False
            lead = self.text[max(0, before.start - 5) : before.start].lower().split()
            if not lead or lead[-1] not in ARTICLES:
                return False
        for item in self.row[index + 1 : index + 1 + PHRASE]:
            if isinstance(item, Claim) and item.kind == "subject":
                return True
            if (item.roles.terminal if isinstance(item, Word) else item.kind) not in ADJECTIVES:
                return False
        return False

    def _tells_state(self, index: int) -> bool:
        """Whether a claim of this place in the row shows somebody's face."""
        behind = self.row[index] if index < len(self.row) else None
        return isinstance(behind, Claim) and behind.kind in SHOWN

    def _has_state(self) -> bool:
        """Whether an attribute that waits for its noun tells a state."""
        return any(waiting.kind == "emotion" for place in self._waiting if isinstance(waiting := self.row[place], Claim))

    def _change(self, index: int, link: Claim) -> None:
        """ "From expressionless to a grin" are two moments."""
        if link.text == "from":
            self._from = index
        elif link.text == "to" and self._from >= 0 and any(is_expression(item) for item in self.row[self._from + 1 : index]):
            behind = self.row[index + 1 : index + 1 + LAYER_REACH]
            self.moment += any(is_expression(item) for item in behind)
            self._from = -1

    def _carry_back(self, index: int, person: Person) -> None:
        """Give whoever acts the state that opens the sentence ("Intrigued, he paints her")."""
        opening = self.row[max(0, index - 2) : index]
        opens = index == len(opening) or (isinstance(before := self.row[index - 3], Word) and before.roles.terminal == "STOP")
        match opening:
            case [Claim(kind="emotion"), Word() as mark] if opens and mark.roles.terminal == "COMMA":
                self.owners[index - 2] = person

    def _actor_at(self, index: int) -> int | None:
        """The place of the action that is turned to a subject, whoever it is of: "laughing at a sad dog"."""
        for place in range(index - 1, max(0, index - PHRASE), -1):
            item = self.row[place]
            if isinstance(item, Claim) and item.kind == "link":
                return place - 1 if item.text == "at" and self.row[place - 1].roles.terminal == "ACTION" else None
            if isinstance(item, Word) or (item.kind not in ADJECTIVES and item.text != "at"):
                return None  # "at" is told twice where a subject follows at once: as a small word and as a cause
        return None

    def _is_owned(self, index: int) -> bool:
        """Whether a subject follows its owner, who need not be in the picture ("the captain's worried daughter")."""
        for item in reversed(self.row[max(0, index - PHRASE) : index]):
            if isinstance(item, Word) or item.kind == "link":
                return False
            if item.kind == "subject":
                return item.text.endswith(("'s", "’s"))
        return False

    def _is_likened(self, index: int) -> bool:
        """Whether a subject is only what somebody is likened to ("cheeks puffed out like a hamster")."""
        for item in reversed(self.row[max(0, index - PHRASE) : index]):
            if isinstance(item, Word) or item.kind not in {"link", "plain", "modifier", "degree", "word"}:
                return False
            if item.kind == "link":
                return item.text == "like"
        return False

    def _names_thing(self, index: int, claim: Claim) -> bool:
        """Whether an animal only tells what kind of place or part of the body follows it ("a shark cage", "with a fish head", "a lion's
        mane").
        """
        behind = self.row[index + 1] if index + 1 < len(self.row) else None
        if claim.value != "animal" or not isinstance(behind, Claim) or behind.start != claim.end + 1:
            return False
        if behind.kind == "context":
            return behind.value == "place" and " " not in behind.text
        if not (behind.kind == "feature" or OF_ANIMALS.fullmatch(behind.text)):
            return False
        before = self.row[index - 1] if index else None
        owned = isinstance(before, Claim) and before.text in BORNE and not DEFINITE.intersection(self._opening)
        return owned or not claim.text.endswith(("'s", "’s", "s"))

    def _is_tag(self, index: int) -> bool:
        """Whether a claim is a whole tag."""
        near = self.row[max(0, index - 1) : index] + self.row[index + 1 : index + 2]
        return bool(near) and all(isinstance(item, Word) for item in near)

    def _is_audience(self, index: int, claim: Claim) -> bool:
        """Whether somebody is whom the picture is for: "cartoon style for kids"."""
        if claim.text not in AUDIENCES or index < 2 or self.row[index - 1].text != "for":
            return False
        made = self.row[index - 2]
        return isinstance(made, Claim) and (made.kind == "scene" or (made.kind == "plain" and made.value in {"style", "medium"}))

    def _is_beside(self, index: int, small_words: list[str]) -> bool:
        """Whether a pronoun only tells where somebody else is: "a boy beside her with puffed cheeks"."""
        before = self.row[index - 1] if index else None
        if small_words[-1] in OBJECTS and index > 1 and isinstance(before, Claim) and before.text in BESIDE:
            return self.row[index - 2].roles.terminal == "SUBJECT"  # "a tourist beside him laughing"
        return small_words[-1] in OBJECTS and all(
            isinstance(item, Claim) and item.link is not None and item.link.kind == "place" for item in (before, self.row[index])
        )

    def _shows_behind(self, index: int) -> bool:
        """Whether the phrase behind a subject says something of a face."""
        for item in self.row[index + 1 : index + 1 + PHRASE]:
            if isinstance(item, Word) or item.kind == "subject":
                return False
            if item.kind in SHOWN:
                return True
        return False

    def _turn(self, kind: str | None) -> None:
        """Go on to the next moment or panel."""
        self.moment += kind == "moment"
        self.panel += kind == "panel"

    def _claim(self, index: int, claim: Claim, small_words: list[str]) -> None:
        cast = self.cast
        if cast.current is not None and ARTICLES.intersection(small_words):
            self._waiting = []  # "a woman seen from behind faces a man": what was said before the article is not the man's
        self._opening += small_words
        if (
            small_words
            and claim.kind != "subject"
            and (cast.people or small_words[0] in ACTING)
            and not self._is_beside(index, small_words)
        ):
            cast.current = cast.pronoun(small_words) or cast.current
            if cast.current is not None and small_words[0] in ACTING:
                self._carry_back(index, cast.current)
        nobody = claim.kind == "subject" and cast.current is not None and (self._is_likened(index) or self._names_thing(index, claim))
        if claim.kind == "subject" and not nobody and not self._is_audience(index, claim):
            told = self._sentence if self._has_state() else -1
            shown = (told >= 0 or self._shows_behind(index)) and not self._is_owned(index)
            depicted = bool(cast.people) and DEPICTED.search(self.text[max(0, claim.start - PICTURED) : claim.start]) is not None
            beside = index > 0 and self.row[index - 1].text in BESIDE and not OBJECTS.isdisjoint(small_words[:1])  # "beside her the boy"
            if (index + 1 < len(self.row) and self.row[index + 1].text in BESIDE) or self._beside or depicted or beside:
                self._opening.append("another")
            if self._same and cast.current is not None:
                self._opening = []
            before = cast.current
            actor = self._actor_at(index)
            if actor is not None and len(cast.people) <= 1:  # "Emma smiling at a crying baby": the smile is not the baby's
                self._opening.append("another")
                if not cast.people:
                    self.owners[actor] = cast.one_of()
            cast.current = cast.enter(
                claim,
                self._opening,
                joined=self._joined,
                adjacent=(self._adjacent and OWNING.isdisjoint(small_words)) or self._same,
                shown=shown,
                told=told,
            )
            cast.current.shown = cast.current.shown or shown
            for place in self._waiting:
                self.owners[place] = cast.current
            if before is not None and claim.value == "animal" and before.name[:1].isdigit() and self._is_tag(index):
                self._bearer = before  # "1girl, closed eyes, birds, looking at viewer": the tags go on of the girl
            if actor is not None and self._bearer is None:
                self._bearer = self.owners.get(actor)  # "yells at the intern, a killer look": what comes next is not the intern's
            self._begin_phrase()
            self._adjacent, self._joined, self._same, self._beside = True, False, False, False
        elif claim.kind == "link":
            self._change(index, claim)
            self._beside = claim.text in BESIDE and self.text.startswith(INDEFINITE, claim.end)
            self._same = claim.text in SAME and cast.current is not None and not cast.current.group
            if claim.text == "of" and index and self.row[index - 1].text.endswith("mask"):
                self._bearer = cast.current
            self._begin_phrase()
        else:
            self._waiting.append(index)
            if claim.kind not in {"plain", "degree"}:
                self._adjacent = False
        if cast.current is not None:
            self.owners.setdefault(index, cast.current)
            cast.current.shown = cast.current.shown or claim.kind in SHOWN or claim.kind == "occluder"


def is_expression(item: Claim | Word) -> bool:
    """Whether an item of the row is an expression: an action, a state or a vague word."""
    return isinstance(item, Claim) and item.kind in {"action", "emotion", "vague"}
