"""Rewrites as fixes of findings: unsafe, because they change the picture, and made only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from promptlint.rule import Fix

if TYPE_CHECKING:
    from promptlint.model import Prompt


TITLE = "say what the face does"


def offers(prompt: Prompt) -> Callable[[], tuple[Fix, ...]]:
    """Ranked rewrites of the whole prompt as fixes, to be made when called."""

    def make() -> tuple[Fix, ...]:
        made = prompt.memo.get("offers")
        if made is None:
            from promptlint.rewriter import rewrite_prompt

            made = prompt.memo["offers"] = tuple(Fix(TITLE, found.edits) for found in rewrite_prompt(prompt))
        return cast("tuple[Fix, ...]", made)

    return make
