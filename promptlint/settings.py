"""What a configuration says once it has been read: which rules run on which file, how severe, for which model, and how files are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from promptlint import targets
from promptlint.config_error import ConfigError, allowed
from promptlint.registry import ActiveRule, all_rules
from promptlint.rule import PRESETS, SEVERITIES
from promptlint.selection import UNCHOSEN, Selection, Waiver, choose, wrong_selector
from promptlint.sources.globs import GlobError, pattern_list, relative_path
from promptlint.sources.reading import DEFAULT_READINGS, Reading, choose_reading

if TYPE_CHECKING:
    from promptlint.lexer import Lexicon

__all__ = ["FAIL_LEVELS", "TARGETS", "ConfigError", "Settings", "check_globs", "check_selection"]

#: The models a prompt may be meant for; None is any.
TARGETS = tuple(targets.TARGETS)

#: From which severity on findings make the exit code 1.
FAIL_LEVELS = (*SEVERITIES, "never")


#: What nobody has said; nothing writes into it.
NOTHING: Mapping[str, Any] = {}


class Said(NamedTuple):
    """What one configuration says, or its defaults; a named tuple, because a dataclass costs 3 ms at every start.

    preset      where no ``select`` replaces it: recommended, strict or all
    target      a name of TARGETS, or None for any model
    chosen      select, extend-select, ignore and severity of [check]; per_path those of [check.per-path], all that match apply in order
    options     rule code -> its options; a rule that is not named has its own defaults
    house_words paths of CSV files that add words; forgotten words that are taken out
    readings    [[extract]], or the defaults; files that none matches are left alone
    exclude     globs of files and folders that are left alone, in the manner of .gitignore
    baseline    the path of a baseline file, kept for the commands that read it
    waivers     [[ignore]]: findings taken back where a file cannot say so
    root        the folder that globs are relative to; path the configuration's file, None where there is none
    origins     setting -> where it was said ("promptlint.toml:3", "command line"); what is missing there is a default
    """

    preset: str = "recommended"
    target: str | None = None
    fail_on: str = "warning"
    chosen: Selection = UNCHOSEN
    per_path: tuple[Selection, ...] = ()
    options: Mapping[str, Mapping[str, object]] = NOTHING
    house_words: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = DEFAULT_READINGS
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    baseline: str | None = None
    waivers: tuple[Waiver, ...] = ()
    root: str = "."
    path: str | None = None
    origins: Mapping[str, str] = NOTHING


class Settings(Said):
    """One configuration. Made by ``config.load`` and ``replaced``, which check it; a bare Settings() holds the defaults."""

    @property
    def _known(self) -> dict[Any, Any]:
        """What has been worked out before, for this configuration only."""
        known: dict[Any, Any] = self.__dict__.setdefault("known", {})
        return known

    def active_rules(self, path: str | None = None) -> tuple[ActiveRule, ...]:
        """The rules that run on a file (relative to the working folder or absolute), or on text without one, sorted by code."""
        layers = [self.chosen]
        if path is not None and self.per_path:
            inside = relative_path(path, self.root)
            layers += [layer for layer in self.per_path if pattern_list((layer.paths,)).match_above(inside)]
        key = tuple(layer.paths for layer in layers)
        active: tuple[ActiveRule, ...] | None = self._known.get(key)
        if active is None:
            levels = choose(self.preset, layers)
            rules = (rule for rule in all_rules() if rule.code in levels)
            active = self._known[key] = tuple(ActiveRule(rule, levels[rule.code], self.options.get(rule.code, {})) for rule in rules)
        return active

    def reading(self, path: str, *, named: bool = True) -> Reading | None:
        """How a file (relative to the working folder or absolute) is read; None where nothing maps it. Without ``named`` the file was
        found in a folder, where some are passed over (``Reading.named``).
        """
        reading = choose_reading(relative_path(path, self.root), self.readings)
        return None if reading is not None and reading.named and not named else reading

    def waivers_of(self, path: str) -> tuple[Waiver, ...]:
        """The ``[[ignore]]`` entries that speak of a file (relative to the working folder or absolute)."""
        inside = relative_path(path, self.root)
        return tuple(waiver for waiver in self.waivers if pattern_list((waiver.path,)).match_above(inside))

    def excludes(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or folder is left alone by ``exclude``, by itself or by a folder above it."""
        return bool(self.exclude) and pattern_list(self.exclude).match_above(relative_path(path, self.root), folder=folder)

    @property
    def vocabulary(self) -> Lexicon | None:
        """The words that ``parse`` reads by: None for promptlint's own, unchanged ones. Raises ConfigError for a faulty CSV file."""
        if not self.house_words and not self.forgotten:
            return None
        words: Lexicon | None = self._known.get("vocabulary")
        if words is None:
            from promptlint.house_words import house_lexicon

            words = self._known["vocabulary"] = house_lexicon(self.house_words, self.forgotten)
        return words

    def replaced(
        self,
        *,
        preset: str | None = None,
        target: str | None = None,
        fail_on: str | None = None,
        select: Iterable[str] | None = None,
        extend_select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Mapping[str, str] | None = None,
        per_file_ignores: Iterable[str] = (),
        exclude: Iterable[str] = (),
        respect_gitignore: bool | None = None,
        baseline: str | None = None,
    ) -> Settings:
        """These settings with what the command line says laid over them; None and () leave a setting as it is.

        select replaces the preset and the configuration's select; extend_select, ignore, severity and exclude are added;
        per_file_ignores are "GLOB:CODE,CODE", relative to ``root``. target "any" takes the target away. Raises ConfigError.
        """
        said: dict[str, Any] = {}
        for name, value, choices in (("preset", preset, PRESETS), ("target", target, (*TARGETS, "any")), ("fail_on", fail_on, FAIL_LEVELS)):
            if value is not None:
                if value not in choices:
                    raise ConfigError(None, None, f"unknown {name.replace('_', '-')} {value!r}; {allowed(value, choices)}")
                said[name] = None if (name, value) == ("target", "any") else value
        added = Selection(None if select is None else tuple(select), tuple(extend_select), tuple(ignore), dict(severity or {}))
        if added != UNCHOSEN:
            check_selection(added)
            old = self.chosen
            said["chosen"] = Selection(
                old.select if added.select is None else added.select,
                old.extend_select + added.extend_select,
                old.ignore + added.ignore,
                {**old.severity, **added.severity},
            )
        if layers := tuple(_path_layer(entry) for entry in per_file_ignores):
            said["per_path"] = self.per_path + layers
        if excluded := tuple(exclude):
            check_globs(excluded)
            said["exclude"] = self.exclude + excluded
        if respect_gitignore is not None:
            said["respect_gitignore"] = respect_gitignore
        if baseline is not None:
            said["baseline"] = baseline
        if not said:
            return self
        names = [name for name, value in self._written(added) if value] + [name for name in said if name != "chosen"]
        origins = {**self.origins, **{name.replace("_", "-"): "command line" for name in names}}
        return self._replace(**said, origins=origins)

    @staticmethod
    def _written(chosen: Selection) -> list[tuple[str, object]]:
        return [
            ("select", chosen.select),
            ("extend-select", chosen.extend_select),
            ("ignore", chosen.ignore),
            ("severity", chosen.severity),
        ]

    def entries(self) -> Iterator[tuple[str, object, str]]:
        """(name, value, origin) of every setting as the configuration names it, for ``promptlint config``; origin "default" or a place."""
        per_path = {
            layer.paths: {name: value for name, value in self._written(layer) if value is not None and value != () and value != {}}
            for layer in self.per_path
        }
        for name, value in (
            ("preset", self.preset),
            ("target", self.target or "any"),
            ("fail-on", self.fail_on),
            ("baseline", self.baseline),
            ("exclude", self.exclude),
            ("respect-gitignore", self.respect_gitignore),
            *self._written(self.chosen),
            ("per-path", per_path),
            ("rules", {code: dict(options) for code, options in self.options.items()}),
            ("vocabulary.extend", self.house_words),
            ("vocabulary.remove", self.forgotten),
            ("ignored", tuple(f"{', '.join(waiver.codes)} in {waiver.path} {waiver.key or ''}".strip() for waiver in self.waivers)),
            ("extract", tuple(reading.shown() for reading in self.readings)),
        ):
            yield name, value, self.origins.get(name, "default")


def check_selection(selection: Selection) -> None:
    """Raises ConfigError, without a place, for a selector or a severity that does not exist."""
    for selector in selection.selectors():
        if wrong := wrong_selector(selector):
            raise ConfigError(None, None, wrong)
    for selector, level in selection.severity.items():
        if level not in SEVERITIES:
            raise ConfigError(None, None, f"{level!r} is no severity for {selector}; {allowed(level, SEVERITIES)}")


def check_globs(globs: Iterable[str]) -> None:
    """Raises ConfigError, without a place, for a glob that cannot be read."""
    try:
        pattern_list(tuple(globs))
    except GlobError as error:
        raise ConfigError(None, None, str(error)) from None


def _path_layer(entry: str) -> Selection:
    """The Selection of one --per-file-ignores "GLOB:CODE,CODE"."""
    glob, _, codes = entry.rpartition(":")
    if not glob or not codes.strip():
        raise ConfigError(None, None, f"--per-file-ignores {entry!r} is not GLOB:CODE[,CODE], such as drafts/**:EMO103")
    layer = Selection(ignore=tuple(code.strip() for code in codes.split(",")), paths=glob)
    check_globs((glob,))
    check_selection(layer)
    return layer
