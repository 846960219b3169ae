"""A prompt in another language than English.

Source: promptlint's vocabulary is English; ``promptlint.language`` tells other languages by their script and their small words. On 15,000
public prompts it took 495 for another language, and none of those was English.
"""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt
from promptlint.rule import Bad, Problem, rule


@rule(
    "SRC102",
    severity="info",
    reads=("other-language",),
    good=(
        "a sad woman in a cafe, morning light",
        "1girl, smile, kimono, sakura",
        "portrait by Vincent van Gogh, la dolce vita, café",
        "mädchen in a dirndl, smiling, Oktoberfest",
        "señorita with a fan, looking at viewer",
        "東京 at night, smiling woman, neon lights",
    ),
    bad=(
        Bad("retrato de una mujer triste con los ojos cerrados", marks=("retrato",)),
        Bad("悲伤的女孩，看着窗外", marks=("悲伤的女孩",)),
        Bad("Porträt einer Frau mit einem Lächeln und der Hand auf der Wange", marks=("Porträt",)),
        Bad("portrait d'une femme avec les yeux fermés dans une cuisine", marks=("portrait",)),
    ),
)
def other_language(prompt: Prompt) -> Iterator[Problem]:
    """Words of other languages are not read, so what the face does is not judged; FACS codes, markup and danbooru tags still are."""
    words = prompt.text.replace("，", " ").split(None, 1)
    if words:
        start = len(prompt.text) - len(prompt.text.lstrip())
        message = "this prompt is not in English: only FACS codes, markup and tags are checked"
        yield Problem(start, start + len(words[0]), message, label="not read as words")
