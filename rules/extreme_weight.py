"""A weight above 2 or below 0.

Source: A1111's wiki (weights between 0.5 and 1.5 are advised), ``parse_prompt_attention`` (nested brackets multiply; a bare pair is 1.1,
so that eight of them are 2.14), ComfyUI ``token_weights`` (an inner number replaces the outer one). NovelAI's number stands before its
words and may be negative ("-1::hat::"); Midjourney's parts and the shares of variants have scales of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Good, Problem, rule
from promptlint.targets import reads
from promptlint.wording import quoted


@rule(
    "SYN105",
    severity="warning",
    good=(
        "(smile:2), shop girl, (blurry:0)",
        "fisherman, [beard:14], trawler, sleet",
        "<lora:tears:3>, 1girl, crying",
        "{3::smile|1::frown}, clown",
        "smiling nurse::4 ward::1 --ar 2:3",
        "1girl, 1.5::smile::, -1::hat::, beach",
        "((((smile)))), ((masterpiece)), 1girl",
        "((smile:1.3):1.4), barista",
        "phone wallpaper, ratio 9:16, smiling girl",
        "A woman (age: 25) sits in a cafe. She smiles at the waiter, who looks away.",
        Good("(smile:3), intern", target="imagen"),
    ),
    bad=(
        Bad("(gritted teeth:10), gymnast", marks=("(gritted teeth:10)",)),
        Bad("boy on a swing, (tears:-1)", marks=("(tears:-1)",)),
        Bad("(angry eyes, scowl: 2.5), samurai, (masterpiece:1.2)", marks=("(angry eyes, scowl: 2.5)",)),
        Bad("1girl, ((smile:1.8):1.5), park", marks=("((smile:1.8):1.5)",)),
        Bad("1girl, 3::smile::, beach", marks=("3::smile::",)),
        Bad("((((((((masterpiece)))))))), old monk", marks=("((((((((masterpiece))))))))",)),
    ),
)
def extreme_weight(prompt: Prompt) -> Iterator[Problem]:
    """Above 2 the words burn into the whole picture, in false colours and torn shapes; below 0 they push it away from themselves, which
    the negative prompt does better. Strength of expression is a matter of words and intensity letters, not of weights.
    """
    if not reads(prompt.target, "round"):
        return  # markup-ignored speaks
    for fault in prompt.markup.faults:
        if fault.kind == "extreme-weight":
            source = prompt.text[fault.start : fault.end]
            low = source.rpartition(":")[2].strip().startswith("-")
            advice = "what should not be there belongs in the negative prompt" if low else "stay between 0.5 and 1.5"
            yield Problem(
                fault.start,
                fault.end,
                f"{quoted(source)} weighs too {'little' if low else 'much'}: {fault.detail}; {advice}",
                label="below 0" if low else "above 2",
            )
