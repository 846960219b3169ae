"""Files: bytes become text, text becomes prompts, and every prompt knows where in the file each of its characters stands.

One file a format (``FORMATS``), each with one function ``read(text, reading) -> Contents``; a new container is one new file and one
line in that table. Offsets in a file count code points of its decoded text, the byte order mark taken away.
"""

from __future__ import annotations

from promptlint.sources.found import Contents, Found, SourceFault, SourceFile, SourceMap
from promptlint.sources.reading import DEFAULT_READINGS, FORMATS, Reading, choose_reading

__all__ = [
    "DEFAULT_READINGS",
    "FORMATS",
    "Contents",
    "Found",
    "Reading",
    "SourceFault",
    "SourceFile",
    "SourceMap",
    "choose_reading",
    "read_bytes",
]

#: A longer prompt is named and left unread: no image model takes a hundredth of it (docs/limits: GPT-image 32,000 characters).
MAX_PROMPT = 1_000_000


def read_bytes(path: str, data: bytes, reading: Reading) -> SourceFile:
    """The prompts in a file's bytes, as a reading tells. Total: what cannot be read becomes a fault, the rest is still read."""
    from importlib import import_module

    from promptlint.sources.decoding import decode

    source = decode(path, data)
    if source.readable:
        contents = import_module(FORMATS[reading.how]).read(source.text, reading)
        source.found = tuple(found for found in contents.found if len(found.text) <= MAX_PROMPT)
        source.faults += contents.faults
        source.comments = contents.comments
        source.how = contents.how
    return source
