"""Draw findings on real prompts for people to judge, and count what they judged.

usage: python bench/accuracy.py draw PROMPTS.jsonl SHEET.jsonl [MOST]   up to thirty findings (or MOST) of each recommended rule, at random
       python bench/accuracy.py count SHEET.jsonl JUDGED.csv [JUDGED.csv ...]      a table for docs/accuracy.md

PROMPTS.jsonl has {"text"} a line. A line of the sheet is {"id", "rule", "text", "marked", "related", "message", "per_1000"}; a judge reads
the whole prompt and writes id,true|false,reason. Two judges work apart from each other; where they differ, a finding counts as false.
With MOST as large as the findings of a rule, all of them are drawn.
"""

import collections
import csv
import json
import random
import sys

import promptlint
from promptlint.registry import in_preset

SEED = 20261201
DRAWN = 30


def draw(prompts: str, sheet: str, most: int = DRAWN) -> None:
    """Lint every prompt and write a random sample of the findings of each recommended rule, most of them at most."""
    found: dict[str, list[dict[str, object]]] = collections.defaultdict(list)
    total = 0
    with open(prompts, encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            total += 1
            for finding in promptlint.lint(text):
                found[finding.code].append(
                    {
                        "text": text,
                        "marked": text[finding.start : finding.end],
                        "start": finding.start,
                        "related": [text[place.start : place.end] for place in finding.related],
                        "message": finding.message,
                    }
                )
    chance = random.Random(SEED)
    with open(sheet, "w", encoding="utf-8") as file:
        for rule in in_preset("recommended"):
            findings = found[rule.code]
            for number, drawn in enumerate(chance.sample(findings, min(most, len(findings))), 1):
                row: dict[str, object] = {"id": f"{rule.code}-{number}", "rule": rule.code}
                row["per_1000"] = round(1000 * len(findings) / total, 2)
                file.write(json.dumps(row | drawn, ensure_ascii=False) + "\n")
            print(f"{rule.code} {len(findings)} findings on {total} prompts")


def count(sheet: str, judged: list[str]) -> None:
    """Print a Markdown table: rule, findings per 1,000 prompts, judged, true by both judges, share."""
    with open(sheet, encoding="utf-8") as file:
        rows = {row["id"]: row for row in map(json.loads, file)}
    verdicts: dict[str, list[bool]] = collections.defaultdict(list)
    for path in judged:
        with open(path, encoding="utf-8", newline="") as file:
            for cells in csv.reader(file):
                if cells and cells[0] in rows:
                    verdicts[cells[0]].append(cells[1].strip().lower() == "true")
    print("| rule | findings per 1,000 prompts | judged | true | share |\n|---|---|---|---|---|")
    for code in dict.fromkeys(row["rule"] for row in rows.values()):
        ids = [name for name, row in rows.items() if row["rule"] == code and len(verdicts[name]) == len(judged)]
        true = sum(all(verdicts[name]) for name in ids)
        if ids:
            print(f"| {code} | {rows[ids[0]]['per_1000']} | {len(ids)} | {true} | {true / len(ids):.2f} |")


def main() -> int:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["draw", prompts, sheet]:
            draw(prompts, sheet)
        case ["draw", prompts, sheet, most] if most.isdecimal():
            draw(prompts, sheet, int(most))
        case ["count", sheet, *judged] if judged:
            count(sheet, judged)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
