"""An expression that is lit and framed, and nothing that tells why or where.

Source: the article's third layer, the contextual modifier ("professional warmth in corporate context"), and its fourth mistake. Studies of
context are stronger than the article: one and the same face is read as another emotion in another scene (Aviezer et al. 2008; Barrett,
Mesquita & Gendron 2011). Where even light, angle, gaze and head are missing, missing-context (CTX101) speaks instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import PLACES, expressions, is_keyed
from promptlint.wording import quoted

#: What a picture has that is no situation.
PICTURE = ("lighting", "angle", "gaze", "head", "temperature")


@rule(
    "CTX106",
    severity="info",
    preset="strict",
    mistake="context",
    reads=("action", "emotion", "vague"),
    good=(
        "woman with a warm smile at her daughter's wedding, soft light",
        "scowling man on a bus, low angle",
        "1girl, smile, beach, looking at viewer",
        "AU12 smile suggesting polite scepticism, window light",
        "a man squints because of the smoke, side light",
        "crying after the final whistle, dramatic lighting",
        "laughing redhead with two friends, softbox lighting",
        "portrait of a woman, soft light, 85mm",
        "1girl, smile, black hair",
    ),
    bad=(
        Bad("woman with a warm smile, soft light, 85mm", marks=("warm smile",)),
        Bad("Man with lips pressed and narrowed eyes. Rembrandt lighting. Low angle.", marks=("lips pressed",)),
        Bad("1girl, smile, looking at viewer, simple background", marks=("smile",)),
        Bad("1girl, (crying:1.2), dramatic lighting, masterpiece", marks=("crying",)),
        Bad("sad woman in a red dress, cinematic lighting, film grain", marks=("sad",)),
    ),
)
def missing_situation(prompt: Prompt) -> Iterator[Problem]:
    """Light and camera show a face; only the situation tells what it answers to. Without one every smile is the smile for the photographer.
    Say where it happens, with whom, or what was said a moment ago.
    """
    if (prompt.people > 1 and prompt.panels == 1) or prompt.moments > 1:
        return  # company and a story are a situation
    said = expressions(prompt)
    if not said or any(not token.scope.negative for token in prompt.of("context")) or is_keyed(prompt, PLACES):
        return
    if any(not token.scope.negative for token in prompt.of(*PICTURE)):
        first = said[0]
        yield problem(
            first,
            f"{quoted(first.text)} is lit or framed, but nothing tells where it happens, with whom or why",
            label="what is it an answer to?",
            fixes=offers(prompt),
            confidence="medium",
        )
