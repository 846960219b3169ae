"""The same phrase between commas twice.

Source: how the tools read a prompt (a repeated tag only adds weight to itself, which weights say better, and takes tokens from CLIP's 75);
own count: 1 % of 15,000 public prompts repeat a segment. Repetition for rhythm ("very, very old") and a phrase said of a second person,
panel, branch or sentence are no mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from promptlint.model import Prompt, Run
from promptlint.rule import Bad, Edit, Fix, Problem, Related, rule
from promptlint.text import late
from promptlint.wording import quoted

OPENING, CLOSING = "([{<", ")]}>"
#: Every mark that a segment or a sentence may begin or end at.
MARKS = late(r"[()\[\]{}<>\",.!?;\n]")
#: A word of one or two letters, or the same word twice running, is rhythm ("no, no", "red, red roses"), unless it is a claim.
SHORTEST = 3


class Segment(NamedTuple):
    """A phrase between two commas: its words without white space and a final full stop, where they stand, and the comma before it."""

    start: int
    end: int
    comma: int
    words: str


@rule(
    "RED101",
    severity="info",
    good=(
        "soft light on her face, soft light on the wall, nurse",
        "a very, very, very old man, library",
        "a man with a blue scarf, smiling, a woman with a blue scarf, smiling",
        "{red scarf, smile|red scarf, frown}, 1girl",
        "red scarf, smile BREAK red scarf, beach",
        "In the morning, she smiles. In the morning, he frowns.",
        "panel 1: a boy, smiling, park; panel 2: a boy, smiling, home",
        "smile, (smile:1.2), 1girl",
        'a sign that says "yes, yes, smile", smile, clerk',
        "masterpiece, 1girl, blurry background\nNegative prompt: blurry, low quality",
        "first a field, rain, then a street, rain",
    ),
    bad=(
        Bad(
            "soft light, smiling nurse, ward corridor, soft light",
            marks=("soft light", "soft light"),
            fixed="soft light, smiling nurse, ward corridor",
        ),
        Bad("1girl, smile, smile, beach", marks=("smile", "smile"), fixed="1girl, smile, beach"),
        Bad("1girl, Smile, beach, smile, sunset", marks=("smile", "Smile"), fixed="1girl, Smile, beach, sunset"),
        Bad("(smile:1.2), 1girl, (smile:1.2), beach", marks=("(smile:1.2)", "(smile:1.2)"), fixed="(smile:1.2), 1girl, beach"),
        Bad("8k, portrait of a clown, 8k, octane render, 8k.", fixed="8k, portrait of a clown, octane render."),
        Bad("looking at viewer,smile,looking_at_viewer", marks=("looking_at_viewer", "looking at viewer"), fixed="looking at viewer,smile"),
    ),
)
def repeated_phrase(prompt: Prompt) -> Iterator[Problem]:
    """The second one tells the model nothing new, takes room from what would, and in tools that weigh words pushes the picture towards
    the phrase unseen. Say it once; where it must count for more, give it a weight.
    """
    if _are_several(prompt) or prompt.panels > 1 or prompt.moments > 1:
        return
    seen: dict[tuple[str, tuple[int, bool, tuple[tuple[int, int], ...]]], Segment] = {}
    before = ""
    for sentence in _sentences(prompt.text):
        seen.clear()
        for segment in sentence:
            place = _place(prompt, segment)
            first = seen.setdefault((segment.words, place), segment) if place else segment
            rhythm = segment.words == before and before.isalpha() and not _is_said(prompt, segment)
            if first is not segment and not rhythm:
                fix = Fix("Remove the repetition", (Edit(segment.comma, segment.end, ""),), safe=True)
                message = f"{quoted(prompt.text[segment.start : segment.end])} is there already; say it once, or give it a weight"
                yield Problem(segment.start, segment.end, message, "said again", (Related(first.start, first.end, "said here"),), (fix,))
            before = segment.words


def _are_several(prompt: Prompt) -> bool:
    """Whether what is said twice may be said of two; the animals round one person are none of them."""
    people = {token.scope.person: token.scope.group for token in prompt.of("subject") if token.value != "animal"}
    return prompt.people > 1 and (len(people) != 1 or any(people.values()))


def _place(prompt: Prompt, segment: Segment) -> tuple[int, bool, tuple[tuple[int, int], ...]] | None:
    """Where a segment is read: its section, sign and branch; None for markup that is not read as words, and for one that is too short."""
    runs = prompt.markup.runs
    at = bisect_right(runs, segment.start, key=attrgetter("end"))  # runs are in order and apart
    run = runs[at] if at < len(runs) and runs[at].start < segment.end else None
    if run is None or not _is_live(run, segment) or (len(segment.words) < SHORTEST and not any(map(str.isdigit, segment.words))):
        return None
    return run.section, run.negative, run.branch


def _is_said(prompt: Prompt, segment: Segment) -> bool:
    """Whether a segment claims something: "smile, smile" is no rhythm."""
    at = bisect_right(prompt.tokens, segment.start, key=attrgetter("end"))  # tokens are in order and apart
    return at < len(prompt.tokens) and prompt.tokens[at].start < segment.end


def _is_live(run: Run, segment: Segment) -> bool:
    return not run.opaque and any(map(str.isalnum, segment.words))


def _sentences(text: str) -> Iterator[list[Segment]]:
    """The segments between commas outside brackets and quotation marks, sentence by sentence and line by line."""
    sentence: list[Segment] = []
    depth, start, comma = 0, 0, 0
    quoting = False
    for at, char in [*((mark.start(), mark.group()) for mark in MARKS.finditer(text)), (len(text), "\n")]:
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth -= 1
        elif char == '"':
            quoting = not quoting
        listed = char == "\n" and 0 < at < len(text) and text[at - 1] == ","  # a list of tags that goes on in the next line
        ends = (char == "\n" and not listed) or (char in ".!?;" and text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].isupper())
        if char == "\n":
            depth, quoting = 0, False
        if ends or listed or (char == "," and not depth and not quoting):
            segment = _segment(text, start, at, comma)
            if segment:
                sentence.append(segment)
            start, comma = at + 1, at
        if ends:
            yield sentence
            sentence = []


def _segment(text: str, start: int, end: int, comma: int) -> Segment | None:
    piece = text[start:end]
    words = piece.strip().rstrip(".").rstrip()
    if not words:
        return None
    start += len(piece) - len(piece.lstrip())
    return Segment(start, start + len(words), comma, " ".join(words.replace("_", " ").lower().split()))
