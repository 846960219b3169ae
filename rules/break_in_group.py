"""BREAK inside a weighted group.

Source: A1111 web UI ``parse_prompt_attention`` and Forge's copy, run on ``(a BREAK b:1.2)``: the marker is the part ["BREAK", -1] and is
known by exactly that weight; the group makes it -1.2, and it is encoded as the word "BREAK". ComfyUI has no such marker.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Good, Problem, rule
from promptlint.targets import reads


@rule(
    "SYN106",
    severity="warning",
    good=(
        "(smile:1.2) BREAK (beach:1.1)",
        "1girl, smile BREAK beach, sunset",
        "(smile BREAK beach:1.0), 1girl",
        "{smile BREAK beach|frown BREAK city}, 1girl",
        "[smile BREAK beach:frown BREAK city:0.5]",
        "(a nurse on her break:1.2), coffee, tired smile",
        "poster (PRISON BREAK TOUR:1.2), singer",
        "\\(smile BREAK beach\\), 1girl",
        Good("(smile BREAK beach), clerk", target="dall-e-3"),
    ),
    bad=(
        Bad("1girl, (blush, smile BREAK beach, sunset:1.1)", marks=("BREAK",)),
        Bad("(old man, frown BREAK porch, dusk), film grain", marks=("BREAK",)),
        Bad("masterpiece, ((twins, grin BREAK attic:1.2)), 8k", marks=("BREAK",)),
        Bad("[soldier, grim, BREAK trench, mud], photo", marks=("BREAK",)),
    ),
)
def break_in_group(prompt: Prompt) -> Iterator[Problem]:
    """The marker loses its meaning: both halves stay in one chunk, and the model also draws the word. Close the group before BREAK and
    open another behind it.
    """
    if not reads(prompt.target, "round"):
        return
    for fault in prompt.markup.faults:
        if fault.kind == "break-in-group":
            message = f"BREAK does not break here: {fault.detail}; close the group before it"
            yield Problem(fault.start, fault.end, message, label="only a word here")
