"""YAML, TOML, JSON with comments, wildcards: which values are prompts, where they stand, and what cannot be read."""

from __future__ import annotations

import sys

import pytest

from promptlint.fixer import apply_edits
from promptlint.rule import Edit
from promptlint.sources import EditError, Found, Reading, SourceFile, read_bytes
from promptlint.sources.content import may_be_a_prompt, speaks_of_a_picture

LIGHT = "woman, rim light"


def read(text: str | bytes, name: str = "x.yaml", how: str = "keys", **options: object) -> SourceFile:
    data = text if isinstance(text, bytes) else text.encode()
    return read_bytes(name, data, Reading(("*",), how, **options))  # type: ignore[arg-type]


def texts(source: SourceFile) -> list[str]:
    return [found.text for found in source.found]


def edited(source: SourceFile, found: Found, old: str, new: str) -> str:
    at = found.text.index(old)
    start, end, written = found.map.carry(at, at + len(old), new)
    return apply_edits(source.text, [Edit(start, end, written)])


# Which values


def test_the_usual_keys() -> None:
    source = read(
        "text: photo of a woman\n"
        "n: {m: {text: photo of a man}, caption: a nice day, positive_prompt: a cat}\n"
        "list:\n- prompt: [one, two]\n  negative_prompt: [no one, no two]\n"
        "- caption: portrait of a woman\n"
        "prompt_en: three\nprompt_note: four\nPrompt: five\n"
    )
    assert [(found.text, found.negative) for found in source.found] == [
        ("photo of a woman", None),
        ("a cat", None),
        ("one", "no one"),
        ("two", "no two"),
        ("portrait of a woman", None),
        ("three", None),
    ]


def test_a_file_without_such_keys_is_not_even_read() -> None:
    for name, text in (("ci.yaml", "jobs: [broken\n"), ("x.toml", "x = [\n"), ("helm.yaml", "a: {{ .Values.b }}\n")):
        source = read(text, name)
        assert (texts(source), source.faults) == ([], ())


def test_a_template_of_another_program_is_left_alone() -> None:
    source = read("{{- if .Values.x }}\ntext: {{ .Values.text }}\n{{- end }}\n")
    assert source.faults == ()
    assert "left alone: a template of another program" in source.how


@pytest.mark.parametrize(
    "value",
    [
        "prompts/a.txt", "https://example.org/a.png", "{{ prompt }}", "${PROMPT}", "$PROMPT", "Continue? [y/N]", "Enter your name:",
        "What is the answer?", "You are a helpful assistant",
        "Summarize the following text in one sentence.", "Review this: ${{ inputs.x }}",
        "Your task is to answer questions", "42", ">>>", "portrait.j2",
    ],
)  # fmt: skip
def test_what_speaks_to_somebody_else_is_no_prompt(value: str) -> None:
    assert not may_be_a_prompt(value)


@pytest.mark.parametrize(
    "value",
    [
        "woman", "1girl, solo", "a woman asks: what is it?", "worried {mood} woman", "$name, portrait", "photo of a person / a cat",
        "You are a photographer. Create an image of a woman", "${a} and ${b} on a pier",
    ],
)  # fmt: skip
def test_what_may_be_a_prompt(value: str) -> None:
    assert may_be_a_prompt(value)


def test_doubtful_keys_need_words_of_pictures() -> None:
    assert speaks_of_a_picture("close-up of an old man")
    assert speaks_of_a_picture("1girl, red hair, smile, classroom")
    assert not speaks_of_a_picture("I love this shop, and will come again!")


def test_keys_of_the_configuration_take_every_value() -> None:
    source = read("a:\n  b: [https://example.org, 3, x]\n", prompt=("$.a.b[*]",))
    assert texts(source) == ["https://example.org", "x"]


def test_only_strings_are_prompts() -> None:
    source = read(
        'a: {prompt: 42}\nb: {prompt: yes}\nc: {prompt: !!str 42}\nd: {prompt: "42 cats"}\ne: {prompt: null}\nf: {prompt: !env X}\n'
    )
    assert [found.place for found in source.found] == ["$.d.prompt"]
    assert texts(read("prompt: !!str cat\n")) == ["cat"]


# YAML


def test_aliases_lead_to_one_prompt_and_merged_keys_lend_their_negative() -> None:
    source = read(
        "base: &base\n  prompt: &text the woman\n  negative_prompt: blurry\n"
        "two:\n  <<: *base\n  prompt: the man\nthree:\n  prompt: *text\nfour: *base\nfive: {other: &five a cat}\nsix: {prompt: *five}\n"
    )
    assert [(found.place, found.text, found.negative) for found in source.found] == [
        ("$.base.prompt", "the woman", "blurry"),
        ("$.two.prompt", "the man", "blurry"),
        ("$.six.prompt", "a cat", None),
    ]
    assert edited(source, source.found[2], "cat", "dog").count("&five a dog") == 1


