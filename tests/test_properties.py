"""What holds for any text at all: it is read and linted without an exception, in place, the same every time, and in linear time."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptlint
from promptlint.fixer import fix_text
from promptlint.markup.dialects import DIALECTS
from promptlint.model import KINDS, Prompt
from promptlint.rule import SEVERITIES
from tests.timing import growth, seconds

#: Words, marks and markup from which random texts are put together; plain random characters rarely say anything.
PIECES = (
    "smile", "no smile", "AU12", "au 4b", "AU1+AU2", "happy", "sad", "furious", "woman", "two men", "he", "maximum", "slightly", "left",
    "eyes closed", "wide eyes", "looking at viewer", "raised eyebrows", "frown", "emotional", "low angle", "from above", "close-up",
    "full body", "rembrandt lighting", "soft light", "3200K", "5600K", "45 degrees", "sunglasses", "in a kitchen", "behind", "then",
    "panel 2:", "Negative prompt:", "BREAK", "AND", "--no", "--ar 2:3", "(", ")", "[", "]", "{", "}", "|", ":", ":1.2)", ":0.5]", "::",
    "<lora:x:1>", "<", ">", ",", ", ,", ".", "\n", "\t", '"', "'", "\\", "\\(", "_", "__", "#", "// x", "$", "@", "[SUBJECT]", "{{mood}}",
    "😀", "e\u0301", "\u200d", "\u202e", "\x00", "\ud800", "ﬁ", "İ", "ß", "ｓｍｉｌｅ", "笑顔", "\u00a0", "\u2028",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
dialects = st.one_of(st.none(), st.sampled_from(sorted(filter(None, DIALECTS))))


def assert_in_place(prompt: Prompt) -> None:
    """Tokens lie inside the text, in order, apart from each other, and each holds the text that it says."""
    end = 0
    for token in prompt.tokens:
        assert token.kind in KINDS
        assert end <= token.start < token.end <= len(prompt.text), token
        assert prompt.text[token.start : token.end] == token.text
        end = token.end
    for run in prompt.markup.runs:
        assert 0 <= run.start <= run.end <= len(prompt.text)
    for fault in prompt.markup.faults:
        assert 0 <= fault.start <= fault.end <= len(prompt.text)


@given(texts, dialects)
def test_any_text_is_read_in_place(text: str, dialect: str | None) -> None:
    prompt = promptlint.parse(text, dialect)
    assert prompt.text == text
    assert_in_place(prompt)


@given(texts, texts)
def test_a_negative_prompt_is_read_likewise(text: str, negative: str) -> None:
    prompt = promptlint.parse(text, negative=negative)
    assert prompt.negative is not None
    assert prompt.negative.text == negative
    assert_in_place(prompt.negative)
    assert prompt.tokens == promptlint.parse(text).tokens


@given(texts, dialects)
def test_reading_twice_is_reading_once(text: str, dialect: str | None) -> None:
    assert promptlint.parse(text, dialect) == promptlint.parse(text, dialect)


@given(texts)
def test_findings_lie_inside_the_text_and_in_order(text: str) -> None:
    findings = promptlint.lint(text, preset="all")
    places = [(finding.start, finding.end, finding.code) for finding in findings]
    assert places == sorted(places)
    for finding in findings:
        assert finding.severity in SEVERITIES
        assert finding.message
        for place in (finding, *finding.related, *(edit for fix in finding.fixes for edit in fix.edits)):
            assert 0 <= place.start <= place.end <= len(text), finding


@given(texts, texts)
def test_linting_remembers_nothing(text: str, other: str) -> None:
    first = promptlint.lint(text)
    promptlint.lint(other)
    assert promptlint.lint(text) == first


@given(texts)
def test_safe_fixes_settle(text: str) -> None:
    fixed = promptlint.fix(text)
    assert promptlint.fix(fixed) == fixed


@given(texts)
def test_all_fixes_settle_and_answer_what_they_fix(text: str) -> None:
    fixed = fix_text(text, unsafe=True)
    assert fixed.stable
    assert fix_text(fixed.text, unsafe=True).text == fixed.text
    if fixed.applied:
        offered = {finding.code for finding in promptlint.lint(fixed.text) if finding.fixes}
        assert not offered & {finding.code for finding in fixed.applied}


#: Shapes on which a careless scanner or parser goes quadratic: n -> text. n is such that the longest text of each stays near 1 MB.
SHAPES = {
    "open brackets": (100_000, lambda n: "(" * n),
    "close brackets": (100_000, lambda n: ")" * n),
    "square brackets": (100_000, lambda n: "[" * n),
    "mixed brackets": (25_000, lambda n: "([{<" * n),
    "nested brackets": (100_000, lambda n: "(" * n + "smile" + ")" * n),
    "nested square brackets": (100_000, lambda n: "[" * n + "smile" + "]" * n),
    "nested braces": (100_000, lambda n: "{" * n + "smile" + "}" * n),
    "nested weights": (50_000, lambda n: "(" * n + "smile" + ":1.1)" * n),
    "nested alternatives": (50_000, lambda n: "{a|" * n + "smile" + "}" * n),
    "full stops": (1_000_000, lambda n: "." * n),
    "spaces": (1_000_000, lambda n: " " * n),
    "spaces before commas": (200_000, lambda n: "    ," * n),
    "digits": (1_000_000, lambda n: "1" * n),
    "underscores": (1_000_000, lambda n: "_" * n),
    "hyphens": (1_000_000, lambda n: "-" * n),
    "colons": (1_000_000, lambda n: ":" * n),
    "plus signs": (1_000_000, lambda n: "+" * n),
    "backslashes": (1_000_000, lambda n: "\\" * n),
    "quotation marks": (500_000, lambda n: '"' * n),
    "apostrophes": (500_000, lambda n: "'" * n),
    "emotions": (50_000, lambda n: "happy " * n),
    "framings": (20_000, lambda n: "close-up of " * n),
    "silhouettes": (20_000, lambda n: "the silhouette of " * n),
    "lights": (20_000, lambda n: "soft light " * n),
    "faces on things": (20_000, lambda n: "smile on it " * n),
    "moments": (2_000, lambda n: "first he smiles, then he frowns, " * n),
    "alternatives": (1_000, lambda n: "{smile|frown}, " * n),
    "segments": (100_000, lambda n: "a, " * n),
    "negations": (50_000, lambda n: "no " * n),
    "degrees": (50_000, lambda n: "very " * n),
    "one long word": (1_000_000, lambda n: "a" * n),
    "codes": (50_000, lambda n: "AU12+" * n),
    "bars": (200_000, lambda n: "a|" * n),
    "newlines": (500_000, lambda n: "\n" * n),
}

#: What a text of the longest size may take, in seconds of one core.
LONGEST = 5.0


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text_and_no_faster(shape: str) -> None:
    size, text = SHAPES[shape]
    promptlint.lint(text(10))
    for quarter in (size // 64, size // 16):  # a shape that is quadratic is caught small, before it takes minutes
        assert seconds(partial(promptlint.lint, text(4 * quarter))) < LONGEST, f"{4 * quarter} of {shape}"
    short, long = text(size // 4), text(size)
    times, longest = growth(partial(promptlint.lint, short), partial(promptlint.lint, long), below=7, floor=0.01)
    assert times < 7, f"four times the text takes {times:.1f} times as long"
    assert longest < LONGEST
