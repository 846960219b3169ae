"""Text to terminals: every character of a prompt in exactly one token, whatever the prompt holds.

One regular expression for each dialect, with possessive quantifiers and no two patterns that can walk over the same characters again and
again, so that a million of any character takes a time that grows with their number only. What a token means is decided later: brackets.py
pairs brackets, the grammar builds the tree.
"""

from __future__ import annotations

import math
import re
from functools import cache

from promptlint.markup.dialects import DIALECTS, Dialect


class Token:
    """A stretch of the text and the terminal it stands for.

    value is the terminal's own meaning (a weight, a kind of divider, a reason why text is opaque); mate is the other bracket of a pair.
    """

    __slots__ = ("end", "mate", "start", "terminal", "value")

    def __init__(self, terminal: str, start: int, end: int, value: object = None) -> None:
        self.terminal, self.start, self.end, self.value = terminal, start, end, value
        self.mate: Token | None = None

    def __repr__(self) -> str:
        return f"{self.terminal}[{self.start}:{self.end}]"


#: What A1111, Forge, SD.Next, Krita, Fooocus and SwarmUI load or do by a name between angle brackets.
NETWORKS = "lora|lyco|hypernet|hypernetwork|emb|embed|embedding|ti|layer|preset|wc|wildcard|comment|param|trigger|extend|clear|macro|var|model"
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
    "any": r":[\d.,\s+-]*+(?::(?:linear|catmull|bezier|mean))?+(?=\])",
}
_NUMBER = r"[-+]?+(?:\d++\.?+\d*+|\.\d++)"
_REGIONS = r"ADD(?:COMM|BASE|ROW|COL|P)"

#: Groups that are opaque text, and why.
_OPAQUE = {
    "URL": "url",
    "COMMENT": "comment",
    "NETWORK": "network",
    "WILDCARD": "wildcard",
    "VARIABLE": "variable",
    "PLACEHOLDER": "placeholder",
    "EMBEDDING": "network",
    "FLAG": "parameter",
    "COMMAND": "parameter",
    "LORA": "network",
}
#: Constructs that begin in the middle of ordinary text, by the word in ``Dialect.words`` that switches them on, with a string that a
#: text must hold to have any; the dialects that do not have them, and the texts without that string, are read without looking for them.
_MARKERS = (
    ("break", "BREAK", "DIVIDER_BREAK", r"\bBREAK\b(?!(?<=[A-Z]{2}\sBREAK)\s[A-Z]{2})\s*+"),
    ("and", "AND", "DIVIDER_AND", r"\bAND\b\s*+"),
    ("perpendicular", "AND", "DIVIDER_AND_ANY", r"\bAND(?:_PERP|_SALT|_TOPK|_ALIGN_\d_\d)?+\b\s*+"),
    ("regions", "ADD", "DIVIDER_REGION", rf"\b{_REGIONS}\b\s*+"),
    ("embedding", "embedding:", "EMBEDDING", r"\bembedding:[^\s,()]++"),
    ("variants", "__", "WILDCARD", r"__[~!@]?+(?:\$\{[^{}\s]*+\}|\{[^{}\n]*+\}|[^_\s(){}|,;]|_(?!_))++(?:\([^()\n]*+\))?+__"),
)


def _compel() -> list[str]:
    """compel's and InvokeAI's constructs: suffix weights, quotes and methods. A word is a token of its own."""
    method = r"\.(?:attend|swap|blend|and|add)\("
    inside = r"[^\s()\",\\.+=-]"
    word = rf"{inside}++(?:(?!{method})[-+.=](?={inside}){inside}++)*+"
    return [
        r"(?P<LORA>\b(?:withLora|useLora)\([^()]*+\))",
        rf"(?P<ATTEND>\.attend\(\s*+(?:{_NUMBER}|\++|-+)\s*+\))",
        r"(?P<SWAP_OPEN>\.swap\()",
        r"(?P<JOIN>\.(?:blend|and|add)\([^()]*+\))",
        r"(?P<SUFFIX>(?<=[)\"])(?:\d++(?:\.\d++)?+|\.\d++)(?!\w)|\++|-+)",
        rf"(?P<WORD>{word})(?=(?:\++|-+)(?:[\s()\",.]|\Z)|{method})",
        rf"(?P<TEXT>{word})",
        r"(?P<QUOTE>\")",
        r"(?P<JOINT>,)",
        r"(?P<SPACE>\s++)",
    ]


