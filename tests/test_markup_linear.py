"""Reading markup takes a time that grows with the text's length only: measured between a text and one four times as long.

Linear growth is a factor of 4, quadratic growth 16. The texts are those on which the tools themselves are slow (compel is exponential on
unclosed brackets, A1111's schedule parser quadratic) and those that a careless regular expression walks again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from promptlint.markup import read_markup
from tests.timing import growth, seconds

LENGTH = 1_000
#: Well above 4, and well below the 16 of a quadratic one.
MOST = 9.0

SHAPES: dict[str, Callable[[int], str]] = {
    "open": lambda n: "(" * n,
    "closed": lambda n: ")" * n,
    "nested": lambda n: "(" * n + ")" * n,
    "nested but one": lambda n: "(" * n + ")" * (n - 1),
    "nested of all kinds": lambda n: "([{" * n + "}])" * n,
    "crossing": lambda n: "([" * n + ")]" * n,
    "weights": lambda n: "(" * n + ":1.2)" * n,
    "schedules": lambda n: "[" * n + ":0.5]" * n,
    "alternatives": lambda n: "{a|" * n + "}" * n,
    "open schedules": lambda n: "[a:" * n,
    "colons": lambda n: ":" * n,
    "colons and spaces": lambda n: " :" * n,
    "counts": lambda n: "{2$$a|" * n,
    "networks": lambda n: "<lora:" * n,
    "tags": lambda n: "<random:" * n + ">" * n,
    "wildcards": lambda n: "__a" * n,
    "wildcards with braces": lambda n: "__{a" * n,
    "placeholders": lambda n: "{{ a" * n,
    "upper case": lambda n: "[AB " * n,
    "comments": lambda n: "/*" * n,
    "quotes": lambda n: '"(' * n,
    "suffixes": lambda n: "a++ (" * n,
    "swaps": lambda n: "a.swap(" * n + ")" * n,
    "joints": lambda n: "(" * n + ",)" * n + ".and()",
    "spans": lambda n: "1.5::a " * n,
    "flags": lambda n: " --ar --no" * n,
    "sections": lambda n: "a :1 AND b BREAK " * n,
    "negatives": lambda n: "\nNegative prompt:" * n,
    "emoticons": lambda n: ":( ;) " * n,
    "escapes": lambda n: "\\(" * n,
    "escapes in JSON": lambda n: '{"a": "' + '\\"' * n,
    "objects in JSON": lambda n: '{"a":["b",' * n,
    "words in JSON": lambda n: '{"a": "' + "setting " * n,
    "unclosed in a list": lambda n: "a (b, " * n,
    "placeholders in quotes": lambda n: '[AB] "' * n,
    "upper case closed": lambda n: "[AB] " * n,
    "names in braces": lambda n: "a {{b}} " * n,
    "headings": lambda n: "[AB]: c\n" * n,
    "qualifiers": lambda n: "a_(bc), " * n,
    "nested qualifiers": lambda n: "a_(b" * n + ")" * n,
    "colours": lambda n: "#ff8800 " * n,
    "unclosed networks": lambda n: "<lora:a:1 " * n,
    "closed networks": lambda n: "<lora:a, b" * n + ">" * n,
    "unopened networks": lambda n: "lora:" * n,
    "early weights": lambda n: "(a:1.2, b" * n + ")" * n,
    "malformed weights": lambda n: "(a:1,2) " * n,
    "breaks in groups": lambda n: "(a BREAK b " * n + ")" * n,
    "sentences": lambda n: "(age: 25) Is it. " * n,
    "quotations": lambda n: '"a" #fff ' * n,
}
#: Dialects that read a shape in their own way, besides detection, A1111 and ComfyUI.
OWN = {
    "open": ("compel", "novelai"),
    "nested": ("compel", "novelai"),
    "nested of all kinds": ("novelai", "swarmui"),
    "alternatives": ("dynamicprompts", "midjourney"),
    "colons": ("midjourney", "novelai"),
    "counts": ("dynamicprompts",),
    "tags": ("swarmui",),
    "wildcards": ("dynamicprompts",),
    "wildcards with braces": ("dynamicprompts",),
    "comments": ("dynamicprompts",),
    "quotes": ("compel",),
    "suffixes": ("compel",),
    "swaps": ("compel",),
    "joints": ("compel",),
    "spans": ("novelai",),
    "flags": ("midjourney",),
}
CASES = [(shape, dialect) for shape in SHAPES for dialect in (None, "a1111", "comfyui", *OWN.get(shape, ()))]


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "dialect"), CASES)
def test_growth(shape: str, dialect: str | None) -> None:
    make = SHAPES[shape]
    read_markup(make(10), dialect)
    short, long = make(LENGTH), make(4 * LENGTH)
    times, _ = growth(partial(read_markup, short, dialect), partial(read_markup, long, dialect), below=MOST, floor=0.002)
    assert times < MOST, f"four times the text takes {times:.1f} times as long"


@pytest.mark.parametrize("character", [" ", ".", "7", "_", "a", "\n"])
def test_a_million_of_one_character(character: str) -> None:
    text = character * 1_000_000
    assert seconds(partial(read_markup, text)) < 1.5
    markup = read_markup(text)
    assert [(run.start, run.end) for run in markup.runs] == [(0, len(text))]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["(" * 100_000, "(" * 100_000 + ")" * 100_000, "([{" * 30_000 + "}])" * 30_000], ids=["open", "nested", "mixed"]
)
@pytest.mark.parametrize("dialect", [None, "a1111"])
def test_a_hundred_thousand_brackets(text: str, dialect: str | None) -> None:
    assert seconds(partial(read_markup, text, dialect)) < 5
