"""A ratio or a time in round brackets, which the tools take for a weight.

Source: A1111 web UI ``parse_prompt_attention`` and ComfyUI ``token_weights``, run on ``(ratio 16:9)``: "ratio 16" at weight 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Problem, rule


@rule(
    "SYN102",
    severity="error",
    reads=("fault",),
    good=(
        "portrait, ratio 16:9, soft light",
        "(smiling woman:1.2), ratio 16:9",
        "(time 10:30:1.2), clock tower",
        "(aspect ratio 16x9), cinematic still",
        "clock on the wall shows 10:30, tired bookkeeper",
        "(score_9:2), 1girl",
        "A phone stands on a desk. The time on its screen (01:16) is large. The wallpaper shows a woman who smiles at us.",
    ),
    bad=(
        Bad("cinematic portrait (ratio 16:9), smile", marks=("16:9",), fixed="cinematic portrait (ratio 16x9), smile"),
        Bad("vertical phone wallpaper (9:16), 1girl, smile", marks=("9:16",), fixed="vertical phone wallpaper (9x16), 1girl, smile"),
        Bad("station clock (10:30), tired man", marks=("10:30",)),
    ),
)
def ratio_as_weight(prompt: Prompt) -> Iterator[Problem]:
    """The number after a colon is the weight of all that stands in the brackets: 9 or 16 burns those words into the whole picture."""
    for fault in prompt.markup.faults:
        if fault.kind == "ratio-as-weight":
            ratio = prompt.text[fault.start : fault.end].strip()
            yield Problem(
                fault.start,
                fault.end,
                f"{ratio!r} in round brackets is a weight, not a ratio: {fault.detail}",
                label=f"weight {ratio.partition(':')[2]}",
                fixes=(Fix("Write it without a colon", (Edit(fault.start, fault.end, ratio.replace("\\", "").replace(":", "x")),)),),
            )
