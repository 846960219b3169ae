"""JSON with comments and trailing commas, as editors keep their settings.

Comments and the commas that JSON does not know are overwritten with spaces, so that everything else stands where it stood.
"""

from __future__ import annotations

import re

from promptlint.sources.directives import is_directive
from promptlint.sources.found import Contents
from promptlint.sources.jsonkeys import read_text
from promptlint.sources.jsontext import JsonText
from promptlint.sources.keyed import shown
from promptlint.sources.reading import Reading

_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\r\n]++|\\.)*+"|//[^\r\n]*+|/\*.*?(?:\*/|\Z)', re.DOTALL)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\\r\n]++|\\.)*+"|,(?=\s*[}\]])', re.DOTALL)
_VISIBLE = re.compile(r"[^\r\n]")


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts under the usual keys, or under those of the configuration."""
    contents = Contents(how=shown(reading) + ", comments and trailing commas allowed")

    def without_comment(match: re.Match[str]) -> str:
        found = match.group()
        if found.startswith('"'):
            return found
        if is_directive(found):
            contents.comments.append(match.span())
        return _VISIBLE.sub(" ", found)

    plain = _STRING_OR_COMMENT.sub(without_comment, text)
    plain = _STRING_OR_COMMA.sub(lambda match: " " if match.group() == "," else match.group(), plain)
    read_text(JsonText(plain, 0, "", ascii_only=text.isascii()), contents, reading, text)
    return contents
