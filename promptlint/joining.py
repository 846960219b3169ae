"""What joins two phrases: "and" carries over what it joins, a comma stacks adjectives."""

from __future__ import annotations

from promptlint.claim import Claim
from promptlint.compose.base import REACH, grade, is_link
from promptlint.compose.light import PREDICATE
from promptlint.compose.light import join as join_light
from promptlint.compose.links import is_felt
from promptlint.compose.moving import is_noun, move_also
from promptlint.compose.states import belongs_to_scene, emotion_claim, is_of_face
from promptlint.lexer import Word

#: What a stack of adjectives begins with.
ARTICLES = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their"})


def coordinate(row: list[Claim | Word], piece: list[Claim]) -> None:
    """What "and" carries over: "brows drawn together and raised", "her expression is warm and inviting", "a sense of pride and joy"."""
    first = piece[0]
    if len(piece) == 1 and first.kind == "emotion" and isinstance(row[-2], Claim) and row[-2].path == PREDICATE:
        first.kind = "plain"  # "the lighting is soft yet focused"
        return
    before = row[-2]
    joined = row[-1].roles.terminal in {"AND", "BUT"} and isinstance(before, Claim) and before.kind == "emotion"
    if joined and first.text == "patient" and first.start == first.word.start and len(piece) == 1:
        first.kind = "plain"  # "focused and patient": nobody in a ward
    if joined and first.kind == "action" and first.start < first.word.start and is_noun(first) and not first.coded:
        assert isinstance(before, Claim)
        if not before.faced and "adjective" in before.roles.feature("emotion", "pos"):
            before.kind, first.start = "plain", before.start  # "joyful and eerie smiles": one action
            return
    if len(piece) == 1 and first.kind == "plain" and "vague" in first.roles.kinds and _is_of_eyes(row):
        first.kind, first.faced = "vague", True  # "its eyes are large and expressive"
    if joined and first.kind == "plain" and first.path.endswith("as mood"):
        first.kind = "emotion"  # "focused and calm"
    if first.kind == "action" and first.phases and row[-1].roles.terminal in {"AND", "BUT"} and _is_lone_phase(row):
        assert isinstance(before, Claim)
        grade(first, before.word)  # "a dawning and fading smile"
        before.kind = "plain"
        return
    graded = row[-1].roles.terminal in {"AND", "BUT"} and isinstance(before, Claim) and before.kind == "degree"
    if graded and first.kind == "action" and is_noun(first) and (len(row) < 3 or isinstance(row[-3], Word) or row[-3].kind == "link"):
        assert isinstance(before, Claim)
        grade(first, before.word)  # "a maximum yet barely perceptible smile"
        before.kind, first.start = "plain", before.start
        return
    if row[-1].roles.terminal in {"AND", "BUT"} and first.kind == "emotion" and first.faced and isinstance(before, Claim):
        _face_also(before, first, row)
    if first.kind == "scene" and is_felt(first):
        first.kind = "modifier"  # "determination and camaraderie"
    contrasted = row[-1].roles.terminal == "BUT" and first.kind == "modifier"  # "exhausted but content"
    if (row[-1].roles.terminal != "AND" and not contrasted) or first.kind not in {"modifier", "emotion", "movement"}:
        return
    if first.kind == "emotion" and isinstance(before, Claim) and before.kind == "modifier" and is_felt(before) and _is_shown(row):
        row[-2] = emotion_claim(before.word)  # "showing focus and determination"
        return
    if first.kind == "movement":
        if isinstance(before, Claim) and before.kind == "action" and move_also(before, first):
            first.kind = "plain"
    elif first.kind == "modifier":
        if (
            isinstance(before, Claim)
            and before.kind == "emotion"
            and "emotion" in first.roles.kinds
            and (before.faced or (is_felt(first) and is_felt(before)) or _are_predicates(before, first))
            and (len(piece) == 1 or (is_felt(first) and (piece[1].kind == "link" or piece[1].text.endswith("ed"))))
        ):
            piece[0] = emotion_claim(first.word)  # "surprise and delight"
    elif isinstance(before, Claim) and before.kind == "plain" and "mood" in before.path and len(piece) > 1 and piece[1].kind == "subject":
        before.kind = "emotion"  # "calm and confident woman"
    elif isinstance(before, Claim) and (
        (before.kind == "plain" and "emotion" in before.roles.kinds) or (before.kind == "scene" and " of " in before.text)
    ):
        first.kind = "plain"


def _is_of_eyes(row: list[Claim | Word]) -> bool:
    """Whether the phrase before the last mark of a row says how a face or its eyes are: "her eyes are large and"."""
    linked = False
    for item in row[-2 : -2 - REACH : -1]:
        if isinstance(item, Word):
            return False
        if linked:
            return is_of_face(item)
        linked = is_link(item, "state")
        if not linked and item.kind not in {"plain", "degree", "modifier", "word"}:
            return False
    return False


