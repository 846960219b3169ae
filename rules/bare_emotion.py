"""An emotion word carries the expression alone.

Source: the article's third mistake, "generic emotional labels"; prototypes in facs/emotions.csv, chiefly EMFACS (Ekman, Irwin & Rosenberg)
and Du, Tao & Martinez (2014). The article holds that every label is too broad; the studies agree for the range within one label, but not
for recognition: a basic label alone is usually recognised, so the finding is a warning and its fix a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, may_belong, problem, rule

#: What spells an expression out: with one of these on the same face, the label only colours it.
SPELT_OUT = frozenset({"action", "gaze", "head"})

#: Ways to tell a state that ask for no face: what somebody does ("enjoying the view"), is about to do ("determined to win"), a posture,
#: and what a story tells away from any face.
NOT_SHOWN = frozenset({"act", "motive", "bearing", "story"})

#: Denied actions that show all the same.
SHUT = frozenset({"mouth closed", "closed mouth", "mouth shut", "lips closed", "closed lips"})


@rule(
    "EMO103",
    severity="warning",
    reads=("emotion",),
    mistake="generic",
    good=(
        "worried woman with furrowed brow, kitchen, morning light",
        "sad girl looking away, rainy window",
        "a man smiling sadly on a bench",
        "serene atmosphere over a lake",
        "moody lighting, portrait of a sailor",
        "happy birthday cake, candles",
        "a portrait of a chef, not angry",
        "AU1+AU4 inner brows raised and drawn together, suggesting grief, hospital corridor",
        'a poster that says "HAPPY", empty street',
        "two friends enjoying the view from a bridge",
        "determined to win, a runner in a stadium at dawn",
        "a boy in a cafe, a moment of joy",
        "a banana sits confidently on a plate next to a chef",
    ),
    bad=(
        Bad("worried character", marks=("worried",)),
        Bad("a sad woman in a cafe", marks=("sad",)),
        Bad("confident expression, office, soft light", marks=("confident expression",)),
        Bad("a smiling girl next to an angry boy in a park", marks=("angry",)),
        Bad("1girl, crying, rain", marks=("crying",)),
    ),
)
def bare_emotion(prompt: Prompt) -> Iterator[Problem]:
    """A label leaves the face to the model's average: every "sad" looks like the last one. Say which muscles move, and it becomes this
    person's.
    """
    for tokens in prompt.owners():
        if any(token.kind in SPELT_OUT for token in tokens) or _is_spelt_out(prompt, tokens[0]):
            continue
        states = [token for token in tokens if token.kind == "emotion" and token.told not in NOT_SHOWN]
        if may_belong(prompt, tokens[0], SPELT_OUT) or (prompt.people == 1 and prompt.panels == 1 and prompt.asserted(*SPELT_OUT)):
            continue
        if states:
            first, *others = sorted(states, key=lambda token: (token.told != "face", token.start))
            yield problem(
                first,
                f"{first.text!r} is a label: nothing tells what the face does",
                *others,
                label="say what brows, eyes and mouth do",
                fixes=offers(prompt),
            )


def _is_spelt_out(prompt: Prompt, token: Token) -> bool:
    """Whether the same face is spelt out at another moment of a story, or has its mouth closed, which is an action denied."""
    scope = token.scope
    return any(
        other.scope.person == scope.person and other.scope.panel == scope.panel and other.scope.branch == scope.branch
        for other in prompt.tokens
        if other.kind in SPELT_OUT and (other.text.lower() in SHUT if other.negated else other.scope.moment != scope.moment)
    )
