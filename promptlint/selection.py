"""Which rules are chosen, and how severe each is: what ``select``, ``extend-select``, ``ignore`` and ``severity`` mean together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from promptlint.registry import all_rules, find
from promptlint.rule import PRESETS


class Selection(NamedTuple):
    """What is chosen of the rules: for a whole configuration, or for the paths that match one pattern of ``per-path``.

    select replaces the preset; extend_select adds to it; ignore takes away; severity maps selectors to levels. A selector is a code, a
    name, the first letters of a code, or ALL.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    paths: str = ""

    def selectors(self) -> tuple[str, ...]:
        """Every selector in it."""
        return (*(self.select or ()), *self.extend_select, *self.ignore, *self.severity)


class Waiver(NamedTuple):
    """An ``[[ignore]]`` of the configuration: findings taken back where the file itself cannot say so.

    path     a glob, relative to the configuration's folder; key the place of the prompts in the file ("$.scenes[2].prompt", "line 4")
             as ``check`` names it, or a path with * and .. in it; None for all of the file
    codes    selectors, or *; reason and expires as in a comment; origin where it was said ("promptlint.toml:7")
    """

    path: str
    key: str | None
    codes: tuple[str, ...]
    reason: str
    expires: str | None
    origin: str


#: A Selection that chooses nothing, so that the preset stands.
UNCHOSEN = Selection()


def choose(preset: str, layers: Iterable[Selection]) -> dict[str, str]:
    """The codes of the rules that run, with their severities.

    Of the selectors that speak of a rule the longest decides ("EMO103" before "EMO"); at equal length ignore beats select, and a later
    layer beats an earlier one.
    """
    chosen = {rule.code: (0, PRESETS.index(rule.preset) <= PRESETS.index(preset)) for rule in all_rules()}
    levels = {rule.code: (0, rule.severity) for rule in all_rules()}
    for layer in layers:
        if layer.select is not None:
            chosen = dict.fromkeys(chosen, (0, False))
        for selectors, on in ((layer.select or (), True), (layer.extend_select, True), (layer.ignore, False)):
            for code, width in _reach(selectors):
                if width >= chosen[code][0]:
                    chosen[code] = (width, on)
        for selector, level in layer.severity.items():
            for code, width in _reach((selector,)):
                if width >= levels[code][0]:
                    levels[code] = (width, level)
    return {code: levels[code][1] for code, (_, on) in chosen.items() if on}


def _reach(selectors: Iterable[str]) -> Iterable[tuple[str, int]]:
    """The codes that selectors stand for, with how narrowly: by how many letters of the code, 1 for ALL."""
    for selector in selectors:
        word = selector.strip()
        width = 1 if word.upper() == "ALL" else len(word)
        for rule in find(word):
            yield rule.code, len(rule.code) if word.lower() == rule.name else width


def wrong_selector(selector: str) -> str | None:
    """What is wrong with a selector, and the nearest one that is not; None if it stands for a rule."""
    if find(selector):
        return None
    from difflib import get_close_matches

    words = [word for rule in all_rules() for word in (rule.code, rule.name)]
    near = get_close_matches(selector.upper(), words, n=1) or get_close_matches(selector.lower(), words, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`promptlint rules` lists them."
    return f"no rule is called {selector!r}; {hint} A code, a name, the first letters of a code or ALL may stand here"