def test_directives_belong_to_the_document_behind_them() -> None:
    source = read("prompt: one\n\n# tags\n%TAG ! tag:example.org,2002:\n# more\n--- !shape\nprompt: two\n")
    assert (texts(source), source.faults) == (["one", "two"], ())


def test_documents_go_on_after_a_broken_one() -> None:
    source = read("%YAML 1.1\n---\nprompt: one\n---\nprompt: [two\n---\nprompt: three: four\n...\n# end\n---\nprompt: five\n")
    assert texts(source) == ["one", "five"]
    assert [source.lines.locate(fault.start)[0] for fault in source.faults] == [6, 7]
    assert all("the others are checked" in fault.message for fault in source.faults)
    assert "a value with a colon in it needs quotes" in read("prompt: a cat: black\n").faults[0].message
    assert "use spaces" in read("a:\n\tprompt: x\n").faults[0].message


@pytest.mark.parametrize("parser", ["fast", "plain"])
def test_every_style_of_scalar(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    if parser == "plain" and hasattr(yaml, "CSafeLoader"):
        monkeypatch.delattr(yaml, "CSafeLoader")
    text = (
        "- prompt: plain\n    goes on\n\n    twice\n- prompt: 'it''s\n    one'\n"
        '- prompt: "\\x41 \\u00e9 \\U0001F600 \\\n    x\\ty"\n- prompt: |\n    a\n      b\n\n    c\n\n'
        "- prompt: >-\n    a\n    b\n\n    c\n      d\n    e\n- prompt: |2\n     x\n- prompt: |+\n    keep\n\n- prompt: >\n\n    first\n"
    )
    source = read(text)
    wanted = ["plain goes on\ntwice", "it's one", "A \u00e9 \U0001f600 x\ty", "a\n  b\n\nc", "a b\nc\n  d\ne", " x", "keep", "\nfirst"]
    assert texts(source) == wanted
    for found in source.found:
        for offset, character in enumerate(found.text):
            start, end = found.map.span_to_file(offset, offset + 1)
            assert source.text[start:end] == character or character in "\n '\u00e9\U0001f600\tA"
            assert found.map.is_mapped(offset, offset + 1) or character == "\n"


@pytest.mark.parametrize(
    ("text", "new", "wanted"),
    [
        ("prompt: a cat\n", "dog", "prompt: a dog\n"),
        ("prompt: a cat\n", "dog: black", None),
        ("prompt: a cat\n", "dog #1", None),
        ("prompt: a cat\n", "dog\n", None),
        ("prompt: cat\n", "", None),
        ("prompt: cat\n", "null", None),
        ("prompt: cat\n", "'dog'", None),
        ("{prompt: a cat}\n", "dog, cat", None),
        ("prompt: 'a cat'\n", "dog's: #1", "prompt: 'a dog''s: #1'\n"),
        ("prompt: 'a cat'\n", "x\ny", None),
        ('prompt: "a cat"\n', 'a "dog"\n\u00e9', 'prompt: "a a \\"dog\\"\\n\\xE9"\n'),
        ('prompt: "\u00e9 cat"\n', "\u00e9\U0001f600", 'prompt: "\u00e9 \u00e9\U0001f600"\n'),
        ("prompt: |\n  a cat\n", "x: 'y' #\nz", "prompt: |\n  a x: 'y' #\n  z\n"),
        ("prompt: |\n  cat\n", " cat", None),
        ("prompt: >\n  cat\n", "x: 'y' #", "prompt: >\n  x: 'y' #\n"),
        ("prompt: >\n  a cat\n", "x\ny", None),
        ("prompt: |\n  a cat\n", "\x07", None),
    ],
)
def test_what_yaml_cannot_hold_is_refused(text: str, new: str, wanted: str | None) -> None:
    source = read(text, prompt=("$..prompt",))
    if wanted is None:
        with pytest.raises(EditError):
            edited(source, source.found[0], "cat", new)
    else:
        assert edited(source, source.found[0], "cat", new) == wanted


def test_a_missing_yaml_reader_is_said_once_and_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    (fault,) = read("prompt: a cat\n---\nprompt: a dog\n").faults
    assert "pip install 'promptlint-facs[yaml]'" in fault.message
    assert read("name: a cat\n").faults == ()
    assert texts(read("---\ntitle: x\n---\n```prompt\na cat\n```\n", "x.md", "fences")) == ["a cat"]


def test_tags_in_groups() -> None:
    text = "- name: face\n  groups:\n  - name: mouth\n    tags:\n      kind_smile: Laecheln\n      :d: x\n      smile:\n  - tags: {}\n"
    source = read(text)
    assert [(found.text, found.fragment) for found in source.found] == [("kind_smile", True), (":d", True), ("smile", True)]
    assert source.how.startswith("tags in groups")


def test_wildcards() -> None:
    yaml = read("cars:\n  ford: [muscle car, 'red\n    one']\n  one: truck\n  n: 3\n", "cars.yaml", "wildcards")
    assert texts(yaml) == ["muscle car", "red one", "truck"]
    assert texts(read('{"a": ["x", "y"]}', "a.json", "wildcards")) == ["x", "y"]
    text = read("# no\nx\ny, z\n", "a.txt", "wildcards")
    assert texts(text) == ["x", "y, z"]
    assert all(found.fragment for found in (*yaml.found, *text.found))


def test_bytes_that_are_no_text_in_yaml() -> None:
    source = read(b"prompt: \"a \xff cat\"\nother: {prompt: 'dog \xe9'}\n")
    assert texts(source) == ["a \ufffd cat", "dog \ufffd"]
    assert not source.found[0].map.is_mapped(2, 3)
    assert source.found[0].map.is_mapped(4, 7)
    assert len(source.faults) == 2


# TOML and JSON with comments


def test_where_toml_values_stand() -> None:
    source = read(
        '"a b".prompt = "x"\n[t.u]\nprompt = [\n  "one", # [\n  \'two\', """three""",\n]\n[[e]]\nprompt = "e0"\n[e.sub]\nprompt = "s0"\n'
        '[[e]]\nprompt = "e1"\n[[e.deep]]\nprompt = "d"\nt = 07:32:00.5\nx = {prompt = "i", y = {prompt = ["j"]}}\n',
        "x.toml",
    )
    assert [(found.place, found.text) for found in source.found] == [
        ("$['a b'].prompt", "x"),
        ("$.t.u.prompt[0]", "one"),
        ("$.t.u.prompt[1]", "two"),
        ("$.t.u.prompt[2]", "three"),
        ("$.e[0].prompt", "e0"),
        ("$.e[0].sub.prompt", "s0"),
        ("$.e[1].prompt", "e1"),
        ("$.e[1].deep[0].prompt", "d"),
        ("$.e[1].deep[0].x.prompt", "i"),
        ("$.e[1].deep[0].x.y.prompt[0]", "j"),
    ]
    assert all(source.text[found.map.to_file(0)] == found.text[0] for found in source.found)


@pytest.mark.parametrize(
    ("text", "new", "wanted"),
    [
        ('prompt = "a cat"\n', 'x "y"\n\\\u00e9', 'prompt = "a x \\"y\\"\\n\\\\\\u00E9"\n'),
        ("prompt = 'a cat'\n", 'x "y" \\', "prompt = 'a x \"y\" \\'\n"),
        ("prompt = 'a cat'\n", "it's", None),
        ("prompt = 'a cat'\n", "x\ny", None),
        ("prompt = '''a cat'''\n", "x\ny", "prompt = '''a x\ny'''\n"),
        ('prompt = """a cat"""\r\n', 'x\n"""y', 'prompt = """a x\r\n\\"\\"\\"y"""\r\n'),
        ('prompt = """a \\\n  cat"""\n', " x", None),  # the white space would be swallowed
    ],
)
def test_what_toml_cannot_hold_is_refused(text: str, new: str, wanted: str | None) -> None:
    source = read(text, "x.toml")
    if wanted is None:
        with pytest.raises(EditError):
            edited(source, source.found[0], "cat", new)
    else:
        assert edited(source, source.found[0], "cat", new) == wanted


def test_broken_toml_is_a_fault_with_its_line() -> None:
    source = read('prompt = "x"\ny = [1,\nz = 2\n', "x.toml")
    (fault,) = source.faults
    assert source.lines.locate(fault.start)[0] == 3
    assert fault.message.startswith("this is no TOML: ")
    assert read('prompt = "x"\nn = ' + "9" * 5000, "x.toml").faults != ()


def test_json_with_comments() -> None:
    source = read('// "prompt": 1\n{"prompt": "a // cat", /* x */ "b": ["/*",], }\n', "x.jsonc")
    assert texts(source) == ["a // cat"]
    assert edited(source, source.found[0], "cat", "dog") == '// "prompt": 1\n{"prompt": "a // dog", /* x */ "b": ["/*",], }\n'
    assert "call the file .jsonc" in read('{"prompt": "x" // y\n}', "x.json").faults[0].message
