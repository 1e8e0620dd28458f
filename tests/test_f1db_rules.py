"""The rules by which Formula 1 counted, season by season, as they go into a season's text: pure, no import."""

from fractions import Fraction

import pytest

from bot.importers.f1db.races import points_denominator
from bot.importers.f1db.rules import (
    Title,
    adjustments,
    best_car_only,
    cited,
    countback_of,
    counting,
    rules,
    scales,
    shared_drives,
    split_entries,
)

BOTH: tuple[Title, Title] = ("drivers", "constructors")


def _rounds(count: int) -> list[str]:
    return [f"round-{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("year", "races", "title", "words", "parts"),
    [
        (1950, 7, "drivers", "The best 4 results of the season counted.", [(4, 0)]),
        (1958, 11, "constructors", "The best 6 results of the season counted.", [(6, 0)]),
        (
            1967,
            11,
            "drivers",
            "The best 5 of the first 6 races and the best 4 of the last 5 races counted.",
            [(5, 6), (4, 5)],
        ),
        (
            1979,
            15,
            "drivers",
            "The best 4 of the first 7 races and the best 4 of the last 8 races counted.",
            [(4, 7), (4, 8)],
        ),
        (1988, 16, "drivers", "The best 11 results of the season counted.", [(11, 0)]),
    ],
)
def test_how_many_results_counted_is_said_in_words_and_parts(
    year: int, races: int, title: Title, words: str, parts: list[tuple[int, int]]
) -> None:
    found = counting(year, title, _rounds(races))

    assert found is not None
    assert (found.words, [(part.best, len(part.rounds)) for part in found.parts]) == (words, parts)
    assert [code for part in found.parts for code in part.rounds] == (_rounds(races) if len(parts) == 2 else [])
    assert set(found.sources) == set(cited(found.sources))
    assert "dropped_scores" in found.sources


def test_every_result_counted_for_constructors_from_1979_and_for_everybody_from_1991() -> None:
    free = {title: [year for year in range(1950, 2027) if counting(year, title, _rounds(16)) is None] for title in BOTH}

    assert free["drivers"] == list(range(1991, 2027))
    assert free["constructors"] == [*range(1950, 1958), *range(1979, 2027)]


@pytest.mark.parametrize(
    ("year", "calendar", "sprints", "paid"),
    [
        (
            1958,
            ["monaco", "indianapolis"],
            [],
            [
                ("race-1950", "8-6-4-3-2", 1, ("drivers",), ("monaco",)),
                ("race-1950-indianapolis", "8-6-4-3-2", 1, ("drivers",), ("indianapolis",)),
                ("constructors-1958", "8-6-4-3-2", None, ("constructors",), ("monaco",)),
            ],
        ),
        (
            1975,
            ["spain", "monaco"],
            [],
            [
                ("race-1962", "9-6-4-3-2-1", None, (), ("monaco",)),
                ("race-1962-spain", "9/2-3-2-3/2-1-1/2", None, (), ("spain",)),
            ],
        ),
        (
            2014,
            ["brazil", "abu-dhabi"],
            [],
            [
                ("race-2010", "25-18-15-12-10-8-6-4-2-1", None, (), ("brazil",)),
                ("race-2010-abu-dhabi", "50-36-30-24-20-16-12-8-4-2", None, (), ("abu-dhabi",)),
            ],
        ),
        (
            2021,
            ["great-britain", "belgium"],
            ["great-britain"],
            [
                ("race-2019", "25-18-15-12-10-8-6-4-2-1", 1, (), ("great-britain",)),
                ("race-2019-belgium", "25/2-9-15/2-6-5-4-3-2-1-1/2", None, (), ("belgium",)),
                ("sprint-2021", "3-2-1", None, (), ("great-britain",)),
            ],
        ),
    ],
)
def test_what_places_paid_is_the_seasons_scale_but_where_a_round_or_a_championship_had_its_own(
    year: int,
    calendar: list[str],
    sprints: list[str],
    paid: list[tuple[str, str, int | None, tuple[str, ...], tuple[str, ...]]],
) -> None:
    found = scales(year, calendar, sprints, BOTH)

    assert [
        (
            one.code,
            "-".join(str(Fraction(value)) for value in one.points),
            one.fastest_lap,
            one.championships,
            one.rounds,
        )
        for one in found
    ] == paid
    for one in found:
        assert set(cited(one.sources)) == set(one.sources) == set(one.rounds_sources)
        assert one.fastest_lap_within == (10 if one.code == "race-2019" else None)
        assert one.session == ("sprint" if one.code == "sprint-2021" else "race")
    # Who says that a round paid another part stands before who says the scale.
    by_code = {one.code: one.sources for one in found}
    for factor in (one for one in rules().factors if one.season == year and one.round_ in calendar):
        (sources,) = [sources for code, sources in by_code.items() if code.endswith(f"-{factor.round_}")]
        assert sources[: len(factor.sources)] == factor.sources
        assert len(sources) > len(factor.sources)


