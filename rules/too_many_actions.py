"""More facial actions asked of one face than it can carry.

Source: the article's first mistake, overloading; the largest displays that studies find for one state have six to eight units, and they
belong together (prototypes of facs/emotions.csv): a set of units that is one of them is no overload, however long. Du, Tao & Martinez
(2014): compound expressions of two states have three to six units.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.facs.emotions import emotions
from promptlint.facs.units import units
from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule

#: Lids and squints that are codes of the eye, but shape the face; gazes and head poses do not count.
LIDS = frozenset({"41", "42", "44"})
#: Units that come with another one of the same word: parted lips with an open mouth.
BYPRODUCTS = {"25": frozenset({"26", "27", "12", "10", "16", "22", "31"})}


@rule(
    "FAC205",
    severity="warning",
    reads=("action",),
    mistake="overload",
    good=(
        "laughing woman with crinkled eyes, raised eyebrows and an open mouth, picnic",
        "AU1+AU2+AU4+AU5+AU20+AU25+AU26, a man on a ledge",
        "AU6 cheek raise, AU12 smile, AU25 lips part, looking up, head tilted, chin up, AU63, AU55",
        "smile, smiling, grin, toothy smile, big smile, wide smile, happy smile, 1girl",
        "expression sheet: smile, frown, wink, pout, tongue out, puffed cheeks, wide eyes, squinting",
        "{smile|frown|wink|pout|tongue out|puffed cheeks|wide eyes|squinting}, 1girl",
        "six friends: one smiling, one frowning, one winking, one pouting, one with tongue out, one with wide eyes, one squinting",
        "raised eyebrows, wide eyes, no smile, no frown, no pout, not squinting, no wink, no flared nostrils",
    ),
    bad=(
        Bad(
            "raised eyebrows, wide eyes, wrinkled nose, pursed lips, flared nostrils, clenched jaw, tongue out, a clerk",
            marks=("raised eyebrows", "wide eyes", "wrinkled nose", "pursed lips", "flared nostrils", "clenched jaw", "tongue out"),
        ),
        Bad("AU2, AU4, AU9, AU12, AU14, AU17, AU23, AU38, actor", marks=("AU2", "AU4", "AU9", "AU12", "AU14", "AU17", "AU23", "AU38")),
        Bad("AU1+AU4+AU6+AU9+AU12+AU15+AU17+AU23, actress", marks=("AU1+AU4+AU6+AU9+AU12+AU15+AU17+AU23",)),
    ),
)
def too_many_actions(prompt: Prompt, *, max_actions: int = 6) -> Iterator[Problem]:
    """Each action pulls at the same skin, and past a handful the model drops some and blends the rest into a grimace. Keep the three or
    four that carry the meaning: a base, a contradiction, a modifier.
    """
    reported: set[int] = set()
    for face in prompt.faces():
        counted, shown = _count([token for token in face if token.kind == "action"])
        if len(counted) and sum(counted.values()) > max_actions and not _is_one_display(shown):
            first, *others = counted
            if first.start not in reported:
                reported.add(first.start)
                count = sum(counted.values())
                message = f"{count} different actions on one face; more than {max_actions} blend into a grimace, keep the telling ones"
                yield problem(first, message, *others, label="one of them")


def _count(actions: list[Token]) -> tuple[dict[Token, int], set[str]]:
    """How many actions each token adds to those before it, and all their units. An action in words is one, however many units it has."""
    counted: dict[Token, int] = {}
    shown: set[str] = set()
    for token in actions:
        facial = {code for code in token.units if code in LIDS or ((unit := units().get(code)) and unit.is_facial)}
        new = facial - shown
        for code, leaders in BYPRODUCTS.items():
            if leaders & (facial | shown):
                new.discard(code)
        if new:
            counted[token] = len(new) if token.coded else 1
        shown |= facial
    return counted, shown


def _is_one_display(shown: set[str]) -> bool:
    """Whether these units are one display that studies describe, with nothing that does not belong to it."""
    for emotion in emotions().values():
        parts = {unit.strip("LRABCDE") for unit in emotion.prototype}
        if shown <= parts | {"25", "26"}:
            return True
    return False
