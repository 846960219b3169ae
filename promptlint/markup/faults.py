"""What in a prompt's markup its tool reads otherwise than it looks, told in one sentence each.

An unbalanced bracket is often no mistake at all: an emoticon, "1)" in a list, a parenthesis that prose never closed. It is reported where
the prompt is a list of tags, where brackets are doubled for emphasis, or where the tool is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.markup.brackets import Paired
from promptlint.markup.dialects import Dialect
from promptlint.markup.lexer import Token
from promptlint.model import Fault

#: Weights outside this range ruin pictures more often than they help: A1111's wiki advises 0.5 to 1.5; above 2 the words burn in.
HIGHEST_WEIGHT = 2.0
LOWEST_WEIGHT = 0.0

_NETWORK = re.compile(r"<(?:lora|lyco|hypernet|hypernetwork|embed|emb|layer):[^<>\n,]*+(?![^<>\n]*+>)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|(?=[0-9]{0,2}[a-fA-F])[0-9a-fA-F]{3})\b")
_RATIO = re.compile(r"(?<![\w.])\d++(?:\.\d++)?+\\?+\Z")
_WHOLE = re.compile(r":\d++\Z")
_NUMBER_LIKE = re.compile(r":\s*[+-]?(?=[\d.,]*\d)[\d.,]+\s*\Z")
#: Brackets, and what dynamicprompts' variables begin with ("${", "%{").
_BRACKETS = frozenset("()[]{}$%")
#: "1)", "a)", "iv)", "1]": the number of an entry in a list.
_ENTRY = re.compile(r"(?:\A|(?<=[\s,;:.(]))(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_SMILE = re.compile(r"(?:\A|(?<=[\s,\"'.!?]))>?[:;=8]['^o-]?[()\[\]{}]*\Z")
_CLOCK = re.compile(r"[0-2]?\d:[0-5]\d\Z")
_SENTENCES = re.compile(r"[^\W\d_]{2}[.!?]\s+[^\W_]")

#: danbooru's qualifiers: "saber_(fate)", as a whole tag.
_TAG_BEFORE = re.compile(r"[^\W_]_\Z")
_AFTER_TAG = frozenset({"", ",", " ", "\n"})

#: A list of tags has at least this many commas, and no more words than this between two of them on average.
TAG_COMMAS = 2
TAG_WORDS = 6.0
#: How far a pattern that looks back from a bracket may look.
_REACH = 24


def _is_tag_list(text: str) -> bool:
    commas = text.count(",") + text.count("，") + text.count("、")
    return commas >= TAG_COMMAS and len(text.split()) / (commas + 1) <= TAG_WORDS and not _SENTENCES.search(text)


def _is_clock(text: str, source: str) -> bool:
    """Whether a number that reads as a weight is the time of day in running prose: "the clock (01:16) shows ..."."""
    return bool(_CLOCK.match(source)) and source != "16:10" and bool(_SENTENCES.search(text)) and not _is_tag_list(text)


class _Judge:
    """Decides which unpaired brackets of a prompt are mistakes."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.known = dialect.name not in ("any", "plain", "json", "midjourney", "compel", "invokeai")
        self.has_commas = "," in text or "，" in text
        self._tags: bool | None = None
        self._quotes_at, self._quotes = 0, 0

    def is_mistake(self, token: Token, *, opening: bool) -> bool:
        text, start, end = self.text, token.start, token.start + 1
        if self._is_quoted(start):
            return False
        before = text[max(0, start - _REACH) : start]
        bracket = text[start:end]
        if _SMILE.search(before):  # A1111 opens a group at ":(", whatever it was meant for; a closing bracket does nothing
            return opening and self.known
        if not opening and _ENTRY.search(before):
            return False
        if bracket not in ("(", ")"):
            return True
        doubled = text[start - 1 : start] == bracket or text[end : end + 1] == bracket
        if self.known or doubled:
            return True
        edge = before.rstrip()[-1:] in ("", ",", "，") if opening else text[end : end + _REACH].lstrip()[:1] in ("", ",", "，")
        return self.has_commas and (edge or self._is_tag_list())

    def _is_tag_list(self) -> bool:
        if self._tags is None:
            self._tags = _is_tag_list(self.text)
        return self._tags

    def _is_quoted(self, place: int) -> bool:
        """Whether a place stands in double quotes: lettering in the picture. Places must come in order."""
        if place < self._quotes_at:
            self._quotes_at, self._quotes = 0, 0
        self._quotes += self.text.count('"', self._quotes_at, place)
        self._quotes_at = place
        return self._quotes % 2 == 1 and '"' in self.text[place:]


