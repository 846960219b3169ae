"""Bytes to text: UTF-8, with or without a byte order mark, UTF-16 and UTF-32, and every byte kept so that a fix can put it back.

A byte order mark decides first (Unicode 15, section 23.8). Without one the text is UTF-8, unless nearly every other byte is NUL, which
no UTF-8 text has and every UTF-16 text in a Latin script does. Bytes that are no UTF-8 become U+DC80 to U+DCFF (PEP 383) and one fault
a line; the rest of the file is read as if nothing had happened.
"""

from __future__ import annotations

import re

from promptlint.sources.found import SourceFault, SourceFile
from promptlint.text import Lines

#: Byte order marks, longest first, because that of UTF-32 begins like that of UTF-16.
BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

#: So much of a file is looked at to tell text from something else, as git does it (buffer_is_binary: 8,000 bytes).
SAMPLE = 8000

#: A file in whose sample more than this share of the characters, and more than this many, are no text is not read: pictures and archives
#: have 30 % and more of them.
NO_TEXT = (0.1, 20)

#: A file's faults are listed up to this number; one more says how many there are.
MAX_FAULTS = 20

#: A file of more bytes is not read: it would need several times as much memory.
MAX_BYTES = 1 << 29

_LOST = re.compile("[\udc80-\udcff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\udc80-\udcff]")


def decode(path: str, data: bytes) -> SourceFile:
    """A file's bytes as text, without prompts yet. Total: what is no text comes back with ``readable`` false and one fault."""
    source = SourceFile(path)
    if len(data) > MAX_BYTES:
        return unread(source, f"this file has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read; split it")
    source.bom, source.encoding = next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark[0])), (b"", ""))
    source.encoding = source.encoding or _without_mark(data)
    body = data[len(source.bom) :] if source.bom else data
    try:
        source.text = body.decode(source.encoding, "surrogateescape" if source.encoding == "utf-8" else "surrogatepass")
    except UnicodeDecodeError as error:
        return unread(
            source, f"byte {error.start + len(source.bom)} is no {source.encoding.upper()}: {error.reason}; save the file as UTF-8"
        )
    text = source.text
    odd = 0 if text.isascii() and "\0" not in text[:SAMPLE] else len(_CONTROL.findall(text[:SAMPLE]))
    if odd > max(NO_TEXT[0] * min(len(text), SAMPLE), NO_TEXT[1]):
        return unread(source, f"this is no text: {odd} of its first {min(len(text), SAMPLE):,} characters are none")
    source.newline = newline_of(text)
    source.faults = _faults(text)
    return source


def unread(source: SourceFile, message: str) -> SourceFile:
    """The file as one that was not read, and why."""
    source.text, source.readable = "", False
    source.faults = (SourceFault(0, 0, message),)
    return source


def _without_mark(data: bytes) -> str:
    """UTF-16 where at least seven in ten of the bytes at odd (or even) places are NUL and hardly any of the others are; else UTF-8."""
    sample = data[:SAMPLE]
    if b"\0" in sample and len(data) % 2 == 0:
        half = len(sample) // 2
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if odd > 0.7 * half and even < 0.05 * half:
            return "utf-16-le"
        if even > 0.7 * half and odd < 0.05 * half:
            return "utf-16-be"
    return "utf-8"


def newline_of(text: str) -> str:
    """The line ending that a text uses most; LF where it uses none."""
    windows = text.count("\r\n")
    counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
    return max(counts, key=lambda newline: counts[newline])


def _faults(text: str) -> tuple[SourceFault, ...]:
    """One fault for each line with bytes that are no UTF-8 or with NUL, up to MAX_FAULTS."""
    faults = []
    if not text.isascii() and _LOST.search(text):
        lines, at, number = Lines(text), 0, 0
        while lost := _LOST.search(text, at):
            if number < MAX_FAULTS:
                shown = " ".join(f"{ord(character) - 0xDC00:02X}" for character in lost.group()[:4])
                message = (
                    f"bytes that are no UTF-8 ({shown}); save the file as UTF-8. They are passed over, the rest of the line is checked"
                )
                faults.append(SourceFault(lost.start(), lost.end(), message))
            number += 1
            line, _ = lines.locate(lost.start())
            at = lines.start(line + 1) if line < len(lines) else len(text)
        if number > MAX_FAULTS:
            faults.append(SourceFault(len(text), len(text), f"{number - MAX_FAULTS} more lines hold bytes that are no UTF-8"))
    if (nul := text.find("\0")) >= 0:
        message = f"a NUL character ({text.count(chr(0))} in the file): no editor writes one into a prompt; remove it"
        faults.append(SourceFault(nul, nul + 1, message))
    return tuple(faults)
