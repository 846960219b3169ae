"""Writing the words that take findings back: where a file has comments a comment, in JSON a key and in a table a column beside the prompt.

Nothing is written on trust. A form proposes edits, the file is read and judged again with them, and what counts is that the findings
meant are gone, all others still there, and every prompt reads as before; otherwise the next form is tried. What no form can say is left
to the configuration (``waivers``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from promptlint.checker import FileReport, Judge
from promptlint.fixer import apply_edits
from promptlint.ignoring.comments import above, at_the_top, behind
from promptlint.ignoring.values import beside, in_a_column
from promptlint.ignoring.wishes import Offer, Said, Wishes
from promptlint.registry import all_rules
from promptlint.rule import Finding
from promptlint.sources import Reading, SourceFile, read_bytes
from promptlint.writer import misread

__all__ = ["Said", "Taken", "Wishes", "can_be_taken_back", "take_back", "wishes_of"]

#: The forms in the order in which they are tried; each gives nothing where a file does not have it.
FORMS: tuple[Callable[[SourceFile, Wishes, Said], Offer], ...] = (at_the_top, above, behind, beside, in_a_column)
#: So many prompts are tried one by one where all together do not work out, and so many characters are read again for that.
MOST_SINGLE = 40
MOST_READ_AGAIN = 4_000_000


class Taken(NamedTuple):
    """What came of it: the report of the file with the words in it, and the wishes that no form could fulfil, by prompt."""

    report: FileReport
    left: Wishes


def can_be_taken_back(finding: Finding) -> bool:
    """Whether words in a file can take a finding back: those of rules on prompts can, what is said of the file or of such words cannot."""
    return any(rule.code == finding.code and rule.scope == "prompt" for rule in all_rules())


def wishes_of(report: FileReport, wanted: Callable[[Finding], bool] = can_be_taken_back) -> Wishes:
    """The findings on prompts that are to be taken back, by the number of the prompt."""
    by_prompt = {number: [one for one in result.findings if wanted(one)] for number, result in enumerate(report.results)}
    return {number: findings for number, findings in by_prompt.items() if findings}


def take_back(report: FileReport, wishes: Wishes, said: Said, judge: Judge, reading: Reading | None) -> Taken:
    """Put into a file what takes findings back, as far as it can hold it; nothing is written to the disk.

    reading is how the file is read by those who come after: what makes it look like another kind of file does not pass.
    """
    source = report.source
    if source.read_only or reading is None:
        return Taken(report, wishes)
    left = dict(wishes)
    for form in FORMS:
        if not left:
            break
        report, done = _tried(report, left, form, said, judge, reading)
        left = {number: findings for number, findings in left.items() if number not in done}
    return Taken(report, left)


def _tried(
    report: FileReport,
    wishes: Wishes,
    form: Callable[[SourceFile, Wishes, Said], Offer],
    said: Said,
    judge: Judge,
    reading: Reading,
) -> tuple[FileReport, set[int]]:
    """The report after what a form can do for these wishes, and the prompts that it could do it for."""
    chosen = wishes
    for _ in range(3):  # all, then those that worked, then those that worked without the others
        offer = form(report.source, chosen, said)
        chosen = {number: chosen[number] for number in chosen if number in offer.edits}
        if not chosen:
            return report, set()
        again = _with(report, offer, judge, reading)
        wrong = set(chosen) if again is None else _wrong(report, again, chosen)
        if again is not None and not wrong:
            return again, set(chosen)
        if wrong >= chosen.keys():
            break
        chosen = {number: findings for number, findings in chosen.items() if number not in wrong}
    done: set[int] = set()
    most = min(MOST_SINGLE, MOST_READ_AGAIN // (len(report.source.text) + 1)) if len(wishes) > 1 else 0
    for number in list(wishes)[:most]:
        report, worked = _tried(report, {number: wishes[number]}, form, said, judge, reading)
        done |= worked
    return report, done


def _with(report: FileReport, offer: Offer, judge: Judge, reading: Reading) -> FileReport | None:
    """The report of the file with the edits of an offer; None where its encoding cannot hold them."""
    source = report.source
    edits = dict.fromkeys(edit for some in (*offer.edits.values(), offer.shared) for edit in some)
    try:
        data = source.encoded(apply_edits(source.text, edits))
    except UnicodeError:
        return None
    return judge.source(read_bytes(source.path, data, reading))


def _wrong(before: FileReport, after: FileReport, wishes: Wishes) -> set[int]:
    """The prompts for which it did not come out as wished: all of them where others suffered."""
    everything = set(wishes)
    texts = [found.text for found in before.source.found]
    if misread(before.source.found, after.source.found, texts, set()) or _codes(after.file_findings) - _codes(before.file_findings):
        return everything
    wrong = set()
    for number, (old, new) in enumerate(zip(before.results, after.results, strict=True)):
        expected = _places(old.findings) - _places(wishes.get(number, ()))
        if old.found.negative != new.found.negative or expected != _places(new.findings):
            if number not in wishes:
                return everything
            wrong.add(number)
    return wrong


def _codes(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


def _places(findings: Iterable[Finding]) -> Counter[tuple[str, int, int, str]]:
    return Counter((finding.code, finding.start, finding.end, finding.message) for finding in findings)


def still_there(report: FileReport, wishes: Mapping[int, Iterable[Finding]]) -> bool:
    """Whether one of these findings is in a report."""
    return any(_places(report.results[number].findings) & _places(findings) for number, findings in wishes.items())
