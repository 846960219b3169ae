"""Units into words: "1B" to "slight AU1 inner brow raise" or "slightly raised inner brows"."""

from __future__ import annotations

from typing import NamedTuple

from promptlint.facs.displays import UnitWording, unit_wordings

STYLES = ("both", "facs", "plain")
LETTERS = "ABCDE"
#: The degree before a code or a noun, and before a participle, by FACS letter; C is what a wording without a degree means.
ADJECTIVES = {"A": "faint", "B": "slight", "C": "", "D": "strong", "E": "maximum"}
ADVERBS = {"A": "barely", "B": "slightly", "C": "", "D": "strongly", "E": "fully"}
SIDES = {"L": "left", "R": "right"}


class Group(NamedTuple):
    """Units that one wording names, with one side and one intensity: "R14", "1+2D".

    letter is "" where the display names no intensity, which reads as C.
    """

    units: tuple[str, ...]
    side: str = ""
    letter: str = ""

    @property
    def key(self) -> str:
        """How wordings.csv writes it, without intensity."""
        return ("L" if self.side else "") + "+".join(self.units)


#: The unit of lids that are half closed with a letter, and shut without.
DROOPING = ("43",)


def read_group(text: str) -> Group:
    """A group as displays.csv writes it: "6+12", "R14", "43B". A dropped or stretched jaw parts the lips, so 26 and 27 bring 25 along."""
    side = text[0] if text[0] in SIDES else ""
    letter = text[-1] if text[-1] in LETTERS else ""
    units = tuple(text.lstrip("LR").rstrip(LETTERS).split("+"))
    if units in {("26",), ("27",)}:
        units = ("25", *units)
    return Group(units, side, letter)


def graded(group: Group, intensity: str | None) -> Group:
    """The group for a label of this intensity: "slightly" (B) takes a step off every letter, "extremely" (E) adds two."""
    if not intensity or intensity == "C":
        return group
    step = LETTERS.index(group.letter or "C") + LETTERS.index(intensity) - 2
    highest = 2 if group.units == DROOPING and group.letter else 4  # heavy lids that are shut look nowhere: another expression
    return group._replace(letter=LETTERS[max(0, min(step, highest))])


def split_group(group: Group, style: str) -> tuple[Group, ...]:
    """The group, or its units apart where no wording names them together in this style. Above C only the first of them keeps the degree:
    "strong ..., strong ..." is read as noise.
    """
    row = unit_wordings().get(group.key)
    if row is not None and (row.plain if style == "plain" else row.code):
        return (group,)
    rest = group._replace(letter="") if group.letter in {"D", "E"} else group
    return tuple((rest if number else group)._replace(units=(unit,)) for number, unit in enumerate(group.units))


def words_for(group: Group, style: str, phase: str = "") -> str:
    """The words for a group that ``split_group`` has let through. style is one of STYLES; phase is a word of time before it ("peak")."""
    row = _row(group)
    lead = f"{phase} " if phase else ""
    side = SIDES.get(group.side, "")
    if style == "plain":
        adverb = {"adverb": ADVERBS, "adjective": ADJECTIVES}.get(row.grade, {}).get(group.letter, "")
        words = row.plain.replace("{}", f"{adverb} " if adverb else "")
        return lead + (words.replace("left", side) if side else words)
    words = row.code.replace("{}", "")
    letter = group.letter if style == "facs" or (row.unit[-1] in LETTERS and "{}" not in row.code) else ""
    codes = "+".join(f"AU{unit}{letter}" for unit in group.units)
    adjective = ADJECTIVES.get(group.letter, "") if style == "both" and "{}" in row.code else ""
    return lead + " ".join(part for part in (adjective, side, codes, words) if part)


def _row(group: Group) -> UnitWording:
    rows = unit_wordings()
    found = rows.get(group.key + group.letter) or rows.get(group.key) or rows.get(f"25+{group.key}")  # a jaw that drops parts the lips
    return found or rows[group.key.lstrip("L")]
