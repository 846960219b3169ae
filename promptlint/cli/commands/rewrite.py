"""``promptlint rewrite``: ranked wordings that say what the face does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from promptlint.cli import CLEAN, options
from promptlint.cli.console import Console, is_terminal, standard_input
from promptlint.report.labels import wrap
from promptlint.text import visible

if TYPE_CHECKING:
    from promptlint.rewriter import Rewrite


@click.command("rewrite", short_help="Rewrite a prompt so that it says what the face does.")
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.option(
    "--style",
    type=click.Choice(["facs", "plain", "both"]),
    default="both",
    help="Codes (AU12), plain words (a wide smile), or codes with words.  [default: both]",
)
@click.option("--layers", type=click.IntRange(1, 3), default=2, help="Build the expression from so many layers.  [default: 2]")
@click.option("--count", type=click.IntRange(min=1), default=3, help="Show at most so many rewrites.  [default: 3]")
@options.color
@options.configuration
def command(text: tuple[str, ...], style: str, layers: int, count: int, color: str, config: str | None, isolated: bool) -> int:
    """Rewrite a prompt so that it says what the face does; the best wording comes first. TEXT - reads standard input.

    On a terminal with the units and a note below each; in a pipe one rewrite a line and nothing else.
    """
    from promptlint.config import load
    from promptlint.rewriter import rewrite

    console = Console(color)
    prompt = standard_input().decode("utf-8", "replace").strip() if text == ("-",) else " ".join(text)
    found = rewrite(prompt, style=style, layers=layers, count=count, config=load(".", config, isolated))
    if not found:
        console.say("nothing to rewrite: no overload, no conflict, no bare or vague label and no missing context in this prompt")
    console.write(_for_person(found, console) if is_terminal(sys.stdout) or color == "always" else _for_pipe(found))
    return CLEAN


def _for_pipe(found: Iterable[Rewrite]) -> Iterator[str]:
    for one in found:
        yield " ".join(visible(one.text).split()) + "\n"


def _for_person(found: Iterable[Rewrite], console: Console) -> Iterator[str]:
    paint = console.out.paint
    for number, one in enumerate(found, 1):
        first, *more = wrap(visible(one.text), console.width - 4)
        yield f"{paint(f'{number:>2}', 'help')}  {first}\n"
        for row in more:
            yield f"    {row}\n"
        codes = " ".join(f"AU{unit}" for unit in one.units)
        about = "; ".join(part for part in (codes, visible(one.note)) if part)
        for row in wrap(about, console.width - 4):
            yield f"    {paint(row, 'faint')}\n"
