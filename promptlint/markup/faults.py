"""What in a prompt's markup its tool reads otherwise than it looks, told in one sentence each; here, the brackets.

An unbalanced bracket is often no mistake at all: an emoticon, "1)" in a list, a parenthesis that prose never closed. It is reported where
the prompt is a list of tags, where brackets are doubled for emphasis, or where the tool is known. weight_faults.py has what is wrong with
weights, word_faults.py what is wrong with words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.markup.brackets import Paired
from promptlint.markup.dialects import ROUND_STEP, Dialect
from promptlint.markup.lexer import Token
from promptlint.markup.surroundings import Surroundings
from promptlint.markup.weight_faults import weight_faults
from promptlint.markup.word_faults import word_faults
from promptlint.model import Fault

#: Brackets, and what dynamicprompts' variables begin with ("${", "%{").
_BRACKETS = frozenset("()[]{}$%")
#: "1)", "a)", "iv)", "1]": the number of an entry in a list.
_ENTRY = re.compile(r"(?:\A|(?<=[\s,;:.(]))(?<!\d\.)(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_SMILE = re.compile(r"(?:\A|(?<=[\s,\"'.!?]))>?[:;=8]['^o-]?[()\[\]{}]*\Z")

#: How many brackets side by side have their factor told: 24 of them are 1.1 ** 24 = 9.85.
_COUNTED = 24

#: How far a pattern that looks back from a bracket may look.
_REACH = 24


def _is_mistake(around: Surroundings, token: Token, *, opening: bool) -> bool:
    """Whether a bracket without a partner is one that should have had one."""
    text, start, end = around.text, token.start, token.start + 1
    if around.is_quoted(start):
        return False
    before = text[max(0, start - _REACH) : start]
    bracket = text[start:end]
    if _SMILE.search(before):  # A1111 opens a group at ":(", whatever it was meant for; a closing bracket does nothing
        return opening and around.known
    if not opening and _ENTRY.search(before):
        return False
    if bracket not in ("(", ")"):
        return True
    doubled = text[start - 1 : start] == bracket or text[end : end + 1] == bracket
    if around.known or doubled:
        return True
    edge = before.rstrip()[-1:] in ("", ",", "，") if opening else text[end : end + _REACH].lstrip()[:1] in ("", ",", "，")
    return ("," in text or "，" in text) and (edge or around.is_tag_list)


def _unclosed_detail(brackets: str, dialect: Dialect) -> str:
    bracket = brackets[0]
    if dialect.name == "novelai":
        return f"NovelAI finds no closing bracket, so {brackets} holds to the end of the prompt"
    if bracket in "{$%":
        return "dynamicprompts cannot read a prompt with an unclosed brace, NovelAI weighs all that follows; others keep a character"
    raises = bracket == "("
    # past this many no picture is left whatever the number, and the number itself would overflow
    factor = f"by {ROUND_STEP ** len(brackets):.3g}" if len(brackets) <= _COUNTED else "beyond all measure"
    if dialect.unclosed == "extends":
        told = "raised" if raises else "lowered"
        return f"{dialect.tool} finds no closing bracket, so everything from here to the end of the prompt is {told} {factor}"
    if dialect.unclosed == "comfy":
        return f"{dialect.tool} keeps the bracket as a character, at weight 1, and may lose the weights after it"
    if dialect.name in ("compel", "invokeai"):
        return f"{dialect.tool} keeps the bracket as a character, and takes very long to parse a prompt with several of them"
    told, others = ("raise", "ComfyUI keeps") if raises else ("lower", "other tools keep")
    return f"A1111 and Forge {told} everything from here to the end of the prompt {factor}; {others} the bracket as a character"


def _stray_detail(brackets: str, dialect: Dialect) -> str:
    if dialect.unclosed == "comfy" and brackets[0] == ")":
        return f"{dialect.tool} loses count at a stray closing bracket: the weights after it are read as plain text"
    return f"{dialect.tool} finds nothing that it closes and keeps it as a character of the prompt"


def _brackets(around: Surroundings, stretches: list[Paired]) -> Iterator[Fault]:
    """The mistaken brackets; those side by side that mean the same to the tool are one fault."""
    text, dialect = around.text, around.dialect
    for kind, opening, tell in (("unclosed-bracket", True, _unclosed_detail), ("stray-bracket", False, _stray_detail)):
        runs: list[tuple[int, int]] = []
        for paired in stretches:
            for token in paired.unclosed if opening else paired.stray:
                place = token.start
                source = text[place : place + 1]  # the token itself may have been merged with the text after it
                if source not in _BRACKETS or not _is_mistake(around, token, opening=opening):
                    continue
                if runs and runs[-1][1] == place and tell(text[runs[-1][0]], dialect) == tell(source, dialect):
                    runs[-1] = runs[-1][0], place + 1
                else:
                    runs.append((place, place + 1))
        for start, end in runs:
            yield Fault(kind, start, end, tell(text[start:end], dialect))


def find_faults(text: str, dialect: Dialect, stretches: list[Paired]) -> tuple[Fault, ...]:
    """Every fault of a prompt's markup, in order of place."""
    if dialect.name == "json":
        return ()
    around = Surroundings(text, dialect)
    faults = list(word_faults(around, [paired.tokens for paired in stretches]))
    if dialect.name != "plain":
        faults += _brackets(around, stretches)
        for paired in stretches:
            faults += weight_faults(around, paired.tokens)
    faults.sort(key=lambda fault: (fault.start, fault.end, fault.kind))
    return tuple(faults)
