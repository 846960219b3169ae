"""What a configuration says once it has been read: which rules run on which file, how severe, for which model, and how files are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from promptlint.registry import ActiveRule, all_rules, find
from promptlint.rule import PRESETS, SEVERITIES
from promptlint.sources.globs import pattern_list, relative_path
from promptlint.sources.reading import DEFAULT_READINGS, Reading, choose_reading

#: The models a prompt may be meant for; None is any.
TARGETS = (
    "sd15", "sdxl", "sd3", "flux", "flux2", "midjourney", "dall-e-3", "gpt-image", "imagen", "novelai", "pony", "illustrious",
)  # fmt: skip

#: From which severity on findings make the exit code 1.
FAIL_LEVELS = (*SEVERITIES, "never")


class ConfigError(ValueError):
    """A configuration, or an option of the command line, that says what it cannot: path and line (both may be None) and message."""

    def __init__(self, path: str | None, line: int | None, message: str) -> None:
        place = ":".join(str(part) for part in (path, line) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
        self.path = path
        self.line = line
        self.message = message


def allowed(word: object, choices: Iterable[str]) -> str:
    """What may stand where ``word`` does: the nearest spelling, if any is near, and the list."""
    from difflib import get_close_matches

    known = list(choices)
    near = get_close_matches(str(word).lower(), known, n=1, cutoff=0.6) or get_close_matches(str(word).upper(), known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"


def wrong_selector(selector: str) -> str | None:
    """What is wrong with a code, name, prefix or ALL; None if it stands for a rule."""
    if find(selector):
        return None
    from difflib import get_close_matches

    words = [word for rule in all_rules() for word in (rule.code, rule.name)]
    near = get_close_matches(selector.upper(), words, n=1) or get_close_matches(selector.lower(), words, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`promptlint rules` lists them"
    return f"no rule is called {selector!r}; {hint} A code, a name, the first letters of a code or ALL may stand here"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen of the rules: for a whole configuration, or for the paths that match one pattern of ``per-path``."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    paths: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """One configuration. Made by ``config.load`` and ``replaced``, which check it; a bare Settings() holds the defaults.

    preset      where no ``select`` replaces it: recommended, strict or all
    target      a name of TARGETS, or None for any model
    chosen      select, extend-select, ignore and severity of [check]; per_path those of [check.per-path], all that match apply in order
    options     rule code -> its options; a rule that is not named has its own defaults
    house_words paths of CSV files that add words; forgotten words that are taken out
    readings    [[extract]], or the defaults; files that none matches are left alone
    exclude     globs of files and folders that are left alone, in the manner of .gitignore
    baseline    the path of a baseline file, kept for the commands that read it
    root        the folder that globs and paths are relative to; path the configuration's file, None where there is none
    origins     setting -> where it was said ("promptlint.toml:3", "command line"); what is missing there is a default
    """

    preset: str = "recommended"
    target: str | None = None
    fail_on: str = "warning"
    chosen: Selection = field(default_factory=Selection)
    per_path: tuple[Selection, ...] = ()
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    house_words: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = DEFAULT_READINGS
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    baseline: str | None = None
    root: str = "."
    path: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, ...], tuple[ActiveRule, ...]] = field(default_factory=dict, compare=False, repr=False)

    def active_rules(self, path: str | None = None) -> tuple[ActiveRule, ...]:
        """The rules that run on a file (relative to the working folder or absolute), or on text without one, sorted by code.

        Of the selectors that speak of a rule the longest decides ("EMO103" before "EMO"); at equal length ignore beats select, and a
        later layer (per-path) beats an earlier one.
        """
        layers = [self.chosen]
        if path is not None and self.per_path:
            inside = relative_path(path, self.root)
            layers += [layer for layer in self.per_path if pattern_list((layer.paths,)).match(inside)]
        key = tuple(layer.paths for layer in layers)
        active = self._known.get(key)
        if active is None:
            active = self._known[key] = self._choose(layers)
        return active

    def _choose(self, layers: list[Selection]) -> tuple[ActiveRule, ...]:
        chosen: dict[str, tuple[int, bool]] = {}
        severity: dict[str, tuple[int, str]] = {}
        for rule in all_rules():
            chosen[rule.code] = (0, PRESETS.index(rule.preset) <= PRESETS.index(self.preset))
            severity[rule.code] = (0, rule.severity)
        for layer in layers:
            if layer.select is not None:
                chosen = dict.fromkeys(chosen, (0, False))
            for selectors, on in ((layer.select or (), True), (layer.extend_select, True), (layer.ignore, False)):
                for selector in selectors:
                    for code, weight in _reach(selector):
                        if weight >= chosen[code][0]:
                            chosen[code] = (weight, on)
            for selector, level in layer.severity.items():
                for code, weight in _reach(selector):
                    if weight >= severity[code][0]:
                        severity[code] = (weight, level)
        return tuple(
            ActiveRule(rule, severity[rule.code][1], self.options.get(rule.code, {})) for rule in all_rules() if chosen[rule.code][1]
        )

    def reading(self, path: str) -> Reading | None:
        """How a file (relative to the working folder or absolute) is read; None where nothing maps it."""
        return choose_reading(relative_path(path, self.root), self.readings)

    def excludes(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or folder is left alone by ``exclude``, by itself or by a folder above it."""
        return bool(self.exclude) and pattern_list(self.exclude).match_above(relative_path(path, self.root), folder=folder)

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
        changes: dict[str, object] = {}
        for name, value, choices in (
            ("preset", preset, PRESETS),
            ("target", target, (*TARGETS, "any")),
            ("fail_on", fail_on, FAIL_LEVELS),
        ):
            if value is not None:
                if value not in choices:
                    raise ConfigError(None, None, f"unknown {name.replace('_', '-')} {value!r}; {allowed(value, choices)}")
                changes[name] = None if (name, value) == ("target", "any") else value
        chosen, levels = self.chosen, dict(severity or {})
        named, more, less = None if select is None else tuple(select), tuple(extend_select), tuple(ignore)
        layers = []
        for entry in per_file_ignores:
            glob, colon, codes = entry.rpartition(":")
            if not colon or not glob or not codes.strip():
                raise ConfigError(None, None, f"per-file-ignores {entry!r} is not GLOB:CODE[,CODE]")
            layers.append(Selection(ignore=tuple(code.strip() for code in codes.split(",")), paths=glob))
        for selector in (*(named or ()), *more, *less, *levels, *(code for layer in layers for code in layer.ignore)):
            if wrong := wrong_selector(selector):
                raise ConfigError(None, None, wrong)
        for selector, level in levels.items():
            if level not in SEVERITIES:
                raise ConfigError(None, None, f"severity {level!r} of {selector}; {allowed(level, SEVERITIES)}")
        if named is not None or more or less or levels:
            changes["chosen"] = Selection(
                chosen.select if named is None else named,
                chosen.extend_select + more,
                chosen.ignore + less,
                {**chosen.severity, **levels},
            )
        if layers:
            changes["per_path"] = (*self.per_path, *layers)
        if excluded := tuple(exclude):
            changes["exclude"] = self.exclude + excluded
        if respect_gitignore is not None:
            changes["respect_gitignore"] = respect_gitignore
        if baseline is not None:
            changes["baseline"] = baseline
        if not changes:
            return self
        said = {"select": named, "extend-select": more, "ignore": less, "severity": levels, "per-path": layers}
        said |= {name.replace("_", "-"): True for name in changes if name not in ("chosen", "per_path")}
        origins = {**self.origins, **{name: "command line" for name, value in said.items() if value}}
        return replace(self, **changes, origins=origins, _known={})  # type: ignore[arg-type]

    @property
    def vocabulary(self) -> object | None:
        """What the parser is given of house words: None where the configuration has none."""
        return None


def _reach(selector: str) -> list[tuple[str, int]]:
    """The codes that a selector stands for, with how narrowly it does: the length of the code it spells, 1 for ALL."""
    rules, word = find(selector), selector.strip()
    width = 1 if word.upper() == "ALL" else len(word)
    return [(rule.code, len(rule.code) if word.lower() == rule.name else width) for rule in rules]
