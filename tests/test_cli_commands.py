"""The commands beside check: parse, rewrite, explain, rules, init, config, show-files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st

import promptlint
from promptlint.checker import ENGINE_CODES
from promptlint.config import load
from promptlint.facs.emotions import emotions
from promptlint.facs.units import units
from promptlint.model import Token
from promptlint.registry import all_rules
from promptlint.settings import Settings

MIXED = "close-up portrait, (slight smile:1.2), no tears, rim light"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestParse:
    def test_tokens_are_listed_with_what_they_were_taken_for(self) -> None:
        rows = [line.split() for line in run("parse", "--text", MIXED).out.splitlines() if line.startswith("  ")]
        assert ["shot", "close-up", "portrait", "close-up"] in rows
        assert ["action", "slight", "smile", "AU12", "intensity", "B,", "weight", "1.2"] in rows
        assert ["emotion", "tears", "sadness", "negated"] in rows
        assert ["lighting", "rim", "light", "rim"] in rows

    def test_words_are_coloured_by_kind(self) -> None:
        painted = run("parse", "--text", MIXED, "--color", "always").out.splitlines()
        assert painted[1].startswith("\x1b[34mclose-up portrait\x1b[0m, (\x1b[1;33mslight smile\x1b[0m:1.2), no \x1b[1;35mtears\x1b[0m, ")
        assert painted[3].startswith("  \x1b[34mshot\x1b[0m")

    def test_why_names_the_path(self) -> None:
        with_why, without = run("parse", "--text", MIXED, "--why").out, run("parse", "--text", MIXED).out
        assert with_why.count("\n") == without.count("\n") + 4

    def test_json_is_one_object_a_prompt_and_line(self, folder: Path) -> None:
        (folder / "a.txt").write_text(f"{MIXED}\na sad woman\n")
        (folder / "b.json").write_text(json.dumps({"prompt": "two lines\nof text", "negative_prompt": "smile"}))
        prompts = [json.loads(line) for line in run("parse", ".", "--output-format", "json").out.splitlines()]
        assert [(one["path"], one["prompt"]) for one in prompts] == [("a.txt", "line 1"), ("a.txt", "line 2"), ("b.json", "$.prompt")]
        assert prompts[0]["text"] == MIXED
        assert prompts[2]["negative"]["tokens"][0]["text"] == "smile"
        assert all(MIXED[token["start"] : token["end"]] == token["text"] for token in prompts[0]["tokens"])

    def test_json_has_every_field_of_a_token_and_every_scope(self) -> None:
        prompt = json.loads(run("parse", "--text", "{happy|sad} woman, angry man", "--output-format", "json").out)
        assert all(set(token) == set(Token._fields) for token in prompt["tokens"])
        assert all(token["scope"] in prompt["scopes"] for token in prompt["tokens"])

    def test_standard_input_and_negative_prompts(self) -> None:
        assert "AU12" in run("parse", "-", stdin=b"a smile").out
        assert "negative prompt:" in run("parse", "--text", "a woman", "--negative", "smile").out

    def test_what_is_wrong_with_the_call(self) -> None:
        assert run("parse", "a.txt", "--text", "b").code == 2
        assert "a1111" in run("parse", "--text", "b", "--dialect", "a111").err

    @given(st.text(max_size=200))
    def test_any_text_is_shown_safely(self, text: str) -> None:
        outcome = run("parse", "--text", text, "--why")
        assert outcome.code == 0
        assert not any(ord(character) < 32 and character not in "\n" for character in outcome.out)
        assert json.loads(run("parse", "--text", text, "--output-format", "json").out)["text"] == text


class TestRewrite:
    def test_in_a_pipe_one_rewrite_a_line_and_nothing_else(self) -> None:
        outcome = run("rewrite", "worried", "character")
        rewrites = promptlint.rewrite("worried character")
        assert outcome.out.splitlines() == [one.text for one in rewrites]
        assert (outcome.code, outcome.err) == (0, "")

    def test_on_a_terminal_with_units_and_notes(self) -> None:
        shown = re.sub(r"\x1b\[[0-9;]*m", "", run("rewrite", "worried character", "--color", "always").out)
        best = promptlint.rewrite("worried character")[0]
        assert shown.startswith(" 1  ")
        assert " ".join(f"AU{unit}" for unit in best.units) in " ".join(shown.split())

    def test_standard_input_and_options(self) -> None:
        wanted = promptlint.rewrite("a sad woman", style="plain", layers=1, count=1)
        assert run("rewrite", "-", "--style", "plain", "--layers", "1", "--count", "1", stdin=b"a sad woman\n").out == f"{wanted[0].text}\n"
        assert "AU" not in wanted[0].text

    def test_nothing_to_rewrite(self) -> None:
        outcome = run("rewrite", "a lake")
        assert (outcome.code, outcome.out) == (0, "")
        assert "nothing to rewrite" in outcome.err

    def test_house_words_count(self, folder: Path) -> None:
        (folder / "words.csv").write_text("phrase,kind,value,features\nglumpish,emotion,sadness,label=sadness\n")
        (folder / "promptlint.toml").write_text('[vocabulary]\nextend = ["words.csv"]\n')
        assert "AU" in run("rewrite", "a glumpish woman").out
        assert run("rewrite", "a glumpish woman", "--isolated").out == ""


class TestExplain:
    def test_a_rule_by_code_name_and_prefix(self) -> None:
        by_code, by_name = run("explain", "EMO103").out, run("explain", "bare-emotion").out
        assert by_code == by_name
        assert by_code.startswith("EMO103 bare-emotion\nwarning · preset recommended · mistake: generic\n")
        assert "promptlint: ignore[EMO103]" in by_code
        assert run("explain", "EMO").out.count("\nSwitch it off\n") > 3

    @pytest.mark.parametrize("word", ["AU12", "au12", "12", "AU 12"])
    def test_a_unit(self, word: str) -> None:
        page = run("explain", *word.split(" ")).out
        assert page.startswith("AU12 Lip Corner Puller\n")
        assert "zygomaticus major" in page
        assert "pulls against AU15" in page

    def test_an_emotion_and_a_word_for_it(self) -> None:
        assert run("explain", "sadness").out.startswith("sadness\nemotion")
        assert run("explain", "sad").out == run("explain", "sadness").out
        assert run("explain", "smiling").out.startswith("AU12 Lip Corner Puller")

    def test_everything_has_a_page(self) -> None:
        for word in (
            *(rule.code for rule in all_rules()),
            *ENGINE_CODES,
            *(f"AU{code}" for code in units() if code.isdigit()),
            *emotions(),
        ):
            outcome = run("explain", word)
            assert outcome.code == 0, word
            assert len(outcome.out) > 100
            assert all(len(line) <= 140 for line in outcome.out.splitlines())

    def test_the_page_that_a_finding_names_is_there(self, folder: Path) -> None:
        (folder / "a.json").write_text("{")
        named = [line.split("promptlint ")[1] for line in run("check", "a.json").out.splitlines() if "= docs:" in line]
        assert named == ["explain SRC101"]
        assert "unreadable-source" in run(*named[0].split()).out


class TestRules:
    def test_every_rule_has_a_row(self) -> None:
        rows = run("rules").out.splitlines()[1:]
        assert [row.split()[:3] for row in rows] == [[rule.code, rule.name, rule.severity] for rule in all_rules()]

    def test_json(self) -> None:
        listed = json.loads(run("rules", "--output-format", "json").out)
        assert [rule["code"] for rule in listed] == [rule.code for rule in all_rules()]
        assert all(rule["why"] and rule["about"] for rule in listed)


class TestInit:
    def test_what_it_writes_says_what_holds_without_it(self, folder: Path) -> None:
        assert run("init").code == 0
        written = load(".")
        assert written.path == "promptlint.toml"
        assert [(name, value) for name, value, _ in written.entries()] == [(name, value) for name, value, _ in Settings().entries()]

    def test_its_examples_hold_too(self, folder: Path) -> None:
        """Every commented line that is TOML can be switched on."""
        run("init")
        lines = (folder / "promptlint.toml").read_text().splitlines()
        switched = [
            line.removeprefix("# ") if line.startswith("# ") and ("=" in line or line.startswith("# [")) else line for line in lines
        ]
        (folder / "promptlint.toml").write_text("\n".join(line for line in switched if "house-words" not in line))
        settings = load(".")
        assert settings.target == "sdxl"
        assert len(settings.readings) == 2
        assert settings.chosen.select == ("FAC", "EMO103")

    def test_it_refuses_to_overwrite(self, folder: Path) -> None:
        (folder / "promptlint.toml").write_text("mine")
        outcome = run("init")
        assert outcome.code == 2
        assert "is there already" in outcome.err
        assert (folder / "promptlint.toml").read_text() == "mine"

    def test_another_folder(self, folder: Path) -> None:
        (folder / "there").mkdir()
        assert run("init", "there").code == 0
        assert (folder / "there" / "promptlint.toml").exists()
        assert run("init", "nowhere").code == 2


class TestConfig:
    def test_every_setting_with_its_origin(self, folder: Path) -> None:
        (folder / "promptlint.toml").write_text('preset = "strict"\n\n[check]\nignore = ["EMO103"]\n')
        rows = {line.split()[0]: line.split()[1:] for line in run("config").out.splitlines() if line}
        assert rows["preset"] == ['"strict"', "#", "promptlint.toml:1"]
        assert rows["ignore"] == ['["EMO103"]', "#", "promptlint.toml:4"]
        assert rows["fail-on"] == ['"warning"', "#", "default"]

    def test_without_a_file(self, folder: Path) -> None:
        outcome = run("config")
        assert outcome.code == 0
        assert "no configuration file" in outcome.out


class TestShowFiles:
    def test_which_file_is_read_how(self, folder: Path) -> None:
        (folder / "a.txt").write_text("a woman\n\na man\n")
        (folder / "b.json").write_text('{"prompt": "a woman"}')
        (folder / "c.rst").write_text("# c")
        outcome = run("show-files")
        assert [line.split(",")[0] for line in outcome.out.splitlines()] == ["a.txt: 2 prompts", "b.json: 1 prompt"]
        assert "built in" in outcome.out
        assert outcome.err == "2 files are read, 1 left alone; --all shows them\n"
        assert "c.rst: left alone" in run("show-files", "--all").out
        assert "c.rst: left alone" in run("show-files", "c.rst").out

    def test_the_configuration_is_named(self, folder: Path) -> None:
        (folder / "promptlint.toml").write_text('[[extract]]\nfiles = ["*.md"]\nas = "lines"\n')
        (folder / "c.md").write_text("a woman\n")
        assert "*.md as lines (promptlint.toml:1)" in run("show-files").out
