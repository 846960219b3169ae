"""What may stand in a configuration file: every key, its type and its values, checked, and turned into the fields of Settings."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from promptlint.config_error import ConfigError, allowed
from promptlint.registry import find
from promptlint.rule import PRESETS
from promptlint.selection import Selection, Waiver, wrong_selector
from promptlint.settings import FAIL_LEVELS, TARGETS, check_globs, check_selection
from promptlint.sources.jsonpath import PathError, read_path
from promptlint.sources.reading import FORMATS, KEYED, Reading
from promptlint.toml_places import Key, line_of

TOP = ("extend", "preset", "target", "fail-on", "baseline", "exclude", "respect-gitignore", "check", "vocabulary", "extract", "ignore")
SELECTION = ("select", "extend-select", "ignore", "severity")
CHECK = (*SELECTION, "per-path", "rules")
VOCABULARY = ("extend", "remove")
IGNORE = ("path", "key", "code", "reason", "expires")
EXTRACT = ("files", "as", "prompt", "negative", "fragments", "skip")

#: How a type is called in a message.
TYPE_NAMES = {str: "a string", bool: "true or false", int: "a whole number", float: "a number", list: "a list of strings", dict: "a table"}


class Document:
    """One configuration file: its tables, and its text to tell lines from. ``prefix`` leads to promptlint's table in it."""

    def __init__(self, path: str, text: str, table: Mapping[str, Any], prefix: Key = ()) -> None:
        self.path = path
        self.text = text
        self.table = table
        self.prefix = prefix
        self.origins: dict[str, str] = {}

    def fail(self, key: Key, message: str, value: object = None) -> NoReturn:
        """Raises ConfigError at a key."""
        raise ConfigError(self.path, line_of(self.text, (*self.prefix, *key), value), message)

    def origin(self, name: str, key: Key) -> None:
        """Note where a setting was said."""
        line = line_of(self.text, (*self.prefix, *key))
        self.origins[name] = f"{self.path}:{line}" if line else self.path

    def known(self, table: Mapping[str, Any], key: Key, names: tuple[str, ...]) -> None:
        """Raises ConfigError for a name that a table cannot hold."""
        for name in table:
            if name not in names:
                where = f"in [{'.'.join(map(str, key))}]" if key else "at the top"
                self.fail((*key, name), f"unknown key {name!r} {where}; {allowed(name, names)}")

    def value(self, table: Mapping[str, Any], key: Key, kind: type) -> Any:
        """The value of a key that is there, of this type. A list is one of strings, and comes back as a tuple."""
        value = table[str(key[-1])]
        fits = isinstance(value, kind) and not (kind in (int, float) and isinstance(value, bool))
        if kind is float and type(value) is int:
            fits = True
        if not fits or (kind is list and not all(isinstance(item, str) for item in value)):
            self.fail(key, f"{key[-1]} must be {TYPE_NAMES[kind]}, not {_shown(value)}")
        return tuple(value) if kind is list else value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """The value of a top-level key that is one of a few words."""
        value: str = self.value(self.table, (name,), str)
        if value not in choices:
            self.fail((name,), f"unknown {name} {value!r}; {allowed(value, choices)}", value)
        return value

    def globs(self, table: Mapping[str, Any], key: Key) -> tuple[str, ...]:
        """The value of a key that is a list of globs."""
        globs: tuple[str, ...] = self.value(table, key, list)
        for glob in globs:
            self.placed(check_globs, (glob,), key, glob)
        return globs

    def placed(self, check: Any, argument: object, key: Key, value: object = None) -> None:
        """Run a check that raises ConfigError without a place, and give its error the place of a key."""
        try:
            check(argument)
        except ConfigError as error:
            self.fail(key, error.message, value)

    def selection(self, table: Mapping[str, Any], key: Key) -> dict[str, Any]:
        """The parts of a Selection that a table says something of."""
        parts: dict[str, Any] = {}
        for name in SELECTION[:3]:
            if name in table:
                parts[name.replace("-", "_")] = selectors = self.value(table, (*key, name), list)
                for selector in selectors:
                    self.placed(check_selection, Selection(ignore=(selector,)), (*key, name), selector)
        levels = self.value(table, (*key, "severity"), dict) if "severity" in table else {}
        if levels:
            parts["severity"] = levels
        for selector in levels:
            level = self.value(levels, (*key, "severity", selector), str)
            self.placed(check_selection, Selection(severity={selector: level}), (*key, "severity", selector))
        return parts


