"""Write the parts of the documentation that promptlint itself says: docs/rules.md, docs/rewrites.md, and the outputs in README.md.

usage: python docs/generate.py      (or make docs; tests/test_docs.py fails while anything is not current)

An output stands between ``<!-- output: COMMAND -->`` and ``<!-- end -->``; COMMAND is run in the checkout as it would be typed, with a
width of 100 columns and no colour, and what it prints, with its exit code where that is not 0, is put between the two.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from promptlint.registry import all_rules  # noqa: E402
from promptlint.report.colour import Palette  # noqa: E402
from promptlint.report.drawing import Drawing, Mark  # noqa: E402
from promptlint.rewriter import rewrite  # noqa: E402
from promptlint.rule import Bad, Good, Rule  # noqa: E402
from promptlint.text import Lines, visible  # noqa: E402

WIDTH = 100
OUTPUT = re.compile(r"(<!-- output: (?P<command>[^\n]*) -->\n).*?(<!-- end -->)", re.DOTALL)

#: The groups of rules, by the letters of their codes.
GROUPS = {
    "FAC": "Facial actions",
    "EMO": "Emotion words",
    "CTX": "Context",
    "LAY": "Layers",
    "CAM": "Camera",
    "LIT": "Light",
    "RED": "Repetition",
    "NEG": "Negation",
    "SYN": "Markup",
    "TGT": "Target models",
    "SRC": "Files",
    "SUP": "Suppressions",
    "INT": "Promptlint itself",
}


def output_of(command: str) -> str:
    """What a promptlint command prints, as a fenced block."""
    program, *arguments = shlex.split(command)
    if program != "promptlint":
        raise SystemExit(f"only promptlint commands can be shown, not {command!r}")
    settings = {"COLUMNS": str(WIDTH), "TERM": "dumb", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    finished = subprocess.run(
        [sys.executable, "-m", "promptlint", *arguments],
        cwd=ROOT,
        env={**kept, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if finished.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {finished.returncode}:\n{finished.stdout}")
    ending = f"$ echo $?\n{finished.returncode}\n" if finished.returncode else ""
    return f"```console\n$ {command}\n{finished.stdout.rstrip()}\n{ending}```\n"


def with_outputs(text: str) -> str:
    """A page with the outputs of its commands as they are today."""
    return OUTPUT.sub(lambda match: match[1] + output_of(match["command"]) + match[3], text)


def rules_page() -> str:
    """docs/rules.md: a table of the rules, then each with its reasons, examples, options and source."""
    rules = all_rules()
    parts = [
        "# The rules",
        "<!-- Written by docs/generate.py from the files in rules/; `make docs` writes it anew. -->",
        f"{len(rules)} rules. `promptlint explain CODE` shows the same on a terminal; [README.md](../README.md#writing-a-rule) tells how "
        "to write one. A finding belongs to one of four mistakes: *overload* (too much for one face), *conflict* (things that no picture "
        "can show together), *generic* (a label instead of a face) and *context* (an expression that answers to nothing).",
    ]
    for prefix, group in groupby(rules, lambda rule: rule.code[:3]):
        table = ["| code | name | severity | preset | mistake |", "|---|---|---|---|---|"]
        for rule in group:
            table.append(f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity} | {rule.preset} | {rule.mistake or ''} |")
        parts += [f"**{GROUPS[prefix]}**", "\n".join(table)]
    for rule in rules:
        parts += _section(rule)
    return "\n\n".join(parts) + "\n"


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def _section(rule: Rule) -> Iterator[str]:
    what, *sources = rule.about.split("\n\n")
    mistake = f" · mistake: {rule.mistake}" if rule.mistake else ""
    yield f"## {rule.code} {rule.name}"
    yield f"**{rule.severity}** · preset {rule.preset}{mistake}"
    yield prose(what)
    yield prose(rule.why)
    if rule.bad:
        yield "Flagged:"
        yield _block(row for bad in rule.bad for row in _drawn(bad))
    if rule.good:
        yield "Left alone:"
        yield _block(row for good in rule.good for row in _text(good))
    if rule.options:
        yield f"Options, in the configuration under `[check.rules.{rule.code}]`:"
        yield "\n".join(["```toml", *(f"{name} = {_toml(value)}" for name, value in rule.options.items()), "```"])
    yield from map(prose, sources)


def prose(text: str) -> str:
    """A docstring as Markdown: nothing in it but code between backticks is markup."""
    pieces = re.split(r"(``?[^`]+``?)", text)
    return "".join(piece if piece.startswith("`") else re.sub(r"([*<\[\]\\])", r"\\\1", piece) for piece in pieces)


def _block(rows: Iterator[str]) -> str:
    return "\n".join(["```text", *rows, "```"])


def _drawn(bad: Bad) -> Iterator[str]:
    """A bad example with its places underlined."""
    marks = []
    for number, marked in enumerate(bad.marks):
        start = bad.text.find(marked)
        if start >= 0:
            marks.append(Mark(start, start + len(marked), primary=number == 0))
    if marks:
        drawing = Drawing(Lines(bad.text), marks, WIDTH * 10, Palette(), "error")
        yield from (row.partition("| ")[2].rstrip() for row in drawing.rows)
    else:
        yield from map(visible, bad.text.split("\n"))
    yield from _circumstances(bad)
    if bad.fixed is not None:
        yield f"    fixed: {visible(bad.fixed)}"


def _text(good: Good) -> Iterator[str]:
    yield from map(visible, good.text.split("\n"))
    yield from _circumstances(good)


def _circumstances(example: Good | Bad) -> Iterator[str]:
    if example.negative is not None:
        yield f"    negative prompt: {visible(example.negative)}"
    if example.target is not None:
        yield f"    target: {example.target}"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


#: Prompts as people write them; docs/rewrites.md shows what promptlint makes of them.
REWRITTEN = (
    "worried character", "a sad woman in a cafe", "1girl, sad, rain", "angry businessman, office", "confident leader",
    "suspicious expression", "a joyful child", "portrait of a scared soldier, trench, dusk", "(crying:1.2), 1girl, night, street",
    "an old fisherman looking tired after the storm", "surprised man", "disgusted chef in a kitchen", "proud mother at the graduation",
    "a nervous bride, church", "bored student in a lecture hall", "her expression is one of grief", "smug cat on a throne",
    "a lonely astronaut, empty station", "thoughtful detective, rainy window", "happy", "Very emotional intense dramatic expression",
    "expressive face, oil painting",
    "Happy sad angry confused surprised character with raised eyebrows, smile, frown, wide eyes, and tension",
    "serene furious woman, kitchen", "Maximum smile with deep frown lines and angry eyebrows", "a smiling woman",
    "AU6 eye smile, AU12 lip smile, perfect happiness", "a relieved nurse at the end of her shift", "ashamed boy beside a broken vase",
    "melancholic poet --ar 2:3",
)  # fmt: skip


def rewrites_page() -> str:
    """docs/rewrites.md: prompts with the three best rewrites of each."""
    parts = [
        "# Rewrites",
        "<!-- Written by docs/generate.py; `make docs` writes it anew. -->",
        f"What `promptlint rewrite` makes of {len(REWRITTEN)} common prompts: the best three, in order. Every one is read again before it "
        "is shown: it asks for exactly the units that it names, and none of the four mistakes is left in it. Sources are those of "
        "[facs/emotions.csv](../promptlint/facs/emotions.csv); `promptlint explain worried` shows them.",
    ]
    for prompt in REWRITTEN:
        found = rewrite(prompt)
        parts.append(f"**{visible(prompt)}**")
        parts.append("\n".join(f"{number}. `{visible(one.text)}`" for number, one in enumerate(found, 1)) or "nothing to rewrite")
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Every page that is written or has written parts, as it should be."""
    readme = ROOT / "README.md"
    docs = ROOT / "docs"
    return {
        docs / "rules.md": rules_page(),
        docs / "rewrites.md": rewrites_page(),
        readme: with_outputs(readme.read_text(encoding="utf-8")),
    }


def main() -> None:
    """Write the pages that are not current."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
