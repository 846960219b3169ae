"""Prompts inside of pictures: found in what generators write, read only, and no picture does harm."""

from __future__ import annotations

import json
import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.checker import check_file, check_paths
from promptlint.settings import Settings
from promptlint.sources import EditError, Reading, SourceFile, read_bytes
from promptlint.sources.imagefiles import MAX_TEXT, MAX_TEXTS
from promptlint.writer import fix_file
from tests.command_line import run
from tests.pictures import chunk, exif, jpeg, png, segment, text_chunk, webp

INFOTEXT = "queen, smile, throne room\nNegative prompt: smile, blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1"
PROMPT = INFOTEXT.partition("\nSteps")[0]
GRAPH = json.dumps(
    {
        "3": {"class_type": "KSampler", "inputs": {"positive": ["6", 0], "negative": ["7", 0]}},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a queen"}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "bad"}},
    }
)
UNICODE = b"UNICODE\0"


def read(data: bytes, name: str = "x.png") -> SourceFile:
    return read_bytes(name, data, Reading(("*",), "image-metadata"))


def told(data: bytes) -> list[tuple[str, str, str | None]]:
    """(place, text, negative) of the prompts, after a look at whether each stands where its map says."""
    source = read(data)
    assert source.faults == ()
    for found in source.found:
        start, end = found.map.span_to_file(0, len(found.text))
        said = source.text[start:end]
        assert said == found.text or json.loads(f'"{said}"') == found.text
    return [(found.place, found.text, found.negative) for found in source.found]


@pytest.mark.parametrize("kind", ["tEXt", "zTXt", "iTXt", "iTXt packed"])
def test_the_chunks_of_png(kind: str) -> None:
    assert told(png(text_chunk(kind, "parameters", INFOTEXT))) == [("parameters chunk", PROMPT, None)]
    wide = INFOTEXT.replace("queen", "K\u00f6nigin" if kind in ("tEXt", "zTXt") else "\u5973\u738b \U0001f451")
    assert told(png(text_chunk(kind, "parameters", wide)))[0][1] == wide.partition("\nSteps")[0]


def test_utf8_in_a_chunk_that_should_be_latin1() -> None:
    assert told(png(chunk(b"tEXt", b"parameters\0" + "K\u00f6nigin \u5973".encode()))) == [
        ("parameters chunk", "K\u00f6nigin \u5973", None)
    ]


NOVELAI = {"Software": "NovelAI", "Description": "a queen, {smile}", "Comment": '{"steps": 28, "uc": "bad"}'}


@pytest.mark.parametrize(
    ("texts", "prompts"),
    [
        ({"prompt": GRAPH, "workflow": '{"nodes": [], "links": []}'}, [("prompt chunk $['6'].inputs.text", "a queen", "bad")]),
        ({"prompt": GRAPH, "parameters": INFOTEXT}, [("parameters chunk", PROMPT, None)]),
        ({"invokeai_metadata": '{"positive_prompt": "a queen", "negative_prompt": "bad"}'},
         [("invokeai_metadata chunk $.positive_prompt", "a queen", "bad")]),
        ({"Dream": '"a queen [bad]" -s 20 -S 4082 -W 512'}, [("Dream chunk", "a queen [bad]", None)]),
        ({"Dream": "a queen in-between -s20 -S408"}, [("Dream chunk", "a queen in-between", None)]),
        ({"sd-metadata": '{"app_id": "x", "image": {"prompt": [{"prompt": "a queen", "weight": 1}]}}', "Dream": '"x" -s20'},
         [("sd-metadata chunk $.image.prompt[0].prompt", "a queen", None)]),
        (NOVELAI, [("Description chunk", "a queen, {smile}", "bad")]),
        ({**NOVELAI, "Comment": '{"prompt": "a queen", "uc": "bad"}'}, [("Comment chunk $.prompt", "a queen", "bad")]),
        ({"parameters": '{"sui_image_params": {"prompt": "a queen", "negativeprompt": "bad"}}'},
         [("parameters chunk $.sui_image_params.prompt", "a queen", "bad")]),
        ({"parameters": '{"prompt": "a queen", "negative_prompt": "bad", "full_prompt": ["x"]}', "fooocus_scheme": "fooocus"},
         [("parameters chunk $.prompt", "a queen", "bad")]),
        ({"Description": "a queen --ar 16:9 Job ID: 01234567-89ab-cdef-0123-456789abcdef"},
         [("Description chunk", "a queen --ar 16:9", None)]),
        ({"Description": "a photo of the queen", "Comment": "made with a camera", "Software": "GIMP"}, []),
        ({"Comment": '{"prompt": "not of a generator"}', "Title": "x"}, [("Comment chunk $.prompt", "not of a generator", None)]),
        ({}, []),
    ],
)  # fmt: skip
def test_what_generators_write_into_png(texts: dict[str, str], prompts: list[tuple[str, str, str | None]]) -> None:
    assert told(png(**texts)) == prompts


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    "comment",
    [
        UNICODE + INFOTEXT.encode("utf-16-be"),  # piexif, whatever the order of the file
        UNICODE + INFOTEXT.encode("utf-16-le"),
        UNICODE + INFOTEXT.encode("utf-16"),
        UNICODE + INFOTEXT.encode(),
        b"ASCII\0\0\0" + INFOTEXT.encode() + b"\0",
        b"JIS\0\0\0\0\0" + INFOTEXT.encode("iso2022_jp"),
        b"\0" * 8 + INFOTEXT.encode(),
        INFOTEXT.encode(),
    ],
)
def test_comments_of_exif(order: str, comment: bytes) -> None:
    block = exif(order, Software=b"A1111\0", UserComment=comment)
    for data in (jpeg(exif_block=block), webp(block), webp(b"Exif\0\0" + block), png(chunk(b"eXIf", block))):
        assert told(data) == [("UserComment", PROMPT, None)]


