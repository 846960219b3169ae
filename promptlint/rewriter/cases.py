"""What in a prompt asks for a rewrite: which words of which face carry one of the article's four mistakes.

The rules judge; what they flag is the case, so that no threshold of theirs is written here again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from promptlint.facs.emotions import family
from promptlint.linter import lint_prompt, preset_rules
from promptlint.model import FACIAL_KINDS, Prompt, Token
from promptlint.rewriter.sentence import GLUE
from promptlint.rule import Finding
from promptlint.text import late

#: The rules whose findings a rewrite answers, with their mistake; what an earlier one flags is not looked at again for a later one.
ANSWERED = {
    "EMO101": "overload", "FAC202": "conflict", "EMO105": "conflict", "EMO103": "generic", "EMO102": "generic", "CTX101": "context",
}  # fmt: skip
#: The rules that a rewrite can offend where the prompt has nothing that new units, a gaze or a light could be at odds with (OPEN); that
#: the wordings keep the others is tested. Loading those would cost a first call 25 ms.
OF_WORDS = frozenset({"EMO101", "EMO102", "EMO103", "EMO105", "CTX101"})
OPEN = frozenset({"emotion", "vague", "subject", "context"})
#: Hints that a rewrite must not cause either: an action that the prompt has already.
HEEDED = frozenset({"RED102"})
#: More claims about faces than this make no prompt that anybody would want rewritten; the bound keeps the work linear in the text.
CLAIMS_MAX = 200
EXPRESSION = ("action", "emotion", "vague")
#: What ends a sentence; lists of tags have none of it.
SENTENCE_END = late(r"[.!?;](?=\s)|\n")
#: Tears are seen and not only felt: they stay, whatever the rest of the face becomes.
TEARS = late(r"\b(?:tear|weep)", re.IGNORECASE)


class Case(NamedTuple):
    """One mistake on one face.

    mistake   "overload", "conflict", "generic" or "context"
    replaced  the tokens that make room, in order of place; () where something is only added
    face      everything the prompt says of that face
    """

    mistake: str
    replaced: tuple[Token, ...]
    face: tuple[Token, ...]

    @property
    def labels(self) -> tuple[Token, ...]:
        """The emotions among what is replaced, one of each family."""
        found: dict[object, Token] = {}
        for token in self.replaced:
            if token.kind == "emotion":
                found.setdefault((token.label and family(token.label)) or token.term, token)
        return tuple(found.values())


class Judged(NamedTuple):
    """What the recommended rules say of a prompt: how often each one that is more than a hint flags it, and what asks for a rewrite."""

    loud: Counter[str]
    cases: tuple[Case, ...]

    @property
    def lacks_context(self) -> bool:
        """Whether an expression stands alone, with no situation, light, angle or gaze."""
        return self.loud["CTX101"] > 0


def judge(prompt: Prompt, *, of_words: bool = False) -> Judged:
    """Judge a prompt as ``lint`` does with the recommended preset; of_words: by the rules that a label and what replaces it can offend.
    No cases for more than CLAIMS_MAX claims.
    """
    if len(prompt.asserted(*FACIAL_KINDS)) > CLAIMS_MAX:
        return Judged(Counter(), ())
    rules = preset_rules("recommended")
    findings = lint_prompt(prompt, (active for active in rules if active.rule.code in OF_WORDS) if of_words else rules)
    return Judged(
        Counter(finding.code for finding in findings if finding.severity != "info" or finding.code in HEEDED), _cases(prompt, findings)
    )


def _cases(prompt: Prompt, findings: Iterable[Finding]) -> tuple[Case, ...]:
    """The mistakes of a prompt, face by face, in order of place; a missing context last, and only where nothing else is wrong."""
    order = list(ANSWERED)
    found: list[Case] = []
    taken: set[int] = set()
    lonely = False
    for finding in sorted((one for one in findings if one.code in ANSWERED), key=lambda one: order.index(one.code)):
        if finding.code == "CTX101":
            lonely = True
            continue
        for case in _by_branch(_case(prompt, finding)):
            starts = {token.start for token in case.replaced}
            if case.replaced and not starts & taken:
                taken |= starts
                found.append(case)
    found.sort(key=lambda case: case.replaced[0].start)
    if not found and lonely:
        return (Case("context", (), prompt.asserted(*EXPRESSION)),)
    return tuple(_joined(prompt, found))


def _case(prompt: Prompt, finding: Finding) -> Case:
    """What a finding is about, as the tokens that make room and the face they are of."""
    places = (finding.start, *(place.start for place in finding.related))

    def is_at(token: Token, *starts: int) -> bool:
        return any(token.start <= start < token.end for start in starts)  # a code may be inside its combination: "AU12E+AU15D"

    owner = next((tokens for tokens in prompt.owners() if any(is_at(token, finding.start) for token in tokens)), ())
    face = next((tokens for tokens in prompt.faces() if any(is_at(token, finding.start) for token in tokens)), owner)
    named = [token for token in owner if is_at(token, *places)]
    mistake = ANSWERED[finding.code]
    if finding.code == "FAC202":
        units = {token.units for token in named}
        first, last = named[0].start, named[-1].start
        between = [token for token in face if token.kind == "action" and (token.units in units or first <= token.start <= last)]
        return Case(mistake, tuple(between), face)
    if finding.code == "EMO105":
        labels = {token.label for token in named}
        return Case(mistake, tuple(token for token in face if token.kind == "emotion" and token.label in labels), face)
    if mistake == "overload":
        said = [token for token in face if token.kind in EXPRESSION]
        return Case(mistake, _in_sentence(prompt, said, named[0], named[-1]), face)
    states = [token for token in owner if token.kind in {"emotion", "vague"}]
    plain = [token for token in states if not TEARS.search(token.text)]
    return Case(mistake, tuple(plain or states), owner)


def _by_branch(case: Case) -> Iterable[Case]:
    """A case of labels, option by option where the prompt leaves a choice: "{sad|happy}" are two faces."""
    branches = dict.fromkeys(token.scope.branch for token in case.replaced)
    if case.mistake != "generic" or len(branches) < 2:
        return (case,)
    return tuple(case._replace(replaced=tuple(token for token in case.replaced if token.scope.branch == branch)) for branch in branches)


def _in_sentence(prompt: Prompt, tokens: Iterable[Token], first: Token, last: Token) -> tuple[Token, ...]:
    """The tokens that no end of a sentence parts from the two."""
    return tuple(
        token
        for token in tokens
        if not SENTENCE_END.search(prompt.text, token.end, max(first.start, token.end))
        and not SENTENCE_END.search(prompt.text, min(last.end, token.start), token.start)
    )


def _joined(prompt: Prompt, cases: Iterable[Case]) -> list[Case]:
    """The cases, those with nothing but small words between them as one, unless two people are meant: "their expressions are relaxed and
    content".
    """
    found: list[Case] = []
    for case in cases:
        last = found[-1] if found else None
        if last is not None and last.mistake == case.mistake == "generic":
            first, second = last.replaced[-1], case.replaced[0]
            two = _is_one(first) and _is_one(second) and first.scope.person != second.scope.person
            if not two and first.scope.branch == second.scope.branch and GLUE.fullmatch(prompt.text, first.end, second.start):
                found[-1] = Case("generic", last.replaced + case.replaced, last.face + case.face)
                continue
        found.append(case)
    return found


def _is_one(token: Token) -> bool:
    """Whether a token is said of one known person."""
    return token.scope.person is not None and not token.scope.group
