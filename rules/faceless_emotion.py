"""A state that has no face of its own, left to the face.

Source: Keltner, Sauter, Tracy & Cowen (2019, tables 2 and 3) find no facial display for relief (it is heard) and gratitude (it is felt as
a touch); shame and pride are told by head and body (Keltner 1995; Tracy & Robins 2004; Tracy & Matsumoto 2008), and guilt is treated as
near shame. The article treats every emotion as a set of units; for these five the literature has none that others recognise, so the
prompt has to say what gaze, head and body do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.displays import displays
from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, closes_eyes, problem, rule
from promptlint.wording import listed, quoted

#: Rows of emotions.csv without a display of the face, and why. Of the first an action is at least a hint; the others need head or body.
HINTED = {"relief": "relief is heard, not seen", "gratitude": "gratitude is a gesture, not a face"}
EMBODIED = {
    "shame": "shame lives in head and body",
    "guilt": "guilt shows, if at all, as shame does: in head and body",
    "pride": "pride lives in head and body",
    "proud": "pride lives in head and body",
}
#: Of more states than this in one list, only the first are looked at.
MANY = 20
#: What a body does when it shows these: posture, gesture, breath.
BODY = (
    r"\bshoulders?\b(?!-length| pads?| bag|-bag| strap)|\bchest\s+(?:\w+\s+)?(?:out|puff\w*|swell\w*|swollen|forward|high|lifted|raised"
    r"|thrust)|\b(?:puff\w*|swell\w*|thrust\w*|stick\w*) (?:out )?"
    r"(?:(?:his|her|their|the|its) )?chest|\bhands?\s+(?:\w+\s+){0,3}?(?:on|over|to|at|upon|against|across|before|in front of|covering"
    r"|clasped|pressed|folded|raised|together|behind)\b|\barms?\s+(?:\w+\s+){0,2}?"
    r"(?:raised|spread|thrown|crossed|folded|akimbo|wide|up|high|wrapped|around|outstretched|open)\b|\b(?:fists?|palms?)\b|\bpostur\w*"
    r"|\bslump\w*|\bslouch\w*|\bhunch\w*|\bcower\w*"
    r"|\bstand(?:s|ing)? (?:tall|straight|upright|erect|proud\w*)|\bstood tall|\bsit(?:s|ting)? (?:tall|upright|straight)"
    r"|\bback straight\b|\bstraight(?:ened)? back(?!drop)|\bkneel\w*|\bknelt\b"
    r"|\bbow(?:s|ing|ed)?\b(?!\s*tie)|\bcurtsey\w*|\bhugs?\b|\bhugging\b|\bembrac\w*|\bcurl(?:s|ed|ing) (?:up|into)|\bcover(?:s|ing"
    r"|ed) (?:his|her|their|the|its) (?:face|eyes|mouth)|\bface (?:buried|hidden|covered)"
    r"|\bhid(?:es|ing) (?:his|her|their|its) face|\bbur(?:y|ies|ying|ied) (?:his|her|their|its) face|\bhead in (?:his|her|their|its"
    r"|both) hands|\bexhal\w*|\bsigh\w*|\bbreath(?:es?|ing|ed)\b|\b(?:deep|held|holding|long) breath\b|\bstrut\w*|\bswagger\w*"
    r"|\bsalut\w*|\bsag(?:s|ged|ging)?\b|\bcollaps\w*|\bshrink\w*|\bshrunk\b|\bfidget\w*|\bthumbs? up\b|\bhat in (?:his|her"
    r"|their) hands?\b|\bflex\w*|\bback turned\b|\bturn(?:s|ed|ing)? away\b"
)
#: The same words with another sense.
OTHER_SENSE = {
    "relief": r"reliev\w*\s+(?:of|from)\s+(?:his|her|their|its|duty|command|the|all)|(?:bas|low|high|stone|marble|carved|wood)[- ]relief"
    r"|relief\s+(?:carving|map|print|sculpture|worker|supplies|aid|fund|valve|pitcher)",
    "gratitude": r"grateful dead",
    "pride": r"(?:pride|proud)\s+(?:of lions|parade|flag|month|march|festival|week|event|colou?rs|pin|rainbow|rock|and prejudice)"
    r"|(?:gay|lgbt\w*|lion|lions)\s+pride",
    "guilt": r"guilty\s+(?:pleasure|verdict|plea|party)|(?:found|pleads?|plead(?:ed|ing)|not|verdict:?)\s+guilty",
    "shame": r"shame\s+on\s+(?:you|him|her|them|me|us)\b|walk of shame|hall of shame",
}  # fmt: skip
OTHER_SENSE["proud"] = OTHER_SENSE["pride"]


@rule(
    "EMO106",
    severity="info",
    preset="strict",
    mistake="generic",
    reads=("emotion",),
    good=(
        "relieved nurse, shoulders dropping, eyes closing softly, corridor",
        "a proud sergeant, chest out, chin raised, parade ground",
        "An ashamed boy beside the broken vase, head bowed, gaze on the floor",
        "grateful patient, one hand on her heart, ward",
        "bas-relief of a Roman emperor, museum",
        "Pride parade, drag queen with a huge grin, rainbow flags",
        "not proud, not ashamed, just tired, janitor at dawn",
        "angry cook, AU4+AU7, steam, kitchen",
        "(guilty:1.2) dog walker avoiding eye contact, broken vase",
        "relieved of his command, the general walks out, rain",
    ),
    bad=(
        Bad("Grateful pensioner receiving groceries at the door, afternoon sun.", marks=("Grateful",)),
        Bad("A relieved father on the pier counts the life jackets, drizzle.", marks=("relieved",)),
        Bad("1girl, ashamed, classroom, sunset", marks=("ashamed",)),
        Bad("the proud owner of a bakery in front of his oven", marks=("proud",)),
        Bad("woman full of gratitude in a chapel, candlelight", marks=("gratitude",)),
    ),
)
def faceless_emotion(prompt: Prompt) -> Iterator[Problem]:
    """No muscle tells these states apart from a plain smile or a blank look, so the model has nothing to paint but that. Say what the gaze,
    the head and the body do: a bowed head, dropping shoulders, a hand on the chest.
    """
    shown: bool | None = None
    for tokens in prompt.owners():
        if any(token.kind in {"gaze", "head"} or closes_eyes(token) for token in tokens):
            continue
        labels = EMBODIED if any(token.kind == "action" for token in tokens) else {**HINTED, **EMBODIED}
        states = [token for token in tokens if token.kind == "emotion" and token.label in labels]
        found = next((token for token in states[:MANY] if _is_state(prompt, token)), None)
        if found is None:
            continue
        if shown is None:
            shown = re.search(BODY, prompt.text, re.IGNORECASE) is not None
        if not shown:
            reason = {**HINTED, **EMBODIED}[found.label or ""]
            yield problem(
                found,
                f"{quoted(found.text)}: {reason}{_advice(found.label or '')}",
                label="told by which gaze, head or posture?",
                fixes=offers(prompt),
            )


def _is_state(prompt: Prompt, token: Token) -> bool:
    """Whether the word is a state here: not an animal's look ("a proud peacock"), not a thing ("bas-relief")."""
    whose = next((other for other in prompt.of("subject") if other.start >= token.end), None)
    if whose is not None and whose.value == "animal" and prompt.text[token.end : whose.start].isspace():
        return False
    around = prompt.text[max(0, token.start - 20) : token.end + 20]
    return not re.search(OTHER_SENSE.get(token.label or "", "$^"), around, re.IGNORECASE)


def _advice(label: str) -> str:
    rows = displays().get(label, ())
    shown = [words for words in (rows[0].gaze, rows[0].head, rows[0].body) if words] if rows else []
    return f"; show it by {listed(shown)}" if shown else ""
