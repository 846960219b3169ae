"""How a state is told: of a face, or by a gaze, an act, a motive, a bearing, a trait, for which no face need show anything.

Readers of real prompts hold that "a curious gaze" and "watches in awe" say where the eyes go, and that "relaxing in a hammock", "standing
victorious", "was jealous of her beauty" and "a mischievous monkey" say what somebody does, how somebody stands, what happened and what
somebody is like: two readers of 46 such states that had been flagged as labels held 39 of the findings to be wrong.
"""

from __future__ import annotations

from promptlint.claim import Claim
from promptlint.compose.base import ABSTRACT
from promptlint.lexer import Word

#: What may stand between an adjective and its noun.
BETWEEN = frozenset({"plain", "degree", "modifier", "emotion", "vague", "side"})
#: How a body is held or heard; what it tells is somebody's, and no face.
BEARING = frozenset({"posture", "stance", "gait", "voice", "stride", "strides", "steps", "body language", "pose", "poses"})
#: Acts that a state only tells the bearing of ("standing victorious", "stands proudly").
STANDING = frozenset({"standing", "stands", "stood", "marching", "marches"})
#: What tells how somebody comes across.
AIR = "air of"
#: Small words of stories; a picture is told as it is.
TOLD_LATER = frozenset({"was", "were"})
#: Words for eyes that go somewhere.
GAZES = frozenset({"gaze", "gazes", "stare", "stares", "glance", "glances"})
#: Words of a face on which a trait shows as a state does ("a mischievous face", not "a playful demeanor").
SHOWING = frozenset({"expression", "expressions", "face", "faces", "look", "looks", "smile", "glint"})
#: What tells, right before a state, that what follows is somebody's.
OWNING = (" its ", " his ", " her ", " their ")
#: What is somebody's own and known to the vocabulary for something else.
OWN = frozenset({"spirit", "energy", "tail", "leap", "leaps", "bark", "barks", "dance", "body", "hands", "steps"})
#: How many claims are looked through for the noun of an adjective.
REACH = 8


def parts(claim: Claim) -> set[str]:
    """The parts of speech of a state's word."""
    return set((claim.roles.feature("emotion", "pos") or "").split("|")) - {""}


def how(text: str, row: list[Claim | Word], index: int) -> str | None:
    """How the state at a place in the row is told, as in Token.told; None where it is simply said of somebody. ``row`` is claims and the
    marks between them in order of place.
    """
    claim = row[index]
    assert isinstance(claim, Claim)
    speech = parts(claim)
    words = text[claim.start : claim.end].lower().replace("-", " ").split()
    if _is_trait(claim, words) or ("adjective" in speech and len(words) == 1 and _is_among_traits(row, index)):
        return "trait"
    if claim.value == "focused" and not claim.faced and _is_on_target(row, index):
        return "gaze"
    if claim.faced and words[-1] in GAZES:
        return None if claim.value == "neutral" else "gaze"  # "a blank stare" goes nowhere
    if "adjective" in speech and text[claim.end : claim.end + 4].lower() == " to " and _is_followed(row, index):
        return "motive"
    if speech == {"verb"} or ("verb" in speech and words[-1].endswith("ing") and claim.label != "crying") or _attends(row, index):
        return "act"
    before = row[index - 1].text if index and isinstance(row[index - 1], Claim) else ""
    if before in TOLD_LATER:
        return "story"  # "was jealous of her beauty"
    if before.endswith(AIR) or ("adjective" in speech and is_own(text, row, index)):
        return "bearing"
    if claim.faced:
        return "face"
    if before == "from" and "adjective" not in speech and not (_is_followed(row, index) and row[index + 1].text == "to"):
        return "motive"  # "partial baldness from stress"
    return "bearing" if before in STANDING or bears(row, index) else None


def bears(row: list[Claim | Word], index: int) -> bool:
    """Whether an adjective is said of a bearing: "his confident posture", "a playful yet majestic pose"."""
    for near in row[index + 1 : index + 1 + REACH]:
        if isinstance(near, Claim) and near.text in BEARING:
            return True
        if near.kind not in BETWEEN if isinstance(near, Claim) else near.roles.terminal not in {"AND", "BUT"}:
            break
    return False


def is_own(text: str, row: list[Claim | Word], index: int) -> bool:
    """Whether an adjective is said of what somebody does or is made of, and so tells of its owner: "its joyful leaps", "his sad spirit"."""
    before = row[index - 1] if index else None
    owned = isinstance(before, Claim) and before.kind == "subject" and before.text.endswith(("'s", "’s"))
    if not owned and not text[max(0, row[index].start - 7) : row[index].start].lower().endswith(OWNING):
        return False
    noun = row[index + 1] if index + 1 < len(row) else None
    return isinstance(noun, Claim) and (
        noun.kind == "movement"
        or noun.text in OWN
        or (noun.kind == "word" and noun.text.endswith(ABSTRACT))
        or (noun.kind == "context" and noun.value == "activity")
    )


def _is_trait(claim: Claim, words: list[str]) -> bool:
    """Whether a word that tells a nature as much as a state is not said of anything that could show it."""
    return claim.roles.feature("emotion", "trait") == "yes" and SHOWING.isdisjoint(words)


def _is_among_traits(row: list[Claim | Word], index: int) -> bool:
    """Whether words of character stand round a state: "curious and adventurous", "devious spiteful grandiose"."""
    match row[index + 1 : index + 3]:
        case [Word() as mark, *behind] if mark.roles.terminal == "AND":
            return bool(behind) and _is_character(behind[0])
        case [Claim() as behind, *_]:
            return _is_character(behind) and index > 0 and _is_character(row[index - 1])
    return False


def _is_character(item: Claim | Word) -> bool:
    return isinstance(item, Claim) and item.kind == "plain" and item.value == "character"


def _is_followed(row: list[Claim | Word], index: int) -> bool:
    """Whether a phrase goes on behind a claim with a small word."""
    return index + 1 < len(row) and isinstance(following := row[index + 1], Claim) and following.kind == "link"


def _is_on_target(row: list[Claim | Word], index: int) -> bool:
    """Whether a state goes on to what is looked at ("focused on the screen", but not "on the task")."""
    match row[index + 1 : index + 3]:
        case [Claim(kind="link", text="on"), Claim() as target]:
            return "gaze-target" in target.roles.kinds or target.value == "screen"
    return False


def _attends(row: list[Claim | Word], index: int) -> bool:
    """Whether a state tells how somebody watches ("watches in awe"), or what takes all of somebody's mind."""
    if row[index].text == "absorbed in":
        return True
    match row[max(0, index - 2) : index]:
        case [Claim(kind="look") as look, Claim(kind="link", text="in")]:
            return look.text.startswith("watch")
    return False
