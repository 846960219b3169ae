"""A placeholder in a prompt that is no template.

Source: public collections of prompts, where ``[SUBJECT]`` and ``{{mood}}`` mark what the reader fills in; ADetailer's ``[SEP]``,
``[SKIP]`` and ``[PROMPT]``, NovelAI's emphasis in braces, and A1111's ``[a|b]`` and ``[a:0.5]``, which look alike and are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, rule

#: A brace with one of these inside holds a tag that is emphasised, not a name; the others can be of a scene's name ("{{place}}").
TAGS = ("action", "emotion", "gaze", "head", "lighting", "angle", "shot")


@rule(
    "SYN111",
    severity="warning",
    good=(
        "{grin|pout|scowl}, tram conductor, 1930s",
        "{{smile}}, {{{masterpiece}}}, 1girl",
        "{{long hair}}, {{solo}}, blush",
        'a shop door with a sign "[CLOSED]", sad owner',
        "[CAT|DOG], smiling owner",
        "[SNOW:0.4], [RAIN:SNOW:0.5], postman, grin",
        "1girl, smile [SEP] 1boy, frown",
        "[NSFW], 1girl, beach, smile",
        "[SHOT 1] a smiling sailor on deck [SHOT 2] the same sailor asleep",
        '{% set mood = "calm" %}a {{ mood }} nun in a cloister',
        "[SUBJECT]: a sailor with a scar. [STYLE]: oil",
        "a {{smiling}} girl in the rain",
    ),
    bad=(
        Bad("portrait of [SUBJECT], soft light, eye level", marks=("[SUBJECT]",)),
        Bad("a {{mood}} woman in a cafe", marks=("{{mood}}",)),
        Bad("a photo of [INSERT NAME HERE] laughing on a boat --ar 3:2", marks=("[INSERT NAME HERE]",)),
        Bad("{{ character }} smiling at the camera", marks=("{{ character }}",)),
        Bad("portrait of a {{profession}} with a weary smile", marks=("{{profession}}",)),
    ),
)
def unfilled_placeholder(prompt: Prompt) -> Iterator[Problem]:
    """The model paints what it reads: a placeholder becomes lettering, or a stranger of its own choice. Fill it in, or give the file a
    name or a setting that says it is a template.
    """
    for fault in prompt.markup.faults:
        if fault.kind == "unfilled-placeholder" and not any(fault.start < token.start < fault.end for token in prompt.of(*TAGS)):
            source = prompt.text[fault.start : fault.end]
            yield Problem(fault.start, fault.end, f"{source} is not filled in: {fault.detail}", label="fill it in")
