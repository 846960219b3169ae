"""Every rule by its own examples, by the near misses beside it in cases/, and by the house's law on what a rule file holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from promptlint import registry
from promptlint.fixer import apply_edits, chosen_fix, pick_edits
from promptlint.linter import lint_prompt
from promptlint.parser import parse
from promptlint.registry import ActiveRule
from promptlint.rule import MISTAKES, PRESETS, SEVERITIES, Bad, Finding, Good, Rule

CASES = Path(__file__).with_name("cases")
#: Rules that read a file's suppressions, not a prompt, have their examples run by the tests of suppressions.
RULES = [rule for rule in registry.all_rules() if rule.scope == "prompt"]
NAMES = [rule.name for rule in registry.all_rules()]


def findings(rule: Rule, text: str, negative: str | None = None, target: str | None = None) -> list[Finding]:
    return lint_prompt(parse(text, negative=negative, target=target), [ActiveRule(rule, rule.severity)])


def fixed(rule: Rule, text: str, negative: str | None, target: str | None) -> str:
    edits, _ = pick_edits(findings(rule, text, negative, target), unsafe=True)
    return apply_edits(text, edits)


def examples(kind: str) -> list[object]:
    return [pytest.param(rule, example, id=f"{rule.name}: {example.text}") for rule in RULES for example in getattr(rule, kind)]


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good_examples_are_silent(rule: Rule, example: Good) -> None:
    assert findings(rule, example.text, example.negative, example.target) == []


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad_examples_are_found_with_their_marks(rule: Rule, example: Bad) -> None:
    found = findings(rule, example.text, example.negative, example.target)
    assert found, "not found"
    if example.marks:
        marks = [tuple(example.text[place.start : place.end] for place in (finding, *finding.related)) for finding in found]
        assert example.marks in marks


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_fixes_of_bad_examples_settle(rule: Rule, example: Bad) -> None:
    found = findings(rule, example.text, example.negative, example.target)
    if example.fixed is None:
        assert not any(chosen_fix(finding, unsafe=False) for finding in found), "a safe fix without an example of its result"
        return
    text = fixed(rule, example.text, example.negative, example.target)
    assert text == example.fixed
    assert findings(rule, text, example.negative, example.target) == []
    assert fixed(rule, text, example.negative, example.target) == text


@pytest.mark.parametrize("rule", registry.all_rules(), ids=NAMES)
def test_a_rule_file_holds_what_the_house_asks_for(rule: Rule) -> None:
    module = rule.check.__module__.rpartition(".")[2]
    assert module == rule.check.__name__ == rule.name.replace("-", "_")
    assert re.fullmatch(r"[A-Z]{3}[1-9]\d\d", rule.code)
    assert rule.severity in SEVERITIES
    assert rule.preset in PRESETS
    assert rule.mistake is None or rule.mistake in MISTAKES
    assert "Source" in rule.about, "the module's docstring names no source"
    assert len(rule.why) > 40, "the function's docstring tells too little"
    assert rule.good
    assert rule.bad
    assert all(example.marks or example.fixed for example in rule.bad)


def test_codes_and_names_are_unique() -> None:
    rules = registry.all_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_messages_are_one_sentence(rule: Rule) -> None:
    for example in rule.bad:
        for finding in findings(rule, example.text, example.negative, example.target):
            assert "\n" not in finding.message
            assert not finding.message.endswith(".")


def cases() -> list[object]:
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = {"file": path.stem, **json.loads(line)}
            found.append(pytest.param(case, id=f"{path.stem}:{number} {case['text'][:60]}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, object]) -> None:
    """A case of cases/NAME.jsonl: {"rule": code, "text", "negative"?, "target"?, "found": marked text or null, "why"}."""
    (rule,) = registry.find(str(case["rule"]))
    assert case["file"] == rule.name.replace("-", "_")
    negative, target = (str(case[name]) if case.get(name) else None for name in ("negative", "target"))
    text = str(case["text"])
    marked = [text[finding.start : finding.end] for finding in findings(rule, text, negative, target)]
    assert marked[:1] == ([case["found"]] if case["found"] else []), case["why"]
