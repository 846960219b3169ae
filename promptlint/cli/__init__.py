"""The command line: arguments in, an exit code out. Nothing is imported before an interrupt or a fault can be reported properly."""

from __future__ import annotations

from collections.abc import Sequence

#: Exit codes; docs and tests name them by these.
CLEAN, FOUND, FAULT, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run promptlint with these arguments (those of the process, where none are given) and return its exit code.

    0 nothing found, 1 findings, 2 wrong usage, configuration, unreadable input or a fault of promptlint, 130 interrupted,
    141 the reader of the output went away. No exception leaves this function.
    """
    try:
        import sys

        from promptlint.cli.outcome import run

        return run(sys.argv[1:] if argv is None else list(argv))
    except KeyboardInterrupt:
        return INTERRUPTED
