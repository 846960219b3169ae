"""Files: bytes become text, text becomes prompts, and every prompt knows where in the file each of its characters stands.

One file a format (``FORMATS``), each with one function ``read(path, text, reading) -> Contents``; a new container is one new file and one
line in that table. Offsets in a file count code points of its decoded text, the byte order mark taken away.
"""

from __future__ import annotations

import re

from promptlint.sources.found import MAX_PROMPT, Contents, EditError, Found, Note, SourceFault, SourceFile, SourceMap
from promptlint.sources.reading import DEFAULT_READINGS, FORMATS, Reading, choose_reading, format_reader

__all__ = [
    "DEFAULT_READINGS",
    "FORMATS",
    "MAX_PROMPT",
    "Contents",
    "EditError",
    "Found",
    "Note",
    "Reading",
    "SourceFault",
    "SourceFile",
    "SourceMap",
    "choose_reading",
    "read_bytes",
]


def read_bytes(path: str, data: bytes, reading: Reading | None) -> SourceFile:
    """The prompts in a file's bytes, as a reading tells (None: none are looked for).

    Total: what cannot be read becomes a fault, the rest is still read.
    """
    if reading is not None and reading.how == "image-metadata":
        from promptlint.sources.images import read_image

        return read_image(path, data, reading)
    from promptlint.sources.decoding import decode

    source = decode(path, data)
    if source.readable and reading is not None:
        contents = format_reader(reading.how)(path, source.text, reading)
        source.found = tuple(found if found.text.isascii() else without_surrogates(found) for found in contents.found)
        source.faults += tuple(contents.faults)
        source.comments = tuple(contents.comments)
        source.notes = tuple(contents.notes)
        source.how = contents.how
        source.reading = reading._replace(how=contents.resolved) if contents.resolved else reading
    return source


def without_surrogates(found: Found) -> Found:
    """The prompt with U+FFFD for every byte that could not be decoded and every lone surrogate; no edit may touch these."""
    places = tuple(match.start() for match in re.finditer("[\ud800-\udfff]", found.text))
    if not places:
        return found
    found.map.unmapped = frozenset(places)
    found.text = re.sub("[\ud800-\udfff]", "\ufffd", found.text)
    return found
