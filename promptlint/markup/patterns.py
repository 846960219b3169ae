"""The regular expressions of the dialects: which stretches of a text are which terminal of ``grammar/markup.lark``.

Possessive quantifiers throughout, and no two patterns that can walk over the same characters again and again: a million of any character
takes a time that grows with their number only. The order of the patterns is their precedence.
"""

from __future__ import annotations

import re
from functools import cache

from promptlint.markup.dialects import DIALECTS, Dialect

#: SwarmUI: tags whose content is prompt text, and tags that begin a section.
SWARM_TEXT = "random|alternate|alt|fromto|setvar|setmacro|repeat"
SWARM_SECTIONS = "break|region|object|segment|base|refiner|videoswap|video"
#: What templates call the things that are filled in later; ``{smile}`` may be NovelAI's emphasis.
PLACEHOLDER_NAMES = (
    "adjective|age|angle|animal|artist|background|camera|character|city|clothing|color|colour|content|context|country|date|description|"
    "emotion|environment|expression|face|gender|hair|input|item|keywords?|lens|light|lighting|location|mood|name|noun|number|object|"
    "outfit|person|place|pose|product|prompt|role|scene|setting|shot|style|subject|text|theme|time|title|topic|user|variable|weather|"
    "word|year"
)
#: What the names of compound placeholders end with: ``{hair_color}``; ``{brown_hair}`` is a tag.
PLACEHOLDER_ENDINGS = "angle|colou?r|description|name|prompt|style|type"
#: Midjourney parameters that take no value; every other one takes the next word.
BARE_FLAGS = "tile|raw|draft|video|hd|fast|relax|turbo|public|stealth|testp|test|creative|upbeta|uplight|beta"

#: Emoticons that hold a bracket, where a tag may begin: ``:(``  ``;)``  ``>:(``  ``:'(``  ``=]``, and faces such as ``(^_^)`` ``(T_T)``.
_EMOTICON = (
    r"(?<![^\s,])>?+[:;=]['-]?+(?:\)++|\(++|[\[\]{}|])(?![^\s,.!?])"
    r"|\((?:[\^><;=@*~'-][_.oO3vw^-]{0,3}[\^><;=@*~'-]|[TtOoUuXxQq0][_.][TtOoUuXxQq0])\)"
)
_WEIGHT = {
    "a1111": r":[+-]?+[.\d]++(?=\))",
    "forge": r":\s*+[+-]?+[.\d]++\s*+(?=\))",
    "float": r":[^:()\\]++(?=\))",
}
_WHEN = {
    "a1111": r":\s*+[+-]?+(?:\d++\.?+\d*+|\.\d++)\s*+(?=\])",
    "any": r":(?=[\s+-]*+[\d.,])[\d.,\s+-]*+(?=\])",
    "fusion": r":[\d.,\s+-]*+(?::(?:linear|catmull|bezier|mean))?+(?=\])",
}
#: Flags whose value is a list of words, to the next flag.
LIST_FLAGS = "sref|cref|oref|p|profile"
_NUMBER = r"[-+]?+(?:\d++\.?+\d*+|\.\d++)"
_REGIONS = r"ADD(?:COMM|BASE|ROW|COL|P)"

#: Constructs that begin in the middle of ordinary text, by the word in ``Dialect.words`` that switches them on, with a string that a
#: text must hold to have any; the dialects that do not have them, and the texts without that string, are read without looking for them.
_MARKERS = (
    ("break", "BREAK", "DIVIDER_BREAK", r"\bBREAK\b\s*+"),
    ("quiet-break", "BREAK", "DIVIDER_BREAK", r"\bBREAK\b(?!(?<=[A-Z]{2}\sBREAK)\s[A-Z]{2})\s*+"),  # not in a shouted sentence
    ("and", "AND", "DIVIDER_AND", r"\bAND\b\s*+"),
    ("perpendicular", "AND", "DIVIDER_AND_ANY", r"\bAND(?:_PERP|_SALT|_TOPK|_ALIGN_\d_\d)?+\b\s*+"),
    ("regions", "ADD", "DIVIDER_REGION", rf"\b{_REGIONS}\b\s*+"),
    ("embedding", "embedding:", "EMBEDDING", r"\bembedding:[^\s,()]++"),
    ("variants", "__", "WILDCARD", r"__[~!@]?+(?:\$\{[^{}\s]*+\}|\{[^{}\n]*+\}|[^_\s(){}|,;]|_(?!_))++(?:\([^()\n]*+\))?+__"),
)


#: A pattern with a named group, and the characters that can begin it: ordinary text stops there.
Piece = tuple[str, str]


def markers_of(text: str) -> tuple[str, ...]:
    """The strings of _MARKERS, "://" and "{{", as far as a text holds them."""
    needles = ("://", "{{", *(needle for _, needle, _, _ in _MARKERS))
    return tuple(dict.fromkeys(needle for needle in needles if needle in text))


