"""Numbers that are no weights to the tool, weights that nobody can have meant, and BREAK where a weight takes it apart.

Source: A1111 web UI ``parse_prompt_attention`` and its schedule grammar, Forge's copies of them, ComfyUI ``token_weights``, each run on
the cases named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from promptlint.markup.dialects import Dialect
from promptlint.markup.lexer import Token
from promptlint.markup.surroundings import Surroundings
from promptlint.model import Fault

#: Weights outside this range ruin pictures more often than they help: A1111's wiki advises 0.5 to 1.5; above 2 the words burn in.
HIGHEST_WEIGHT = 2.0
LOWEST_WEIGHT = 0.0
#: In prose "(age: 25)" is no weight that anybody meant: a note with a space behind its colon, and a number from this on.
NOTE = 3.0
#: "[smile:1.2]" tries to weigh; with a point, A1111 from 1.6 on and Forge read a share of the steps, and more than all of them is never.
SQUARE_WEIGHTS = (1.0, 5.0)
#: How far a pattern that looks back from a bracket may look.
REACH = 24

#: Numbers with a point in brackets that count something else: versions, addresses, apertures.
_COUNTED = frozenset(
    {"v", "ver", "version", "release", "firmware", "build", "ip", "model", "f", "iso", "date", "born", "taken", "shutter", "scale",
     "exposure", "ratio", "opacity", "zoom", "page", "pages"}
)  # fmt: skip


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


_RATIO = r"(?<![\w.])\d++(?:\.\d++)?+\\?+\Z"
#: "The golden ratio 1:1.618" is a ratio, whatever number follows.
_NAMED = r"(?i)\bratio\s+\d++(?:\.\d++)?+\\?+\Z"
_WHOLE = r":\d++\Z"
_CLOCK = r"[0-2]?\d:[0-5]\d\Z"
#: What ends a round group and looks like a weight: the mark before the number, its digits, and what is stuck to them.
_TAIL = r"(?P<mark>[:：;])\s*+(?P<number>[+-]*+(?:[\d.,]*\d[\d.,]*|\.+)(?P<stuck>[fF:;'\"`!?*+-]*+))\s*+\Z"
#: What else may stand there: a share, a fraction, a number in two pieces, or nothing.
_ODD = r"(?<=[^\W\d_]):(?:\d{1,3}\s?%|[1-9]/[1-9]|\d?\s?\.\s?\d+|\d\.\d+\s+\d\.\d+|\d\s?\.\s?\d+)?\Z"
_THOUSANDS = r"[+-]?+\d{1,3}(?:,\d{3})++\Z"
_FLOAT = r"[+-]?+(?:\d++\.?+\d*+|\.\d++)\Z"
_DATE = r"(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{2}\.\d{2}\.\d{2})\Z"
#: A weight in the middle of a group: "(smile:1.2, blush)".
_INNER_WEIGHT = r"(?<=[^\W\d_]):\s?(?:[01]?\.\d{1,2}|[01]\.\d{1,2})(?=\s*,\s*[^\W\d_])"
_LAST_WORD = r"[^\W\d_]++(?=[\s\\]*\Z)"


def _is_clock(around: Surroundings, source: str) -> bool:
    """Whether a number that reads as a weight is the time of day in running prose: "the clock (01:16) shows ..."."""
    return bool(_pattern(_CLOCK).match(source)) and source != "16:10" and around.sentences > 1 and not around.is_tag_list


def _malformed(around: Surroundings, opening: Token, closing: Token) -> Fault | None:
    """A number at the end of a round group that its tool does not read as a weight."""
    text, dialect = around.text, around.dialect
    first = max(opening.end, closing.start - REACH)
    tail = text[first : closing.start]
    found = _pattern(_TAIL).search(tail)
    if found is None:
        return _no_number(around, first, tail)
    if first + found.start() == opening.end:
        return None
    number, mark = found["number"], found["mark"]
    before = tail[: found.start()].rstrip()
    word = _pattern(_LAST_WORD).search(before)
    if (before[-1:].isdigit() and not _pattern(r":\d?\.\d+\Z").search(before)) or (
        word and word.group().lower() in _COUNTED and before[: word.start()].rstrip()[-1:] in ("", ",")
    ):
        return None  # verses, times, scales; versions, apertures
    bare = number.removesuffix(found["stuck"])
    whole = bool(_pattern(_FLOAT).match(bare))
    spaced = text[first + found.start() + 1].isspace()
    if mark == ":" and whole and not found["stuck"]:
        if dialect.name in ("a1111", "any", "forge") or not spaced:
            return None
        told = f"{dialect.tool} reads {number!r} as text, not as a weight"
    elif _pattern(_THOUSANDS).match(number) or _pattern(_DATE).match(number):
        return None
    elif mark != ":" or found["stuck"]:
        if not whole or "." not in bare or abs(float(bare)) > NOTE or (spaced and mark == ";"):
            return None
        told = f"the weight needs a plain colon and a number alone behind it, so {dialect.tool} reads {mark + number!r} as text"
    elif not any(map(str.isdigit, number)):
        if dialect.number == "float" or not (around.known or around.is_tag_list):
            return None
        told = f"{dialect.tool} stops with an error, because {number!r} is no number"
    elif dialect.number != "float" and "," not in number and number.count(".") > 1:
        told = f"A1111 stops with an error at {number!r}; ComfyUI takes it as text"
    elif "," in number and spaced and around.is_prose:
        return None
    else:
        told = f"{number!r} is no number to any tool: the words get 1.1, and the colon and the number are read as text"
    return Fault("malformed-weight", first + found.start(), closing.start, told)


def _no_number(around: Surroundings, first: int, tail: str) -> Fault | None:
    """Where a tag's weight should stand, in a list of tags: "(smile:120%)", "(smile:1 .2)", "(smile:1/2)", "(smile:)"."""
    found = _pattern(_ODD).search(tail)
    if found is None or around.is_prose or not (around.known or around.is_tag_list or len(found.group()) > 1):
        return None
    word = _pattern(_LAST_WORD).search(tail[: found.start()])
    if word is None or word.group().lower() in _COUNTED:
        return None
    told = f"{around.dialect.tool} finds no number before the closing bracket, weighs the words with 1.1 and reads the colon as text"
    return Fault("malformed-weight", first + found.start(), first + len(tail), told)


