"""Infotexts of A1111 and Forge, and Dream Factory's files: what is a prompt in them, and where it stands."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.checker import check_file
from promptlint.settings import Settings
from promptlint.sources import EditError, Reading, SourceFile, read_bytes
from promptlint.sources.infotext import is_settings
from promptlint.writer import fix_file

SETTINGS = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x768"
FORGE = (
    'Steps: 20, Sampler: Euler, Schedule type: Simple, CFG scale: 1, Distilled CFG Scale: 3.5, Lora hashes: "a: 1, b: 2", '
    'Hires prompt: "a \\"calm\\" queen,\\nsmile", Hires negative prompt: "blurry, bad", ADetailer prompt: happy, '
    'ADetailer prompt 2nd: "[PROMPT], frown", ADetailer negative prompt 2nd: ugly, Version: f2.0.1v1.10.1'
)


def read(text: str, how: str = "auto", name: str = "x.txt") -> SourceFile:
    return read_bytes(name, text.encode(), Reading(("*",), how))


def told(source: SourceFile) -> list[tuple[str, str, str | None, bool]]:
    return [(found.place, found.text, found.negative, found.fragment) for found in source.found]


def test_prompt_negative_and_settings_are_one_text() -> None:
    text = f"queen, smile,\nthrone room\nNegative prompt: smile, blurry\n{SETTINGS}\n"
    source = read(text)
    assert source.reading is not None
    assert source.reading.how == "infotext"
    assert told(source) == [("line 1", text.partition("\nSteps")[0], None, False)]
    report = check_file("x.txt", Settings(), data=text.encode())
    (finding,) = (finding for finding in report.findings() if finding.code == "NEG102")
    start, end, related = finding.start, finding.end, finding.related
    assert text[start:end] == "smile"
    assert [text[one.start : one.end] for one in related] == ["smile"]
    assert start < text.index("Negative") < related[0].start


def test_prompts_among_the_settings_of_forge() -> None:
    text = f"queen, throne room\nNegative prompt: bad\n{FORGE}\n"
    source = read(text)
    assert told(source)[1:] == [
        ("line 3 Hires prompt", 'a "calm" queen,\nsmile', "blurry, bad", False),
        ("line 3 ADetailer prompt", "happy", None, True),
        ("line 3 ADetailer prompt 2nd", "[PROMPT], frown", "ugly", True),
    ]
    for found in source.found[1:]:
        start, end = found.map.span_to_file(0, len(found.text))
        literal = source.text[start:end]
        assert found.text in (literal, json.loads(f'"{literal}"'))
    quoted, bare = source.found[1].map, source.found[2].map
    assert quoted.encode('say "hi"\n') == 'say \\"hi\\"\\n'
    assert bare.encode("sad") == "sad"
    with pytest.raises(EditError, match="double quotes"):
        bare.encode("sad, alone")


def test_several_infotexts_follow_one_another() -> None:
    one, two = f"queen\nNegative prompt: bad\n{SETTINGS}", f"king\n\nwith a crown\n{SETTINGS}"
    source = read(f"# a log\n\n{one}\n{two}\n\nbeggar, left without settings\n")
    assert told(source) == [
        ("line 3", one.partition("\nSteps")[0], None, False),
        ("line 6", two.partition("\nSteps")[0], None, False),
        ("line 11", "beggar, left without settings", None, False),
    ]


def test_comments_to_promptlint_hold_in_an_infotext() -> None:
    text = f"# promptlint: ignore[NEG102] on purpose\nqueen, smile, throne room\nNegative prompt: smile\n{SETTINGS}\n"
    report = check_file("x.txt", Settings(), data=text.encode())
    assert "NEG102" not in [finding.code for finding in report.findings()]
    assert report.suppressed == 1


def test_a_fix_in_an_infotext_leaves_the_rest() -> None:
    text = f"queen, au12 smile, throne room\r\nNegative prompt: bad\r\n{FORGE.replace('happy', 'au12 smile')}\r\n"
    result = fix_file("x.txt", Settings(), data=text.encode())
    assert result.data() == text.replace("au12", "AU12").encode()


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (SETTINGS, True),
        (FORGE, True),
        ("Steps: 20, Sampler: Euler", False),
        ("Steps: stone, worn, leading up to a temple", False),
        ("a woman on the Steps: 20, Sampler: x, CFG scale: 7", False),
        ('Steps: 20, Size: 1x1, Template: "{a|b}: c, d"', True),
        ("", False),
    ],
)
def test_what_the_line_of_settings_is(line: str, ends: bool) -> None:
    assert is_settings(line) is ends


@given(st.text(st.sampled_from('abc ",:\\\n#'), max_size=60), st.text(st.sampled_from('ab ",:\\\n'), max_size=30))
def test_every_prompt_of_an_infotext_stands_where_its_map_says(prompt: str, second: str) -> None:
    quoted = json.dumps(second) if any(sign in second for sign in ',:\n"\\') else second
    source = read(f"{prompt}\n{SETTINGS}, Hires prompt: {quoted}, Model: x\n", "infotext")
    for found in source.found:
        for offset, character in enumerate(found.text):
            start, end = found.map.span_to_file(offset, offset + 1)
            assert character == source.text[start:end] or json.loads(f'"{source.text[start:end]}"') == character
    if second.strip():
        assert [found.text for found in source.found if found.place.endswith("Hires prompt")] in ([second], [second.strip()])


@pytest.mark.parametrize("tail", ["a " * 200_000, '"' * 200_000, "a:" * 100_000, 'a: "' * 100_000, "a, " * 100_000, " " * 400_000])
def test_a_line_of_settings_costs_no_more_than_its_length(tail: str) -> None:
    before = time.process_time()
    read(f"queen\n{SETTINGS}, {tail}\n", "infotext")
    assert time.process_time() - before < 3


# Dream Factory

FACTORY = """# a comment
[config]
!MODE = standard    # queue all
!NEG_PROMPT = ugly, bad
[prompts]
a queen, smile   # the first
  a king
!NEG_PROMPT =
a beggar
# promptlint: ignore[EMO103] hers
[ prompts ]

"""


def test_a_dream_factory_file() -> None:
    source = read(FACTORY, "dream-factory", "x.prompts")
    assert told(source) == [
        ("line 6", "a queen, smile", "ugly, bad", False),
        ("line 7", "a king", "ugly, bad", False),
        ("line 9", "a beggar", None, False),
    ]
    assert [source.text[slice(*found.map.span_to_file(0, len(found.text)))] for found in source.found] == [
        found.text for found in source.found
    ]
    assert [source.text[start:end] for start, end in source.comments] == ["# promptlint: ignore[EMO103] hers"]
    with pytest.raises(EditError, match="begins a comment"):
        source.found[0].map.encode("AU12 #2")


def test_of_several_sections_each_line_is_a_part() -> None:
    source = read(FACTORY + "at dawn\n", "dream-factory")
    assert {found.fragment for found in source.found} == {True}
    assert "2 sections" in source.how


def test_orders_are_no_prompts() -> None:
    assert read(FACTORY.replace("standard", "process") + "go\n", "dream-factory").found == ()
