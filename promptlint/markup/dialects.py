"""The dialects of prompt markup: what each tool does with brackets, weights, escapes and comments.

Sources: A1111 web UI ``modules/prompt_parser.py`` (``parse_prompt_attention``, the schedule grammar), Forge's copy of it, ComfyUI
``comfy/sd1_clip.py`` (``token_weights``), compel's ``prompt_parser.py``, dynamicprompts' parser and documentation, NovelAI's, Midjourney's
and SwarmUI's documentation, each read or run in 2025-2026.
"""

from __future__ import annotations

#: What one level of bare brackets multiplies the weight by (A1111, ComfyUI); NovelAI's braces take smaller steps.
ROUND_STEP = 1.1
SQUARE_STEP = 1 / 1.1
NOVELAI_STEP = 1.05


class Dialect:
    """One tool's reading of markup.

    tool       the tool's name in messages
    unclosed   what an unclosed bracket does: "extends" to the end of the text, "comfy" (ComfyUI's own count of levels), or "literal"
    round      what bare round brackets multiply by; None where they are plain text
    square     the same for square brackets       curly      the same for braces
    number     what may stand in ``(text:number)``: "a1111" (digits and points, no space), "forge" (spaces too), "float" (what
               Python's float reads), or "" where the colon means nothing
    replaces   an inner explicit weight replaces the outer one (ComfyUI); else weights multiply
    schedules  ``[a:b:0.5]`` and ``[a|b]``: "a1111", "fusion" (prompt-fusion's longer forms too), "any" (those with a number), or ""
    escapes    the characters that a backslash makes literal; ``drops`` tells that any other backslash vanishes (A1111)
    comments   the comment marks, of "#", "//" and "/*"
    verbatim   the tool's weighing reads the raw text, so what it does not know is literal text in ``parts``
    words      word markers: "break" ("quiet-break": not among other words in capitals), "and", "perpendicular" (AND_PERP and its like),
               "regions", "compel", "midjourney", "novelai", "swarm", "embedding", "variants", "emoticons"
    """

    __slots__ = (
        "comments",
        "curly",
        "drops",
        "escapes",
        "name",
        "number",
        "replaces",
        "round",
        "schedules",
        "square",
        "tool",
        "unclosed",
        "verbatim",
        "words",
    )

    def __init__(
        self,
        name: str,
        tool: str,
        *,
        unclosed: str = "literal",
        round: float | None = 1.0,  # noqa: A002 - the bracket's name, as in its attribute
        square: float | None = 1.0,
        curly: float | None = 1.0,
        number: str = "",
        replaces: bool = False,
        schedules: str = "any",
        escapes: str = "",
        drops: bool = False,
        comments: tuple[str, ...] = (),
        verbatim: bool = False,
        words: str = "",
    ) -> None:
        self.name, self.tool, self.unclosed = name, tool, unclosed
        self.round, self.square, self.curly = round, square, curly
        self.number, self.replaces, self.schedules = number, replaces, schedules
        self.escapes, self.drops, self.comments, self.verbatim = escapes, drops, comments, verbatim
        self.words = frozenset(words.split())


def _a1111(name: str, tool: str, *, number: str = "a1111", schedules: str = "a1111", words: str = "break and regions variants") -> Dialect:
    """A web UI that weighs with ``parse_prompt_attention``."""
    return Dialect(
        name,
        tool,
        unclosed="extends",
        round=ROUND_STEP,
        square=SQUARE_STEP,
        number=number,
        schedules=schedules,
        escapes="()[]\\",
        drops=True,
        comments=("#",),
        verbatim=True,
        words=words,
    )


def _comfy(name: str, tool: str, *, words: str = "embedding variants", comments: tuple[str, ...] = ()) -> Dialect:
    """A tool that weighs with ComfyUI's ``token_weights``."""
    return Dialect(
        name,
        tool,
        unclosed="comfy",
        round=ROUND_STEP,
        number="float",
        replaces=True,
        escapes="()",
        comments=comments,
        verbatim=True,
        words=words,
    )


#: Every dialect by name. "any" is the union that is safe to assume where nothing decides; "plain" knows no markup; "json" is a prompt
#: that is a JSON object.
DIALECTS = {
    dialect.name: dialect
    for dialect in (
        Dialect(
            "any",
            "A1111 or Forge",
            round=ROUND_STEP,
            square=SQUARE_STEP,
            number="forge",
            escapes="()[]{}",
            words="quiet-break regions variants embedding emoticons",
        ),
        Dialect("plain", "the model", round=None, square=None, curly=None, schedules=""),
        Dialect("json", "the model", round=None, square=None, curly=None, schedules=""),
        _a1111("a1111", "A1111"),
        _a1111("forge", "Forge", number="forge"),
        _a1111("a1111-infotext", "A1111"),
        _a1111("a1111-prompt-fusion", "A1111 with prompt-fusion", number="forge", schedules="fusion"),
        _a1111("a1111-neutral-prompt", "A1111 with neutral-prompt", words="break and perpendicular regions variants"),
        _comfy("comfyui", "ComfyUI"),
        _comfy("fooocus", "Fooocus"),
        _comfy("krita", "Krita AI Diffusion", comments=("#",)),
        Dialect(
            "swarmui", "SwarmUI", round=ROUND_STEP, number="float", replaces=True, escapes="()", words="swarm break variants embedding"
        ),
        Dialect("compel", "compel", schedules="", curly=None, square=None, escapes='()",.+-=', words="compel"),
        Dialect("invokeai", "InvokeAI", schedules="", curly=1.0, square=None, escapes='()",.+-=', words="compel variants"),
        Dialect(
            "dynamicprompts",
            "dynamicprompts",
            round=ROUND_STEP,
            square=SQUARE_STEP,
            number="forge",
            escapes="()[]",
            comments=("#", "//", "/*"),
            words="break and variants",
        ),
        Dialect("midjourney", "Midjourney", round=None, square=None, schedules="", words="midjourney variants"),
        Dialect(
            "novelai",
            "NovelAI",
            unclosed="extends",
            round=None,
            square=1 / NOVELAI_STEP,
            curly=NOVELAI_STEP,
            schedules="",
            words="novelai",
        ),
    )
}
#: Other names for a dialect.
DIALECTS[""] = DIALECTS["natural"] = DIALECTS["plain"]