def read_settings(document: Document) -> dict[str, Any]:
    """The fields of Settings that a configuration file says something of; ``chosen`` as the parts of a Selection.

    Raises ConfigError with file and line.
    """
    table = document.table
    document.known(table, (), TOP)
    said: dict[str, Any] = {}
    for name, choices in (("preset", PRESETS), ("target", (*TARGETS, "any")), ("fail-on", FAIL_LEVELS)):
        if name in table:
            word = document.choice(name, choices)
            said[name.replace("-", "_")] = None if (name, word) == ("target", "any") else word
    if "baseline" in table:
        said["baseline"] = _beside(document, document.value(table, ("baseline",), str))
    if "exclude" in table:
        said["exclude"] = document.globs(table, ("exclude",))
    if "respect-gitignore" in table:
        said["respect_gitignore"] = document.value(table, ("respect-gitignore",), bool)
    for name in table:
        if name not in ("check", "vocabulary", "extend", "ignore"):
            document.origin(name, (name,))
    if "check" in table:
        said |= _check(document, document.value(table, ("check",), dict))
    if "vocabulary" in table:
        said |= _vocabulary(document, document.value(table, ("vocabulary",), dict))
    if "extract" in table:
        entries = table["extract"]
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            document.fail(("extract",), f"extract is a list of tables, each written [[extract]], not {_shown(entries)}")
        said["readings"] = tuple(_reading(document, entry, ("extract", number)) for number, entry in enumerate(entries))
    if "ignore" in table:
        entries = table["ignore"]
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            document.fail(
                ("ignore",), f"ignore is a list of tables, each written [[ignore]], not {_shown(entries)}; rules belong to [check]"
            )
        document.origin("ignored", ("ignore", 0))
        said["waivers"] = tuple(_waiver(document, entry, ("ignore", number)) for number, entry in enumerate(entries))
    return said


def _waiver(document: Document, table: Mapping[str, Any], key: Key) -> Waiver:
    """One [[ignore]]; it is as strict as a comment in a file."""
    from promptlint.suppress import wrong_codes

    document.known(table, key, IGNORE)
    for name in ("path", "code"):
        if name not in table:
            document.fail(key, f"this [[ignore]] has no {name!r}, which says " + ("in which files" if name == "path" else "of which rules"))
    path = document.value(table, (*key, "path"), str)
    document.placed(check_globs, (path,), (*key, "path"), path)
    where = document.value(table, (*key, "key"), str) if "key" in table else None
    if where is not None and where.startswith("$"):
        document.placed(_check_paths, (where,), (*key, "key"), where)
    codes = table["code"]
    codes = (codes,) if isinstance(codes, str) else document.value(table, (*key, "code"), list)
    reason = document.value(table, (*key, "reason"), str) if "reason" in table else ""
    expires = None if "expires" not in table else str(table["expires"])
    if wrong := wrong_codes(list(codes) or [""], reason.strip(), expires):
        document.fail((*key, "expires" if wrong.startswith("expires") else "code"), wrong.replace("expires=", "expires = "))
    line = line_of(document.text, (*document.prefix, *key))
    return Waiver(path, where, codes, reason, expires, f"{document.path}:{line}" if line else document.path)


def _check(document: Document, table: Mapping[str, Any]) -> dict[str, Any]:
    document.known(table, ("check",), CHECK)
    for name in table:
        document.origin(name, ("check", name))
    said: dict[str, Any] = {"chosen": document.selection(table, ("check",))}
    if "per-path" in table:
        layers = []
        globs = document.value(table, ("check", "per-path"), dict)
        for glob in globs:
            key = ("check", "per-path", glob)
            document.placed(check_globs, (glob,), key)
            inner = document.value(globs, key, dict)
            document.known(inner, key, SELECTION)
            layers.append(Selection(**document.selection(inner, key), paths=glob))
        said["per_path"] = tuple(layers)
    if "rules" in table:
        said["options"] = _options(document, document.value(table, ("check", "rules"), dict))
    return said


