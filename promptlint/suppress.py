"""Words that take findings back: a comment ``# promptlint: ignore[EMO103] reason`` on the line, or on the line above; where a format has no
comments a key or column named promptlint, beside the prompt, with the value ``ignore[EMO103] reason``; ``[[ignore]]`` in the configuration.

``ignore-file[...]`` holds for the whole file. ``ignore[*]`` takes everything back and needs a reason. ``expires=2027-01-31`` ends it on
that day. A malformed comment takes nothing back: it is a finding (SUP102), never a wildcard. Which comments there are in a file is the
affair of its format (``sources``); this module reads what they say, and says which findings they cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from promptlint.registry import ActiveRule, find
from promptlint.rule import Finding, Suppression
from promptlint.selection import Waiver, wrong_selector
from promptlint.sources import Note
from promptlint.text import Lines

_SIGN = r"(?:#|//|<!--|/\*)\s*promptlint\s*"
_SAID = r"(?P<verb>ignore-file|ignore)\s*\[(?P<codes>[^\]]*)\](?P<rest>.*?)\s*(?:(?:-->|\*/)\s*)?$"
_SHAPE = re.compile(rf"{_SIGN}:\s*{_SAID}", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(rf"{_SIGN}(?P<colon>:?)[\s-]*(?P<verb>[\w-]*)\s*(?P<bracket>\[?)", re.IGNORECASE)
_NOTE_SHAPE = re.compile(_SAID, re.IGNORECASE | re.DOTALL)
_NOTE_VERB = re.compile(r"(?P<colon>)(?P<verb>[\w-]*)\s*(?P<bracket>\[?)")
_EXPIRES = re.compile(r"(?:^|\s)expires?\s*[=:]\s*(\S*)", re.IGNORECASE)
_ROUND_A_REASON = " \t:,-\u2013\u2014"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_suppressions(text: str, spans: Iterable[tuple[int, int]]) -> list[Suppression]:
    """What the comments at these spans of a file's text say, in order of place."""
    lines = Lines(text)
    return [_read(text, start, end, lines) for start, end in spans]


def read_notes(text: str, notes: Iterable[Note]) -> list[Suppression]:
    """What the notes of a file say, in order: comments that a format has tied to prompts, and the values of keys and cells."""
    lines = Lines(text)
    suppressions = []
    for note in notes:
        suppression = _read(text, note.start, note.end, lines)
        suppression.covers = frozenset(note.covers)
        suppression.removal = note.removal
        suppressions.append(suppression)
    return suppressions


def from_config(waiver: Waiver, covers: frozenset[int], start: int) -> Suppression:
    """An ``[[ignore]]`` of the configuration as it holds for the prompts of one file, the first of which begins at ``start``."""
    suppression = Suppression(start, start, line=0, alone=False)
    suppression.called = f"the [[ignore]] at {waiver.origin}"
    suppression.covers, suppression.removal = covers, None
    suppression.selectors = [(code, start, start) for code in waiver.codes]
    suppression.reason, suppression.expires = waiver.reason, waiver.expires
    plain = re.sub(r"\\.", "", waiver.path)
    suppression.judged = not any(sign in plain for sign in "*?[") and not plain.endswith("/")
    return suppression


def _read(text: str, start: int, end: int, lines: Lines) -> Suppression:
    comment = text[start:end].rstrip()
    first, _ = lines.locate(start)
    before = text[lines.start(first) : start]
    suppression = Suppression(start, start + len(comment), line=first, alone=not before.strip())
    if suppression.alone:
        suppression.removal = (lines.start(first), lines.start(first + 1) if first < len(lines) else end)
    else:
        suppression.removal = (start - len(before) + len(before.rstrip()), suppression.end)
    bare = not comment.startswith(("#", "/", "<"))
    shape = (_NOTE_SHAPE if bare else _SHAPE).match(comment)
    if bare:
        suppression.called = "this value"
    if shape is None:
        suppression.fault = _what_is_wrong(comment, bare)
        return suppression
    suppression.whole_file = shape["verb"].lower() == "ignore-file"
    reason = shape["rest"]
    if expires := _EXPIRES.search(reason):
        suppression.expires = expires[1].rstrip(".,;")
        reason = reason[: expires.start()] + reason[expires.end() :]
    suppression.reason = reason.strip(_ROUND_A_REASON)
    at = start + shape.start("codes")
    for piece in shape["codes"].split(","):
        code = piece.strip()
        begin = at + len(piece) - len(piece.lstrip())
        suppression.selectors.append((code, begin, begin + len(code)))
        at += len(piece) + 1
    suppression.fault = wrong_codes([code for code, _, _ in suppression.selectors], suppression.reason, suppression.expires)
    return suppression


def read_reason(text: str) -> tuple[str, str | None]:
    """A reason as somebody gives it for words that are to be written: (reason, expires), with ``expires=2027-01-31`` taken out of it.

    Raises ValueError where it could not be read again from a comment, or where the day has come already.
    """
    if not text.isprintable() or "-->" in text or "*/" in text:
        raise ValueError("a reason stands in one line, and holds no sign that ends a comment")
    expires = None
    if said := _EXPIRES.search(text):
        expires = said[1].rstrip(".,;")
        text = text[: said.start()] + text[said.end() :]
        if wrong := wrong_codes(["ALL"], text, expires):
            raise ValueError(wrong)
        from datetime import date

        if expires <= date.today().isoformat():
            raise ValueError(f"expires={expires} has come already; name a day that is to come")
    return text.strip(_ROUND_A_REASON), expires


