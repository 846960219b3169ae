"""``promptlint explain``: the page of a rule, of an action unit, or of an emotion."""

from __future__ import annotations

from collections.abc import Iterator

import click

from promptlint.cli import CLEAN, options
from promptlint.cli.console import Console
from promptlint.text import visible


@click.command("explain", short_help="Explain a rule, an action unit or an emotion.")
@click.argument("topic", nargs=-1, required=True, metavar="CODE|NAME|AU12|EMOTION")
@options.color
def command(topic: tuple[str, ...], color: str) -> int:
    """Explain a rule (FAC202, opposed-actions, FAC), an action unit (AU12) or an emotion (bittersweet)."""
    console = Console(color)
    word = " ".join(topic).strip()
    pages = list(_pages(word, console))
    if not pages:
        raise click.UsageError(f"nothing is known of {visible(word)!r}; {_nearest(word)}")
    console.write("\n\n".join(pages))
    return CLEAN


def _pages(word: str, console: Console) -> Iterator[str]:
    """The pages for a word: rules first, then units, then emotions, then what the word is read as in a prompt."""
    from promptlint.registry import find

    if rules := find(word):
        from promptlint.cli.pages.rule import rule_page

        yield from (rule_page(rule, console.out, console.width) for rule in rules)
        return
    from promptlint.cli.pages.engine import engine_page, find_engine_codes

    if codes := find_engine_codes(word):
        yield from (engine_page(code, console.out, console.width) for code in codes)
        return
    from promptlint.cli.pages.unit import find_unit, unit_page

    if unit := find_unit(word):
        yield unit_page(unit, console.out, console.width)
        return
    from promptlint.cli.pages.emotion import emotion_page, find_emotions

    if found := find_emotions(word):
        yield from (emotion_page(emotion, console.out, console.width) for emotion in found)
        return
    from promptlint.parser import parse

    for token in parse(word).tokens:
        if token.kind == "action":
            units = [unit for code in token.units if (unit := find_unit(code))]
            yield from (unit_page(unit, console.out, console.width) for unit in units)
        elif token.kind == "emotion":
            emotions = find_emotions(token.label or token.term)
            yield from (emotion_page(emotion, console.out, console.width) for emotion in emotions)


def _nearest(word: str) -> str:
    """The nearest thing that can be explained."""
    from difflib import get_close_matches

    from promptlint.facs.emotions import emotions
    from promptlint.facs.units import nearest, units
    from promptlint.registry import all_rules

    code = word.upper().removeprefix("AU").strip(" -_.")
    if code.isdigit():
        close = [f"AU{one}" for one in nearest(code)]
    else:
        known = {name.lower(): name for rule in all_rules() for name in (rule.code, rule.name)}
        known |= {label: label for label in emotions()} | {unit.name.lower(): f"AU{unit.code}" for unit in units().values()}
        close = [known[name] for name in get_close_matches(word.lower(), known, n=3)]
    if close:
        return f"did you mean {' or '.join(close)}?"
    return "`promptlint rules` lists the rules; a unit is written AU12, an emotion as a noun or an adjective (grief, bittersweet)"
