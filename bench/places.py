"""Compare the prompts that promptlint finds in files with an independent reading, and prove the place of every word.

usage: python bench/places.py FOLDER [FOLDER ...]

The independent reading is the plain one of each format (json, yaml, csv, tomllib, a regular expression for fenced blocks) and a walk over
the usual keys; it knows no places. Every prompt that it finds has to be found, and the bytes of the file at the place that promptlint gives
for each word, decoded again, have to be that word. Prints a line for each kind of file, then what was missing, what only promptlint found,
and what it left out on purpose because it speaks of no picture; ends with 1 where a prompt is missing or a place is wrong. Files that
generators of images wrote (graphs of nodes, pictures) have no such reading and are passed over.
"""

import collections
import csv
import io
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator

import yaml

from promptlint.settings import Settings
from promptlint.sources import Reading, SourceFile, read_bytes
from promptlint.sources.content import may_be_a_prompt

SHOWN = ("files", "passed over", "prompts", "found", "missing", "only promptlint", "left out", "words", "wrong places", "faults")
PROMPT_KEYS = {"prompt", "prompt_en", "positive", "positive_prompt", "caption"}
LABEL = re.compile(r"[\W_]*(?:prompt|プロンプト|提示词)\W*", re.IGNORECASE)
FENCE = re.compile(r"^([^\n]*\S[^\n]*)\n\s*^```[^\n`]*\n(.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)


def walk(value: object, key: str = "", top: bool = True) -> Iterator[str]:
    """The strings under the usual keys of a value."""
    if isinstance(value, dict):
        if "groups" in value and isinstance(value["groups"], list):
            for group in value["groups"]:
                yield from (str(tag) for tag in group.get("tags") or {})
            return
        for name, inner in value.items():
            wanted = name in PROMPT_KEYS or (name == "text" and top)
            yield from walk(inner, name if wanted else "", False)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, key, top and isinstance(inner, dict))
    elif isinstance(value, str) and key and value.strip():
        yield value


def every_string(value: object) -> Iterator[str]:
    """Every string that is no key."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every_string(inner)


def is_graph(value: object) -> bool:
    """Whether a JSON document is a graph of nodes."""
    inner = list(value.values()) if isinstance(value, dict) else []
    return isinstance(value, dict) and (
        "nodes" in value or any(isinstance(node, dict) and ("class_type" in node or "nodes" in node) for node in inner)
    )


def independent(path: str, text: str) -> list[str] | None:
    """The prompts of a file by the plain reading of its format; None where there is none."""
    ending = os.path.splitext(path)[1].lower()
    if ending == ".json":
        value = json.loads(text)
        return None if is_graph(value) else list(walk(value))
    if ending == ".jsonl":
        return [prompt for line in text.splitlines() if line.strip() for prompt in walk(json.loads(line))]
    if ending in (".yaml", ".yml"):
        documents = list(yaml.load_all(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        if "wildcards" in path:
            return [prompt for value in documents for prompt in every_string(value)]
        once = {id(prompt): prompt for value in documents for prompt in walk(value)}  # an alias is the same object again
        return list(once.values())
    if ending == ".toml":
        return list(walk(tomllib.loads(text)))
    if ending in (".csv", ".tsv"):
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if ending == ".tsv" else ",")
        return [row[key] for row in rows for key in row if key in PROMPT_KEYS and row[key] and row[key].strip()]
    if ending == ".md":
        return [match[2] for match in FENCE.finditer(text) if LABEL.fullmatch(match[1]) and match[2].strip()]
    if ending == ".txt":
        return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "//"))]
    return None


def reading_of(path: str, settings: Settings) -> Reading | None:
    """How promptlint reads it; what lies in a folder of wildcards or of tags is read as such."""
    if "wildcards" in path:
        return Reading(("*",), "wildcards", fragments=True)
    return settings.reading(os.path.join("x", os.path.basename(path)))


def says(raw: str, word: str) -> bool:
    """Whether the text at a place is a word, as it stands or as one of the formats escapes it."""
    if raw in (word, word.replace("'", "''"), word.replace('"', '""')):
        return True
    for decode in (json.loads, yaml.safe_load, lambda one: tomllib.loads(f"x = {one}")["x"]):
        try:
            if decode(f'"{raw}"') == word:
                return True
        except (ValueError, yaml.YAMLError):
            continue
    return False


def wrong_places(source: SourceFile, data: bytes) -> tuple[int, int]:
    """How many words the prompts of a file have, and how many of them are not at their place in its bytes."""
    words = wrong = 0
    for found in source.found:
        begin, end = found.map.span_to_file(0, len(found.text))
        first = len(source.encoded(source.text[:begin]))
        here = data[first : first + len(source.text[begin:end].encode(source.encoding, "surrogateescape"))].decode(source.encoding)
        for word in re.finditer(r"\S+", found.text):
            words += 1
            start, stop = found.map.span_to_file(*word.span())
            wrong += not says(here[start - begin : stop - begin], word.group())
    return words, wrong


def main() -> int:
    """Compare, print, and say whether all was well."""
    if not sys.argv[1:]:
        print(__doc__)
        return 2
    settings = Settings()
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    told = []
    for top in sys.argv[1:]:
        for folder, _, names in sorted(os.walk(top)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                reading = reading_of(path, settings)
                with open(path, "rb") as file:
                    data = file.read()
                wanted = None if reading is None or b"\0" in data else independent(path, data.decode("utf-8-sig"))
                count = counts[os.path.basename(folder)]
                count["files"] += 1
                if wanted is None:
                    count["passed over"] += 1
                    continue
                source = read_bytes(path, data, reading)
                got = collections.Counter(found.text.strip() for found in source.found)
                expected = collections.Counter(prompt.replace("\r\n", "\n").strip() for prompt in wanted)
                left_out = [prompt for prompt in (expected - got).elements() if not may_be_a_prompt(prompt)]
                missing = list((expected - got - collections.Counter(left_out)).elements())
                extra = list((got - expected).elements())
                words, wrong = wrong_places(source, data)
                count.update({"prompts": sum(expected.values()), "found": len(source.found), "words": words, "wrong places": wrong})
                count.update(
                    {"missing": len(missing), "only promptlint": len(extra), "left out": len(left_out), "faults": len(source.faults)}
                )
                for kind, prompts in (("missing", missing), ("only promptlint", extra), ("left out", left_out)):
                    told += [f"{path}: {kind}: {prompt[:100]!r}" for prompt in prompts]
    for folder, count in counts.items():
        print(f"{folder}: {', '.join(f'{count[name]:,} {name}' for name in SHOWN)}")
    print(*told, sep="\n")
    return 1 if any(count["missing"] or count["wrong places"] for count in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
