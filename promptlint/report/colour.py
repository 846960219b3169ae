"""Colours for a terminal, as a small table: what a thing is -> how it is painted. Colour never carries meaning of its own."""

from __future__ import annotations

#: What is painted -> SGR parameters (ECMA-48, 8.3.117). Only the sixteen colours that every terminal's own theme defines.
STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "help": "1;32",
    "note": "1",
    "gutter": "34",
    "related": "34",
    "place": "1",
    "faint": "2",
    "added": "32",
    "removed": "31",
    "action": "1;33",
    "emotion": "1;35",
    "vague": "4;35",
    "lighting": "1;36",
    "angle": "1;34",
    "shot": "34",
    "gaze": "1;32",
    "head": "32",
    "composition": "36",
    "temperature": "4;36",
    "context": "2;32",
    "subject": "1",
    "occluder": "31",
}


class Palette:
    """Paints text, or leaves it alone where colour is off."""

    __slots__ = ("on",)

    def __init__(self, on: bool = False) -> None:
        self.on = on

    def paint(self, text: str, style: str) -> str:
        """The text in a style of STYLES; "" paints nothing. The text must be safe for a terminal already (``text.visible``)."""
        if not self.on or not style or not text:
            return text
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


PLAIN = Palette()
