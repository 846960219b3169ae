"""Which rules there are: every file in ``rules/``, in order of code. Nobody imports a rule by name, and nothing registers itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from typing import NamedTuple

from promptlint.rule import PRESETS, Body, Rule
from promptlint.tables import headers


class ActiveRule(NamedTuple):
    """A rule as a configuration switched it on: with its severity and its options there."""

    rule: Rule
    severity: str
    options: Mapping[str, object] = {}


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code. Each module of ``promptlint.rules`` holds exactly one, named as the file is; none is imported yet."""
    return tuple(
        Rule(
            header["code"],
            header["name"],
            header["severity"],
            header["preset"],
            header["mistake"],
            partial(_body, header["name"]),
            options=header["options"],
            scope=header["scope"],
            reads=header["reads"],
        )
        for header in headers()
    )


def _body(name: str) -> Body:
    """Import the module of a rule and take its body."""
    stem = name.replace("-", "_")
    rule: Rule = getattr(import_module(f"promptlint.rules.{stem}"), stem)
    return rule.body


def find(selector: str) -> tuple[Rule, ...]:
    """The rules that a code ("FAC202"), a name ("opposed-actions"), a prefix ("FAC", "FAC2") or "ALL" stands for; () for none."""
    wanted = selector.strip()
    if wanted.upper() == "ALL":
        return all_rules()
    named = tuple(rule for rule in all_rules() if rule.name == wanted.lower() or rule.code == wanted.upper())
    return named or tuple(rule for rule in all_rules() if wanted and rule.code.startswith(wanted.upper()))


def in_preset(preset: str) -> tuple[Rule, ...]:
    """The rules of a preset; each preset holds those before it: recommended, strict, all. Raises ValueError for another name."""
    if preset not in PRESETS:
        raise ValueError(f"unknown preset {preset!r}; there are {', '.join(PRESETS)}")
    return tuple(rule for rule in all_rules() if PRESETS.index(rule.preset) <= PRESETS.index(preset))
