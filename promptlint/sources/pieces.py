"""Large files of JSON Lines, read some lines at a time, so that memory does not grow with the file.

A piece is a SourceFile of whole lines that knows how much of the file stands before it: lines are counted from the file's first. Only
JSON Lines are read so, since there alone no line knows of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from promptlint.sources import read_bytes
from promptlint.sources.decoding import BYTE_ORDER_MARKS, SAMPLE, unread
from promptlint.sources.found import Piece, SourceFile
from promptlint.sources.reading import LARGE, Reading

#: The bytes of a piece; its prompts and findings need some thirty times as much memory.
SIZE = 1 << 20
#: A longer line is named, and nothing behind it is read.
LONGEST_LINE = 1 << 26

_LINE = re.compile(r"line (\d+)")


def why_not_fixed(size: int) -> str:
    """Why nothing is written into a file that is read in pieces."""
    return f"it has {size:,} bytes; JSON Lines of more than {LARGE:,} are read in pieces and never written; split the file to have it fixed"


def read_pieces(path: str, file: BinaryIO, size: int, reading: Reading) -> Iterator[SourceFile]:
    """The file as SourceFiles of some lines each, in order. What cannot be read becomes a fault of its piece. Raises OSError."""
    before = Piece(0, 0, 0)
    for data in _cut(file):
        if not before.bytes and _is_wide(data):
            yield _stopped(SourceFile(path), before, "JSON Lines as large as this one are read as UTF-8 alone; save the file as UTF-8")
            return
        if len(data) > LONGEST_LINE:
            yield _stopped(SourceFile(path), before, f"this line has more than {LONGEST_LINE:,} bytes; it and what follows is not checked")
            return
        source = read_bytes(path, data, reading)
        source.piece = before
        source.read_only = why_not_fixed(size)
        for found in source.found:
            if match := _LINE.match(found.place):
                found.place = f"line {int(match[1]) + before.lines}{found.place[match.end() :]}"
        yield source
        if not source.readable and not before.bytes:
            return  # no text at all
        before = Piece(len(source.lines) - 1, before.points + len(source.text), before.bytes + len(data))


def _cut(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file in pieces that end with a line feed, all but the last; one beyond LONGEST_LINE is given as far as it was read."""
    held: list[bytes] = []
    length = 0
    while data := file.read(SIZE):
        end = data.rfind(b"\n") + 1
        if not end:
            held.append(data)
            length += len(data)
            if length > LONGEST_LINE:
                break
            continue
        yield b"".join([*held, data[:end]])
        held, length = [data[end:]], len(data) - end
    if length:
        yield b"".join(held)


def _is_wide(data: bytes) -> bool:
    """Whether the bytes are UTF-16 or UTF-32, in which a line feed is no single byte."""
    mark = next((name for sign, name in BYTE_ORDER_MARKS if data.startswith(sign)), "utf-8")
    return mark != "utf-8" or b"\0" in data[:SAMPLE]


def _stopped(source: SourceFile, before: Piece, message: str) -> SourceFile:
    source.piece = before
    return unread(source, message)
