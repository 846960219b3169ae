"""What the command line says, laid over what a configuration says."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from promptlint.cli.options import Given
    from promptlint.settings import Settings


def check_overrides(given: Given) -> Callable[[Settings], Settings]:
    """A function that lays the options of ``check`` over settings. It raises ConfigError for what does not exist."""
    levels = {}
    for entry in given.many("severity"):
        selector, equals, level = entry.partition("=")
        if not equals:
            raise click.UsageError(f"--severity {entry!r} is not RULES=LEVEL, such as EMO103=info")
        levels[selector.strip()] = level.strip()
    preset, target, fail_on = given.text("preset"), given.text("target"), given.text("fail_on")
    respect = False if given.flag("no_respect_gitignore") else None

    def change(settings: Settings) -> Settings:
        return settings.replaced(
            preset=preset,
            target=target,
            fail_on=fail_on,
            select=given.many("select") or None,
            extend_select=given.many("extend_select"),
            ignore=given.many("ignore"),
            severity=levels,
            per_file_ignores=given.many("per_file_ignores"),
            exclude=given.many("exclude"),
            respect_gitignore=respect,
        )

    return change


def file_overrides(given: Given) -> Callable[[Settings], Settings]:
    """A function that lays over settings what the command line says of files alone."""
    respect = False if given.flag("no_respect_gitignore") else None
    return lambda settings: settings.replaced(exclude=given.many("exclude"), respect_gitignore=respect)


class FileSettings:
    """Which settings hold for which file.

    main is what decides where one answer is needed for all files (the exit code, .gitignore): the settings of the first path.
    nearest gives those for the files of a folder; with ``--config`` or ``--isolated`` they are the same for all.
    """

    __slots__ = ("main", "nearest")

    def __init__(self, start: str, given: Given, change: Callable[[Settings], Settings]) -> None:
        from promptlint.config import Nearest, load

        self.nearest: Callable[[str], Settings]
        if given.text("config") is not None or given.flag("isolated"):
            main = change(load(start, given.text("config"), given.flag("isolated")))
            self.nearest = lambda folder: main
        else:
            self.nearest = Nearest(change)
            main = self.nearest(start if os.path.isdir(start) else os.path.dirname(start))
        self.main = main

    def of_file(self, path: str) -> Settings:
        """The settings for a file."""
        return self.nearest(os.path.dirname(path))
