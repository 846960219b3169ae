"""``promptlint parse``: how each prompt was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from promptlint.cli import CLEAN, FAULT, options
from promptlint.cli.console import Console
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.model import Prompt


@click.command("parse", short_help="Show how prompts were read.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--text", help="Read this prompt instead of files.")
@click.option("--negative", metavar="TEXT", help="With --text: the negative prompt that belongs to it.")
@click.option("--dialect", metavar="NAME", help="Read the markup as this tool does (a1111, comfyui, compel ...) instead of detecting it.")
@click.option("--why", is_flag=True, help="Tell for each token which row of the vocabulary and which path of the grammar led to it.")
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full", help="json: one object a prompt and line.")
@options.color
@options.finding_files
@options.configuration
def command(paths: tuple[str, ...], **given: object) -> int:
    """Show how prompts were read: which words were taken for what, with which weight, said of whom."""
    return Parsing(paths, options.Given(given)).run()


class Parsing:
    """One call of the command. ``broken`` tells whether a file could not be read."""

    def __init__(self, paths: tuple[str, ...], given: options.Given) -> None:
        self.paths = paths
        self.given = given
        self.console = Console(given.text("color") or "auto")
        self.dialect = _dialect(given.text("dialect"))
        self.broken = False
        if (given.text("text") is None) == (not paths):
            raise click.UsageError("give either --text TEXT or files and folders (- is standard input)")

    def run(self) -> int:
        """Show every prompt and return the exit code."""
        as_json = self.given.text("output_format") == "json"
        for number, (path, place, prompt) in enumerate(self._of_files() if self.paths else self._of_text()):
            self.console.write(self._json(path, place, prompt) if as_json else self._full(number, path, place, prompt))
        return FAULT if self.broken else CLEAN

    def _of_text(self) -> Iterator[tuple[str, str, Prompt]]:
        from promptlint.parser import parse

        yield "", "", parse(self.given.text("text") or "", self.dialect, negative=self.given.text("negative"))

    def _of_files(self) -> Iterator[tuple[str, str, Prompt]]:
        """(path, place, prompt) of every prompt in the files."""
        from promptlint.cli.hints import what_was_meant
        from promptlint.cli.looking import look
        from promptlint.cli.overrides import FileSettings, file_overrides
        from promptlint.parser import parse

        settings = FileSettings(self.paths[0], self.given, file_overrides(self.given))
        for file in look(self.paths, settings, force_exclude=self.given.flag("force_exclude")):
            if file.failed is not None:
                self.broken = True
                self.console.error(f"{visible(file.path)}: {visible(file.failed)}{what_was_meant(file.path)}")
            elif file.source is None:
                if file.path in self.paths:
                    self.console.warn(f"{visible(file.path)} was left alone: {visible(file.skipped or '')}")
            else:
                for fault in file.source.faults:
                    line, column = file.source.lines.locate(fault.start)
                    self.console.warn(f"{visible(file.path)}:{line}:{column}: {visible(fault.message)}")
                here = file.settings
                for found in file.source.found:
                    dialect = self.dialect or found.dialect
                    prompt = parse(found.text, dialect, negative=found.negative, target=here.target, vocabulary=here.vocabulary)
                    yield file.path, found.place, prompt

    def _json(self, path: str, place: str, prompt: Prompt) -> Iterator[str]:
        from json import dumps

        from promptlint.report.tokens import prompt_object

        yield dumps(prompt_object(prompt, path or None, place or None)) + "\n"

    def _full(self, number: int, path: str, place: str, prompt: Prompt) -> Iterator[str]:
        from promptlint.report.tokens import show_prompt

        paint = self.console.out.paint
        if number:
            yield "\n"
        if path:
            yield f"{paint(f'{visible(path)} {visible(place)}'.strip(), 'place')}, {paint(f'read as {prompt.dialect}', 'faint')}\n"
        else:
            yield f"{paint(f'read as {prompt.dialect}', 'faint')}\n"
        for row in show_prompt(prompt, self.console.out, why=self.given.flag("why")):
            yield f"{row}\n"


def _dialect(name: str | None) -> str | None:
    """The name of a dialect, checked."""
    if name is None:
        return None
    from promptlint.config_error import allowed
    from promptlint.markup.dialects import DIALECTS

    if name not in DIALECTS:
        raise click.BadParameter(f"{name!r} is none; {allowed(name, sorted(filter(None, DIALECTS)))}", param_hint="--dialect")
    return name
