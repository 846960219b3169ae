"""The page of a FACS code: what it moves, how it looks, what it cannot be shown with, and which emotions it belongs to."""

from __future__ import annotations

from promptlint.cli.pages import Page
from promptlint.facs.conflicts import Conflict, conflicts
from promptlint.facs.emotions import emotions
from promptlint.facs.occlusion import hidden_units, occluders
from promptlint.facs.units import Unit, units
from promptlint.report.colour import Palette

#: units.csv says the kind of a code in one word; a reader needs two.
KINDS = {
    "AU": "action unit",
    "AD": "action descriptor",
    "combo": "combination",
    "eye": "eye position",
    "head": "head position",
    "gross": "gross behaviour",
    "visibility": "visibility code",
    "movement": "movement of head or eyes",
    "unknown": "no code of adult FACS",
}
REGIONS = {"upper": "upper face", "lower": "lower face", "eyelid": "eyelids", "misc": "", "visibility": ""}
SCORABLE = {"yes": "", "partly": "a still picture shows it in part", "no": "a still picture cannot show it"}


def find_unit(word: str) -> Unit | None:
    """The unit that "AU12", "au 12", "12", "M68" or "AU1+AU2" names, or None."""
    code = "+".join(part.strip().upper().removeprefix("AU").removeprefix("AD").strip(" -_.") for part in word.split("+"))
    return units().get(code.lstrip("0") or "0") if code else None


def unit_page(unit: Unit, palette: Palette, width: int) -> str:
    """The page as text with line ends."""
    page = Page(palette, width)
    page.title(
        shown(unit.code),
        unit.name,
        KINDS.get(unit.kind, unit.kind),
        REGIONS.get(unit.region, unit.region),
        "one side or both" if unit.laterality else "",
        "scored A to E" if unit.intensity else "",
        SCORABLE.get(unit.scorable, ""),
        style="action",
    )
    page.field("looks like", unit.effect)
    page.field("muscles", unit.muscles if unit.muscles != "none" else "")
    page.field("in words", ", ".join(unit.synonyms))
    page.field("mind", *unit.remarks)
    page.field("tags", ", ".join(unit.tags))
    page.field("also called", ", ".join(unit.aliases))
    page.field("sides", unit.laterality_note)
    page.gap()
    page.field("never with", *_rows(unit, "exclusive"))
    page.field("pulls against", *_rows(unit, "antagonist"))
    page.field("goes with", *_rows(unit, "compatible"))
    page.field("hidden by", ", ".join(item for item in occluders() if unit.code in hidden_units(item)))
    shows = [emotion.label for emotion in emotions().values() if unit.code in {bare(one) for one in emotion.prototype}]
    page.field("shows", ", ".join(shows))
    page.gap()
    page.field("note", unit.note)
    page.field("source", unit.source)
    return str(page)


def shown(code: str) -> str:
    """A code as it is written in prompts: "12" -> "AU12", "1+4" -> "AU1+AU4"; a word of conflicts.csv stays as it is."""
    return "+".join(_shown_one(part) for part in code.split("+"))


def _shown_one(part: str) -> str:
    side = {"L": "left ", "R": "right "}.get(part[:1], "") if part[1:2].isdigit() else ""
    number = part[1:] if side else part
    return f"{side}AU{number}" if number[:1].isdigit() else part


def bare(one: str) -> str:
    """A unit of a prototype without its side and its intensity: "L12C" -> "12"."""
    return one.lstrip("LR").rstrip("ABCDE")


def _rows(unit: Unit, kind: str) -> list[str]:
    found = []
    for row in conflicts():
        if row.kind == kind:
            for mine, theirs in ((row.first, row.second), (row.second, row.first)):
                if "+".join(part.lstrip("LR") for part in mine) == unit.code:
                    found.append(_row(theirs, row))
                    break
    return found


def _row(others: tuple[str, ...], row: Conflict) -> str:
    other = shown("+".join(others))
    known = units().get("+".join(others))
    named = f"{other} ({known.name.lower()})" if known else other
    where = f", both at {row.from_} or more" if row.from_ else ""
    unless = f", unless {' or '.join(map(shown, row.unless))} is shown" if row.unless else ""
    return f"{named}{where}{unless}: {row.explanation}"