def _comments(dialect: Dialect) -> list[Piece]:
    found = []
    if "#" in dialect.comments:
        colour = r"(?!#[0-9a-fA-F]{6}\b)" if dialect.name == "krita" else ""  # Krita spares colours
        found.append((rf"(?P<COMMENT>{colour}#[^\n]*+)", "#"))
    if "//" in dialect.comments:
        found.append((r"(?P<COMMENT_LINE>//[^\n]*+)", "/"))
    if "/*" in dialect.comments:
        found.append((r"(?P<COMMENT_BLOCK>/\*(?:[^*/]|\*(?!/)|/(?!\*))*+\*/)", "/"))
    return found


def _angles(dialect: Dialect, raw: bool) -> list[Piece]:
    """Networks and SwarmUI's tags, which hold text and nest."""
    found: list[Piece] = []
    swarm = "swarm" in dialect.words
    if swarm:
        found += [
            (rf"(?P<TAG_OPEN><(?:{SWARM_TEXT})(?:\[[^\[\]<>]*+\])?+:)", "<"),
            (r"(?P<TAG_CLOSE>>)", ">"),
            (r"(?P<JOINT>,)", ","),
            (rf"(?P<DIVIDER_TAG><(?:{SWARM_SECTIONS})(?::[^<>]*+)?+>\s*+)", "<"),
        ]
    elif dialect.words & {"break", "quiet-break"}:
        found.append((r"(?P<DIVIDER_TAG><break>\s*+)", "<"))
    if (dialect.round or dialect.square or dialect.curly) and not raw:
        parameter = r"(?:\[[^\[\]<>]*+\])?+" if swarm else ""
        found.append((rf"(?P<NETWORK><[A-Za-z]\w*+{parameter}:[^<>\n]*+>)", "<"))
        found.append((r"(?P<PLACEHOLDER_ANGLE><[^\W\d][\w -]*+>)", "<"))
    return found


def _compel() -> list[Piece]:
    """compel's and InvokeAI's suffix weights, quotes and methods. A word is a token of its own."""
    method = r"\.(?:attend|swap|blend|and|add)\("
    inside = r"[^\s()\",\\.+=-]"
    word = rf"{inside}++(?:(?!{method})[-+.=](?={inside}){inside}++)*+"
    return [
        (r"(?P<LORA>\b(?:withLora|useLora)\([^()]*+\))", ""),
        (rf"(?P<ATTEND>\.attend\(\s*+(?:{_NUMBER}|\++|-+)\s*+\))", "."),
        (r"(?P<SWAP_OPEN>\.swap\()", "."),
        (r"(?P<JOIN>\.(?:blend|and|add)\([^()]*+\))", "."),
        (r"(?P<SUFFIX>(?<=[)\"])(?:\d++(?:\.\d++)?+|\.\d++)(?!\w)|\++|-+)", "+-"),
        (rf"(?P<WORD>{word})(?=(?:\++|-+)(?:[\s()\",.]|\Z)|{method})", ""),
        (rf"(?P<TEXT>{word})", ""),
        (r"(?P<QUOTE>\")", '"'),
        (r"(?P<JOINT>,)", ","),
        (r"(?P<SPACE>\s++)", "= \t\n\r\f\v"),
    ]


def _midjourney() -> list[Piece]:
    """Midjourney's command, parameters and multi-prompts. A phone types a dash for two hyphens."""
    dashes = r"(?<!\S)(?:--|—|–)"
    value = r"(?:\s++(?![-—–]{2})[^\s,]++)?+"
    values = r"(?:\s++(?!--)[^\s-]\S*+)*+"
    return [
        (r"(?P<COMMAND>\A\s*+/imagine(?:\s++prompt:)?+)", "/"),
        (rf"(?P<NO>{dashes}no\b\s*+)", "-—–"),
        (rf"(?P<FLAG>{dashes}(?:(?:{BARE_FLAGS})\b|(?:{LIST_FLAGS})\b{values}|[a-zA-Z]\w*+{value}))", "-—–"),
        (rf"(?P<PART>::(?:\s?{_NUMBER})?+)", ":"),
        (r"(?P<JOINT>,)", ","),
    ]


def _novelai() -> list[Piece]:
    return [
        (r"(?P<SPAN_OPEN>(?<![\w.])-?+(?:\d++(?:\.\d++)?+|\.\d++)::)", "-.0123456789"),
        (r"(?P<TEXT_NUMBER>[\d.]++)", ""),
        (r"(?P<SPAN_CLOSE>::)", ":"),
    ]


