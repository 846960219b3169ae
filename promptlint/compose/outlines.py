"""Silhouettes that are no light: the cut of clothes, the shape of a body."""

from __future__ import annotations

#: Words before a silhouette that is the cut of clothes or the shape of a body ("a coat with a slim silhouette").
SHAPES = tuple(
    f" {shape}"
    for shape in (
        "slim", "slender", "fitted", "fitting", "tailored", "a line", "hourglass", "mermaid", "trumpet", "empire", "sheath", "boxy",
        "oversized", "relaxed", "flowing", "flared", "cinched", "structured", "streamlined", "curvy", "voluptuous", "athletic", "lean",
        "petite", "willowy", "voluminous", "cropped", "waisted", "svelte", "cocoon", "column", "ballgown", "bell shaped", "skinny", "loose",
        "narrow", "straight", "fashion", "fashionable", "feminine", "masculine",
    )
)  # fmt: skip
#: How far before the word they are looked for, in code points.
REACH = 16


def is_cut(text: str, start: int) -> bool:
    """Whether the silhouette that starts at a place (code points of text) is the cut of clothes or the shape of a body."""
    before = text[max(0, start - REACH) : start].lower().replace("-", " ").replace("_", " ")
    return f" {before}".rstrip().endswith(SHAPES)
