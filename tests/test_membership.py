"""Who may be one of a group, so that a face told of one may be the other's."""

from __future__ import annotations

import pytest

import promptlint
from promptlint.membership import may_belong

ALIKE = (
    "a crowd of happy people, one woman grinning",
    "happy friends at a table, a girl laughing",
    "a smiling woman, bored guests",
    "happy dogs in a park, a dog with its tongue out",
)
APART = (
    "a fat king laughing at the table, the guests are bored",
    "the passengers are worried, the pilot smiles",
    "the sheep are bored, the wolf grins",
    "happy children, santa laughing",
    "a sad dog, a group of people smiling",
)


def _shared(text: str) -> bool:
    prompt = promptlint.parse(text)
    (label,) = prompt.of("emotion")
    return may_belong(prompt, ("action",))(label)


@pytest.mark.parametrize("text", ALIKE)
def test_a_member_may_show_what_its_group_does(text: str) -> None:
    assert _shared(text)


@pytest.mark.parametrize("text", APART)
def test_whoever_is_none_of_a_group_shares_no_face_with_it(text: str) -> None:
    assert not _shared(text)
