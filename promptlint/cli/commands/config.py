"""``promptlint config``: every setting, and where it was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from promptlint.cli import CLEAN, options
from promptlint.cli.console import Console
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.settings import Settings

#: Cells for a value; a longer one moves its origin to the right.
COLUMN = 34


@click.command("config", short_help="Show every setting and where it was said.")
@click.argument("path", default=".", metavar="[PATH]")
@options.color
@options.configuration
def command(path: str, color: str, config: str | None, isolated: bool) -> int:
    """Show every setting that holds for a file or folder, and the file and line where it was said."""
    from promptlint.config import load

    console = Console(color)
    console.write(_rows(load(path, config, isolated), console))
    return CLEAN


def _rows(settings: Settings, console: Console) -> Iterator[str]:
    paint = console.out.paint
    yield paint(f"# {visible(settings.path or 'no configuration file: these are the defaults')}", "faint") + "\n"
    for name, value, origin in settings.entries():
        shown = paint(f"{name:<18}", "note" if origin != "default" else "")
        lines = list(_value(value))
        yield f"{shown} {lines[0]:<{COLUMN}} {paint(f'# {visible(origin)}', 'faint')}\n"
        for line in lines[1:]:
            yield f"{'':<18} {line}\n"
    active = settings.active_rules()
    yield f"\n{len(active)} rules run: {' '.join(rule.rule.code for rule in active)}\n"


def _value(value: object) -> Iterator[str]:
    """A value in one or more lines, safe for a terminal."""
    from json import dumps

    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield visible(f"{name} = {dumps(inner, ensure_ascii=False)}")
    elif isinstance(value, tuple) and value and len(", ".join(map(str, value))) > 60:
        yield from (visible(str(entry)) for entry in value)
    else:
        yield visible(dumps(value, ensure_ascii=False)) if value is not None else "not set"
