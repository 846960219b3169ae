"""A tree to what a tool reads: runs of live text with weight, branch and section, and the (text, weight) parts the tool computes.

Weights multiply from the outside in (A1111), or the innermost explicit one counts (ComfyUI). The walk keeps its own stack, so nesting is
bounded by memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from promptlint.markup.dialects import Dialect
from promptlint.markup.lexer import Token
from promptlint.markup.tree import Node
from promptlint.model import Run

#: Weights beyond this are no weights any more (a thousand nested brackets reach 1e41).
LARGEST = 1e6
#: Alternatives nested deeper than this no longer tell their options apart: nobody writes them, and a branch is copied at every level.
DEEPEST = 24
#: What Midjourney's ``--no`` weighs its words with.
EXCLUDED = -0.5

Branch = tuple[tuple[int, int], ...]


class Context:
    """What holds for everything inside a construct.

    ``tool`` is the weight in ``parts``. It differs from ``weight`` in schedules and alternations: A1111 resolves them before it weighs,
    and its weighing of the raw text sees nothing but square brackets. ``told`` is false for what the tool does not read as prompt text.
    """

    __slots__ = ("branch", "negative", "told", "tool", "weight")

    def __init__(self, weight: float = 1.0, tool: float = 1.0, branch: Branch = (), negative: bool = False, told: bool = True) -> None:
        self.weight, self.tool, self.branch, self.negative, self.told = weight, tool, branch, negative, told

    def weighed(self, factor: float) -> Context:
        """The same, times a factor."""
        return Context(self.weight * factor, self.tool * factor, self.branch, self.negative, self.told)

    def option(self, choice: int, option: int, tool: float = 1.0) -> Context:
        """One option of a choice, whose brackets the tool's weighing of raw text multiplies by ``tool``."""
        branch = (*self.branch, (choice, option)) if len(self.branch) < DEEPEST else self.branch
        return Context(self.weight, self.tool * tool, branch, self.negative, self.told)


Entry = tuple[Any, Context]


