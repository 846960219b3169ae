"""A text to a Prompt: markup, terminals, the grammar's reading, scopes, tokens. Total: no text makes it raise."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from promptlint.claim import Claim
from promptlint.compose.base import grade, is_link
from promptlint.compose.links import is_felt
from promptlint.compose.moving import is_noun
from promptlint.compose.productions import ACTIONS
from promptlint.compose.states import emotion_claim
from promptlint.joining import coordinate, stack
from promptlint.language import is_english
from promptlint.lexer import Lexicon, Word, lex, lexicon
from promptlint.markup import read_markup
from promptlint.model import Markup, Prompt
from promptlint.scope import place_claims
from promptlint.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@cache
def _reader() -> Callable[[Iterable[tuple[str, Any]]], Any]:
    return table("prompt").reader(ACTIONS)


def parse(
    text: str,
    dialect: str | None = None,
    *,
    negative: str | None = None,
    target: str | None = None,
    vocabulary: Lexicon | None = None,
) -> Prompt:
    """Read a prompt.

    dialect names the tool whose markup the prompt uses (``markup.DIALECTS``); None detects it. negative is the negative prompt that belongs
    to it. target is the model it is meant for; it is kept for the rules. Offsets of the tokens count code points of text, and the tokens
    are in order of place. No text makes it raise.
    """
    markup = read_markup(text, dialect)
    words = vocabulary or lexicon()
    claims = read_claims(text, markup, words)
    tokens, people, panels, moments, layered = place_claims(text, claims)
    return Prompt(
        text,
        markup,
        tuple(tokens),
        negative=parse(negative, dialect, vocabulary=vocabulary) if negative is not None else None,
        layered=layered,
        people=people,
        panels=panels,
        moments=moments,
        target=target,
        english=is_english(text),
    )


#: Claims whose word may be a name.
NAMEABLE = frozenset({"emotion", "action"})
#: What stands beside teeth that are shown.
SEEN_BESIDE = frozenset({"action", "emotion", "gaze"})
#: Where a part of the face that is a whole tag shows by itself.
BARED = frozenset({"teeth", "upper teeth", "lower teeth"})


#: How many claims the tag of a person has at most.
PHRASE = 8


def _alone(claim: Claim, denied: bool) -> None:
    """A word that is a whole tag, or denied as one: "volumetric" is a light then, "no teeth" is a mouth that shows none; "melancholic"
    is the picture's mood, and no person's state.
    """
    if claim.kind == "feature" and claim.text in BARED and denied:
        claim.kind, claim.value, claim.negated = "action", "25", True
    elif claim.kind in {"feature", "face", "look"} and claim.text == "gaze" and not denied:
        claim.kind, claim.value = "gaze", "other"
    elif denied:
        return
    elif claim.kind == "modifier" and claim.roles.feature("lighting", "alone") == "tag":
        claim.kind, claim.value = "lighting", claim.roles.value("lighting") or ""
    elif claim.kind == "emotion" and not claim.faced and claim.roles.feature("emotion", "mood") == "yes":
        claim.kind, claim.path = "plain", f"{claim.path} as mood"


def _among_states(row: list[Claim | Word], claim: Claim) -> Claim:
    """A tag that is a state only beside a face, and stands behind a tag of state, is one as well: "angry, mad". "Emotional" as a tag of
    its own asks for an expression.
    """
    if claim.text == "emotional" and row and row[-1].roles.terminal == "COMMA":
        claim.kind, claim.value = "vague", ""
        return claim
    if claim.kind == "modifier" and is_felt(claim) and _is_layer_named(row):
        return emotion_claim(claim.word)
    if len(row) < 2 or claim.kind != "modifier" or claim.roles.kinds.keys() != {"emotion"} or row[-1].text.strip() != ",":
        return claim
    before = row[-2]
    if not isinstance(before, Claim) or before.kind != "emotion":
        return claim
    listed = "noun" in before.roles.feature("emotion", "pos") and "noun" in claim.roles.feature("emotion", "pos")
    return emotion_claim(claim.word) if listed or not before.faced else claim  # "her face full of terror, delight and shame"


def _near_end(row: list[Claim | Word]) -> list[Claim | Word]:
    """The end of a row without the edges of weights and brackets: "(angry:1.1), (mad:1.2)" is a list as "angry, mad" is."""
    if all(item.roles.terminal != "EDGE" for item in row[-3:]):
        return row
    return [item for item in row[-2 * PHRASE :] if item.roles.terminal != "EDGE"]


def _restore(row: list[Claim | Word], claim: Claim) -> None:
    """A mood that stands as a tag before a state of somebody is a state as well: "(tranquil:1.2), (livid:1.3)"."""
    if (
        claim.kind != "emotion"
        or claim.roles.feature("emotion", "mood") == "yes"
        or "adjective" not in claim.roles.feature("emotion", "pos")
    ):
        return
    tag = row[-2] if len(row) > 1 and row[-1].text.strip() == "," and (len(row) == 2 or isinstance(row[-3], Word)) else None
    if (
        isinstance(tag, Claim)
        and tag.kind == "plain"
        and tag.path.endswith("as mood")
        and "adjective" in tag.roles.feature("emotion", "pos")
    ):
        tag.kind = "emotion"


def _is_layer_named(row: list[Claim | Word]) -> bool:
    """Whether a row ends with the name of a layer and a colon: "layer 2: ..."."""
    return bool(row) and row[-1].text == ":" and any(isinstance(item, Claim) and item.kind == "layer" for item in row[-3:-1])


def _is_listed(row: list[Claim | Word]) -> bool:
    """Whether what follows goes on with a list of states that a face shows or somebody feels: "shows pride, dread and boredom", or is
    what a layer of an expression is said to be ("layer 2: dread").
    """
    before = row[-2] if len(row) > 1 else None
    return _is_layer_named(row) or (
        isinstance(before, Claim)
        and before.kind == "emotion"
        and before.faced
        and "noun" in before.roles.feature("emotion", "pos")
        and isinstance(row[-1], Word)
        and row[-1].text == ","
    )


def _is_denied(row: list[Claim | Word], subject: Claim) -> bool:
    """Whether a small word that denies stands right before a subject."""
    at = next(place for place in range(len(row) - 1, -1, -1) if row[place] is subject)
    return at > 0 and isinstance(before := row[at - 1], Claim) and is_link(before, "negation")


def _is_of_doer(row: list[Claim | Word]) -> bool:
    """Whether the tag before the next one is somebody or what somebody does: "princess, meditating, peaceful"."""
    if not row or row[-1].roles.terminal != "COMMA":
        return False
    tag = row[-2] if len(row) > 1 and (len(row) == 2 or isinstance(row[-3], Word)) else None
    if isinstance(tag, Claim) and tag.kind == "emotion" and tag.roles.feature("emotion", "mood") != "yes":
        return True  # "joy, contempt, fear"
    for item in row[-2 : -PHRASE - 2 : -1]:
        if isinstance(item, Word) or is_link(item, "negation"):
            return False  # "no people, nostalgic"
        if (item.kind == "subject" and not _is_denied(row, item)) or (item.kind == "context" and item.value == "activity"):
            return True
        if item.kind == "emotion" and "adjective" in item.roles.feature("emotion", "pos"):
            return True  # "proud, suspicious, nostalgic"
    return False


def read_claims(text: str, markup: Markup, words: Lexicon) -> list[Claim | Word]:
    """The claims of a prompt and the marks between them, in order of place."""
    row: list[Claim | Word] = []
    for piece in _reader()(lex(text, markup.runs, words)):
        if type(piece) is list:
            if len(piece) == 1 or (len(piece) == 2 and is_link(piece[1], "negation")):
                before = _near_end(row)
                piece[0] = _among_states(before, piece[0])
                article = text[max(0, piece[0].start - 3) : piece[0].start].lower().endswith(("a ", "an "))
                if not _is_listed(before) and not _is_of_doer(before) and not article:
                    _alone(piece[0], len(piece) == 2)
                _restore(before, piece[0])
            piece.reverse()
            if len(piece) > 1:
                piece = _graded_behind(piece)
                _leave_to_names(text, piece)
            if len(row) > 1 and piece:
                if (
                    len(piece) == 1
                    and _is_behind(piece[0])
                    and row[-1].roles.terminal in {"COMMA", "AND"}
                    and isinstance(row[-2], Claim)
                    and row[-2].kind == "action"
                ):
                    grade(row[-2], piece[0].word)  # "jaw clenched slightly, as hard as it will go"
                    continue
                if _gloss(text, row, piece):
                    continue
                stack(text, row, piece)
                coordinate(row, piece)
            row += piece
        else:
            row.append(piece)
    _bare(text, row)
    return row


#: How degrees begin that stand behind what they grade ("raised to the maximum", "pulled down as far as they go").
GRADING_BEHIND = ("to ", "at ", "as ", "all the ", "with ", "humanly ")


def _is_behind(claim: Claim) -> bool:
    return claim.kind == "degree" and claim.text.startswith(GRADING_BEHIND)


def _graded_behind(piece: list[Claim]) -> list[Claim]:
    """The claims of a phrase, each action with the degree that stands behind it, and with a phase that "growing" names before it."""
    kept: list[Claim] = []
    for claim in piece:
        before = kept[-1] if kept else None
        if claim.kind == "modifier" and is_felt(claim) and any(near.kind == "layer" for near in kept[-2:]):
            claim = emotion_claim(claim.word)  # "layer 4 relief"
        if before is not None and _is_behind(claim) and before.kind in {"action", "movement"}:
            grade(before, claim.word)
            continue
        if before is not None and is_link(before, "state") and "phase" in before.roles.kinds and claim.kind == "action" and is_noun(claim):
            grade(claim, before.word)  # "a growing smile"
            kept.pop()
        kept.append(claim)
    return kept


def _bare(text: str, row: list[Claim | Word]) -> None:
    """Teeth as a tag beside a person or an expression are seen ("smile, teeth"); among hands and hair they are parts of a body."""
    for index, item in enumerate(row):
        if not (isinstance(item, Claim) and item.kind == "feature" and item.text in BARED):
            continue
        before, behind = row[max(0, index - 2) : index], row[index + 1 : index + 3]
        if before and (not isinstance(before[-1], Word) or text[before[-1].end : item.start].strip()):
            continue
        if behind and not isinstance(behind[0], Word):
            continue
        near = [claim.kind for claim in (*before, *behind) if isinstance(claim, Claim)]
        if not near or set(near) & SEEN_BESIDE:
            item.kind, item.value = "action", "25"


def _leave_to_names(text: str, piece: list[Claim]) -> None:
    """A state or an act that is somebody's name says nothing: "Bert Stern", "Joy Adams"."""
    for index, claim in enumerate(piece):
        if claim.kind == "emotion" and index + 1 == len(piece) and _is_title(text, claim):
            claim.kind = "plain"  # "a poster for Godard's Contempt"
        name = claim.roles.feature("emotion", "name") or claim.roles.feature("action", "name") if claim.kind in NAMEABLE else ""
        if not name or not text[claim.start].isupper() or " " in text[claim.start : claim.end]:
            continue
        before = piece[index - 1] if index and name != "first" else None
        behind = piece[index + 1] if index + 1 < len(piece) and name != "last" else None
        if (
            before and before.end + 1 == claim.start and before.kind == "word" and _is_name(text[before.start : before.end].split()[-1])
        ) or (behind and claim.end + 1 == behind.start and behind.kind == "word" and _is_name(text[behind.start : behind.end].split()[0])):
            claim.kind = "plain"


