"""Where output goes and how it looks: findings to stdout, everything else to stderr; colour, width and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from promptlint.report.colour import Palette

#: Rows in a file or a pipe are this wide, so that they do not depend on who looks.
PIPE_WIDTH = 120
#: Rows are never longer than this, however wide the terminal: the eye loses the line.
WIDEST = 140
#: ``--color``.
COLOURS = ("auto", "always", "never")
#: Progress is told after this many seconds and then as often.
PATIENCE = 0.5


def wants_colour(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to paint: as ``--color`` says; else NO_COLOR, FORCE_COLOR and TERM=dumb in this order, as CPython does; else a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] not in ("0", "false")
    return environment.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sees the stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def standard_input() -> bytes:
    """All of standard input, as bytes; somebody at a terminal is told that it is waited for."""
    if sys.stdin is None:  # closed
        return b""
    if is_terminal(sys.stdin):
        sys.stderr.write("reading from the terminal; Ctrl-D on an empty line ends it\n")
    return sys.stdin.buffer.read()


class Console:
    """The two streams of a command. ``out`` and ``err`` paint for each of them."""

    __slots__ = ("_due", "_progress", "_stream", "err", "out", "quiet", "verbose")

    def __init__(self, color: str = "auto", *, quiet: bool = False, verbose: bool = False) -> None:
        self.out = Palette(wants_colour(color, sys.stdout, os.environ))
        self.err = Palette(wants_colour(color, sys.stderr, os.environ))
        self.quiet = quiet
        self.verbose = verbose
        self._progress = False
        self._due = 0.0
        self._stream = sys.stdout

    def send_to_stderr(self) -> None:
        """From now on ``write`` goes to stderr, because stdout is for something else."""
        self._stream = sys.stderr
        self.out = self.err

    @classmethod
    def for_arguments(cls, arguments: list[str]) -> Console:
        """A console for messages before (or although) the arguments could not be read."""
        color = "auto"
        for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
            value = following if argument == "--color" else argument.removeprefix("--color=")
            if argument.startswith("--color") and value in COLOURS:
                color = value
        return cls(color)

    @property
    def width(self) -> int:
        """The width of rows on stdout: COLUMNS, else the terminal's, else PIPE_WIDTH."""
        try:
            wide = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size(sys.stdout.fileno()).columns
        except (ValueError, OSError):
            try:
                wide = os.get_terminal_size(sys.stdout.fileno()).columns
            except (ValueError, OSError):
                return PIPE_WIDTH
        return max(1, min(wide, WIDEST))

    @property
    def watched(self) -> bool:
        """Whether a person reads stderr as it is written."""
        return is_terminal(sys.stderr)

    def write(self, pieces: Iterable[str]) -> None:
        """Send findings, or what else was asked for, to stdout."""
        for piece in pieces:
            self.end_progress()
            self._stream.write(piece)

    def say(self, message: str) -> None:
        """Tell something on stderr, whatever ``--quiet`` says."""
        self.end_progress()
        sys.stderr.write(f"{message}\n")

    def ask(self, question: str) -> str | None:
        """The answer to a question, one line of standard input without the white space round it; None at its end.

        The question goes to stderr, so that stdout holds findings alone. click's own prompt cannot tell the end of the input from an
        interrupt, which has an exit code of its own.
        """
        self.end_progress()
        sys.stdout.flush()
        sys.stderr.write(question)
        sys.stderr.flush()
        line = sys.stdin.buffer.readline() if sys.stdin else b""
        if not line or not is_terminal(sys.stdin):
            sys.stderr.write("\n")  # no key was pressed that would end the row
        return line.decode("utf-8", "replace").strip() if line else None

    def error(self, message: str) -> None:
        """Tell on stderr why something could not be done. The message must be safe for a terminal."""
        self.say(f"{self.err.paint('error', 'error')}: {message}")

    def warn(self, message: str) -> None:
        """Tell on stderr what the user should know, unless ``--quiet``."""
        if not self.quiet:
            self.say(f"{self.err.paint('warning', 'warning')}: {message}")

    def detail(self, message: str) -> None:
        """Tell on stderr what only ``--verbose`` asks for."""
        if self.verbose:
            self.say(message)

    def progress(self, message: str) -> None:
        """Show what is going on in the last row of a terminal, where it takes longer than PATIENCE. The caller asks only on a terminal."""
        from time import monotonic

        now = monotonic()
        if not self._due:
            self._due = now + PATIENCE
        elif now >= self._due:
            self._due = now + PATIENCE
            self._progress = True
            sys.stderr.write(f"\r\x1b[K{message}")
            sys.stderr.flush()

    def end_progress(self) -> None:
        """Take the progress row away."""
        if self._progress:
            self._progress = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
