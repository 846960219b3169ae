"""One action that comes and goes at once.

Source: the article's three phases, building, peak and resolving; in FACS they are onset, apex and offset (Ekman, Friesen & Hager 2002),
which follow each other and never meet. A still picture shows one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.text import late
from promptlint.wording import quoted

#: "beginning to fade" is fading, "about to settle" is settling: a phase word that governs another names one phase together with it.
GOVERNS = r"\b(?:(?:begin|start|commenc)\w*|about|onset|first signs?|hints?|verge|brink|just)(?:\s+(?:to|of|on|the|now|is|starting))*\s*$"
FADES = (
    r"\b(?:fad|soften|settl|eas|wan(?=[ei])|subsid|dissolv|relax|vanish|reced|ebb|dwindl|lessen|diminish|weaken|evaporat|disappear|resolv)"
)
#: Both said behind the action: "his grin is just beginning and is also fading", "AU4 building and ebbing".
BUILDS = (
    r"\b(?:(?:beginning|starting|emerging|building|forming|dawning|growing|rising|nascent|incipient|gathering|mounting|swelling"
    r"|spreading|developing|escalating|intensifying|strengthening|brewing|kindling|creeping in|deepening)\b(?! (?:to|its|their|his|her)\b)"
    r"|(?:beginning|starting|about) to (?:form|show|build|grow|emerge|spread|rise)\b)"
)
ALSO = (
    r"\s+(?:and|yet|but|as (?:it|they) (?:is|are)|while (?:it|they) (?:is|are))"
    r"(?:\s+(?:it|is|are|also|already|now|at|once|the|same|time|on|its|their|last|just|only|barely))*\s+"
)
SAID = r"\s+(?:(?:that|which) )?(?:is|are|was|were|seems|looks)\b[^,;.]*?"
#: Without "is", nothing but an adverb may stand between the action and its phases, and nothing that they could belong to behind them.
UNSAID = r"\s+(?:(?:just|only|both|at once|barely|already|simultaneously|at the same time)\s+)*"
#: Behind a comma they stand alone, between it and the next mark: "AU4 frown, gathering and dissolving, ...".
LISTED = r"\s*,\s+(?:(?:both|at once|simultaneously)\s+)?"
FADING = rf"{FADES}\w*|\b(?:dying(?: away| down| out)?|melting away|slipping away|wearing off|trailing off)"
#: A smile that settles or softens may come.
GOING = (
    r"(?:\b(?:fad|wan(?=[ei])|subsid|dissolv|vanish|reced|ebb|dwindl|lessen|diminish|weaken|evaporat|disappear|resolv)\w*"
    r"|\b(?:dying(?: away| down| out)?|melting away|slipping away|wearing off|trailing off|easing off))"
)
#: Both named as in FACS: "in its onset and offset phases", "onset phase, offset phase".
NAMED = (
    r"\s*,?\s*(?:in (?:its |their )?)?"
    r"(?:onset(?: phase)?(?: and(?: in)?|,) (?:its |the )?offset|offset(?: phase)?(?: and(?: in)?|,) (?:its |the )?onset)\b"
)
BEHIND = r"(?=\s*(?:[,.;:!?)\]]|\Z|at once\b|at the same time\b|in the same\b|on (?:his|her|their|its|the)\b))"
PREDICATE = late(
    rf"{NAMED}|{SAID}(?:{BUILDS}{ALSO}(?:{FADING})|(?:{FADING}){ALSO}{BUILDS})\w*"
    rf"|{UNSAID}(?:{BUILDS}{ALSO}{GOING}|{GOING}{ALSO}{BUILDS}){BEHIND}"
    rf"|{LISTED}(?:{BUILDS}{ALSO}{GOING}|{GOING}{ALSO}{BUILDS})\s*(?:[,.;:!?)\]]|\Z)",
    re.IGNORECASE,
)
#: "Her pout is growing."
COMES_OR_GOES = late(
    rf"\s+(?:is|are)\s+(?:(?:just|only|already|still|now|slowly)\s+)*(?:(?P<builds>{BUILDS})|{GOING})(?=\s*(?:[,.;:!?)\]]|\Z))",
    re.IGNORECASE,
)
#: A phase as the last word of an action's own span: "AU4 building".
LAST_WORD = late(r"\s+[^\W_]+\Z")
#: How far behind an action its predicate is read, in code points.
PREDICATE_REACH = 80


@rule(
    "FAC204",
    severity="warning",
    reads=("action",),
    mistake="conflict",
    good=(
        "AU12 smile fading, AU1 inner brow raise emerging, a mother on the platform",
        "beginning AU4 brow tension, fading AU15 lip tension",
        "a smile just beginning to fade, train window",
        "emerging AU12 smile at its peak of tenderness",
        "{emerging|fading} AU12 smile, actor",
        "panel 1: emerging AU12 smile, panel 2: fading AU12 smile",
        "an emerging AU12 smile on the girl, a fading AU12 smile on the boy",
        "peak AU1+AU2 brow raise, moment of realization",
        "her grin is beginning to fade and the music starts, ballroom",
        "a smile is forming and the light is fading, harbour wall",
        "fading daylight, emerging AU12 smile, garden",
        "her smile growing and fading light on the pier",
    ),
    bad=(
        Bad("emerging fading AU15, a widower", marks=("emerging fading AU15",)),
        Bad("initial dissolving smile, opera singer", marks=("initial dissolving smile",)),
        Bad("emerging AU12 smile, fading AU12 smile, waiter", marks=("fading AU12 smile", "emerging AU12 smile")),
        Bad("chess player, AU4 building and ebbing", marks=("AU4 building",)),
        Bad("the bride's smile is just emerging and already fading, chapel", marks=("smile",)),
        Bad("Her pout is growing. Her pout is vanishing. Garden swing.", marks=("pout", "pout")),
        Bad("two boys, one with an emerging fading smile", marks=("emerging fading smile",)),
    ),
)
def clashing_phase(prompt: Prompt) -> Iterator[Problem]:
    """A picture is one moment: asked for the beginning and the end of a movement it shows neither. Choose one phase, or make two
    pictures.
    """
    for token in prompt.asserted("action"):
        if ({"building", "resolving"} <= set(token.phases) and not _is_governed(token)) or _is_told_both(prompt, token):
            yield problem(token, f"{quoted(token.text)} is building and fading at once; choose one phase", label="building, and resolving")
    for first, second in prompt.pairs("action"):
        if first.units != second.units or first.side != second.side:
            continue
        if {_phase(prompt.text, first), _phase(prompt.text, second)} == {"building", "resolving"}:
            yield problem(
                second,
                f"{quoted(first.text)} and {quoted(second.text)} are one movement that is building and fading at once; choose one phase",
                first,
                label=_phase(prompt.text, second) or "",
                labels=(_phase(prompt.text, first) or "",),
            )


def _is_told_both(prompt: Prompt, token: Token) -> bool:
    """Whether what stands behind the action tells both phases, and of no other action."""
    last = LAST_WORD.search(token.text) if token.phases else None
    start = token.start + last.start() if last else token.end
    told = PREDICATE.match(prompt.text, start, token.end + PREDICATE_REACH)
    return told is not None and not any(token.end <= other.start < told.end() for other in prompt.of("action", "lighting"))


def _phase(text: str, token: Token) -> str | None:
    """The phase of an action: its own, or the one that its predicate tells ("her pout is growing")."""
    if token.phase is not None:
        return token.phase
    told = COMES_OR_GOES.match(text, token.end, token.end + PREDICATE_REACH)
    return None if told is None else "building" if told["builds"] else "resolving"


def _is_governed(token: Token) -> bool:
    words = token.text.lower()
    return any(re.search(GOVERNS, words[: match.start()]) for match in re.finditer(FADES, words))
