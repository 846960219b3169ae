"""A comment was to take findings back until a day that has come.

Source: what other linters' users ask for so that nobody forgets what was put off (spotbugs/spotbugs#918, anchore/grype#3031).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from promptlint.rule import Bad, Problem, Suppression, rule


@rule(
    "SUP103",
    severity="warning",
    scope="file",
    good=("worried woman in a cafe, soft light, low angle # promptlint: ignore[EMO103] until the new brief expires=9999-12-31",),
    bad=(
        Bad(
            "# promptlint: ignore[EMO103] until the new brief expires=2020-01-31\nwoman with AU12 smile, in a cafe",
            ("# promptlint: ignore[EMO103] until the new brief expires=2020-01-31",),
        ),
    ),
)
def expired_suppression(suppressions: Iterable[Suppression]) -> Iterator[Problem]:
    """The promise was to look again by then. What it covered is reported again until the prompt is fixed or the day is moved."""
    for one in suppressions:
        if one.expired:
            message = f"{one.called} ended on {one.expires}: look again, then fix the prompt or move the day"
            yield Problem(one.start, one.end, message, label="no longer holds")