def _options(document: Document, table: Mapping[str, Any]) -> dict[str, dict[str, object]]:
    """The options of rules, each of the type that its default has."""
    options: dict[str, dict[str, object]] = {}
    for selector in table:
        key = ("check", "rules", selector)
        rules = find(selector)
        if len(rules) != 1:
            wrong = wrong_selector(selector) or f"{selector!r} stands for {len(rules)} rules; name one"
            document.fail(key, wrong)
        given = document.value(table, key, dict)
        rule = rules[0]
        if not rule.options and given:
            document.fail((*key, next(iter(given))), f"{rule.code} {rule.name} has no options")
        document.known(given, key, tuple(rule.options))
        for name in given:
            default = rule.options[name]
            kind = list if isinstance(default, tuple) else type(default)
            value = document.value(given, (*key, name), kind)
            if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
                document.fail((*key, name), f"{name} must not be below 0, as {value} is")
            options.setdefault(rule.code, {})[name] = value
    return options


def _vocabulary(document: Document, table: Mapping[str, Any]) -> dict[str, Any]:
    document.known(table, ("vocabulary",), VOCABULARY)
    said: dict[str, Any] = {}
    for name in table:
        document.origin(f"vocabulary.{name}", ("vocabulary", name))
        document.value(table, ("vocabulary", name), list)
    if "extend" in table:
        said["house_words"] = tuple(_beside(document, name) for name in table["extend"])
        for name, path in zip(table["extend"], said["house_words"], strict=True):
            if not os.path.isfile(path):
                document.fail(("vocabulary", "extend"), f"there is no file {name!r} beside this one", name)
    if "remove" in table:
        said["forgotten"] = tuple(table["remove"])
    return said


def _reading(document: Document, table: Mapping[str, Any], key: Key) -> Reading:
    document.known(table, key, EXTRACT)
    for name in ("files", "as"):
        if name not in table:
            document.fail(
                key, f"this [[extract]] has no {name!r}, which says " + ("which files" if name == "files" else "how they are read")
            )
    how = document.value(table, (*key, "as"), str)
    if how not in FORMATS:
        document.fail((*key, "as"), f"files cannot be read as {how!r}; {allowed(how, FORMATS)}", how)
    belongs = {"prompt": KEYED, "negative": KEYED, "skip": ("auto", "lines")}
    parts: dict[str, Any] = {}
    for name, formats in belongs.items():
        if name in table:
            if how not in formats:
                document.fail((*key, name), f"{name!r} belongs to files read as {' or '.join(formats)}, not as {how}")
            parts[name] = document.value(table, (*key, name), list)
            check = _check_expressions if name == "skip" else _check_paths
            for value in () if how == "columns" else parts[name]:
                document.placed(check, (value,), (*key, name), value)
    if "fragments" in table:
        parts["fragments"] = document.value(table, (*key, "fragments"), bool)
    return Reading(document.globs(table, (*key, "files")), how, **parts)


def _check_paths(paths: Iterable[str]) -> None:
    for path in paths:
        try:
            read_path(path)
        except PathError as error:
            raise ConfigError(None, None, str(error)) from None


def _check_expressions(expressions: Iterable[str]) -> None:
    for expression in expressions:
        try:
            re.compile(expression)
        except re.error as error:
            raise ConfigError(
                None, None, f"{expression!r} is no regular expression: {error.msg} at character {(error.pos or 0) + 1}"
            ) from None


def _beside(document: Document, path: str) -> str:
    """A path said in a configuration file, which is relative to the folder that the file lies in."""
    return os.path.normpath(os.path.join(os.path.dirname(document.path), path))


def _shown(value: object) -> str:
    for kind, name in TYPE_NAMES.items():
        if type(value) is kind:
            text = "true" if value is True else "false" if value is False else repr(value)
            return f"{name} ({text})" if kind in (str, bool, int, float) and len(text) < 40 else name.replace(" of strings", "")
    return "a date or a time"
