"""What is to be taken back, with which words, and what a form offers to write for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from promptlint.rule import Edit, Finding
from promptlint.suppress import words

#: The findings to take back, by the number of their prompt in ``SourceFile.found``; their offsets count in the prompt.
Wishes = Mapping[int, Sequence[Finding]]


class Said(NamedTuple):
    """Why the findings are taken back, and until when ("2027-01-31"), see ``suppress.read_reason``."""

    reason: str = ""
    expires: str | None = None

    def words(self, codes: Iterable[str], verb: str = "ignore") -> str:
        """``ignore[EMO103] reason``, the codes sorted."""
        return words(sorted(set(codes)), self.reason, self.expires, verb=verb)


class Offer(NamedTuple):
    """Edits of a file's text, by the number of the prompt that they are for, and those that all of them need."""

    edits: dict[int, list[Edit]]
    shared: list[Edit]


#: What a form gives for a file that does not have it.
NOTHING = Offer({}, [])


def codes_of(findings: Iterable[Finding]) -> set[str]:
    """The codes of some findings."""
    return {finding.code for finding in findings}
