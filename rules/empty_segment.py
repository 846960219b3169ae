"""Nothing between two commas.

Source: CLIP's tokenizer, in which ", ," is two tokens of the 75 of a chunk, and the webuis, which leave such commas behind where an
extension or a style has taken something out. A comma at the end of a prompt, an empty option ``{a|}``, and a network or wildcard between
commas are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Problem, rule

#: Two commas or more with nothing but white space between them, and commas before the first word.
EMPTY = r"[,，](?:\s*+[,，])++"
LEADING = r"\A\s*+[,，](?:\s*+[,，])*+\s*+"
#: How much white space behind an empty line is taken with it.
INDENT = 80


@rule(
    "SYN107",
    severity="info",
    preset="strict",
    good=(
        "1girl,smile,beach",
        "1girl, smile, beach,",
        "1girl, smile,\nbeach, sunset",
        "1girl, <lora:beach:0.8>, __expression__, smile",
        "{smile,|frown,} 1girl{, beach|, city}, {dusk|}",
        "1girl, ..., :o, beach",
        'a sign that says "wait,, what", puzzled man',
        "crowd of 1,200 people, smiling mayor",
    ),
    bad=(
        Bad("smiling nurse, , ward corridor", marks=(", ,",), fixed="smiling nurse, ward corridor"),
        Bad("judoka,gritted teeth,,gym", marks=(",,",), fixed="judoka,gritted teeth,gym"),
        Bad("(smile,, blush:1.2), 1girl, , , park", marks=(",,",), fixed="(smile, blush:1.2), 1girl, park"),
        Bad(", masterpiece, a grinning sailor", marks=(",",), fixed="masterpiece, a grinning sailor"),
        Bad("nun, calm,\n, candlelight", marks=(",\n,",), fixed="nun, calm,\ncandlelight"),
        Bad("少女，微笑，，樱花", marks=("，，",), fixed="少女，微笑，樱花"),
        Bad("actor, spotlight, ,", marks=(", ,",), fixed="actor, spotlight,"),
    ),
)
def empty_segment(prompt: Prompt) -> Iterator[Problem]:
    """Every comma is a token that the model reads, and a place where a word was forgotten or lost. Nothing is lost by taking it out."""
    text = prompt.text
    if text.count(",") + text.count("，") < 1 or prompt.dialect == "json":
        return
    leading = re.match(LEADING, text)
    if leading and leading.end() < len(text):
        fix = Fix("Remove the comma", (Edit(0, leading.end(), ""),), safe=True)
        mark = leading.group().strip()
        start = text.index(mark[0])
        yield Problem(start, start + len(mark), "nothing stands before the first comma", label="nothing here", fixes=(fix,))
    dead = _dead(prompt)
    for match in re.finditer(EMPTY, text):
        start, end = match.span()
        while dead and dead[-1][1] <= start:
            dead.pop()
        if (leading and start < leading.end()) or (dead and dead[-1][0] <= start) or _is_option(prompt, start):
            continue
        line = "\n" in match.group()
        over = end + len(text[end : end + INDENT]) - len(text[end : end + INDENT].lstrip(" \t")) if line else end
        fix = Fix("Remove the empty segment", (Edit(start, over, match.group()[0] + ("\n" if line else "")),), safe=True)
        yield Problem(start, end, "nothing stands between these commas", label="nothing here", fixes=(fix,))


def _dead(prompt: Prompt) -> list[tuple[int, int]]:
    """Where commas separate no words of the prompt, the first stretch last: comments, addresses and other opaque markup, and lettering."""
    from promptlint.markup.surroundings import quotations

    lettering = zip(*quotations(prompt.text), strict=True)
    return sorted([*((run.start, run.end) for run in prompt.markup.runs if run.opaque), *lettering], reverse=True)


def _is_option(prompt: Prompt, start: int) -> bool:
    """Whether commas stand in the options of a tool that separates those with commas: "{red,,blue}"."""
    pair = {"midjourney": "{}", "swarmui": "<>"}.get(prompt.dialect)
    return pair is not None and prompt.text.rfind(pair[0], 0, start) > prompt.text.rfind(pair[1], 0, start)
