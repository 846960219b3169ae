"""Options of ``promptlint check`` that cannot go together, each pair with the reason, and those that do nothing alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from promptlint.cli.options import Given

WRITES_ITSELF = "it asks what is to be written for each finding"
SHOWS_NO_FINDINGS = "it shows no findings"
IN_A_RUN_OF_ITS_OWN = "fix what is to be fixed in a run of its own, then take back what is left"

#: (option, another, why not both).
CLASHES = (
    *(("interactive", other, WRITES_ITSELF) for other in ("fix", "fix_only", "diff", "add_ignore")),
    *(("interactive", other, "it draws the findings that it asks about") for other in ("output_format", "output_file", "statistics")),
    ("interactive", "no_ignores", "it would ask about what is taken back"),
    *(("add_ignore", other, IN_A_RUN_OF_ITS_OWN) for other in ("fix", "fix_only", "diff")),
    ("add_ignore", "no_ignores", "it would take back again what is taken back"),
    *((silent, other, SHOWS_NO_FINDINGS) for silent in ("diff", "fix_only") for other in ("output_format", "output_file", "statistics")),
)

#: Options that change what fixing does, with the options beside which they count.
ONLY_WITH = {
    "unsafe_fixes": ("fix", "fix_only", "diff"),
    "show_fixes": ("fix", "fix_only", "diff"),
    "exit_non_zero_on_fix": ("fix", "fix_only", "diff", "interactive"),
}


def refuse_clashes(given: Given, paths: tuple[str, ...]) -> None:
    """Raises UsageError for the first pair of options that cannot go together."""
    for option, other, why in CLASHES:
        if _was_said(given, option) and _was_said(given, other):
            raise click.UsageError(f"{_written(option)} cannot be combined with {_written(other)}: {why}")
    for option in ("interactive", "add_ignore"):
        if "-" in paths and _was_said(given, option):
            what = "the answers come from standard input" if option == "interactive" else "standard input is no file to write into"
            raise click.UsageError(f"{_written(option)} cannot be combined with - (standard input): {what}")


def without_effect(given: Given) -> Iterator[str]:
    """A message for each option that does nothing in this call."""
    for option, partners in ONLY_WITH.items():
        if given.flag(option) and not any(given.flag(partner) for partner in partners):
            if given.flag("interactive"):
                yield f"{_written(option)} does nothing with --interactive, which offers every way out and tells what was done"
            else:
                yield f"{_written(option)} does nothing without {', '.join(map(_written, partners[:-1]))} or {_written(partners[-1])}"


def _was_said(given: Given, option: str) -> bool:
    return given.text("add_ignore") is not None if option == "add_ignore" else given.flag(option)


def _written(option: str) -> str:
    return f"--{option.replace('_', '-')}"
