"""Words that take findings back, written by promptlint: where each format has them, and nothing else changes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from containers import FORMATS, File
from hypothesis import HealthCheck, given, settings

from promptlint.checker import FileReport, Judge, open_source
from promptlint.config import load
from promptlint.ignoring import Said, take_back, wishes_of
from promptlint.ignoring.waivers import MOST_LISTED, waivers_for, why_not, write_waivers
from promptlint.model import Prompt
from promptlint.registry import ActiveRule
from promptlint.rule import Problem, rule
from promptlint.selection import Waiver
from promptlint.settings import Settings
from promptlint.sources.globs import literal, pattern_list
from promptlint.storage import WriteError
from promptlint.suppress import extended, read_reason
from promptlint.writer import fix_file

W = "worried woman in a cafe, soft light, low angle"  # EMO103 bare-emotion, and nothing else
OPPOSED = "big smile, mouth corners turned down, in a cafe, soft light"  # FAC202 opposed-actions, and nothing else


HERS = Said("hers")


def taken_back(name: str, text: str, said: Said = HERS, config: Settings | None = None) -> tuple[str, int]:
    """The text with all findings taken back as far as the file can say it, and how many are left then."""
    config = config or Settings()
    opened = open_source(name, config, text.encode())
    assert not isinstance(opened, FileReport)
    judge = Judge(name, config)
    report = judge.source(opened[0])
    after, left = take_back(report, wishes_of(report), said, judge, config.reading(name))
    if not left:
        again = Judge(name, config).source(open_source(name, config, after.source.text.encode())[0])  # type: ignore[index]
        assert list(again.findings()) == list(after.findings())
        assert all(finding.code in ("SRC101", "SRC102") for finding in again.findings())
    return after.source.text, sum(len(findings) for findings in left.values())


C = "ignore[EMO103] hers"
WRITTEN = [
    ("x.txt", f"a cat\n{W}\n", f"a cat\n# promptlint: {C}\n{W}\n"),
    ("x.txt", f"a cat\r\n  {W}", f"a cat\r\n  # promptlint: {C}\r\n  {W}"),
    ("x.txt", f"{W}, {OPPOSED}\n", f"# promptlint: ignore[FAC202, RED101] hers\n{W}, {OPPOSED}\n"),
    ("x.txt", f"portrait,\nred,\n{OPPOSED}\n", f"# promptlint: ignore-file[FAC202] hers\nportrait,\nred,\n{OPPOSED}\n"),
    ("x.prompts", f"[prompts]\n{W}\n", f"[prompts]\n# promptlint: {C}\n{W}\n"),
    ("wildcards/x.txt", f"{OPPOSED}\n", f"# promptlint: ignore[FAC202] hers\n{OPPOSED}\n"),
    ("wildcards/x.yaml", f"a:\n  - {OPPOSED}\n", f"a:\n  # promptlint: ignore[FAC202] hers\n  - {OPPOSED}\n"),
    ("x.yaml", f"- prompt: {W}\n", f"# promptlint: {C}\n- prompt: {W}\n"),
    ("x.yaml", f"- n: 1\n  prompt: |\n    a\n    {W}\n", f"- n: 1\n  # promptlint: {C}\n  prompt: |\n    a\n    {W}\n"),
    ("x.yaml", f"- {{prompt: '{W}', caption: '{W}'}}\n", f"# promptlint: {C}\n- {{prompt: '{W}', caption: '{W}'}}\n"),
    ("x.toml", f'[a]\nprompt = "{W}"\n', f'[a]\n# promptlint: {C}\nprompt = "{W}"\n'),
    ("x.toml", f'a = ["x"]\nprompt = [\n  "{W}",\n]\n', f'a = ["x"]\nprompt = [\n  # promptlint: {C}\n  "{W}",\n]\n'),
    ("x.jsonc", f'{{\n  "prompt": "{W}", // x\n}}\n', f'{{\n  // promptlint: {C}\n  "prompt": "{W}", // x\n}}\n'),
    ("x.json", f'{{"prompt": "{W}"}}', f'{{"promptlint": "{C}", "prompt": "{W}"}}'),
    ("x.json", f'{{\n\t"prompt": "{W}"\n}}', f'{{\n\t"promptlint": "{C}",\n\t"prompt": "{W}"\n}}'),
    ("x.json", f'{{"prompt": ["a cat", "{W}"], "n": 1}}', f'{{"promptlint": "{C}", "prompt": ["a cat", "{W}"], "n": 1}}'),
    ("x.json", f'{{"prompt": "{W}", "caption": "{W}"}}', f'{{"promptlint": "{C}", "prompt": "{W}", "caption": "{W}"}}'),
    (
        "x.json",
        f'{{"promptlint": "ignore[FAC202] old", "prompt": "{OPPOSED}", "caption": "{W}"}}',
        f'{{"promptlint": "ignore[FAC202, EMO103] old; hers", "prompt": "{OPPOSED}", "caption": "{W}"}}',
    ),
    ("x.jsonl", f'{{"n": 1}}\n{{"prompt": "{W}"}}\n', f'{{"n": 1}}\n{{"promptlint": "{C}", "prompt": "{W}"}}\n'),
    ("x.csv", f'prompt,n\n"{W}",1\na cat,2\n', f'prompt,n,promptlint\n"{W}",1,{C}\na cat,2,\n'),
    ("x.csv", f'promptlint,prompt\n,"{W}"\n', f'promptlint,prompt\n{C},"{W}"\n'),
    ("x.csv", f'prompt,n,promptlint\n"{W}"\n', f'prompt,n,promptlint\n"{W}",,{C}\n'),
    (
        "x.csv",
        f'prompt,caption,promptlint\n"{OPPOSED}","{W}",ignore[FAC202] old\n',
        f'prompt,caption,promptlint\n"{OPPOSED}","{W}","ignore[FAC202, EMO103] old; hers"\n',
    ),
    ("x.tsv", f"prompt\tn\n{W}\t1\n", f"prompt\tn\tpromptlint\n{W}\t1\t{C}\n"),
    ("x.md", f"```prompt\n{W}\n```\n", f"<!-- promptlint: {C} -->\n```prompt\n{W}\n```\n"),
    ("x.md", f"> **Prompt:**\n> ```\n> {W}\n> ```\n", f"> **Prompt:**\n> <!-- promptlint: {C} -->\n> ```\n> {W}\n> ```\n"),
    ("x.md", f"---\nprompt: {W}\n---\n", f"---\n# promptlint: {C}\nprompt: {W}\n---\n"),
    ("x.py", f"X = '{W}'  # promptlint: prompt\n", f"# promptlint: {C}\nX = '{W}'  # promptlint: prompt\n"),
    ("x.ts", f"// promptlint: prompt\n f('{W}');\n", f"// promptlint: prompt\n // promptlint: {C}\n f('{W}');\n"),
]


@pytest.mark.parametrize(("name", "before", "after"), WRITTEN)
def test_the_words_stand_where_the_format_has_them(name: str, before: str, after: str) -> None:
    text, left = taken_back(name, before)
    assert (text, left) == (after, 0)
    assert taken_back(name, text) == (after, 0), "a second run finds nothing to do"


def test_no_comment_stands_between_a_line_and_the_one_that_it_goes_on_in() -> None:
    text = f"X = \\\n  '{W}'  # promptlint: prompt\n"
    assert taken_back("x.py", text) == (text, 1)


@pytest.mark.parametrize("name", ["x.txt", "x.yaml", "x.toml", "x.csv", "x.json", "x.md", "x.jsonc"])
def test_what_is_mended_later_is_reported_as_unused_and_taken_out_again(name: str) -> None:
    _, before, after = next(entry for entry in WRITTEN if entry[0] == name)
    mended = after.replace("worried ", "")
    result = fix_file(name, Settings(), data=mended.encode())
    assert [finding.code for finding in result.applied] == ["SUP101"]
    without_column = re.sub(r",promptlint$", "", result.after, flags=re.MULTILINE).replace('",1,', '",1').replace("cat,2,", "cat,2")
    assert without_column == before.replace("worried ", "")


def test_a_day_goes_with_the_reason() -> None:
    said = Said(*read_reason("until the brief expires=9999-12-31."))
    assert said == Said("until the brief", "9999-12-31")
    assert taken_back("x.txt", W, said)[0].startswith("# promptlint: ignore[EMO103] until the brief expires=9999-12-31\n")
    cell = f'prompt,promptlint\n"{W}",ignore[FAC202] x\n'
    assert taken_back("x.csv", cell, said) == (cell, 1), "the day would hold for what stands there already"


@pytest.mark.parametrize("reason", ["a\nb", "a --> b", "a */ b", "\x1b[2J", "expires=soon", "expires=2020-01-31", "expires="])
def test_a_reason_that_could_not_be_read_again_is_refused(reason: str) -> None:
    with pytest.raises(ValueError, match=r"reason|expires|day"):
        read_reason(reason)


@pytest.mark.parametrize(
    ("said", "longer"),
    [
        ("ignore[EMO103]", "ignore[EMO103, FAC202] why"),
        ("ignore[FAC202] why", "ignore[FAC202] why"),
        ("ignore[ EMO103 ] - old", "ignore[EMO103, FAC202] old; why"),
        ("ignore-file[EMO103]", None),
        ("ignore[EMO103] expires=9999-12-31", None),
        ("ignore EMO103", None),
        ("1.0.2", None),
    ],
)
def test_words_are_added_to_what_is_said_already(said: str, longer: str | None) -> None:
    assert extended(said, ["FAC202"], "why") == longer


def test_a_graph_is_left_alone_and_its_place_is_said_in_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    node = {"class_type": "CLIPTextEncode", "inputs": {"text": W, "clip": ["1", 0]}}
    sampler = {"class_type": "KSampler", "inputs": {"positive": ["2", 0], "negative": ["3", 0], "model": ["1", 0]}}
    graph = json.dumps({"2": node, "3": {**node, "inputs": {"text": "ugly", "clip": ["1", 0]}}, "4": sampler})
    assert taken_back("graph.json", graph) == (graph, 1)


# [[ignore]]


ENTRY = Waiver("/a.json", "$.prompt", ("EMO103",), 'a "reason" \\ \x7f', "9999-12-31", "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("promptlint.toml", ""),
        ("promptlint.toml", 'preset = "strict"'),
        ("promptlint.toml", '[check]\r\nignore = ["EMO101"]\r\n'),
        ("promptlint.toml", '[[ignore]]\npath = "b.json"\ncode = "EMO103"\n\n[check]\nignore = []\n'),
        ("pyproject.toml", '[tool.promptlint]\npreset = "strict"\n\n[tool.other]\nx = 1\n'),
    ],
)
def test_an_entry_is_added_at_the_end_and_nothing_else_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(text, newline="")
    before = load(".")
    assert write_waivers(before, [ENTRY]) == name
    with open(name, newline="") as file:
        assert file.read().startswith(text)
    after = load(".")
    assert [waiver._replace(origin="") for waiver in after.waivers[len(before.waivers) :]] == [ENTRY]
    assert after._replace(waivers=(), origins={}) == before._replace(waivers=(), origins={})


def test_where_there_is_no_configuration_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_waivers(Settings(), [ENTRY]) == "promptlint.toml"
    write_waivers(Settings(), [ENTRY._replace(codes=("EMO103", "FAC202"), reason="", key=None, expires=None)], made=True)
    assert len(load(".").waivers) == 2
    with pytest.raises(WriteError, match="it is there by now"):
        write_waivers(Settings(), [ENTRY])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ignore = [{path = "b.json", code = "EMO103"}]\n', "with an [[ignore]] added it cannot be read"),
        ('extend = "base.toml"\n', "whose [[ignore]] its own would replace"),
    ],
)
def test_a_configuration_that_cannot_be_added_to_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.toml").write_text('[[ignore]]\npath = "c.json"\ncode = "EMO103"\n')
    (tmp_path / "promptlint.toml").write_text(text)
    with pytest.raises(WriteError, match=re.escape(said)):
        write_waivers(load("."), [ENTRY])
    assert (tmp_path / "promptlint.toml").read_text() == text


def test_many_places_of_a_file_are_said_as_one() -> None:
    report = Judge("x.txt", Settings()).source(open_source("x.txt", Settings(), f"{W}\n".encode() * (MOST_LISTED + 1))[0])  # type: ignore[index]
    listed = waivers_for(report.source, wishes_of(report), Said(), Settings())
    assert len(listed) == MOST_LISTED + 1
    assert listed[3].key == "line 4"


def test_what_lies_outside_of_the_configuration_is_not_named_in_it(tmp_path: Path) -> None:
    inside = Settings(root=str(tmp_path))
    assert why_not(str(tmp_path / "a.json"), inside, isolated=False) == ""
    assert "outside" in why_not(str(tmp_path.parent / "a.json"), inside, isolated=False)
    assert "--isolated" in why_not(str(tmp_path / "a.json"), inside, isolated=True)
    assert "name" in why_not(str(tmp_path / "\udcff.json"), inside, isolated=False)


@pytest.mark.parametrize("path", ["a.json", "b/a.json", "a[1].json", "b/*?.json", "!a.json", "a{b,c}.json", "a\\b.json", "a b.json"])
def test_the_pattern_of_a_path_matches_it_and_nothing_else(path: str) -> None:
    pattern = pattern_list((literal(path),))
    assert pattern.match(path)
    for other in (f"x/{path}", path + "x", "a1.json", "b/xy.json", "b/cc.json"):
        assert not pattern.match(other)


# every container, generated

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
_COMMENT = re.compile(
    r"^[ \t>]*(?:#|//|<!--) promptlint: ignore\[EMO103\] why(?: -->)?\r?\n|  (?:#|//) promptlint: ignore\[EMO103\] why", re.M
)


def check_taken_back(file: File) -> int:
    """Only the words come into the file, and its own reader reads the same prompts; gives back how many findings went."""

    @rule("EMO103", severity="warning")
    def test_only(prompt: Prompt) -> Iterator[Problem]:
        for match in re.finditer("bad", prompt.text):
            yield Problem(match.start(), match.end(), "bad")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Settings, "active_rules", lambda settings, path=None: (ActiveRule(test_only, "warning"),))
        config = Settings(readings=(file.reading,))
        judge = Judge(file.name, config)
        report = judge.source(open_source(file.name, config, file.text.encode())[0])  # type: ignore[index]
        after, left = take_back(report, wishes_of(report), Said("why"), judge, file.reading)
    text = after.source.text
    if file.name == "x.csv":
        delimiter = next(sign for sign in ",;\t" if sign in file.text.partition("\n")[0])
        old, new = (list(csv.reader(io.StringIO(one, newline=""), delimiter=delimiter)) for one in (file.text, text))
        assert [row[:3] for row in new] == old
        assert {tuple(row[3:]) for row in new} <= {("promptlint",), ("ignore[EMO103] why",), ("",), ()}
    else:
        assert _COMMENT.sub("", text) == file.text
    if file.name != "x.jsonc":
        assert file.load(text)[0] == file.load(file.text)[0]
    assert sum(len(findings) for findings in left.values()) == sum(len(result.findings) for result in after.results)
    return sum(len(result.findings) for result in report.results) - sum(map(len, left.values()))


@pytest.mark.parametrize("name", FORMATS)
def test_generated_files_get_the_words_and_nothing_else(name: str) -> None:
    taken = 0

    @QUICK
    @given(FORMATS[name])
    def run(file: File) -> None:
        nonlocal taken
        taken += check_taken_back(file)

    run()
    assert taken > 20


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_many_generated_files_get_the_words_and_nothing_else(name: str) -> None:
    @LONG
    @given(FORMATS[name])
    def run(file: File) -> None:
        check_taken_back(file)

    run()