class Reading:
    """Collects runs and parts while it walks trees. ``raw`` reads the text inside an opaque token again, for the parts only."""

    def __init__(self, text: str, dialect: Dialect, raw: Callable[[int, int], Node]) -> None:
        self.text, self.dialect = text, dialect
        self.runs: list[Run] = []
        self._parts: list[tuple[list[str], float]] = []
        self._raw = raw
        self._choice = -1
        self._section = 0
        self._loose = 0
        self._strip = False
        self._apart = False
        self._live = True

    def parts(self) -> tuple[tuple[str, float], ...]:
        """The (text, weight) parts so far, neighbours of equal weight merged."""
        return tuple((joined, weight) for fragments, weight in self._parts if (joined := "".join(fragments)))

    def walk(self, root: Node, context: Context | None = None) -> None:
        """Read a tree."""
        stack: list[Entry] = [(root, context or Context())]
        while stack:
            item, context = stack.pop()
            if isinstance(item, Token):
                self._token(item, context)
            elif isinstance(item, Node):
                stack.extend(reversed(list(_READERS[item.kind](self, item.children, context))))
            else:
                stack.extend([(child, context) for child in reversed(item)])

    # What a token adds.

    def _token(self, token: Token, context: Context) -> None:
        terminal = token.terminal
        if terminal in ("TEXT", "WORD"):
            self._run(token, context, opaque=False)
            self._part(self._resolved(token), context)
        elif terminal == "OPAQUE":
            self._run(token, context, opaque=True)
            if self.dialect.verbatim and context.told:
                self._opaque_part(token, context)
        elif terminal in ("DIVIDER", "INNER"):
            self._divide(token, context)
        elif terminal in ("JOINT", "JOIN"):
            self._section += 1
        elif terminal == "LOOSE":
            self._loose += int(token.value)  # type: ignore[call-overload]
            if self.dialect.square == 1.0:
                self._mark(token, context)
        else:
            self._mark(token, context)

    def _weight(self, weight: float) -> float:
        if self._loose:
            weight *= (self.dialect.square or 1.0) ** self._loose
        return max(-LARGEST, min(LARGEST, weight)) if weight == weight else 0.0

    def _run(self, token: Token, context: Context, *, opaque: bool) -> None:
        if not self._live or token.start == token.end:
            return
        weight, start = self._weight(context.weight), token.start
        if self.runs:
            last = self.runs[-1]
            if (
                last.end == start
                and not opaque
                and not last.opaque
                and last.weight == weight
                and last.branch == context.branch
                and last.section == self._section
                and last.negative == context.negative
            ):
                start = self.runs.pop().start
        self.runs.append(Run(start, token.end, weight, context.branch, self._section, context.negative, opaque))

    def _resolved(self, token: Token) -> str:
        """The text of a token with escapes resolved, as the dialect's tool does."""
        text = self.text[token.start : token.end]
        if token.value == "escape":
            return text[1:]
        return text.replace("\\", "") if self.dialect.drops else text

    def _part(self, text: str, context: Context) -> None:
        if not context.told:
            return
        if self._strip:
            text = text.lstrip()
            self._strip = not text
        weight = self._weight(context.tool)
        if self._parts and self._parts[-1][1] == weight and not self._apart:
            self._parts[-1][0].append(text)
        else:
            self._parts.append(([text], weight))
        self._apart = False

    def _mark(self, token: Token, context: Context) -> None:
        """Punctuation of a construct: literal text to a tool that weighs raw text and does not know it."""
        if self.dialect.verbatim:
            self._part(self._resolved(token), context)

    def _opaque_part(self, token: Token, context: Context) -> None:
        """A1111 and ComfyUI weigh what stands inside a network's angle brackets or a comment too, if they have not removed it before."""
        text = self.text[token.start : token.end]
        if self._live and any(bracket in text for bracket in "()[]"):
            self._live, section, choice = False, self._section, self._choice
            self.walk(self._raw(token.start, token.end), context)
            self._live, self._section, self._choice = True, section, choice
        else:
            self._part(self._resolved(token), context)

    def _divide(self, token: Token, context: Context) -> None:
        """A new section. A1111's BREAK also swallows the white space round it, and is known by its weight of -1: in a weighted group
        it no longer has that weight, and is encoded as a word.
        """
        if token.value == "break":
            if self._parts and self._parts[-1][0]:
                self._parts[-1][0][-1] = self._parts[-1][0][-1].rstrip()
            weight = self._weight(context.tool)
            if self.dialect.unclosed == "extends" and abs(weight - 1.0) > 1e-9 and context.told:
                self._parts.append((["BREAK"], -weight))
            self._strip = self._apart = True
            self._section += 1
        else:
            if token.value != "part":  # Midjourney blends its parts into one scene
                self._section += 1
            self._mark(token, context)

    # What a construct does to the context of its children. Brackets that the tool consumes are left out.

    def _outer(self, opening: Token, closing: Token, inside: list[Entry], context: Context, factor: float | None) -> Iterator[Entry]:
        """The entries between brackets, and the brackets too where the tool reads them as text."""
        literal = self.dialect.verbatim and factor == 1.0
        if literal:
            yield opening, context
        yield from inside
        if literal:
            yield closing, context

    def _same(self, children: list[Any], context: Context) -> Iterator[Entry]:
        return ((child, context) for child in children)

    def _prompt(self, children: list[Any], context: Context) -> Iterator[Entry]:
        negative = Context(negative=True, told=False)
        inside = context
        for child in children:
            if isinstance(child, Token):
                if child.terminal == "NEGATIVE":
                    inside = negative
                else:
                    yield Token("OPAQUE", child.start, child.end), negative
            else:
                yield child, inside

    def _excluded(self, children: list[Any], context: Context) -> Iterator[Entry]:
        yield children[0], context
        yield children[2], Context(EXCLUDED, EXCLUDED, negative=True)

    def _one_section(self, children: list[Any], context: Context) -> Iterator[Entry]:
        if len(children) == 2:
            weight = children[1].value
            negative = context.negative or weight < 0
            factor = weight if "midjourney" in self.dialect.words else 1.0
            yield children[0], Context(context.weight * factor, context.tool * factor, context.branch, negative, context.told)
            yield children[1], context
        else:
            yield children[0], context

    def _suffixed(self, children: list[Any], context: Context) -> Iterator[Entry]:
        yield children[0], context.weighed(children[1].value)

    def _swapped(self, children: list[Any], context: Context) -> Iterator[Entry]:
        self._choice += 1
        yield children[0], context.option(self._choice, 0)
        yield children[2], context.option(self._choice, 1)

    def _joined(self, children: list[Any], context: Context) -> Iterator[Entry]:
        return ((child, context) for child in children if not (isinstance(child, Token) and child.terminal in ("LPAR", "RPAR")))

    def _raised(self, children: list[Any], context: Context) -> Iterator[Entry]:
        yield children[1], context.weighed(self.dialect.round or 1.0)

    def _weighted(self, children: list[Any], context: Context) -> Iterator[Entry]:
        weight = children[2].value
        if self.dialect.replaces:
            yield children[1], Context(weight, weight, context.branch, context.negative, context.told)
        else:
            yield children[1], context.weighed(weight)

    def _lowered(self, children: list[Any], context: Context) -> Iterator[Entry]:
        factor = self.dialect.square
        return self._outer(children[0], children[2], [(children[1], context.weighed(factor or 1.0))], context, factor)

    def _braced(self, children: list[Any], context: Context) -> Iterator[Entry]:
        factor = self.dialect.curly
        return self._outer(children[0], children[2], [(children[1], context.weighed(factor or 1.0))], context, factor)

    def _options(self, children: list[Any], context: Context, tool: float = 1.0, first: int = 0) -> list[Entry]:
        """Members and separators of a series: each member another option of one new choice."""
        self._choice += 1
        inside: list[Entry] = []
        option = first
        for child in children:
            if isinstance(child, Token):
                inside.append((child, context.option(self._choice, option, tool)))
                option += 1
            else:
                inside.append((child, context.option(self._choice, option, tool)))
        return inside

    def _alternated(self, children: list[Any], context: Context) -> Iterator[Entry]:
        """``[a|b]`` and ``[a:b:0.5]``: the tool takes one at a time, so the brackets change no weight but that of the raw text."""
        tool = self.dialect.square or 1.0
        content = children[1]
        single = isinstance(content, list)  # [a:0.5]: nothing, then a
        inside = self._options([content] if single else content.children, context, tool, first=1 if single else 0)
        inside += [(child, context.option(self._choice, 0, tool)) for child in children[2:-1]]
        return self._outer(children[0], children[-1], inside, context, tool)

    def _chosen(self, children: list[Any], context: Context) -> Iterator[Entry]:
        return self._outer(children[0], children[2], self._options(children[1].children, context), context, 1.0)

    def _picked(self, children: list[Any], context: Context) -> Iterator[Entry]:
        """``{2$$a|b}`` draws several, which stand side by side; ``{1$$a|b}`` or ``{~a|b}`` draws one."""
        opening, pick, content, closing = children
        members = content.children if isinstance(content, Node) else [content]
        bounds = self.text[pick.start : pick.end].lstrip("~!@").partition("$$")[0]
        most = bounds.rpartition("-")[2] if bounds else "1"
        inside = self._options(members, context) if most.lstrip("0") in ("1", "") and most else [(child, context) for child in members]
        return self._outer(opening, closing, [(pick, context), *inside], context, 1.0)

    def _tagged(self, children: list[Any], context: Context) -> Iterator[Entry]:
        return self._outer(children[0], children[2], [(children[1], context)], context, 1.0)

    def _spanned(self, children: list[Any], context: Context) -> Iterator[Entry]:
        weight = children[0].value
        weight = 1.0 if weight is None else weight
        inside = context.weighed(weight)
        inside.negative = context.negative or weight < 0
        yield children[1], inside

    def _quoted(self, children: list[Any], context: Context) -> Iterator[Entry]:
        yield children[1], context


_READERS: dict[str, Callable[[Reading, list[Any], Context], Iterator[Entry]]] = {
    "prompt": Reading._prompt,
    "body": Reading._same,
    "excluded": Reading._excluded,
    "sections": Reading._same,
    "section": Reading._one_section,
    "suffixed": Reading._suffixed,
    "swapped": Reading._swapped,
    "joined": Reading._joined,
    "joints": Reading._same,
    "weighted": Reading._weighted,
    "lowered": Reading._lowered,
    "scheduled": Reading._alternated,
    "alternated": Reading._alternated,
    "braced": Reading._braced,
    "chosen": Reading._chosen,
    "picked": Reading._picked,
    "tagged": Reading._tagged,
    "spanned": Reading._spanned,
    "raised": Reading._raised,
    "quoted": Reading._quoted,
    "word": Reading._same,
}
