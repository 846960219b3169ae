"""A number that was meant as a weight and is none.

Source: A1111 web UI ``parse_prompt_attention`` (``:([+-]?[.\\d]+)\\)`` and then Python's ``float``: with two points the generation stops
with an error), Forge (spaces allowed), ComfyUI ``token_weights`` (whatever ``float`` reads; anything else is text), each run on these
cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Good, Problem, rule
from promptlint.targets import reads
from promptlint.wording import quoted


@rule(
    "SYN104",
    severity="error",
    good=(
        "(crying: 1.3), 1boy, playground",
        "(smile:.9), (frown:1.), (grin:+1.1), actor",
        "(pirate grin:2), deck",
        "scroll with a verse (John 3:16,17), praying monk",
        "old map (scale 1:25,000), surveyor, deep frown",
        "village fair (visitors: 1,200), laughing children",
        "robot butler (firmware: 1.2.3), polite smile",
        "a wedding (born: 12.05.1998), album page, bride",
        "smile:1.2.3, 1girl, park",
        Good("(smile:1,2), intern", target="midjourney"),
    ),
    bad=(
        Bad("(smile:1.2.3), 1girl, park", marks=(":1.2.3",)),
        Bad("(crying:1.3.), 1boy, playground", marks=(":1.3.",), fixed="(crying:1.3), 1boy, playground"),
        Bad("boxer, (furrowed brow:1,15), ring", marks=(":1,15",), fixed="boxer, (furrowed brow:1.15), ring"),
        Bad("(smile;1.2), 1girl, balcony", marks=(";1.2",), fixed="(smile:1.2), 1girl, balcony"),
        Bad("(smile：1.2), 1girl, kimono", marks=("：1.2",), fixed="(smile:1.2), 1girl, kimono"),
        Bad("(smile:1.2, blush:1.1), 1girl, classroom", marks=(":1.2",)),
        Bad("((angry eyes:0,8)), samurai", marks=(":0,8",), fixed="((angry eyes:0.8)), samurai"),
    ),
)
def malformed_weight(prompt: Prompt) -> Iterator[Problem]:
    """The tool stops, or reads the colon and the number as words of the picture and weighs with 1.1 instead. A weight is a colon and one
    number with a point, directly before the closing bracket.
    """
    if not reads(prompt.target, "round"):
        return  # markup-ignored speaks
    for fault in prompt.markup.faults:
        if fault.kind == "malformed-weight":
            source = prompt.text[fault.start : fault.end]
            meant = _meant(source)
            fixes = () if meant is None else (Fix(f"Write {meant}", (Edit(fault.start, fault.end, f":{meant}"),)),)
            yield Problem(fault.start, fault.end, f"{quoted(source)} is no weight: {fault.detail}", label="no number", fixes=fixes)


def _meant(source: str) -> str | None:
    """The number that a malformed one plainly stands for: its comma a point, its colon a plain one, nothing stuck to it."""
    bare = re.sub(r"[^\d.,]", "", source).strip(",").replace(",", ".")
    bare = bare.removesuffix(".") if bare.count(".") > 1 else bare
    return bare if re.fullmatch(r"\d{0,2}\.?\d+", bare) and source != f":{bare}" else None
