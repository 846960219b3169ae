"""Findings taken back in every container: comments where there are some, a key or a column beside the prompt, the configuration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from promptlint.checker import FileReport, check_file
from promptlint.config import ConfigError, load
from promptlint.settings import Settings
from promptlint.writer import fix_file

WORRIED = "worried woman in a cafe, soft light, low angle"  # EMO103 bare-emotion, and nothing else


def check(name: str, text: str, settings: Settings | None = None) -> FileReport:
    return check_file(name, settings or Settings(), data=text.encode())


def codes(report: FileReport) -> list[str]:
    return [finding.code for finding in report.findings()]


TAKEN_BACK = [
    ("x.json", json.dumps({"prompt": WORRIED, "promptlint": "ignore[EMO103] hers"})),
    ("x.json", json.dumps({"prompt": [WORRIED, WORRIED], "promptlint": ["ignore[EMO103] hers"]})),
    ("x.json", json.dumps({"scenes": [{"prompt": WORRIED}], "promptlint": "ignore-file[EMO103] hers"})),
    ("x.jsonl", json.dumps({"promptlint": "ignore[EMO103] hers", "prompt": WORRIED})),
    ("x.yaml", f"- prompt: {WORRIED}\n  promptlint: ignore[EMO103] hers\n"),
    ("x.yaml", f"- promptlint: 'ignore[EMO103] hers'\n  prompt: {WORRIED}\n"),
    ("x.yaml", f"prompt: {WORRIED}  # promptlint: ignore[EMO103] hers\n"),
    ("x.yaml", f"# promptlint: ignore[EMO103] hers\nprompt: |\n  portrait\n  {WORRIED}\n"),
    ("x.yaml", f"prompt: | # promptlint: ignore[EMO103] hers\n  portrait\n  {WORRIED}\n"),
    ("x.yaml", f"a: 1\n---\nprompt: {WORRIED}\n---\n# promptlint: ignore-file[EMO103] hers\n"),
    ("x.toml", f'prompt = "{WORRIED}"  # promptlint: ignore[EMO103] hers\n'),
    ("x.toml", f'# promptlint: ignore[EMO103] hers\nprompt = """\nportrait\n{WORRIED}"""\n'),
    ("x.toml", f'[[scene]]\nprompt = "{WORRIED}"\npromptlint = "ignore[EMO103] hers"\n'),
    ("x.toml", f'a = {{prompt = "{WORRIED}", promptlint = "ignore[EMO103] hers"}}\n'),
    ("x.jsonc", f'{{\n// promptlint: ignore[EMO103] hers\n"prompt": "{WORRIED}",\n}}'),
    ("x.jsonc", f'{{"prompt": "{WORRIED}" /* promptlint: ignore[EMO103] hers */}}'),
    ("x.csv", f'prompt,promptlint\n"{WORRIED}",ignore[EMO103] hers\n'),
    ("x.csv", f'Promptlint,Prompt\n"ignore[EMO103, FAC202] hers","big smile, mouth corners down, {WORRIED}"\n'),
    ("x.md", f"<!-- promptlint: ignore[EMO103] hers -->\n\n```prompt\nportrait\n\n{WORRIED}\n```\n"),
    ("x.md", f"**Prompt** <!-- promptlint: ignore[EMO103] hers -->\n```\n{WORRIED}\n```\n"),
    ("x.md", f"<!-- promptlint: ignore-file[EMO103] hers -->\n# Title\n\n```prompt\n{WORRIED}\n```\n"),
    ("x.md", f"---\n# promptlint: ignore[EMO103] hers\nprompt: {WORRIED}\n---\n"),
    ("x.py", f"# promptlint: prompt\nX = '{WORRIED}'  # promptlint: ignore[EMO103] hers\n"),
    ("x.py", f"# promptlint: ignore[EMO103] hers\nX = '''portrait\n{WORRIED}'''  # promptlint: prompt\n"),
    ("x.ts", f"// promptlint: prompt\nconst x = '{WORRIED}'; // promptlint: ignore[EMO103] hers\n"),
]


@pytest.mark.parametrize(("name", "text"), TAKEN_BACK)
def test_a_finding_is_taken_back(name: str, text: str) -> None:
    report = check(name, text)
    assert "EMO103" not in codes(report), codes(report)
    assert report.suppressed >= 1
    if "FAC202" not in text:
        assert codes(report) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", '[{"promptlint": "ignore[EMO103] hers"}, {"prompt": "%s"}]'),
        ("x.yaml", "- promptlint: ignore[EMO103] hers\n- prompt: %s\n"),
        ("x.csv", "prompt,promptlint\na cat in a cafe,ignore[EMO103] hers\n%s,\n".replace("%s", '"%s"')),
        ("x.yaml", 'a: "# promptlint: ignore-file[EMO103] in a value"\nprompt: %s\n'),
        ("x.yaml", "a: |\n  # promptlint: ignore-file[EMO103] in a value\nprompt: %s\n"),
        ("x.toml", "a = '# promptlint: ignore-file[EMO103] in a value'\nprompt = '%s'\n"),
        ("x.py", "a = '# promptlint: ignore-file[EMO103] in a value'\n# promptlint: prompt\nx = '%s'\n"),
        ("x.md", "```\n<!-- promptlint: ignore-file[EMO103] in a block -->\n```\n```prompt\n%s\n```\n"),
        ("x.md", "<!-- promptlint: ignore[EMO103] too far -->\n\ntext\n\n```prompt\n%s\n```\n"),
    ],
)
def test_what_speaks_of_something_else_takes_nothing_back(name: str, text: str) -> None:
    assert "EMO103" in codes(check(name, text.replace("%s", WORRIED)))


DELETED = [
    ("x.json", '{"promptlint": "ignore[FAC202] x", "prompt": "a cat"}', '{"prompt": "a cat"}'),
    ("x.json", '{"prompt": "a cat", "promptlint": "ignore[FAC202] x"}', '{"prompt": "a cat"}'),
    ("x.json", '{\n  "promptlint": "ignore[FAC202]",\n  "prompt": "a cat"\n}', '{\n  "prompt": "a cat"\n}'),
    ("x.json", '{\n  "prompt": "a cat",\n  "promptlint": "ignore[FAC202]"\n}', '{\n  "prompt": "a cat"\n}'),
    ("x.yaml", "- prompt: a cat\n  promptlint: ignore[FAC202] x\n  n: 1\n", "- prompt: a cat\n  n: 1\n"),
    ("x.yaml", "{prompt: a cat, promptlint: 'ignore[FAC202]'}\n", "{prompt: a cat}\n"),
    ("x.yaml", "prompt: a cat # promptlint: ignore[FAC202]\n", "prompt: a cat\n"),
    ("x.toml", 'prompt = "a cat"\npromptlint = "ignore[FAC202]"\r\nn = 1\n', 'prompt = "a cat"\nn = 1\n'),
    ("x.toml", 'a = {prompt = "a cat", promptlint = "ignore[FAC202]"}\n', 'a = {prompt = "a cat"}\n'),
    ("x.csv", "prompt,promptlint,n\na cat,ignore[FAC202] x,1\n", "prompt,promptlint,n\na cat,,1\n"),
    ("x.csv", 'prompt,promptlint,n\na cat,"ignore[FAC202, EMO103]",1\n', "prompt,promptlint,n\na cat,,1\n"),
    ("x.md", "<!-- promptlint: ignore[FAC202] -->\n\n```prompt\na cat\n```\n", "\n```prompt\na cat\n```\n"),
    ("x.py", "# promptlint: prompt\nx = 'a cat'  # promptlint: ignore[FAC202]\n", "# promptlint: prompt\nx = 'a cat'\n"),
    (
        "x.json",
        json.dumps({"prompt": WORRIED, "promptlint": "ignore[FAC202, EMO103] x"}),
        json.dumps({"prompt": WORRIED, "promptlint": "ignore[EMO103] x"}),
    ),
]


@pytest.mark.parametrize(("name", "before", "after"), DELETED)
def test_what_is_unused_is_found_and_deleted(name: str, before: str, after: str) -> None:
    report = check(name, before)
    assert "SUP101" in codes(report)
    assert fix_file(name, Settings(), data=before.encode()).after == after


def test_a_key_that_cannot_go_alone_has_no_fix() -> None:
    report = check("x.yaml", "- promptlint: ignore[FAC202]\n- prompt: a cat\n")
    (finding,) = report.file_findings
    assert (finding.code, finding.fixes) == ("SUP101", ())


@pytest.mark.parametrize(
    ("value", "said"),
    [("ignore EMO103", "names no rules in brackets"), ("skip", "'skip' is nothing"), ("ignore[EMO193]", "did you mean 'EMO103'?")],
)
def test_a_malformed_value_is_a_finding(value: str, said: str) -> None:
    report = check("x.json", json.dumps({"prompt": WORRIED, "promptlint": value}))
    assert sorted(codes(report)) == ["EMO103", "SUP102"]
    assert said in report.file_findings[0].message
    assert report.file_findings[0].message.startswith("this value takes nothing back")


def test_a_value_that_has_expired_takes_nothing_back() -> None:
    report = check("x.yaml", f"prompt: {WORRIED}\npromptlint: ignore[EMO103] for now expires=2020-01-31\n")
    assert sorted(codes(report)) == ["EMO103", "SUP103"]


def test_a_key_of_this_name_elsewhere_means_something_else() -> None:
    assert codes(check("x.json", '{"devDependencies": {"promptlint": "^0.1"}, "prompt": "a cat"}')) == []


# [[ignore]]


def configured(folder: Path, text: str) -> Settings:
    (folder / "promptlint.toml").write_text(text)
    return load(str(folder))


@pytest.mark.parametrize(
    "entry",
    [
        'path = "a.json"\ncode = "EMO103"',
        'path = "**/*.json"\nkey = "$..prompt"\ncode = ["EMO103", "FAC202"]\nreason = "hers"',
        'path = "a.json"\nkey = "$.scenes[0].prompt"\ncode = "bare-emotion"\nexpires = 9999-12-31',
        'path = "a.json"\ncode = "*"\nreason = "the client insists"',
    ],
)
def test_the_configuration_takes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    monkeypatch.chdir(tmp_path)
    settings = configured(tmp_path, f"[[ignore]]\n{entry}\n")
    report = check("a.json", json.dumps({"scenes": [{"prompt": WORRIED}]}), settings)
    assert codes(report) == []
    assert report.suppressed == 1


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ('path = "b.json"\ncode = "EMO103"', ["EMO103"]),
        ('path = "a.json"\nkey = "$.other"\ncode = "EMO103"', ["EMO103", "SUP101"]),
        ('path = "*.json"\nkey = "$.other"\ncode = "EMO103"', ["EMO103"]),  # it may be for another file
        ('path = "a.json"\ncode = "FAC202"', ["EMO103", "SUP101"]),
        ('path = "a.json"\ncode = "EMO103"\nexpires = "2020-01-31"', ["EMO103", "SUP103"]),
        ('path = "a.json"\ncode = ["EMO103", "FAC202"]', ["SUP101"]),
    ],
)
def test_the_configuration_is_judged_as_comments_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, wanted: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    report = check("a.json", json.dumps({"prompt": WORRIED}), configured(tmp_path, f"[[ignore]]\n{entry}\n"))
    assert sorted(codes(report)) == wanted
    for finding in report.file_findings:
        assert "[[ignore]] at " in finding.message
        assert finding.message.count("promptlint.toml:1") == 1
        assert finding.fixes == ()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('code = "EMO103"', "has no 'path'"),
        ('path = "a"', "has no 'code'"),
        ('path = "a"\ncode = "EMO193"', "did you mean 'EMO103'?"),
        ('path = "a"\ncode = "*"', "needs a reason"),
        ('path = "a"\ncode = []', "no rule is named"),
        ('path = "a"\ncode = "EMO103"\nkey = "$["', "cannot be read"),
        ('path = "[a"\ncode = "EMO103"', "not closed"),
        ('path = "a"\ncode = "EMO103"\nexpires = "soon"', "is no day"),
        ('path = "a"\ncode = "EMO103"\nline = 4', "unknown key 'line'"),
    ],
)
def test_a_wrong_entry_of_the_configuration_is_an_error(tmp_path: Path, entry: str, said: str) -> None:
    with pytest.raises(ConfigError, match=r"promptlint\.toml:") as error:
        configured(tmp_path, f"[[ignore]]\n{entry}\n")
    assert said in str(error.value)
