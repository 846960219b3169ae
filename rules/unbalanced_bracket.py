"""A bracket that nothing closes, or that closes nothing.

Source: A1111 web UI ``parse_prompt_attention`` (an unclosed bracket holds to the end of the prompt), ComfyUI ``token_weights`` (it becomes
a character, and a stray one disables the weights after it), dynamicprompts (an unclosed brace stops the whole prompt), each read and run;
A1111's own prompt-bracket-checker (PR 5502) only counts and gives no place.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Problem, rule
from promptlint.text import late

#: A weight that ends its phrase behind an unclosed round bracket: there the other bracket is missing. A phrase is at most so long.
WEIGHTED = late(r"[^()\[\]{}<>,:|\n]{1,200}:\s*[0-9]*\.?[0-9]+(?=\s*(?:,|\Z|\n))")


@rule(
    "SYN101",
    severity="warning",
    reads=("fault",),
    good=(
        "((masterpiece)), (smiling woman:1.2), [blurry]",
        "a {happy|sad} juggler in a tent",
        "saber \\(fate\\), 1girl, smile",
        "sad clown :( in the rain",
        "winking girl ;) by the sea, sunny day",
        "1) a smiling man, 2) a crying boy",
        "a) close-up, b) full body",
        "A fisherman mends a net (his hands are cold, and the sea is grey. He looks away.",
        'a sign that says "SALE :)"',
        "i <3 you, heart eyes",
        "cheerful girl (^_^), flowers",
    ),
    bad=(
        Bad("((masterpiece), best quality, 1girl", marks=("(",), fixed="(masterpiece), best quality, 1girl"),
        Bad("(smiling woman, cafe, morning light", marks=("(",), fixed="smiling woman, cafe, morning light"),
        Bad("1girl, (smile:1.2, rain, pier", marks=("(",), fixed="1girl, (smile:1.2), rain, pier"),
        Bad("portrait, (smile:1.2)), soft light", marks=(")",), fixed="portrait, (smile:1.2), soft light"),
        Bad("{happy|sad juggler in a tent", marks=("{",), fixed="happy|sad juggler in a tent"),
        Bad("a man with bees, stung, ]", marks=("]",), fixed="a man with bees, stung, "),
        Bad("[angry man:1.2, rain", marks=("[",), fixed="angry man:1.2, rain"),
    ),
)
def unbalanced_bracket(prompt: Prompt) -> Iterator[Problem]:
    """No tool refuses such a prompt; each guesses, and weighs words that were never meant, up to everything that follows."""
    for fault in prompt.markup.faults:
        if fault.kind in ("unclosed-bracket", "stray-bracket"):
            brackets = prompt.text[fault.start : fault.end]
            closes = "closes nothing" if fault.kind == "stray-bracket" else "is never closed"
            yield Problem(
                fault.start,
                fault.end,
                f"{brackets!r} {closes}: {fault.detail}",
                label=closes,
                fixes=(*_closed(prompt.text, brackets, fault.end), Fix(f"Remove {brackets!r}", (Edit(fault.start, fault.end, ""),))),
                confidence="medium" if prompt.dialect == "any" else "high",
            )


def _closed(text: str, brackets: str, end: int) -> tuple[Fix, ...]:
    """The fix that closes a bracket behind its weight, where it has one."""
    weighted = WEIGHTED.match(text, end) if brackets == "(" else None
    return (Fix("Close it behind its weight", (Edit(weighted.end(), weighted.end(), ")"),)),) if weighted else ()
