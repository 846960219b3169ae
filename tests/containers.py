"""Files of every container, generated: their text, how they are read, and an independent reading of all that they hold.

The independent readings are the plain ones of each format; they share no code with promptlint.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from promptlint.sources import Reading

#: What a prompt is made of here: everything that some format gives a meaning to, in short pieces.
PIECES = [
    "bad", "bad", "woman", "a", " ", " ", "  ", ", ", ": ", " #", "#", "'", '"', '""', "\\", "\\n", "\n", "\n\n", "\n  ", "- ", "| ",
    "{", "}", "{x}", "[", "]", "\u00e9", "\U0001f600", "%", "$", "${", "`", "```", ";", "\t", "<!--", "&", "*", "!", "?", "@", "~",
    "--- ", "null", "1",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(lambda pieces: "".join(pieces).strip() + " bad end")
LINES = TEXTS.map(lambda text: re.sub(r"\s*\n\s*", " ", text))
#: What stands beside a prompt and must stay as it is.
NOTE = "bad note: 'x', \"y\" # bad"


class File(NamedTuple):
    """A generated file: name, text, how promptlint is to read it, and the independent reading: text -> (prompts, everything else)."""

    name: str
    text: str
    reading: Reading
    load: Callable[[str], tuple[list[str], Any]]


def _split(value: Any) -> tuple[list[str], Any]:
    """The values under ``prompt`` in a list of objects, and the rest."""
    rest = [{key: inner for key, inner in entry.items() if key != "prompt"} for entry in value]
    return [entry["prompt"] for entry in value], rest


def _keys(how: str) -> Reading:
    return Reading(("*",), how, prompt=("$..prompt",), negative=("$..negative",))


@st.composite
def yaml_files(draw: st.DrawFn) -> File:
    """Every style of scalar, made by PyYAML and by hand, block and flow, with comments."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    if draw(st.booleans()):
        entries = [{"note": NOTE, "prompt": text, "n": 1} for text in draw(st.lists(TEXTS, min_size=1, max_size=3))]
        text = yaml.safe_dump(
            entries,
            default_style=draw(st.sampled_from([None, "'", '"', "|", ">"])),
            default_flow_style=draw(st.booleans()),
            allow_unicode=draw(st.booleans()),
            width=draw(st.sampled_from([10, 30, 200])),
            indent=draw(st.sampled_from([2, 4])),
            sort_keys=False,
        )
    else:
        parts = []
        for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
            plain = re.sub(r"[^\w ,.\n\u00e9\U0001f600]", "", re.sub(r"\s*\n\s*", "\n", prompt)).strip() or "bad"
            style = draw(st.sampled_from(["|", "|-", "|+", ">", ">-", "|2", "plain"]))
            body = "\n".join("    " + line if line.strip() else "" for line in plain.split("\n"))
            properties = draw(st.sampled_from(["", "", "", " !!str", f" &bad{len(parts)}", f" &x{len(parts)} !!str"]))
            written = f"\n{body}" if style == "plain" else f"{properties} {style} # bad comment\n{body}"
            written = re.sub(r"\A\n[ ,.]*(?=\w*)", f"{properties}\n    x ", written) if style == "plain" else written
            parts.append(f"- note: {NOTE.replace(': ', ' ').replace(' #', '')}  # bad comment\n  prompt:{written}\n  n: 1\n")
        text = "# bad\n" + "".join(parts)
    return File("x.yaml", text.replace("\n", newline), _keys("yaml"), lambda text: _split(yaml.safe_load(text)))


@st.composite
def toml_files(draw: st.DrawFn) -> File:
    """The four kinds of string, inline tables and tables in arrays."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    parts = ["# bad\n"]
    for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
        kind = draw(st.sampled_from(['"', "'", '"""', "'''"]))
        if kind in ("'", "'''"):
            prompt = re.sub(r"\s*\n\s*", " ", prompt).replace("'", "") if kind == "'" else prompt.replace("'", "")
            written = f"{kind}{prompt}{kind}"
        else:
            escaped = json.dumps(prompt, ensure_ascii=draw(st.booleans()))[1:-1]
            escaped = re.sub(r"\\ud83d\\ude00", r"\\U0001F600", escaped)
            if kind == '"""':
                escaped = escaped.replace("\\n", "\n").replace(", ", draw(st.sampled_from([", ", ", \\\n      "])))
            written = f"{kind}{escaped}{kind}"
        shape = draw(
            st.sampled_from(
                ["[[entry]]\nnote = {note}\nprompt = {text} # bad\nn = 1.50\n", "[[entry]]\nx = {{ note = {note}, prompt = {text} }}\n"]
            )
        )
        parts.append(shape.format(note=json.dumps(NOTE), text=written))

    def load(text: str) -> tuple[list[str], Any]:
        entries = [entry.get("x", entry) for entry in tomllib.loads(text, parse_float=str)["entry"]]
        return _split(entries)

    return File("x.toml", "".join(parts).replace("\n", newline), _keys("toml"), load)