def _too_early(around: Surroundings, opening: Token, end: int) -> Iterator[Fault]:
    """Weights before a comma in a group without groups of its own: only a number before the closing bracket weighs."""
    if not around.is_tag_list and not around.known:
        return
    for match in _pattern(_INNER_WEIGHT).finditer(around.text, opening.end, end):
        word = _pattern(_LAST_WORD).search(around.text[max(opening.end, match.start() - REACH) : match.start()])
        if word and word.group().lower() not in _COUNTED:
            told = "only a number directly before the closing bracket is a weight, for the whole group; this one is read as text"
            yield Fault("malformed-weight", match.start(), match.end(), told)


def _round_group(around: Surroundings, opening: Token, weight: Token | None, closing: Token) -> Fault | None:
    """What is wrong with the number that ends a round group, if anything is."""
    if weight is None:
        return _malformed(around, opening, closing)
    text, dialect = around.text, around.dialect
    value = float(weight.value)  # type: ignore[arg-type]
    source = text[weight.start : weight.end].rstrip()
    ratio = _pattern(_RATIO).search(text[max(opening.end, weight.start - REACH) : weight.start])
    named = ratio and _pattern(_NAMED).search(text[max(opening.end, weight.start - REACH) : weight.start])
    if ratio and (named or _pattern(_WHOLE).match(source)):
        start = weight.start - len(ratio.group())
        if dialect.name == "any" and _is_clock(around, text[start : weight.end]):
            return None
        told = f"{dialect.tool} weighs the words before the colon with {value:g} and drops the number after it"
        return Fault("ratio-as-weight", start, weight.end, told)
    if value > HIGHEST_WEIGHT or value < LOWEST_WEIGHT:
        if around.is_prose and value >= NOTE and text[weight.start + 1].isspace():
            return None
        return Fault("extreme-weight", opening.start, closing.end, f"{dialect.tool} multiplies these words by {value:g}")
    return None


class _Level:
    """An open group: its bracket, the weight it gives, and whether a fault has been told of it or of one round it."""

    __slots__ = ("opening", "told", "weight")

    def __init__(self, opening: Token | None, weight: float, told: bool) -> None:
        self.opening, self.weight, self.told = opening, weight, told


#: What multiplies or leaves the weight of what stands in a pair of brackets.
_GROUPS = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}


def _numbers(tokens: list[Token]) -> dict[int, float]:
    """The explicit weight of each opening bracket that has one, by its place in the text."""
    found: dict[int, float] = {}
    for token, following in pairwise(tokens):
        if token.terminal == "WEIGHT" and following.mate is not None:
            found[following.mate.start] = float(token.value)  # type: ignore[arg-type]
    return found


def _factor(token: Token, dialect: Dialect) -> float:
    if token.terminal == "LPAR":
        return dialect.round or 1.0
    if token.terminal == "LSQB" and not token.value:
        return dialect.square or 1.0
    return 1.0