def _unclosed_detail(bracket: str, dialect: Dialect) -> str:
    if dialect.name == "novelai":
        return f"NovelAI finds no closing bracket, so {bracket} holds to the end of the prompt"
    if bracket in "{$%":
        return "dynamicprompts cannot read a prompt with an unclosed brace; other tools keep it as a character"
    if dialect.unclosed == "extends":
        factor = "raised by 1.1" if bracket == "(" else "lowered by 1.1"
        return f"{dialect.tool} finds no closing bracket, so everything from here to the end of the prompt is {factor}"
    if dialect.unclosed == "comfy":
        return f"{dialect.tool} keeps the bracket as a character, at weight 1, and may lose the weights after it"
    if dialect.name in ("compel", "invokeai"):
        return f"{dialect.tool} keeps the bracket as a character, and takes very long to parse a prompt with several of them"
    if bracket == "(":
        return "A1111 and Forge raise everything from here to the end of the prompt by 1.1; ComfyUI keeps the bracket as a character"
    return "A1111 and Forge lower everything from here to the end of the prompt by 1.1; other tools keep the bracket as a character"


def _stray_detail(bracket: str, dialect: Dialect) -> str:
    if dialect.unclosed == "comfy" and bracket == ")":
        return f"{dialect.tool} loses count at a stray closing bracket: the weights after it are read as plain text"
    return f"{dialect.tool} finds nothing that it closes and keeps it as a character of the prompt"


def _merged(faults: list[Fault]) -> Iterator[Fault]:
    """Brackets side by side are one fault."""
    held: Fault | None = None
    for fault in faults:
        if held is not None and held.end == fault.start and held.kind == fault.kind and held.detail == fault.detail:
            held = Fault(held.kind, held.start, fault.end, held.detail)
        else:
            if held is not None:
                yield held
            held = fault
    if held is not None:
        yield held


def _brackets(text: str, dialect: Dialect, stretches: list[Paired]) -> Iterator[Fault]:
    judge = _Judge(text, dialect)
    for kind, opening, tell in (("unclosed-bracket", True, _unclosed_detail), ("stray-bracket", False, _stray_detail)):
        found = []
        for paired in stretches:
            for token in paired.unclosed if opening else paired.stray:
                source = text[token.start : token.start + 1]  # the token itself may have been merged with the text after it
                if source in _BRACKETS and judge.is_mistake(token, opening=opening):
                    found.append(Fault(kind, token.start, token.start + 1, tell(source, dialect)))
        yield from _merged(found)


