"""A light that softens the very action that carries the expression.

Source: columns ``softens``, ``hides`` and ``enhances`` of facs/photography.csv: the article for butterfly (softens AU15) and Rembrandt
(brings out AU4, AU7, AU17); common knowledge of photography for soft, flat, frontal, ring, high-key, clamshell, top and back light. The
article gives figures (40 to 60 %) that nobody measured; the direction is geometry: a furrow is seen by its shadow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.photography import Term, bringing_out, term_of
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import in_order, listed, quoted

#: Names of lights in a token's words that the table has under another row, looked for before the token's value.
NAMES = {
    "on-camera flash": "front", "on camera flash": "front", "softbox": "soft", "soft box": "soft", "octabox": "soft", "diffuse": "soft",
    "umbrella": "soft", "beauty dish": "clamshell", "paramount": "butterfly", "top light": "top", "top-light": "top", "toplight": "top",
    "overhead": "top", "high-key": "high-key", "high key": "high-key", "flat": "flat", "shadowless": "flat", "even light": "flat",
    "ring light": "ring", "ring flash": "ring", "front light": "front", "frontal": "front",
}  # fmt: skip
#: A second light from another side gives the relief back.
HELP = r"\b(?:fill|reflector|rim|kicker|key light|side ?light\w*|raking|grazing|contrast\w*|chiaroscuro|rembrandt|split light\w*)\b"


@rule(
    "LIT104",
    severity="info",
    preset="strict",
    reads=("lighting",),
    good=(
        "philosopher in his study, AU4 brow furrow, Rembrandt lighting from camera left",
        "butterfly lighting, AU1+AU2 brow raise, actress",
        "soft light, smile, baker",
        "hard light, furrowed brow, clerk",
        "ring light, vlogger laughing",
        "soft Rembrandt lighting, AU4 brow furrow, monk",
        "not soft light but hard light, furrowed brow, boxer",
        "{butterfly lighting|Rembrandt lighting}, AU17 chin raise, judge",
        "split lighting, AU6 cheek raise, sailor",
        "panel 1: flat lighting, clerk; panel 2: furrowed brow, clerk",
    ),
    bad=(
        Bad(
            "boy holding back tears, AU17 chin boss wrinkled, bright high-key lighting, white cyclorama",
            marks=("bright high-key lighting", "AU17 chin boss wrinkled"),
        ),
        Bad("butterfly lighting, AU15 lip corners down, actress at her mirror", marks=("butterfly lighting", "AU15 lip corners down")),
        Bad("furrowed brow, flat lighting, clerk", marks=("flat lighting", "furrowed brow")),
        Bad("(soft lighting:1.2), (scowl:1.3), barmaid", marks=("soft lighting", "scowl")),
        Bad("wide eyes, overhead light, interrogation room", marks=("overhead light", "wide eyes")),
    ),
)
def light_mutes_action(prompt: Prompt) -> Iterator[Problem]:
    """The picture is lit so that the one thing it is about cannot be seen. Light from the side brings a furrow out; from above and in
    front it lifts the brows and smooths the mouth. The message names a light that helps.
    """
    lights = prompt.asserted("lighting")
    if not lights or not prompt.asserted("action") or re.search(HELP, prompt.text, re.IGNORECASE):
        return
    helped = {unit for light in lights if (term := _term(light)) for unit in term.enhances}
    for light in lights:
        term = _term(light)
        if term is None:
            continue
        lost = set(term.softens) | set(term.hides)
        for action in prompt.asserted("action"):
            units = [unit for unit in action.units if unit in lost and unit not in helped]
            if units and light.scope.meets(action.scope, same_person=False):
                yield problem(
                    light,
                    f"{quoted(light.text)} {_does(term, units)}{_advice(units)}",
                    action,
                    label="smooths it away",
                    labels=(f"AU{units[0]}",),
                )
                return


def _term(light: Token) -> Term | None:
    """The row of the table a light stands for, by its words before its value."""
    words = light.text.lower().replace("_", " ")
    term = term_of("lighting", light.term)
    if term is not None and term.enhances:
        return term
    for name, value in NAMES.items():
        if name in words:
            return term_of("lighting", value)
    return term


def _does(term: Term, units: list[str]) -> str:
    codes = listed(f"AU{unit}" for unit in in_order(units))
    return f"leaves {codes} in the dark" if set(units) & set(term.hides) else f"softens {codes}"


def _advice(units: list[str]) -> str:
    served = bringing_out("lighting", tuple(units))
    return f"; {served[0].term} would bring {'them' if len(units) > 1 else 'it'} out" if served else ""