def test_a_scale_of_one_championship_alone_is_every_championships_where_there_is_no_other() -> None:
    (scale,) = scales(1950, ["monaco"], [], ["drivers"])

    assert scale.championships == ()
    assert scales(1958, ["monaco"], [], ["constructors"])[0].code == "constructors-1958"


def test_every_year_since_1950_has_one_scale_for_the_race_of_each_title() -> None:
    for year in range(1950, 2027):
        for title in BOTH if year >= 1958 else BOTH[:1]:
            races = [
                one for one in scales(year, ["a", "b"], [], BOTH) if not one.championships or title in one.championships
            ]
            assert [one.rounds for one in races] == [("a", "b")], (year, title)
            assert [one.session for one in races] == ["race"]


def test_decisions_of_a_season_are_its_own() -> None:
    for rule in rules().adjustments:
        assert rule in adjustments(rule.season, rule.championship)
        others = [one for one in BOTH if one != rule.championship]
        assert all(rule not in adjustments(rule.season, other) for other in others)
        assert rule not in adjustments(rule.season + 1, rule.championship)
    for split in rules().splits:
        assert split in split_entries(split.season)
        assert split not in split_entries(split.season + 1)
    assert {year for year in range(1950, 2027) if shared_drives(year) != "none"} <= set(range(1950, 1965))


@pytest.mark.parametrize(
    ("points", "denominator"),
    [
        ([], 1),
        ([Fraction(9), Fraction(0)], 1),
        ([Fraction(9), Fraction(9, 2)], 2),
        ([Fraction(9, 2), Fraction(1, 4)], 100),
        ([Fraction(14, 100)], 100),
        ([Fraction(33, 100), Fraction(1, 2)], 100),
    ],
)
def test_the_unit_of_a_seasons_points_is_whole_halves_or_hundredths(points: list[Fraction], denominator: int) -> None:
    assert points_denominator(iter(points)) == denominator


def test_only_a_constructors_best_car_scored_up_to_1978_and_ties_went_by_scoring_places_up_to_1994() -> None:
    years = range(1950, 2027)

    assert [year for year in years if best_car_only(year)] == list(range(1958, 1979))
    assert [year for year in years if countback_of(year) == "scoring places"] == list(range(1950, 1995))
    assert [year for year in years if countback_of(year) == "all places"] == list(range(1995, 2027))


def test_indianapolis_was_left_out_for_constructors_in_the_years_when_it_counted_for_drivers_alone() -> None:
    paid = {
        year: {title for one in scales(year, ["indianapolis"], [], BOTH) for title in one.championships or BOTH}
        for year in (1958, 1959, 1960, 1961)
    }

    assert paid == {1958: {"drivers"}, 1959: {"drivers"}, 1960: {"drivers"}, 1961: set(BOTH)}
