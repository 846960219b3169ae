"""The grammars: Lark is the oracle. Our driver builds Lark's own trees, and no text makes the tables stop."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint import tables
from promptlint.grammar import compiler
from promptlint.lexer import lex, lexicon
from promptlint.markup import read_markup, tree
from promptlint.markup.dialects import DIALECTS

Tokens = list[tuple[str, Any]]

#: A file of prompts, {"text": ...} a line, to hold against Lark as well.
CORPUS = os.environ.get("PROMPTLINT_CORPUS")

#: Prompts as people write them: tags, prose, weights, alternatives, several people, shots, infotext, stray brackets, other scripts.
PROMPTS = (
    "",
    "portrait of a worried woman, slight AU1 inner brow raise with AU4 brow furrow, soft window light, looking away",
    "AU6 genuine eye smile (joy base) + AU4 slight brow tension (concern layer) + AU17 minimal chin raise (doubt modifier)",
    "1girl, solo, half-closed_eyes, ;d, >:), light_smile, looking_at_viewer, from_above, masterpiece, best quality",
    "An old fisherman squints against the low sun; his lips are pressed together, but the corners of his mouth twitch upwards.",
    "no smile or frown, without AU12, not a grin but a grimace, never quite laughing",
    "(smiling:1.2), ((wide eyes)), [frown], [smile:frown:0.5], [smile|frown], {grin|smirk}, {2$$happy|sad|calm}",
    "left eyebrow raised, right lip corner pulled down, very slightly opened mouth, maximum brow furrow fading",
    "she looks at him with anger, he looks down in shame; in the background a child is laughing",
    "emotional one-sided smirk, she raised her eyebrows, head bowed, left cheek dimple, expressive face, rule of thirds",
    "panel 1: a man cries. panel 2: the same man laughs. Before: calm. After: furious",
    'a neon sign reading "SMILE MORE", rembrandt lighting at 45 degrees, 3200K, close-up, low angle',
    "/imagine prompt: stern general::2 smoke::-0.5 --no smile, teeth --ar 2:3 --v 6.1",
    "<setvar[mood]:calm>, <random:happy,sad>, <segment:face> smirk",
    "1.5::furrowed brow::, {{{tears}}}, -2::smile::",
    "(furrowed brow)++ \"clenched jaw\"-- (a.swap(b)) (\"anger\", \"calm\").blend(0.7, 0.3)",
    "__mood__ portrait, ${mood=!{calm|tense}} <lora:skin_detail:0.8> embedding:bad_face <random:happy,sad> [SUBJECT] {{mood}}",
    "sad king\nNegative prompt: smile, (teeth:1.3)\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x768",
    "a cat AND a dog BREAK the queen weeps ADDCOL the king grins",
    "((((((", "))))]]]}}}", "([)]{(})", "[[[a:b:c]]]", "{|||}", "a\\(b\\), \\\\", ":::::", "<<<>>>", "(:1.2)", "[:0.5]", "{}", "''\"“”",
    "улыбка, 微笑, 笑顔の女の子, sonrisa, 😀🙂, a\u0301 e\u0301, \u202esmile\u202c, \x00\x1b[31m",
)  # fmt: skip

#: What prompts are made of, so that random texts hit the grammar and not only its WORD.
WORDS = """
smile frown angry sad joy slightly maximum left right eyes brow brows raised furrowed closed looking away at the viewer camera no not
without and or but with of in by is are a her his emotional expression face gaze soft hard rembrandt light lighting shadows low high
angle close-up 45 degrees 3200K AU12 AU4B AU1+AU2 base layer woman two men sunglasses kitchen dress background then before after
panel 1: quickly xyzzy , . ; : + | ( ) [ ] { } < > :1.2) :0.5] BREAK AND " ' \\ :: -- ++ __mood__ $$ :) ;d (^_^) # //
"""
PIECES = (*WORDS.split(), "\n", "\\(")

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
dialects = st.one_of(st.none(), st.sampled_from(sorted(filter(None, DIALECTS))))


@cache
def oracle(grammar: str) -> Any:
    return compiler.lark_of(grammar)


@cache
def ours(grammar: str) -> Any:
    return tables.Table(compiler.table(grammar)).reader({})


@cache
def terminals_of(grammar: str) -> frozenset[str]:
    """The terminals that a grammar declares."""
    lines = Path(compiler.ROOM, f"{grammar}.lark").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if line.startswith("%declare") for name in line.split()[1:])


def flat(name: str, children: Iterable[Any], opened: Any) -> list[Any]:
    """A tree in one row, without recursion: (name, number of children), then the children; leaves are strings."""
    row: list[Any] = []
    waiting: list[Any] = [(name, list(children))]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            row.append((item[0], len(item[1])))
            waiting += reversed(item[1])
        elif (node := opened(item)) is not None:
            waiting.append(node)
        else:
            row.append(str(item))
    return row


def by_us(grammar: str, tokens: Tokens) -> list[Any]:
    name, children = ours(grammar)([(terminal, str(place)) for place, (terminal, _) in enumerate(tokens)])
    return flat(name, children, lambda item: None)


def by_lark(grammar: str, tokens: Tokens) -> list[Any]:
    from lark import Token, Tree

    built = oracle(grammar).parse([Token(terminal, str(place)) for place, (terminal, _) in enumerate(tokens)])
    return flat(str(built.data), built.children, lambda item: (str(item.data), item.children) if isinstance(item, Tree) else None)


def markup_tokens(text: str, dialect: str | None) -> list[Tokens]:
    """The streams of tokens that reading a text's markup hands to the grammar."""
    streams: list[Tokens] = []
    build = tree.build

    def recording(tokens: list[Any]) -> Any:
        streams.append([(token.terminal, token) for token in tokens])
        return build(tokens)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tree, "build", recording)
        read_markup(text, dialect)
    return streams


