"""A negated face word in the prompt of a model that reads the word, and not the "no".

Source: OpenAI's CLIP keeps little of word order and negation (Yuksekgonul et al. 2023, "When and why vision-language models behave like
bags of words"), so that encoders of its kind draw what is denied; the webuis have a negative prompt and Midjourney ``--no`` for it.
Encoders that are language models (T5, and those of the services) understand a "no" well enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Edit, Fix, Good, Problem, Related, rule
from promptlint.targets import CLIP, TARGETS
from promptlint.wording import quoted

KINDS = ("action", "emotion", "vague", "gaze", "head")
#: How far before a face word its negation is looked for, in code points.
REACH = 48
NEGATIONS = (
    r"(?<![^\W_])(?:no|not|without|w/o|never|cannot|can[’']?t|(?:do|does|did|is|are|was|were|has|have|had|wo|would|could|should)(?:n[’']?t)"
    r"|neither|nor|free (?:of|from)|devoid of|lack(?:s|ing)?|absence of|avoid(?:s|ing)?|exclud(?:e|es|ing)|none of)(?![^\W_]|-)"
)
#: What follows a negation that denies nothing: "cannot stop laughing", "not only smiling", "not without a smile".
SET_PHRASES = (
    r"[\s_]+(?:stop|help|resist|hide|contain|suppress|control|keep from|hold back|keep (?:his|her|their|a)|fail(?:s|ing)? to"
    r"|only|just|merely|simply|without|but|wonder|doubt|laughing matter"
    r"|(?:a moment[’']?s |any |the slightest )?hesitation|be surprised|miss\b)\b"
)
#: "not a smile, but ...": the prompt says what is there instead.
CONTRAST = r"[^.;!?\n]{0,80}?(?<![^\W_])(?:but|rather|instead)(?![^\W_])"
#: Words between a negation and what it denies that belong to it where the whole tag is taken out.
TAG = r"\s*(?:(?:definitely|absolutely|certainly|really|at all|any|a|an|the|is|are|visible|trace of|hint of)\s+)*"


@rule(
    "NEG101",
    severity="info",
    preset="strict",
    good=(
        Good("noir singer, No. 5 perfume bottle, parted lips, dressing table", target="sdxl"),
        Good("a bride without a smile at the altar", target="flux"),
        Good("portrait of a clerk, no smile, office", target="gpt-image"),
        Good("1girl, closed mouth, rain", target="sdxl"),
        "smiling nurse, ward --no frown, teeth",
        "a clown with nothing but a smile, circus",
        "a boy who cannot stop laughing on a swing",
        "not a smile, but a slightly cool expression, judge",
        "not only smiling but laughing, two market women",
        "no hat, no glasses, smiling girl, beach",
        "1girl, smile\nNegative prompt: no smile, blurry",
    ),
    bad=(
        Bad("portrait of a clerk, no smile, office", marks=("smile",), fixed="portrait of a clerk, office"),
        Bad("elderly tailor, definitely not frowning, chalk in hand", marks=("frowning",), fixed="elderly tailor, chalk in hand"),
        Bad("a bride without a smile at the altar", marks=("smile",), fixed="a bride at the altar", target="sd15"),
        Bad("a goalkeeper who is not angry, muddy pitch", marks=("angry",), target="pony"),
        Bad("choir girl, mouth not open, candle", marks=("mouth not open",), fixed="choir girl, candle"),
        Bad("waiter, no smile, bar --ar 2:3", marks=("smile",), fixed="waiter, bar --ar 2:3 --no smile"),
        Bad("1girl, no tears, rain\nNegative prompt: blurry", marks=("tears",), fixed="1girl, rain\nNegative prompt: tears, blurry"),
    ),
)
def negation_in_prompt(prompt: Prompt) -> Iterator[Problem]:
    """ "No smile" puts a smile into the prompt: the encoder keeps the noun and loses the "no", and the face begins to smile. What should
    not be there belongs in the negative prompt; better still, say what the mouth does instead.
    """
    if prompt.target is not None and TARGETS[prompt.target].unit != CLIP:
        return
    denied: dict[int, list[Token]] = {}
    for token in prompt.of(*KINDS):
        if token.negated and not token.scope.negative and token.value != "other" and (place := _negation(prompt.text, token)) is not None:
            denied.setdefault(place, []).append(token)
    for place, (first, *others) in denied.items():
        found = re.compile(NEGATIONS, re.IGNORECASE).match(prompt.text, place)
        word = found.group().lower() if found else "no"
        where = "before" if place < first.start else "inside"
        yield Problem(
            first.start,
            first.end,
            f"the model reads {quoted(_without_no(first))} and not the {quoted(word)} {where} it, and draws it; "
            "put it into the negative prompt, and say here what the face does instead",
            label="read as if it were asked for",
            related=tuple(Related(other.start, other.end, "and this") for other in others),
            fixes=() if others else partial(_moved, prompt, place, first),
        )


def _negation(text: str, token: Token) -> int | None:
    """Where the negation stands that denies a token; None for set phrases, contrasts, and what is denied in one word ("closed mouth")."""
    inside = re.search(NEGATIONS, token.text, re.IGNORECASE)
    if inside:  # "mouth not open"
        contrast = re.compile(CONTRAST, re.IGNORECASE).match(text, token.end)
        return None if contrast else token.start + inside.start()
    first = max(0, token.start - REACH)
    before = re.split(r"[.;!?\n]", text[first : token.start])[-1]
    found = list(re.finditer(NEGATIONS, before, re.IGNORECASE))
    if not found:
        return None
    last = found[-1]
    place = token.start - len(before) + last.start()
    if re.compile(SET_PHRASES, re.IGNORECASE).match(text, place + len(last.group())):
        return None
    if len(found) > 1 and not before[found[-2].end() : last.start()].strip():
        return None  # "not without a smile"
    if last.group().lower() in ("not", "neither", "nor") and re.compile(CONTRAST, re.IGNORECASE).match(text, token.end):
        return None
    return place


def _without_no(token: Token) -> str:
    """The words of a token without a negation that stands among them: "mouth not open" is "mouth open"."""
    return " ".join(re.sub(NEGATIONS, " ", token.text, flags=re.IGNORECASE).split())


def _moved(prompt: Prompt, place: int, token: Token) -> tuple[Fix, ...]:
    """Take a tag ("no smile") or a phrase with "without" out, and put its word into the negative prompt where the text has one."""
    text = prompt.text
    after = text[token.end : token.end + REACH]
    place = min(place, token.start)
    begin = max(text.rfind(mark, 0, place) for mark in ",\n") + 1
    lead = text[begin:place]
    whole = not lead.strip() or re.fullmatch(TAG, lead + " ", re.IGNORECASE) is not None
    ends = after.lstrip(" ")[:1] in ("", ",", "\n") or after.lstrip().startswith("--")
    if whole and ends and begin:
        removed = Edit(begin - 1, token.end, "")
    elif whole and ends and after.startswith(","):
        removed = Edit(0, token.end + len(after) - len(after.lstrip(", ")), "")
    elif text[place : token.start].lower().startswith("without ") and text[place - 1 : place] == " ":
        removed = Edit(place - 1, token.end, "")
    else:
        return ()
    section = re.search(r"^[ \t]*Negative prompt:[ \t]*", text, re.MULTILINE)
    word = _without_no(token).replace("_", " ")
    if section:
        return (Fix(f"Move {quoted(word)} to the negative prompt", (removed, Edit(section.end(), section.end(), f"{word}, "))),)
    if prompt.dialect == "midjourney":
        excluded = re.search(r"--no[ \t]+", text)
        added = Edit(excluded.end(), excluded.end(), f"{word}, ") if excluded else Edit(len(text), len(text), f" --no {word}")
        return (Fix(f"Move {quoted(word)} to --no", (removed, added)),)
    return (Fix(f"Take it out, and write {quoted(word)} into the negative prompt", (removed,)),)
