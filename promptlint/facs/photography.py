"""Light, camera and composition: what a term means in degrees and kelvin, what it excludes, and which actions it brings out.

Sources: common knowledge of photography and film framing where a row says so; SelfieLab's article on micro-expression prompts for the
units it names; Witkower & Tracy (2019) where the measurement differs from the article; photography.csv, exclusive_groups.csv,
exclusive_values.csv, crossings.csv.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from promptlint.facs.tables import read_table, split_list


class Term(NamedTuple):
    """One row of photography.csv.

    kind, value    as a token carries them ("lighting", "rembrandt"); several terms may share a value ("other")
    groups         exclusive groups it belongs to
    kelvin         lowest and highest colour temperature, or None
    axis           what the degrees measure: "side" of the light from the camera's axis, "height" of light or camera above or below eye
                   level, "turn", "pitch" or "roll" of head or camera; "" for none
    degrees        lowest and highest angle the term stands for, or None; ``slight`` the same for a "slight" one
    enhances       units it brings out; ``softens`` units it weakens; ``hides`` units it makes invisible; "all" for every one
    """

    term: str
    kind: str
    value: str
    category: str
    groups: tuple[str, ...]
    kelvin: tuple[int, int] | None
    axis: str
    degrees: tuple[int, int] | None
    slight: tuple[int, int] | None
    enhances: tuple[str, ...]
    softens: tuple[str, ...]
    hides: tuple[str, ...]
    units_source: str
    geometry: str
    effect: str
    synonyms: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    note: str


class Group(NamedTuple):
    """One row of exclusive_groups.csv: of these terms one picture can have only one."""

    group: str
    severity: str
    about: str
    source: str


class Crossing(NamedTuple):
    """One row of crossings.csv: two claims of different kinds that do not go together, in words."""

    first: str
    second: str
    severity: str
    explanation: str
    source: str


@cache
def terms() -> dict[str, Term]:
    """Every row of photography.csv by term, in order of term."""
    return {
        row["term"]: Term(
            term=row["term"],
            kind=row["kind"],
            value=row["value"],
            category=row["category"],
            groups=split_list(row["group"]),
            kelvin=_range(row["kelvin"]),
            axis=row["axis"],
            degrees=_range(row["degrees"]),
            slight=_range(row["slight"]),
            enhances=split_list(row["enhances"]),
            softens=split_list(row["softens"]),
            hides=split_list(row["hides"]),
            units_source=row["units_source"],
            geometry=row["geometry"],
            effect=row["effect"],
            synonyms=split_list(row["synonyms"]),
            tags=split_list(row["tags"]),
            source=row["source"],
            note=row["note"],
        )
        for row in read_table("photography")
    }


@cache
def term_of(kind: str, value: str) -> Term | None:
    """The term a token of this kind and value stands for, or None."""
    return next((term for term in terms().values() if term.kind == kind and term.value == value), None)


@lru_cache(maxsize=1024)  # units come from prompts: bounded
def bringing_out(kind: str, units: tuple[str, ...]) -> tuple[Term, tuple[str, ...]] | None:
    """The term of a kind ("lighting", "angle") that brings out most of these units and softens fewest, and which it brings out; None
    where none brings out any. Among equals the article's own come first, then the order of the table.
    """
    found = [(term, tuple(unit for unit in units if unit in term.enhances)) for term in terms().values() if term.kind == kind]
    found = [pair for pair in found if pair[1]]
    return max(found, key=lambda pair: _worth(pair[0], pair[1], units), default=None)


def _worth(term: Term, enhanced: tuple[str, ...], units: tuple[str, ...]) -> tuple[int, bool]:
    lost = sum(unit in term.softens or unit in term.hides for unit in units)
    return len(enhanced) - lost, term.units_source.startswith("SelfieLab")


@cache
def groups() -> dict[str, Group]:
    """Every row of exclusive_groups.csv by name, in order of name."""
    return {row["group"]: Group(row["group"], row["severity"], row["about"], row["source"]) for row in read_table("exclusive_groups")}


@cache
def crossings() -> tuple[Crossing, ...]:
    """Every row of crossings.csv, in its order."""
    return tuple(
        Crossing(row["first"], row["second"], row["severity"], row["explanation"], row["source"]) for row in read_table("crossings")
    )


def excludes(kind: str, first: str, second: str) -> Group | None:
    """The group that lets one picture have only one of two values of a kind, the gravest one; None where they go together.

    Values stand at poles of a group, some at several: "golden hour" is morning or evening, so it excludes "midday" and "night" but
    not "sunset". Symmetric; a value never excludes itself.
    """
    shared = [groups()[group] for group, poles in _poles(kind, first).items() if poles.isdisjoint(_poles(kind, second).get(group, poles))]
    return min(shared, key=lambda group: ("error", "warning", "info").index(group.severity), default=None)


@cache
def _values() -> dict[tuple[str, str], dict[str, frozenset[str]]]:
    found: dict[tuple[str, str], dict[str, frozenset[str]]] = {}
    for row in read_table("exclusive_values"):
        found.setdefault((row["kind"], row["value"]), {})[row["group"]] = frozenset(split_list(row["pole"]))
    return found


def _poles(kind: str, value: str) -> dict[str, frozenset[str]]:
    return _values().get((kind, value), {})


def _range(cell: str) -> tuple[int, int] | None:
    """ "40-65" -> (40, 65), "-90--10" -> (-90, -10)."""
    if not cell:
        return None
    dash = cell.index("-", 1)
    return int(cell[:dash]), int(cell[dash + 1 :])
