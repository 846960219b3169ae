"""The models a prompt may be meant for: how much of a prompt each reads, and which markup means anything to it.

Sources: OpenAI's CLIP (77 places, two of them for begin and end) and the encoders of Stable Diffusion 1.5, SDXL and its descendants; the
defaults for T5 in the diffusers library (256 for Stable Diffusion 3, 512 for FLUX.1-dev); NovelAI's documentation (about 512 T5 tokens
since V4); Google's of Imagen (480 tokens); OpenAI's API schema (4,000 and 32,000 characters). Midjourney publishes no limit: its 8,192
characters are what programs that drive it report. SwarmUI's documentation: weights mean something up to SDXL and Stable Diffusion 3, and
nothing to encoders that are language models.
"""

from __future__ import annotations

#: What a limit counts.
CLIP, T5, CHARACTERS = "CLIP tokens", "T5 tokens", "characters"


class Target:
    """One model.

    name     as the configuration calls it; title as its makers do
    limit    how much it reads, in ``unit``: CLIP, T5 or CHARACTERS
    literal  a language model reads the text, so that "no" is understood
    service  the prompt goes to a service, which knows neither networks nor schedules
    weights  the notations of weights it reads: "round" ``(a:1.2)``, "braces" ``{a}``, "numbers" ``1.2::a::``, "parts" ``a::2``
    """

    __slots__ = ("limit", "literal", "name", "service", "title", "unit", "weights")

    def __init__(
        self, name: str, title: str, limit: int, unit: str, weights: str = "", *, literal: bool = False, service: bool = False
    ) -> None:
        self.name, self.title, self.limit, self.unit = name, title, limit, unit
        self.literal, self.service = literal, service
        self.weights = frozenset(weights.split())


#: Every target by name.
TARGETS = {
    target.name: target
    for target in (
        Target("sd15", "Stable Diffusion 1.5", 75, CLIP, "round"),
        Target("sdxl", "SDXL", 75, CLIP, "round"),
        Target("sd3", "Stable Diffusion 3", 256, T5, "round", literal=True),
        Target("flux", "FLUX.1", 512, T5, literal=True),
        Target("flux2", "FLUX.2", 512, T5, literal=True),
        Target("midjourney", "Midjourney", 8192, CHARACTERS, "parts", service=True),
        Target("dall-e-3", "DALL-E 3", 4000, CHARACTERS, literal=True, service=True),
        Target("gpt-image", "GPT Image", 32000, CHARACTERS, literal=True, service=True),
        Target("imagen", "Imagen", 480, T5, literal=True, service=True),
        Target("novelai", "NovelAI", 512, T5, "braces numbers", literal=True, service=True),
        Target("pony", "Pony Diffusion", 75, CLIP, "round"),
        Target("illustrious", "Illustrious", 75, CLIP, "round"),
    )
}


def reads(target: str | None, notation: str) -> bool:
    """Whether a notation of ``Target.weights`` means something to a target; None, or a name that is not there, stands for any."""
    known = TARGETS.get(target or "")
    return known is None or notation in known.weights
