"""`TomlLines.line_of`: the line of season.toml that a fault names, looked for in the shipped season's own text."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.season.locate import MOST_LOOKED_FOR, TomlLines
from tests.folders import SHIPPED

TEXT = (SHIPPED / "season.toml").read_text(encoding="utf-8")
LINES = TEXT.split("\n")
RAW = tomllib.loads(TEXT)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every key of the file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from _paths(inner, (*path, index))


def _lines_below(header: str, nth: int) -> range:
    """Lines (from 1) of the nth table that is called `header`, its own header being the first."""
    starts = [number for number, line in enumerate(LINES, start=1) if line == header]
    ends = [number for number, line in enumerate(LINES, start=1) if line.startswith("[[") or line.startswith("# ---")]
    return range(starts[nth], next((end for end in ends if end > starts[nth]), len(LINES) + 1))


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        (("label",), 'label = "2003"'),
        (("coverage", "drivers"), 'drivers = "partial"'),
        (("coverage", "remarks", 2), "remarks = ["),
        (("sanctioned_by", "value"), 'value = "IMSA"'),
        (("round", 6, "date"), "date = 2003-08-24"),
        (("round", 6), "[[round]]"),
        (("round", 6, "laps", "sources"), "laps = { value = 79"),
        (("round", 6, "margin", "over"), 'over = "20"'),
        (("round", 6, "margin"), "[round.margin]"),
        (("circuit", 4, "turns", "value"), 'turns = { value = "?", sources = ["itwp_tr"'),
        (("dispute", 0, "claim", 1, "value"), 'value = "Jon Field, Duncan Dayton, Larry Connor"'),
        (("sources", "lm24", "title"), 'title = "lemans24 database by G. Sotirov"'),
        (("sources", "lm24"), "[sources.lm24]"),
        (("championship", 4, "decided", "value"), "decided = { value"),
        (("scale", 1, "points", 3), "points = [26, 22"),
    ],
)
def test_a_value_is_found_on_its_own_line(path: tuple[str | int, ...], begins: str) -> None:
    assert LINES[TomlLines(LINES).line_of(path) - 1].startswith(begins)


def test_every_key_of_the_shipped_season_is_found_on_a_line_that_names_it() -> None:
    paths = {path for path in _paths(RAW) if path != ("sources",)}  # a table without a header of its own
    elsewhere = [path for path in paths if str(path[-1]) not in LINES[TomlLines(LINES).line_of(path) - 1]]

    assert len(paths) > 1000
    assert elsewhere == []


@pytest.mark.parametrize("nth", range(10))
def test_the_same_key_of_another_round_is_not_found_instead(nth: int) -> None:
    for key in ("date", "circuit", "sources", "name"):
        assert TomlLines(LINES).line_of(("round", nth, key)) in _lines_below("[[round]]", nth)


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        (("round", 6, "track"), "[[round]]"),
        (("round", 6, "fastest_lap", "car"), "[[round]]"),
        (("round", 99, "date"), "# The 2003"),
        (("nothing",), "# The 2003"),
        (("round", 1, "laps", "value"), "[[round]]"),
        ((), "# The 2003"),
        ((0, 1), "# The 2003"),
    ],
)
def test_what_is_not_there_is_said_on_the_nearest_thing_around_it(path: tuple[str | int, ...], begins: str) -> None:
    assert LINES[TomlLines(LINES).line_of(path) - 1].startswith(begins)


def test_a_key_left_out_of_a_table_is_not_found_in_its_sub_table() -> None:
    lines = ["[[round]]", 'code = "x"', "[round.margin]", 'sources = ["a"]']

    assert TomlLines(lines).line_of(("round", 0, "sources")) == 1


def test_of_a_file_with_more_faults_than_anybody_mends_the_last_are_of_the_file_as_a_whole() -> None:
    lines = TomlLines(LINES)

    found = [lines.line_of(("label",)) for _ in range(MOST_LOOKED_FOR + 2)]

    assert set(found[:-2]) == {TomlLines(LINES).line_of(("label",))}
    assert found[-2:] == [0, 0]


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.text(max_size=20), max_size=20),
    st.lists(st.one_of(st.integers(), st.text(max_size=8)), max_size=6),
)
def test_any_text_and_any_path_give_a_line(lines: list[str], path: list[str | int]) -> None:
    assert 1 <= TomlLines(lines).line_of(path) <= max(1, len(lines))
