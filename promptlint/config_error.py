"""What is said of a configuration, or an option of the command line, that says what it cannot."""

from __future__ import annotations

from collections.abc import Iterable


class ConfigError(ValueError):
    """A configuration, or an option of the command line, that says what it cannot: path and line (both may be None) and message."""

    def __init__(self, path: str | None, line: int | None, message: str) -> None:
        place = ":".join(str(part) for part in (path, line) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
        self.path = path
        self.line = line
        self.message = message


def allowed(word: object, choices: Iterable[str]) -> str:
    """What may stand where ``word`` does: the nearest spelling, if one is near, and the list."""
    from difflib import get_close_matches

    known = list(choices)
    near = get_close_matches(str(word).lower(), known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}? There" if near else "there"
    return f"{hint} {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