def _weight(text: str, opening: Token, weight: Token | None, closing: Token, dialect: Dialect) -> Fault | None:
    """What is wrong with the number that ends a round group, if anything is."""
    if weight is None:
        first = max(opening.end, closing.start - _REACH)
        odd = _NUMBER_LIKE.search(text[first : closing.start])
        if odd is None or text[first : first + odd.start()][-1:].isdigit() or first + odd.start() == opening.end:
            return None
        number = odd.group()[1:].strip()
        if dialect.number != "float" and "," not in number and number.count(".") > 1:
            told = f"A1111 stops with an error at {number!r}; ComfyUI takes it as text"
        elif "," in number:
            told = f"{number!r} is no number to any tool: the words get 1.1, and the colon and the number are read as text"
        elif dialect.name == "a1111":
            return None
        else:
            told = f"{dialect.tool} reads {number!r} as text, not as a weight"
        return Fault("malformed-weight", first + odd.start(), closing.start, told)
    value = float(weight.value)  # type: ignore[arg-type]
    source = text[weight.start : weight.end].rstrip()
    ratio = _RATIO.search(text[max(opening.end, weight.start - _REACH) : weight.start])
    if ratio and _WHOLE.match(source):
        start = weight.start - len(ratio.group())
        if dialect.name == "any" and _is_clock(text, text[start : weight.end]):
            return None
        told = f"{dialect.tool} weighs the words before the colon with {value:g} and drops the number after it"
        return Fault("ratio-as-weight", start, weight.end, told)
    if value > HIGHEST_WEIGHT or value < LOWEST_WEIGHT:
        return Fault("extreme-weight", opening.start, closing.end, f"{dialect.tool} multiplies these words by {value:g}")
    return None


def _tokens(text: str, dialect: Dialect, tokens: list[Token]) -> Iterator[Fault]:
    quotes, counted = 0, 0
    for place, token in enumerate(tokens):
        terminal, start, end = token.terminal, token.start, token.end
        if terminal == "RPAR" and token.mate is not None and start < end and dialect.number:
            opening = token.mate
            weight = tokens[place - 1] if tokens[place - 1].terminal == "WEIGHT" else None
            if fault := _weight(text, opening, weight, token, dialect):
                yield fault
            elif (
                weight is None and _TAG_BEFORE.search(text, max(0, opening.start - 2), opening.start) and text[end : end + 1] in _AFTER_TAG
            ):
                told = f"without backslashes {dialect.tool} drops these brackets and weighs what they hold with 1.1"
                yield Fault("unescaped-tag", opening.start, end, told)
        elif terminal == "WHEN" and place + 1 < len(tokens) and (mate := tokens[place + 1].mate) is not None:
            number = text[start + 1 : end].strip()
            if mate.value == 1 and "." in number and isinstance(token.value, float) and 1 < token.value <= 3:
                told = f"to {dialect.tool} this is a schedule: the words begin at {token.value:.0%} of the steps, so never"
                yield Fault("square-weight", mate.start, tokens[place + 1].end, told)
        elif terminal == "INNER" and token.value == "break" and dialect.words & {"break", "quiet-break"}:
            told = f"inside a weighted group {dialect.tool} encodes BREAK as a word instead of starting a new chunk"
            yield Fault("break-in-group", start, start + len("BREAK"), told)
        elif terminal == "OPAQUE":
            if token.value == "comment" and (colour := _COLOUR.match(text, start)):
                told = f"{dialect.tool} takes # for the beginning of a comment and drops the rest of the line"
                yield Fault("colour-as-comment", start, colour.end(), told)
            elif token.value == "placeholder" and (text[start] == "[" or text.startswith("{{", start)):
                quotes, counted = quotes + text.count('"', counted, start), start
                if quotes % 2 == 0:
                    told = "the model reads the placeholder itself, because nothing has filled it in"
                    yield Fault("unfilled-placeholder", start, end, told)


def find_faults(text: str, dialect: Dialect, stretches: list[Paired]) -> tuple[Fault, ...]:
    """Every fault of a prompt's markup, in order of place."""
    if dialect.name in ("plain", "json"):
        return ()
    faults = list(_brackets(text, dialect, stretches))
    for paired in stretches:
        faults += _tokens(text, dialect, paired.tokens)
    if "<" in text:
        told = f"without its closing bracket {dialect.tool} reads the network's name as text and loads nothing"
        faults += (Fault("unclosed-network", match.start(), match.end(), told) for match in _NETWORK.finditer(text))
    faults.sort(key=lambda fault: (fault.start, fault.end, fault.kind))
    return tuple(faults)