def test_comments_of_exif_in_other_scripts() -> None:
    wide = INFOTEXT.replace("queen", "\u5973\u738b, K\u00f6nigin \U0001f451")
    for coding in ("utf-16-be", "utf-16-le"):
        assert told(jpeg(exif_block=exif(UserComment=UNICODE + wide.encode(coding))))[0][1] == wide.partition("\nSteps")[0]
    japanese = INFOTEXT.replace("queen", "\u5973\u738b")
    assert told(jpeg(exif_block=exif(UserComment=b"JIS\0\0\0\0\0" + japanese.encode("iso2022_jp"))))[0][1].startswith("\u5973\u738b")


def test_what_else_jpeg_and_webp_hold() -> None:
    assert told(jpeg(segment(0xE0, b"JFIF\0"), segment(0xFE, INFOTEXT.encode()))) == [("COM", PROMPT, None)]
    assert told(jpeg(segment(0xFE, b"a nice day at the sea"))) == []
    comfy = exif("<", Make=b"workflow:{}\0", Model=b"prompt:" + GRAPH.encode() + b"\0")
    assert told(webp(comfy)) == [("Model $['6'].inputs.text", "a queen", "bad")]
    assert told(jpeg(exif_block=exif(Make=b"Nikon\0", Model=b"D90\0", ImageDescription=b"a queen\0"))) == []
    novelai = UNICODE + json.dumps(NOVELAI).encode("utf-16-be")
    assert told(jpeg(exif_block=exif(UserComment=novelai))) == [("Description chunk", "a queen, {smile}", "bad")]
    swarm = b'{"sui_image_params": {"prompt": "a queen"}}'
    assert told(webp(exif(UserComment=b"ASCII\0\0\0" + swarm))) == [("UserComment $.sui_image_params.prompt", "a queen", None)]
    packet = (
        b'<x:xmpmeta><rdf:Description><exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">'
        b"{&quot;c&quot;: &quot;a queen &amp; a king&quot;, &quot;uc&quot;: &quot;bad&quot;}</rdf:li></rdf:Alt></exif:UserComment>"
        b"</rdf:Description></x:xmpmeta>"
    )
    drawn = [("XMP UserComment $.c", "a queen & a king", "bad")]
    assert told(webp(xmp=packet)) == drawn
    assert told(jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))) == drawn


# Reports


def test_findings_in_a_picture_have_their_line_and_their_caret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.png"
    path.write_bytes(png(parameters=INFOTEXT))
    report = check_file(str(path), Settings())
    (finding,) = (finding for finding in report.findings() if finding.code == "NEG102")
    assert report.source.lines.line(1) == "queen, smile, throne room"
    assert report.source.text[finding.start : finding.end] == "smile"
    shown = run("check", "--isolated", "--select", "NEG102", "x.png")
    assert shown.code == 1
    assert "--> x.png:1:8 (parameters chunk)" in shown.out
    assert "1 | queen, smile, throne room\n    |        ^^^^^" in shown.out
    assert "fixable" not in shown.out


def test_nothing_is_written_into_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.png"
    data = png(parameters="queen, au12 smile, throne room")
    path.write_bytes(data)
    result = fix_file(str(path), Settings())
    assert not result.changed
    assert result.refused == [
        f"{path}: not fixed: a picture is only read, never written: its prompt tells how it was made; change the prompt where you keep it "
        "and make it anew"
    ]
    with pytest.raises(EditError, match="a picture is only read"):
        result.report.source.found[0].map.carry(0, 1, "x")
    shown = run("check", "--isolated", "--fix", "x.png")
    assert shown.code == 1
    assert shown.err.count("a picture is only read") == 1
    assert path.read_bytes() == data


