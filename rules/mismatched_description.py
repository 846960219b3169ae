"""The words beside a code say something else than the code.

Source: names, appearance changes and everyday words of facs/units.csv, after Ekman, Friesen & Hager (2002). "Frown" is read of the brow
(AU4) and of the mouth (AU15), "smile" of the mouth (AU12) and of the eyes (AU6), because people use them so; the article's own wordings
("AU1 concern", "AU7 determination") name meanings, which no code can contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.coding import all_codes
from promptlint.facs.units import units
from promptlint.model import Prompt, Token
from promptlint.parser import parse
from promptlint.rule import Bad, Problem, problem, rule
from promptlint.wording import in_order, listed, quoted, shows

#: Units that look alike or come together, so that words for one are no mistake beside another: tightened, narrowed and closing lids;
#: nose and upper lip of disgust; smile, sharp pull and dimple; chin, pout and mouth shrug; tight and pressed lips; opening mouth. A
#: raised chin is the chin boss of the Chin Raiser, or the whole head.
ALIKE = (
    {"6", "7", "44"}, {"7", "41", "42", "43", "44"}, {"43", "45", "46"}, {"9", "10"}, {"12", "13", "14"}, {"15", "17"}, {"17", "18"},
    {"18", "22"}, {"18", "23", "24"}, {"24", "28"}, {"25", "26", "27"}, {"16", "20"}, {"20", "21"}, {"19", "37"}, {"34", "33"},
    {"51", "61"}, {"52", "62"}, {"58", "53"}, {"57", "54"}, {"17", "53"},
)  # fmt: skip
#: The units of a head pose or a gaze, by the token's value; a value that is not here says too little to contradict a code.
POSES = {
    ("head", "up"): {"53"}, ("head", "down"): {"54"}, ("head", "tilt"): {"55", "56"}, ("head", "turn"): {"51", "52"},
    ("head", "back"): {"58", "53"}, ("gaze", "up"): {"63"}, ("gaze", "down"): {"64"}, ("gaze", "left"): {"61"}, ("gaze", "right"): {"62"},
}  # fmt: skip
#: Which half of a part the words name, and the other one.
HALVES = {"inner": "outer", "outer": "inner", "upper": "lower", "lower": "upper"}
HALF = r"\b(inner|outer|upper|lower)[ _-](?:eye)?(brow|lid|lip)"
#: Units that open the mouth.
OPENINGS = frozenset({"25", "26", "27"})
#: What may stand between a code and its description behind it: "AU4 (brow lowered)", "AU4: brow lowered".
SIGNS = frozenset({"(", "[", ":", "=", "-", "–", "—", ""})


@rule(
    "FAC105",
    severity="error",
    reads=("action",),
    good=(
        "AU4 brow furrow, AU4 frown, a judge",
        "AU15 frown, AU17 pout, a toddler",
        "AU6 genuine eye smile, AU12 lip smile",
        "AU7 suspicious squint rather than AU5 wide eyes, customs officer",
        "AU1 inner brow concern, AU2 outer brow lift, AU5 upper lid raise",
        "AU6 eye smile without AU12 lip engagement",
        "two women, one with AU12 smile, one with AU15 frown",
        "AU12, frown lines of age, an old sailor",
        "AU17 minimal chin raise, a doctor in the ward",
        "AU53 head up, AU54 chin tucked, panel 1 and panel 2",
        "raised eyebrows (AU1+AU2), smile (AU12)",
        "AU27 mouth stretch, AU20 lip stretcher, a diver on a cliff",
        "AU27 mouth stretched wide in mid-air, skydiver",
        "AU25 parted lips, AU26 jaw drop, AU27 mouth wide open",
        'AU12 smile, sign reading "AU4 brow raise"',
    ),
    bad=(
        Bad("AU4 brow raise, a judge", marks=("AU4 brow raise",)),
        Bad("AU12 frown, rain", marks=("AU12 frown",)),
        Bad("AU1 outer brow raise, bus stop", marks=("AU1 outer brow raise",)),
        Bad("AU54 chin lifted proudly, general on a balcony", marks=("AU54 chin lifted proudly",)),
        Bad("AU15 smile with AU6 cheek raise, beach", marks=("AU15 smile",)),
        Bad("raised eyebrows (AU4), night train", marks=("AU4", "raised eyebrows")),
        Bad("AU64 looking up at the ceiling, chapel", marks=("AU64", "looking up at the ceiling")),
        Bad("AU16 upper lip, dentist", marks=("AU16 upper lip",)),
        Bad("two men, one with AU43 wide eyes", marks=("AU43 wide eyes",)),
    ),
)
def mismatched_description(prompt: Prompt) -> Iterator[Problem]:
    """Models follow the words and ignore the number, readers follow the number: the picture and the plan part ways. Keep the one you
    meant and make the other agree.
    """
    tokens = prompt.of("action", "gaze", "head")
    places = {token.start: place for place, token in enumerate(tokens)}
    for token, codes in all_codes(prompt.of("action")):
        asked = {code.number for code in codes}
        words = prompt.text[codes[-1].end : token.end].strip()
        half = _wrong_half(asked, words)
        if half:
            yield problem(token, f"{_names(asked)} moves the {half}, but the words beside it say {quoted(words)}", label=_shown(asked))
        elif words:
            said = set().union(*map(_units, parse(words).asserted("action", "gaze", "head")))
            if said and not _agree(asked, said, words):
                yield problem(token, _message(asked, words, said), label=_shown(asked))
        elif (other := _description(prompt.text, tokens, places[token.start])) and _is_closed(other):
            if asked <= OPENINGS:
                yield problem(
                    token, f"{quoted(other.text)} is no open mouth, and {_names(asked)} is one; change the code or the words", other
                )
        elif other and not _agree(asked, said := _units(other), other.text):
            yield problem(token, _message(asked, other.text, said), other, label=_shown(asked), labels=(_shown(said),))


def _units(token: Token) -> set[str]:
    """The units that an action, a head pose or a gaze in words stands for; none where its words say too little."""
    posed = POSES.get((token.kind, token.term), set())
    if token.kind == "head" and len(posed) == 2:
        words = token.text.lower().split()
        side = token.side or ("left" if "left" in words else "right" if "right" in words else None)
        return {min(posed)} if side == "left" else {max(posed)} if side == "right" else posed
    return set(token.units) or posed


def _description(text: str, tokens: tuple[Token, ...], place: int) -> Token | None:
    """What a code without words stands for: "raised eyebrows (AU1+AU2)", "AU4 (brow lowered)", "AU64 looking down"."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    in_brackets = before and text[before.end : token.start].strip() in {"(", "["} and text[token.end : token.end + 1] in {")", "]"}
    if before and in_brackets and _describes(before):
        return before
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    return behind if behind and _describes(behind) and text[token.end : behind.start].strip() in SIGNS else None


