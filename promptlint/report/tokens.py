"""A prompt as it was read: its text with the words coloured by kind, and a table of what each of them was taken for."""

from __future__ import annotations

from collections.abc import Iterator

from promptlint.model import Prompt, Scope, Token
from promptlint.report.colour import Palette
from promptlint.report.strip import clip
from promptlint.text import cells, visible

#: A word in the table is cut after so many cells.
WIDEST_WORD = 44


def show_prompt(prompt: Prompt, palette: Palette, *, why: bool = False) -> Iterator[str]:
    """The rows for one prompt and its negative prompt; ``why`` adds how the grammar came to each token."""
    yield from coloured(prompt, palette)
    yield ""
    yield from _table(prompt, palette, why=why)
    for fault in prompt.markup.faults:
        detail = f": {visible(fault.detail)}" if fault.detail else ""
        place = visible(prompt.text[fault.start : fault.end][:WIDEST_WORD])
        yield f"  {palette.paint('markup', 'warning')}   {fault.kind.replace('_', ' ')} at {fault.start}, {place}{detail}"
    if prompt.negative is not None:
        yield ""
        yield palette.paint("negative prompt:", "note")
        yield from show_prompt(prompt.negative, palette, why=why)


def coloured(prompt: Prompt, palette: Palette) -> list[str]:
    """The lines of the prompt's text, each token in the colour of its kind."""
    painted = []
    at = 0
    for token in prompt.tokens:
        painted += [_lines(prompt.text[at : token.start], palette, ""), _lines(token.text, palette, token.kind)]
        at = token.end
    painted.append(_lines(prompt.text[at:], palette, ""))
    return "".join(painted).split("\n")


def _lines(text: str, palette: Palette, style: str) -> str:
    return "\n".join(palette.paint(visible(line), style) for line in text.replace("\r\n", "\n").split("\n"))


def _table(prompt: Prompt, palette: Palette, *, why: bool) -> Iterator[str]:
    if not prompt.tokens:
        yield palette.paint("  nothing in it speaks of a face, light, camera or situation", "faint")
        return
    rows = [(token, clip(token.text, 0, len(token.text), [(0, 0)], WIDEST_WORD).text) for token in prompt.tokens]
    words = max(cells(word) for _, word in rows)
    values = max(len(_value(token)) for token, _ in rows)
    for token, word in rows:
        kind = palette.paint(token.kind, token.kind) + " " * (11 - len(token.kind))
        padding = " " * (words - cells(word))
        yield f"  {kind} {word}{padding}  {_value(token):<{values}}  {', '.join(_details(token))}".rstrip()
        if why and token.path:
            yield palette.paint(f"              {visible(token.path)}", "faint")


def _value(token: Token) -> str:
    return "+".join(f"AU{unit}" for unit in token.units) if token.units else visible(token.term)


def _details(token: Token) -> Iterator[str]:
    """What else is known of a token, in words."""
    if token.negated:
        yield "negated"
    if token.intensity:
        yield f"intensity {token.intensity}"
    if token.side:
        yield token.side
    if token.phase:
        yield token.phase
    if token.layer:
        yield f"{token.layer} layer"
    if token.number is not None:
        yield f"{token.number:g}"
    if token.weight != 1.0:
        yield f"weight {token.weight:.4g}"
    yield from scope_words(token.scope)


def scope_words(scope: Scope) -> Iterator[str]:
    """Where a token holds, in words; nothing for the one person of the one picture. Numbers count from 1 here."""
    if scope.person is None:
        yield "of nobody in particular"
    elif scope.person:
        yield f"person {scope.person + 1}"
    if scope.panel:
        yield f"panel {scope.panel + 1}"
    if scope.moment:
        yield f"moment {scope.moment + 1}"
    for choice, option in scope.branch:
        yield f"option {option + 1} of choice {choice + 1}"
    if scope.negative:
        yield "negative"


def prompt_object(prompt: Prompt, path: str | None, place: str | None) -> dict[str, object]:
    """A prompt for JSON: every field of every token, and the scopes that occur."""
    return {
        "path": path,
        "prompt": place,
        "text": prompt.text,
        "dialect": prompt.dialect,
        "parts": [list(part) for part in prompt.parts],
        "tokens": [_token_object(token) for token in prompt.tokens],
        "scopes": [_scope_object(scope) for scope in dict.fromkeys(token.scope for token in prompt.tokens)],
        "faults": [{"kind": fault.kind, "start": fault.start, "end": fault.end, "detail": fault.detail} for fault in prompt.markup.faults],
        "negative": prompt_object(prompt.negative, path, place) if prompt.negative is not None else None,
    }


def _token_object(token: Token) -> dict[str, object]:
    return {
        "kind": token.kind,
        "start": token.start,
        "end": token.end,
        "text": token.text,
        "value": list(token.value) if isinstance(token.value, tuple) else token.value,
        "negated": token.negated,
        "intensity": token.intensity,
        "side": token.side,
        "phase": token.phase,
        "layer": token.layer,
        "weight": token.weight,
        "scope": _scope_object(token.scope),
        "label": token.label,
        "coded": list(token.coded),
        "described": list(token.described),
        "degrees": list(token.degrees),
        "phases": list(token.phases),
        "number": token.number,
        "path": token.path,
        "told": token.told,
    }


def _scope_object(scope: Scope) -> dict[str, object]:
    return {
        "person": scope.person,
        "panel": scope.panel,
        "moment": scope.moment,
        "branch": [list(pair) for pair in scope.branch],
        "negative": scope.negative,
    }
