"""Two actions whose muscles pull against each other, both at full strength.

Source: anatomy after Ekman, Friesen & Hager (2002), rows of kind "antagonist" in facs/conflicts.csv with the intensity from which they
clash; Keltner & Buswell (1997): a weak AU15 with AU12 is the controlled, embarrassed smile. A smile under lowered brows (12 with 4) is no
antagonism in anatomy, it is the sinister, pained or concentrating smile (Du, Tao & Martinez 2014); the article counts "maximum smile with
deep frown lines and angry eyebrows" as a mistake, so it is one here where both are at their strongest and no word tells which of these
smiles is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import combined
from promptlint.facs.conflicts import antagonists, claim
from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import quoted, shows

SMILE, BROW_LOWERER, MOUTH_FROWN = "12", "4", "15"
LETTERS = "ABCDE"
#: Units that fear draws together at full strength.
BROWS = frozenset({"1", "2", "4"})
#: What an action without a degree counts as, beside another one of the mouth's corners: a smile or a mouth frown is meant in full.
UNMARKED = {SMILE: "D", MOUTH_FROWN: "D"}
#: Words that name one of the smiles that go under lowered brows: sinister, pained, effortful, squinting, playing a part.
DARK_SMILE = (
    r"\b(?:sinister|evil|wicked|mischiev\w*|mad(?:ness|man|woman)?|mania\w*|crazy|crazed|insan\w*|villain\w*|devil\w*|demon\w*|menac\w*|malicious"
    r"|malevolent|sadistic|cruel|psycho\w*|joker|clown|predator\w*|smug|cocky|taunt\w*|sarcas\w*|scheming|sly|grimac\w*|pain\w*|strain\w*"
    r"|effort\w*|exert\w*|sweat\w*|determin\w*|concentrat\w*|bittersweet|forced|fake|nervous\w*|ironic\w*|wry|conflicted|mixed)\b"
)
ENORMOUS = r"\b(?:huge|enormous|massive|gigantic|giant|maximum|biggest|widest)\b"
ANGRY_BROW = r"\b(?:angr\w+|scowl\w*|furious\w*)\b"


@rule(
    "FAC202",
    severity="error",
    reads=("action",),
    mistake="conflict",
    good=(
        "slight smile with slightly downturned mouth corners, a widow",
        "big smile and furrowed brow, evil genius",
        "AU12B smile, AU15A lip corner depression, embarrassed boy",
        "smiling through tears, corners of the mouth trembling",
        "big smile, deep wrinkles and frown lines of age, old farmer",
        "comedy and tragedy masks on the wall, one grinning, one with mouth downturned",
        "two men, one with a broad smile, one with a downturned mouth",
        "a huge grin hiding a downturned mouth",
        "left panel: wide smile; right panel: mouth corners turned down",
        "{broad smile|downturned mouth}, actress",
        "raised eyebrows, furrowed brow, wide eyes, a scared boy",
        "left AU12, right AU15, a stroke patient",
        "smile turned into a downturned mouth, first happy, then sad",
        "maximum AU12 smile, AU4B slight brow furrow, analyst",
        "not a big smile but a downturned mouth, judge",
    ),
    bad=(
        Bad("big smile, corners of the mouth turned down, rim light", marks=("corners of the mouth turned down", "big smile")),
        Bad("Maximum smile with deep frown lines and angry eyebrows", marks=("deep frown lines", "Maximum smile")),
        Bad("smiling woman with a downturned mouth, kitchen", marks=("downturned mouth", "smiling")),
        Bad("AU12E, AU15E, a mime", marks=("AU15E", "AU12E")),
        Bad("AU12E+AU15D, wood carver at a mirror", marks=("AU15D", "AU12E")),
        Bad("lips puckered, mouth stretched sideways, AU18E, AU20E, mime", marks=("mouth stretched sideways", "lips puckered")),
        Bad("AU1+AU2 at maximum and AU4E brow furrow, mask maker", marks=("AU4E brow furrow", "AU1+AU2 at maximum")),
        Bad("a huge smile and angry eyebrows, postman", marks=("angry eyebrows", "huge smile")),
    ),
)
def opposed_actions(prompt: Prompt) -> Iterator[Problem]:
    """At full strength a face shows one or the other; the model averages them into a flat or monstrous mouth. Keep one, or weaken both and
    layer them: "slight AU12 smile with a trace of AU15, suggesting rueful acceptance".
    """
    if prompt.layered:
        return
    told: set[tuple[str, int | None, int, int]] = set()
    for first, second in (*prompt.pairs("action"), *_combined(prompt)):
        clash = _clash(first, second) or _smile_under_angry_brow(prompt.text, first, second)
        if clash is None:
            continue
        explanation, mine, theirs = clash
        face = (explanation, first.scope.person, first.scope.panel, first.scope.moment)
        if face not in told:  # "deep frown lines and angry eyebrows" are one scowl
            told.add(face)
            yield problem(
                second,
                f"{quoted(first.text)} against {quoted(second.text)}: {explanation}; keep one, or weaken both",
                first,
                label=shows(theirs),
                labels=(shows(mine),),
                fixes=offers(prompt),
            )


def _combined(prompt: Prompt) -> Iterator[tuple[Token, Token]]:
    """Every two codes of one combination that both have a letter ("AU12E+AU15D"), but for those of the brows."""
    for first, second in combined(prompt):
        if first.intensity and second.intensity and not {first.term, second.term} <= BROWS:
            yield first, second


def _clash(first: Token, second: Token) -> tuple[str, str, str] | None:
    """The explanation of an antagonism that both sides reach, and the unit that each of them shows."""
    row = antagonists(claim(first.units, first.side), claim(second.units, second.side))
    if row is None or row.severity not in {"error", "warning"} or row.first == row.second:
        return None
    forward = all(code in first.units for code in row.first) and all(code in second.units for code in row.second)
    mine, theirs = (row.first, row.second) if forward else (row.second, row.first)
    if not (_reaches(first, mine, row.from_) and _reaches(second, theirs, row.from_)):
        return None
    return row.explanation, mine[0], theirs[0]


def _reaches(token: Token, codes: tuple[str, ...], least: str) -> bool:
    """Whether a claim shows these units on purpose and at least so strongly: the cheeks of "laughing" and "beaming" only come with it."""
    if codes == ("6",) and SMILE in token.units and not token.coded:
        return False
    return (token.intensity or UNMARKED.get(codes[0], "C")) >= least


def _smile_under_angry_brow(text: str, first: Token, second: Token) -> tuple[str, str, str] | None:
    """A smile at its widest under a brow that is angry, or lowered as far as it goes, where no word tells which smile that is."""
    for smile, brow in ((first, second), (second, first)):
        if SMILE in smile.units and BROW_LOWERER in brow.units and SMILE not in brow.units:
            widest = smile.intensity == "E" or _says(ENORMOUS, smile.text)
            angriest = (brow.intensity or "A") in "DE" or (_says(ANGRY_BROW, brow.text) and brow.intensity not in {"A", "B"})
            if widest and angriest and not _says(DARK_SMILE, text):
                units = (SMILE, BROW_LOWERER) if smile is first else (BROW_LOWERER, SMILE)
                return "the widest smile and an angry brow belong to two faces", *units
    return None


def _says(words: str, text: str) -> bool:
    return re.search(words, text, re.IGNORECASE) is not None
