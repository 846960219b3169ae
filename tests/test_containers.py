"""Files of every container, generated and fixed: the prompts change as the fixes say, every other value and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from containers import FORMATS, File
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptlint.model import Prompt
from promptlint.registry import ActiveRule
from promptlint.rule import Edit, Fix, Problem, rule
from promptlint.settings import Settings
from promptlint.sources import SourceFile, read_bytes
from promptlint.writer import FixResult, fix_file

#: What replaces "bad": each is a trap in some format.
NEW = [
    "good",
    "",
    "g\u00f6\U0001f600d",
    'a "quoted" word',
    "it's",
    "one, two",
    "key: value",
    "x # y",
    "a\nb",
    "back\\slash",
    "{a} ${b} `c`",
    " ",
    "null",
]
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))


def fixed(file: File, new: str) -> FixResult:
    """The file after "bad" has been replaced by ``new`` in its prompts, wherever its container allows it."""

    @rule("ZZZ101", severity="warning")
    def test_only(prompt: Prompt) -> Iterator[Problem]:
        for match in re.finditer("bad", prompt.text):
            yield Problem(match.start(), match.end(), "bad", fixes=(Fix("replace", (Edit(*match.span(), new),), safe=True),))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Settings, "active_rules", lambda settings, path=None: (ActiveRule(test_only, "warning"),))
        return fix_file(file.name, Settings(readings=(file.reading,)), data=file.text.encode())


def read(file: File) -> SourceFile:
    return read_bytes(file.name, file.text.encode(), file.reading)


def squeezed(text: str) -> str:
    """Without the line breaks at both ends, which a block's own lines bring; a fix may leave white space at an end, too."""
    return text.replace("\r\n", "\n").strip()


def is_either(now: str, old: str, new: str) -> bool:
    """Whether a prompt is the old one in which each "bad" may have become ``new``, white space at its ends aside."""
    first, *rest = old.split("bad")
    made = {first}
    for part in rest:
        made = {text + word + part for text in made for word in ("bad", new)}
    return now in {squeezed(text) for text in made}


def bytes_outside(file: File, new: str, after: str) -> bool:
    """Whether only "bad" has changed in the file, into something that holds what ``new`` is made of."""
    letters = "".join(sorted({re.escape(character) for character in new}))
    written = rf"(?:bad|(?:[{letters}\\'\"{{}}$`> \r\n]|\\[uUxn]?[0-9A-Fa-f]*)*)" if new else "(?:bad)?"
    pattern = f"({written})".join(map(re.escape, file.text.split("bad")))
    return re.fullmatch(pattern, after, re.DOTALL) is not None


def check_found(file: File) -> None:
    """The prompts that the independent reading finds are found, and each character stands where its map says, alone or escaped."""
    source = read(file)
    assert source.faults == ()
    assert [squeezed(found.text) for found in source.found] == [squeezed(text) for text in file.load(file.text)[0]]
    for found in source.found:
        for offset, character in enumerate(found.text):
            start, end = found.map.span_to_file(offset, offset + 1)
            assert source.text[start:end] == character or character in "\n\"' \t\\`{$}#\u00e9\U0001f600" or end - start != 1
            assert found.map.to_prompt(start) is not None


def check_fixed(file: File, new: str) -> tuple[int, int]:
    """A fix changes what it says and nothing else; gives back how many fixes were made and how many refused."""
    result = fixed(file, new)
    before, rest = file.load(file.text)
    after, rest_after = file.load(result.after)
    assert rest_after == rest
    assert len(after) == len(before)
    for old, now in zip(before, after, strict=True):
        assert is_either(squeezed(now), squeezed(old), new)
    assert bytes_outside(file, new, result.after)
    assert result.changed == bool(result.applied)
    return len(result.applied), len(result.refused)


@pytest.mark.parametrize("name", FORMATS)
def test_prompts_are_found_where_they_stand(name: str) -> None:
    @QUICK
    @given(FORMATS[name])
    def run(file: File) -> None:
        check_found(file)

    run()


@pytest.mark.parametrize("name", FORMATS)
def test_a_fix_changes_its_words_and_no_other_byte(name: str) -> None:
    made = 0

    @QUICK
    @given(FORMATS[name], st.sampled_from(NEW))
    def run(file: File, new: str) -> None:
        nonlocal made
        made += check_fixed(file, new)[0]

    run()
    assert made > 20


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_many_fixes_change_their_words_and_no_other_byte(name: str) -> None:
    @LONG
    @given(FORMATS[name], st.sampled_from(NEW))
    def run(file: File, new: str) -> None:
        check_found(file)
        check_fixed(file, new)

    run()
