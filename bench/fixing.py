"""Fix real prompts with every fix, unsafe ones too, and count where that goes wrong.

usage: python bench/fixing.py PROMPTS.jsonl [FIRST LAST]      lines FIRST to LAST, from 1; all of them where none are given

PROMPTS.jsonl has {"text"} a line. Counted, and shown with the line and the prompt for each kind at most twenty times:

exception        linting or fixing raises
not converged    the fixes do not settle: the prompt is left as it was
not idempotent   fixing the fixed text once more changes it
left             a rule that was fixed still finds something
introduced       a rule finds something in the fixed text that it did not find before
no way out       an emotion rule finds something and nothing is offered (a count per rule; a person has to rewrite)

The slowest prompts come last, in seconds for linting and fixing together. Exit code 1 where anything but "no way out" was counted.
"""

from __future__ import annotations

import collections
import json
import sys
import time

import promptlint
from promptlint.fixer import fix_text

SHOWN = 20
SLOWEST = 5
#: Rules whose findings a rewrite can answer.
REWRITTEN = frozenset({"CTX101", "EMO101", "EMO102", "EMO103", "EMO105", "FAC202"})


def faults_of(text: str, without: collections.Counter[str]) -> list[tuple[str, str]]:
    """What goes wrong with one prompt, as (kind, detail). Findings without a way out are counted by rule in ``without``."""
    before = promptlint.lint(text)
    without.update(finding.code for finding in before if finding.code in REWRITTEN and not finding.fixes)
    fixed = fix_text(text, unsafe=True)
    if not fixed.stable:
        return [("not converged", "")]
    found = []
    again = fix_text(fixed.text, unsafe=True)
    if again.text != fixed.text:
        found.append(("not idempotent", again.text))
    if fixed.text != text:
        after = collections.Counter(finding.code for finding in promptlint.lint(fixed.text))
        applied = {finding.code for finding in fixed.applied}
        found += [("left", f"{code}: {fixed.text}") for code in sorted(applied & set(after))]
        first = collections.Counter(finding.code for finding in before)
        found += [("introduced", f"{code}: {fixed.text}") for code in sorted(after - first) if code not in applied]
    return found


def main() -> int:
    """Do what the command line says."""
    if len(sys.argv) not in (2, 4):
        print(__doc__)
        return 2
    first, last = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) == 4 else (1, sys.maxsize)
    counted: collections.Counter[str] = collections.Counter()
    without: collections.Counter[str] = collections.Counter()
    spent: list[tuple[float, int]] = []
    total = 0
    with open(sys.argv[1], encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not first <= number <= last:
                continue
            text = json.loads(line)["text"]
            total += 1
            started = time.perf_counter()
            try:
                faults = faults_of(text, without)
            except Exception as error:
                faults = [("exception", repr(error))]
            spent.append((time.perf_counter() - started, number))
            for kind, detail in faults:
                counted[kind] += 1
                if counted[kind] <= SHOWN:
                    print(f"{kind}, line {number}: {text!r}" + (f"\n    {detail}" if detail else ""))
    print(f"{total} prompts")
    for kind in ("exception", "not converged", "not idempotent", "left", "introduced"):
        print(f"{kind}: {counted[kind]}")
    print("no way out: " + (", ".join(f"{code} {count}" for code, count in sorted(without.items())) or "0"))
    print("slowest: " + ", ".join(f"{seconds:.2f} s (line {number})" for seconds, number in sorted(spent, reverse=True)[:SLOWEST]))
    return 1 if counted else 0


if __name__ == "__main__":
    sys.exit(main())
