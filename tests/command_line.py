"""Calling the command line from a test: in this process, or as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from unittest.mock import patch

from promptlint.cli import main


@dataclass
class Outcome:
    """What a call came to."""

    code: int
    out: str
    err: str


def run(*arguments: str, stdin: bytes = b"") -> Outcome:
    """Call promptlint in this process, with pipes for its streams."""
    out, err = BytesIO(), BytesIO()
    with (
        TextIOWrapper(BytesIO(stdin), "utf-8") as given,
        TextIOWrapper(out, "utf-8", newline="", write_through=True) as stdout,
        TextIOWrapper(err, "utf-8", newline="", write_through=True) as stderr,
    ):
        with patch.object(sys, "stdin", given), redirect_stdout(stdout), redirect_stderr(stderr):
            code = main(arguments)
        return Outcome(code, out.getvalue().decode(), err.getvalue().decode())


def _heed_interrupts() -> None:
    """A shell starts its background jobs with SIGINT ignored, and what they start inherits that, a test run among them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: str, cwd: str | os.PathLike[str], stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start promptlint as a process of its own, with pipes for its streams; stderr may be an open file instead."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    environment = {**os.environ, "PYTHONPATH": root}
    return subprocess.Popen(
        [sys.executable, "-m", "promptlint", *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        preexec_fn=_heed_interrupts,
    )
