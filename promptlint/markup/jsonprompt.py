"""A prompt that is one JSON object: what its values say, each where it belongs.

Some models take their prompt as JSON (scene, subjects, lighting, camera ...). The keys are no words of the prompt; a value is. An object
under a key such as "camera" or "lighting" tells more of the same picture; every other one, and every entry of a list of shots or variants,
is a section of its own: which of them are one picture the text does not tell.
Linear, and total: what is no sound JSON is read by its quotation marks as far as they go.
"""

from __future__ import annotations

import re

from promptlint.model import Run

#: A JSON object from its first key on, fenced or not.
OBJECT = re.compile(r"\A\s*+(?:```(?:json)?\s*+)?\{\s*+\"(?:[^\"\\\n]|\\.)*+\"\s*+:")
TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)(\s*+:)?|[{}\[\],]', re.DOTALL)
#: Keys of what is not to be in the picture, of letters that are written in it, and of lists of which each entry is a picture.
NEGATIVE = re.compile(r"negative(?![_ ]?space)|avoid|exclu|forbid|unwanted|do_?n[o']?t|without|remov", re.IGNORECASE)
WRITTEN = re.compile(
    r"\A(?:.*_)?(?:text|title|lettering|typography|slogan|font|words|logo|model|name|id|type|version|seed|aspect_ratio|resolution|file\w*|url)\Z",
    re.IGNORECASE,
)
PICTURES = re.compile(
    r"(?:shot|panel|frame|scene|variation|variant|option|alternative|expression|mood|step|prompt|image|example)s\Z", re.IGNORECASE
)
#: Keys of objects that tell more of the very picture they stand in.
ASPECT = re.compile(
    r"(?:camera|lens|composition|framing|shot|angle|light|technical|photograph|style|quality|setting|environment|atmosphere|location"
    r"|mood|pose|expression|face|facial|head|eyes|gaze|emotion|appearance|subject|character|person|clothing|outfit|wardrobe|attire|hair|detail"
    r"|time|weather|colou?r)\w*\Z",
    re.IGNORECASE,
)


class _Level:
    """An object or a list that is open: its section, whether it is negative, the key it stands at, whether its entries are pictures."""

    __slots__ = ("is_list", "key", "negative", "pictures", "section")

    def __init__(self, section: int, *, is_list: bool, negative: bool, pictures: bool, key: str) -> None:
        self.section = section
        self.is_list = is_list
        self.negative = negative
        self.pictures = pictures
        self.key = key


def value_runs(text: str) -> tuple[Run, ...] | None:
    """The runs of a JSON prompt's values, in order; None where the text is none. Offsets count code points of text."""
    if OBJECT.match(text) is None:
        return None
    runs: list[Run] = []
    sections = 0
    open_levels: list[_Level] = []
    for token in TOKEN.finditer(text):
        sign = token.group()
        top = open_levels[-1] if open_levels else None
        if sign in {"{", "["}:
            pictures = sign == "[" and top is not None and PICTURES.search(top.key) is not None
            own = sign == "{" and top is not None and (top.is_list or not ASPECT.match(top.key))
            if own:
                sections += 1
            section = sections if own or top is None else top.section
            negative = top is not None and (top.negative or NEGATIVE.search(top.key) is not None)
            key = top.key if sign == "[" and top is not None else ""
            open_levels.append(_Level(section, is_list=sign == "[", negative=negative, pictures=pictures, key=key))
        elif sign in {"}", "]"}:
            if open_levels:
                open_levels.pop()
        elif sign == ",":
            if top is not None and top.pictures:
                sections += 1
                top.section = sections
        elif top is None:
            continue
        elif token.group(2) and not top.is_list:
            top.key = token.group(1)
        elif token.group(1).strip() and not (WRITTEN.match(top.key) and len(token.group(1)) <= LETTERING_MAX):
            negative = top.negative or NEGATIVE.search(top.key) is not None
            runs.append(Run(token.start(1), token.end(1), section=top.section, negative=negative))
    return tuple(runs)


#: What is written in a picture is short; a longer value is a prompt, whatever its key.
LETTERING_MAX = 80
