"""A comment speaks to promptlint and cannot be understood.

Source: flake8's ``# noqa F401`` and ``# noqa:E123``, a colon or a space short, silenced every error of the line (PyCQA/flake8#275 and
#276). Here such a comment takes nothing back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from promptlint.rule import Bad, Problem, Suppression, rule


@rule(
    "SUP102",
    severity="warning",
    scope="file",
    good=(
        "worried woman in a cafe, soft light, low angle # promptlint: ignore[EMO103] the client's own words",
        "# promptlint is what checks this file\nwoman with AU12 smile, in a cafe, soft light",
    ),
    bad=(
        Bad("# promptlint: ignore EMO103\nwoman with AU12 smile, in a cafe", ("# promptlint: ignore EMO103",)),
        Bad("# promptlint: ignore[EMO999] why\nwoman with AU12 smile, in a cafe", ("# promptlint: ignore[EMO999] why",)),
        Bad("# promptlint: ignore[*]\nwoman with AU12 smile, in a cafe", ("# promptlint: ignore[*]",)),
        Bad("# promptlint: disable[EMO103] why\nwoman with AU12 smile, in a cafe", ("# promptlint: disable[EMO103] why",)),
        Bad("# promptlint: ignore[EMO103] expires=soon\nwoman with AU12 smile", ("# promptlint: ignore[EMO103] expires=soon",)),
    ),
)
def malformed_suppression(suppressions: Iterable[Suppression]) -> Iterator[Problem]:
    """Its writer believes that findings are taken back. They are not: a comment that cannot be read is never taken to mean everything."""
    for one in suppressions:
        if one.fault:
            yield Problem(one.start, one.end, f"{one.called} takes nothing back: {one.fault}", label="takes nothing back")
