"""What is counted over seasons, query by query, against the text of the seasons: every row, and none too many.

The seasons held are the shipped one and five of Formula 1: 1956, 1988, 2018, 2021, and 2026, which is not over.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.build import build_database
from bot.database.open import SeasonDb, open_season_db
from bot.queries import careers, feats, records
from bot.season.model.rows import ResultRow
from bot.season.model.season import Season
from bot.season.read import read_season
from tests.folders import SHIPPED

pytestmark = pytest.mark.asyncio(loop_scope="module")
F1 = Path(__file__).parent / "data" / "f1"
STARTED = {"classified", "not classified", "retired", "disqualified"}
SEASONS = [read_season(folder) for folder in (SHIPPED, *sorted(F1.glob("f1-*")))]
SERIES = ("alms", "f1")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def db(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SeasonDb]:
    """season.db of the seasons."""
    built = await build_database(tmp_path_factory.mktemp("over-seasons") / "season.db", [F1])
    connection = await open_season_db(built.path)
    yield connection
    await connection.close()


def _of(series: str) -> list[Season]:
    return [season for season in SEASONS if season.file.series == series]


def _persons(season: Season, names: tuple[str, ...]) -> tuple[str, ...]:
    ids = {driver.name: driver.id for driver in season.drivers}
    return tuple(ids[name] or f"{season.file.series}:{name}" for name in names if name != "?")


def _outfit(season: Season, team: str) -> str | None:
    ids = {one.name: one.id for one in season.file.teams}
    return None if team == "?" else ids.get(team) or f"{season.file.series}:{team}"


def _rows(season: Season, session: str = "race") -> Iterator[ResultRow]:
    """Results in a session, no guests outside the championship."""
    guests = {class_.code for class_ in season.file.classes if class_.guest}
    return (row for row in season.results if row.session == session and row.class_ not in guests)


def _drives(season: Season) -> dict[tuple[str, str], int | None]:
    """The best place of each (person, round) that was started."""
    best: dict[tuple[str, str], int | None] = {}
    for row in _rows(season):
        if row.status in STARTED:
            place = row.class_position if isinstance(row.class_position, int) else None
            for person in _persons(season, row.crew):
                before = best.get((person, row.round_))
                best[person, row.round_] = min((at for at in (before, place) if at is not None), default=None)
    return best


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("session", ["race", "sprint"])
async def test_every_podium_of_a_series_is_a_feat_with_its_crew_and_outfit(
    db: SeasonDb, series: str, session: str
) -> None:
    found = await feats.placed(db, series=series, session=session)
    dates = {(season.key, one.code): one.date for season in SEASONS for one in season.file.rounds}

    assert Counter(found) == Counter(
        feats.Feat(
            season.key,
            row.round_,
            row.class_position,
            _outfit(season, row.team),
            _persons(season, row.crew),
            " ".join(row.sources),
        )
        for season in _of(series)
        for row in _rows(season, session)
        if isinstance(row.class_position, int) and row.class_position <= 3
    )
    days = [dates[one.season, one.round_] for one in found]
    assert days == sorted(days)
    assert bool(found) == (session == "race" or series == "f1")


@pytest.mark.parametrize("series", SERIES)
async def test_every_grid_has_its_pole_and_so_have_its_driver_and_outfit(db: SeasonDb, series: str) -> None:
    found = await feats.poles(db, series=series)
    whose = {
        (season.key, row.round_): (_outfit(season, row.team), _persons(season, row.crew))
        for season in _of(series)
        for row in season.results
        if row.session == "race" and row.grid == 1 and len(row.crew) == 1
    }

    quickest = {(season.key, row.round_) for season in _of(series) for row in season.qualifying if row.position == 1}
    held = {(one.season, one.round_): (one.outfit, one.people) for one in found}
    assert {at: held[at] for at in whose} == whose
    shared = {("f1-1956", "italy"), ("f1-1956", "monaco")}  # cars that were shared later: by whom the pole was
    assert set(held) == {*whose, *quickest, *(shared if series == "f1" else ())}
    assert held.keys() >= quickest
    rounds = {(season.key, one.code): one for season in _of(series) for one in season.file.rounds}
    assert {one.place for one in found} == {1}
    drivers = Counter((person, one.season, one.round_) for one in found for person in one.people)
    outfits = Counter(one.outfit for one in {(one.outfit, one.season, one.round_): one for one in found}.values())
    for person in {person for person, _, _ in drivers}:
        at = [(season, round_) for season, round_ in await careers.poles_of_person(db, person)]
        assert Counter(at) == Counter((season, round_) for who, season, round_ in drivers if who == person)
    for outfit in {one.outfit for one in found if one.outfit is not None}:
        assert (await careers.poles_of_outfit(db, outfit)).total() == outfits[outfit]
    assert [rounds[one.season, one.round_].date for one in found] == sorted(
        rounds[one.season, one.round_].date for one in found
    )
    assert all(one.sources == " ".join(rounds[one.season, one.round_].sources) for one in found)


async def test_who_drove_for_an_outfit_is_whoever_was_in_one_of_its_cars(db: SeasonDb) -> None:
    drove: dict[str, set[str]] = {}
    for season in SEASONS:
        for row in season.results:
            outfit = _outfit(season, row.team)
            if outfit is not None:
                drove.setdefault(outfit, set()).update(_persons(season, row.crew))

    assert {outfit: await feats.drove_for(db, outfit) for outfit in drove} == drove


@pytest.mark.parametrize("series", SERIES)
async def test_nationalities_are_those_of_every_driver_of_the_series(db: SeasonDb, series: str) -> None:
    assert set(await feats.nationalities(db, series=series)) == {
        (_persons(season, (row.name,))[0], row.nationality) for season in _of(series) for row in season.drivers
    }


@pytest.mark.parametrize(("season", "series"), [(None, "alms"), (None, "f1"), ("f1-1956", None), (None, None)])
async def test_starts_podiums_and_wins_are_counted_once_a_race_for_everybody(
    db: SeasonDb, season: str | None, series: str | None
) -> None:
    asked = [one for one in SEASONS if season in {None, one.key} and series in {None, one.file.series}]
    drives = [(one.file.series, person, one.key, place) for one in asked for (person, _), place in _drives(one).items()]
    for sql, worst in ((records.STARTS, None), (records.PODIUMS, 3), (records.WINS, 1)):
        found = await records.tallies(db, sql, season=season, series=series)
        done = [
            (of, person, key)
            for of, person, key, place in drives
            if worst is None or (place is not None and place <= worst)
        ]
        counts = Counter((of, person) for of, person, _ in done)
        keys = {who: [key for of, person, key in done if (of, person) == who] for who in counts}
        assert {(one.series, one.person): (one.count, one.first, one.last) for one in found} == {
            who: (count, min(keys[who]), max(keys[who])) for who, count in counts.items()
        }
        order = [(-one.count, one.person) for one in found]
        assert order == sorted(order)
    won = await records.won_races(db, season=season, series=series)
    assert sorted((one.season, one.person, one.day) for one in won) == sorted(
        (one.key, person, {r.code: r.date for r in one.file.rounds}[code])
        for one in asked
        for (person, code), place in _drives(one).items()
        if place == 1
    )
    born = {(one.key, _persons(one, (row.name,))[0]): row.born for one in asked for row in one.drivers}
    assert all(one.born == born[one.season, one.person] for one in won)


async def test_titles_are_the_first_places_of_seasons_that_are_over(db: SeasonDb) -> None:
    found = await records.titles(db, None, season=None, series=None)

    assert sorted((one.season, one.championship, one.competitor) for one in found) == sorted(
        (season.key, row.championship, row.competitor)
        for season in SEASONS
        for row in season.standings
        if row.position == 1 and season.key != "f1-2026"
    )
    ends = {season.key: max(one.date for one in season.file.rounds if one.cancelled is None) for season in SEASONS}
    assert all(one.ended == ends[one.season] for one in found)
    drivers = {one.championship for one in found if "drivers" in one.championship}
    of_drivers = await records.titles(db, "drivers", season=None, series=None)
    assert {one.championship for one in of_drivers} == drivers
    assert all(one.key is not None for one in of_drivers)
    only = await records.titles(db, "teams", season=None, series="alms")
    assert {(one.competitor, one.key) for one in only} == {(one.competitor, f"alms:{one.competitor}") for one in only}


async def test_how_much_is_known_of_a_season_leaves_out_what_was_not_raced(db: SeasonDb) -> None:
    found = {one.season: one for one in await records.known(db, season=None, series=None)}

    for season in SEASONS:
        raced = [one for one in season.file.rounds if one.cancelled is None and not one.to_come]
        nobody = [row for row in season.results if row.session == "race" and row.class_position == 1]
        assert found[season.key].races == len(raced)
        assert found[season.key].unknown_crews == sum(row.crew == ("?",) for row in nobody)
        assert found[season.key].fastest_laps == sum(
            one.fastest_lap is not None and one.fastest_lap.driver not in {None, "?"} for one in raced
        )
    assert list(found) == [season.key for season in sorted(SEASONS, key=lambda one: one.file.starts)]


async def test_a_persons_and_an_outfits_cars_are_all_their_races_but_as_guests(db: SeasonDb) -> None:
    cars: dict[str, Counter[tuple[str, str, str]]] = {}
    run: dict[str, Counter[tuple[str, str, str]]] = {}
    for season in SEASONS:
        for row in _rows(season):
            car = (season.key, row.round_, row.status)
            for person in _persons(season, row.crew):
                cars.setdefault(person, Counter())[car] += 1
            outfit = _outfit(season, row.team)
            if outfit is not None:
                run.setdefault(outfit, Counter())[car] += 1

    for query, expected in ((careers.of_person, cars), (careers.of_outfit, run)):
        found = {key: await query(db, key) for key in expected}
        assert {key: Counter((e.season, e.round_, e.status) for e in each) for key, each in found.items()} == expected
        for each in found.values():
            places = [(e.season, e.number or 0) for e in each]
            assert places == sorted(places)


async def test_lines_in_drivers_tables_are_those_of_the_person(db: SeasonDb) -> None:
    lines: dict[str, list[tuple[str, str, object]]] = {}
    for season in SEASONS:
        drivers = {one.code for one in season.file.championships if one.kind == "drivers"}
        for row in season.standings:
            if row.championship in drivers:
                place = row.position if isinstance(row.position, int) else None
                (person,) = _persons(season, (row.competitor,))
                lines.setdefault(person, []).append((season.key, row.championship, place))

    for person, expected in lines.items():
        found = [(row.season, row.championship, row.position) for row in await careers.standings_of_person(db, person)]
        assert sorted(found, key=str) == sorted(expected, key=str)


async def test_fastest_laps_of_a_person_are_those_of_the_rounds(db: SeasonDb) -> None:
    laps: dict[str, Counter[str]] = {}
    for season in SEASONS:
        for one in season.file.rounds:
            if one.fastest_lap is not None and one.fastest_lap.driver is not None:
                for person in _persons(season, (one.fastest_lap.driver, *one.fastest_lap.also)):
                    laps.setdefault(person, Counter())[season.key] += 1

    assert {person: await careers.fastest_laps_of_person(db, person) for person in laps} == laps
    found = [
        one for series in SERIES for one in await records.tallies(db, records.FASTEST_LAPS, season=None, series=series)
    ]
    assert {one.person: one.count for one in found} == {person: count.total() for person, count in laps.items()}


async def test_who_won_in_an_outfits_cars_is_counted_once_a_race(db: SeasonDb) -> None:
    won: dict[str, set[tuple[str, str, str]]] = {}
    for season in SEASONS:
        for row in _rows(season):
            outfit = _outfit(season, row.team)
            if outfit is not None and row.class_position == 1:
                won.setdefault(outfit, set()).update(
                    (person, season.key, row.round_) for person in _persons(season, row.crew)
                )

    for outfit, races in won.items():
        counts = Counter(person for person, _, _ in races)
        found = await careers.winners_of_outfit(db, outfit)
        assert list(found) == sorted(counts.items(), key=lambda item: (-item[1], item[0]))


async def test_an_outfits_lines_are_its_own_and_those_of_the_constructors_that_it_ran(db: SeasonDb) -> None:
    lines: dict[str, set[tuple[str, str, str]]] = {}
    for season in SEASONS:
        kinds = {one.code: one.kind for one in season.file.championships}
        for standing in season.standings:
            kind, name = kinds[standing.championship], standing.competitor
            if kind == "teams":
                outfits = {_outfit(season, name)}
            elif kind == "constructors":
                outfits = {_outfit(season, row.team) for row in season.results if row.constructor == name}
            else:
                continue
            for outfit in outfits - {None}:
                assert outfit is not None
                lines.setdefault(outfit, set()).add((season.key, standing.championship, name))

    for outfit, expected in lines.items():
        found = [
            (row.season, row.championship, row.competitor) for row in await careers.standings_of_outfit(db, outfit)
        ]
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("place", [1, 3])
async def test_a_run_is_races_in_a_row_that_somebody_started_in_years_in_a_row(db: SeasonDb, place: int) -> None:
    # No two of the seasons of Formula 1 that are held follow one another: no run goes over a winter.
    expected = set()
    for season in SEASONS:
        dates = {one.code: one.date for one in season.file.rounds}
        started: dict[str, list[tuple[date, bool]]] = {}
        for (person, code), best in _drives(season).items():
            started.setdefault(person, []).append((dates[code], best is not None and best <= place))
        for person, races in started.items():
            run: list[date] = []
            for day, reached in [*sorted(races), (date.max, False)]:
                if reached:
                    run.append(day)
                    continue
                if len(run) > 1:
                    expected.add((season.file.series, person, len(run), run[0], run[-1]))
                run = []

    found = await records.runs(db, place, season=None, series=None)
    assert {(run.series, run.person, run.count, run.first, run.last) for run in found} == expected
    assert len(found) == len(expected) > 0
    assert [-run.count for run in found] == sorted(-run.count for run in found)
