"""An emotion word carries the expression alone.

Source: the article's third mistake, "generic emotional labels"; prototypes in facs/emotions.csv, chiefly EMFACS (Ekman, Irwin & Rosenberg)
and Du, Tao & Martinez (2014). The article holds that every label is too broad; the studies agree for the range within one label, but not
for recognition: a basic label alone is usually recognised, so the finding is a warning and its fix a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from promptlint.membership import may_belong
from promptlint.model import Prompt, Scope, Token
from promptlint.rewriter.offers import offers
from promptlint.rule import Bad, Problem, problem, rule

#: What spells an expression out: with one of these on the same face, the label only colours it.
SPELT_OUT = frozenset({"action", "gaze", "head"})

#: Ways to tell a state that ask for no face: what somebody does ("enjoying the view"), is about to do ("determined to win"), is like ("a
#: mischievous monkey"), a posture, and what a story tells away from any face; a gaze spells out itself ("a curious stare").
NOT_SHOWN = frozenset({"act", "motive", "bearing", "story", "trait", "gaze"})

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
    is_renamed = _renamed(prompt)
    shut = {_face(token.scope) for token in prompt.of("action") if token.negated and token.text.lower() in SHUT}
    is_shared = may_belong(prompt, SPELT_OUT)
    for tokens in prompt.owners():
        if any(token.kind in SPELT_OUT for token in tokens) or is_shared(tokens[0]):
            continue
        if _face(tokens[0].scope) in shut or is_renamed(tokens[0]):
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


def _renamed(prompt: Prompt) -> Callable[[Token], bool]:
    """A judge of whether a label's owner may have been spelt out under another name: in a story of several moments "the cub" becomes "the
    tiger" and "an individual" "the seated person", but no dog a man.
    """
    if prompt.moments == 1:
        return lambda token: False
    kinds = {token.scope.person: token.value for token in prompt.of("subject")}
    shown = {kinds.get(token.scope.person) for token in prompt.asserted(*SPELT_OUT)}
    return lambda token: bool(shown & {kinds.get(token.scope.person), None})


def _face(scope: Scope) -> tuple[object, ...]:
    """Which face a claim is of, at whatever moment."""
    return scope.person, scope.panel, scope.branch
