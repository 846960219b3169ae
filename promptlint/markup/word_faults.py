"""What a tool reads as words, drops, or weighs although it was meant as something else: networks, tags, colours, placeholders.

Source: A1111 web UI ``extra_networks.py`` (``<(\\w+):([^>]+)>``), ``processing_scripts/comments.py`` (# to the end of the line, anywhere in
it), danbooru's qualifiers in round brackets, ADetailer's markers in square ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from promptlint.markup.lexer import Token
from promptlint.markup.patterns import PLACEHOLDER_ENDINGS, PLACEHOLDER_NAMES
from promptlint.markup.surroundings import Surroundings
from promptlint.model import Fault

#: The networks of A1111, SD.Next, prompt-control and SwarmUI.
_NETWORKS = r"<(?:lora|lyco|hypernet|hypernetwork|embed|emb|layer)\s?:"
#: What belongs to a network that is never closed: a name, then numbers behind colons.
_NETWORK_NAME = r"[^<>\n,:()\[\]{}]*+"
_NETWORK_NUMBERS = r"(?::[^\s<>,:()\[\]{}]*+)++"
#: A network that is never opened: "lora:name:0.8>".
_UNOPENED = r"(?<![<\w:])(?:lora|lyco|hypernet):[\w .-]{1,80}+:[\d.]++>"

#: danbooru's qualifiers are names of works, characters and clothes.
LONGEST_QUALIFIER = 80
#: How far back a pattern looks for a word.
REACH = 24

#: A colour at which a comment could begin; not an anchor of an address, a character reference, an escaped or a doubled mark.
_COLOUR = r"(?<![\w&\\/#])#(?P<digits>[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3}(?!-))\b(?!\w)"
#: Words that are also six digits.
_WORDS = frozenset({"facade", "decade", "beaded", "bedded", "dabbed", "deface", "efface", "accede"})
#: Digits alone are a colour where one of these stands before them, or a doubled pattern as in #112233.
_COLOUR_WORDS = frozenset(
    {"in", "of", "colour", "color", "coloured", "colored", "colours", "colors", "hex", "background", "shade", "tone", "hue", "tint",
     "palette", "gradient", "from", "to", "hair", "eyes", "skin", "dress", "lipstick", "makeup", "ink", "paint"}
)  # fmt: skip
#: Dialects whose tool drops what follows #, and those that could be of such a tool.
_COMMENTING = ("a1111", "forge", "dynamicprompts", "any", "plain")

#: Square brackets that hold no placeholder: marks of tools and of film scripts, and what people weigh down in capitals.
_MARKS = frozenset(
    {"SEP", "SKIP", "PROMPT", "BREAK", "AND", "SEQ", "CUT", "NSFW", "SFW", "HDR", "UHD", "FHD", "HD", "RAW", "DSLR", "VHS", "CGI", "LED",
     "OC", "BW", "USA", "UK", "NYC", "LA", "AI", "UFO", "UI", "TV", "DVD", "CCTV", "FPS", "POV"}
)  # fmt: skip
#: What film scripts and comics number.
_HEADINGS = frozenset(
    {"SHOT", "SCENE", "PANEL", "FRAME", "PART", "STEP", "CLIP", "PAGE", "IMAGE", "VIEW", "ACT", "PHASE", "ANGLE", "CAMERA"}
)
_UPPER = r"\[(?!AU[ _-]?M?\d)(?P<name>[A-Z][A-Z0-9']++(?:[ _/-][A-Z0-9']++)*+)\]"
_BRACES = r"(?<!\{)\{\{(?P<space>\s*+)(?P<name>[A-Za-z_]\w*+)\s*+\}\}(?!\})"
_LETTERING = r"(?:says|reads|reading|saying|spelling|spells|label(?:l?ed)?|lettering|titled|text|word|words|sign)\s+\Z"


@cache
def _pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(source, flags)


def unclosed_networks(around: Surroundings) -> Iterator[Fault]:
    """Networks whose bracket is missing; the text of one never goes on behind a comma and a space, but for block weights."""
    text, tool = around.text, around.dialect.tool
    for match in _pattern(_NETWORKS, re.IGNORECASE).finditer(text) if "<" in text else ():
        stop = next((place for place in range(match.end(), len(text)) if text[place] in "<>\n"), len(text))
        body = text[match.end() : stop]
        if text[stop : stop + 1] == ">" and (", " not in body or "lbw" in body.lower() or _pattern(r":\s*[\d.]+\s*\Z").search(body)):
            continue
        name = _pattern(_NETWORK_NAME).match(text, match.end())
        assert name is not None
        numbers = _pattern(_NETWORK_NUMBERS).match(text, name.end())
        end = numbers.end() if numbers else match.end() + len((name.group().split() or [""])[0])
        if not around.is_quoted(match.start()):
            told = f"without its closing bracket {tool} reads the network's name as text and loads nothing"
            yield Fault("unclosed-network", match.start(), end, told)
    for match in _pattern(_UNOPENED).finditer(text) if ">" in text and ":" in text else ():
        told = f"without its opening bracket {tool} reads the network's name as text and loads nothing"
        yield Fault("unclosed-network", match.start(), match.end(), told)


def unescaped_tags(around: Surroundings, tokens: list[Token]) -> Iterator[Fault]:
    """danbooru's qualifiers, "saber_(fate)", whose brackets the tool takes for a weight."""
    text, dialect = around.text, around.dialect
    if not dialect.number or "_(" not in text:
        return
    for place, token in enumerate(tokens):
        if token.terminal != "RPAR" or token.mate is None or token.start == token.end or tokens[place - 1].terminal == "WEIGHT":
            continue
        start, end = token.mate.start, token.end
        if end - start > LONGEST_QUALIFIER:
            continue
        inside = text[start + 1 : token.start]
        tag = start >= 2 and text[start - 1] == "_" and (text[start - 2].isalnum() or text[start - 2] in ")!?.'")
        ends = not text[end : end + 1] or not (text[end].isalnum() or text[end] in "/.") or text[end : end + 2].rstrip() == "."
        if (
            tag
            and ends
            and sum(map(str.isalnum, inside)) > 1
            and not inside.isdigit()
            and "(" not in inside
            and not around.is_quoted(start)
        ):
            told = f"without backslashes {dialect.tool} drops these brackets and weighs what they hold with 1.1"
            yield Fault("unescaped-tag", start, end, told)


