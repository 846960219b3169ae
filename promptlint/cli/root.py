"""The commands: each file in ``commands/`` is one, named as the file is and imported only when it is called."""

from __future__ import annotations

import os
from importlib import import_module

import click

from promptlint import __version__

#: Words and options in the first place that are not for ``check``.
OWN_OPTIONS = frozenset({"--help", "-h", "--version", "-V"})


def command_names() -> list[str]:
    """The names of all commands, sorted: the files' names with hyphens."""
    folder = os.path.join(os.path.dirname(__file__), "commands")
    return sorted(name[:-3].replace("_", "-") for name in os.listdir(folder) if name.endswith(".py") and not name.startswith("_"))


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with ``check`` put first where they name no command: ``promptlint PATH`` is ``promptlint check PATH``."""
    if not arguments or arguments[0] in OWN_OPTIONS or arguments[0] in command_names():
        return arguments
    return ["check", *arguments]


class Commands(click.Group):
    """A group that knows its commands by their files."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See ``command_names``."""
        return command_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file and give what it defines as ``command``; None for another word."""
        if cmd_name not in command_names():
            return None
        command: click.Command = import_module(f"promptlint.cli.commands.{cmd_name.replace('-', '_')}").command
        return command


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"promptlint {__version__}")
        ctx.exit()


root = Commands(
    name="promptlint",
    help="Lint AI portrait prompts: facial actions that clash, emotions that stay vague, light and camera that cannot hold together.\n\n"
    "`promptlint PATH` is short for `promptlint check PATH`.",
    epilog="Exit codes: 0 nothing found, 1 findings, 2 wrong usage or unreadable input, 130 interrupted.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    params=[
        click.Option(
            ["-V", "--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            help="Show the version and exit.",
            callback=_show_version,
        )
    ],
)
