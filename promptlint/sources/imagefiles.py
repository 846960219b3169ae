"""Pictures as files: the texts that PNG, JPEG and WebP carry beside the picture itself. No pixel is decoded.

Sources: PNG (W3C, third edition) 11.3.3, JPEG (ITU T.81) B.1, EXIF 2.32 4.6, WebP container (RFC 9649) 2.7. Every length is checked, and
what a file may unfold to is capped: it may come from anywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

#: So many bytes of text are read from one picture; a graph of ComfyUI has some 100,000.
MAX_TEXT = 1 << 24
#: So many chunks are walked through; a PNG of 500 MB in chunks of 8 KB has 65,536.
MAX_CHUNKS = 1 << 20
#: So many texts are taken from one picture, and so many entries from a directory of EXIF.
MAX_TEXTS = 256

#: Keywords of PNG texts, in the order in which ``images`` looks into them; Software only tells the generator.
KEYWORDS = (
    "parameters", "prompt", "workflow", "invokeai_metadata", "sd-metadata", "Dream", "Comment", "Description", "invokeai_workflow",
    "invokeai_graph", "XML:com.adobe.xmp", "Software",
)  # fmt: skip

PNG_SIGN = b"\x89PNG\r\n\x1a\n"
XMP_SIGN = b"http://ns.adobe.com/xap/1.0/\0"

#: EXIF's tags that hold text: ImageDescription, Make, Model, Software, UserComment, XPComment; and the pointer to the second directory.
EXIF_TEXTS = {0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0131: "Software", 0x9286: "UserComment", 0x9C9C: "XPComment"}
EXIF_POINTER = 0x8769


class ImageText(NamedTuple):
    """A text in a picture: what it is called there (a PNG keyword, an EXIF tag, "COM", "XMP") and what it says."""

    name: str
    text: str


class ImageError(ValueError):
    """What keeps a picture, or a part of it, from being read; the message tells what and where."""


class Room:
    """How much text may still be read from a picture."""

    def __init__(self) -> None:
        self.left = MAX_TEXT
        self.texts = 0

    def take(self, size: int, where: str) -> None:
        """Count a text. Raises ImageError where there are too many, or too long ones."""
        self.left -= size
        self.texts += 1
        if self.left < 0:
            raise ImageError(f"{where} unfolds to more than the {MAX_TEXT:,} bytes of text that are read from a picture")
        if self.texts > MAX_TEXTS:
            raise ImageError(f"it holds more than {MAX_TEXTS} texts; no generator writes as many")


def image_texts(data: bytes) -> tuple[list[ImageText], str]:
    """The texts of a picture in order, and what is wrong with the file ("" for nothing); what was read before that counts."""
    if data.startswith(PNG_SIGN):
        walk = _png(data, Room())
    elif data.startswith(b"\xff\xd8\xff"):
        walk = _jpeg(data, Room())
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        walk = _webp(data, Room())
    else:
        return [], "this is no PNG, JPEG or WebP picture, whatever its name says" if data else "this picture is empty; was it copied whole?"
    texts = []
    try:
        for text in walk:
            texts.append(text)
    except ImageError as fault:
        return texts, str(fault)
    return texts, ""


def _png(data: bytes, room: Room) -> Iterator[ImageText]:
    at = len(PNG_SIGN)
    broken = ""
    for _ in range(MAX_CHUNKS):
        if at + 12 > len(data):
            raise ImageError(broken or f"the picture ends at byte {len(data):,}, before its last chunk (IEND); was it copied whole?")
        (size,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        name = kind.decode("latin-1")
        end = at + 12 + size
        if end > len(data):
            raise ImageError(broken or f"the chunk {name!r} at byte {at:,} runs past the end of the file; was it copied whole?")
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            if zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
                broken = broken or f"the chunk {name} at byte {at:,} is damaged: its checksum (CRC) does not hold; it is passed over"
            elif kind == b"eXIf":
                yield from _exif(data[at + 8 : end - 4], room)
            elif (text := _png_text(kind, data[at + 8 : end - 4], at, room)) is not None:
                yield text
        if kind == b"IEND":
            break
        at = end
    else:
        raise ImageError(f"the picture has more than {MAX_CHUNKS:,} chunks")
    if broken:
        raise ImageError(broken)


def _png_text(kind: bytes, body: bytes, at: int, room: Room) -> ImageText | None:
    """The text of a PNG chunk; None for one that no generator writes."""
    keyword, _, rest = body.partition(b"\0")
    name = keyword.decode("latin-1")
    if name not in KEYWORDS:
        return None
    where = f"the chunk {name!r} at byte {at:,}"
    packed = kind == b"zTXt"
    if packed:
        rest = rest[1:]
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        _, _, rest = rest[2:].partition(b"\0")  # the language
        _, _, rest = rest.partition(b"\0")  # the keyword in that language
    if packed:
        try:
            rest = zlib.decompressobj().decompress(rest, room.left + 1)
        except zlib.error:
            raise ImageError(f"{where} cannot be unfolded: its compressed text is damaged") from None
    room.take(len(rest), where)
    return ImageText(name, rest.decode("utf-8", "replace") if kind == b"iTXt" else _bytes_text(rest))


def _jpeg(data: bytes, room: Room) -> Iterator[ImageText]:
    at = 2
    for _ in range(MAX_CHUNKS):
        while data[at : at + 2] == b"\xff\xff":  # a marker may be filled up
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            raise ImageError(f"the picture breaks off at byte {at:,}, before its pixels; was it copied whole?")
        marker = data[at + 1]
        if marker in (0xDA, 0xD9):  # the pixels begin, or the picture ends
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        if size < 2 or end > len(data):
            raise ImageError(f"the segment at byte {at:,} runs past the end of the file; was it copied whole?")
        body = data[at + 4 : end]
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            yield from _exif(body[6:], room)
        elif marker == 0xE1 and body.startswith(XMP_SIGN):
            yield from _xmp(body[len(XMP_SIGN) :], room)
        elif marker == 0xFE:
            room.take(len(body), f"the comment at byte {at:,}")
            yield ImageText("COM", _bytes_text(body.rstrip(b"\0")))
        at = end
    raise ImageError(f"the picture has more than {MAX_CHUNKS:,} segments")


def _webp(data: bytes, room: Room) -> Iterator[ImageText]:
    (stop,) = struct.unpack_from("<I", data, 4)
    stop += 8
    at = 12
    for _ in range(MAX_CHUNKS):
        if at + 8 > min(stop, len(data)):
            break
        kind = data[at : at + 4]
        (size,) = struct.unpack_from("<I", data, at + 4)
        if at + 8 + size > len(data):
            raise ImageError(f"the chunk {kind.decode('latin-1')!r} at byte {at:,} runs past the end of the file; was it copied whole?")
        body = data[at + 8 : at + 8 + size]
        if kind == b"EXIF":
            yield from _exif(body.removeprefix(b"Exif\0\0"), room)
        elif kind == b"XMP ":
            yield from _xmp(body, room)
        at += 8 + size + size % 2
    if stop > len(data):
        raise ImageError(f"the picture has {len(data):,} bytes and should have {stop:,}; was it copied whole?")


def _exif(block: bytes, room: Room) -> Iterator[ImageText]:
    """The texts of an EXIF block (a TIFF file in small). A directory or a value that lies outside of it is passed over."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    waiting = [struct.unpack_from(f"{order}I", block, 4)[0]]
    seen: set[int] = set()
    while waiting:
        start = waiting.pop()
        if start in seen or start + 2 > len(block):
            continue
        seen.add(start)
        (count,) = struct.unpack_from(f"{order}H", block, start)
        for number in range(min(count, MAX_TEXTS)):
            at = start + 2 + 12 * number
            if at + 12 > len(block):
                break
            tag, kind, size = struct.unpack_from(f"{order}HHI", block, at)
            (value,) = struct.unpack_from(f"{order}I", block, at + 8)
            if tag == EXIF_POINTER:
                waiting.append(value)
            elif tag in EXIF_TEXTS and kind in (1, 2, 7):  # bytes, ASCII, undefined
                begin = value if size > 4 else at + 8
                if begin + size <= len(block):
                    room.take(size, f"the EXIF tag {EXIF_TEXTS[tag]}")
                    yield ImageText(EXIF_TEXTS[tag], _exif_text(tag, block[begin : begin + size]))


