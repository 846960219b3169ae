"""Running a command and turning whatever happens into a message and an exit code.

click's own ``main`` ends with 1 on an interrupt and, even with ``standalone_mode=False``, on a closed pipe; both would look like findings.
So the command is invoked without it, and every end that it can come to is mapped here.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import click

from promptlint.cli import CLOSED_PIPE, FAULT, INTERRUPTED
from promptlint.cli.console import Console
from promptlint.cli.root import root, with_command
from promptlint.text import visible

#: Set by the scripts that click writes for shells: ``_PROMPTLINT_COMPLETE=bash_source promptlint`` prints the one for bash.
COMPLETION = "_PROMPTLINT_COMPLETE"


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name and return the exit code."""
    _ready_streams()
    console = Console.for_arguments(arguments)
    if not arguments and COMPLETION not in os.environ:
        console.say(root.make_context("promptlint", [], resilient_parsing=True).get_help())
        return FAULT
    try:
        if COMPLETION in os.environ:
            root.main(prog_name="promptlint")  # a shell asks what could follow; this does not return
        with root.make_context("promptlint", with_command(arguments)) as context:
            code = root.invoke(context)
        sys.stdout.flush()
    except (click.exceptions.Exit, SystemExit) as ended:
        code = ended.exit_code if isinstance(ended, click.exceptions.Exit) else ended.code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "promptlint"
        console.error(f"{visible(error.format_message())}\n  `{command} --help` lists what can be said")
        return FAULT
    except click.ClickException as error:
        console.error(visible(error.format_message()))
        return FAULT
    except (click.Abort, KeyboardInterrupt):
        console.say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return CLOSED_PIPE
    except Exception as error:
        return _fault(error, arguments, console)
    return code if isinstance(code, int) else 0


def _fault(error: Exception, arguments: list[str], console: Console) -> int:
    """Report a wrong setting, or what must be a mistake of promptlint's own."""
    from promptlint.settings import ConfigError

    if isinstance(error, ConfigError):
        console.error(visible(str(error)))
        return FAULT
    if isinstance(error, OSError) and error.filename is not None:
        console.error(visible(f"{os.fsdecode(error.filename)}: {error.strerror}"))
        return FAULT
    if isinstance(error, OSError):  # files are guarded where they are opened; what is left are the streams
        console.error(f"the output cannot be written: {error.strerror or error}")
        _silence(sys.stdout)
        return FAULT
    console.error(
        f"promptlint failed: {type(error).__name__}: {visible(str(error))}\n"
        "  this is a mistake in promptlint, not in your prompts: please report it with what --verbose shows"
    )
    if "--verbose" in arguments or "-v" in arguments:
        import traceback

        console.say(visible_lines("".join(traceback.format_exception(error))))
    return FAULT


def visible_lines(text: str) -> str:
    """A text of several lines, each safe for a terminal."""
    return "\n".join(visible(line) for line in text.splitlines())


def _ready_streams() -> None:
    """Make both streams fit to be written to: a closed one swallows, one without UTF-8 shows \\u2026 rather than failing."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence(stream: object) -> None:
    """Point a stream whose reader has gone away at nothing, so that closing it at exit raises no second error."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, stream.fileno())  # type: ignore[attr-defined]
    os.close(devnull)