def _nested(around: Surroundings, tokens: list[Token]) -> Iterator[Fault]:
    """Weights that only together are extreme, and BREAK in a group that does not weigh 1."""
    dialect = around.dialect
    numbers = _numbers(tokens)
    levels = [_Level(None, 1.0, False)]
    for token in tokens:
        above = levels[-1]
        if token.terminal in _GROUPS and token.mate is not None:
            number = numbers.get(token.start)
            factor = _factor(token, dialect) if number is None else number
            weight = number if number is not None and dialect.replaces else above.weight * factor
            weight = max(-1e6, min(1e6, weight))
            extreme = weight > HIGHEST_WEIGHT + 1e-9 or weight < LOWEST_WEIGHT
            if extreme and not above.told and above.opening is not None and (number is None or LOWEST_WEIGHT <= number <= HIGHEST_WEIGHT):
                outer = levels[1].opening
                assert outer is not None
                assert outer.mate is not None
                end = outer.mate.end
                yield Fault(
                    "extreme-weight", outer.start, end, f"nested brackets multiply: {dialect.tool} weighs the innermost with {weight:.3g}"
                )
            levels.append(_Level(token, weight, above.told or extreme))
        elif token.terminal in _GROUPS.values() and token.mate is above.opening and token.mate is not None:
            levels.pop()
        elif token.terminal == "INNER" and token.value == "break" and dialect.unclosed != "comfy":
            weighed = abs(above.weight - 1.0) > 1e-9
            if weighed and not _is_shouted(around.text, token.start):
                told = f"inside a weighted group {dialect.tool} encodes BREAK as a word instead of starting a new chunk"
                yield Fault("break-in-group", token.start, token.start + len("BREAK"), told)


def _is_shouted(text: str, start: int) -> bool:
    """Whether BREAK stands among other words in capitals: "PRISON BREAK"."""
    before, after = text[max(0, start - REACH) : start], text[start + len("BREAK") : start + len("BREAK") + REACH]
    return bool(_pattern(r"[A-Z]{2,}[ -]\Z").search(before) or _pattern(r"[ -][A-Z]{2,}\b").match(after))


def weight_faults(around: Surroundings, tokens: list[Token]) -> Iterator[Fault]:
    """The faults of weights and schedules in the paired tokens of a stretch."""
    dialect = around.dialect
    deep = False
    for place, token in enumerate(tokens):
        terminal = token.terminal
        if terminal == "RPAR" and token.mate is not None and token.start < token.end and dialect.number:
            opening, before = token.mate, tokens[place - 1]
            weight = before if before.terminal == "WEIGHT" else None
            if fault := _round_group(around, opening, weight, token):
                if not around.is_quoted(fault.start):
                    yield fault
            elif tokens[place - (2 if weight is None else 3)] is opening:
                yield from _too_early(around, opening, token.start if weight is None else weight.start)
        elif terminal == "SPAN_OPEN" and (value := float(token.value)) > HIGHEST_WEIGHT:  # type: ignore[arg-type]
            end = token.mate.end if token.mate is not None else token.end  # a negative one is NovelAI's way to deny
            yield Fault("extreme-weight", token.start, end, f"{dialect.tool} multiplies these words by {value:g}")
        elif terminal == "WHEN" and place + 1 < len(tokens) and (mate := tokens[place + 1].mate) is not None:
            number = around.text[token.start + 1 : token.end].strip()
            lowest, highest = SQUARE_WEIGHTS
            wanted = mate.value == 1 and "." in number and isinstance(token.value, float) and lowest <= token.value <= highest
            worded = wanted and any(map(str.isalpha, around.text[max(mate.end, token.start - REACH) : token.start]))
            if worded and not around.is_quoted(mate.start):
                told = f"to {dialect.tool} this is a schedule: the words begin at {token.value:.0%} of the steps, so never"
                if dialect.unclosed == "comfy":
                    told = f"{dialect.tool} reads the brackets, the colon and the number as text"
                yield Fault("square-weight", mate.start, tokens[place + 1].end, told)
        elif terminal in _GROUPS:
            deep = True
    if deep:
        yield from _nested(around, tokens)
    if "compel" in dialect.words:
        yield from _suffixes(around, tokens)


def _suffixes(around: Surroundings, tokens: list[Token]) -> Iterator[Fault]:
    """compel's weights behind a word or a group: "smile++++++++", "(smile)3"."""
    for before, token in pairwise(tokens):
        if token.terminal == "SUFFIX" and (value := float(token.value)) > HIGHEST_WEIGHT + 1e-9:  # type: ignore[arg-type]
            start = before.mate.start if before.mate is not None else before.start
            yield Fault("extreme-weight", start, token.end, f"{around.dialect.tool} multiplies these words by {value:.3g}")
