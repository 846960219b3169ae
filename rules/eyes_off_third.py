"""A composition that leads the look away from the eyes.

Source: the article, "Position the character's eyes in the upper third of the frame" and "Allow 20-30% empty space around the portrait".
The first is old advice for portraits, the second the article's own. Thirds explain little of how well a photograph is liked (Amirshahi et
al. 2014), so this is a hint, and only where a prompt places the eyes or gives a number itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.live import is_live
from promptlint.model import Prompt
from promptlint.numerals import in_digits
from promptlint.rule import Bad, Problem, rule
from promptlint.wording import quoted

#: How much of the frame the article leaves empty, in percent.
LEAST, MOST = 20, 30
#: How far from the top of the frame the eyes may lie and still be on the upper third, in percent.
HIGHEST, LOWEST = 15, 42
EYES = r"\b(?:eyes(?: of the [\w'’]+(?: (?!are|is|in|on)\w+)?)?|eye[- ]?line|line of (?:the|his|her|their) eyes|eyes line)\b"
#: Words that place the eyes in the frame; those of a gaze ("fixed on", "looking") do not.
PLACED = (
    r"(?:[\s:=]+(?:are|is|be|being|placed|positioned|set|sits?|sitting|falls?|falling|rests?|resting|kept|aligned|located|framed|lying"
    r"|lies|lands?|landing|exactly|right"
    r"|just|only|almost|directly|precisely|squarely|very|dead|line|level|well|far|low|down|of (?:the|his|her) (?:subject|sitter|model"
    r"|man|woman|girl|boy)|in|on|at|near|along"
    r"|to|towards|within|across|into|by|below|under|beneath|the|exact|a|line up with|with)){0,8}?[\s:=]+"
)
FRAME = r"(?:\s+(?:of|in) (?:the )?(?:frame|picture|image|shot|photo|photograph|canvas|composition|portrait))"
WRONG = (
    r"(?:(?:lower|bottom) (?:third|half|quarter|two[- ]thirds|edge|part|corner|sixth|of the (?:frame|picture|image|shot|canvas))\b"
    r"|middle third\b|central third\b"
    rf"|bottom\b{FRAME}|bottom(?=\s*[,.;]|$)|top edge\b|(?:lower )?(?:centre|center|middle|midpoint){FRAME}|(?:horizontal )?(?:midline"
    rf"|(?:centre|center|halfway) line)\b"
    r"|vertical (?:centre|center|middle|midpoint)\b|vertically cent(?:ere|re)d\b|cent(?:ere|re)d(?: vertically| horizontally"
    r"| dead)?(?: in| within)? (?:the )?(?:frame|picture|image|shot"
    r"|composition)\b|cent(?:ere|re)d vertically\b|dead cent(?:er|re)\b|(?:exact )?(?:centre|center) of (?:the )?frame\b"
    r"|half-?way (?:down|up)\b|mid-?(?:height|frame)\b"
    rf"|two[- ]thirds (?:of the way )?down\b|three[- ]quarters (?:of the way )?down\b|low in (?:the )?(?:frame|picture|image|shot"
    rf"|composition)\b|low{FRAME})"
)
PLACES = (
    rf"{EYES}{PLACED}{WRONG}",
    r"\b(?:lower|bottom|middle)[- ]third (?:\w+ ){0,3}?(?:eyes|eye[- ]?line|eye (?:placement|position))\b(?! of)|\blow eye[- ]?line\b"
    r"|\bcent(?:ere|re)d eyes\b"
    r"|\beyes low in (?:the )?frame\b",
)
HEIGHT = (
    rf"{EYES}{PLACED}(?<!\d)(?P<height>0*\d{{1,3}})\s?(?:%|percent)(?: of the way)?"
    r" (?:down\b|(?:down )?from (?:the )?(?P<edge>top|bottom)\b)"
)
SPACE = r"(?:negative|empty|copy|blank|white|unused|free|breathing)[- ]space"
AMOUNT = r"(?<!\d)(?P<low>0*\d{1,3})(?:\s?%)?(?:\s?(?:-|–|to)\s?(?P<high>0*\d{1,3}))?\s?(?:%|percent|per cent)"
SPACES = (
    rf"{AMOUNT} (?:of )?(?:(?:the )?(?:frame|picture|image|canvas|composition|shot) (?:is |as |left |kept |stays |remains |in "
    rf"|being )*)?(?:pure |clean |clear )?{SPACE}\b",
    rf"\b{SPACE}(?: around (?:the|his|her) (?:head|face|subject|portrait|figure))?[\s,:=(\"]*(?:(?:of|at|is|to|about|around|roughly"
    rf"|approximately|only|just|exactly|takes up|taking up|takes"
    rf"|taking|occupying|occupies|fills|filling|covers|covering|set|kept|reduced|limited)\s+){{0,4}}{AMOUNT}",
    rf"{AMOUNT} of (?:the )?(?:frame|picture|image|canvas|composition|shot) (?:is |are |left |kept |stays |remains |to be )*(?:empty"
    rf"|blank|negative|free|bare)\b",
)
#: "half the frame is negative space".
IN_WORDS = (
    r"\b(?:half|two[- ]thirds|three[- ]quarters|three[- ]fifths|four[- ]fifths|most) (?:of )?(?:the )?"
    rf"(?:frame|picture|image|canvas|composition|shot) (?:is |as |left |kept |in )*(?:{SPACE}|empty|blank)\b"
    rf"|\b{SPACE} (?:taking up|takes up|filling|fills|covering|covers|occupying|occupies) (?:half|two[- ]thirds|three[- ]quarters"
    r"|three[- ]fifths|four[- ]fifths|most) of\b"
)
#: A picture of somebody.
FACE = r"\b(?:portrait|face|head|headshot|person|selfie|eyes)\b"


@rule(
    "CAM107",
    severity="info",
    preset="strict",
    good=(
        "eyes in the upper third, fisherman",
        "25% negative space, headshot of a pianist",
        "negative space, minimalist portrait",
        "horizon in the lower third, woman looking out to sea",
        "20-30% negative space around the face, boxer",
        "eyes fixed on the centre of the target, archer",
        "centered composition, subject in the middle, smiling",
        "60% cotton shirt, negative space, clerk",
        "not in the lower third: her eyes on the upper third line",
        "rule of thirds, eyes one third from the top, monk",
        "50% off sale sign behind a cashier, her eyes in the upper third of the frame",
        "a red vase, 70% negative space, product photo",
    ),
    bad=(
        Bad("portrait with the eyes in the lower third", marks=("eyes in the lower third",)),
        Bad("60% negative space, headshot of a pianist", marks=("60% negative space",)),
        Bad("portrait of a judge, eyes centered vertically in the frame", marks=("eyes centered vertically in the frame",)),
        Bad("negative space of 5 percent, tight portrait", marks=("negative space of 5 percent",)),
        Bad("sixty per cent negative space, portrait of a judge", marks=("sixty per cent negative space",)),
        Bad("bride, eye line at the bottom of the frame", marks=("eye line at the bottom of the frame",)),
        Bad("Leave 70 percent of the frame empty around the face.", marks=("70 percent of the frame empty",)),
    ),
)
def eyes_off_third(prompt: Prompt) -> Iterator[Problem]:
    """A viewer looks at the eyes first, and finds them at once on the upper third; low eyes, or too much or too little room, make the
    expression small. Move the eyes up, and leave a fifth to a third of the frame empty.
    """
    text = prompt.text.replace("_", " ")  # tags; offsets stay
    lower = text.lower()
    if "eye" in lower:
        for start, end in _low_eyes(text):
            if is_live(prompt, start, end):
                yield Problem(
                    start,
                    end,
                    f"{quoted(text[start:end])} takes the eyes off the upper third of the frame; move them up",
                    label="off the third",
                )
                break
    if ("space" in lower or "frame" in lower or "%" in lower or "percent" in lower or "per cent" in lower) and _is_portrait(prompt):
        for start, end in _spaces(text):
            if is_live(prompt, start, end):
                message = f"{quoted(text[start:end])}: round a portrait {LEAST} to {MOST} % of empty space keep the look on the face"
                yield Problem(start, end, message, label=f"{LEAST} to {MOST} %")
                break


def _low_eyes(text: str) -> Iterator[tuple[int, int]]:
    for pattern in PLACES:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.span()
    for match in re.finditer(HEIGHT, in_digits(text), re.IGNORECASE):
        height = int(match["height"])
        if not HIGHEST <= (100 - height if (match["edge"] or "").lower() == "bottom" else height) <= LOWEST:
            yield match.span()


def _spaces(text: str) -> Iterator[tuple[int, int]]:
    digits = in_digits(text)
    for pattern in SPACES:
        for match in re.finditer(pattern, digits, re.IGNORECASE):
            low = int(match["low"])
            high = int(match["high"] or low)
            if (high < LEAST or low > MOST) and high <= 100:
                yield match.span()
    for match in re.finditer(IN_WORDS, text, re.IGNORECASE):
        yield match.span()


def _is_portrait(prompt: Prompt) -> bool:
    """Whether somebody is depicted, so that there is a face to look at."""
    if prompt.of("subject", "action", "emotion", "vague", "gaze", "head") or any(shot.value != "wide" for shot in prompt.of("shot")):
        return True
    return re.search(FACE, prompt.text, re.IGNORECASE) is not None
