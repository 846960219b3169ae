"""More layers in one expression than the method has.

Source: the article's three-layer method: base, contradictory element, contextual modifier. No study counts layers; compounds of two
states are measured (Du, Tao & Martinez 2014), of more than two they are not, so three is generous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from promptlint.model import Prompt, Token
from promptlint.rule import Bad, Problem, Related, problem, rule

#: A layer as a note names it: "(joy base)", "layer 2: ...", "third layer", "doubt modifier". Only beside an expression is it one of a face.
NOTE = (
    r"\blayer\s*#?\s*(?:\d+|one|two|three|four|five|six|[ivx]+)\b\s*[:=.)-]?"
    r"|\b(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)|base|bottom|middle|top|outer|inner|contradict\w+|surface|modifier"
    r"|[a-z]+(?:-[a-z]+)?)\s+layer\b(?!\s+cake)\s*[:=]?"
    r"|\bau\d+[a-e]?\s+(?:base|layer|modifier)\b|\b(?:base|layer|contradiction|modifier)\s*[:=]|\b[a-z]+ (?:base|modifier)\b"
    r"|\bbase (?:emotion|expression|feeling|state)\b|\b(?:layer|modifier|trace|undertone) of\b(?= [a-z]+\b)"
    r"|[(\[]\s*(?:base|layer|contradiction|modifier)\b"
)
#: Words that put one feeling under another; each adds a layer to the first.
UNDER = r"\b(?:hiding|hides|masking|masks|covering|concealing|over|under(?:neath)?|beneath|behind|below|on top of|atop)\b"
#: "Four emotional layers on one face".
COUNTED = (
    r"\b(?P<count>four|five|six|seven|eight|nine|ten|[4-9])\s+(?:emotional|expressive|facial)\s+layers\b"
    r"|\b(?:face|expression) in (?P<layers>four|five|six|seven|eight|[4-8]) layers\b"
    r"|\b(?P<number>four|five|six|seven|eight|nine|ten|[4-9])\s+layers\s+of\s+(?:emotion|expression|feeling)s?\b"
)
#: Layers of other things.
THINGS = (
    r"\b(?:cake|wool|tulle|fabric|cloth\w*|clothing|jacket|coat|fleece|shell|skirts?|dress\w*|hair\w*|bangs|paint|impasto|glaze|makeup"
    r"|make-up|dip|lasagn\w*|photoshop|composite|background|foreground|subject|logo|text"
    r"|ozone|atmosphere|soil|rock|ice|snow|dust|fog|mist|meaning|armou?r|skin|silk|lace|scarf|scarves|sweaters?|shirts?|file|collage"
    r"|exposure|sediment|ash|leaves|petals|pastry|insulation|gold|varnish)\b"
)
#: A list of more expressions than this is a list of tags, not an expression in layers.
MANY = 60
#: What a layer is said to be, up to the next mark.
OWN_WORDS = r"(?:\s*[:=-])?\s*((?:[^\W\d_]+\s+){0,3}[^\W\d_]+)\s*[,;.+]"
#: From a note to what it is about, at most.
REACH = 45


@rule(
    "LAY102",
    severity="warning",
    mistake="overload",
    reads=("action", "emotion", "vague"),
    good=(
        "AU6 (joy base) + AU4 (concern layer) + AU17 (doubt modifier), office",
        "woman in five layers of wool, chapped cheeks, squinting, arctic station",
        "layered hair, four layers of tulle, smiling bride",
        "base layer jacket, mid layer fleece, outer layer shell, squinting climber",
        "a smile hiding fear, ballroom",
        "layer 1: background, layer 2: subject, layer 3: text, layer 4: logo, smiling clerk",
        "two clowns: the first AU12 (base) + AU1 (layer), the second AU4 (base) + AU15 (layer)",
        "furrowed brow, pressed lips, narrowed eyes, raised chin, judge",
        "{AU12 (base)|AU4 (base)|AU15 (base)|AU20 (base)} + AU7 (modifier), clerk",
    ),
    bad=(
        Bad(
            "AU12 smile (joy base) + AU1 inner brow (worry layer) + AU4 brow tension (anger layer) + AU17 chin (doubt layer), office",
            marks=("AU12 smile", "AU1 inner brow", "AU4 brow tension", "AU17 chin"),
        ),
        Bad(
            "layer 1: AU6 eye smile, layer 2: AU4 brow tension, layer 3: AU17 chin, layer 4: AU23 lips, office",
            marks=("AU6 eye smile", "AU4 brow tension", "AU17 chin", "AU23 lips"),
        ),
        Bad(
            "joy base, anger layer, fear layer, shame layer, pride modifier, portrait of a general",
            marks=("joy base", "anger layer", "fear layer", "shame layer", "pride modifier"),
        ),
        Bad("a smile hiding fear, hiding anger, hiding grief, ballroom", marks=("smile", "fear", "anger", "grief")),
    ),
)
def crowded_layers(prompt: Prompt, *, most: int = 3) -> Iterator[Problem]:
    """Each layer weakens the others: with four a face shows a twitch everywhere and a feeling nowhere. Keep the base, one contradiction and
    one modifier, or give the rest to gaze, body and place.
    """
    text = prompt.text.lower()
    if (
        "layer" not in text
        and "base" not in text
        and "modifier" not in text
        and not prompt.layered
        and "under" not in text
        and "beneath" not in text
    ):
        return
    for face in prompt.faces():
        noted = [token for token in face if token.layer]
        if len(noted) > most:
            first, *others = noted
            yield problem(
                first, _message(len(noted), most), *others, label="layer 1", labels=tuple(f"layer {n}" for n in range(2, len(noted) + 1))
            )
            return
    for places in (_notes(prompt), _stack(prompt)):
        if len(places) > most:
            (start, end), *rest = places
            related = tuple(Related(*place, f"layer {n}") for n, place in enumerate(rest, 2))
            yield Problem(start, end, _message(len(places), most), label="layer 1", related=related)
            return
    told = re.search(COUNTED, text)
    if told and prompt.people == 1:
        yield Problem(told.start(), told.end(), _message(told["count"] or told["number"] or told["layers"], most), label="so many layers")


def _message(count: int | str, most: int) -> str:
    return f"{count} layers in one expression: more than {most} leave none of them readable; keep a base, a contradiction and a modifier"


def _notes(prompt: Prompt) -> list[tuple[int, int]]:
    """Where the layers are that notes name: the expression nearest to each note, or the note itself ("anger layer" names its own)."""
    several = prompt.people > 1 or (re.search(r"\bhis\b", prompt.text, re.IGNORECASE) and re.search(r"\bher\b", prompt.text, re.IGNORECASE))
    if several or prompt.panels > 1 or prompt.moments > 1:
        return []
    said = prompt.asserted("action", "emotion", "vague")
    if len(said) > MANY:
        return []
    found: list[tuple[int, int]] = []
    for note in re.finditer(NOTE, prompt.text, re.IGNORECASE):
        if re.search(THINGS, prompt.text[max(0, note.start() - 12) : note.end() + 25], re.IGNORECASE):
            continue
        inside = next((token for token in said if token.start < note.end() and token.end > note.start()), None)
        near = inside or _behind(prompt.text, said, note.end()) or _nearest(said, note.start(), note.end())
        if inside is not None:
            place = (min(inside.start, note.start()), max(inside.end, note.end()))
        elif (own := _own_words(prompt.text, note.end(), near)) is not None:
            place = (note.start(), own)
        elif near is not None:
            place = (near.start, near.end)
        else:
            continue
        if place not in found:
            found.append(place)
    return found if len({token.scope.branch for token in said}) < 2 else []


def _behind(text: str, said: tuple[Token, ...], start: int) -> Token | None:
    """The expression that follows a note in the same segment: "third layer hidden laughter"."""
    near = next((token for token in said if token.start >= start), None)
    return near if near and near.start - start < REACH and not re.search(r"[,;.+()\[\]|]", text[start : near.start]) else None


def _own_words(text: str, start: int, near: Token | None) -> int | None:
    """Where the words of a numbered or named layer end that no list knows ("base layer weary acceptance"), if the nearest expression
    belongs to another layer; else None.
    """
    words = re.match(OWN_WORDS, text[start : start + REACH])
    if words is None or near is None or near.end <= start or near.start < start + words.end():
        return None
    return start + words.end(1)


def _nearest(said: tuple[Token, ...], start: int, end: int) -> Token | None:
    """The expression beside a note, the one behind "layer 2:" or before "(worry layer)"; None where none is near."""
    near = [token for token in said if -REACH < token.start - end < REACH or -REACH < start - token.end < REACH]
    return min(near, key=lambda token: min(abs(token.start - end), abs(start - token.end)), default=None)


def _stack(prompt: Prompt) -> list[tuple[int, int]]:
    """Feelings of one face put under one another by words, the outermost first: "a smile hiding fear, hiding anger"."""
    for face in prompt.faces():
        said = [token for token in face if token.kind in {"action", "emotion"}]
        if len(said) < 2:
            continue
        stack = [said[0]]
        for before, token in pairwise(said):
            between = prompt.text[before.end : token.start]
            if token.kind == "emotion":
                between += prompt.text[token.end : token.end + 22]  # "sorrow under the anger"
            if re.search(UNDER, between, re.IGNORECASE) and len(prompt.text[before.end : token.start]) < REACH:
                stack.append(token)
        if len(stack) > 3:
            return [(token.start, token.end) for token in stack]
    return []
