"""Compare the prompts that promptlint finds in what image generators write with independent readings, and prove the place of every word.

usage: python bench/generators.py FOLDER [FOLDER ...]        (pip install pillow sd-parsers)

Pictures are read by Pillow and sd-parsers: the text of promptlint's SourceFile has to be one that Pillow gives, and every prompt and
negative prompt of sd-parsers has to be found. Graphs and workflows (JSON) are searched without their links for all that encodes a text:
each has to be a prompt, or a part of a negative one. Each word of each prompt has to stand where promptlint says. Dream Factory files have
no other reader; their lines that are neither settings nor comments are counted. Prints a line for each kind of file, then what was missing;
ends with 1 where anything was, or a place was wrong.
"""

import collections
import json
import os
import re
import sys
from collections.abc import Iterator

from PIL import Image
from sd_parsers import ParserManager

from promptlint.settings import Settings
from promptlint.sources import SourceFile, read_bytes

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
TEXT_KEYS = ("text", "text_g", "text_l", "clip_l", "t5xxl", "prompt")


def of_picture(path: str) -> tuple[list[str], list[str]]:
    """The prompts and negative prompts of a picture as sd-parsers reads them."""
    info = ParserManager().parse(path)
    return ([one.value for one in info.prompts], [one.value for one in info.negative_prompts]) if info else ([], [])


def texts_of(path: str) -> list[str]:
    """The texts of a picture as Pillow reads them."""
    with Image.open(path) as picture:
        return [text for text in picture.info.values() if isinstance(text, str)]


def encoded_texts(value: object) -> Iterator[str]:
    """The texts of the nodes that encode one, and of strings that are linked to something, wherever in a document."""
    if isinstance(value, dict):
        kind = str(value.get("class_type") or value.get("type") or "")
        inputs, widgets = value.get("inputs"), value.get("widgets_values")
        if isinstance(inputs, dict) and ("encode" in kind.lower() or "compel" in kind or "InputText" in kind or kind == "string"):
            for name in (*TEXT_KEYS, "value"):
                held = inputs.get(name)
                yield from (text for text in (held, held.get("value") if isinstance(held, dict) else None) if isinstance(text, str))
        if isinstance(widgets, list) and "Encode" in kind and "VAE" not in kind:
            yield from (text for text in widgets if isinstance(text, str))
        for inner in value.values():
            yield from encoded_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from encoded_texts(inner)


def wanted_of(path: str, data: bytes) -> tuple[list[str], list[str]] | None:
    """The prompts and negative prompts of a file by an independent reading; None where there is none."""
    ending = os.path.splitext(path)[1].lower()
    if ending in PICTURES:
        return of_picture(path)
    if ending == ".json":
        value = json.loads(data)
        ran = value.get("prompt") if isinstance(value, dict) else None  # beside a workflow, the graph that ran
        return [], list(encoded_texts(ran if isinstance(ran, dict) else value))
    if ending == ".prompts":
        lines = [line.partition("#")[0].strip() for line in data.decode().splitlines()]
        return [line for line in lines if line and line[0] not in "![" and line != "go"], []
    return None


def missing_of(source: SourceFile, prompts: list[str], others: list[str]) -> list[str]:
    """The texts of an independent reading that promptlint has neither as (a part of) a prompt nor as one of a negative prompt."""
    found = [re.sub(r"\s+", " ", one.text) for one in source.found]
    negative = [re.sub(r"\s+", " ", one.negative or "") for one in source.found]

    def held(text: str, places: list[str]) -> bool:
        text = re.sub(r"\s+", " ", text).strip()
        return not text or any(text in place for place in places)

    return [text for text in prompts if not held(text, found)] + [text for text in others if not held(text, found + negative)]


def wrong_places(source: SourceFile) -> tuple[int, int]:
    """How many words the prompts have, and how many of them do not stand where the map says."""
    words = wrong = 0
    for found in source.found:
        for word in re.finditer(r"\S+", found.text):
            words += 1
            start, end = found.map.span_to_file(*word.span())
            raw = source.text[start:end]
            wrong += raw != word.group() and json.loads(f'"{raw}"') != word.group()
    return words, wrong


def main() -> int:
    """Compare, print, and say whether all was well."""
    if not sys.argv[1:]:
        print(__doc__)
        return 2
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    told = []
    for top in sys.argv[1:]:
        for folder, _, names in sorted(os.walk(top)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    data = file.read()
                wanted = wanted_of(path, data)
                if wanted is None:
                    continue
                source = read_bytes(path, data, Settings().reading(name))
                words, wrong = wrong_places(source)
                missing = missing_of(source, *wanted)
                if name.lower().endswith(PICTURES) and source.found and source.text not in texts_of(path):
                    missing.append("the text itself, as Pillow reads it")
                found = {"files": 1, "found": len(source.found), "negative": sum(bool(one.negative) for one in source.found)}
                known = {"prompts known": len([text for text in wanted[0] + wanted[1] if text.strip()]), "missing": len(missing)}
                counts[os.path.basename(folder)].update(
                    {**found, **known, "words": words, "wrong places": wrong, "faults": len(source.faults)}
                )
                told += [f"{path}: missing: {text[:100]!r}" for text in missing]
    for folder, count in counts.items():
        print(f"{folder}: {', '.join(f'{number:,} {kind}' for kind, number in count.items())}")
    print(*told, sep="\n")
    return 1 if any(count["missing"] or count["wrong places"] for count in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
