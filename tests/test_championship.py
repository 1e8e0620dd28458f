"""What results imply for points: rules tried on finishes, and the shipped season worked out anew as a golden check."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.tables import Line, lines_after
from bot.answers.ties import Ties, depth_of
from bot.answers.totals import least_totals
from bot.championship import (
    Finish,
    Part,
    Score,
    all_car_scores,
    alternatives,
    best_car_scores,
    countback,
    counted_points,
    dropped_scores,
    in_units,
)
from bot.database.build import build_database
from bot.database.open import open_season_db
from bot.queries import standings as queries
from bot.season.cells import Cell
from bot.season.read import read_season
from bot.season.recount import recount
from bot.season.scores import round_scores
from tests.article import GTS_TABLE, LONG_SCALE, SHORT_SCALE
from tests.folders import SHIPPED

SEASON = read_season(SHIPPED)
SHORT = [Fraction(points) for points in SHORT_SCALE]
RACED = [round_.code for round_ in SEASON.raced]


def _finish(place: int, *scorers: str, share: Fraction | None = None) -> Finish:
    return Finish(place, frozenset(scorers), share)


def _implied(championship: str) -> dict[str, list[tuple[Score, Fraction | None]]]:
    """By competitor: each score that the shipped results imply, with the points that the standings have there."""
    title = next(title for title in SEASON.file.championships if title.code == championship)
    rows = {row.competitor: row for row in SEASON.standings if row.championship == championship}
    implied: dict[str, list[tuple[Score, Fraction | None]]] = {name: [] for name in rows}
    for round_ in SEASON.raced:
        for name, score in round_scores(SEASON, title, round_).items():
            if name in rows:
                implied[name].append((score, rows[name].cells[round_.code].points))
    return implied


# Rules.


def test_a_place_pays_what_the_scale_says_and_places_beyond_it_pay_nothing() -> None:
    finishes = [_finish(place, f"team {place}") for place in range(1, 13)]

    scores = best_car_scores(finishes, SHORT)

    assert [int(scores[f"team {place}"].points) for place in range(1, 13)] == [*SHORT_SCALE, 0, 0]
    assert all(score.exact for score in scores.values())


def test_only_the_best_car_of_a_team_scores() -> None:
    scores = best_car_scores([_finish(1, "Corvette"), _finish(2, "Prodrive"), _finish(3, "Corvette")], SHORT)

    assert scores == {"Corvette": Score(Fraction(20), 1, True), "Prodrive": Score(Fraction(16), 2, True)}


def test_a_score_below_an_unknown_place_is_a_lower_bound() -> None:
    scores = best_car_scores([_finish(1, "Audi"), _finish(3, "Panoz")], SHORT)

    assert scores == {"Audi": Score(Fraction(20), 1, True), "Panoz": Score(Fraction(13), 3, False)}


def test_a_place_whose_team_is_not_known_makes_the_places_behind_it_lower_bounds() -> None:
    scores = best_car_scores([_finish(1, "Dyson"), _finish(2), _finish(3, "Essex")], SHORT)

    assert scores["Essex"] == Score(Fraction(13), 3, False)
    assert set(scores) == {"Dyson", "Essex"}


def test_a_car_short_of_the_minimum_distance_scores_nothing_and_one_just_at_it_scores() -> None:
    least = Fraction(70, 100)
    finishes = [
        _finish(1, "winner", share=Fraction(1)),
        _finish(2, "at it", share=Fraction(119, 170)),
        _finish(3, "short of it", share=Fraction(118, 170)),
        _finish(4, "not known"),
    ]

    scores = best_car_scores(finishes, SHORT, least)

    assert [int(scores[name].points) for name in ("winner", "at it", "short of it", "not known")] == [20, 16, 0, 10]


def test_all_drivers_of_a_car_score_the_same() -> None:
    scores = best_car_scores([_finish(1, "Jan Magnussen", "David Brabham")], SHORT)

    assert scores["Jan Magnussen"] == scores["David Brabham"] == Score(Fraction(20), 1, True)


def test_where_every_car_counts_a_maker_has_the_points_of_all_its_cars() -> None:
    finishes = [_finish(3, "Audi"), _finish(1, "Audi"), _finish(2, "Panoz")]

    assert all_car_scores(finishes, SHORT, complete=True) == {
        "Audi": Score(Fraction(33), 1, True),
        "Panoz": Score(Fraction(16), 2, True),
    }
    assert not any(score.exact for score in all_car_scores(finishes, SHORT, complete=False).values())


def test_half_points_stay_exact() -> None:
    scores = best_car_scores([_finish(1, "a"), _finish(2, "b")], [Fraction(9, 2), Fraction(3)])

    assert scores["a"].points + scores["b"].points == Fraction(15, 2)


def test_no_finish_pays_nobody() -> None:
    assert best_car_scores([], SHORT) == {} == all_car_scores([], SHORT, complete=True)


@settings(deadline=None, derandomize=True)
@given(st.permutations(range(1, 9)), st.integers(1, 8))
def test_the_order_in_which_finishes_are_listed_decides_nothing(order: list[int], known: int) -> None:
    finishes = [_finish(place, f"team {place % 3}") for place in order if place <= known or place > 6]

    assert best_car_scores(finishes, SHORT) == best_car_scores(sorted(finishes, key=lambda f: f.place), SHORT)


# Points of one of several rounds.


@pytest.mark.parametrize(
    ("known", "groups", "sums"),
    [
        (16, [], [16]),
        (16, [(6, 0, 2)], [16]),
        (16, [(6, 1, 2)], [16, 22]),
        (16, [(6, 2, 2)], [22]),
        (16, [(6, 1, 2), (4, 1, 3)], [16, 20, 22, 26]),
        (16, [(6, 1, 2), (6, 1, 2)], [16, 22, 28]),
        (16, [(6, 2, 2), (4, 2, 3), (3, 0, 2)], [22, 26]),
    ],
)
def test_points_of_one_of_several_rounds_count_when_all_are_past_and_perhaps_when_some_are(
    known: int, groups: list[tuple[int, int, int]], sums: list[int]
) -> None:
    possible = alternatives(known, groups)

    assert list(possible) == sums


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.just(3)), max_size=5), st.integers(0, 50))
def test_what_is_known_for_certain_is_the_least_and_everything_the_most(
    groups: list[tuple[int, int, int]], known: int
) -> None:
    possible = alternatives(known, groups)

    assert list(possible) == sorted(set(possible))
    assert possible[0] == known + sum(points for points, so_far, all_ in groups if so_far == all_)
    assert possible[-1] == known + sum(points for points, so_far, _ in groups if so_far)


def _known(round_: str, points: int | None, one_of: str | None = None) -> queries.Score:
    """A cell of the one competitor of the totals below; None where the points are not known."""
    return queries.Score(
        "title", "Somebody", round_, "unknown" if points is None else "points", points, False, False, one_of
    )


def _change(points: int, round_: str | None = None) -> queries.Adjustment:
    return queries.Adjustment("title", "Somebody", round_, points, "", ())


@pytest.mark.parametrize(
    ("cells", "best", "changes", "least"),
    [
        ([_known("one", 20), _known("two", None)], None, [], 20),
        ([_known("one", None), _known("two", None)], None, [], 0),
        ([_known("one", 9, "a"), _known("two", 9, "a"), _known("three", None)], None, [], 9),
        ([_known("one", 20), _known("two", 5), _known("three", None)], 1, [], 20),
        ([_known("one", 20), replace(_known("two", 5), dropped=True), _known("three", None)], None, [], 20),
        ([_known("one", 20), _known("two", 5, "a"), _known("three", 5, "a")], 1, [], 20),
        ([_known("one", 20), _known("two", None)], None, [_change(-5)], 15),
        ([_known("one", 20), _known("two", None)], None, [_change(3)], 23),
        ([_known("one", 20), _known("two", None)], None, [_change(-5, "two")], 15),
        ([_known("one", 15), _known("two", None)], None, [_change(-5, "one")], 15),
        ([_known("one", 4), _known("two", None)], None, [_change(-9)], 0),
    ],
)
def test_the_least_that_a_total_can_be_is_never_more_than_it_may_be(
    cells: list[queries.Score], best: int | None, changes: list[queries.Adjustment], least: int
) -> None:
    counting = [] if best is None else [queries.Counting(best, ())]

    assert least_totals(cells, counting, changes).get("Somebody", 0) == least


async def _after(tmp_path: Path, championship: str, rounds: Sequence[str] | None) -> dict[str, Line]:
    built = await build_database(tmp_path / "season.db")
    connection = await open_season_db(built.path)
    try:
        rows = await queries.standings(connection, "alms-2003", championship)
        scores = await queries.scores(connection, "alms-2003", championship)
    finally:
        await connection.close()
    return {line.name: line for line in lines_after(rows, scores, rounds)}


async def test_after_round_2_carsport_has_16_or_22_points_and_after_round_3_it_has_22(tmp_path: Path) -> None:
    first = await _after(tmp_path, "gts-teams", RACED[:1])
    second = await _after(tmp_path, "gts-teams", RACED[:2])
    third = await _after(tmp_path, "gts-teams", RACED[:3])

    assert first["Carsport America"].totals == (16,)
    assert second["Carsport America"].totals == (16, 22)
    assert second["Carsport America"].places == (3, 3)
    assert third["Carsport America"].totals == (22,)
    assert third["Team Olive Garden"].totals == (16,)


@pytest.mark.parametrize("rounds", [None, RACED], ids=["as published", "by its rounds"])
async def test_the_final_gts_table_is_the_articles(tmp_path: Path, rounds: list[str] | None) -> None:
    lines = await _after(tmp_path, "gts-teams", rounds)

    assert [(name, line.totals, line.places) for name, line in lines.items()] == [
        (line.team, (line.total,), (line.position, line.position)) for line in GTS_TABLE
    ]


# The shipped season, worked out anew from its results.


@pytest.mark.parametrize(
    ("championship", "totals"),
    [
        ("lmp900-teams", {"Infineon Team Joest": 170, "ADT Champion Racing": 163}),
        ("lmp900-drivers", {"Frank Biela": 170, "Marco Werner": 170, "JJ Lehto": 163}),
    ],
)
def test_the_points_of_the_leaders_follow_from_the_results_alone(championship: str, totals: dict[str, int]) -> None:
    implied = _implied(championship)

    for name, total in totals.items():
        assert sum(score.points for score, _ in implied[name]) == total
        assert len(implied[name]) == len(RACED)


def test_what_the_results_imply_is_never_more_than_the_standings_have() -> None:
    compared = 0
    for title in SEASON.file.championships:
        for name, pairs in _implied(title.code).items():
            for score, points in pairs:
                if points is None:
                    continue
                compared += 1
                assert points == score.points or (points > score.points and not score.exact), (title.code, name)

    assert compared > 100


def test_the_results_alone_bear_out_corvettes_points_wherever_its_best_car_is_known() -> None:
    corvette, prodrive = GTS_TABLE[0], GTS_TABLE[1]
    for line in (corvette, prodrive):
        pairs = _implied("gts-teams")[line.team]
        assert len(pairs) >= 7
        assert all(points == score.points for score, points in pairs if score.exact)


def test_the_long_scale_pays_at_sebring_and_petit_le_mans_and_the_short_one_elsewhere() -> None:
    title = next(title for title in SEASON.file.championships if title.code == "lmp900-teams")
    for round_ in SEASON.raced:
        winner = max(round_scores(SEASON, title, round_).values(), key=lambda score: score.points)
        assert winner.points == (LONG_SCALE if round_.code in {"sebring", "petit"} else SHORT_SCALE)[0]


def test_the_guests_at_sebring_take_no_points_and_no_places_of_lmp900() -> None:
    title = next(title for title in SEASON.file.championships if title.code == "lmp900-teams")
    scores = round_scores(SEASON, title, SEASON.file.rounds[0])

    assert "Team Bentley" not in scores
    assert scores["JML Team Panoz"] == Score(Fraction(19), 3, True), "fifth overall behind both Bentleys"


def test_places_reasoned_out_from_points_imply_no_points() -> None:
    title = next(title for title in SEASON.file.championships if title.code == "gts-teams")
    sebring = round_scores(SEASON, title, SEASON.file.rounds[0])

    assert set(sebring) == {"Corvette Racing"}, "Prodrive's second and Carsport's fourth are told from their points"


def test_a_round_without_a_scale_pays_nothing() -> None:
    mexico = next(round_ for round_ in SEASON.file.rounds if round_.cancelled)

    assert all(round_scores(SEASON, title, mexico) == {} for title in SEASON.file.championships)


# Dropped scores, split seasons, shared drives.


SEVEN = {f"r{number}": Fraction(points) for number, points in enumerate((9, 6, 6, 0, 4, 3, 2), start=1)}


def test_only_the_best_scores_count_and_of_equal_ones_the_later_is_dropped() -> None:
    assert dropped_scores(SEVEN, [Part(2)]) == {"r3", "r5", "r6", "r7"}
    assert counted_points(SEVEN, [Part(2)]) == 15


def test_each_part_of_a_split_season_drops_its_own() -> None:
    first, second = frozenset({"r1", "r2", "r3", "r4"}), frozenset({"r5", "r6", "r7"})

    assert dropped_scores(SEVEN, [Part(2, first), Part(1, second)]) == {"r3", "r6", "r7"}
    assert counted_points(SEVEN, [Part(2, first)]) == 15 + 9, "rounds of no part count"


def test_every_score_counts_where_no_part_is_given() -> None:
    assert counted_points(SEVEN, []) == 30
    assert dropped_scores(SEVEN, []) == frozenset()


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 50).map(Fraction)),
    st.integers(1, 8),
)
def test_what_counts_is_the_largest_sum_of_that_many_scores(points: dict[str, Fraction], best: int) -> None:
    assert counted_points(points, [Part(best)]) == sum(sorted(points.values(), reverse=True)[:best])


def test_a_split_place_pays_each_a_part_and_a_share_is_rounded_as_the_table_publishes_it() -> None:
    third = Finish(3, frozenset({"Farina", "Gonzalez", "Trintignant"}), worth=Fraction(1, 3))
    scores = all_car_scores([third], [Fraction(value) for value in (8, 6, 4, 3, 2)], complete=True)

    assert {in_units(score.points, 100) for score in scores.values()} == {Fraction(133, 100)}
    assert in_units(Fraction(1, 7), 100) == Fraction(14, 100)
    assert in_units(Fraction(1, 2), 2) == Fraction(1, 2)


def test_the_countback_puts_most_wins_first_and_then_most_second_places() -> None:
    places = {"one win": [1, 9], "two seconds": [2, 2, 3], "second and third": [2, 3], "nothing": []}

    assert sorted(places, key=lambda name: countback(places[name], 10)) == list(places)
    assert countback([1, 7], 6) == countback([1, 8], 6), "places that are too deep decide nothing"


async def test_places_that_decide_a_tie_are_those_of_whoever_the_championship_is_for(tmp_path: Path) -> None:
    manufacturers = {chassis.name: chassis.manufacturer for chassis in SEASON.file.chassis}
    built = await build_database(tmp_path / "season.db")
    connection = await open_season_db(built.path)
    try:
        for kind in ("teams", "drivers", "manufacturers", "tyres"):
            found = sorted(await queries.places(connection, "alms-2003", "GTS", kind))
            expected = [
                (name, row.round_, row.class_position)
                for row in SEASON.results
                if (row.class_, row.session) == ("GTS", "race") and isinstance(row.class_position, int)
                for name in {
                    "teams": (row.team,),
                    "drivers": row.crew if row.crew != ("?",) else (),
                    "manufacturers": (manufacturers.get(row.chassis or "", "?"),),
                    "tyres": (row.tyre or "?",),
                }[kind]
                if name != "?" or kind == "drivers"  # a driver of the crew whom nobody names has a line there
            ]
            assert found == sorted(expected), kind
            assert found, kind
    finally:
        await connection.close()


def _gts(countback: str, first: str, second: str) -> tuple[str, ...]:
    """Whom a recount finds out of order, where these two have 165 points each, and their class all its results."""
    (title,) = [one for one in SEASON.file.championships if one.code == "gts-teams"]
    title = title.model_copy(update={"countback": countback})
    places = {first: 1, second: 2}
    standings = tuple(
        row.model_copy(update={"position": places[row.competitor], "total": Cell("points", Fraction(165))})
        if row.championship == "gts-teams" and row.competitor in places
        else row
        for row in SEASON.standings
    )
    rounds = tuple(one.model_copy(update={"complete_classes": ("GTS",)}) for one in SEASON.file.rounds)
    file = SEASON.file.model_copy(update={"rounds": rounds})
    return tuple(sorted(recount(SEASON.model_copy(update={"file": file, "standings": standings}), title).reordered))


def test_a_recount_names_teams_on_equal_points_whose_order_is_not_that_of_their_places() -> None:
    # Corvette Racing won five rounds and Prodrive four.
    assert _gts("all places", "Corvette Racing", "Prodrive") == ()
    assert _gts("scoring places", "Prodrive", "Corvette Racing") == ("Corvette Racing", "Prodrive")
    assert _gts("none", "Prodrive", "Corvette Racing") == ()


def test_places_are_known_as_far_down_as_no_car_is_missing() -> None:
    assert depth_of({1, 2, 3}, {1, 2, 3}, complete=True) >= 999
    assert depth_of({1, 3}, {1, 3}, complete=True) >= 999  # second place is vacant
    assert depth_of({1, 3}, {1, 2, 3}, complete=True) == 1  # the second is held, but not whom it scored for
    assert depth_of({1, 2, 4}, {1, 2, 4}, complete=False) == 2
    assert depth_of(set(), {1}, complete=False) == 0


def _line(name: str, total: int, place: int) -> Line:
    return Line(name, (total,), False, (place, place), False)


def test_those_whom_the_known_places_put_in_order_stay_in_it() -> None:
    keys = {"two wins": (-2,), "one win": (-1,), "another win": (-1,), "more points": (0,)}
    table = [
        _line("more points", 30, 1),
        _line("two wins", 20, 2),
        _line("one win", 20, 3),
        _line("another win", 20, 3),
    ]

    assert [one.places for one in Ties(keys, whole=False).spread(table)] == [(1, 1), (2, 2), (3, 4), (3, 4)]
    assert Ties(keys).spread(table) == table
