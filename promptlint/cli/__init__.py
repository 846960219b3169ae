"""The command line: arguments in, an exit code out. Nothing is imported before an interrupt or a fault can be reported properly."""

from __future__ import annotations

from collections.abc import Sequence

#: Exit codes; docs and tests name them by these.
CLEAN, FOUND, FAULT, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141

#: Objects made before memory is searched for rings of garbage, 700 in Python by default. Starting and checking one prompt makes 30,000
#: that all stay, and searching them again and again takes a tenth of the time.
GARBAGE_THRESHOLD = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run promptlint and return its exit code; no exception leaves this function.

    0 nothing found, 1 findings, 2 wrong usage, configuration, unreadable input or a fault of promptlint, 130 interrupted,
    141 the reader of the output went away. Called without arguments it is the whole process: it reads the process's own and ends it.
    """
    try:
        if argv is None:
            _be_the_process()
        from promptlint.cli.outcome import run

        return run(list(argv or ()))
    except KeyboardInterrupt:
        return INTERRUPTED


def _be_the_process() -> None:
    """Run with the process's arguments and end it at once: taking every module apart first would cost more than checking a prompt."""
    import gc
    import os
    import sys

    gc.set_threshold(GARBAGE_THRESHOLD, 20, 100)
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or CLOSED_PIPE
    os._exit(code)
