"""One facial action, said twice in different words.

Source: the Action Units themselves (Ekman, Friesen & Hager 2002): "furrowed brow" and "knitted eyebrows" are both AU4. The article's
third mistake piles words on words; tools that weigh words count the second one as weight. A code with its own words ("AU4 brow lowered")
is one claim. The same phrase twice is repeated-phrase (RED101).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Edit, Fix, Problem, closes_eyes, problem, rule
from promptlint.wording import quoted

#: A claim of this shape says where on the face it is; "frown", "scowl", "grimace" and "scream" are whole faces, and more than their unit.
PLACES = (
    "brow", "eye", "lid", "lip", "mouth", "nose", "nostril", "jaw", "cheek", "chin", "teeth", "tongue", "forehead",
    "smil", "grin", "squint", "pout", "pucker", "wink", "beam", "duck face", "kissy",
)  # fmt: skip
#: Words that make two claims of one unit differ in what is seen.
DIFFERENCES = (
    "half",
    "teeth",
    "tooth",
    "one ",
    "single",
    "left",
    "right",
    "inner",
    "outer",
    "upper",
    "lower",
    "heavy",
    "almost",
    "nearly",
    "wide",
    "lick",
)
#: Words that tell nothing new of these units: eyes are wide by their upper lids, and it is the lower lip that is bitten.
TELLING_NOTHING = {"5": frozenset({"wide", "upper"}), "32": frozenset({"lower"}), "46": frozenset({"one "})}
STEM = r"[^\W\d_]+"
#: Endings that make no other word of a word.
ENDINGS = ("ing", "ed", "es", "s", "e")
#: Behind a claim: it is on a thing, not on a face.
ON_A_THING = r"\s+(?:\w+\s+)?(?:print\w*|paint\w*|drawn|sketched|embroider\w*|tattoo\w*|spray\w*|carved|stitched|engraved|scrawled)\b"
ENDS_SENTENCE = r"[.!?]\s|\n"


@rule(
    "RED102",
    severity="info",
    reads=("action",),
    good=(
        "AU4 brow lowered and furrowed, coroner at her desk",
        "a smiling baker and his grinning apprentice, dawn",
        "closed eyes, open mouth, soloist",
        "first frame: eyes closed; second frame: eyes shut, sleeper",
        "{closed eyes|eyes shut}, monk",
        "smile, no grin, clerk",
        "left eyebrow raised, right eyebrow lowered, sceptic",
        "She smiles at the door. Her smile fades when she sees the bill.",
        "AU12 (smile), AU4 (brow furrow), clerk",
        "closed eyes, half-closed eyes, sleeper",
        "frown, furrowed brow, judge",
        "warm smile, gentle smile, nurse",
    ),
    bad=(
        Bad(
            "tribunal president at the bench with a furrowed brow, knitted eyebrows, powdered wig",
            marks=("knitted eyebrows", "furrowed brow"),
            fixed="tribunal president at the bench with a furrowed brow, powdered wig",
        ),
        Bad("closed eyes, eyes shut, monk in a garden", marks=("eyes shut", "closed eyes"), fixed="closed eyes, monk in a garden"),
        Bad("narrowed eyes, hat, squinting, gunslinger", marks=("squinting", "narrowed eyes"), fixed="narrowed eyes, hat, gunslinger"),
        Bad("AU12 smile, lip corners pulled up, market", marks=("lip corners pulled up", "AU12 smile"), fixed="AU12 smile, market"),
        Bad(
            "a boxer with clenched jaw and tightly clenched jaws",
            marks=("tightly clenched jaws", "clenched jaw"),
            fixed="a boxer with clenched jaw",
        ),
    ),
)
def repeated_action(prompt: Prompt) -> Iterator[Problem]:
    """The second wording adds no muscle, only weight and length. Say it once, in the words that are clearest; where it must count for more,
    name an intensity.
    """
    if len(prompt.asserted("action")) < 2:
        return
    told: set[tuple[str, ...]] = set()
    for first, second in prompt.pairs("action"):
        if not _show_one(first, second) or first.units in told or not _is_same(prompt.text, first, second):
            continue
        told.add(first.units)
        fix = _fix(prompt.text, second)
        yield problem(
            second,
            f"{quoted(second.text)} says again what {quoted(first.text)} says: both are {'+'.join(f'AU{unit}' for unit in first.units)}",
            first,
            label="the same action",
            labels=("said here",),
            fixes=(fix,) if fix else (),
            confidence="medium",
        )


def _show_one(first: Token, second: Token) -> bool:
    """Whether two claims are of the same units; eyes that are closed may be closed tightly in one of them."""
    return first.units == second.units or ("43" in first.units and set(first.units) ^ set(second.units) == {"7"})


def _is_same(text: str, first: Token, second: Token) -> bool:
    """Whether two claims of the same units show the same thing, and say it in different words."""
    if first.side != second.side or first.phase != second.phase or closes_eyes(first) != closes_eyes(second) or first.layer or second.layer:
        return False
    if first.intensity and second.intensity and first.intensity != second.intensity:
        return False
    mine, theirs = first.text.lower().replace("_", " "), second.text.lower().replace("_", " ")
    if mine == theirs:
        return False  # RED101 speaks of it
    if not all(token.coded or any(place in words for place in PLACES) for token, words in ((first, mine), (second, theirs))):
        return False
    marks = [mark for mark in DIFFERENCES if bool(re.search(rf"\b{mark}(?!ned)", mine)) != bool(re.search(rf"\b{mark}(?!ned)", theirs))]
    told = TELLING_NOTHING.get("+".join(first.units), frozenset())
    if any(mark not in told for mark in marks) and not (first.coded or second.coded):
        return False
    if any(re.match(ON_A_THING, text[token.end : token.end + 30], re.IGNORECASE) for token in (first, second)):
        return False
    between = text[first.end : second.start]
    for token in (first, second):
        if token.coded and not token.described:
            return False  # a code, and words for it
    if first.coded and (second.coded or between.strip().lower() == "with"):
        return False  # "AU12 smile with lip corners pulled up": the code's own words go on
    shared = _stems(mine) & _stems(theirs)
    longer = len(mine.split()) > 1 and len(theirs.split()) > 1 and _stems(mine) != _stems(theirs)
    return not shared or not (re.search(ENDS_SENTENCE, between) or (longer and not _has_feature(shared)))


def _has_feature(stems: set[str]) -> bool:
    """Whether the words in common name a part of the face, which two wordings of one action share ("closed eyes", "eyes shut")."""
    return any(any(stem.startswith(place) or place.startswith(stem) for place in PLACES[:13]) for stem in stems)


def _stems(words: str) -> set[str]:
    found = set()
    for word in re.findall(STEM, words):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
        found.add(word)
    return found - {"au", "with", "and", "the", "his", "her", "their"}


def _fix(text: str, token: Token) -> Fix | None:
    """Remove the second wording where it stands between commas, or behind "and" or "with", on its own."""
    before = re.search(r"(?:\s*,\s*|\s+and\s+|\s+with\s+)(?:(?:an?|the|his|her|their)\s+)?$", text[: token.start], re.IGNORECASE)
    if before is None or not re.match(r"\s*(?:[,.;]|$)", text[token.end :]):
        return None
    return Fix("Say it once", (Edit(before.start(), token.end, ""),))
