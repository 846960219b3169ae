"""A network whose angle bracket is missing.

Source: A1111 web UI ``extra_networks.py``: ``<(\\w+):([^>]+)>`` finds networks and takes them out of the prompt; what it does not match
stays as text, and the next ``>`` of the prompt, however far away, ends one. SD.Next, Forge and the nodes for ComfyUI do the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Problem, rule
from promptlint.wording import quoted


@rule(
    "SYN108",
    severity="error",
    good=(
        "<lora:sad_eyes:0.8>, 1girl, rain",
        "<lora:sad_eyes:0.8><lora:film:0.5> 1girl, smile",
        "<lora:style:1:lbw=1,0,0,0.5>, 1girl",
        "<lora:my style (v2):0.8>, 1girl",
        ">_<, 1girl, rain",
        "i <3 you, blushing boy, valentine card",
        "<random:smile,frown>, 1girl",
        "portrait of <subject>, soft light",
        "embedding:sad_eyes, 1girl, rain",
        'a slide that shows "<lora:name:0.8" in code, bored students',
    ),
    bad=(
        Bad("<lora:sad_eyes:0.8, 1girl, rain", marks=("<lora:sad_eyes:0.8",), fixed="<lora:sad_eyes:0.8>, 1girl, rain"),
        Bad("<hypernet:portrait:0.5 abbess, cloister", marks=("<hypernet:portrait:0.5",), fixed="<hypernet:portrait:0.5> abbess, cloister"),
        Bad("monk, <lora:film:0.7 smile, <lora:skin:0.5>", marks=("<lora:film:0.7",), fixed="monk, <lora:film:0.7> smile, <lora:skin:0.5>"),
        Bad("<lora:moody:0.8, 1girl, >_<, rain", marks=("<lora:moody:0.8",)),
        Bad("1girl, lora:film:0.7>, smile", marks=("lora:film:0.7>",), fixed="1girl, <lora:film:0.7>, smile"),
        Bad("1girl, <lora:blush, smile", marks=("<lora:blush",)),
    ),
)
def unclosed_network(prompt: Prompt) -> Iterator[Problem]:
    """Nothing is loaded, and the network's file name is painted instead, so the picture changes in two ways at once, and no tool tells."""
    for fault in prompt.markup.faults:
        if fault.kind == "unclosed-network":
            source = prompt.text[fault.start : fault.end]
            opened = source.startswith("<")
            fixes: tuple[Fix, ...] = ()
            if not opened:
                fixes = (Fix("Open it", (Edit(fault.start, fault.start, "<"),)),)
            elif source.count(":") > 1 and ">" not in prompt.text[fault.end :].partition("<")[0]:
                closing = prompt.text[fault.end : fault.end + 1]
                fixes = (Fix("Close it", (Edit(fault.end, fault.end + (closing in tuple(")]}")), ">"),)),)
            message = f"{quoted(source)} is never {'closed' if opened else 'opened'}: {fault.detail}"
            yield Problem(fault.start, fault.end, message, label=f"{'>' if opened else '<'} is missing", fixes=fixes)
