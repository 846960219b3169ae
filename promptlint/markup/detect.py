"""Which tool a prompt was written for, from what only that tool's markup has. Where nothing decides, "any"; without markup, "plain"."""

from __future__ import annotations

import re

#: (dialect, pattern): the first that is found decides. From what is certain to what is only likely.
_SIGNS = (
    ("json", r"\A\s*+(?:```(?:json)?\s*+)?\{\s*+\""),
    ("midjourney", r"\A\s*+/imagine\b|(?<!\S)(?:--|—|–)(?:ar|aspect|v|s|q|c|stylize|no|chaos|niji|sref|cref|oref|iw|seed|style|raw|tile|weird|version|quality)\s*+(?![a-z])"),
    ("a1111-neutral-prompt", r"\bAND_(?:PERP|SALT|TOPK)\b"),
    ("swarmui", r"<(?:random|alternate|fromto|segment|setvar|setmacro|object|region|repeat|macro)(?:\[[^\[\]<>]*+\])?+:"),
    ("compel", r"\)\.(?:blend|and|swap|attend)\(|[\w\"]\.(?:swap|attend)\(|(?<=\))(?:\d++\.\d++|\++(?!\w)|-{1,4}+(?![\w-]))|(?<![\w+-])[a-z]{2,}+(?:\+{2,4}+|--)(?=[,\s)]|\Z)|\b(?:withLora|useLora)\("),
    ("comfyui", r"(?<!\S)embedding:\S"),
    ("a1111-prompt-fusion", r"\[[^\[\]\n:|]*+:[^\[\]\n:|]*+:[^\[\]\n]*+:(?:linear|catmull|bezier|mean)\]|^\$\w++\s*+="),
    ("a1111", r"<(?:lora|lyco|hypernet):|:\s*+[+-]?+\d*+\.?+\d++\s*+\)|\bBREAK\b(?!\s[A-Z]{2})(?<![A-Z] BREAK)|\[[^\[\]|\n]*+:\s*+\d*+\.?+\d++\s*+\]|\bADD(?:COMM|BASE|ROW|COL)\b"),
    ("novelai", r"(?<![\w.:{|$])-?+(?:\d++(?:\.\d++)?+|\.\d++)::(?=[^:{|]*+::)|\{\{\{[^{}\s]"),
    ("midjourney", r"\w[ ]?::\s?-?\d|\w[ ]?:: \w"),
    ("dynamicprompts", r"\{[^{}|]*+\$\$|\$\{\w++\s*+\??+=|\{[^{}|]*+\|[^{}]*+\}|__[~!@]?+(?:[^\W_]|[*/-]|_(?!_))++__"),
)
_PATTERNS = [(name, re.compile(pattern, re.MULTILINE if "^" in pattern else 0)) for name, pattern in _SIGNS]


def detect(text: str) -> str:
    """The name of a dialect for a text that has markup characters in it (``areas.split`` knows infotext)."""
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            return name
    return "any"
