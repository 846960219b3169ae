"""Measure promptlint on labelled prompts and print each figure beside what it should reach.

usage: measure.py FOLDER      (with eval/ and corpora/; .ci/run calls it where such a folder lies beside the checkout)

Ends with 1 where an example of the article does not hold or a script fails; a figure below its threshold is marked, not fatal.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

#: What a figure should reach, by its name below. The same prompts labelled twice by hand agree at 0.97.
AT_LEAST = {
    "dev span F1": 0.96,
    "dev value agreement": 0.95,
    "dev generic F1": 0.95,
    "dev context F1": 0.95,
    "dev-conflicts span F1": 0.96,
    "dev-conflicts value agreement": 0.95,
    "dev-conflicts conflict precision": 0.95,
    "challenge bad": 1.0,
    "syntax": 0.97,
    "noise prompts/s": 1500.0,
}
AT_MOST = {"noise slowest ms": 50.0, "challenge near": 0.0}


class Measures:
    """Runs the scripts of a folder and collects figures; ``broken`` names the scripts that failed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures: dict[str, float] = {}
        self.broken: list[str] = []

    def script(self, name: str, *arguments: str | Path) -> str:
        """Run eval/NAME, show what it prints, and give it back."""
        command = [sys.executable, str(self.folder / "eval" / name), *map(str, arguments)]
        finished = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
        print(f"--- {name} {' '.join(Path(argument).name for argument in arguments)}".rstrip())
        print((finished.stdout + finished.stderr).rstrip(), flush=True)
        if finished.returncode:
            self.broken.append(name)
        return finished.stdout

    def labelled(self, gold: Path) -> None:
        """Predict and score one file of labelled prompts."""
        with tempfile.TemporaryDirectory() as folder:
            predicted = Path(folder) / "predicted.jsonl"
            self.script("predict.py", gold, predicted)
            told = self.script("score.py", gold, predicted)
        self.figure(f"{gold.stem} span F1", r"^span F1 ([\d.]+)", told)
        self.figure(f"{gold.stem} value agreement", r"^all spans .*?([\d.]+)   negation", told)
        for mistake in ("overload", "conflict", "generic", "context"):
            self.figure(f"{gold.stem} {mistake} precision", rf"^finding {mistake}\b.*prec ([\d.]+)", told)
            self.figure(f"{gold.stem} {mistake} F1", rf"^finding {mistake}\b.*F1 ([\d.]+)", told)

    def figure(self, name: str, pattern: str, text: str) -> None:
        """Keep the number that a pattern finds in a script's output."""
        if match := re.search(pattern, text, re.MULTILINE):
            self.figures[name] = float(match[1])

    def verdicts(self) -> Iterator[str]:
        """A line for each figure that has a threshold."""
        for thresholds, sign in ((AT_LEAST, "at least"), (AT_MOST, "at most")):
            for name, threshold in thresholds.items():
                value = self.figures.get(name)
                if value is None:
                    yield f"    missing  {name}"
                    continue
                reached = value >= threshold if thresholds is AT_LEAST else value <= threshold
                yield f"{'    reached' if reached else 'NOT reached'}  {name}: {value:g} ({sign} {threshold:g})"


def main(folder: Path) -> int:
    """Run every script that is there."""
    measures = Measures(folder)
    measures.script("article.py")
    for gold in sorted((folder / "eval").glob("dev*.jsonl")):
        measures.labelled(gold)
    told = measures.script("challenge.py")
    measures.figure("challenge bad", r"^bad found .* = ([\d.]+) ;", told)
    measures.figure("challenge near", r"; near flagged .* = ([\d.]+)", told)
    measures.figure("syntax", r"^weights agree .* = ([\d.]+)", measures.script("syntax.py"))
    corpus = folder / "corpora" / "prompts.jsonl"
    if corpus.is_file():
        told = measures.script("noise.py", corpus, "--limit", "3000")
        measures.figure("noise prompts/s", r"(\d+) prompts/s", told)
        measures.figure("noise slowest ms", r"slowest ([\d.]+) ms", told)
    print("--- thresholds")
    for verdict in measures.verdicts():
        print(verdict)
    if measures.broken:
        print(f"failed: {', '.join(dict.fromkeys(measures.broken))}")
    return 1 if measures.broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