def test_pictures_in_a_folder_are_read_only_where_the_configuration_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.png"
    path.write_bytes(png(parameters=INFOTEXT))
    assert [report.path for report in check_paths([str(tmp_path)], Settings())] == []
    assert [len(report.results) for report in check_paths([str(path)], Settings())] == [1]
    mapped = Settings(readings=(Reading(("*.png",), "image-metadata"),), root=str(tmp_path))
    assert [len(report.results) for report in check_paths([str(tmp_path)], mapped)] == [1]
    shown = run("show-files", "--isolated", "--all", ".")
    assert "x.png: left alone, a picture is read where it is named itself, or an [[extract]] maps it" in shown.out
    assert "x.png: 1 prompt, parameters chunk, infotext of A1111" in run("show-files", "--isolated", "x.png").out


def test_a_picture_without_a_prompt_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.webp").write_bytes(webp())
    shown = run("check", "--isolated", "x.webp")
    assert (shown.code, shown.out) == (0, "")


# Broken and malicious pictures


def fault(data: bytes) -> str:
    (one,) = read(data).faults
    return one.message


def test_broken_pictures_are_one_fault() -> None:
    whole = png(parameters=INFOTEXT)
    damaged = whole.replace(b"queen", b"quean")
    assert "its checksum (CRC) does not hold" in fault(damaged)
    assert "was it copied whole?" in fault(whole[:60])
    assert "before its last chunk (IEND)" in fault(whole[:-12])
    assert read(whole[:-12]).found  # what was read before that counts
    assert "runs past the end" in fault(jpeg(segment(0xFE, b"x" * 99))[:40])
    assert "was it copied whole?" in fault(webp(exif(UserComment=INFOTEXT.encode()))[:80])
    assert "no PNG, JPEG or WebP" in fault(b"a text that calls itself a picture")
    assert "this picture is empty" in fault(b"")
    assert "compressed text is damaged" in fault(png(chunk(b"zTXt", b"parameters\0\0" + b"no deflate")))
    assert "no JSON" in fault(png(parameters="{'prompt': "))


def test_a_bomb_in_a_chunk_stays_small_and_quick() -> None:
    bomb = zlib.compress(b"a" * (64 << 20), 9)
    before = time.process_time()
    for packed in (chunk(b"zTXt", b"parameters\0\0" + bomb), chunk(b"iTXt", b"parameters\0\1\0\0\0" + bomb)):
        assert f"more than the {MAX_TEXT:,} bytes" in fault(png(packed, packed))
    assert "more than the" in fault(png(*[chunk(b"zTXt", b"parameters\0\0" + zlib.compress(b"a" * (MAX_TEXT // 2)))] * 3))
    assert time.process_time() - before < 5
    assert f"more than {MAX_TEXTS} texts" in fault(png(*[text_chunk("tEXt", "parameters", "x")] * (MAX_TEXTS + 1)))


@pytest.mark.parametrize(
    "text", [" " * 300_000, "Job ID: " * 50_000, '"' + "\\" * 300_001, "a -" * 100_000, "\nSteps: 1" * 50_000, "{" * 300_000]
)
def test_a_long_text_costs_no_more_than_its_length(text: str) -> None:
    before = time.process_time()
    for name in ("parameters", "Dream", "Description", "prompt"):
        read(png(**{name: text}))
    read(webp(exif(UserComment=text.encode()), xmp=b"<dc:description>" + text.encode()))
    assert time.process_time() - before < 5


def test_an_exif_block_that_points_at_itself_ends() -> None:
    loop = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 2) + struct.pack(">HHII", 0x8769, 4, 1, 8) * 2
    assert told(jpeg(exif_block=loop)) == []
    far = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + struct.pack("<HHII", 0x9286, 7, 1 << 31, 1 << 30)
    assert told(jpeg(exif_block=far)) == []


WHOLE = [
    png(parameters=INFOTEXT, prompt=GRAPH),
    png(text_chunk("zTXt", "parameters", INFOTEXT), chunk(b"eXIf", exif(UserComment=UNICODE + INFOTEXT.encode("utf-16-be")))),
    jpeg(segment(0xFE, b"x"), exif_block=exif("<", Make=b"a\0", UserComment=UNICODE + INFOTEXT.encode("utf-16-le"))),
    webp(exif(Model=b"prompt:" + GRAPH.encode()), xmp=b"<dc:description>x</dc:description>"),
]


@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=4)), max_size=6), st.integers(0, 4000))
def test_no_picture_makes_reading_fail(data: bytes, changes: list[tuple[int, bytes]], end: int) -> None:
    for at, new in changes:
        at %= len(data)
        data = data[:at] + new + data[at + len(new) :]
    source = read(data[:end] if end < 2000 else data)
    assert len(source.faults) <= 2
    for found in source.found:
        start, stop = found.map.span_to_file(0, len(found.text))
        assert 0 <= start <= stop <= len(source.text)
    check_file("x.png", Settings(readings=(Reading(("*",), "image-metadata"),)), data=data)


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1\0\x40Exif\0\0MM\0*", b"RIFF\x40\0\0\0WEBPEXIF"])
)
def test_no_bytes_make_reading_fail(data: bytes, start: bytes) -> None:
    read(start + data)
