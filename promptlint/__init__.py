"""promptlint: a linter for portrait prompts. It reads free text into facial actions, emotions, light and camera, and says what clashes.

The public interface is ``parse``, ``lint``, ``fix`` and ``rewrite``. Importing the package loads nothing else: the tables, the rules
and every library are loaded when one of these is first used.
"""

from __future__ import annotations

import os.path as _path
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "fix", "lint", "parse", "rewrite"]

# A wheel carries rules/ and grammar/ inside the package; a checkout has them beside it.
if not _path.isdir(_path.join(__path__[0], "rules")):
    __path__.append(_path.dirname(__path__[0]))

if TYPE_CHECKING:
    from promptlint.fixer import fix
    from promptlint.linter import lint
    from promptlint.parser import parse
    from promptlint.rewriter import rewrite

_ROOMS = {"fix": "promptlint.fixer", "lint": "promptlint.linter", "parse": "promptlint.parser", "rewrite": "promptlint.rewriter"}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        from importlib import import_module

        value = getattr(import_module(_ROOMS[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
