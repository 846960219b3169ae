"""What in a prompt's markup its tool reads otherwise than it looks, told in one sentence each; here, the brackets.

An unbalanced bracket is often no mistake at all: an emoticon, "1)" in a list, a parenthesis that prose never closed. It is reported where
the prompt is a list of tags, where brackets are doubled for emphasis, or where the tool is known. weight_faults.py has what is wrong with
weights, word_faults.py what is wrong with words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.markup.brackets import Paired
from promptlint.markup.dialects import Dialect
from promptlint.markup.lexer import Token
from promptlint.markup.surroundings import Surroundings
from promptlint.markup.weight_faults import weight_faults
from promptlint.markup.word_faults import word_faults
from promptlint.model import Fault

#: Brackets, and what dynamicprompts' variables begin with ("${", "%{").
_BRACKETS = frozenset("()[]{}$%")
#: "1)", "a)", "iv)", "1]": the number of an entry in a list.
_ENTRY = re.compile(r"(?:\A|(?<=[\s,;:.(]))(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_SMILE = re.compile(r"(?:\A|(?<=[\s,\"'.!?]))>?[:;=8]['^o-]?[()\[\]{}]*\Z")

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


def _brackets(around: Surroundings, stretches: list[Paired]) -> Iterator[Fault]:
    for kind, opening, tell in (("unclosed-bracket", True, _unclosed_detail), ("stray-bracket", False, _stray_detail)):
        found = []
        for paired in stretches:
            for token in paired.unclosed if opening else paired.stray:
                source = around.text[token.start : token.start + 1]  # the token itself may have been merged with the text after it
                if source in _BRACKETS and _is_mistake(around, token, opening=opening):
                    found.append(Fault(kind, token.start, token.start + 1, tell(source, around.dialect)))
        yield from _merged(found)


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
