"""Build hook: a wheel carries the rooms that lie beside the package, and the compiled language tables.

An editable install carries neither: it leads to the checkout, where ``promptlint/__init__.py`` finds them. Copies of them beside the other
installed packages would go stale, and type checkers would take them for the real thing.
"""

import compileall
import os
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Compiles ``grammar/compiled.json`` before the files are collected, and says which folders go into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in the source tree; for a real wheel ("standard", not "editable") add the rooms."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        try:
            from promptlint.grammar.compiler import write
            from promptlint.rules import _headers

            write(os.path.join(self.root, "grammar", "compiled.json"))
            _headers.write(os.path.join(self.root, "rules", "headers.json"), _headers.headers())
        finally:
            sys.path.remove(self.root)
        if version == "editable":
            # pip compiles what a wheel installs, but not the tree that an editable install leads to; where Python may not write bytecode
            # (PYTHONDONTWRITEBYTECODE, a read-only checkout) every start would compile 150 modules, which doubles it.
            for room in ("promptlint", "rules", "grammar"):
                compileall.compile_dir(os.path.join(self.root, room), quiet=2)
        if version == "standard":
            build_data["force_include"].update({room: f"promptlint/{room}" for room in ("rules", "grammar")})
