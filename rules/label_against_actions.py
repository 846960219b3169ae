"""A label says one feeling, the units beside it another, and nothing layers them.

Source: the prototypes of EMFACS (Ekman, Irwin & Rosenberg), Du, Tao & Martinez (2014) and Cordaro et al. (2018) in facs/emotions.csv. The
article layers contradictions on purpose ("joy base", "concern layer"); the literature knows them as masked and compound expressions. Both
say so in words: hiding, mixed with, through tears. Without such a word a clash is a slip. A single AU4 is no disagreement with a pleasant
label: it is concentration as often as anger (Rozin & Cohen 2003), unless it is named a scowl or a frown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from promptlint.facs.emotions import Emotion, emotions
from promptlint.layering import in_a_part
from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import in_order, listed, quoted

#: What units stand for together, the surest first: (units, feeling). Each is the core of its rows in emotions.csv.
SIGNATURES = (
    (frozenset({"1", "4", "15"}), "sadness"),
    (frozenset({"1", "15"}), "sadness"),
    (frozenset({"15", "17"}), "sadness"),
    (frozenset({"1", "2", "4"}), "fear"),
    (frozenset({"1", "4"}), "sadness"),
    (frozenset({"4", "23"}), "anger"),
    (frozenset({"4", "24"}), "anger"),
    (frozenset({"4", "7"}), "anger"),
    (frozenset({"4", "5"}), "anger"),
    (frozenset({"9"}), "disgust"),
    (frozenset({"10"}), "disgust"),
    (frozenset({"20"}), "fear"),
    (frozenset({"15"}), "sadness"),
    (frozenset({"6", "12"}), "happiness"),
    (frozenset({"12"}), "happiness"),
    (frozenset({"1", "2", "5"}), "surprise"),
    (frozenset({"4"}), "anger"),
)
#: Families of labels, and the feelings of SIGNATURES that contradict them. Left out is what studies find mixed as a matter of course.
AGAINST = {
    "happiness": {"sadness", "anger", "disgust", "fear"},
    "relief": {"anger", "disgust", "fear"},
    "pride": {"sadness", "fear", "disgust"},
    "love/desire": {"anger", "disgust", "fear"},
    "sadness": {"happiness"},
    "anger": {"happiness"},
    "fear": {"happiness"},
    "disgust": {"happiness", "surprise"},
    "pain": set(),
    "boredom": {"happiness", "fear", "disgust", "surprise"},
    "surprise": {"anger", "disgust", "sadness"},
}  # fmt: skip
#: Feelings whose whole core (three units, or two that no other feeling shares) contradicts a label of the same unpleasant side.
CORE_AGAINST = {"anger": {frozenset({"1", "4", "15"}), frozenset({"1", "15"})}, "disgust": {frozenset({"1", "4", "15"})}}
#: Labels with a smile or a tear of their own, whatever their family; "crying" may be of joy.
OPEN = frozenset(
    {"crying", "defiant", "determined", "evil smile", "fierce", "hysterical", "innocent", "intimidating", "manic", "nervous", "pouting"}
    | {"sinister", "sulking", "vulnerable"}
)
#: A mouth that smiles of pain, effort, cold or habit, and words that turn a smile into something else.
SMILE_OF_ANOTHER_KIND = (
    r"\b(?:fake|forced|bitter|sad|rueful|wry|evil|wicked|sinister|creepy|cruel|cold|sardonic|sarcastic|mocking|crooked|nervous|weak|thin"
    r"|tight|grim|mad|manic|crazy|menacing|malicious|psycho\w*|insane|maniacal|devilish|demonic|pained|polite|melanchol\w*|wistful|smirk\w*|twisted|shaky|trembling|faint|slight"
    r"|small|half|hint|subtle|little|brave|strained)\b"
)
#: Words that ask for both at once: contrasts, masks, and a feeling through or behind a face.
BOTH_AT_ONCE = (
    r"\b(?:but|yet|though|although|while|despite|mixed|mixture|hid(?:es|ing|den)|mask\w*|(?:through|behind|beneath"
    r"|under(?:neath)?) (?:(?:a|an|the|his|her|their|its|that|all) )?(?:\w+ )?"
    r"(?:smile|grin|mask|laugh\w*|tears?|joy|face|surface|calm|cheer|paint|make-?up)|pretend\w*|turn(?:s|ing|ed)? (?:in)?to|joker"
    r"|tears? of)\b"
)
#: Between an action and a label, words that bring on somebody else: "laughing at a sad dog".
OF_ANOTHER = (
    r"\s+(?:at|with|beside|next\s+to|by|near|over|to|towards?|for|behind|about|between|among|from|against)\s+"
    r"(?:(?:an?|the|his|her|their|some|two|this|that)\s+)?(?:\w+\s+){0,2}$"
)
#: States that end like adverbs.
NO_MANNER = ("friendly", "lonely", "melancholy", "sickly", "surly", "jolly", "lovely", "homely")
SCOWL = ("scowl", "frown", "glower", "glar")


@rule(
    "EMO104",
    severity="warning",
    mistake="conflict",
    reads=("action",),
    good=(
        "furious butcher, AU4+AU7+AU23, blood on the apron",
        "her cheerful smile hides AU1 and AU4 worry in the brow, hospice corridor",
        "bittersweet farewell, AU1 inner brow raise, AU12 small smile",
        "a happy father holds his wailing baby, the baby's mouth corners pulled down",
        "happy tears, AU1+AU4, laughing, newborn",
        "{happy|furious} juggler, {AU12 smile|AU4+AU23}",
        "nervous intern with a wobbly smile, lift doors",
        "first frame: a delighted child; second frame: the same child, AU1+AU4+AU15",
        "confident surgeon, slight AU4 brow tension, eye smile, theatre",
        "not happy at all, AU15 mouth corners down, teller",
        "sinister grin, AU4 brow lowered, angry king",
        "smiling, sadness in her eyes, railway platform",
        "angry eyes, big grin, boy with a catapult",
    ),
    bad=(
        Bad(
            "joyful mother in the garden, AU1 inner brows raised, AU4 brows lowered, AU15 lip corners pulled down",
            marks=("joyful", "AU1 inner brows raised", "AU4 brows lowered", "AU15 lip corners pulled down"),
        ),
        Bad(
            "furious butcher behind the counter, AU6 cheeks raised, AU12 broad smile",
            marks=("furious", "AU6 cheeks raised", "AU12 broad smile"),
        ),
        Bad(
            "surprised locksmith, AU4 brows lowered, AU7 lids tightened, keyhole",
            marks=("surprised", "AU4 brows lowered", "AU7 lids tightened"),
        ),
        Bad(
            "(delighted:1.2), (scowling:1.1), lips pressed together, 1girl, classroom",
            marks=("delighted", "scowling", "lips pressed together"),
        ),
        Bad("1boy, sad, grin, arcade", marks=("sad", "grin")),
    ),
)
def label_against_actions(prompt: Prompt) -> Iterator[Problem]:
    """The model knows the label as a whole face and paints that one over the units, or the other way round. Change the label or the units;
    if both are meant, say which hides which ("a smile hiding grief"), or weaken one of them.
    """
    if prompt.layered or not prompt.asserted("action") or not prompt.asserted("emotion"):
        return
    for face in prompt.faces():
        labels = [token for token in face if token.kind == "emotion" and token.label and not _is_manner(token)]
        labels = [token for token in labels if not in_a_part(prompt.text, token)]
        actions = [token for token in face if token.kind == "action"]
        if not labels or not actions or len({token.value for token in labels}) > 1 or any(token.layer for token in actions):
            continue
        label = labels[0]
        feeling = _contradicted(label, actions)
        if feeling is None or _is_meant(prompt.text, label, actions, feeling):
            continue
        units = in_order({unit for token in actions for unit in token.units})
        yield problem(
            label,
            f"{quoted(label.text)} against {listed(quoted(token.text) for token in actions[:4])}: {_codes(units)}"
            f" {'show' if len(units) > 1 else 'shows'} {feeling}, and nothing layers the two",
            *actions,
            label=label.term,
            labels=(f"shows {feeling}",),
            fixes=offers(prompt),
            confidence="medium",
        )
        return


def _is_manner(label: Token) -> bool:
    """How something is done, not how somebody feels: "a tail wagging furiously"."""
    words = label.text.lower()
    return words.endswith("ly") and not words.endswith(NO_MANNER)


def _codes(units: list[str]) -> str:
    return "+".join(f"AU{unit}" for unit in units)


def _contradicted(label: Token, actions: list[Token]) -> str | None:
    """The feeling that the actions show against the label, or None where they go with it."""
    emotion = emotions()[label.label or ""]
    if emotion.label in OPEN:
        return None
    units = {unit for token in actions for unit in token.units}
    core, feeling = next(((core, feeling) for core, feeling in SIGNATURES if core <= units), (frozenset(), ""))
    if not core or (core == {"4"} and not any(_is_scowl(token) for token in actions)):
        return None
    if "12" in units and feeling in {"sadness", "fear", "anger", "disgust"}:
        return None  # a smile and its contrary: compound or forced, whatever the label
    against = set.union(*(AGAINST.get(name, set()) for name in emotion.families)) if _is_simple(emotion) else set()
    hostile = feeling in against or any(core in CORE_AGAINST.get(name, ()) for name in emotion.families)
    telling = (_own(emotion.label) - _own(feeling)) | (GLAD & _own(emotion.label) if feeling != "happiness" else frozenset())
    return feeling if hostile and not (units & telling) - MOUTH else None


#: What tells joy, though tears and pain raise the cheeks as well.
GLAD = frozenset({"6", "12"})
#: Openings of the mouth and a lowered brow tell nothing of which feeling it is.
MOUTH = frozenset({"25", "26", "27", "4"})


def _is_simple(emotion: Emotion) -> bool:
    """Whether an emotion is of one kind: a measured compound ("happily disgusted") holds two that would contradict each other."""
    return len(emotion.families) == 1 or not {"happiness"} & set(emotion.families)


@cache
def _own(label: str) -> frozenset[str]:
    """The units that belong to a label, optional ones and those of its synonyms included, those of its compounds ("sadly angry") not."""
    emotion = emotions()[label]
    rows = [row for row in emotions().values() if row.label == label or (row.value == emotion.value and len(row.families) == 1)]
    return frozenset(unit.strip("LRABCDE") for row in rows for unit in (*row.prototype, *row.optional))


def _is_scowl(token: Token) -> bool:
    return any(word in token.text.lower() for word in SCOWL) and "line" not in token.text.lower()


def _is_meant(text: str, label: Token, actions: list[Token], feeling: str) -> bool:
    """Whether the words themselves tell that both hold: a weak or a bitter smile, a hint, "but", tears of joy."""
    if any(action.end < label.start and re.match(OF_ANOTHER, text[action.end : label.start], re.IGNORECASE) for action in actions):
        return True
    if any(re.fullmatch(r"\s+and\s+", text[min(action.end, label.end) : max(action.start, label.start)]) for action in actions):
        return True  # "smiling and angry" asks for both
    if any(token.intensity in {"A", "B"} for token in actions if token.units and token.units != ("25",)):
        return True
    if feeling == "happiness" and any(re.search(SMILE_OF_ANOTHER_KIND, token.text, re.IGNORECASE) for token in actions):
        return True
    start, end = min(label.start, actions[0].start), max(label.end, actions[-1].end)
    return re.search(BOTH_AT_ONCE, text[max(0, start - 15) : end + 15], re.IGNORECASE) is not None
