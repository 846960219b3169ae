"""``promptlint show-files``: which file is read how, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from promptlint.cli import CLEAN, FAULT, options
from promptlint.cli.console import Console
from promptlint.cli.hints import wanted
from promptlint.report.tally import amount
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.cli.looking import Looked
    from promptlint.settings import Settings


@click.command("show-files", short_help="Show which file is read how.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--all", "everything", is_flag=True, help="Show also the files that are left alone.")
@options.color
@options.finding_files
@options.configuration
def command(paths: tuple[str, ...], everything: bool, **given: object) -> int:
    """Show which files would be checked, how each is read, how many prompts it holds, and what says so."""
    from promptlint.cli.looking import look
    from promptlint.cli.overrides import FileSettings, file_overrides

    said = options.Given(given)
    console = Console(said.text("color") or "auto")
    paths = paths or (".",)
    settings = FileSettings(paths[0], said, file_overrides(said))
    broken, shown, left = False, 0, 0
    for file in look(paths, settings, force_exclude=said.flag("force_exclude")):
        if file.failed is not None:
            broken = True
            console.error(f"{visible(file.path)}: {visible(file.failed)}")
        elif file.source is not None or everything or file.path in paths:
            shown += file.source is not None
            console.write(_row(file, console))
        else:
            left += 1
    if left or not shown:
        console.say(f"{amount(shown, 'file is', 'files are')} read, {left:,} left alone{'; --all shows them' if left else ''}")
    return FAULT if broken else CLEAN


def _row(file: Looked, console: Console) -> Iterator[str]:
    paint = console.out.paint
    if file.source is None:
        yield paint(f"{visible(file.path)}: left alone, {visible(file.skipped or '')}", "faint") + "\n"
        return
    source = file.source
    how = f", {visible(source.how)}" if source.how else ""
    encoding = "" if source.encoding == "utf-8" else f", {source.encoding}"
    yield f"{paint(visible(file.path), 'place')}: {amount(len(source.found), 'prompt', 'prompts')}{how}{encoding}; {_said(file)}\n"
    for fault in source.faults:
        line, column = source.lines.locate(fault.start)
        yield f"  {paint('unreadable', 'error')} at {line}:{column}: {visible(fault.message)}\n"


def _said(file: Looked) -> str:
    """What says that the file is read so: the first matching reading."""
    settings: Settings = file.settings
    reading = settings.reading(file.path)
    if reading is None:
        return "standard input is read as it looks"
    origin = settings.origins.get("extract", "built in")
    return f"{visible(', '.join(wanted(reading)))} as {reading.how} ({visible(origin)})"
