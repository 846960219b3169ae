"""Finding and reading the configuration: promptlint.toml, .promptlint.toml, or [tool.promptlint] in pyproject.toml.

The nearest one, going up from where a file lies, holds alone; nothing is merged behind the user's back. ``extend = "..."`` names one
that it builds on: what the nearer one says replaces what the other says, key by key (in tables such as ``severity`` entry by entry).
A wrong key or value is an error that names the file, the line, what is allowed and the nearest spelling. Globs are relative to the
folder of the nearest configuration, other paths to the file that they stand in.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from promptlint.config_error import ConfigError
from promptlint.selection import Selection
from promptlint.settings import FAIL_LEVELS, TARGETS, Settings

if TYPE_CHECKING:
    from promptlint.settings_schema import Document

__all__ = ["FAIL_LEVELS", "NAMES", "TARGETS", "ConfigError", "Nearest", "Settings", "find_config", "load"]

#: The names looked for in each folder, in this order; pyproject.toml counts only where it has a [tool.promptlint].
NAMES = ("promptlint.toml", ".promptlint.toml", "pyproject.toml")


def load(start_path: str, explicit: str | None = None, isolated: bool = False) -> Settings:
    """The settings that hold for a file or folder (which need not exist).

    explicit is a configuration file to use instead of the nearest; isolated ignores every file. Raises ConfigError.
    """
    if isolated:
        return Settings()
    path = explicit or find_config(start_path)
    return _read(path) if path else Settings()


def find_config(start_path: str) -> str | None:
    """The path of the nearest configuration file, from the folder of a file, or a folder, upwards; None where there is none."""
    folder = os.path.abspath(start_path)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while (path := _config_in(folder)) is None:
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return path


def _config_in(folder: str) -> str | None:
    """The configuration file that lies in a folder itself."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != "pyproject.toml" or _speaks_of_promptlint(path)):
            return _shortest(path)
    return None


class Nearest:
    """Called with a folder, the settings nearest to it: every file is read once, and ``change`` (what the command line says) is laid
    over each.
    """

    def __init__(self, change: Callable[[Settings], Settings] | None = None) -> None:
        self._change = change
        self._by_folder: dict[str, Settings] = {}

    def __call__(self, folder: str) -> Settings:
        """The settings for the files of a folder. Raises ConfigError."""
        return self._settings(os.path.abspath(folder))

    def _settings(self, folder: str) -> Settings:
        settings = self._by_folder.get(folder)
        if settings is None:
            path, above = _config_in(folder), os.path.dirname(folder)
            if path is None and above != folder:
                settings = self._settings(above)
            else:
                settings = _read(path) if path else Settings()
                settings = self._change(settings) if self._change else settings
            self._by_folder[folder] = settings
        return settings


def _shortest(path: str) -> str:
    """A path as it reads best: relative where the file lies below the working folder."""
    short = os.path.relpath(path)
    return path if short.startswith(os.pardir) else short


def _speaks_of_promptlint(path: str) -> bool:
    """Whether a pyproject.toml has a [tool.promptlint]; one that does not so much as name promptlint is not read any further."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    return b"tool.promptlint" in data or (b"promptlint" in data and "promptlint" in _table(path, data).get("tool", {}))


def _read(path: str) -> Settings:
    """The settings of a configuration file and those that it extends."""
    from promptlint.settings_schema import read_settings
    from promptlint.toml_places import line_of

    documents: list[Document] = []
    seen: list[str] = []
    following: str | None = path
    asked: tuple[str | None, int | None] = (None, None)
    while following is not None:
        real = os.path.realpath(following)
        if real in seen:
            circle = " -> ".join(_shortest(one) for one in (*seen[seen.index(real) :], real))
            raise ConfigError(*asked, f"extend leads round in a circle: {circle}")
        seen.append(real)
        document = _document(following, asked)
        documents.append(document)
        following = None
        if "extend" in document.table:
            following = _shortest(os.path.join(os.path.dirname(real), document.value(document.table, ("extend",), str)))
            asked = (document.path, line_of(document.text, (*document.prefix, "extend")))
    fields: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for document in reversed(documents):
        _lay_over(fields, read_settings(document))
        origins |= document.origins
    fields["chosen"] = Selection(**fields.get("chosen", {}))
    if fields.get("house_words"):
        from promptlint.house_words import read_house_words

        for words in fields["house_words"]:
            read_house_words(words)  # a faulty row is told before anything is checked
    return Settings(**fields, origins=origins, path=documents[0].path, root=os.path.dirname(documents[0].path) or ".")


def _document(path: str, asked: tuple[str | None, int | None]) -> Document:
    """A configuration file, read as TOML. asked is the file and line that named it, if one did."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        message = "there is no such configuration file" if asked[0] is None else f"extend: there is no file {path!r}"
        raise ConfigError(*(asked if asked[0] else (path, None)), message) from None
    except OSError as error:
        raise ConfigError(path, None, f"this configuration cannot be read: {error.strerror}") from None
    return read_document(path, data)


def read_document(path: str, data: bytes) -> Document:
    """The bytes of a configuration file, read as TOML. Raises ConfigError."""
    from promptlint.settings_schema import Document

    table = _table(path, data)
    prefix: tuple[str, ...] = ()
    if os.path.basename(path) == "pyproject.toml":
        prefix = ("tool", "promptlint")
        table = table.get("tool", {}).get("promptlint")
        if not isinstance(table, dict):
            raise ConfigError(path, None, "there is no table [tool.promptlint] in it")
    return Document(path, data.decode("utf-8-sig"), table, prefix)


def _table(path: str, data: bytes) -> dict[str, Any]:
    """A TOML document. Raises ConfigError with the line where it is none."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, line, f"byte {data[error.start]:#04x} is no UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", place)
        raise ConfigError(
            path, int(found[1]) if found else data.count(b"\n") + 1, f"this is no TOML: {message[:1].lower()}{message[1:]}"
        ) from None
    except RecursionError:
        raise ConfigError(path, None, "this TOML is nested too deep to be read") from None


def _lay_over(fields: dict[str, Any], said: dict[str, Any]) -> None:
    """Lay what a nearer file says over what the files that it extends say."""
    for name, value in said.items():
        if name == "chosen":
            severity = {**fields.get(name, {}).get("severity", {}), **value.get("severity", {})}
            fields[name] = {**fields.get(name, {}), **value, "severity": severity}
        elif name == "per_path":
            again = {layer.paths for layer in value}
            fields[name] = (*(layer for layer in fields.get(name, ()) if layer.paths not in again), *value)
        elif name == "options":
            old = fields.get(name, {})
            fields[name] = {**old, **{code: {**old.get(code, {}), **options} for code, options in value.items()}}
        else:
            fields[name] = value
