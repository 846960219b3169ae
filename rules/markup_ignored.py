"""Markup that the target model does not read.

Source: SwarmUI's documentation (weights mean something up to SDXL and Stable Diffusion 3), ComfyUI's ``disable_weights`` for encoders
that are language models, the documentation of FLUX.2, GPT Image and Imagen (plain language), of Midjourney (``::`` and parameters only)
and of NovelAI (braces, square brackets, and numbers before ``::``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from promptlint.model import Prompt
from promptlint.rule import Bad, Edit, Fix, Good, Problem, Related, rule
from promptlint.targets import TARGETS, Target
from promptlint.wording import quoted

NUMBER = r"[-+]?(?:\d++\.?+\d*+|\.\d++)"
#: The end of a weighted group: "(smile:1.2)"; not of a ratio, a time or a verse.
WEIGHT_END = rf"(?<![\d\s:\\]):\s*+{NUMBER}\s*+\)"
DOUBLED = r"(?<![\\:;=8(])\(\(++[^()\\]++\)\)++"
BRACES = r"(?<!\{)\{\{\{++[^{}|]++\}\}\}++|(?<!\{)\{\{[^{}|\s,]++[\s,]++[^{}|\s][^{}|]*+\}\}(?!\})"
SPAN = rf"(?<![\w.:{{|$]){NUMBER}::[^:{{}}|\n]++::"
PART = r"[^\W_] ?::\s?-?\d++(?:\.\d++)?+(?![\w:])"
SUFFIX = r"(?<![\w+-])[^\W\d_]{2,40}+(?:\+{2,4}+|-{2,4}+)(?=[\s,.)]|\Z)|(?<=\w\))(?:\d\.\d++|\+{1,4}+)(?=[\s,.]|\Z)"
SQUARE = r"\[[^\[\]\n|]{1,200}+\]"
#: What makes a schedule of square brackets.
SCHEDULED = rf"[^\W\d_].*:\s*+{NUMBER}\s*+\]\Z"
NETWORK = r"<(?:lora|lyco|hypernet):[^<>\n]++>"
PARAMETER = r"(?<!\S)--(?:ar|aspect|v|s|q|c|stylize|no|chaos|niji|sref|cref|oref|iw|seed|style|raw|tile|weird|quality)\b"
#: How far back the bracket of a weight is looked for, in code points.
REACH = 400
#: More places than this are not listed.
LISTED = 6
#: What the notations of weights are called.
NAMES = {
    "round": "weights in round brackets",
    "braces": "weights in braces",
    "numbers": "weights before two colons",
    "parts": "weights behind two colons",
}


@rule(
    "TGT102",
    severity="warning",
    good=(
        Good("smiling receptionist::2 office::1 --ar 3:2", target="midjourney"),
        Good("intern in an office, (smile:1.3), daylight", target="sdxl"),
        "intern in an office, (smile:1.3), daylight",
        Good("a waiter (smiling) leans on the bar (late evening)", target="gpt-image"),
        Good("1girl, {{{smile}}}, [rain], 1.3::blush::", target="novelai"),
        Good("station clock (10:30), tired porter", target="flux"),
        Good("a C++ programmer, smirk, two screens", target="gpt-image"),
        Good("sad clown :(( in the rain", target="imagen"),
        Good('a poster that says "(SALE:50)", smiling clerk', target="dall-e-3"),
        Good("portrait, (smile:1.2), (rain:0.8)", target="sd3"),
    ),
    bad=(
        Bad(
            "intern in an office, (smile:1.3), daylight, lanyard --ar 2:3",
            marks=("(smile:1.3)",),
            fixed="intern in an office, smile, daylight, lanyard --ar 2:3",
            target="midjourney",
        ),
        Bad("widow, ((tears)), (veil:1.2)", marks=("((tears))", "(veil:1.2)"), fixed="widow, tears, veil", target="dall-e-3"),
        Bad("1girl, {{{smile}}}, school", marks=("{{{smile}}}",), target="sdxl"),
        Bad("smiling nurse::2 ward::1", marks=("smiling nurse::2", "ward::1"), target="sd15"),
        Bad("actor, [smile:frown:0.5], stage", marks=("[smile:frown:0.5]",), target="midjourney"),
        Bad("portrait of a cook, smile++, kitchen", marks=("smile++",), target="gpt-image"),
        Bad("1girl, 1.3::smile::, beach", marks=("1.3::smile::",), target="illustrious"),
        Bad("<lora:film:0.8> smiling porter", marks=("<lora:film:0.8>",), target="imagen"),
    ),
)
def markup_ignored(prompt: Prompt) -> Iterator[Problem]:
    """The brackets and numbers reach the model as words: they weigh nothing, and may be painted as lettering. Say in words what matters
    most, and say it first.
    """
    target = TARGETS.get(prompt.target or "")
    if target is None or prompt.dialect == "json" or not re.search(r"[(\[{<]|::|\+\+|--", prompt.text):
        return
    found: list[tuple[int, int, str]] = []
    for place in sorted(_ignored(prompt.text, target)):
        if not found or place[0] >= found[-1][1]:  # the outermost of what is nested
            found.append(place)
    if not found:
        return
    (start, end, notation), *others = found
    yield Problem(
        start,
        end,
        f"{quoted(prompt.text[start:end])} means nothing to {target.title}: {notation} are text to it",
        label="read as text",
        related=tuple(Related(first, last, "and this") for first, last, _ in others[:LISTED]),
        fixes=_bare(prompt.text, found),
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _ignored(text: str, target: Target) -> Iterator[tuple[int, int, str]]:
    """(start, end, name of the notation) of all markup that a target does not read, in no order."""
    from promptlint.markup.surroundings import quotations

    starts, ends = quotations(text)
    for start, end, notation in _written(text, target):
        before = bisect_right(starts, start) - 1
        if before < 0 or start > ends[before]:
            yield start, end, notation


def _written(text: str, target: Target) -> Iterator[tuple[int, int, str]]:
    if "round" not in target.weights:
        for match in _pattern(WEIGHT_END).finditer(text):
            start = _opening(text, match.start())
            if start is not None:
                yield start, match.end(), NAMES["round"]
        yield from _all(DOUBLED, text, NAMES["round"])
        yield from _all(SUFFIX, text, "weights of plus and minus signs")
    if "braces" not in target.weights:
        yield from _all(BRACES, text, NAMES["braces"])
    if "numbers" not in target.weights and "::" in text:
        yield from _all(SPAN, text, NAMES["numbers"])
    if "parts" not in target.weights and "::" in text:
        for match in _pattern(PART).finditer(text):
            begin = max(text.rfind(mark, max(0, match.start() - REACH), match.start()) for mark in (",", "\n", "::")) + 1
            part = re.sub(r"^:?-?[\d.]*\s+", "", text[begin : match.end()])
            yield match.end() - len(part.lstrip()), match.end(), NAMES["parts"]
    if target.service:
        if "braces" not in target.weights:
            for match in _pattern(SQUARE).finditer(text):
                if _pattern(SCHEDULED).search(match.group()):
                    yield match.start(), match.end(), "schedules"
        yield from _all(NETWORK, text, "networks")
    if "parts" not in target.weights and " --" in text:
        yield from _all(PARAMETER, text, "Midjourney's parameters")


def _all(pattern: str, text: str, notation: str) -> Iterator[tuple[int, int, str]]:
    return ((match.start(), match.end(), notation) for match in _pattern(pattern).finditer(text))


def _opening(text: str, end: int) -> int | None:
    """Where the round bracket stands that a weight at ``end`` belongs to."""
    depth = 0
    for place in range(end - 1, max(-1, end - REACH), -1):
        if text[place] == ")":
            depth += 1
        elif text[place] == "(":
            if not depth:
                return None if text[place - 1 : place] == "\\" or place == end - 1 else place
            depth -= 1
    return None


def _bare(text: str, found: list[tuple[int, int, str]]) -> tuple[Fix, ...]:
    """Take round weights away, where there are no other ones and none stands in another."""
    if any(notation != NAMES["round"] for _, _, notation in found):
        return ()
    edits = []
    for start, end, _ in found:
        words = re.sub(rf":\s*{NUMBER}\s*\)+\Z", "", text[start:end]).strip("() ")
        if any(bracket in words for bracket in "()"):
            return ()
        edits.append(Edit(start, end, words))
    return (Fix("Take the weights away", tuple(edits)),)
