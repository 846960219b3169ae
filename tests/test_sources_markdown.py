"""Markdown: which blocks are prompts, and where their characters stand."""

from __future__ import annotations

import pytest

from promptlint.fixer import apply_edits
from promptlint.rule import Edit
from promptlint.sources import EditError, Reading, SourceFile, read_bytes


def read(text: str) -> SourceFile:
    return read_bytes("x.md", text.encode(), Reading(("*",), "fences"))


def texts(source: SourceFile) -> list[str]:
    return [found.text for found in source.found]


@pytest.mark.parametrize(
    "label",
    [
        "**Prompt**", "**Prompt:**", "#### 📝 Prompt", "### Prompt 3", "Prompt (English):", "_The full prompt_:", "プロンプト:",
        "**提示词**", "- **Prompt**",
        "<b>Prompt</b>", "> Image prompt:", "1. Example prompt:", "Positive prompt", "PROMPTS:", "`prompt`",
    ],
)  # fmt: skip
def test_labels(label: str) -> None:
    assert texts(read(f"{label}\n\n```\na cat\n```\n")) == ["a cat"]
    assert texts(read(f"{label}\n~~~text\na cat\n~~~\n")) == ["a cat"]


@pytest.mark.parametrize(
    "label", ["Output:", "The prompt is shown below, run it:", "**Example:**", "Prompt engineering", "", "# prompt.py", "Command prompt"]
)
def test_other_labels(label: str) -> None:
    assert texts(read(f"{label}\n\n```\na cat\n```\n")) == []


@pytest.mark.parametrize("info", ["prompt", "Prompt", "text prompt", "{.prompt}", "prompts", "prompt title=x"])
def test_info_strings(info: str) -> None:
    assert texts(read(f"```{info}\na cat\n```\n")) == ["a cat"]


def test_blocks_of_programs_are_none_even_under_a_label() -> None:
    assert texts(read("**Prompt**\n\n```python\na cat\n```\n\n```\nb\n```\n")) == []
    assert texts(read("**Prompt**\n\ntext between\n\n```\na cat\n```\n")) == []
    assert texts(read("**Prompt**\n```\nYou are a helpful assistant.\n```\n")) == []


def test_a_mark_above_a_block() -> None:
    assert texts(read("<!-- promptlint: prompt -->\n\n```yaml\na cat\n```\n```yaml\nb\n```\n")) == ["a cat"]
    (found,) = read("<!-- promptlint: fragment -->\n```\nin oil\n```\n").found
    assert found.fragment


@pytest.mark.parametrize("blank", ["[SUBJECT]", "[CITY NAME]", "{name}", "{{name}}", '{argument name="x" default="y"}', "<CITY>"])
def test_a_block_with_blanks_is_a_template(blank: str) -> None:
    (found,) = read(f"```prompt\na worried {blank}\n```\n").found
    assert found.fragment
    assert not read("```prompt\na [red:blue:0.5] cat, {a|b}, <lora:x:1>, [x]\n```\n").found[0].fragment


def test_negative_prompts() -> None:
    source = read(
        "## A\n**Prompt**\n```\none\n```\n**Negative prompt**\n```\nno one\n```\n"
        "```prompt\ntwo\n```\n### Negative Prompt\n```\nno two\n```\n```prompt\nthree\n```\n## B\n```negative-prompt\nno three\n```\n"
    )
    assert [(found.text, found.negative) for found in source.found] == [("one", "no one"), ("two", "no two"), ("three", None)]


def test_quotes_lists_and_longer_fences() -> None:
    source = read(
        "> **Prompt**\n> ````\n> one\n>   two\n>\n> ```\n> ````\n"
        "1. ```prompt\n   three\n     four\n\n   five\n   ```\n"
        "> ```prompt\n> six\nno quote any more\n```\n\n```prompt\nseven\n```\n"
    )
    assert texts(source) == ["one\n  two\n\n```", "three\n  four\n\nfive", "six"]
    for found in source.found:
        for offset, character in enumerate(found.text):
            start, end = found.map.span_to_file(offset, offset + 1)
            assert source.text[start:end] == character or character == "\n"


def test_front_matter() -> None:
    source = read("---\ntitle: x\nprompt: a cat\nnegative_prompt: blurry\n---\n```prompt\na dog\n```\n")
    assert [(found.place, found.text, found.negative) for found in source.found] == [
        ("$.prompt", "a cat", "blurry"),
        ("line 7", "a dog", None),
    ]
    assert texts(read('+++\nprompt = "a cat"\n+++\n')) == ["a cat"]
    assert texts(read("text\n---\nprompt: a cat\n---\n")) == []
    (fault,) = read("---\nprompt: [a\n---\n```prompt\nb\n```\n").faults
    assert "this is no YAML" in fault.message


def test_a_block_that_is_never_closed_is_a_fault_only_where_it_is_a_prompt() -> None:
    source = read("```prompt\na cat\n")
    assert source.found == ()
    assert "never closed" in source.faults[0].message
    assert read("```python\na cat\n").faults == ()


def test_comments_in_html_hide_blocks() -> None:
    assert texts(read("<!--\n```prompt\na cat\n```\n-->\n```prompt\nb\n```\n")) == ["b"]


def test_edits() -> None:
    source = read("> ```prompt\r\n> a cat\r\n> a dog\r\n> ```\r\n")
    (found,) = source.found
    assert apply_edits(source.text, [Edit(*found.map.carry(2, 5, "x\ny"))]) == "> ```prompt\r\n> a x\r\n> y\r\n> a dog\r\n> ```\r\n"
    assert apply_edits(source.text, [Edit(*found.map.carry(5, 6, ", "))]) == "> ```prompt\r\n> a cat, a dog\r\n> ```\r\n"
    with pytest.raises(EditError, match="end the fenced block"):
        found.map.carry(2, 5, "x\n```")
