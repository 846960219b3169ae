"""Comments that speak to promptlint, in whatever form a format writes comments."""

from __future__ import annotations

import re

#: The beginning of a comment that is meant for promptlint, also one that is written wrongly.
DIRECTIVE = re.compile(r"(?:#|//|/\*|<!--)\s*promptlint\s*(?::|[\s-]*(?:ignore|disable|noqa|skip)\b)", re.IGNORECASE)
#: A comment that marks the literal beside or below it, or the fence below it, as a prompt.
MARK = re.compile(
    r"(?:#|//|/\*|<!--)[ \t]*promptlint[ \t]*:[ \t]*(?P<kind>prompts?|negative(?:[ -]prompts?)?|fragments?)[ \t]*(?:\*/|-->)?[ \t]*$",
    re.IGNORECASE,
)


def is_directive(comment: str) -> bool:
    """Whether a comment takes findings back, or tries to."""
    return DIRECTIVE.match(comment) is not None and MARK.match(comment) is None
