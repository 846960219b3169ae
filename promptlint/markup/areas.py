"""The parts of an A1111 infotext: the prompt, the line "Negative prompt:", the last line with its parameters.

Source: A1111 web UI ``modules/infotext_utils.py``, ``parse_generation_parameters``: the last line is parameters when it has at least
three ``key: value`` pairs.
"""

from __future__ import annotations

import re

_NEGATIVE = re.compile(r"^[ \t]*+Negative prompt:[ \t]*+", re.MULTILINE)
_KEY = re.compile(r"\s*+\w[\w /-]*+:")
_PAIRS = 3


def split(text: str, *, certain: bool) -> tuple[re.Match[str] | None, int]:
    """The match of the marker of the negative prompt, or None, and where the line of parameters begins (the text's end for none).

    Without ``certain`` (nobody said that this is an infotext) the last line must begin with "Steps:", as A1111 writes it: a prompt may
    well end with "camera: ..., lens: ..., light: ...".
    """
    negative = _NEGATIVE.search(text)
    body = text.rstrip()
    start = body.rfind("\n") + 1
    line = body[start:]
    if certain or line.lstrip().startswith("Steps:"):
        pairs = sum(1 for piece in line.split(",") if _KEY.match(piece))
        if pairs >= _PAIRS:
            return negative, start
    return negative, len(text)
