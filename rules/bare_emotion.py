"""An emotion word carries the expression alone.

Source: the article's third mistake, "generic emotional labels"; prototypes in facs/emotions.csv, chiefly EMFACS (Ekman, Irwin & Rosenberg)
and Du, Tao & Martinez (2014). The article holds that every label is too broad; the studies agree for the range within one label, but not
for recognition: a basic label alone is usually recognised, so the finding is a warning and its fix a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
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
    if prompt.people == 1 and prompt.panels == 1 and prompt.asserted(*SPELT_OUT):
        return
    moments = _spelt_out(prompt)
    is_shared = may_belong(prompt, SPELT_OUT)
    for tokens in prompt.owners():
        if any(token.kind in SPELT_OUT for token in tokens) or is_shared(tokens[0]):
            continue
        scope = tokens[0].scope
        if moments.get((scope.person, scope.panel, scope.branch), set()) - {scope.moment}:
            continue
        states = [token for token in tokens if token.kind == "emotion" and token.told not in NOT_SHOWN]
        if states:
            first, *others = sorted(states, key=lambda token: (token.told != "face", token.start))
            yield problem(
                first,
                f"{first.text!r} is a label: nothing tells what the face does",
                *others,
                label="say what brows, eyes and mouth do",
                fixes=offers(prompt),
            )


def _spelt_out(prompt: Prompt) -> dict[tuple[object, ...], set[int | None]]:
    """The moments at which each face (person, panel, branch) is spelt out; None, which is any moment, where its mouth is closed, an action
    denied.
    """
    moments: dict[tuple[object, ...], set[int | None]] = {}
    for token in prompt.tokens:
        if token.kind in SPELT_OUT and (not token.negated or token.text.lower() in SHUT):
            scope = token.scope
            moments.setdefault((scope.person, scope.panel, scope.branch), set()).add(None if token.negated else scope.moment)
    return moments
