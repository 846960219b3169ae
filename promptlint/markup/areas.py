"""The parts of an A1111 infotext: the prompt, the line "Negative prompt:", the last line with its parameters; and what Pika's video bot is
told to leave out ("-neg", as its users' guide has it).

Source: A1111 web UI ``modules/infotext_utils.py``, ``parse_generation_parameters``: the last line is parameters when it has at least
three ``key: value`` pairs.
"""

from __future__ import annotations

import re

_NEGATIVE = re.compile(r"^[ \t]*+Negative prompt:[ \t]*+", re.MULTILINE)
#: Pika's bot: "-neg blurry, ugly -fps 24".
_PIKA_NEGATIVE = re.compile(r"(?<!\S)-neg(?:ative)?[ \t]++")
_PIKA_PARAMETER = re.compile(r"[ \t]-(?:fps|motion|gs|ar|seed|camera|neg)\b")
_KEY = re.compile(r"\s*+\w[\w /-]*+:")
_PAIRS = 3


def is_of_pika(negative: re.Match[str] | None) -> bool:
    """Whether a negative prompt's marker is that of Pika's bot."""
    return negative is not None and negative[0].startswith("-")


def split(text: str, *, certain: bool) -> tuple[re.Match[str] | None, int]:
    """The match of the marker of the negative prompt, or None, and where the line of parameters begins (the text's end for none).

    Without ``certain`` (nobody said that this is an infotext) the last line must begin with "Steps:", as A1111 writes it: a prompt may
    well end with "camera: ..., lens: ..., light: ...".
    """
    negative = _NEGATIVE.search(text)
    if negative is None and "-neg" in text:
        negative = _PIKA_NEGATIVE.search(text)
        following = _PIKA_PARAMETER.search(text, negative.end()) if negative else None
        return negative, following.start() if following else len(text)
    body = text.rstrip()
    start = body.rfind("\n") + 1
    line = body[start:]
    if certain or line.lstrip().startswith("Steps:"):
        pairs = sum(1 for piece in line.split(",") if _KEY.match(piece))
        if pairs >= _PAIRS:
            return negative, start
    return negative, len(text)
