"""What somebody may have meant: a prompt or a command where a path was expected, a folder in which nothing is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from promptlint.cli.root import command_names
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.report.tally import Tally
    from promptlint.settings import Settings
    from promptlint.sources import Reading

#: A prompt is repeated in a hint up to this length.
LONGEST = 60


def what_was_meant(path: str) -> str:
    """A way out, on lines of its own, for a path that does not exist but looks like a prompt or a command; else ""."""
    if os.path.lexists(path):
        return ""
    if " " in path.strip() and os.sep not in path:
        prompt = visible(path if len(path) <= LONGEST else f"{path[:LONGEST]}…").replace('"', "'")
        return (
            "\n  to work on the words themselves:\n"
            f'    promptlint rewrite "{prompt}"\n'
            f'    promptlint parse --text "{prompt}"\n'
            f'    echo "{prompt}" | promptlint check -'
        )
    from difflib import get_close_matches

    near = get_close_matches(path, command_names(), n=1)
    return f"\n  did you mean the command `promptlint {near[0]}`?" if near else ""


def wanted(reading: Reading) -> list[str]:
    """The globs of a reading without those that take files out again."""
    return [glob for glob in reading.files if not glob.startswith("!")]


def nothing_to_read(paths: tuple[str, ...], tally: Tally, settings: Settings) -> str:
    """Why no prompt was found, and what would have been read."""
    where = ", ".join("the working folder" if path == "." else visible(path) for path in paths)
    if tally.files:
        return f"no prompts in {where}: {tally.files:,} read, none holds a prompt; `promptlint show-files` tells how each was read"
    whole = [reading for reading in settings.readings if not reading.fragments] or settings.readings  # the rest would hide what matters
    kinds = ", ".join(dict.fromkeys(glob for reading in whole for glob in wanted(reading)))
    source = f"[[extract]] in {visible(settings.path)}" if settings.path and "extract" in settings.origins else "[[extract]]"
    return (
        f"no prompts in {where}: nothing there matches {visible(kinds)}\n"
        f"  {source} says which files are read; `promptlint init` writes a configuration to begin with"
    )
