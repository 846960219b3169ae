"""Configurations: where they are found, what they may say, and what is said where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptlint.config import ConfigError, Nearest, Settings, find_config, load
from promptlint.registry import all_rules
from promptlint.settings import TARGETS
from promptlint.toml_places import line_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str, name: str = "promptlint.toml") -> Settings:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return load(str(path.parent))


def codes(settings: Settings, path: str | None = None) -> dict[str, str]:
    return {active.rule.code: active.severity for active in settings.active_rules(path)}


# Finding


def test_without_a_file_the_defaults_hold(folder: Path) -> None:
    settings = load(str(folder))
    assert settings == Settings()
    assert codes(settings) == {rule.code: rule.severity for rule in all_rules() if rule.preset == "recommended"}
    assert settings.vocabulary is None


def test_the_nearest_file_holds_alone(folder: Path) -> None:
    written(folder, 'preset = "all"\ntarget = "sdxl"\n')
    inner = written(folder, 'preset = "strict"\n', "a/b/promptlint.toml")
    assert (inner.preset, inner.target) == ("strict", None)
    assert load("a/b/prompts/x.txt").preset == "strict"
    assert load("a/x.txt").preset == "all"
    assert load("a/b", isolated=True) == Settings()
    assert load("a/b", explicit="promptlint.toml").preset == "all"


def test_the_order_of_names_in_one_folder(folder: Path) -> None:
    written(folder, '[tool.promptlint]\npreset = "all"\n', "pyproject.toml")
    assert load(".").preset == "all"
    assert load(".").path == "pyproject.toml"
    assert written(folder, 'preset = "strict"\n', ".promptlint.toml").preset == "strict"
    assert written(folder, 'preset = "recommended"\n', "promptlint.toml").path == "promptlint.toml"


@pytest.mark.parametrize("text", ["[project]\nname = 'x'\n", "this = is no TOML", '[project]\ndependencies = ["promptlint-facs"]\n'])
def test_a_pyproject_without_our_table_is_passed_over(folder: Path, text: str) -> None:
    written(folder, 'preset = "all"\n')
    (folder / "inner").mkdir()
    (folder / "inner" / "pyproject.toml").write_text(text)
    assert find_config("inner") == "promptlint.toml"


def test_a_file_that_is_named_must_be_there_and_speak_of_promptlint(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such configuration file"):
        load(".", explicit="nowhere.toml")
    (folder / "pyproject.toml").write_text("[tool.ruff]\n")
    with pytest.raises(ConfigError, match=r"no table \[tool\.promptlint\]"):
        load(".", explicit="pyproject.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(".", explicit=str(folder))


def test_settings_of_each_folder_with_the_command_line_over_them(folder: Path) -> None:
    written(folder, 'preset = "strict"\n')
    written(folder, 'preset = "all"\n', "a/promptlint.toml")
    nearest = Nearest(lambda settings: settings.replaced(ignore=("EMO",)))
    assert nearest("").preset == nearest("b/c").preset == "strict"
    assert nearest("a/b").preset == "all"
    assert nearest("a/b") is nearest("a/b/c")
    assert nearest("b").chosen.ignore == ("EMO",)


# Extending


def test_extend_key_by_key(folder: Path) -> None:
    written(folder, 'target = "sdxl"\nexclude = ["a"]\n[check]\nignore = ["EMO101"]\n[check.severity]\nEMO = "info"\n', "base.toml")
    settings = written(
        folder,
        'extend = "../base.toml"\nexclude = ["b"]\n[check]\nextend-select = ["ALL"]\n[check.severity]\nCTX = "error"\n',
        "in/promptlint.toml",
    )
    assert settings.target == "sdxl"
    assert settings.exclude == ("b",)
    assert settings.chosen.ignore == ("EMO101",)
    assert settings.chosen.extend_select == ("ALL",)
    assert settings.chosen.severity == {"EMO": "info", "CTX": "error"}
    assert settings.origins["target"] == "base.toml:1"
    assert settings.origins["exclude"] == "in/promptlint.toml:2"


def test_extend_in_a_circle_and_to_nowhere(folder: Path) -> None:
    (folder / "a.toml").write_text('\nextend = "b.toml"\n')
    (folder / "b.toml").write_text('extend = "a.toml"\n')
    with pytest.raises(ConfigError, match=r"b\.toml:1: extend leads round in a circle: a\.toml -> b\.toml -> a\.toml"):
        load(".", explicit="a.toml")
    (folder / "b.toml").write_text('extend = "c.toml"\n')
    with pytest.raises(ConfigError, match=r"b\.toml:1: extend: there is no file 'c\.toml'"):
        load(".", explicit="a.toml")


# Selecting


def test_the_longest_selector_decides_and_ignore_wins_a_tie(folder: Path) -> None:
    settings = written(folder, '[check]\nselect = ["EMO", "CTX101"]\nignore = ["EMO1", "CTX101"]\nextend-select = ["too-many-emotions"]\n')
    assert list(codes(settings)) == ["EMO101"]


def test_select_replaces_the_preset(folder: Path) -> None:
    assert set(codes(written(folder, '[check]\nselect = ["emo"]\n'))) == {rule.code for rule in all_rules() if rule.code.startswith("EMO")}
    assert codes(written(folder, "[check]\nselect = []\n")) == {}
    assert set(codes(written(folder, '[check]\nselect = ["ALL"]\n'))) == {rule.code for rule in all_rules()}


def test_severity_and_paths(folder: Path) -> None:
    settings = written(
        folder,
        '[check.severity]\nEMO = "info"\nEMO103 = "error"\n[check.per-path]\n'
        '"drafts/**" = { ignore = ["EMO"], severity = { CTX101 = "info" } }\n'
        '"*.prompt" = { select = ["EMO103"] }\n',
    )
    everywhere = codes(settings)
    assert (everywhere["EMO101"], everywhere["EMO103"]) == ("info", "error")
    drafts = codes(settings, str(folder / "drafts" / "deep" / "x.txt"))
    assert not any(code.startswith("EMO") for code in drafts)
    assert drafts["CTX101"] == "info"
    assert codes(settings, "final/x.txt") == everywhere
    assert codes(settings, "drafts/x.prompt") == {"EMO103": "error"}


def test_rule_options(folder: Path) -> None:
    settings = written(folder, "[check.rules.EMO101]\nmax-emotions = 5\n")
    (active,) = (active for active in settings.active_rules() if active.rule.code == "EMO101")
    assert active.options == {"max-emotions": 5}


def test_the_command_line_is_laid_over_a_file(folder: Path) -> None:
    settings = written(folder, 'preset = "strict"\ntarget = "sdxl"\nexclude = ["a"]\n[check]\nignore = ["EMO101"]\n')
    changed = settings.replaced(
        preset="all", target="any", ignore=("EMO102",), severity={"EMO103": "error"}, per_file_ignores=("x/**:EMO103,CTX",), exclude=("b",)
    )
    assert (changed.preset, changed.target, changed.exclude) == ("all", None, ("a", "b"))
    assert not {"EMO101", "EMO102"} & codes(changed).keys()
    assert codes(changed)["EMO103"] == "error"
    assert "EMO103" not in codes(changed, "x/y.txt")
    assert changed.origins["preset"] == changed.origins["per-path"] == changed.origins["severity"] == "command line"
    assert settings.replaced() is settings
    assert list(codes(settings.replaced(select=("EMO103",)))) == ["EMO103"]
    assert settings.replaced(target=TARGETS[0]).target == TARGETS[0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"preset": "recomended"}, "unknown preset 'recomended'; did you mean 'recommended'?"),
        ({"target": "sdx"}, "did you mean 'sdxl'?"),
        ({"fail_on": "warn"}, "did you mean 'warning'?"),
        ({"select": ("EMO999",)}, "no rule is called 'EMO999'"),
        ({"ignore": ("bare-emotoin",)}, "did you mean 'bare-emotion'?"),
        ({"severity": {"EMO103": "warn"}}, "did you mean 'warning'?"),
        ({"per_file_ignores": ("drafts",)}, "is not GLOB:CODE"),
        ({"per_file_ignores": ("[a:EMO",)}, "not closed"),
        ({"exclude": ("{a,b",)}, "not closed"),
    ],
)
def test_wrong_options_of_the_command_line(options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Settings().replaced(**options)  # type: ignore[arg-type]
    assert message in str(caught.value)
    assert isinstance(caught.value, ValueError)


# Being wrong


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('prest = "all"', 1, "unknown key 'prest' at the top; did you mean 'preset'?"),
        ('\npreset = "al"', 2, "unknown preset 'al'; did you mean 'all'?"),
        ("preset = 3", 1, "preset must be a string, not a whole number (3)"),
        ('fail-on = "warn"', 1, "did you mean 'warning'?"),
        ('target = "sdlx"', 1, "did you mean 'sdxl'?"),
        ('exclude = "a"', 1, "exclude must be a list of strings, not a string ('a')"),
        ('exclude = [\n  "a",\n  "[b",\n]', 3, "not closed"),
        ('respect-gitignore = "yes"', 1, "respect-gitignore must be true or false"),
        ("check = 1", 1, "check must be a table"),
        ("[check]\nselec = []", 2, "unknown key 'selec' in [check]; did you mean 'select'?"),
        ('[check]\nignore = [\n "EMO",\n "XYZ1"]', 4, "no rule is called 'XYZ1'"),
        ('[check.severity]\nEMO103 = "warn"', 2, "did you mean 'warning'?"),
        ('[check.severity]\nEMO103 = "info"\nQQQ = "info"', 3, "no rule is called 'QQQ'"),
        ('[check.per-path]\n"a/[b" = {}', 2, "not closed"),
        ('[check.per-path]\n"a/**" = { ignor = [] }', 2, "did you mean 'ignore'?"),
        ("[check.rules.EMO101]\nmax-emotion = 1", 2, "unknown key 'max-emotion' in [check.rules.EMO101]; did you mean 'max-emotions'?"),
        ('[check.rules.EMO101]\nmax-emotions = "1"', 2, "max-emotions must be a whole number"),
        ("[check.rules.EMO101]\nmax-emotions = true", 2, "max-emotions must be a whole number"),
        ("[check.rules.EMO101]\nmax-emotions = -1", 2, "must not be below 0"),
        ("[check.rules.EMO]\nmax-emotions = 1", 1, "name one"),
        ("[check.rules.SUP102]\nstrict = true", 2, "SUP102 malformed-suppression has no options"),
        ('extract = "lines"', 1, "written [[extract]]"),
        ('[[extract]]\nfiles = ["a"]\nas = "lines"\n[[extract]]\nfiles = ["b"]\nas = "line"', 6, "did you mean 'lines'?"),
        ('[[extract]]\nas = "lines"', 1, "has no 'files'"),
        ('[[extract]]\nfiles = ["a"]', 1, "has no 'as'"),
        ('[[extract]]\nfiles = ["a"]\nas = "lines"\nskip = ["(a"]', 4, "is no regular expression: missing ), unterminated subpattern"),
        ('[[extract]]\nfiles = ["a"]\nas = "keys"\nprompt = ["$.a", "b"]', 4, "does not begin with $"),
        ('[[extract]]\nfiles = ["a"]\nas = "lines"\nprompt = ["$.a"]', 4, "'prompt' belongs to files read as keys"),
        ('[vocabulary]\nextend = ["words.csv"]', 2, "there is no file 'words.csv'"),
        ("a = \n", 1, "this is no TOML: invalid value"),
        ('a = "x', 1, "this is no TOML"),
        ("a = 2020-01-01\n", 1, "unknown key 'a'"),
        ("preset = 2020-01-01", 1, "not a date or a time"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        written(folder, text)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("promptlint.toml", line)
    assert str(caught.value).startswith(f"promptlint.toml:{line}: ")


def test_in_pyproject_lines_are_those_of_the_file(folder: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        written(
            folder, "[project]\nname = 'x'\nignore = 1\n\n[tool.promptlint.check]\nselect = ['EMO']\nignore = ['X1']\n", "pyproject.toml"
        )
    assert caught.value.line == 7


def test_a_file_in_another_encoding(folder: Path) -> None:
    (folder / "promptlint.toml").write_bytes(b"# caf\xc3\xa9\n# caf\xe9\n")
    with pytest.raises(ConfigError, match=r"promptlint\.toml:2: byte 0xe9 is no UTF-8"):
        load(".")
    (folder / "promptlint.toml").write_bytes(b'\xef\xbb\xbfpreset = "all"\r\n')
    assert load(".").preset == "all"


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ('"a b" = 1', ("a b",), 1),
        ("t.u.v = 1", ("t", "u", "v"), 1),
        ("[t]\n[t.u]\nv = 1", ("t", "u", "v"), 3),
        ("[t]\nu = { v = 1 }", ("t", "u", "v"), 2),
        ("v = 1\n[t]\nv = 2", ("t", "v"), 3),
        ("[[x]]\na = 1\n[[x]]\na = 2", ("x", 1, "a"), 4),
        ("[ 't.u' ] # a comment\nv = 1", ("t.u", "v"), 2),
        ("a = 1", ("b",), None),
    ],
)
def test_lines_of_keys(text: str, key: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(text, key) == line


# Files and words


def test_readings_and_excludes_are_relative_to_the_file(folder: Path) -> None:
    settings = written(
        folder,
        'exclude = ["old/", "*.tmp.txt"]\n[[extract]]\nfiles = ["prompts/**/*.txt"]\nas = "lines"\n'
        '[[extract]]\nfiles = ["*.{json,jsonl}"]\nas = "keys"\n'
        'prompt = ["$.p"]\nnegative = ["$.n"]\n',
        "in/promptlint.toml",
    )
    first = settings.reading("in/prompts/a/b.txt")
    assert first is not None
    assert first.how == "lines"
    assert settings.reading("prompts/a/b.txt") is None
    second = settings.reading(str(folder / "in" / "deep" / "x.jsonl"))
    assert second is not None
    assert (second.prompt, second.negative) == (("$.p",), ("$.n",))
    assert settings.excludes("in/old", folder=True)
    assert settings.excludes("in/deep/old/x.txt")
    assert settings.excludes("in/a.tmp.txt")
    assert not settings.excludes("in/older/x.txt")


def test_every_setting_says_where_it_was_said(folder: Path) -> None:
    settings = written(folder, 'preset = "strict"\n[check]\nignore = ["EMO"]\n').replaced(fail_on="error")
    entries = {name: (value, origin) for name, value, origin in settings.entries()}
    assert entries["preset"] == ("strict", "promptlint.toml:1")
    assert entries["ignore"] == (("EMO",), "promptlint.toml:3")
    assert entries["fail-on"] == ("error", "command line")
    assert entries["target"] == ("any", "default")


def test_house_words_are_read_and_removed_ones_are_not(folder: Path) -> None:
    from promptlint.parser import parse

    (folder / "words.csv").write_text("phrase,kind,value\nzorbly,emotion,happiness\nZorb-light,lighting,rim\n\n")
    settings = written(folder, '[vocabulary]\nextend = ["words.csv"]\nremove = ["worried"]\n')
    kinds = {
        token.text: (token.kind, token.value) for token in parse("zorbly worried woman, zorb light", vocabulary=settings.vocabulary).tokens
    }
    assert kinds["zorbly"] == ("emotion", "happiness")
    assert kinds["zorb light"][0] == "lighting"
    assert "worried" not in kinds
    assert "worried" in {token.text for token in parse("zorbly worried woman").tokens}
    assert settings.vocabulary is settings.vocabulary


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the first line must name the columns"),
        ("phrase,kind,valeu\n", 1, "unknown column 'valeu'; did you mean 'value'?"),
        ("phrase,value\n", 1, "phrase and kind among them"),
        ("phrase,kind,value\na,emotoin,b\n", 2, "unknown kind 'emotoin'; did you mean 'emotion'?"),
        ("phrase,kind,value\n\na,emotion\n", 3, "has 2 columns"),
        ("phrase,kind,value\n!!,emotion,x\n", 2, "no phrase"),
        ("phrase,kind,value\nzorb,degree,F\n", 2, "an intensity from A to E"),
        ("phrase,kind,value\nzorb,emotion,\n", 2, "an emotion, such as happiness"),
        ('phrase,kind,value\n"zorb,emotion,x\n', 2, "no CSV"),
    ],
)
def test_faulty_house_words(folder: Path, text: str, line: int, message: str) -> None:
    (folder / "words.csv").write_text(text)
    with pytest.raises(ConfigError) as caught:
        written(folder, '[vocabulary]\nextend = ["words.csv"]\n')
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("words.csv", line)
