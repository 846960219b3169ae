"""Rewrites as fixes of findings: unsafe, because they change the picture, and made only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from promptlint.rule import Fix

if TYPE_CHECKING:
    from promptlint.model import Prompt


TITLE = "say what the face does"


def offers(prompt: Prompt) -> Callable[[], tuple[Fix, ...]]:
    """Ranked rewrites of the whole prompt as fixes, to be made when called."""

    @cache
    def make() -> tuple[Fix, ...]:
        from promptlint.rewriter import rewrite_prompt

        return tuple(Fix(TITLE, found.edits) for found in rewrite_prompt(prompt))

    return make
