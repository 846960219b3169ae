"""The page of a rule: why the mistake hurts a picture, what is flagged and what is left alone, options and source."""

from __future__ import annotations

from promptlint.cli.pages import PAGE_WIDTH, Page
from promptlint.report.colour import Palette
from promptlint.report.drawing import Drawing, Mark
from promptlint.rule import Bad, Good, Rule
from promptlint.text import Lines, visible

#: So many examples of each kind are shown.
MOST_EXAMPLES = 4


def rule_page(rule: Rule, palette: Palette, width: int) -> str:
    """The page as text with line ends."""
    page = Page(palette, width)
    mistake = f"mistake: {rule.mistake}" if rule.mistake else ""
    page.title(rule.code, rule.name, rule.severity, f"preset {rule.preset}", mistake, style=rule.severity)
    page.text(rule.why)
    page.heading("Flagged")
    for bad in rule.bad[:MOST_EXAMPLES]:
        page.rows(_bad(bad, palette, min(width, PAGE_WIDTH)))
        page.field("  target", bad.target or "")
        page.field("  negative", bad.negative or "")
        page.field("  fixed", bad.fixed or "")
    page.heading("Left alone")
    for good in rule.good[:MOST_EXAMPLES]:
        page.rows(_good(good, palette, min(width, PAGE_WIDTH)))
        page.field("  target", good.target or "")
        page.field("  negative", good.negative or "")
    if rule.options:
        page.heading(f"Options, under [check.rules.{rule.code}]")
        page.rows([f"  {name} = {_toml(value)}" for name, value in rule.options.items()])
    page.heading("Switch it off")
    in_a_file = [f"  in a file:     # promptlint: ignore[{rule.code}] why"] if rule.scope == "prompt" else []
    page.rows(
        [
            *in_a_file,
            f'  everywhere:    ignore = ["{rule.code}"] under [check] in promptlint.toml',
            f"  in this run:   --ignore {rule.code}",
        ]
    )
    page.heading("What and whence")
    page.text(rule.about)
    return str(page)


def _bad(bad: Bad, palette: Palette, width: int) -> list[str]:
    marks = []
    for number, marked in enumerate(bad.marks):
        start = bad.text.find(marked)
        if start >= 0:
            marks.append(Mark(start, start + len(marked), primary=number == 0))
    return _drawn(bad.text, marks, palette, width)


def _good(good: Good, palette: Palette, width: int) -> list[str]:
    return _drawn(good.text, [], palette, width)


def _drawn(text: str, marks: list[Mark], palette: Palette, width: int) -> list[str]:
    if marks:
        return Drawing(Lines(text), marks, width, palette, "error").rows
    return [f"{palette.paint('    |', 'gutter')} {_clipped(visible(line), width - 6)}".rstrip() for line in text.split("\n")]


def _clipped(line: str, room: int) -> str:
    return line if len(line) <= room else f"{line[: room - 2].rstrip()} …"


def _toml(value: object) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False)
