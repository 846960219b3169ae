"""A portrait that asks for no expression at all.

Source: the article: left alone, a model fills the face with its "generic smiles, blank stares". Portrait photography knows the deadpan as
a choice of its own (August Sander, Rineke Dijkstra); who wants it says so: "neutral expression" is an expression to this rule, silence is
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.occlusion import occluders
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.showing import EXPRESSION
from promptlint.wording import quoted

#: Framings in which the face is what one sees.
PORTRAITS = frozenset({"portrait", "headshot", "close-up", "upper-body", "extreme-close-up"})
#: Views that show no face.
FACELESS = frozenset({"behind"})
#: "portrait" as a format, an effect or a thing in the picture; a framing of something that is no face.
NO_PORTRAIT = (
    r"\bportrait\s+(?:orientation|format|mode|lens|aspect|gallery|painter|photographer|artist|layout|page|studio)\b"
    r"|\b(?:close-?\s?up|macro|headshot|upper body|portrait)s?\s+(?:shot\s+|photo\s+|view\s+)?(?:of|on)\s+(?:\w+(?:'s)?\s+){0,3}?"
    r"(?:hands?|feet|foot|shoes?|boots?|fingers?|nails?|rings?|jewel\w*|necklace|watch|food|dish|plate|flowers?|rose|leaf|leaves|insect"
    r"|eyes?|iris|lips"
    r"|mouth|back|torso|chest|fabric|texture|badge|medal|tattoo|hilt|sword|keyboard|guitar|strings)\b"
)
#: What hides a face whole, in words that tell it; a visor up, a mask in the hand or a lifted veil shows it again.
COVERED = (
    r"\bsilhouettes?\b|\bfaceless\b|\bface\s+(?:\w+\s+){0,2}?(?:hidden|covered|obscured|turned away|buried|unseen|in shadow|not visible"
    r"|out of frame)\b"
    r"|\b(?:visor|mask|hood|helmet|balaclava)\s+(?:\w+\s+){0,2}?(?:down|closed|on|lowered|over (?:his|her|their|the) (?:face|head))\b"
    r"|\b(?:gas|welding|full-face|plague"
    r"|hockey) mask\b|\bhead out of frame\b|\bheadless\b"
)
#: A person whom the vocabulary has no subject for: a face, a possessive, or a name behind the framing.
SOMEBODY = r"\b(?:faces?|(?:wo)?m[ae]n's|girl's|boy's|person's|lady's|child's)\b"
NAMED = r"(?:portrait|headshot|close-?\s?up|bust|photo)(?:\s+(?:photo|shot|portrait))?\s+of\s+(?:[A-Z][a-z]+|[A-Z]\.)\s+[A-Z][a-z]+"
SHOWN = (
    r"\b(?:up|off|open(?:ed)?|lifted|raised|under (?:his|her|their|one|the|an?) arm|in (?:his|her|their|one|the|a)?\s?hands?|beside"
    r"|holding)\b"
)


@rule(
    "CTX105",
    severity="info",
    preset="all",
    reads=("shot",),
    good=(
        "portrait of a blacksmith, AU4 brow furrow, forge",
        "headshot of a smiling lawyer, grey suit",
        "close-up of a woman's hands kneading dough",
        "portrait orientation, mountain lake at dawn",
        "portrait of a corgi in a bow tie",
        "from behind, hiker in a red jacket, ridge, sunrise",
        "neutral expression, passport photo of a clerk",
        "silhouette portrait of a dancer against the window",
        "portrait of an astronaut, helmet visor closed",
    ),
    bad=(
        Bad("bust portrait of a Viking warrior, braided beard, fur cloak, snow", marks=("bust portrait",)),
        Bad("headshot of a young lawyer, grey suit, white background", marks=("headshot",)),
        Bad("1girl, upper body, long hair, school uniform", marks=("upper body",)),
        Bad("(portrait:1.2) of a knight, helmet under his arm, castle", marks=("portrait",)),
        Bad("close-up of an old woman's face, wrinkles, film grain", marks=("close-up",)),
        Bad('portrait of a girl in a T-shirt that says "SMILE", street', marks=("portrait",)),
    ),
)
def missing_expression(prompt: Prompt) -> Iterator[Problem]:
    """The face is the largest thing in the picture and the one thing the prompt leaves open, so the model fills it with its average. Say
    what it shows, were it "neutral expression".
    """
    portrait = next((token for token in prompt.asserted("shot") if token.value in PORTRAITS or "portrait" in token.text.lower()), None)
    if portrait is None or prompt.asserted(*EXPRESSION) or not _has_person(prompt):
        return
    if any(token.value in FACELESS for token in prompt.asserted("angle")) or any(
        _hides(prompt.text, token) for token in prompt.asserted("occluder")
    ):
        return
    text = prompt.text.replace("_", " ")
    if re.search(NO_PORTRAIT, text, re.IGNORECASE) or re.search(COVERED, text, re.IGNORECASE):
        return
    yield problem(portrait, f"{quoted(portrait.text)} and no expression: nothing tells what the face shows", label="showing what?")


def _has_person(prompt: Prompt) -> bool:
    subjects = prompt.asserted("subject")
    if subjects:
        return any(token.value != "animal" for token in subjects)
    return bool(re.search(SOMEBODY, prompt.text, re.IGNORECASE) or re.search(NAMED, prompt.text))


def _hides(text: str, token: Token) -> bool:
    """Whether something worn or held leaves nothing of the face to be seen."""
    row = occluders().get(token.term)
    whole = row is not None and row.strength == "full" and ("all" in row.hidden or row.visibility == "73")
    return whole and not re.search(SHOWN, text[token.start : token.end + 30], re.IGNORECASE)
