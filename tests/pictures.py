"""Small pictures made of bytes: PNG, JPEG and WebP with the texts that generators put into them, and hardly a pixel."""

from __future__ import annotations

import struct
import zlib

#: EXIF's tags by name.
TAGS = {"ImageDescription": 0x010E, "Make": 0x010F, "Model": 0x0110, "Software": 0x0131, "UserComment": 0x9286, "XPComment": 0x9C9C}


def chunk(kind: bytes, body: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def text_chunk(kind: str, keyword: str, text: str) -> bytes:
    """A text chunk of PNG: tEXt, zTXt, iTXt, or "iTXt packed"."""
    start = keyword.encode("latin-1") + b"\0"
    if kind == "tEXt":
        return chunk(b"tEXt", start + text.encode("latin-1"))
    if kind == "zTXt":
        return chunk(b"zTXt", start + b"\0" + zlib.compress(text.encode("latin-1")))
    if kind == "iTXt":
        return chunk(b"iTXt", start + b"\0\0de\0Titel\0" + text.encode())
    return chunk(b"iTXt", start + b"\1\0\0\0" + zlib.compress(text.encode()))


def png(*chunks: bytes, **texts: str) -> bytes:
    """A PNG with these chunks, and a tEXt for each keyword."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    said = b"".join(text_chunk("tEXt", keyword, text) for keyword, text in texts.items())
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + said + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def exif(order: str = ">", **values: bytes) -> bytes:
    """A TIFF block with these tags; UserComment stands in a second directory, as it must."""
    inner = {name: value for name, value in values.items() if name == "UserComment"}
    outer = {name: value for name, value in values.items() if name != "UserComment"}
    block = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", 8)
    count = len(outer) + bool(inner)
    data_at = 8 + 2 + 12 * count + 4
    entries, data = b"", b""

    def entry(name: str, value: bytes, kind: int) -> bytes:
        nonlocal data
        held = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(f"{order}I", data_at + len(data))
        if len(value) > 4:
            data += value
        return struct.pack(f"{order}HHI", TAGS[name], kind, len(value)) + held

    for name, value in outer.items():
        entries += entry(name, value, 2)
    if inner:
        second = data_at + len(data)
        entries += struct.pack(f"{order}HHII", 0x8769, 4, 1, second)
        value = inner["UserComment"]
        data += (
            struct.pack(f"{order}HHHI", 1, TAGS["UserComment"], 7, len(value)) + struct.pack(f"{order}I", second + 18) + b"\0" * 4 + value
        )
    return block + struct.pack(f"{order}H", count) + entries + b"\0" * 4 + data


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(*segments: bytes, exif_block: bytes = b"") -> bytes:
    """A JPEG with these segments, and an EXIF block."""
    app1 = segment(0xE1, b"Exif\0\0" + exif_block) if exif_block else b""
    return b"\xff\xd8" + app1 + b"".join(segments) + segment(0xDA, b"\0" * 10) + b"\x12\x34\xff\xd9"


def webp(exif_block: bytes = b"", xmp: bytes = b"") -> bytes:
    """A WebP with an EXIF block and an XMP packet."""

    def riff(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    body = b"WEBP" + riff(b"VP8X", b"\0" * 10) + riff(b"VP8 ", b"\0" * 11)
    body += riff(b"EXIF", exif_block) if exif_block else b""
    body += riff(b"XMP ", xmp) if xmp else b""
    return b"RIFF" + struct.pack("<I", len(body)) + body
