"""Reading files: what is a prompt, where it stands, and what happens to everything that is no text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.fixer import apply_edits
from promptlint.rule import Edit
from promptlint.sources import EditError, Found, Reading, SourceFile, SourceMap, read_bytes
from promptlint.sources.jsonpath import PathError, PathList, read_path, write_path
from promptlint.sources.jsontext import literal_runs
from promptlint.sources.reading import DEFAULT_READINGS, choose_reading

TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def read(text: str | bytes, how: str = "auto", name: str = "prompts.txt", **options: object) -> SourceFile:
    data = text if isinstance(text, bytes) else text.encode()
    return read_bytes(name, data, Reading(("*",), how, **options))  # type: ignore[arg-type]


def texts(source: SourceFile) -> list[str]:
    return [found.text for found in source.found]


def in_file(source: SourceFile, found: Found, start: int, end: int) -> str:
    begin, stop = found.map.span_to_file(start, end)
    return source.text[begin:stop]


# Text files


def test_one_prompt_a_line() -> None:
    source = read("# a comment\n\nworried woman\r\n   // another\n  smile, cafe  \n#ff8800 sky\n")
    assert texts(source) == ["worried woman", "smile, cafe", "#ff8800 sky"]
    assert [found.place for found in source.found] == ["line 3", "line 5", "line 6"]
    assert [in_file(source, found, 0, len(found.text)) for found in source.found] == texts(source)
    assert source.how == "one prompt a line"


def test_a_comment_to_promptlint_is_no_part_of_the_prompt() -> None:
    source = read("worried woman  # promptlint: ignore[EMO103] hers\n# promptlint: ignore-file[RED101]\nsmile, source#promptlint hug\n")
    assert texts(source) == ["worried woman", "smile, source#promptlint hug"]
    assert [source.text[start:end] for start, end in source.comments] == [
        "# promptlint: ignore[EMO103] hers",
        "# promptlint: ignore-file[RED101]",
    ]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("a portrait, smile\na woman in a cafe\n", "lines"),
        ("dutch angle\nfrom above\nfrom behind\n", "lines"),
        ("smile, cafe,\nportrait, rain,\n", "lines"),
        ("masterpiece, smile,\n1girl, cafe,\nrain\n", "whole-file"),
        ("a woman smiling\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, CFG scale: 7\n", "infotext"),
        ("a woman smiling\nNegative prompt: blurry\n", "whole-file"),
        ("a woman smiling\nSteps: 20, more of them, a stair\n", "lines"),
        ("a woman\nNegative prompt: blurry\n\na man\nNegative prompt: bad\n", "paragraphs"),
        ("a woman\nBREAK\na man\n", "whole-file"),
        ("a woman\n, smiling\n", "whole-file"),
        ('{\n "scene": "a cafe"\n}\n', "whole-file"),
        (
            "A portrait of a woman in her fifties who has just been told that the\n"
            "house is sold. Her inner brows are raised and drawn together, and she\n"
            "tries to smile for the notary, who looks out of the window.\n",
            "whole-file",
        ),
        ("a", "lines"),
        ("", "lines"),
    ],
)
def test_what_a_file_shows_of_itself(text: str, how: str) -> None:
    source = read(text)
    assert source.reading is not None
    assert source.reading.how == how
    assert texts(source) == texts(read(text, how))


def test_paragraphs() -> None:
    source = read("# heading\n\na woman\nsmiling\n\n \n# promptlint: ignore[EMO103] x\na man\r\n\r\n# end\n", "paragraphs")
    assert texts(source) == ["a woman\nsmiling", "a man"]
    assert [found.place for found in source.found] == ["line 3", "line 8"]


def test_the_whole_file_without_comments_to_promptlint() -> None:
    source = read(
        "# a remark\nScene one # promptlint: ignore[EMO103] x\n# Scene two\n# promptlint: ignore[RED101] y\nthe end\n\n", "whole-file"
    )
    (found,) = source.found
    assert found.text == "Scene one\n# Scene two\nthe end"
    assert found.place == ""
    assert in_file(source, found, 10, 21) == "# Scene two"
    assert not found.map.is_mapped(0, len(found.text))
    assert not found.map.is_mapped(20, 23)  # across the comment that was cut out
    assert found.map.is_mapped(0, 9)
    assert texts(read("# nothing\n# but comments\n", "whole-file")) == []


def test_lines_that_are_skipped_and_fragments() -> None:
    source = read("[config]\n!MODE = standard\nsmile\n", "lines", skip=(r"^!", r"^\[\w+\]$"), fragments=True)
    assert texts(source) == ["smile"]
    assert source.found[0].fragment


def test_a_line_cannot_take_a_line_break_and_a_paragraph_takes_the_files_own() -> None:
    with pytest.raises(EditError, match="line break"):
        read("smile\n", "lines").found[0].map.encode("a\nb")
    assert read("smile\r\ncafe\r\n", "whole-file").found[0].map.encode("a\nb") == "a\r\nb"


@given(TEXT.map(lambda text: text.replace("\r", "")))
def test_every_prompt_of_a_text_file_stands_where_its_map_says(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for how in ("auto", "lines", "paragraphs", "whole-file"):
        source = read(data, how)
        assert not source.readable or source.encoded(source.text) == data
        for found in source.found:
            for offset in range(len(found.text)):
                assert found.text[offset] in (in_file(source, found, offset, offset + 1), "\ufffd")
                assert found.map.to_prompt(found.map.to_file(offset)) == offset


# JSON


def test_default_keys() -> None:
    document = {
        "name": "not a prompt",
        "scenes": [
            {"prompt": "worried woman", "negative_prompt": "blurry", "text": "deep text is none"},
            {"positive": ["one", "two"], "negative": ["no one", "no two"]},
            {"caption": " ", "prompt": 3},
        ],
        "style": {"prompt": "oil painting of {prompt}"},
    }
    source = read(json.dumps(document), "keys", "x.json")
    assert [(found.place, found.text, found.negative, found.fragment) for found in source.found] == [
        ("$.scenes[0].prompt", "worried woman", "blurry", False),
        ("$.scenes[1].positive[0]", "one", "no one", False),
        ("$.scenes[1].positive[1]", "two", "no two", False),
        ("$.style.prompt", "oil painting of {prompt}", None, True),
    ]
    assert texts(read('{"text": "top"}', "keys", "x.json")) == ["top"]
    assert texts(read('[{"text": "top"}]', "keys", "x.json")) == ["top"]


def test_keys_of_the_configuration() -> None:
    document = {"negative": "blurry", "my scenes": [{"p": "one"}, {"p": "two", "n": "own"}], "p": "not this"}
    source = read(json.dumps(document), "keys", "x.json", prompt=("$['my scenes'][*].p",), negative=("$.negative", "$..n"))
    assert [(found.place, found.text, found.negative) for found in source.found] == [
        ("$['my scenes'][0].p", "one", "blurry"),
        ("$['my scenes'][1].p", "two", "own"),
    ]


def test_json_lines_go_on_after_a_broken_one() -> None:
    source = read('{"prompt": "one"}\n\n{"prompt": "two",}\n{"prompt": "three"}\r\n', "keys", "x.JSONL")
    assert [found.place for found in source.found] == ["line 1 $.prompt", "line 4 $.prompt"]
    (fault,) = source.faults
    assert source.lines.locate(fault.start)[0] == 3
    assert "no comma may stand before it" in fault.message
    assert "the others are checked" in fault.message
    assert in_file(source, source.found[1], 0, 5) == "three"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"a": 1,\n "prompt": "x"', "expecting ',' delimiter", 2),
        ('{\n// note\n"prompt": "x"}', "JSON has no comments", 2),
        ("{'prompt': 'x'}", "double quotes", 1),
        ('{"prompt": "a\tb"}', "control character", 1),
        ("[" * 100_000, "nested too deep", 1),
    ],
)
def test_broken_json_is_a_fault_with_its_line(text: str, message: str, line: int) -> None:
    source = read(text, "keys", "x.json")
    (fault,) = source.faults
    assert message in fault.message
    assert source.lines.locate(fault.start)[0] == line
    assert source.found == ()


def test_large_numbers_and_keys_that_come_twice() -> None:
    source = read('{"n": ' + "9" * 5000 + ', "prompt": "first", "prompt": "last"}', "keys", "x.json")
    assert texts(source) == ["last"]
    assert in_file(source, source.found[0], 0, 4) == "last"


@given(TEXT, st.booleans(), st.data())
def test_an_edit_carried_into_json_reads_back_as_the_edited_prompt(text: str, ascii_only: bool, data: st.DataObject) -> None:
    document = {"k\u00e9y": ["x", {"prompt": text, "other": "\U0001f600\u00e9\\"}], "n": 1.5}
    written = json.dumps(document, ensure_ascii=ascii_only, indent=data.draw(st.sampled_from([None, 1])))
    source = read(written.encode("utf-8", "surrogatepass"), "keys", "x.json", prompt=("$..prompt",))
    if not source.found:
        assert not text.strip() or not source.readable
        return
    (found,) = source.found
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, min(len(found.text), start + 5)))
    new = data.draw(st.text(max_size=8))
    if not found.map.is_mapped(start, end):
        assert "\ufffd" in found.text[start:end]
        return
    begin, stop = found.map.span_to_file(start, end)
    assert json.loads(f'"{source.text[begin:stop]}"') == found.text[start:end]
    changed = apply_edits(source.text, [Edit(begin, stop, found.map.encode(new))])
    wanted = apply_edits(json.loads(source.text)["k\u00e9y"][1]["prompt"], [Edit(start, end, new)])
    again = json.loads(changed)
    if "\ufffd" in found.text:  # a lone half before or behind may meet its other half
        return
    assert again["k\u00e9y"][1]["prompt"] == wanted
    assert again["n"] == 1.5
    assert again["k\u00e9y"][1]["other"] == document["k\u00e9y"][1]["other"]  # type: ignore[index]
    assert source.encoded(changed)[: len(source.text[:begin].encode("utf-8"))] == source.text[:begin].encode("utf-8")


@given(st.lists(st.sampled_from(["a", "\u00e9", "\\n", "\\\\", '\\"', "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\U0001f600"])))
def test_every_escape_is_one_character(pieces: list[str]) -> None:
    literal = "".join(pieces)
    text = json.loads(f'"{literal}"')
    source_map = SourceMap(literal_runs(literal, 7))
    assert source_map.to_file(len(text)) == 7 + len(literal)
    for offset, character in enumerate(text):
        start, end = source_map.span_to_file(offset, offset + 1)
        assert json.loads(f'"{literal[start - 7 : end - 7]}"') == character
        assert all(source_map.to_prompt(place) == offset for place in range(start, end))


# Paths


@pytest.mark.parametrize(
    ("path", "place", "leads"),
    [
        ("$.a.b", ("a", "b"), True),
        ("$.a.b", ("a", "b", 0), False),
        ("$.a[*].b", ("a", 3, "b"), True),
        ("$.a[2]", ("a", 2), True),
        ("$.a[2]", ("a", "2"), False),
        ("$..b", ("b",), True),
        ("$..b", ("x", 0, "y", "b"), True),
        ("$..a..b", ("a", "x", "a", "b"), True),
        ("$..a..b", ("b", "a"), False),
        ("$.*", ("x",), True),
        ("$", (), True),
        ("$['a.b'].c", ("a.b", "c"), True),
        ('$["it\'s"]', ("it's",), True),
        ("$..[1]", ("a", 1), True),
        ("$.my-key", ("my-key",), True),
    ],
)
def test_paths(path: str, place: tuple[str | int, ...], leads: bool) -> None:
    assert PathList((path,)).lead_to(place) is leads


@pytest.mark.parametrize("path", ["a.b", "$a", "$.", "$..", "$.a[", "$.a[?x]", "$.a[1:2]", "$.a b", "$['a]", "$...a", "$.a."])
def test_paths_that_cannot_be_read(path: str) -> None:
    with pytest.raises(PathError):
        read_path(path)


@given(st.lists(st.one_of(st.text(max_size=5), st.integers(0, 99)), max_size=4))
def test_a_place_is_written_as_a_path_that_leads_to_it(place: list[str | int]) -> None:
    assert PathList((write_path(tuple(place)),)).lead_to(tuple(place))


# Which file is read how


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("prompts/a.txt", "auto"),
        ("a.PROMPT", "auto"),
        ("sd/wildcards/deep/hair.txt", "lines"),
        ("prompts/templates/a.txt", "auto"),
        ("face.template.json", "keys"),
        ("templates/package.json", None),
        ("scenes.json", "keys"),
        ("scenes.jsonl", "keys"),
        ("requirements-dev.txt", None),
        ("docs/LICENSE.txt", None),
        ("package.json", None),
        (".eslintrc.json", None),
        ("prompts/cats.prompts", "dream-factory"),
        ("renders/0001.PNG", "image-metadata"),
        ("a.rst", None),
        ("Makefile", None),
        ("scenes/a.YAML", "keys"),
        ("sd/wildcards/cars.yaml", "wildcards"),
        ("a.toml", "keys"),
        ("a.jsonc", "keys"),
        ("styles.csv", "columns"),
        ("data.tsv", "columns"),
        ("README.md", "fences"),
        ("app/prompts.py", "literals"),
        ("app/prompts.tsx", "literals"),
        ("pyproject.toml", None),
        (".gitlab-ci.yml", None),
        (".github/workflows/ci.yml", None),
        ("docker-compose.yaml", None),
    ],
)
def test_default_readings(path: str, how: str | None) -> None:
    reading = choose_reading(path, DEFAULT_READINGS)
    assert (reading.how if reading else None) == how
