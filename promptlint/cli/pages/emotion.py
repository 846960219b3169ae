"""The page of an emotion: the units that show it, words for a prompt, what it cannot stand beside, and how well that is known."""

from __future__ import annotations

from promptlint.cli.pages import Page
from promptlint.cli.pages.unit import bare, shown
from promptlint.facs.emotions import Emotion, emotions
from promptlint.facs.units import units
from promptlint.report.colour import Palette

CONFIDENCE = {
    "measured": "measured in studies",
    "consensus": "agreed among experts",
    "inference": "inferred from the nearest published display",
}


def find_emotions(word: str) -> list[Emotion]:
    """The emotions of that label, or else those that a token of that value may stand for."""
    wanted = " ".join(word.lower().split())
    if (exact := emotions().get(wanted)) is not None:
        return [exact]
    return [emotion for emotion in emotions().values() if emotion.value == wanted]


def emotion_page(emotion: Emotion, palette: Palette, width: int) -> str:
    """The page as text with line ends."""
    page = Page(palette, width)
    read_as = f"read as {emotion.value}" if emotion.value != emotion.label else ""
    page.title(emotion.label, "", "emotion", ", ".join(emotion.families), read_as, style="emotion")
    page.field("write", emotion.rewrite)
    page.field("units", *(_unit(one) for one in emotion.prototype))
    shares = dict(emotion.shares)
    page.field(
        "may add", ", ".join(f"{shown(one)} ({shares[one]} % of subjects)" if one in shares else shown(one) for one in emotion.optional)
    )
    page.field("variants", emotion.variants)
    page.field("head, gaze", emotion.gaze_head_body)
    page.gap()
    page.field("never with", ", ".join(emotion.opposite))
    page.field("feels", f"valence {emotion.valence:+g} of -1 to 1, arousal {emotion.arousal:+g} of -1 to 1")
    page.field("known", CONFIDENCE.get(emotion.confidence, emotion.confidence))
    page.field("note", emotion.note)
    page.field("source", emotion.source)
    return str(page)


def _unit(one: str) -> str:
    unit = units().get(bare(one))
    return f"{shown(one)} {unit.name.lower()}: {unit.effect}" if unit else shown(one)