def _exif_text(tag: int, value: bytes) -> str:
    if tag == 0x9C9C:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if tag != 0x9286:
        return _bytes_text(value.rstrip(b"\0"))
    sign, body = value[:8], value[8:]
    if sign.startswith(b"UNICODE"):
        return _utf16(body)
    if sign == b"JIS\0\0\0\0\0":
        return body.decode("iso2022_jp_2", "replace").rstrip("\0")
    if sign in (b"ASCII\0\0\0", b"\0" * 8):
        return _bytes_text(body.rstrip(b"\0"))
    return _bytes_text(value.rstrip(b"\0"))  # without the sign that the standard asks for


def _utf16(body: bytes) -> str:
    """Text after the sign UNICODE, in either order of bytes: the standard says that of the file, piexif (A1111, Forge) always writes the
    high byte first, others the low one. The zeros of Latin letters and spaces decide; a byte order mark comes before them.
    """
    if b"\0" not in body:
        try:
            return body.decode("ascii")  # some write ASCII after that sign
        except UnicodeDecodeError:
            pass
    if body.startswith(b"\xff\xfe"):
        name, body = "utf-16-le", body[2:]
    elif body.startswith(b"\xfe\xff"):
        name, body = "utf-16-be", body[2:]
    else:
        name = "utf-16-le" if body[1::2].count(0) > body[::2].count(0) else "utf-16-be"
    return body.decode(name, "replace").rstrip("\0")


def _xmp(body: bytes, room: Room) -> Iterator[ImageText]:
    """The description and the comment of an XMP packet, found by their tags: XML of a stranger is not given to a parser."""
    from html import unescape

    text = body[:MAX_TEXT].decode("utf-8", "replace")
    for tag, name in (("exif:UserComment", "UserComment"), ("dc:description", "Description")):
        start = text.find(f"<{tag}")
        end = text.find(f"</{tag}>", start)
        first = text.rfind("<rdf:li", start, end) if start >= 0 and end > start else -1
        inside = text[text.find(">", first if first >= 0 else start) + 1 : end].partition("</rdf:li>")[0] if 0 <= start < end else ""
        if inside.strip():
            room.take(len(inside), f"the XMP tag {tag}")
            yield ImageText(f"XMP {name}", unescape(inside).strip())


def _bytes_text(value: bytes) -> str:
    """Bytes as UTF-8, as most write them, or Latin-1, as PNG's tEXt has it."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
