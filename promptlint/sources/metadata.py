"""JSON that image generators write of a picture: which keys hold its prompts, and which the negative ones that belong to them.

Sources, each read in the tool's own code: InvokeAI ``metadata`` (v3 and later) and ``sd-metadata`` (v2), NovelAI's Comment, Draw Things'
comment (in XMP), Fooocus' ``meta_parser`` and its log, SwarmUI's ``sui_image_params``; ``comfyui.py`` and ``invokeai.py`` for graphs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from promptlint.sources.comfyui import graphs, read_graphs
from promptlint.sources.found import Contents
from promptlint.sources.invokeai import is_workflow, read_workflow
from promptlint.sources.jsonpath import Place
from promptlint.sources.jsontext import JsonText

Reader = Callable[[JsonText, Any, Contents], None]


def reader_of(document: JsonText, value: object) -> Reader | None:
    """The function that adds the prompts of a document of one of the generators; None for any other document."""
    if isinstance(value, dict):
        for key, reader in _BY_KEY.items():
            if key in value:
                return reader
        if isinstance(value.get("image"), dict) and "app_id" in value:
            return _invokeai_2
        if is_workflow(value):
            return read_workflow
    may_be_graph = '"class_type"' in document.text or '"nodes"' in document.text
    return read_graphs if may_be_graph and graphs(value) else None


def _text(value: object, *place: str | int) -> str | None:
    """The string at a place of a document, if one stands there."""
    for step in place:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value if isinstance(value, str) else None


def _pair(document: JsonText, value: object, contents: Contents, place: Place, negative: Place) -> None:
    """Add the prompt at a place, and tie the negative one at another to it."""
    if (text := _text(value, *place)) is not None:
        document.add(contents, place, text, negative=_text(value, *negative) or None, fragment="{prompt}" in text)


def _novelai(document: JsonText, value: Any, contents: Contents) -> None:
    """NovelAI: ``prompt`` and ``uc``; from V4 on each character has a prompt and a negative one of its own."""
    contents.how = "NovelAI's metadata: `prompt`, with `uc` as its negative prompt"
    _pair(document, value, contents, ("prompt",), ("uc",))
    if _text(value, "prompt") is None and _text(value, "c") is not None:
        contents.how = "Draw Things' metadata: `c`, with `uc` as its negative prompt"
        _pair(document, value, contents, ("c",), ("uc",))
    elif _text(value, "prompt") is None:
        _pair(document, value, contents, ("v4_prompt", "caption", "base_caption"), ("v4_negative_prompt", "caption", "base_caption"))
    captions: Place = ("caption", "char_captions")
    number = 0
    while _text(value, "v4_prompt", *captions, number, "char_caption") is not None:
        last: Place = (*captions, number, "char_caption")
        _pair(document, value, contents, ("v4_prompt", *last), ("v4_negative_prompt", *last))
        number += 1


def _swarmui(document: JsonText, value: Any, contents: Contents) -> None:
    contents.how = "SwarmUI's metadata: `prompt` and `negativeprompt` of its `sui_image_params`"
    _pair(document, value, contents, ("sui_image_params", "prompt"), ("sui_image_params", "negativeprompt"))


def _fooocus_log(document: JsonText, value: Any, contents: Contents) -> None:
    contents.how = "Fooocus' log: `Prompt` and `Negative Prompt`"
    _pair(document, value, contents, ("Prompt",), ("Negative Prompt",))


def _fooocus(document: JsonText, value: Any, contents: Contents) -> None:
    """Fooocus: what was typed; ``full_prompt`` is what its styles made of it."""
    contents.how = "Fooocus' metadata: `prompt` and `negative_prompt`"
    _pair(document, value, contents, ("prompt",), ("negative_prompt",))


def _invokeai_3(document: JsonText, value: Any, contents: Contents) -> None:
    """InvokeAI 3 and later: SDXL has a second prompt for the style."""
    contents.how = "InvokeAI's metadata: `positive_prompt` and `negative_prompt`"
    _pair(document, value, contents, ("positive_prompt",), ("negative_prompt",))
    style = _text(value, "positive_style_prompt")
    if style and style != _text(value, "positive_prompt"):
        document.add(contents, ("positive_style_prompt",), style, negative=_text(value, "negative_style_prompt") or None, fragment=True)


def _invokeai_2(document: JsonText, value: Any, contents: Contents) -> None:
    """InvokeAI 2: a list of prompts with their weights, of which those below 0 are negative, or one text."""
    contents.how = "InvokeAI's older metadata: `image.prompt`"
    prompts = value["image"].get("prompt")
    if isinstance(prompts, str):
        document.add(contents, ("image", "prompt"), prompts)
        return
    against, asked = [], []
    for number, one in enumerate(prompts if isinstance(prompts, list) else ()):
        if isinstance(one, dict) and isinstance(one.get("prompt"), str):
            weight = one.get("weight", 1.0)
            if isinstance(weight, int | float) and weight < 0:
                against.append(one["prompt"])
            else:
                asked.append((number, one["prompt"]))
    for number, text in asked:
        place = ("image", "prompt", number, "prompt")
        document.add(contents, place, text, negative=", ".join(against) or None, fragment=len(asked) > 1)


#: What tells a document of a generator from others: a key at its top that no other tool writes.
_BY_KEY: dict[str, Reader] = {
    "sui_image_params": _swarmui,
    "uc": _novelai,
    "v4_prompt": _novelai,
    "full_prompt": _fooocus,
    "positive_style_prompt": _invokeai_3,
    "Negative Prompt": _fooocus_log,
    "Fooocus V2 Expansion": _fooocus_log,
}
