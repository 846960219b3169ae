"""Whether a value under a usual key speaks of a picture.

``prompt`` is also what a program asks its user ("Continue? [y/N]"), what a language model is told ("You are a helpful assistant"), and a
variable that is filled in elsewhere; ``text`` and ``caption`` are nearly anything. Where the configuration names the keys itself, nothing
is looked at: it has been said what they hold.
"""

from __future__ import annotations

import re

from promptlint.text import late

_LETTER = late(r"[^\W\d_]")
#: One word that is an address or a file's name, or nothing but a variable, or an expression of GitHub Actions or GitLab.
_REFERENCE = late(
    r"\s*(?:[a-z]+://\S*|\.{0,2}[/\\]\S*|\S+[/\\]\S+\.\w{1,6}|\S+\.(?:txt|md|json|jsonl|ya?ml|toml|csv|prompt|png|jpe?g|webp|j2|jinja2?)"
    r"|\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\w+|%\w+%|<[\w-]+>)\s*",
)
_EXPRESSION = late(r"\$\{\{|\{%")
#: What a program asks, with the sign that waits for an answer.
_QUESTION = late(
    r"\s*(?:enter|please|type|choose|select|pick|specify|provide|input|name|are you|do you|would you|should|shall|what|which|where|how"
    r"|is|continue|overwrite|password|username|press|confirm|your)\b[^\n]{0,160}(?:[:?>]|\[[^\]]*\]|\([yn]/[yn]\))\s*",
    re.IGNORECASE,
)
#: What a language model is told that is to answer in words, at the head of a line or a clause.
_LANGUAGE_MODEL = late(
    r"(?:^|(?<=[.!?:;,] ))\s*(?:#+ *|\*\*)?"
    r"(?:you are (?:an? |the )?(?:\w+ ){0,4}(?:assistant|expert|agent|chatbot|bot|engineer|developer|reviewer|analyst"
    r"|writer|translator|teacher|tutor|ai|model|specialist|editor|judge|evaluator)\b|your (?:task|job|role|goal) is|act as an? "
    r"|(?:summari[sz]e|translate|classify|answer|explain|review|analy[sz]e|rewrite|extract|refactor|fix|implement|compare|list|solve)\b"
    r"(?=[^\n]*\b(?:text|question|following|code|document|article|sentence|pull request|file|repository|issue|bug|data|email|change)s?\b))"
    r"|helpful assistant|\brespond (?:only )?(?:with|in) (?:json|valid|markdown|english)|\{\{ ?(?:question|context|query|input|user)",
    re.IGNORECASE | re.MULTILINE,
)
#: What only a model of pictures can do.
_DRAW = late(
    r"\b(?:generate|create|draw|make|design|render)\b[^.\n]{0,60}\b(?:images?|pictures?|infographics?|posters?|stickers?)\b", re.IGNORECASE
)
#: Words of pictures, and of what is drawn.
_PICTURE = late(
    r"\b(?:portraits?|photos?|photograph(?:s|y|ic)?|photo-?realis\w+|close-?ups?|headshot|selfie|(?:medium|wide|full|long|low|high) "
    r"(?:body |angle )?shot|shot (?:of|on)|painting|illustration|drawing|render(?:ed|ing)?|artstation|concept art|(?:rim|soft|studio"
    r"|natural|dramatic|cinematic|volumetric|golden|rembrandt|window|back|side|candle|hard|warm) ?(?:light|lit|lighting)|backlit|cinematic"
    r"|camera|lens|bokeh|masterpiece|best quality|8k|4k|1girl|1boy|solo|looking at viewer|AU\d{1,2}[A-E]?|depth of field|golden hour"
    r"|watercolou?r|anime|low angle|high angle|eye level|(?:in the style|style) of)\b",
    re.IGNORECASE,
)
#: Three tags or more: short pieces between commas.
_TAGS = late(r"[^,.!?\n]{2,40}(?:,[^,.!?\n]{2,40}){3,}\.?\s*")


def may_be_a_prompt(text: str) -> bool:
    """Whether what stands under ``prompt`` may be meant for an image model: no address, no variable, no question, no words to a chatbot."""
    return (
        _LETTER.search(text) is not None
        and _REFERENCE.fullmatch(text) is None
        and _EXPRESSION.search(text) is None
        and _QUESTION.fullmatch(text) is None
        and (_LANGUAGE_MODEL.search(text[:2000]) is None or _DRAW.search(text[:2000]) is not None or speaks_of_a_picture(text))
    )


def speaks_of_a_picture(text: str) -> bool:
    """Whether what stands under ``text`` or ``caption`` is a prompt by its own words."""
    beginning = text[:2000]
    return _PICTURE.search(beginning) is not None or _TAGS.fullmatch(beginning) is not None
