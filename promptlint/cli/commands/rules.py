"""``promptlint rules``: every rule in a table, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from promptlint.cli import CLEAN, options
from promptlint.cli.console import Console
from promptlint.rule import Rule


@click.command("rules", short_help="List every rule.")
@click.option("--output-format", type=click.Choice(["table", "json"]), default="table", help="How they are shown.  [default: table]")
@options.color
def command(output_format: str, color: str) -> int:
    """List every rule: code, name, severity, the first preset that runs it, and which mistake it stands for."""
    from promptlint.registry import all_rules

    console = Console(color)
    console.write(_json(all_rules()) if output_format == "json" else _table(all_rules(), console))
    return CLEAN


def is_fixable(rule: Rule) -> bool:
    """Whether the rule offers fixes: its examples show it."""
    return any(bad.fixed is not None for bad in rule.bad)


def _table(rules: Iterable[Rule], console: Console) -> Iterator[str]:
    paint = console.out.paint
    yield paint(f"{'code':<7} {'name':<24} {'severity':<8} {'preset':<11} {'mistake':<8} fix", "note") + "\n"
    for rule in rules:
        fix = "yes" if is_fixable(rule) else ""
        row = f"{rule.name:<24} {paint(f'{rule.severity:<8}', rule.severity)} {rule.preset:<11} {rule.mistake or '':<8} {fix}"
        yield f"{rule.code:<7} {row}".rstrip() + "\n"


def _json(rules: Iterable[Rule]) -> Iterator[str]:
    from json import dumps

    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "preset": rule.preset,
            "mistake": rule.mistake,
            "fixable": is_fixable(rule),
            "about": rule.about,
            "why": rule.why,
            "options": dict(rule.options),
            "url": None,
        }
        for rule in rules
    ]
    yield dumps(listed, indent=2) + "\n"
