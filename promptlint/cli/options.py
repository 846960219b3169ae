"""Options that several commands share, each with one meaning and one help text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from promptlint.cli.console import COLOURS

Command = TypeVar("Command", bound=Callable[..., Any])


def words(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Callback for a repeatable option that also takes several words with commas between them."""
    return tuple(word for value in values for word in (part.strip() for part in value.split(",")) if word)


def color(command: Command) -> Command:
    """``--color``."""
    return click.option(
        "--color",
        type=click.Choice(COLOURS),
        default="auto",
        help="Colour the output. auto: on a terminal, unless NO_COLOR is set or TERM is dumb; FORCE_COLOR colours everywhere.",
    )(command)


def configuration(command: Command) -> Command:
    """``--config`` and ``--isolated``."""
    command = click.option("--isolated", is_flag=True, help="Ignore every configuration file.")(command)
    return click.option("--config", metavar="FILE", help="Use this configuration instead of the nearest one.")(command)


def finding_files(command: Command) -> Command:
    """Which files below a folder are looked at."""
    command = click.option("--no-respect-gitignore", is_flag=True, help="Look at files that .gitignore leaves out, too.")(command)
    command = click.option("--force-exclude", is_flag=True, help="Leave excluded and unmapped files alone even if they are named.")(command)
    return click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files and folders alone, as in .gitignore. Repeatable.")(
        command
    )


class Given:
    """What was said on the command line, by parameter name, each with its type."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def flag(self, name: str) -> bool:
        """Whether a flag was set."""
        return bool(self._values[name])

    def text(self, name: str) -> str | None:
        """The value of an option, None where it was not given."""
        value = self._values[name]
        return None if value is None else str(value)

    def number(self, name: str) -> int | None:
        """The value of a number, None where it was not given."""
        value = self._values[name]
        return value if isinstance(value, int) else None

    def many(self, name: str) -> tuple[str, ...]:
        """The values of a repeatable option, in order."""
        value = self._values[name]
        return value if isinstance(value, tuple) else ()