def _face_also(before: Claim, faced: Claim, row: list[Claim | Word]) -> None:
    """An adjective that "and" or "yet" joins to one of a face is of the face as well: "its playful yet focused expression"."""
    adjective = "adjective" in before.roles.feature("emotion", "pos") and "adjective" in faced.roles.feature("emotion", "pos")
    if adjective and before.kind in {"emotion", "modifier"} and faced.path.endswith("face"):
        joined = emotion_claim(before.word) if before.kind == "modifier" else before
        row[-2], joined.faced = joined, True


def _are_predicates(before: Claim, first: Claim) -> bool:
    """Whether two adjectives that are nothing but states stand side by side: "calm and composed"."""
    return (
        first.roles.kinds.keys() == {"emotion"}
        and "adjective" in first.roles.feature("emotion", "pos")
        and "adjective" in before.roles.feature("emotion", "pos")
    )


def _is_lone_phase(row: list[Claim | Word]) -> bool:
    """Whether the last word but one of a row is a phase with nothing of its own to grade."""
    before = row[-2]
    copula, told = (row[-3], row[-4]) if len(row) > 3 else (None, None)
    if isinstance(copula, Claim) and is_link(copula, "state") and isinstance(told, Claim) and told.kind == "action":
        return False  # "her smile is fading and her brows are beginning to knit"
    return (
        isinstance(before, Claim)
        and (before.kind in {"degree", "modifier", "movement"} or is_link(before, "state"))
        and "phase" in before.roles.kinds
        and not (len(row) > 2 and isinstance(row[-3], Claim) and row[-3].kind != "link")
    )


def _is_shown(row: list[Claim | Word]) -> bool:
    """Whether the last word but one of a row stands behind a verb that shows a state."""
    shower = row[-3] if len(row) > 2 else None
    return isinstance(shower, Claim) and is_link(shower, "state")


def stack(text: str, row: list[Claim | Word], piece: list[Claim]) -> None:
    """Adjectives stacked with a comma behind an article: "the soft, amber light"; in "the calm, synchronised movements" the state is the
    movements' and no person's.
    """
    comma, last = row[-1], row[-2]
    if not (isinstance(comma, Word) and comma.text == "," and isinstance(last, Claim)):
        return
    if (
        (last.kind in {"degree", "modifier"} or is_link(last, "state") or (last.kind == "movement" and "phase" in last.roles.kinds))
        and piece[0].kind == "action"
        and (is_noun(piece[0]) or piece[0].coded)
        and last.roles.kinds.keys() & {"degree", "phase"}
        and not _is_of_other(text, row)
    ):
        grade(piece[0], last.word)  # "a faint, fierce frown", "an emerging, fading smile"
        last.kind = "plain"
        return
    article = text[max(0, last.start - 5) : last.start].lower().split()
    lit = last.kind in {"modifier", "movement"} and "lighting" in last.roles.kinds and piece[0].kind == "lighting"
    lit = lit and not piece[0].text.endswith("lit")  # "a cozy, dimly lit room": the room is cozy
    if lit:
        before = row[-3] if len(row) > 2 else None
        if isinstance(before, Claim) or (before is not None and before.roles.terminal == "AND"):
            join_light(last, piece[0])  # "bathed in soft, natural light"
            return
    opens = lit and len(piece) > 1 and (len(row) == 2 or row[-3].roles.terminal == "STOP")  # "Warm, cosy lamplight fills the room", no tags
    if not opens and (not article or article[-1] not in ARTICLES):
        return
    if lit:
        join_light(last, piece[0])
    elif last.kind == "modifier" and "emotion" in last.roles.kinds and piece[0].kind == "emotion" and piece[0].faced:
        row[-2] = emotion_claim(last.word)  # "a warm, inviting expression"
    elif last.kind == "emotion" and not last.faced:
        thing = piece[0].kind == "word" and text[piece[0].start].islower()  # an unknown noun; names of people have capitals
        if thing or belongs_to_scene(piece[::-1]):
            last.kind = "plain"


def _is_of_other(text: str, row: list[Claim | Word]) -> bool:
    """Whether the last word but one of a row is said of something else than what follows its comma: behind its own noun ("arms rising,
    a smile"), and a building to live in also behind an article and a preposition.
    """
    last = row[-2]
    before = row[-3] if len(row) > 2 else None
    words = text[max(0, last.start - 40) : last.start].lower().split()
    article = bool(words) and words[-1] in ARTICLES
    if isinstance(before, Claim) and before.kind not in {"link", "subject"} and not article:
        return True
    return last.text == "building" and article and len(words) > 1 and words[-2][-1].isalpha()