@cache
def _scanner(name: str, markers: tuple[str, ...], raw: bool) -> re.Pattern[str]:
    """The regular expression of a dialect, with those of the _MARKERS that the text at hand may hold.

    raw leaves out what is opaque, for tools whose weighing sees into it.
    """
    dialect = DIALECTS[name]
    words = dialect.words
    patterns: list[str] = []
    special: set[str] = set()
    starts: list[str] = []

    def add(pattern: str, begins: str) -> None:
        patterns.append(pattern)
        special.update(begins)

    if "://" in markers and not raw:
        patterns.append(r"(?P<URL>https?+://[^\s<>()\[\]{}|,\"]++)")
        starts.append(r"https?+://")
    for word, needle, group, pattern in _MARKERS:
        if word in words and needle in markers:
            patterns.append(f"(?P<{group}>{pattern})")
            starts.append("__" if needle == "__" else rf"\b{needle}")
            if needle == "__":
                patterns.append(r"(?P<TEXT_RULE>_{4,}+)")
    if "#" in dialect.comments and not raw:
        add(r"(?P<COMMENT>(?!#[0-9a-fA-F]{6}\b)#[^\n]*+)" if name == "krita" else r"(?P<COMMENT>#[^\n]*+)", "#")
    if "//" in dialect.comments:
        add(r"(?P<COMMENT_LINE>//[^\n]*+)", "/")
    if "/*" in dialect.comments:
        add(r"(?P<COMMENT_BLOCK>/\*(?:[^*/]|\*(?!/)|/(?!\*))*+\*/)", "/")
    if dialect.escapes:
        add(rf"(?P<ESCAPE>\\[{re.escape(dialect.escapes)}])", "\\")
    if "emoticons" in words:
        add(f"(?P<EMOTICON>{_EMOTICON})", ":;=(>")
    if "swarm" in words:
        add(rf"(?P<TAG_OPEN><(?:{SWARM_TEXT})(?:\[[^\[\]<>]*+\])?+:)", "<")
        add(r"(?P<TAG_CLOSE>>)", ">")
        add(r"(?P<JOINT>,)", ",")
        add(rf"(?P<DIVIDER_TAG><(?:{SWARM_SECTIONS})(?::[^<>]*+)?+>\s*+)", "<")
    elif "break" in words:
        add(r"(?P<DIVIDER_TAG><break>\s*+)", "<")
    if (dialect.round or dialect.square or dialect.curly) and not raw:
        parameter = r"(?:\[[^\[\]<>]*+\])?+" if "swarm" in words else ""
        add(rf"(?P<NETWORK><[A-Za-z]\w*+{parameter}:[^<>\n]*+>)", "<")
        add(r"(?P<PLACEHOLDER_ANGLE><[^\W\d][\w -]*+>)", "<")
    if "compel" in words:
        patterns += _compel()
        special.update('".+-,= \t\n\r\f\v')
    if "midjourney" in words:
        add(r"(?P<COMMAND>\A\s*+/imagine(?:\s++prompt:)?+)", "/")
        add(r"(?P<NO>(?<!\S)(?:--|—|–)no\b\s*+)", "-—–")
        add(rf"(?P<FLAG>(?<!\S)(?:--|—|–)(?:(?:{BARE_FLAGS})\b|(?:sref|cref|oref|p|profile)\b(?:\s++(?!--)[^\s-]\S*+)*+|[a-zA-Z]\w*+(?:\s++(?![-—–]{{2}})[^\s,]++)?+))", "-—–")
        add(r"(?P<PART>::(?:\s?-?(?:\d++\.?+\d*+|\.\d++))?+)", ":")
        add(r"(?P<JOINT>,)", ",")
    if "novelai" in words:
        add(r"(?P<SPAN_OPEN>(?<![\w.])-?+\d*+\.?+\d++::)", "-.0123456789")
        add(r"(?P<TEXT_NUMBER>[\d.]++)", "")
        add(r"(?P<SPAN_CLOSE>::)", ":")
    if "{{" in markers and not raw:
        patterns.append(rf"(?P<PLACEHOLDER>\{{\{{(?:\s++\w[\w.| ]*+|(?:{PLACEHOLDER_NAMES}|\w++_\w++))\}}\}}|\{{%[^{{}}%]*+%\}})")
    if dialect.curly is not None and "novelai" not in words:
        if "variants" in words:
            add(r"(?P<HOLD_OPEN>\$\{\s*+\w++\s*+\??+=\s*+!?+|%\{)", "$%")
            add(r"(?P<VARIABLE>\$\{[^{}\n]*+\})", "$")
            add(r"(?P<SHARE>(?<=[{|$])\s*+(?:\d++\.?+\d*+|\.\d++)::|\$\$)", "$")
            add(r"(?P<PICK>(?<=\{)[~!@]?+(?:\d*+-?+\d*+\$\$(?:[^${}]{0,40}\$\$)?+|(?<=[~!@])))", "")
        add(rf"(?P<PLACEHOLDER_NAME>\{{(?:{PLACEHOLDER_NAMES}|[a-zA-Z]\w*_\w++)\}})", "{")
    if dialect.number:
        add(rf"(?P<WEIGHT>{_WEIGHT[dialect.number]})", ":")
    if dialect.schedules:
        if "and" in words or "perpendicular" in words:
            add(rf"(?P<PART_WEIGHT>:\s*+{_NUMBER}\s*+(?=AND(?:_[A-Z]++)?\b|\Z))" if "AND" in markers else "(?!)", ":")
        add(rf"(?P<WHEN>{_WHEN[dialect.schedules]})", ":")
        add(r"(?P<COLON>:)", ":")
    if dialect.square is not None:
        upper = r"(?P<PLACEHOLDER_UPPER>\[(?!SEP\]|SKIP\]|PROMPT\])[A-Z][A-Z0-9]++(?:[ _-][A-Z0-9]++)*+\])"
        if not raw:
            add(upper, "[")
        add(r"(?P<LSQB>\[)|(?P<RSQB>\])", "[]")
    if dialect.round is not None:
        add(r"(?P<LPAR>\()|(?P<RPAR>\))", "()")
    if dialect.curly is not None:
        add(r"(?P<LBRACE>\{)|(?P<RBRACE>\})", "{}")
    if dialect.curly is not None or dialect.schedules or "novelai" in words:
        add(r"(?P<BAR>\|)", "|")
    ordinary = f"[^{re.escape(''.join(sorted(special)))}]" if special else "[\\s\\S]"
    if starts:
        ordinary = f"(?:(?!{'|'.join(starts)}){ordinary})"
    patterns.append(rf"(?P<TEXT_PLAIN>{ordinary}++|[\s\S])")
    return re.compile("|".join(patterns))


