"""Pictures of image generators: the prompt that is kept in them, read and never written.

The text of such a file is the one text of the picture in which prompts were found, decoded: lines and columns count in it. Where a picture
holds several, the first of these that has prompts counts: what A1111, Forge, Fooocus, SwarmUI and Civitai write (PNG ``parameters``, EXIF
UserComment, a JPEG's comment), the graph that ComfyUI ran, its workflow, InvokeAI's metadata, NovelAI's. A picture without any is no
fault; one that is broken is.
"""

from __future__ import annotations

import json
import re

from promptlint.sources.found import MAX_PROMPT, Contents, Found, SourceFault, SourceFile, SourceMap, too_long
from promptlint.sources.imagefiles import KEYWORDS, ImageText, image_texts
from promptlint.sources.jsontext import JsonText
from promptlint.sources.reading import Reading

#: The texts of EXIF, JPEG and XMP, looked into before ComfyUI's and after ``parameters``.
OTHERS = ("UserComment", "COM", "XMP UserComment", "XPComment", "ImageDescription", "Make", "Model", "XMP Description")

#: Why nothing is written into a picture.
READ_ONLY = "a picture is only read, never written: its prompt tells how it was made; change the prompt where you keep it and make it anew"

_DREAM = re.compile(r'\s*+"(?P<quoted>(?:[^"\\]|\\.)*+)"|(?P<bare>.*?)(?=\s-{1,2}[A-Za-z]|\Z)', re.DOTALL)
_TAGGED = re.compile(r"(?P<name>prompt|workflow):(?=\s*[{])")
_JOB = re.compile(r"Job ID: [0-9a-f-]{36}\s*+\Z")


def read_image(path: str, data: bytes, reading: Reading) -> SourceFile:
    """The prompts of a picture. Total: what is wrong with the file is one fault, and what could be read of it is read."""
    source = SourceFile(path)
    source.read_only = READ_ONLY
    texts, wrong = image_texts(data)
    faults: list[SourceFault] = []
    named = {text.name: text.text for text in reversed([*texts, *_inside(texts)])}
    source.how = "a picture without a prompt in its metadata"
    for name in (KEYWORDS[0], *OTHERS, *KEYWORDS[1:]):
        if name not in named:
            continue
        contents = _contents(name, named, reading)
        faults += contents.faults[:1]
        if contents.found:
            part = name if name.startswith("XMP ") or name in OTHERS else f"{name} chunk"
            source.text = contents_text(name, named)
            source.found = tuple(_read_only(found, part) for found in contents.found)
            source.faults = tuple(contents.faults)
            source.how = f"{part}, {contents.how}" if contents.how else part
            break
    if wrong:
        source.faults = (SourceFault(0, 0, wrong),)
    elif not source.found and faults:
        source.faults = (SourceFault(0, 0, faults[0].message),)
    source.readable = not wrong or bool(source.found)
    source.reading = reading
    return source


def contents_text(name: str, named: dict[str, str]) -> str:
    """The text of a picture that its prompts are read from: that of a name, without the tag that ComfyUI writes before it in WebP."""
    text = named[name]
    match = _TAGGED.match(text)
    return text[match.end() :] if match else text


def _inside(texts: list[ImageText]) -> list[ImageText]:
    """NovelAI's texts in JPEG and WebP: a JSON object in the comment holds those that PNG has as chunks."""
    for text in texts:
        if text.name == "UserComment" and '"Comment"' in text.text and '"Description"' in text.text:
            try:
                value = json.loads(text.text)
            except (ValueError, RecursionError):
                return []
            if isinstance(value, dict):
                return [ImageText(key, held) for key, held in value.items() if key in KEYWORDS and isinstance(held, str)]
    return []


def _contents(name: str, named: dict[str, str], reading: Reading) -> Contents:
    """The prompts of one of the texts; none where it is of a kind that holds other things as well and shows no sign of a prompt."""
    text = contents_text(name, named)
    if name == "Software":
        return Contents()
    if name == "Dream":
        return _dream(text)
    if text.lstrip()[:1] == "{":
        return _of_json(text, reading, certain=name not in OTHERS)
    from promptlint.sources.infotext import is_settings

    if any(is_settings(line) for line in text.split("\n")) or "\nNegative prompt:" in text:
        from promptlint.sources.infotext import read

        return read("", text, reading)
    contents = Contents()
    if name in ("parameters", "prompt"):
        contents.how = "the whole of it"
        _add(contents, text, None)
    elif name == "Description" and named.get("Software") == "NovelAI":
        contents.how = "NovelAI's prompt, with `uc` as its negative prompt"
        _add(contents, text, _novelai_negative(named.get("Comment", "")), dialect="novelai")
    elif name.endswith("Description") and (match := _JOB.search(text)):
        contents.how = "Midjourney's prompt"
        _add(contents, text[: match.start()], None)
    return contents


def _of_json(text: str, reading: Reading, *, certain: bool) -> Contents:
    """The prompts of a JSON text; where others than generators write JSON there as well, only of what a generator is known by."""
    from promptlint.sources.jsonkeys import read_text
    from promptlint.sources.metadata import reader_of

    contents = Contents()
    document = JsonText(text, 0, "", ascii_only=False)
    if not certain and reader_of(document, document.load(Contents())) is None:
        return contents
    contents.how = "JSON with the usual keys"
    read_text(document, contents, reading)
    return contents


def _dream(text: str) -> Contents:
    """InvokeAI 1 and 2: the command that makes the picture again, ``"a prompt [what to leave out]" -s 20 -S 1234``."""
    contents = Contents("InvokeAI's command")
    if match := _DREAM.match(text):
        group = "quoted" if match["quoted"] is not None else "bare"
        _add(contents, match[group], None, match.start(group))
    return contents


def _novelai_negative(comment: str) -> str | None:
    try:
        value = json.loads(comment)
    except (ValueError, RecursionError):
        return None
    negative = value.get("uc") if isinstance(value, dict) else None
    return negative if isinstance(negative, str) and negative else None


def _add(contents: Contents, text: str, negative: str | None, begin: int = 0, dialect: str | None = None) -> None:
    """Add a prompt that stands in the text from an offset on, without the white space round it."""
    prompt = text.strip()
    begin += len(text) - len(text.lstrip())
    if len(prompt) > MAX_PROMPT:
        contents.faults.append(too_long(begin, begin + len(prompt)))
    elif prompt:
        contents.found.append(Found(prompt, "", SourceMap.shifted(begin, len(prompt)), negative, dialect=dialect))


def _read_only(found: Found, part: str) -> Found:
    """The prompt with a place that names its part of the picture, and a map through which nothing is written."""
    inner = re.sub(r"^line \d+ ?", "", found.place)
    return Found(
        found.text, f"{part} {inner}".rstrip(), found.map.read_only(READ_ONLY), found.negative, found.fragment, found.head, found.dialect
    )
