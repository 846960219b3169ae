"""A weight in square brackets, which the tools take for a schedule.

Source: A1111 web UI's schedule grammar (``[to:when]``) and Forge's copy, run on ``[smile:1.2]``: a number with a point is a share of the
steps (A1111 from 1.6 on), so the word begins after the last one; older versions begin it at step 2, with no weight. ComfyUI keeps the
characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Good, Problem, rule
from promptlint.targets import reads
from promptlint.wording import quoted


@rule(
    "SYN103",
    severity="error",
    good=(
        "waitress on a double shift, [smile:frown:0.5], diner",
        "[beard:14], fisherman, trawler, sleet",
        "[fog:0.4], (smile:1.2), lighthouse keeper",
        "[freckles::0.8], red-haired girl, meadow",
        "[young:old:1.5], portrait of a baker",
        "alarm clock at [06:30], yawning student",
        "\\[smile:1.2\\], a comic panel about prompts",
        'a screen that reads "[smile:1.2]", bored programmer',
        Good("[smile:1.2], intern", target="gpt-image"),
    ),
    bad=(
        Bad("nun, [smile:1.2], cloister garden", marks=("[smile:1.2]",), fixed="nun, (smile:1.2), cloister garden"),
        Bad(
            "powerlifter, [sweat:1.5], [gritted teeth:1.4], gym",
            marks=("[gritted teeth:1.4]",),
            fixed="powerlifter, (sweat:1.5), (gritted teeth:1.4), gym",
        ),
        Bad("1boy, [tears : 1.4], school uniform", marks=("[tears : 1.4]",), fixed="1boy, (tears:1.4), school uniform"),
        Bad("(a [happy:1.25] bride:1.1), church door", marks=("[happy:1.25]",), fixed="(a (happy:1.25) bride:1.1), church door"),
        Bad(
            "chef, [laughing, red cheeks:1.0], steam",
            marks=("[laughing, red cheeks:1.0]",),
            fixed="chef, (laughing, red cheeks:1.0), steam",
        ),
    ),
)
def square_weight(prompt: Prompt) -> Iterator[Problem]:
    """Square brackets with a number are a schedule: the word waits for that share of the steps, and more than all of them never comes.
    Weights stand in round brackets.
    """
    if not reads(prompt.target, "round"):
        return  # markup-ignored speaks
    for fault in prompt.markup.faults:
        if fault.kind == "square-weight":
            words, _, number = prompt.text[fault.start + 1 : fault.end - 1].rpartition(":")
            weighed = f"({words.rstrip()}:{number.strip()})"
            yield Problem(
                fault.start,
                fault.end,
                f"{quoted(words.strip())} gets no weight from square brackets: {fault.detail}",
                label="a schedule, not a weight",
                fixes=(Fix(f"Write {quoted(weighed)}", (Edit(fault.start, fault.end, weighed),)),),
                confidence="medium" if prompt.dialect == "any" else "high",
            )
