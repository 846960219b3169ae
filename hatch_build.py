"""Build hook: a wheel carries the compiled language tables."""

import os
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Compiles ``grammar/compiled.json`` before the files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in the source tree; ``artifacts`` in pyproject.toml makes the ignored file part of the wheel."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        try:
            from promptlint.grammar.compiler import write

            write(os.path.join(self.root, "grammar", "compiled.json"))
        finally:
            sys.path.remove(self.root)