def _placeholders(dialect: Dialect, markers: tuple[str, ...], raw: bool) -> list[Piece]:
    """What is filled in later: Jinja's ``{{ name }}``, ``{name}``, ``[SUBJECT]``; not ADetailer's [SEP], [SKIP], [PROMPT],
    nor a FACS code.
    """
    found: list[Piece] = []
    if "{{" in markers and not raw:
        spaced = r"\s++[A-Za-z_][\w.]*+(?:\s++|\s*+\|[^{}\n]*+)"
        found.append((rf"(?P<PLACEHOLDER>\{{\{{(?:{spaced}|(?:{PLACEHOLDER_NAMES}))\}}\}}|\{{%[^{{}}%]*+%\}})", ""))
    if dialect.curly is not None and "novelai" not in dialect.words:
        found.append((rf"(?P<PLACEHOLDER_NAME>\{{(?:{PLACEHOLDER_NAMES}|(?:[a-zA-Z]++_)++(?:{PLACEHOLDER_ENDINGS}))\}})", "{"))
    if dialect.square is not None and not raw:
        found.append((r"(?P<PLACEHOLDER_UPPER>\[(?!SEP\]|SKIP\]|PROMPT\]|AU[ _-]?M?\d)[A-Z][A-Z0-9]++(?:[ _-][A-Z0-9]++)*+\])", "["))
    return found


def _variants() -> list[Piece]:
    """dynamicprompts' variables, counts and shares: ``${x=..}``  ``${x}``  ``%{..$$..}``  ``{2$$ and $$a|b}``  ``{0.3::a|b}``."""
    return [
        (r"(?P<HOLD_OPEN>\$\{\s*+\w++\s*+\??+=\s*+!?+|%\{)", "$%"),
        (r"(?P<VARIABLE>\$\{[^{}\n]*+\})", "$"),
        (r"(?P<PICK>(?<=\{)[~!@]?+(?:\d*+-?+\d*+\$\$(?:[^${}]{0,40}\$\$)?+|(?<=[~!@])))", ""),
        (r"(?P<SHARE>(?<=[{|$])\s*+(?:\d++\.?+\d*+|\.\d++)::(?![\d.]*+\))|\$\$)", "$"),
    ]


def _colons(dialect: Dialect, markers: tuple[str, ...]) -> list[Piece]:
    """What a colon can begin: the weight of a group or of an AND part, the time of a schedule, or the next step of one."""
    found: list[Piece] = []
    if dialect.number:
        found.append((rf"(?P<WEIGHT>{_WEIGHT[dialect.number]})", ":"))
    if dialect.schedules:
        if "AND" in markers and dialect.words & {"and", "perpendicular"}:
            found.append((rf"(?P<PART_WEIGHT>:\s*+{_NUMBER}\s*+(?=AND(?:_[A-Z]++)?\b|\Z))", ":"))
        found.append((rf"(?P<WHEN>{_WHEN[dialect.schedules]})", ":"))
        found.append((r"(?P<COLON>:)", ":"))
    return found


def _brackets(dialect: Dialect) -> list[Piece]:
    found: list[Piece] = []
    if dialect.square is not None:
        found.append((r"(?P<LSQB>\[)|(?P<RSQB>\])", "[]"))
    if dialect.round is not None:
        found.append((r"(?P<LPAR>\()|(?P<RPAR>\))", "()"))
    if dialect.curly is not None:
        found.append((r"(?P<LBRACE>\{)|(?P<RBRACE>\})", "{}"))
    if dialect.curly is not None or dialect.schedules:
        found.append((r"(?P<BAR>\|)", "|"))
    return found


@cache
def scanner(name: str, markers: tuple[str, ...], raw: bool) -> re.Pattern[str]:
    """The regular expression of a dialect, with those of the _MARKERS that the text at hand holds.

    Its alternatives are named groups and together match every character. raw leaves out what is opaque, for tools whose weighing sees
    into it.
    """
    dialect = DIALECTS[name]
    words = dialect.words
    pieces: list[Piece] = []
    starts: list[str] = []
    if "://" in markers and not raw:
        pieces.append((r"(?P<URL>https?+://[^\s<>()\[\]{}|,\"]++)", ""))
        starts.append(r"https?+://")
    for word, needle, group, pattern in _MARKERS:
        if word in words and needle in markers:
            pieces.append((f"(?P<{group}>{pattern})", ""))
            starts.append("__" if needle == "__" else rf"\b{needle}")
            if needle == "__":
                pieces.append((r"(?P<TEXT_RULE>_{4,}+)", ""))
    if not raw:
        pieces += _comments(dialect)
    if dialect.escapes:
        pieces.append((rf"(?P<ESCAPE>\\[{re.escape(dialect.escapes)}])", "\\"))
    if "emoticons" in words:
        pieces.append((f"(?P<EMOTICON>{_EMOTICON})", ":;=(>"))
    pieces += _angles(dialect, raw)
    if "compel" in words:
        pieces += _compel()
    if "midjourney" in words:
        pieces += _midjourney()
    if "novelai" in words:
        pieces += _novelai()
    pieces += _placeholders(dialect, markers, raw)
    if "variants" in words:
        pieces += _variants()
    pieces += _colons(dialect, markers) + _brackets(dialect)
    special = "".join(sorted({character for _, begins in pieces for character in begins}))
    ordinary = f"[^{re.escape(special)}]" if special else r"[\s\S]"
    if starts:
        ordinary = f"(?:(?!{'|'.join(starts)}){ordinary})"
    return re.compile("|".join([*(pattern for pattern, _ in pieces), rf"(?P<TEXT_PLAIN>{ordinary}++|[\s\S])"]))
