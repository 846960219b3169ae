"""Feelings that are said of one part of a face: the rest of it may show another one, and then the two are layers and no contradiction.

Source: mixed faces as Ekman & Friesen (1975) draw them, one feeling in the eyes and brows and another round the mouth; the article's
layers are placed in the same way ("AU6 eye smile (joy base) + AU4 brow tension (concern layer)").
"""

from __future__ import annotations

import re

from promptlint.model import Token
from promptlint.text import late

#: "sadness in her eyes", "worry round the mouth", behind the feeling.
IN_A_PART = late(
    r"\s+(?:in|on|behind|around|round|about|within|across)\s+(?:(?:his|her|their|its|the|both)\s+)?(?:[^\W_]+\s+)?"
    r"(?:eyes?|gaze|brows?|eyebrows?|forehead|mouth|lips)\b",
    re.IGNORECASE,
)
#: "sad eyes", "a worried brow": the part is inside the span.
PARTS = ("eyes", "eye", "gaze", "brow", "brows", "eyebrows", "mouth", "lips")


def in_a_part(text: str, feeling: Token) -> bool:
    """Whether an emotion token of this text is said of one part of the face ("sad eyes", "grief behind his eyes")."""
    return feeling.text.lower().endswith(PARTS) or IN_A_PART.match(text, feeling.end) is not None
