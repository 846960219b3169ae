"""A comment takes back a finding that is not there.

Source: what linters have learnt about their own comments: ESLint's --report-unused-disable-directives, ruff's RUF100 (unused-noqa).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from promptlint.rule import Bad, Edit, Fix, Problem, Suppression, rule


@rule(
    "SUP101",
    severity="warning",
    scope="file",
    good=(
        "worried woman in a cafe, soft light, low angle # promptlint: ignore[EMO103] the client's own words",
        "# a remark about nothing in particular\nwoman with AU12 smile, in a cafe, soft light",
    ),
    bad=(
        Bad(
            "# promptlint: ignore[FAC202] kept for the poster\nwoman with AU12 smile, in a cafe, soft light",
            ("FAC202",),
            fixed="woman with AU12 smile, in a cafe, soft light",
        ),
        Bad(
            "worried woman in a cafe, soft light, low angle # promptlint: ignore[EMO103, FAC202] the client's own words",
            ("FAC202",),
            fixed="worried woman in a cafe, soft light, low angle # promptlint: ignore[EMO103] the client's own words",
        ),
    ),
)
def unused_suppression(suppressions: Iterable[Suppression]) -> Iterator[Problem]:
    """A comment that nothing needs hides the next finding of its kind, and tells readers of a problem that is no longer there."""
    for one in suppressions:
        if one.unused and len(one.unused) == len(one.selectors):
            start, end = one.unused[0][1], one.unused[-1][2]
            fixes = (Fix(f"delete {one.called.replace('this', 'the')}", (Edit(*one.removal, ""),), safe=True),) if one.removal else ()
            yield Problem(start, end, f"{one.called} takes nothing back", label="nothing to take back", fixes=fixes)
            continue
        for selector, start, end in one.unused:
            if end == start:  # said elsewhere than in this file
                yield Problem(start, end, f"{one.called} takes nothing back for {selector}", label="nothing to take back")
                continue
            fix = Fix(f"take {selector} out of the brackets", (_without(one, start),), safe=True)
            yield Problem(start, end, f"{selector} takes nothing back here", label="nothing to take back", fixes=(fix,))


def _without(one: Suppression, start: int) -> Edit:
    """The edit that takes one selector out with the comma before it, or with the one behind it where it is the first."""
    places = [(begin, end) for _, begin, end in one.selectors]
    number = next(number for number, (begin, _) in enumerate(places) if begin == start)
    if number > 0:
        return Edit(places[number - 1][1], places[number][1], "")
    return Edit(start, places[1][0], "")