def _is_colour(text: str, match: re.Match[str]) -> bool:
    """Whether # and three, six or eight hexadecimal digits are a colour, and no hashtag and no number that somebody wears."""
    digits = match["digits"].lower()
    if digits.isalpha():
        return digits not in _WORDS if len(digits) > 3 else len(set(digits)) == 1
    if not digits.isdigit():
        return True
    if digits == "000000" or digits == "ffffff" or (len(digits) == 6 and digits[::2] == digits[1::2]):
        return True
    before = text[max(0, match.start() - REACH) : match.start()]
    word = _pattern(r"([^\W\d_]++)\W*+\Z").search(before)
    return before.rstrip()[-1:] in (":", "=") or (word is not None and word[1].lower() in _COLOUR_WORDS)


def eaten_colours(around: Surroundings) -> Iterator[Fault]:
    """Colours at which the tool takes the rest of the line for a comment."""
    text, dialect = around.text, around.dialect
    if "#" not in text or not dialect.name.startswith(_COMMENTING) or (dialect.name in ("plain", "any") and around.is_prose):
        return
    begun, looked = 0, 0
    for match in _pattern(_COLOUR).finditer(text):
        begun = text.rfind("\n", looked, match.start()) + 1 or begun
        looked = match.start()
        if not _is_colour(text, match) or around.is_quoted(match.start()):
            continue
        if text[begun : min(begun + REACH, looked)].lstrip().startswith(("# ", "##", "#!")):
            continue  # a comment that is meant as one
        told = "A1111 and Forge take # for the beginning of a comment and drop the rest of the line"
        yield Fault("colour-as-comment", match.start(), match.end(), told)


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether brackets hold the heading of a part: "[STYLE]: oil", or alone on a line with more below it."""
    if _pattern(r"\s*[:=](?!\s*[\d.])").match(text, end):
        return True
    before = text[max(0, start - REACH) : start].rpartition("\n")
    begins = not before[2].strip() and (bool(before[1]) or start <= REACH)
    return begins and bool(_pattern(r"[ \t]*\n\s*\S").match(text, end))


def _declared(text: str) -> frozenset[str]:
    """The names that the prompt itself fills in, in lower case: "{% set mood = ... %}", "SUBJECT = a sailor", "${mood=calm}"."""
    given = _pattern(
        r"\b(?:set|for)\s+(\w++)\s*(?:=|in\b)"
        r"|(?:\A|[\n;])[ \t]*([A-Za-z][\w ]{0,40}?)[ \t]*[:=]"
        r"|\$\{(\w++)\s*="
        r"|\[([A-Z][A-Z0-9 _-]*+)\]\s*[:=](?!\s*[\d.])"
    )
    return frozenset(name.lower() for match in given.finditer(text) for name in match.groups() if name)


def _upper_names(around: Surroundings) -> Iterator[re.Match[str]]:
    """``[UPPER CASE WORDS]``, without marks, acronyms, numbered headings and lettering; in a prompt of capitals only the usual names."""
    text = around.text
    shouted: bool | None = None
    for match in _pattern(_UPPER).finditer(text):
        name = match["name"]
        words = re.split(r"[ _/-]", name)
        if all(word in _MARKS for word in words) or (words[0] in _HEADINGS and words[-1].isdigit()):
            continue
        if shouted is None:
            rest = text.replace(match.group(), "")
            shouted = sum(map(str.isupper, rest)) > 2 * sum(map(str.islower, rest)) and any(map(str.isupper, rest))
        if shouted and not _pattern(rf"\b(?:{PLACEHOLDER_NAMES})\b", re.IGNORECASE).search(name.replace("_", " ")):
            continue
        yield match


def _brace_names(around: Surroundings) -> Iterator[re.Match[str]]:
    """``{{identifier}}`` that is no emphasis of NovelAI's: with spaces inside, a usual name, two words in one, or amid a phrase."""
    text = around.text
    emphasis = around.dialect.name == "novelai" or bool(_pattern(r"\{\{\{|\{\{[^{}\s,]++[\s,]++[^{}\s]").search(text))
    for match in _pattern(_BRACES).finditer(text):
        name = match["name"]
        usual = _pattern(rf"(?:{PLACEHOLDER_NAMES})\d?\Z|(?:[a-zA-Z]+_)+(?:{PLACEHOLDER_ENDINGS})\Z", re.IGNORECASE).match(name)
        compound = _pattern(r"[a-z]+[A-Z]").match(name)
        before = text[max(0, match.start() - REACH) : match.start()].rstrip(" ")[-1:]
        after = text[match.end() : match.end() + REACH].lstrip(" ")[:1]
        phrase = before.isalnum() or before == "-" or after.isalnum() or after == "-"
        if match["space"] or compound or (usual and not emphasis) or (phrase and not emphasis):
            yield match


def unfilled_placeholders(around: Surroundings) -> Iterator[Fault]:
    """Names that somebody was to fill in, and nobody has."""
    text = around.text
    declared: frozenset[str] | None = None
    for names, needle in ((_upper_names, "["), (_brace_names, "{{")):
        for match in names(around) if needle in text else ():
            start, end = match.span()
            if declared is None:
                declared = _declared(text)
            quoted = text[max(0, start - 1) : start] + text[end : end + 1] in ("''", "‘’", "“”", "«»", "``")
            lettered = quoted or _pattern(_LETTERING).search(text[max(0, start - REACH) : start])
            if lettered or match["name"].lower() in declared or around.is_quoted(start) or _is_heading(text, start, end):
                continue
            yield Fault("unfilled-placeholder", start, end, "the model reads the placeholder itself, because nothing has filled it in")


def word_faults(around: Surroundings, stretches: list[list[Token]]) -> Iterator[Fault]:
    """The faults of a whole prompt that are no matter of weights; the stretches are its paired tokens."""
    yield from unclosed_networks(around)
    for tokens in stretches:
        yield from unescaped_tags(around, tokens)
    yield from eaten_colours(around)
    yield from unfilled_placeholders(around)