def assert_trees_equal(text: str, dialect: str | None = None) -> None:
    terminals = lex(text, read_markup(text, dialect).runs, lexicon())
    assert by_us("prompt", terminals) == by_lark("prompt", terminals), text
    for tokens in markup_tokens(text, dialect):
        assert by_us("markup", tokens) == by_lark("markup", tokens), text


@pytest.mark.parametrize("text", PROMPTS)
def test_trees_are_those_of_lark(text: str) -> None:
    for dialect in (None, *filter(None, DIALECTS)):
        assert_trees_equal(text, dialect)


@given(texts, dialects)
def test_trees_of_any_text_are_those_of_lark(text: str, dialect: str | None) -> None:
    assert_trees_equal(text, dialect)


@given(st.data())
def test_trees_of_any_terminals_are_those_of_lark(data: st.DataObject) -> None:
    """Also of rows of terminals that no text of today's vocabulary gives."""
    row: Tokens = [(name, None) for name in data.draw(st.lists(st.sampled_from(sorted(terminals_of("prompt"))), max_size=40))]
    assert by_us("prompt", row) == by_lark("prompt", row)


def test_the_samples_reach_every_production() -> None:
    """An oracle tells nothing about what it is never asked."""
    reached: dict[str, set[str]] = {"prompt": set(), "markup": set()}
    for text in (*PROMPTS, *PIECES):
        for dialect in (None, *filter(None, DIALECTS)):
            terminals = lex(text, read_markup(text, dialect).runs, lexicon())
            for grammar, streams in (("prompt", [terminals]), ("markup", markup_tokens(text, dialect))):
                for tokens in streams:
                    reached[grammar] |= {item[0] for item in by_us(grammar, tokens) if isinstance(item, tuple)}
    for grammar, names in reached.items():
        rules = [rule for rule in compiler.table(grammar)["rules"] if not rule[2].startswith("_")]
        nodes = {name for name, _, _, kept, _, gives_way in rules if not (gives_way and len(kept) == 1)}
        assert nodes - names == set(), f"{grammar}.lark: no sample reaches these"


def test_the_prompt_grammar_takes_every_terminal_in_every_state() -> None:
    table = compiler.table("prompt")
    for number, state in enumerate(table["states"]):
        if number != table["end"]:
            assert (terminals_of("prompt") | {"$END"}) - set(state) == set(), f"state {number} stops there"


@pytest.mark.parametrize("grammar", compiler.GRAMMARS)
def test_every_terminal_has_its_use(grammar: str) -> None:
    used = {symbol for state in compiler.table(grammar)["states"] for symbol in state if symbol.isupper() and symbol != "$END"}
    assert used == terminals_of(grammar)


def test_what_the_lexer_makes_is_what_the_grammar_knows() -> None:
    made = {roles.terminal for roles in (*lexicon().load_all().phrases.values(), *lexicon().emoticons.values())}
    assert made - terminals_of("prompt") == set()


@pytest.mark.parametrize(("grammar", "conflicts"), [("markup", False), ("prompt", True)])
def test_conflicts_resolve_only_as_shift(grammar: str, conflicts: bool, caplog: pytest.LogCaptureFixture) -> None:
    """Lark refuses two reductions for one terminal; where it could end a phrase or go on, the prompt grammar goes on, and says so."""
    logger = logging.getLogger("lark")
    with caplog.at_level(logging.DEBUG, logger="lark"):
        logger.addHandler(caplog.handler)
        try:
            compiler.lark_of(grammar)
        finally:
            logger.removeHandler(caplog.handler)
    told = [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()]
    assert bool(told) == conflicts
    assert [message for message in told if not (message.startswith("Shift/Reduce") and message.endswith("(resolving as shift)"))] == []


def test_the_compiled_tables_are_those_of_the_grammars() -> None:
    """What a run loads is what Lark computes from the files as they stand, whatever the clock of the machine says of them."""
    tables.lexicon()
    written = Path(tables.COMPILED).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == [json.loads(line) for line in compiler.lines_of(compiler.compile_all())]


if CORPUS:

    @pytest.mark.slow
    def test_trees_of_a_corpus_are_those_of_lark() -> None:
        with open(CORPUS, encoding="utf-8") as file:
            for line in file:
                assert_trees_equal(json.loads(line)["text"])