def words(codes: Iterable[str], reason: str = "", expires: str | None = None, *, verb: str = "ignore") -> str:
    """What takes the findings of these codes back, as a comment says it behind ``promptlint:`` and a key or a cell says it alone."""
    return " ".join(part for part in (f"{verb}[{', '.join(codes)}]", reason, f"expires={expires}" if expires else "") if part)


def extended(said: str, codes: Iterable[str], reason: str = "") -> str | None:
    """The words of a key or a cell with codes, and a reason, added; None where that would change what they say of others."""
    shape = _NOTE_SHAPE.fullmatch(said)
    if shape is None or shape["verb"].lower() != "ignore" or _EXPIRES.search(shape["rest"]):
        return None
    there = [code.strip() for code in shape["codes"].split(",") if code.strip()]
    before = shape["rest"].strip(_ROUND_A_REASON)
    both = before if not reason or reason in before else f"{before}; {reason}" if before else reason
    return words(dict.fromkeys([*there, *codes]), both)


def wrong_codes(codes: list[str], reason: str, expires: str | None) -> str:
    """What is wrong with what is to be taken back, why and until when; "" if nothing is."""
    if codes == [""]:
        return "no rule is named between the brackets; name those that are meant, such as ignore[EMO103]"
    for code in codes:
        if not code:
            return "there is a comma too many between the brackets"
        if code == "*":
            if len(codes) > 1:
                return "[*] stands for every rule, so it stands alone"
            if not reason:
                return "[*] takes every finding back, so it needs a reason behind it"
        elif wrong := wrong_selector(code):
            return wrong
        elif all(rule.scope == "file" for rule in find(code)):
            return f"{code} is about such comments themselves; only the configuration can switch it off"
    if expires is not None and not (_DATE.fullmatch(expires) and _is_date(expires)):
        return f"expires={expires} is no day; write it as expires=2027-01-31"
    return ""


def _what_is_wrong(comment: str, bare: bool) -> str:
    """What keeps a comment, or a bare value, from having the right shape."""
    shape = (_NOTE_VERB if bare else _VERB).match(comment)
    verb = shape["verb"].lower() if shape else ""
    example = "ignore[EMO103] reason" if bare else "# promptlint: ignore[EMO103] reason"
    if verb not in ("ignore", "ignore-file"):
        said = f"{verb!r} is nothing that promptlint knows" if verb else "it does not say what to do"
        return f"{said}; write {example}"
    if shape and not shape["colon"] and not bare:
        return f"the colon behind promptlint is missing; write {example}"
    if shape and not shape["bracket"]:
        return f"it names no rules in brackets, and nothing is taken back wholesale; write {example}"
    return f"the bracket is not closed; write {example}"


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def has_expired(suppression: Suppression, today: str) -> bool:
    """Whether its day has come; both are ISO dates, which sort as they follow each other."""
    return suppression.expires is not None and not suppression.fault and suppression.expires <= today


class Ignores:
    """The suppressions of one file at work: asked for each finding, they remember what they took back."""

    def __init__(self, suppressions: list[Suppression], today: str | None = None) -> None:
        """today is an ISO date, for tests; without it the day is that of the clock, which is asked only where something expires."""
        self.suppressions = suppressions
        if today is None and any(one.expires for one in suppressions):
            from datetime import date

            today = date.today().isoformat()
        self._whole: list[Suppression] = []
        self._by_line: dict[int, list[Suppression]] = {}
        self._by_prompt: dict[int, list[Suppression]] = {}
        alone = {one.line for one in suppressions if one.alone}
        for suppression in suppressions:
            suppression.expired = has_expired(suppression, today or "")
            if suppression.fault or suppression.expired:
                continue
            if suppression.whole_file:
                self._whole.append(suppression)
                continue
            if suppression.covers is not None:
                for number in suppression.covers:
                    self._by_prompt.setdefault(number, []).append(suppression)
                continue
            line = suppression.line
            if suppression.alone:  # comments one under the other all speak of the line below the last
                while line in alone:
                    line += 1
            self._by_line.setdefault(line, []).append(suppression)

    def take_back(self, finding: Finding, lines: Iterable[int], prompt: int = -1) -> bool:
        """Whether something covers a finding of the file's prompt of this number, which begins in one of these lines (from 1).

        Everything that does counts as used.
        """
        covered = False
        by_line = [suppression for line in lines for suppression in self._by_line.get(line, ())]
        for suppression in (*by_line, *self._by_prompt.get(prompt, ()), *self._whole):
            for selector, _, _ in suppression.selectors:
                if selector == "*" or any(rule.code == finding.code for rule in find(selector)):
                    suppression.used.add(selector)
                    covered = True
        return covered

    def count_unused(self, active: Iterable[ActiveRule]) -> None:
        """Set ``unused`` of every suppression: the selectors that took nothing back although one of their rules ran.

        What names only rules that did not run cannot be judged in this run, nor can ``*`` where rules of the recommended preset did not.
        """
        codes = {one.rule.code for one in active}
        for suppression in self.suppressions:
            if suppression.fault or suppression.expired or not suppression.judged:
                continue
            suppression.unused = [
                entry for entry in suppression.selectors if entry[0] not in suppression.used and _could_speak(entry[0], codes)
            ]


def _could_speak(selector: str, codes: set[str]) -> bool:
    if selector == "*":
        from promptlint.registry import in_preset

        return all(rule.code in codes for rule in in_preset("recommended") if rule.scope == "prompt")
    return any(rule.code in codes for rule in find(selector))
