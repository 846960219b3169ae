"""The one pure function that everything else is a face of: a prompt in, findings out. No I/O, no clock, no memory between calls."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from promptlint.model import Prompt
from promptlint.parser import parse
from promptlint.registry import ActiveRule, in_preset
from promptlint.rule import Finding
from promptlint.targets import TARGETS

if TYPE_CHECKING:
    from promptlint.config import Settings


#: The rules that judge what a prompt says or leaves out in words; on a prompt in another language they have nothing to go by.
OF_WORDS = ("CTX", "EMO", "LAY")


def lint_prompt(prompt: Prompt, rules: Iterable[ActiveRule]) -> list[Finding]:
    """The findings of these rules on a prompt that has been read, sorted by place, then code. Rules that judge a file are passed over."""
    return judge(prompt, (active for active in rules if active.rule.scope == "prompt"))


def judge(subject: object, rules: Iterable[ActiveRule]) -> list[Finding]:
    """The findings of these rules on what their scope gives them (``Rule.scope``), sorted by place, then code."""
    findings = []
    kinds = subject.kinds() if isinstance(subject, Prompt) else None
    foreign = isinstance(subject, Prompt) and not subject.english
    for active in rules:
        rule = active.rule
        if kinds is not None and ((rule.reads and kinds.isdisjoint(rule.reads)) or (foreign and rule.code.startswith(OF_WORDS))):
            continue
        options = {name.replace("-", "_"): value for name, value in active.options.items()} if active.options else {}
        for problem in rule.check(subject, **options):
            findings.append(
                Finding(
                    code=rule.code,
                    name=rule.name,
                    mistake=rule.mistake,
                    severity=active.severity,
                    confidence=problem.confidence,
                    message=problem.message,
                    start=problem.start,
                    end=problem.end,
                    label=problem.label,
                    why=rule.why,
                    related=problem.related,
                    fixes=problem.fixes,
                )
            )
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.code, finding.message))
    return findings


@cache
def preset_rules(preset: str) -> tuple[ActiveRule, ...]:
    """The rules of a preset with their own severities and options. Raises ValueError for an unknown preset."""
    return tuple(ActiveRule(rule, rule.severity) for rule in in_preset(preset))


def lint(
    text: str,
    negative: str | None = None,
    preset: str | None = None,
    target: str | None = None,
    config: Settings | None = None,
) -> list[Finding]:
    """Lint one prompt.

    text and negative are a prompt and the negative prompt that belongs to it; target is a model's name (``targets.TARGETS``), or
    None or "any" for any. Without a config the rules of the preset run ("recommended" unless told otherwise); with one, its selection,
    severities, options, vocabulary and target do, and preset and target, where given, replace the config's. Offsets in the findings
    count code points of text. Raises ValueError for an unknown preset or target; no text makes it raise.
    """
    if config is None:
        if target == "any":
            target = None
        elif target is not None and target not in TARGETS:
            raise ValueError(f"unknown target {target!r}; there are any, {', '.join(TARGETS)}")
        active = preset_rules(preset or "recommended")
        prompt = parse(text, negative=negative, target=target)
    else:
        settings = config.replaced(preset=preset, target=target)
        active = settings.active_rules()
        prompt = parse(text, negative=negative, target=settings.target, vocabulary=settings.vocabulary)
    return lint_prompt(prompt, active)
