"""Two opposed states on one face, and nothing that layers them.

Source: column ``opposite`` of facs/emotions.csv (valence and arousal after Russell 1980; prototypes that share no muscle). Mixed feelings
are real:
"happily disgusted" and "bittersweet" have measured displays (Du, Tao & Martinez 2014), so a word that mixes or layers silences the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.emotions import opposed
from promptlint.layering import in_a_part
from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import state_of

#: Two labels further apart than this are seldom said of one look (a caption tells a story between them).
NEAR = 60
#: Words that say that both are meant.
MIXED = r"\b(?:yet|but|although|though)\b"
#: An article before an adjective: two of them open two noun phrases, "the serene founder ... the furious clerk".
OPENED = r"\b(?:an?|the|his|her|their|its)\s+(?:\w+ly\s+)?$"
#: What ends what is said of one look: a sentence (the dot of a weight ends none), or an alternative.
PARTED = r"\.(?!\d)|[!?;\n]| or "
#: A sentence that goes on with the very person: "... . He is in utter despair."
GOES_ON = (
    r"\.\s+(?:(?:he|she|they|it)\s+(?:is|are|looks?|feels?|seems?)(?:\s+(?:in|also|at the same time))?"
    r"|(?:his|her|their|its)\s+(?:face|expression|features|eyes)\s+(?:shows?|is|are|displays?|reads?)(?:\s+\w+){0,2})\s*\Z"
)
#: More states than this on one face are no contradiction but a list, and EMO101 speaks of it.
CROWD = 2


@rule(
    "EMO105",
    severity="warning",
    reads=("emotion",),
    mistake="conflict",
    good=(
        "the happy twin hugs the miserable twin, playground",
        "a joyful mask hiding a furious man",
        "bittersweet, happy tears, airport",
        "first serene, then furious, an old king",
        "serene lake, furious sailor",
        "2x2 grid of a clown: happy, sad, angry, calm",
        "not serene but furious, a nun",
        "a clown changing from happy to sad",
        "happy sad angry man, circus",
        "joy on her lips, sorrow in her eyes, platform",
        "passengers look at him with amazement or indifference, a man in a tram",
    ),
    bad=(
        Bad("serene furious woman, kitchen", marks=("furious", "serene")),
        Bad("(joyful:1.2), (miserable:1.2), clown at the dressing-room mirror", marks=("miserable", "joyful")),
        Bad("A joyful nun rings the bell. She is miserable.", marks=("miserable", "joyful")),
        Bad("A placid, enraged customs officer stamps the passport.", marks=("enraged", "placid")),
    ),
)
def opposed_emotions(prompt: Prompt) -> Iterator[Problem]:
    """Opposed labels cancel: the model mixes both prototypes into a face that means neither. Choose one, or say how the second breaks
    through.
    """
    if prompt.layered or prompt.moments > 1:
        return
    crowds = (face for face in prompt.faces() if len({state_of(token) for token in face if token.kind == "emotion"}) > CROWD)
    crowded = {token.start for face in crowds for token in face}
    for first, second in prompt.pairs("emotion"):
        if first.start in crowded or in_a_part(prompt.text, first) or in_a_part(prompt.text, second):
            continue
        between = prompt.text[first.end : second.start]
        if re.search(MIXED, between, re.IGNORECASE) or _are_of_two(prompt.text, first, second):
            continue
        if len(between) > NEAR or (re.search(PARTED, between) and not re.search(GOES_ON, between, re.IGNORECASE)):
            continue
        if first.label and second.label and opposed(first.label, second.label):
            yield problem(
                second,
                f"{second.text!r} is the opposite of {first.text!r}: one face cannot show both",
                first,
                label=f"{second.term}",
                labels=(f"{first.term}",),
                fixes=offers(prompt),
            )


def _are_of_two(text: str, first: Token, second: Token) -> bool:
    """Whether each of two states opens a noun phrase of its own."""
    return all(re.search(OPENED, text[max(0, token.start - 20) : token.start], re.IGNORECASE) for token in (first, second))
