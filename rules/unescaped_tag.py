"""A danbooru tag with a qualifier in round brackets, without backslashes.

Source: danbooru's naming of tags (``saber_(fate)``), A1111 web UI ``parse_prompt_attention`` and ComfyUI ``token_weights``: bare round
brackets are taken away and weigh what they hold with 1.1. NovelAI, Midjourney and the language models read the brackets as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Good, Problem, rule
from promptlint.targets import reads
from promptlint.wording import quoted


@rule(
    "SYN109",
    severity="info",
    good=(
        "saber_\\(fate\\), 1girl, smile",
        "rem_\\(re:zero\\), (blush:1.1), mansion",
        "saber, fate, (smile), 1girl",
        "a fisherman (pipe in mouth), fog",
        "wavy_(hair:1.2), 1girl",
        "photo_(1).png, smiling girl",
        "1girl, o_o, (surprised:1.2)",
        "{{{saber_(fate)}}}, 1girl, [rain]",
        "saber_(fate), 1girl, smile --niji 6",
        Good("saber_(fate), 1girl, smile", target="novelai"),
    ),
    bad=(
        Bad("saber_(fate), 1girl, smile", marks=("(fate)",), fixed="saber_\\(fate\\), 1girl, smile"),
        Bad("tifa_(final_fantasy), grin, bar", marks=("(final_fantasy)",), fixed="tifa_\\(final_fantasy\\), grin, bar"),
        Bad("saber_(swimsuit)_(fate), beach", marks=("(fate)",), fixed="saber_\\(swimsuit\\)_\\(fate\\), beach"),
        Bad("(rin_(fate):1.2), smirk", marks=("(fate)",), fixed="(rin_\\(fate\\):1.2), smirk"),
        Bad("rem_(re:zero), blush, mansion", marks=("(re:zero)",), fixed="rem_\\(re:zero\\), blush, mansion"),
    ),
)
def unescaped_tag(prompt: Prompt) -> Iterator[Problem]:
    """The model never sees the tag it was trained on: it reads two separate words, one of them with more weight. A backslash before each
    bracket keeps the tag whole.
    """
    if not reads(prompt.target, "round"):
        return
    for fault in prompt.markup.faults:
        if fault.kind == "unescaped-tag":
            source = prompt.text[fault.start : fault.end]
            edits = (Edit(fault.start, fault.start, "\\"), Edit(fault.end - 1, fault.end - 1, "\\"))
            message = f"{quoted(source)} is emphasis, not a part of the tag: {fault.detail}"
            yield Problem(fault.start, fault.end, message, label="weighs 1.1", fixes=(Fix("Escape the brackets", edits),))