def _number(text: str) -> float | None:
    """A weight as Python reads it (Unicode digits included), or None for what is no finite number: "1.2.3", ".", "nan"."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _steps(signs: str, step: float) -> float:
    """compel's suffixes: each + multiplies by 1.1, each - by 0.9."""
    weight = 1.0
    for _ in range(min(len(signs), 1000)):
        weight *= step
    return weight


def _suffix(text: str) -> float:
    """The factor of ``+``, ``--``, ``1.3`` or of the argument of ``.attend()``."""
    if text.startswith("+") and not text.strip("+"):
        return _steps(text, 1.1)
    if text.startswith("-") and not text.strip("-"):
        return _steps(text, 0.9)
    return _number(text) or 0.0


def scan(text: str, dialect: Dialect, start: int = 0, end: int | None = None, *, raw: bool = False) -> list[Token]:
    """The tokens of a stretch of the text, in order and without a gap. Brackets and separators are candidates: see brackets.py."""
    end = len(text) if end is None else end
    needles = ["://", "{{", *(needle for _, needle, _, _ in _MARKERS)]
    markers = tuple(dict.fromkeys(needle for needle in needles if needle in text))
    tokens: list[Token] = []
    append = tokens.append
    for match in _scanner(dialect.name, markers, raw).finditer(text, start, end):
        group = match.lastgroup or "TEXT"
        first, last = match.span()
        if group.startswith("TEXT") or group in ("SPACE", "EMOTICON"):
            if tokens and (before := tokens[-1]).terminal == "TEXT" and before.value is None:
                before.end = last
            else:
                append(Token("TEXT", first, last))
        elif group == "ESCAPE":
            append(Token("TEXT", first, last, "escape"))
        elif group in ("WEIGHT", "WHEN", "PART_WEIGHT"):
            append(Token(group, first, last, _number(text[first + 1 : last].strip())))
        elif group == "SUFFIX":
            append(Token("SUFFIX", first, last, _suffix(match.group())))
        elif group == "ATTEND":
            append(Token("SUFFIX", first, last, _suffix(match.group()[len(".attend(") : -1].strip())))
        elif group == "SPAN_OPEN":
            append(Token("SPAN_OPEN", first, last, _number(text[first : last - 2])))
        elif group == "PART":  # Midjourney: the weight ends one part, and the next begins
            weight = text[first + 2 : last].strip()
            append(Token("PART_WEIGHT", first, last, _number(weight) if weight else 1.0))
            append(Token("DIVIDER", last, last, "part"))
        elif group.startswith("DIVIDER"):
            append(Token("DIVIDER", first, last, "break" if group == "DIVIDER_TAG" else group[len("DIVIDER_") :].lower()))
        elif group == "HOLD_OPEN":
            append(Token("LBRACE", first, last, "hold"))
        elif group == "SHARE":
            append(Token("MARK", first, last))
        else:
            reason = _OPAQUE.get(group) or _OPAQUE.get(group.partition("_")[0])
            append(Token(group, first, last) if reason is None else Token("OPAQUE", first, last, reason))
    return tokens
