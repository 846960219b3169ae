"""An expression, and nothing round it.

Source: the article's fourth mistake, "neglecting context": a smile in an office, at a funeral and at an altar are three smiles. Studies
of context (Barrett, Mesquita & Gendron 2011) go further than the article: observers read the same face differently by its scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import CAMERAS, GAZES, LIGHTS, PLACES, is_keyed
from promptlint.text import late

EXPRESSION = ("action", "emotion", "vague")
#: What gives an expression its surroundings: a situation, or the least of a picture (light, angle, gaze, head pose).
SURROUNDINGS = ("context", "lighting", "angle", "gaze", "head", "temperature")

#: An expression meant for somebody who need not be in the list of nouns: "gives Charlie a death stare".
GIVEN = late(
    r"\b(?:giv(?:es?|ing)|gave|shoot(?:s|ing)?|shot|flash(?:es|ing)?|throw(?:s|ing)?|offer(?:s|ing)?)\s+(?:an?\s+|the\s+|his\s+|her\s+)?"
    r"[\w'’-]{1,30}\s+(?:an?|the|his|her)\s+(?=[\w\s'’-]{0,40}\Z)",
    re.IGNORECASE,
)
#: Ways to tell a state that ask for no expression.
AWAY = frozenset({"trait", "bearing"})
#: Acts of a face that answer to the body and to nothing round it.
BODILY = ("yawn", "sneez", "cough", "chew", "burp", "hiccup")
#: What stands before a place where somebody is.
PLACING = frozenset({"in", "at", "on", "the", "this", "that", "near", "inside", "outside"})
#: No word of PLACING reaches further back than this.
PLACED = 12
#: An expression whose meaning or cause is told: "the tight little smile that says he has known", "as the magician lifts the cloth"; a
#: place or a light in small words: "in front of a shark", "cinematic dark dim".
TOLD = late(
    r"\b(?:smile|look|grin|expression|face|frown|stare|smirk|eyes)\s+(?:that|which)\s+(?:says?|tells?|means?)\b"
    r"|\bin front of (?:the|an?|his|her|their|some)\s+"
    r"(?!(?:[\w-]+\s+){0,2}(?:camera|lens|mirror|background|backdrop|walls?|colou?r|screen)\b)"
    r"|\bdim\b(?! (?:glow|memor))"
    r"|(?<!dressed )(?<!known )\bas (?:the|an?|his|her|their|its) (?:[\w-]+ ){1,2}(?:\w+[^s\W]s|is|are|was|were) "
    r"(?:the|an?|his|her|its|their|on|in|to|up|down|off|over|at|from|away|by|past|out)\b",
    re.IGNORECASE,
)
#: Words behind which something happens, and how it goes on then.
AS_OWN = ("as his", "as her", "as its", "as my", "as their")
ACTING = late(r"\s+(?:[\w-]+\s+){1,3}?(?:\w+(?:s|ed|ing)|is|are|was|were|has|have)\b", re.IGNORECASE)
#: How far before an expression GIVEN is looked for.
GIVEN_REACH = 60


@rule(
    "CTX101",
    severity="warning",
    reads=("action", "emotion", "vague"),
    mistake="context",
    good=(
        "smiling woman in a kitchen",
        "smile, soft light",
        "AU12 smile, looking away",
        "smiling nurse reading a letter",
        "AU7 lid tension from concentration fatigue",
        "portrait of a woman, black hair, red dress",
        "a mother and her smiling child",
        "a man eating a donut with a look of pure joy",
        "Abraham Lincoln contemplating a mask",
        "Willy Wonka gives Charlie a death stare",
        "a person wearing a sleep mask with a smiling face on it",
        "restrained AU12 smile appropriate for professional setting",
    ),
    bad=(
        Bad("AU6 eye smile, AU12 lip smile, perfect happiness", marks=("AU6 eye smile",)),
        Bad("a woman with long dark hair and a warm smile", marks=("warm smile",)),
        Bad("1girl, solo, black hair, smile, masterpiece, best quality", marks=("smile",)),
    ),
)
def missing_context(prompt: Prompt) -> Iterator[Problem]:
    """Without a place, a cause or even a light the model falls back on its stock portrait. Say where, with whom or why; a light or a gaze
    is the least.
    """
    if (prompt.people > 1 and prompt.panels == 1) or prompt.moments > 1:
        return  # company and a story are a situation
    said = [token for token in prompt.asserted(*EXPRESSION) if token.told not in AWAY and not token.text.lower().startswith(BODILY)]
    if any(token.told in {"act", "motive", "gaze"} for token in said):
        return  # "contemplating a mask", "determined to win": what somebody does tells why; "a curious stare": a gaze is the least
    if is_keyed(prompt, f"{PLACES}|{LIGHTS}|{CAMERAS}|{GAZES}") or TOLD.search(prompt.text):
        return
    people = {person.start for person in prompt.of("subject")}
    if said and not any(
        not token.scope.negative
        and not token.negated
        and not _is_of(token, said)
        and not _is_part(prompt.text, token)
        and not _is_trade(prompt.text, token, people)
        for token in prompt.of(*SURROUNDINGS)
    ):
        first = said[0]
        if GIVEN.search(prompt.text[max(0, first.start - GIVEN_REACH) : first.start]):
            return
        yield problem(
            first,
            f"{first.text!r} stands alone: nothing tells where, with whom or why, and there is no light, angle or gaze",
            label="what is it an answer to?",
            fixes=offers(prompt),
            confidence="medium",
        )


def _is_of(token: Token, said: Sequence[Token]) -> bool:
    """Whether a word of cause only leads to the expression itself: "as he smiles"."""
    return token.kind == "context" and token.value == "cause" and any(0 <= one.start - token.end <= 4 for one in said)


def _is_part(text: str, token: Token) -> bool:
    """Whether "as his" only tells what something is used as: "a man with a skull as his face", but not "as his team loses"."""
    return token.text.lower().startswith(AS_OWN) and not ACTING.match(text, token.end)


def _is_trade(text: str, token: Token, people: set[int]) -> bool:
    """Whether a place only tells what somebody is ("a university student", but not "in a park"); people holds where subjects begin."""
    if token.kind != "context" or token.value != "place" or " " in token.text or people.isdisjoint((token.end, token.end + 1)):
        return False
    return text[max(0, token.start - PLACED) : token.start].rstrip().rpartition(" ")[2].lower() not in PLACING
