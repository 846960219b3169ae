"""An action or an emotion beyond what the target model reads at once, or a prompt beyond what it takes at all.

Source: CLIP has 77 places, two of them for begin and end; diffusers cuts the rest off and warns, A1111, Forge and ComfyUI begin a second
chunk, encoded apart. Limits of the other models are in targets.py with their sources. CLIP tokens are counted exactly, with its own
merges; T5 tokens are estimated at four characters each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby

from promptlint.model import Prompt, Run, Token
from promptlint.rule import Bad, Good, Problem, Related, rule
from promptlint.targets import CHARACTERS, CLIP, T5, TARGETS, Target
from promptlint.wording import quoted

#: Characters of English to a T5 token, on average.
PER_T5_TOKEN = 4
#: The estimate is sure only from so many times the limit on.
MARGIN = 1.2
#: More related places than this are not listed.
LISTED = 5

KEEPER = (
    "A weathered lighthouse keeper in a thick navy wool sweater and a yellow oilskin coat with brass buttons, standing on a slippery "
    "iron balcony above the roaring Atlantic, gulls wheeling around the lantern room, rusted railing, coiled ropes, salt-stained "
    "glass, an enamel mug steaming in one hand and a battered brass telescope under his arm, distant cargo ships on the horizon, low "
    "clouds torn by wind, thick impasto oil"
)
ELF = (
    "1girl, solo, long silver hair, braided bangs, hair ribbon, pointed ears, emerald earrings, ornate golden choker, white dress "
    "with lace trim, embroidered corset, translucent sleeves, leather gloves, holding a crystal staff, ruined cathedral overgrown "
    "with ivy, broken stained glass, floating dust, marble columns, scattered books, candelabra, moss, puddles reflecting the "
    "ceiling, god rays, depth of field"
)


@rule(
    "TGT101",
    severity="warning",
    good=(
        Good(f"smile, closed eyes, {ELF}", target="sdxl"),
        Good(f"{KEEPER}, AU4 brows lowered", target="flux"),
        f"{ELF}, smile",
        Good(f"{ELF} BREAK smile, closed eyes", target="sdxl"),
        Good(KEEPER, target="sd15"),
        Good(f"(((((smile))))), {ELF}", target="illustrious"),
        Good(f"{'<lora:a_very_long_name_of_a_network_v2_final:0.8>, ' * 5}1girl, smile, beach", target="sdxl"),
        Good(f"{KEEPER}, frowning", target="dall-e-3"),
    ),
    bad=(
        Bad(
            f"{KEEPER}, AU4 brows lowered and AU15 lip corners pulled down",
            marks=("AU4 brows lowered", "AU15 lip corners pulled down"),
            target="sdxl",
        ),
        Bad(f"{ELF}, smile", marks=("smile",), target="pony"),
        Bad(f"{ELF}, (gritted teeth:1.3)", marks=("gritted teeth",), target="sd15"),
        Bad(f"smile, {KEEPER}, worried expression", marks=("worried expression",), target="illustrious"),
        Bad(
            f"{KEEPER}. {'He waits for the boat from the mainland, as he does on every evening. ' * 26}He smiles.",
            marks=("smiles",),
            target="flux",
        ),
        Bad("A smiling baker in his cellar. " * 140, marks=("smiling",), target="dall-e-3"),
    ),
)
def past_token_limit(prompt: Prompt) -> Iterator[Problem]:
    """What stands behind the limit is cut off, or encoded without what stands before it, so that the expression loses the face it belongs
    to. The first words count most: put the face before the clothes.
    """
    target = TARGETS.get(prompt.target or "")
    if target is None or len(prompt.text) <= target.limit:  # a token has at least one character
        return
    if target.unit == CHARACTERS:
        yield from _refused(prompt, target)
        return
    places = _Places(prompt, target.unit)
    late = [(token, place) for token in prompt.asserted("action", "emotion") if (place := places.of(token)) > target.limit]
    if late:
        (first, place), *others = late
        about = "" if target.unit == CLIP else "about "
        yield Problem(
            first.start,
            first.end,
            f"{quoted(first.text)} ends at {about}{target.unit[:-1]} {place} of this part, and {target.title} reads {target.limit} "
            f"at once; {_fate(target)}; move it forward",
            label=f"{target.unit[:-1]} {place}",
            related=tuple(Related(token.start, token.end, f"{target.unit[:-1]} {number}") for token, number in others[:LISTED]),
            confidence="high" if target.unit == CLIP else "medium",
        )
    elif target.unit == T5:
        yield from _cut(prompt, target)


def _fate(target: Target) -> str:
    """What happens to the rest."""
    return "diffusers cuts the rest off, the webuis and ComfyUI encode it apart" if target.unit == CLIP else "the rest is cut off"


def _cut(prompt: Prompt, target: Target) -> Iterator[Problem]:
    """A prompt whose end is surely cut off, though no expression stands there."""
    left = round(target.limit * PER_T5_TOKEN * MARGIN)
    for run in prompt.markup.runs:
        if run.opaque or run.negative:
            continue
        if run.end - run.start > left:
            told = f"the prompt is longer than the {target.limit} T5 tokens, about, that {target.title} reads; the rest is cut off"
            yield Problem(run.start + left, len(prompt.text), told, label="cut off", confidence="medium")
            return
        left -= run.end - run.start


def _refused(prompt: Prompt, target: Target) -> Iterator[Problem]:
    """A prompt that has more characters than its service takes, at the first claim or word behind the limit."""
    late = next((token for token in prompt.asserted("action", "emotion") if token.end > target.limit), None)
    start, end = (late.start, late.end) if late else (target.limit, len(prompt.text))
    told = f"the prompt has {len(prompt.text):,} characters, and {target.title} takes {target.limit:,}; shorten it"
    yield Problem(start, end, told, label=f"behind character {target.limit:,}" if end > target.limit else "")


class _Places:
    """At which token of its section each claim stands, on the shortest way through the alternatives before it.

    Sections (BREAK, regions) are encoded apart. Networks, wildcards, comments and weights are no words; the negative part is a prompt of
    its own.
    """

    def __init__(self, prompt: Prompt, unit: str) -> None:
        self.unit = unit
        self.starts: list[int] = []
        self.runs: list[tuple[int, list[int], list[int]]] = []  # tokens before the run; where its words stand, and the tokens up to each
        placed = 0
        live = [run for run in prompt.markup.runs if not run.opaque and not run.negative]
        for _, section in groupby(live, key=lambda run: run.section):
            placed = 0
            for choice, members in groupby(section, key=lambda run: run.branch[0][0] if run.branch else None):
                options: dict[int, int] = {}
                for run in members:
                    option = 0 if choice is None else run.branch[0][1]
                    words, counts = _words(prompt.text, run, unit)
                    self.starts.append(run.start)
                    self.runs.append((placed + options.get(option, 0), words, counts))
                    options[option] = options.get(option, 0) + (counts[-1] if counts else 0)
                placed += min(options.values())

    def of(self, token: Token) -> int:
        """The place of the last token of a claim, from 1."""
        found = bisect_right(self.starts, token.start) - 1
        if found < 0:
            return 0
        before, words, counts = self.runs[found]
        inside = bisect_left(words, token.end)
        placed = before + (counts[inside - 1] if inside else 0)
        return placed if self.unit == CLIP else -(-placed // PER_T5_TOKEN)


def _words(text: str, run: Run, unit: str) -> tuple[list[int], list[int]]:
    """Where the words of a run stand, and how many tokens there are up to each; for T5, characters in steps of a token."""
    if unit == T5:
        steps = range(run.start, run.end, PER_T5_TOKEN)
        return list(steps), [min(place + PER_T5_TOKEN, run.end) - run.start for place in steps]
    from promptlint.tokens.clip import words

    pairs = list(words(text, run.start, run.end))
    return [place for place, _ in pairs], list(accumulate(tokens for _, tokens in pairs))
