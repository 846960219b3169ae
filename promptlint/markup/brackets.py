"""Brackets find their partners, so that the grammar has a tree to build whatever was typed.

Three steps, each one pass over the tokens: brackets of one kind are paired as the dialect's tool pairs them; pairs that cross a pair of
another kind give way; separators inside a pair (bars, colons, commas) are kept where they mean something there. What is left over
becomes TEXT, and what the tool does with it is a fault's business (faults.py).
"""

from __future__ import annotations

from collections import deque

from promptlint.markup.dialects import Dialect
from promptlint.markup.lexer import Token

#: Opening terminal -> closing terminal; compel's quotes open and close alike.
PAIRS = {"LPAR": "RPAR", "SWAP_OPEN": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE", "TAG_OPEN": "TAG_CLOSE", "SPAN_OPEN": "SPAN_CLOSE"}
CLOSING = frozenset(PAIRS.values())
#: Of two pairs that cross, the one with the smaller number gives way: a quotation is read before what stands in it (compel), a span
#: weight closes open brackets (NovelAI), and square brackets are the likeliest to be stray.
_RANK = {"QUOTE_OPEN": 5, "SPAN_OPEN": 4, "SWAP_OPEN": 3, "LPAR": 3, "LBRACE": 2, "TAG_OPEN": 2, "LSQB": 1}
#: Terminals that mean something only between the right brackets.
_SEPARATORS = frozenset({"COLON", "WHEN", "BAR", "JOINT", "PICK"})


class Paired:
    """The tokens, paired and retyped, and the brackets that have no partner (or a partner only at the end of the text)."""

    __slots__ = ("stray", "tokens", "unclosed")

    def __init__(self, tokens: list[Token], unclosed: list[Token], stray: list[Token]) -> None:
        self.tokens, self.unclosed, self.stray = tokens, unclosed, stray


def pair(tokens: list[Token], dialect: Dialect, end: int) -> Paired:
    """Pair the brackets of one stretch of text that ends at the code point ``end``; the grammar accepts the tokens that come back."""
    if "novelai" in dialect.words:
        tokens = _spans_ended(tokens)
    unclosed, stray = _partners(tokens, dialect)
    if unclosed and dialect.unclosed == "extends":
        tokens = tokens + _closed_at_end(unclosed, end)
    for token in stray:
        token.terminal = "TEXT"
    if dialect.unclosed != "extends":
        for token in unclosed:
            token.terminal = "TEXT"
    tokens = _nest(tokens, dialect)
    return Paired(_merged(tokens), unclosed, stray)


def _marry(opening: Token, closing: Token) -> None:
    opening.mate, closing.mate = closing, opening


def _partners(tokens: list[Token], dialect: Dialect) -> tuple[list[Token], list[Token]]:
    """Give every bracket its mate of the same kind; the opening and the closing ones that have none."""
    open_by: dict[str, list[Token]] = {closing: [] for closing in CLOSING}
    outside: list[list[Token]] = []
    unclosed: list[Token] = []
    stray: list[Token] = []
    quotes = [token for token in tokens if token.terminal == "QUOTE"]
    for place, quote in enumerate(quotes):
        quote.terminal = "TEXT" if len(quotes) % 2 and place == len(quotes) - 1 else "QUOTE_CLOSE" if place % 2 else "QUOTE_OPEN"
        if place % 2:
            _marry(quotes[place - 1], quote)
    if dialect.unclosed == "comfy":
        unclosed, stray = _comfy_rounds(tokens)
    for token in tokens:
        terminal = token.terminal
        if terminal in PAIRS:
            if token.mate is None and not (terminal == "LPAR" and dialect.unclosed == "comfy"):
                open_by[PAIRS[terminal]].append(token)
        elif terminal in CLOSING:
            if token.mate is None and not (terminal == "RPAR" and dialect.unclosed == "comfy"):
                if open_by[terminal]:
                    _marry(open_by[terminal].pop(), token)
                else:
                    stray.append(token)
        elif terminal == "QUOTE_OPEN":  # brackets inside a quotation find no partner outside
            outside.append(open_by["RPAR"])
            open_by["RPAR"] = []
        elif terminal == "QUOTE_CLOSE":
            unclosed += open_by["RPAR"]
            open_by["RPAR"] = outside.pop()
    for waiting in open_by.values():
        unclosed += waiting
    unclosed.sort(key=lambda token: token.start)
    stray.sort(key=lambda token: token.start)
    return unclosed, stray


def _spans_ended(tokens: list[Token]) -> list[Token]:
    """NovelAI: the number of a new weight ends the weight before it ("1.2::a 0.8::b::")."""
    ended: list[Token] = []
    inside = False
    for token in tokens:
        if token.terminal == "SPAN_OPEN":
            if inside:
                ended.append(Token("SPAN_CLOSE", token.start, token.start))
            inside = True
        elif token.terminal == "SPAN_CLOSE":
            inside = False
        ended.append(token)
    return ended


def _comfy_rounds(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Pair round brackets as ComfyUI's ``parse_parentheses`` and ``token_weights`` do: by counting levels, outermost first.

    A group begins where the level rises from 0 and ends where it falls back to 0. A stray closing bracket makes the level negative, so
    what follows is literal until an opening bracket at level 0. A group that never falls back to 0 is a group all the same when the
    text ends with a closing bracket: then the first opening and the last closing bracket pair, and what lies between is read anew.
    """
    rounds = [token for token in tokens if token.terminal in ("LPAR", "RPAR")]
    level = 0
    group: list[Token] = []
    literal: list[Token] = []
    stray: list[Token] = []
    unclosed: list[Token] = []
    for token in rounds:
        if token.terminal == "LPAR":
            if level == 0:
                group = []
            level += 1
            (group if level > 0 else literal).append(token)
        else:
            level -= 1
            if level >= 0 and group:
                _marry(group.pop(), token)
            elif literal:  # a pair to the eye
                token.terminal = literal.pop().terminal = "TEXT"
            else:
                stray.append(token)
    unclosed += literal
    if level > 0:
        _comfy_tail(tokens, group, unclosed)
    return unclosed, stray


def _comfy_tail(tokens: list[Token], waiting: list[Token], unclosed: list[Token]) -> None:
    """Re-pair the end of a text whose brackets stay open: while it ends with a closing bracket, that one goes to the first open one."""
    opens = deque(waiting)
    last = len(tokens) - 1
    while last >= 0 and tokens[last].terminal == "RPAR" and opens and (closing := tokens[last]).mate is not None:
        former = closing.mate
        first = opens.popleft()
        former.mate = None
        _marry(first, closing)
        if former is not first:
            opens.append(former)
        last -= 1
        if tokens[last].terminal == "WEIGHT" and tokens[last].value is not None:
            last -= 1
    if opens:  # what is still open is one literal stretch, with all that it holds
        for token in tokens[: last + 1]:
            if token.start > opens[0].start and token.mate is not None and token.terminal in ("LPAR", "RPAR"):
                token.terminal, token.mate = "TEXT", None
    unclosed += opens


def _closed_at_end(unclosed: list[Token], end: int) -> list[Token]:
    """Empty closing brackets at the end of the text, the innermost first: A1111 and NovelAI let an open bracket reach that far."""
    virtual = []
    for token in reversed(unclosed):
        closing = Token(PAIRS[token.terminal], end, end)
        _marry(token, closing)
        virtual.append(closing)
    return virtual


class _Frame:
    """An open pair and the separators that stand directly in it."""

    __slots__ = ("opening", "rank", "separators")

    def __init__(self, opening: Token) -> None:
        self.opening = opening
        self.rank = _RANK[opening.terminal]
        self.separators: list[Token] = []


def _give_way(opening: Token) -> None:
    """A pair that crosses a stronger one: A1111's square brackets still weigh, whatever they cross (LOOSE); others are text."""
    closing = opening.mate
    assert closing is not None
    loose = opening.terminal == "LSQB"
    for token, step in ((opening, 1), (closing, -1)):
        token.terminal, token.value, token.mate = ("LOOSE", step, None) if loose else ("TEXT", token.value, None)


def _nest(tokens: list[Token], dialect: Dialect) -> list[Token]:
    """Make pairs nest, and settle every separator, divider and suffix by where it stands."""
    frames: list[_Frame] = []
    before: Token | None = None
    for place, token in enumerate(tokens):
        terminal = token.terminal
        if terminal in _RANK:
            if terminal == "SWAP_OPEN" and not _is_operand(before):
                token.terminal = "LPAR"
            frames.append(_Frame(token))
        elif terminal in CLOSING or terminal == "QUOTE_CLOSE":
            opening = token.mate
            if opening is not None:
                while frames and frames[-1].opening is not opening:
                    if frames[-1].opening.mate is not None:
                        if frames[-1].rank > _RANK[opening.terminal]:
                            break
                        _give_way(frames[-1].opening)
                    _forget(frames.pop())
                if frames and frames[-1].opening is opening:
                    _settle(frames.pop(), dialect, tokens, place)
                else:
                    _give_way(opening)
        elif terminal in _SEPARATORS:
            if frames:
                frames[-1].separators.append(token)
            elif terminal == "BAR" and "novelai" in dialect.words:
                token.terminal, token.value = "DIVIDER", "character"
            else:
                token.terminal = "TEXT"
        elif terminal == "DIVIDER":
            if frames:
                token.terminal = "INNER"
        elif terminal == "PART_WEIGHT":
            if frames:
                token.terminal = "TEXT" if dialect.verbatim else "MARK"
            elif place + 1 < len(tokens) and tokens[place + 1].terminal != "DIVIDER":
                token.terminal = "TEXT"
        elif terminal == "NO":
            if frames:
                token.terminal = "TEXT"
        elif terminal == "WEIGHT":
            _settle_weight(token, tokens, place, dialect)
        elif terminal in ("SUFFIX", "JOIN") and not _is_operand(before):
            token.terminal = "TEXT"
        before = token
    for frame in frames:
        _forget(frame)
    return tokens


def _is_operand(token: Token | None) -> bool:
    """Whether compel's suffixes and methods may follow: after a word, a quotation or a group, not after ``.swap(...)``."""
    if token is None:
        return False
    if token.terminal == "RPAR":
        return token.mate is not None and token.mate.terminal == "LPAR"
    return token.terminal in ("WORD", "QUOTE_CLOSE")


def _settle_weight(token: Token, tokens: list[Token], place: int, dialect: Dialect) -> None:
    """``:1.2`` is a weight directly before the bracket that closes a round group; else it is text (or a colon of a schedule)."""
    closing = tokens[place + 1] if place + 1 < len(tokens) else None
    paired = closing is not None and closing.terminal == "RPAR" and closing.mate is not None and closing.mate.terminal == "LPAR"
    empty = place and tokens[place - 1] is (closing.mate if closing else None)
    if not paired or token.value is None or (empty and dialect.number == "float"):
        token.terminal = "TEXT"


def _forget(frame: _Frame) -> None:
    """The separators of a pair that is none."""
    for token in frame.separators:
        token.terminal = "TEXT"


def _settle(frame: _Frame, dialect: Dialect, tokens: list[Token], place: int) -> None:
    """Decide what the separators in a pair mean, once it is closed by the token at ``place``."""
    kind, separators = frame.opening.terminal, frame.separators
    for token in separators:  # the time of a schedule stands directly before the bracket that closes it
        if token.terminal == "WHEN" and token is not tokens[place - 1]:
            token.terminal = "TEXT"
    keep: frozenset[str] = frozenset()
    if kind == "LSQB" and separators:
        keep = _square_separators(separators, dialect)
        frame.opening.value = sum(token.terminal in keep for token in separators)
    elif kind in ("LBRACE", "TAG_OPEN"):
        bars = any(token.terminal == "BAR" for token in separators)
        if bars and "novelai" not in dialect.words:
            keep = frozenset({"BAR"})
        elif not bars and ("midjourney" in dialect.words or kind == "TAG_OPEN"):
            for token in separators:
                if token.terminal == "JOINT":
                    token.terminal = "BAR"
            keep = frozenset({"BAR"})
    elif kind == "LPAR" and place + 1 < len(tokens) and tokens[place + 1].terminal == "JOIN":
        keep = frozenset({"JOINT"})
    for token in separators:
        if token.terminal == "PICK":
            if kind != "LBRACE" or token.start != frame.opening.end:
                token.terminal = "TEXT"
        elif token.terminal not in keep:
            token.terminal = "TEXT"


def _square_separators(separators: list[Token], dialect: Dialect) -> frozenset[str]:
    """Which separators in square brackets are markup: those of an alternation, or of a schedule of the lengths the tool knows."""
    kinds = [token.terminal for token in separators]
    bars, colons = kinds.count("BAR"), kinds.count("COLON")
    timed = kinds[-1] == "WHEN" and (separators[-1].value is not None or dialect.schedules != "a1111")
    if dialect.schedules == "a1111":
        if bars:
            return frozenset() if timed or colons else frozenset({"BAR"})
        return frozenset({"COLON", "WHEN"}) if timed and colons <= 1 else frozenset()
    if bars:
        return frozenset({"BAR", "WHEN"}) if timed else frozenset({"BAR"})
    return frozenset({"COLON", "WHEN"}) if timed else frozenset()


def _merged(tokens: list[Token]) -> list[Token]:
    """Neighbouring pieces of plain text as one."""
    merged: list[Token] = []
    was_plain = False
    for token in tokens:
        plain = token.terminal == "TEXT" and token.value != "escape"
        if plain and was_plain:
            merged[-1].end = token.end
        else:
            merged.append(token)
        was_plain = plain
    return merged