def _describes(token: Token) -> bool:
    return not token.coded and (not token.negated or _is_closed(token)) and bool(_units(token))


def _is_closed(token: Token) -> bool:
    """Whether an action is a closed mouth, which is read as no parted lips."""
    return token.negated and token.units == ("25",) and not token.coded


def _agree(asked: set[str], said: set[str], words: str) -> bool:
    """Whether words can be a description of these units: one in common, one that looks alike, or one of the units' everyday words."""
    asked = asked | {code.lstrip("M") for code in asked}  # M55 is the movement into AU55
    if asked & said or any(asked & group and said & group for group in ALIKE):
        return True
    spoken = f" {' '.join(words.lower().split())} "
    if {"6", "12"} >= asked and ("smil" in spoken or "grin" in spoken or "laugh" in spoken):
        return True
    return any(f" {name}" in spoken for code in asked if (unit := units().get(code)) for name in (unit.name.lower(), *unit.synonyms))


def _wrong_half(asked: set[str], words: str) -> str:
    """The half of brow, lid or lip that a single code moves, where its words name the other half."""
    match = re.search(HALF, words, re.IGNORECASE)
    if match is None or len(asked) > 1:
        return ""
    half, part = match.group(1).lower(), match.group(2).lower()
    unit = units().get(next(iter(asked)))
    own = f"{HALVES[half]} {part}"
    name = unit.name.lower().replace("eyebrow", "brow") if unit else ""
    return own if name.startswith(own) else ""


def _names(codes: set[str]) -> str:
    return "+".join(f"AU{code}" for code in in_order(codes))


def _shown(codes: set[str]) -> str:
    return "; ".join(shows(code) for code in in_order(codes))


def _message(asked: set[str], words: str, said: set[str]) -> str:
    return f"{quoted(words)} describes {listed(f'AU{code}' for code in in_order(said))}, not {_names(asked)}; change the code or the words"
