"""An expression, and neither a gaze nor a head pose.

Source: the article's examples all end in one ("eyes focused downward-left", "direct gaze", "head tilted 15 degrees"). Studies go further:
the same anger is read faster with a direct gaze and the same fear with an averted one (Adams & Kleck 2003, 2005), and embarrassment,
shame and pride are told by gaze and head more than by the face (Keltner 1995; Tracy & Robins 2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.facs.displays import displays
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, closes_eyes, problem, rule
from promptlint.showing import GAZES, expressions, is_keyed
from promptlint.wording import quoted

#: Positions of head (51-58) and eyes (61-66, 69) as FACS codes.
POSITIONS = frozenset({"51", "52", "53", "54", "55", "56", "57", "58", "61", "62", "63", "64", "65", "66", "69"})
#: Verbs and nouns of looking with where the look goes; a smile or a scowl "at" something looks there as well.
LOOKING = (
    r"\b(?:looks?|looking|looked)\s+(?:\w+ly\s+)?(?:at|in|into|up|down|away|over|out|back|through|across|towards?|to|past|beyond"
    r"|straight|sideways|around|left|right|forward"
    r"|ahead|off|skyward|heavenward)\b"
    r"|\b(?:star(?:e|es|ing|ed)|gaz(?:e|es|ing|ed)|glar(?:e|es|ing|ed)|peer(?:s|ing|ed)?|peek(?:s|ing|ed)?|peep(?:s|ing)?|glanc(?:e|es"
    r"|ing|ed)|glimps(?:es|ing)|eyeing|ogl\w+|gawk\w*"
    r"|survey(?:s|ing)|inspect(?:s|ing)|examin(?:es|ing)|observ(?:es|ing)|contemplat(?:es|ing)|scan(?:s|ning)|turn(?:s|ed"
    r"|ing)\s+(?:back\s+)?(?:to|towards?)|watching|reading|facing|eye contact"
    r"|side-?eye|to watch|cran(?:es|ing) (?:his|her|their|its) necks?|eyes never leav\w+|eyes (?:still |firmly )?on)\b"
    r"|\b(?:watches|eyes|reads|faces|studies|studying|regards|follows)\s+(?:the|a|an|his|her|their|its|him|them|us|me|you|as|how|over"
    r"|from|someone|something)\b"
    r"|\b(?:smil|grin|smirk|scowl|frown|laugh|glower|squint|sneer|snarl|pout|beam|wink|grimac)(?:s|es|ing"
    r"|ed)?\s+(?:\w+ly\s+)?(?:(?:back|down|up|over|out)\s+)?(?:at|into|towards?)\s"
    r"|\b(?:eyes?(?! level)|gaze|look|stare|glance)\s+(?:(?!and\b|with\b)\w+\s+){0,3}?(?:on|upon|to|towards?|fixed|locked|turned|cast"
    r"|raised|lifted|lowered|averted|meet\w*|met|follow\w*|focus\w*"
    r"|search\w*|rolled|rolling|down\w*|up\w*|forward|ahead|away|dart\w*|drift\w*|wander\w*|unfocused|distant|trained|drop\w*|fall\w*"
    r"|flick\w*)\b"
    r"|\b(?:downcast|upturned(?! (?:crate|bucket|boat|box|barrel|chair|table|hull))"
    r"|averted|lowered|faraway|far-away|thousand-yard|sidelong|unfocused)\b"
    r"|\bheads?\s+(?!of\s|(?:chef|cook|waiter|nurse|gardener|coach|teacher|girl|boy|priest|librarian|maid|butler|porter|barista|brewer|bartender"
    r"|ranger|stylist|surgeon|baker|groom|keeper|judge|mechanic|monk|nun|clerk|usher|counsellor|hunter|trainer|boatman|shot|table)s?\b)"
    r"(?:\w+\s+){0,2}?(?:tilt\w*|bow\w*|bent|turn\w*|thrown|toss\w*|tipp?\w*|cock\w*|lower\w*|rais\w*|lift\w*|hung|hang\w*"
    r"|down|up|back|high|low|droop\w*|buried|rest\w*"
    r"|lean\w*|inclin\w*|nod\w*|angl\w*|on|in|against|over|held|sunk\w*)\b"
    r"|\b(?:tilt\w*|bow\w*|turn\w*|toss\w*|cock\w*|lower\w*|rais\w*|lift\w*|hang\w*|hung|bent|nod\w*|shak\w*|inclin\w*)\s+(?:(?:his|her"
    r"|their|its|the)\s+)?heads?\b"
    r"|\bchin\s+(?:\w+\s+)?(?:up|down|high|low\w*|rais\w*|lift\w*|tuck\w*|rest\w*|on|in)\b"
)


@rule(
    "CTX104",
    severity="info",
    preset="strict",
    reads=("action", "emotion", "vague"),
    good=(
        "smiling baker looking out of the window",
        "powerlifter grimacing, glaring at his opponent across the ring",
        "1girl, smile, looking_at_viewer, sky",
        "seamstress with pressed lips, head bent over the hem",
        "AU4 brow furrow, AU64 eyes down, courtroom",
        "graduate crying with her eyes closed, stage",
        "drummer biting his lip, eyes on the bassist",
        "from behind, a laughing crowd at the match",
        "portrait of a captain on the bridge, dim light",
    ),
    bad=(
        Bad("A waiter grins in a candlelit trattoria, low-angle shot, checked tablecloths.", marks=("grins",)),
        Bad("(grin:1.3), pirate, deck, sunset, dutch angle", marks=("grin",)),
        Bad("a furious coach on the sideline, floodlights, from below", marks=("furious",)),
        Bad("a sneering landlord in the stairwell, headlights of a passing car", marks=("sneering",)),
        Bad("laughing uncle at the head of the table, candlelight", marks=("laughing",)),
    ),
)
def missing_gaze(prompt: Prompt) -> Iterator[Problem]:
    """Where the eyes go says whom a feeling is for: anger at the viewer is a threat, anger past him a memory. Without it the model looks
    into the lens. Say where the eyes go, or how the head is held.
    """
    said = expressions(prompt)
    if not said or any(not token.scope.negative for token in prompt.of("gaze", "head")):
        return
    if any(closes_eyes(token) or POSITIONS & set(token.units) for token in said) or any(
        token.value == "behind" for token in prompt.asserted("angle")
    ):
        return
    if re.search(LOOKING, prompt.text.replace("_", " "), re.IGNORECASE) or is_keyed(prompt, GAZES):
        return
    first = said[0]
    yield problem(
        first, f"{quoted(first.text)}, and nothing tells where the eyes go or how the head is held: {_advice(said)}", label="looking where?"
    )


def _advice(said: tuple[Token, ...]) -> str:
    """The gaze or head pose that the table has for the first label, or what stands for a choice."""
    for token in said:
        for display in displays().get(token.label or "", ()):
            if display.gaze or display.head:
                return f"{token.term} goes with {quoted(display.gaze or display.head)}"
    return 'add one, such as "looking at viewer" or "head tilted"'
