"""Which words of a prompt count, for rules that read its text where no token stands: those that are asked for.

Tokens know it by themselves (``Prompt.asserted``); a phrase found in the text by its words has to be asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from promptlint.model import Prompt, Token
from promptlint.text import around

#: A denial within three words before a phrase; "mid-" and "un-" before a movement name one frame of it or none.
DENIED = (
    r"(?:\b(?:no|not|never|without|neither|nor|hardly|avoid(?:s|ing)?|stops?|stopped|instead of|rather than)|n['’]t"
    r"|\brefus\w+ to)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:mid|un)[- ]?$"
)
LETTERING = r"\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”|«[^»\n]{1,80}»|(?<!\w)'[^'\n]{1,80}'(?!\w)"


def is_live(prompt: Prompt, start: int, end: int) -> bool:
    """Whether the code points from start to end are asked for: live text outside of comments and negative sections, not denied, and no
    lettering in the picture. A prompt that is quoted as a whole is no lettering.
    """
    runs = prompt.markup.runs
    first = max(0, bisect_right(runs, start, key=lambda run: run.start) - 1)
    last = bisect_left(runs, end, key=lambda run: run.start)
    inside = [run for run in runs[first:last] if start < run.end]
    if not inside or any(run.opaque or run.negative for run in inside):
        return False
    text = prompt.text
    if re.search(DENIED, text[max(0, start - 40) : start], re.IGNORECASE):
        return False
    if prompt.dialect == "json":
        return True  # its quotation marks are its own
    begin, stop = around(text, start, end, ("\n",))
    line = text[begin:stop]
    for quotation in re.finditer(LETTERING, line):
        if begin + quotation.start() <= start and end <= begin + quotation.end() and len(quotation.group()) < len(line.strip()):
            return False
    return True


def tokens_from(prompt: Prompt, start: int, end: int) -> tuple[Token, ...]:
    """The tokens that begin between two places of the text, start inclusive, end exclusive; found without a walk through all of them."""
    tokens = prompt.tokens
    return tokens[bisect_left(tokens, start, key=lambda token: token.start) : bisect_left(tokens, end, key=lambda token: token.start)]
