"""Who has most: shared places, and when what is not known could change who leads."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.tally import Tally, tally


def of(*things: str) -> Tally[str]:
    """Each letter of a thing is a name that it counts for; a blank one is nobody's that is known."""
    return tally(things, list, order=str)


def test_those_who_are_level_share_a_place_and_the_next_place_is_left_out() -> None:
    table = of("b", "a", "c", "b", "a", "d", "d", "d")

    assert [(row.place, row.name, len(row.found)) for row in table.ranked] == [
        (1, "d", 3),
        (2, "a", 2),
        (2, "b", 2),
        (4, "c", 1),
    ]
    assert table.first == ("d",)
    assert table.most == 3


def test_a_thing_counts_for_each_of_its_names() -> None:
    table = of("ab", "ac")

    assert {row.name: row.found for row in table.ranked} == {"a": ("ab", "ac"), "b": ("ab",), "c": ("ac",)}


@pytest.mark.parametrize(
    ("things", "settled"),
    [
        (["a", "b"], True),
        (["a", "a", "b", ""], False),  # b could draw level
        (["a", "a", "a", "b", ""], True),
        (["a", "b", ""], False),
        (["a", ""], False),  # somebody who is not in the table could
        (["a", "a", ""], True),
        ([""], False),
        ([], True),
    ],
)
def test_who_leads_is_settled_where_nobody_could_draw_level(things: list[str], settled: bool) -> None:
    assert of(*things).settled is settled


@given(st.lists(st.sampled_from(["", "a", "b", "c", "ab"]), max_size=12))
def test_a_settled_leader_leads_whoever_the_unknown_things_belong_to(things: list[str]) -> None:
    table = of(*things)
    if not table.settled or not table.unknown:
        return
    for name in "abcz":
        won = Counter(letter for thing in things for letter in thing or name)
        assert won.most_common(1)[0][0] == table.first[0]
        assert list(won.values()).count(max(won.values())) == 1
