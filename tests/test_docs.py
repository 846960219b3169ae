"""The documentation is true: written parts are current, examples do what they say, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from promptlint.linter import lint_prompt
from promptlint.parser import parse
from promptlint.registry import ActiveRule, all_rules
from promptlint.rule import Rule

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fenced(language: str) -> list[str]:
    """The blocks of README.md in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_written_pages_are_current(generate: ModuleType) -> None:
    for path, text in generate.pages().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is not current: make docs"


def test_the_readme_shows_outputs() -> None:
    assert len(re.findall(r"^<!-- output: promptlint .*-->\n```console\n\$ promptlint ", README, re.MULTILINE)) >= 2


def test_every_rule_has_its_page() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for rule in all_rules():
        assert f"\n## {rule.code} {rule.name}\n" in page


def test_the_python_in_the_readme_does_what_it_says() -> None:
    (session,) = [block for block in fenced("python") if block.startswith(">>>")]
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.attempted >= 4
    assert result.failed == 0, "".join(told)


def test_the_rule_in_the_readme_works() -> None:
    (source,) = [block for block in fenced("python") if "@rule(" in block]
    space: dict[str, object] = {}
    exec(compile(source, "README.md", "exec", dont_inherit=True), space)
    rule = space["eyes_behind_glass"]
    assert isinstance(rule, Rule)
    assert rule.name == "eyes-behind-glass"
    active = ActiveRule(rule, rule.severity)
    for good in rule.good:
        assert lint_prompt(parse(good.text), [active]) == []
    for bad in rule.bad:
        (finding,) = lint_prompt(parse(bad.text), [active])
        places = [(finding.start, finding.end), *((place.start, place.end) for place in finding.related)]
        assert tuple(bad.text[start:end] for start, end in places) == bad.marks


def test_the_configuration_in_the_readme_is_one(tmp_path: Path) -> None:
    from promptlint.config import load

    (block,) = fenced("toml")
    (tmp_path / "promptlint.toml").write_text(block, encoding="utf-8")
    (tmp_path / "house-words.csv").write_text("phrase,kind,value\nfence,subject,person\n", encoding="utf-8")
    settings = load(str(tmp_path))
    assert settings.preset == tomllib.loads(block)["preset"]
    assert settings.target == "sdxl"
    assert settings.vocabulary is not None


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/rules.md", "docs/accuracy.md", "examples/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    prose = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", prose):
        target, _, anchor = link.partition("#")
        if target.startswith("https:"):
            continue
        linked = (path.parent / target) if target else path
        assert linked.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, link


def test_make_knows_the_commands_of_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?:^    |`)make (\w+)", README, re.MULTILINE)
    assert {"demo", "test"} <= set(targets)
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
