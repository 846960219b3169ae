"""Two facial actions that no face can show at one moment.

Source: Ekman, Friesen & Hager (2002), alternatives of head and eye positions (table 9-1) and the notes on single units; anatomy where one
muscle would have to pull and relax at once; rows of kind "exclusive" in facs/conflicts.csv. As codes AU5 and AU7 go together (the stare of
anger and fear); in words "wide eyes" and "squinting" ask for two shapes of one eye.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import combined
from promptlint.facs.conflicts import Conflict, alternates, claim
from promptlint.facs.emotions import emotions
from promptlint.facs.units import units
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, closes_eyes, is_of_camera, problem, rule
from promptlint.text import late
from promptlint.wording import quoted, shows

#: The units of head poses and gazes, by the token's value; with a side the first is the person's own left, the second the right.
DIRECTIONS = {
    ("head", "up"): ("53",), ("head", "down"): ("54",), ("head", "turn"): ("51", "52"), ("head", "tilt"): ("55", "56"),
    ("gaze", "up"): ("63",), ("gaze", "down"): ("64",), ("gaze", "left"): ("61",), ("gaze", "right"): ("62",),
}  # fmt: skip
#: Units that only the words of a pose or a gaze tell: "forward" alone may face the camera.
TOLD = (
    ("head", late(r"\b(?:thrust|craned|jutt?(?:ed|ing)|pushed|poked)\b.*\bforwards?\b", re.IGNORECASE), ("57",)),
    ("head", late(r"\b(?:pulled|drawn|jerked|reared|snapped)\b.*\bback\b", re.IGNORECASE), ("58",)),
    ("gaze", late(r"\bwall-?\s?eye|\bdiverging", re.IGNORECASE), ("65",)),
    ("gaze", late(r"\bcross(?:ed|ing)?[- ]eye|\beyes (?:are )?crossed", re.IGNORECASE), ("66",)),
)
#: Words that make a slit of the eye; "tightened lids" do not.
SLITS = ("squint", "narrow", "slit")
#: Lids that cover the eye: what they hide of a gaze is conflicting-gaze's to tell.
LIDS = frozenset({"41", "42", "43", "45", "46"})
MOUTH_OPENINGS = frozenset({"25", "26", "27"})
GAZES = frozenset({"61", "62", "63", "64", "65", "66", "69"})

#: Cries that come through clenched teeth as well as from an open mouth.
VOICED = r"scream|shout|yell|roar|cr(?:y|ies)\b"


@rule(
    "FAC201",
    severity="error",
    reads=("action", "gaze", "head"),
    mistake="conflict",
    good=(
        "a duchess looking down her nose, head tilted back, eyes lowered",
        "AU5 raised upper lids, AU7 tightened lids, AU4 brow lowered, a furious man",
        "wink, wide smile, one eye closed, bar",
        "two women, one with closed eyes, one with wide eyes",
        "2x2 grid of a boy: eyes closed, wide eyes, wink, squinting",
        "[wide eyes:closed eyes:0.5], a bride",
        "{wide eyes|closed eyes}, a bride",
        "first with closed eyes, then wide-eyed, a girl wakes up",
        "not wide eyes but closed eyes, a monk",
        "open mouth, parted lips, toothy smile, wide eyes",
        "head tilted to the left, looking to the right, a spaniel",
        "before: lips pressed together, after: mouth open, a diver",
        'closed eyes, T-shirt that says "WIDE EYES"',
        "POV looking up at a man looking down at you, smirk",
        "AU51 head turned left, AU62 eyes right, coy",
    ),
    bad=(
        Bad("AU26+AU27, quiz contestant under the buzzer", marks=("AU27", "AU26")),
        Bad("closed eyes, wide eyes, a bride", marks=("wide eyes", "closed eyes")),
        Bad("AU63, AU64, altar boy", marks=("AU64", "AU63")),
        Bad("lips pressed together, mouth wide open, soloist", marks=("mouth wide open", "lips pressed together")),
        Bad("closed mouth, open mouth, 1girl", marks=("open mouth", "closed mouth")),
        Bad("head bowed, chin up, a soldier", marks=("chin up", "head bowed")),
        Bad("AU26 jaw drop and AU27 mouth stretch", marks=("AU27 mouth stretch", "AU26 jaw drop")),
        Bad("wide eyes, squinting into the sun, sailor", marks=("squinting into the sun", "wide eyes")),
        Bad("puffed cheeks, mouth wide open, trumpeter", marks=("mouth wide open", "puffed cheeks")),
        Bad("a woman with flared nostrils and pinched nostrils", marks=("pinched nostrils", "flared nostrils")),
    ),
)
def exclusive_actions(prompt: Prompt) -> Iterator[Problem]:
    """One muscle cannot pull and relax at once, and a head turns one way: the model paints one of the two at random, or a blend that is
    neither. Keep one; a change from one to the other needs two pictures.
    """
    told: set[tuple[str, int | None, int, int]] = set()
    for first, second in (*prompt.pairs("action", "head", "gaze"), *_combined(prompt)):
        found = _clash(first, second)
        if found is None or is_of_camera(prompt, first) or is_of_camera(prompt, second):
            continue
        explanation, mine, theirs = found
        face = (explanation, first.scope.person, first.scope.panel, first.scope.moment)
        if face not in told:  # "AU63 eyes up" says one thing twice
            told.add(face)
            yield problem(
                second,
                f"{quoted(second.text)} and {quoted(first.text)} exclude each other: {explanation}; keep one of them",
                first,
                label=theirs,
                labels=(mine,),
            )
    for first, second in _closed_mouth(prompt):
        yield problem(
            second,
            f"{quoted(second.text)} and {quoted(first.text)} exclude each other: a mouth is open or closed; keep one of them",
            first,
            label="the mouth as it is asked for here",
            labels=("and here",),
        )


def _combined(prompt: Prompt) -> Iterator[tuple[Token, Token]]:
    """Every two codes of one combination that no published display has together (anger tightens the lips and parts them, 23 and 25)."""
    for first, second in combined(prompt):
        if not any({first.term, second.term} <= set(emotion.prototype) for emotion in emotions().values()):
            yield first, second


def _closed_mouth(prompt: Prompt) -> Iterator[tuple[Token, Token]]:
    """A closed mouth ("closed mouth" is read as no AU25) beside one that is open on the same face."""
    for closed in prompt.of("action"):
        if (
            closed.negated
            and closed.units == ("25",)
            and not closed.scope.negative
            and ("clos" in closed.text.lower() or "shut" in closed.text.lower())
        ):
            for other in prompt.asserted("action"):
                if MOUTH_OPENINGS.issuperset(other.units) and closed.scope.meets(other.scope):
                    yield (closed, other) if closed.start < other.start else (other, closed)


def _clash(first: Token, second: Token) -> tuple[str, str, str] | None:
    """Why two claims exclude each other, and what each of them shows; None where they go together."""
    mine, theirs = _codes(first), _codes(second)
    if not mine or not theirs or _is_of_lids_and_gaze(mine, theirs):
        return None
    if _is_slit_and_wide(first, second) or _is_slit_and_wide(second, first):
        return "eyes opened wide cannot also be narrowed", shows(mine[0]), shows(theirs[0])
    row = alternates(claim(mine, _side(first)), claim(theirs, _side(second)))
    if row is None or not _counts(row, first, second):
        return None
    own, other = (row.first, row.second) if _has(mine, row.first) and _has(theirs, row.second) else (row.second, row.first)
    return row.explanation, shows(own[0].lstrip("LR")), shows(other[0].lstrip("LR"))


def _codes(token: Token) -> tuple[str, ...]:
    """The units a claim stands for; none for a head that turns or tilts to a side the text does not name."""
    codes = token.units or DIRECTIONS.get((token.kind, token.term), ()) or _told(token)
    if len(codes) > 1 and not token.units:
        words = token.text.lower()
        left, right = token.side == "left" or "left" in words, token.side == "right" or "right" in words
        return () if left == right else codes[:1] if left else codes[1:]
    return codes


def _told(token: Token) -> tuple[str, ...]:
    """The unit of a pose or a gaze that its value leaves open."""
    if token.kind == "action":
        return ()
    return next((codes for kind, words, codes in TOLD if kind == token.kind and words.search(token.text)), ())


def _side(token: Token) -> str | None:
    return token.side if token.kind == "action" and not _codes(token)[0].startswith(("5", "6")) else None


def _is_of_lids_and_gaze(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return bool((LIDS & set(mine) and GAZES & set(theirs)) or (LIDS & set(theirs) and GAZES & set(mine)))


def _is_slit_and_wide(first: Token, second: Token) -> bool:
    slit = "7" in first.units and any(word in first.text.lower() for word in SLITS)
    return slit and "5" in second.units and not first.coded and not second.coded


def _has(codes: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return all(code.lstrip("LR") in codes for code in wanted)


def _counts(row: Conflict, first: Token, second: Token) -> bool:
    """Whether a row is a clash between these two wordings: grave enough, and not only so by what a word takes in beside its point."""
    pair = set(row.first + row.second)
    if row.severity not in {"error", "warning"} or not all(code == "any" or _is_shown(code) for code in pair):
        return False
    if pair == {"26", "27"}:  # in words the wider opening is only the stronger one
        return bool(first.coded and second.coded)
    if pair == {"27", "31"} and any(re.match(VOICED, token.text, re.IGNORECASE) for token in (first, second)):
        return False  # who screams may do so through gritted teeth
    if "26" in pair and "31" in pair:  # "open mouth" may be lips apart over clenched teeth; a dropped jaw is none
        return all(token.coded or "jaw" in token.text.lower() for token in (first, second) if "26" in token.units)
    if "43" in pair and pair & {"45", "46"}:  # the other eye of a wink may be half closed
        return all(closes_eyes(token) for token in (first, second) if "43" in token.units)
    return True


def _is_shown(code: str) -> bool:
    """A unit that is seen, not the neutral face (neutral-with-action) nor a part of the face that is hidden (hidden-action)."""
    unit = units().get(code.lstrip("LR"))
    return unit is not None and unit.kind != "visibility" and unit.code != "0"