@st.composite
def jsonc_files(draw: st.DrawFn) -> File:
    """JSON with comment lines and trailing commas."""
    ascii_only = draw(st.booleans())
    lines = ["// bad\n["]
    for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
        entry = {"note": NOTE, "prompt": prompt, "n": 1.5}
        lines.append(f"{json.dumps(entry, ensure_ascii=ascii_only)[:-1]},}}, /* bad, }} */")

    def load(text: str) -> tuple[list[str], Any]:
        plain = "".join(line.removesuffix(", /* bad, } */").removesuffix(",}") + "}," for line in text.split("\n")[2:-1])
        return _split(json.loads(f"[{plain[:-1]}]"))

    return File("x.jsonc", "\n".join([*lines, "]"]), _keys("keys"), load)


@st.composite
def csv_files(draw: st.DrawFn) -> File:
    """Quoted and bare cells, with every delimiter."""
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter, quoting=quoting, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerow(["note", "prompt", "negative"])
    for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
        writer.writerow([NOTE, prompt, "bad"])

    def load(text: str) -> tuple[list[str], Any]:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        return [row[1] for row in rows[1:]], [(row[0], *row[2:]) for row in rows]

    return File("x.csv", made.getvalue(), Reading(("*",), "columns", prompt=("prompt",), negative=("negative",)), load)


@st.composite
def markdown_files(draw: st.DrawFn) -> File:
    """Fences at the margin, in lists and in quotes."""
    prefix = draw(st.sampled_from(["", "   ", "> ", "> > "]))
    fence = draw(st.sampled_from(["````", "~~~~"]))
    lines = ["# bad"]
    for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
        lines += ["bad text `bad`", f"{fence}prompt", *prompt.split("\n"), fence, "```python", "bad", "```"]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = newline.join((prefix + line) if line or ">" in prefix else line for line in lines)

    def load(text: str) -> tuple[list[str], Any]:
        bare = [line[len(prefix) :] if line.startswith(prefix) else line.strip(" >") for line in text.split(newline)]
        prompts: list[str] = []
        rest: list[str] = []
        inside: list[str] | None = None
        for line in bare:
            if line == f"{fence}prompt":
                inside = []
            elif line == fence and inside is not None:
                prompts.append("\n".join(inside).strip("\n"))
                inside = None
            else:
                (rest if inside is None else inside).append(line)
        return prompts, rest

    return File("x.md", text, Reading(("*",), "fences"), load)


@st.composite
def python_files(draw: st.DrawFn) -> File:
    """Plain, raw and triple-quoted literals."""
    lines = ["# bad", f"NOTE = {NOTE!r}"]
    for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
        kind = draw(st.sampled_from(["repr", "ascii", '"""', "'''", "r"]))
        if kind == "r":
            written = "r'" + re.sub(r"[\\'\n]", "", prompt) + "'"
        elif kind in ('"""', "'''"):
            written = f"{kind}{prompt.replace(chr(92), chr(92) * 2).replace(kind[0], chr(92) + kind[0])}{kind}"
        else:
            written = repr(prompt) if kind == "repr" else ascii(prompt)
        lines += (
            ["# promptlint: prompt", f"PROMPT = {written}  # bad"] if draw(st.booleans()) else [f"PROMPT = {written}  # promptlint: prompt"]
        )

    def load(text: str) -> tuple[list[str], Any]:
        body = ast.parse(text).body
        values = [(node.targets[0].id, node.value.value) for node in body]  # type: ignore[attr-defined]
        return [value for name, value in values if name == "PROMPT"], [value for name, value in values if name != "PROMPT"]

    return File("x.py", "\n".join(lines) + "\n", Reading(("*",), "literals"), load)


@st.composite
def javascript_files(draw: st.DrawFn) -> File:
    """Strings in double quotes, which JSON reads as well, and template literals."""
    lines = ["// bad", f"const note = {json.dumps(NOTE)};"]
    for prompt in draw(st.lists(TEXTS, min_size=1, max_size=3)):
        if draw(st.booleans()):
            written = json.dumps(prompt, ensure_ascii=draw(st.booleans()))
        else:
            written = "`" + prompt.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${") + "`"
        lines += ["// promptlint: prompt", f"draw({written}); // bad"]

    def load(text: str) -> tuple[list[str], Any]:
        prompts, rest = [], text
        for match in re.finditer(r'^draw\((?:("(?:[^"\\]|\\.)*")|`((?:[^`\\]|\\.)*)`)\); // bad$', text, re.MULTILINE | re.DOTALL):
            prompts.append(json.loads(match[1]) if match[1] else re.sub(r"\\(.)", r"\1", match[2], flags=re.DOTALL))
            rest = rest.replace(match[0], "", 1)
        return prompts, rest

    return File("x.ts", "\n".join(lines) + "\n", Reading(("*",), "literals"), load)


FORMATS = {
    "yaml": yaml_files(),
    "toml": toml_files(),
    "jsonc": jsonc_files(),
    "csv": csv_files(),
    "markdown": markdown_files(),
    "python": python_files(),
    "javascript": javascript_files(),
}
