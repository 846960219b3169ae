"""Which tool a prompt was written for, from what only that tool's markup has. Where nothing decides, "any"; without markup, "plain"."""

from __future__ import annotations

import re
from functools import cache

_NUMBER = r"(?:\d++(?:\.\d++)?+|\.\d++)"
_FLAGS = (
    "ar|aspect|v|s|q|c|stylize|no|chaos|niji|sref|cref|oref|iw|seed|style|raw|tile|weird|version|quality|"
    "stop|beta|test|testp|hd|uplight|upbeta"
)

#: (dialect, strings of which a text must hold one, pattern): the first that is found decides, from what is certain to what is likely.
#: The strings spare most texts most of the patterns.
_SIGNS = (
    ("json", ('"',), r"\A\s*+(?:```(?:json)?\s*+)?\{\s*+\""),
    ("midjourney", ("/imagine",), r"\A\s*+/imagine\b"),
    ("midjourney", ("--", "—", "–"), rf"(?:(?<!\S)|(?<=[^\W\d_]))(?:--|—|–)(?:{_FLAGS})(?:\s*+\d|\s++[^\s-]|\s*+\Z|\s++[-—–])"),
    ("a1111-neutral-prompt", ("AND_",), r"\bAND_(?:PERP|SALT|TOPK)\b"),
    ("swarmui", ("<",), r"<(?:random|alternate|fromto|segment|setvar|setmacro|object|region|repeat|macro)(?:\[[^\[\]<>]*+\])?+:"),
    ("compel", (".", "Lora("), r"[)\"\w]\.(?:swap|attend)\(|\)\.(?:blend|and)\(|\b(?:withLora|useLora)\("),
    ("compel", (")",), r"(?<=\))(?:\d++\.\d++(?!\w)|\++(?!\w)|--++(?![\w-]))"),
    ("compel", ("++", "--"), r"(?<![\w+-])[a-z]{2,}+(?:\+{2,4}+(?=[,\s)]|\Z)|-{2,4}+(?=[,)]|\Z))"),
    ("comfyui", ("embedding:",), r"(?<!\S)embedding:\S"),
    ("a1111-prompt-fusion", (":linear]", ":catmull]", ":bezier]", ":mean]"), r"\[[^\[\]\n]*+\]"),
    ("a1111-prompt-fusion", ("$",), r"(?:\A|(?<=\n))\$\w++(?:\([^()]*+\))?+\s*+="),
    ("a1111", ("<",), r"<(?:lora|lyco|hypernet):"),
    ("forge", (": ", " )"), rf"(?<![\d\s]):(?:\s++[+-]?+{_NUMBER}\s*+|[+-]?+{_NUMBER}\s++)\)"),  # A1111 did not read spaces for long
    ("a1111", (")",), rf"(?<![\d\s]):\s*+[+-]?+{_NUMBER}\s*+\)|(?<=\s):[+-]?+{_NUMBER}\)"),
    ("a1111", ("]",), rf"\[[^\[\]|\n:]*+(?<!\d):(?:[^\[\]|\n:]*+:)?+\s*+{_NUMBER}\s*+\]"),
    ("a1111", ("BREAK", "ADD"), r"\bBREAK\b(?<![A-Z]\sBREAK)(?!\s[A-Z])|\bADD(?:COMM|BASE|ROW|COL)\b"),
    ("novelai", ("::",), rf"(?<![\w.:{{|$])-?+{_NUMBER}::(?=[^:{{|]*+::)"),
    ("novelai", ("{{{",), r"\{\{\{[^{}\s]"),
    ("midjourney", ("::",), r"\w[ ]?::\s?-?\d|\w[ ]?:: \w"),
    ("dynamicprompts", ("$$", "${"), r"\{[^{}|]*+\$\$|\$\{\s*+\w++\s*+\??+="),
    ("dynamicprompts", ("|",), r"\{[^{}|]*+\|[^{}]*+\}"),
    ("dynamicprompts", ("__",), r"(?<![^\W_])__[~!@]?+(?:[^\W_]|[*/-]|_(?!_))++__"),
)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def detect(text: str) -> str:
    """The name of a dialect for a text that may have markup (``areas.split`` knows an infotext before)."""
    for name, needles, source in _SIGNS:
        for needle in needles:
            if needle in text:
                if _pattern(source).search(text):
                    return name
                break
    return "any"
