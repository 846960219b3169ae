"""A hexadecimal colour, at which a tool begins to read a comment.

Source: A1111 web UI ``processing_scripts/comments.py`` (option ``enable_prompt_comments``, on by default: from # to the end of the line,
anywhere in it) and Forge's copy; dynamicprompts does the same; Krita AI Diffusion spares # with six digits; ComfyUI, Midjourney and the
services have no comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Good, Problem, rule
from promptlint.targets import TARGETS


@rule(
    "SYN110",
    severity="warning",
    good=(
        "apartment #12, landlord with folded arms and pressed lips",
        "#nofilter selfie, duck face, beach #sea #ace",
        "portrait, #bad hair day, laughing",
        "prisoner #246801, hollow stare, cell",
        "smiling girl, scarf in #ff8800 --ar 2:3",
        'poster with the text "#ff8800", puzzled designer',
        "A stylist pins a scarf in #ff8800 round her neck. She smiles at the mirror, and the shop behind her is full of light.",
        '{"scene": "cafe", "subject": "a smiling woman", "palette": ["#ff8800"]}',
        Good("smiling girl, scarf in #ff8800", target="gpt-image"),
    ),
    bad=(
        Bad("#ff8800 sky, smiling girl, beach", marks=("#ff8800",)),
        Bad("jester costume in #FF0044, wide grin, torchlight", marks=("#FF0044",)),
        Bad("(#1e90ff eyes:1.2), 1girl, smile", marks=("#1e90ff",)),
        Bad("#e34234-coloured lips parted, jazz singer, bar", marks=("#e34234",)),
        Bad("bride in #fff silk, tears of joy", marks=("#fff",)),
        Bad("<lora:film:0.6>, vampire, lips #8B0000, smirk", marks=("#8B0000",)),
    ),
)
def colour_as_comment(prompt: Prompt) -> Iterator[Problem]:
    """The colour goes, and with it everything up to the end of the line, without a word. Name the colour, which the model understands
    better than digits anyway, or put it at the end of a line.
    """
    if prompt.target is not None and TARGETS[prompt.target].service:
        return
    for fault in prompt.markup.faults:
        if fault.kind == "colour-as-comment":
            colour = prompt.text[fault.start : fault.end]
            confidence = "high" if prompt.dialect.startswith(("a1111", "forge", "dynamicprompts")) else "medium"
            message = f"{colour} takes the rest of the line with it: {fault.detail}; name the colour in words"
            yield Problem(fault.start, fault.end, message, label="a comment begins here", confidence=confidence)
