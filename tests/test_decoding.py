"""Bytes to text: encodings, byte order marks, line endings, and everything that is no text."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.sources import MAX_PROMPT, Reading, SourceFile, read_bytes
from promptlint.sources.decoding import decode


def read(text: str | bytes, how: str = "auto", name: str = "prompts.txt") -> SourceFile:
    return read_bytes(name, text if isinstance(text, bytes) else text.encode(), Reading(("*",), how))


def texts(source: SourceFile) -> list[str]:
    return [found.text for found in source.found]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_encodings_marks_and_newlines_come_back_byte_for_byte(mark: bytes, encoding: str, newline: str) -> None:
    text = newline.join(["worried woman in a caf\u00e9", "a man, smiling \U0001f600", ""])
    data = mark + text.encode(encoding)
    source = read(data)
    assert (source.encoding, source.bom, source.newline) == (encoding, mark, newline)
    assert texts(source) == ["worried woman in a caf\u00e9", "a man, smiling \U0001f600"]
    assert source.faults == ()
    assert source.encoded(source.text) == data


def test_bytes_that_are_no_utf8_are_one_fault_a_line_and_the_rest_is_read() -> None:
    data = "worried woman\ncaf\u00e9, \u00fcber, smile\nhappy man\n".encode("latin-1")
    source = read(data)
    assert texts(source) == ["worried woman", "caf\ufffd, \ufffdber, smile", "happy man"]
    (fault,) = source.faults
    assert source.lines.locate(fault.start) == (2, 4)
    assert "E9" in fault.message
    assert "save the file as UTF-8" in fault.message
    assert source.encoded(source.text) == data
    found = source.found[1]
    assert not found.map.is_mapped(3, 4)
    assert found.map.is_mapped(14, 19)


def test_many_lines_of_wrong_bytes_are_summed_up() -> None:
    source = read(b"a prompt of some length and one byte \xe9\n" * 50)
    assert len(source.faults) == 21
    assert "30 more lines" in source.faults[-1].message
    assert len(source.found) == 50


def test_nul_and_things_that_are_no_text() -> None:
    source = read(b"worried\0 woman\n")
    assert texts(source) == ["worried\0 woman"]
    assert "NUL" in source.faults[0].message
    for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), bytes(5000), b"\xff\xfeab\0", b"\xfe\xff\xd8"):
        source = read(data)
        assert source.found == ()
        assert len(source.faults) == 1, data
        assert not source.readable


def test_lone_surrogates_of_json_are_shown_as_lost() -> None:
    source = read('{"prompt": "a \\ud83d smile"}', "keys", "x.json")
    assert texts(source) == ["a \ufffd smile"]
    assert not source.found[0].map.is_mapped(2, 3)


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_raise(data: bytes) -> None:
    for how, name in (("auto", "a.txt"), ("paragraphs", "a.txt"), ("keys", "a.json"), ("keys", "a.jsonl")):
        source = read(data, how, name)
        assert source.readable or source.faults


def test_a_line_without_end_is_named_and_costs_little() -> None:
    size = 20 * MAX_PROMPT
    start = time.process_time()
    source = read(b"first prompt\n" + b"a" * size + b"\nlast prompt\n")
    assert texts(source) == ["first prompt", "last prompt"]
    (fault,) = source.faults
    assert f"{size:,}" in fault.message
    assert source.lines.locate(fault.start)[0] == 2
    assert read('{"prompt": "' + "a" * (MAX_PROMPT + 1) + '"}', "keys", "x.json").faults
    assert read("a" * (MAX_PROMPT + 1), "whole-file").faults
    assert time.process_time() - start < 1.0


def test_a_file_too_large_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promptlint.sources.decoding.MAX_BYTES", 10)
    source = decode("a.txt", b"a" * 11)
    assert not source.readable
    assert "split it" in source.faults[0].message