def _is_title(text: str, claim: Claim) -> bool:
    """Whether a noun of state with a capital stands behind whoever made it and ends its phrase."""
    noun = claim.roles.feature("emotion", "pos").startswith("noun") and claim.text.isalpha()
    return noun and text[claim.start].isupper() and text[max(0, claim.start - 3) : claim.start] in {"'s ", "’s "}


def _is_name(word: str) -> bool:
    """Whether a word that no list knows looks like a name: a capital and small letters."""
    return word[:1].isupper() and (word[1:].islower() or (len(word) == 2 and word[1] == "."))


def _gloss(text: str, row: list[Claim | Word], piece: list[Claim]) -> bool:
    """A FACS code and, in plain brackets behind it, the words for the same unit: "AU12 (lip corner puller)" is one action."""
    coded, bracket, words = row[-2], row[-1], piece[-1]
    if not (isinstance(coded, Claim) and coded.coded and not coded.described and isinstance(bracket, Word)):
        return False
    if len(piece) > 1 or words.kind != "action" or words.coded or text[coded.end : words.start].strip() != "(":
        return False
    described = words.value.split("+")
    if text[words.end : words.end + 1] != ")" or not set(described) & set(coded.value.split("+")):
        return False
    coded.end, coded.described = words.end + 1, tuple(described)
    coded.degrees += words.degrees
    return True
