"""Cars that won their class over many seasons, and what says so.

`:season` and `:series` keep to one season or series; both None: everything.
"""

from collections import defaultdict
from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch, keys
from bot.queries.results import UNKNOWN


@dataclass(frozen=True, slots=True)
class WonCar:
    """A car that won its class. What is not known of it is None; `people` is empty where the crew is not known."""

    series: str
    season: str
    round_: str
    class_: str
    outfit: str | None
    chassis: str | None
    engine: str | None
    overall_winner: bool
    people: tuple[str, ...]


WON_CARS = """
    SELECT season.series, season.season, round.round, entry.class, entry.entry, team.outfit, entry.chassis,
           entry.engine,
           CASE WHEN entry.overall_position IS NOT NULL THEN entry.overall_position = 1
                ELSE coalesce(fact.value = entry.car AND entry.car <> '?' AND entry.car_repeated = 0, 0) END
      FROM season
      JOIN entry ON entry.season = season.season AND entry.class_position = 1 AND entry.session = 'race'
      JOIN class ON class.season = entry.season AND class.class = entry.class AND class.guest = 0
      JOIN round ON round.season = entry.season AND round.round = entry.round
      LEFT JOIN team ON team.season = entry.season AND team.team = entry.team
      LEFT JOIN fact ON fact.season = entry.season AND fact.subject = 'round' AND fact.key = entry.round
                    AND fact.name = 'overall_winner'
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
     ORDER BY round.date, entry.entry
"""


WON_BY = """
    SELECT entry.entry, driver.person
      FROM season
      JOIN entry ON entry.season = season.season AND entry.class_position = 1 AND entry.session = 'race'
      JOIN crew ON crew.entry = entry.entry
      JOIN driver ON driver.season = crew.season AND driver.driver = crew.driver
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
     ORDER BY entry.entry, crew.seat
"""


WIN_SOURCES = """
    SELECT DISTINCT season.season, entry.sources
      FROM season
      JOIN entry ON entry.season = season.season AND entry.class_position = 1 AND entry.session = 'race'
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
     ORDER BY season.starts DESC, entry.entry
"""


async def won_cars(connection: aiosqlite.Connection, *, season: str | None, series: str | None) -> tuple[WonCar, ...]:
    """Every car that won its class, by date; guests outside the championship win none."""
    crews: defaultdict[int, list[str]] = defaultdict(list)
    for entry, person in await fetch(connection, WON_BY, lambda *row: row, season=season, series=series):
        crews[entry].append(person)
    return await fetch(
        connection,
        WON_CARS,
        lambda series, season, round_, class_, entry, outfit, chassis, engine, overall: WonCar(
            series,
            season,
            round_,
            class_,
            outfit,
            _stated(chassis),
            _stated(engine),
            bool(overall),
            tuple(crews[entry]),
        ),
        season=season,
        series=series,
    )


async def win_sources(
    connection: aiosqlite.Connection, *, season: str | None, series: str | None
) -> dict[str, tuple[str, ...]]:
    """Source keys of class wins by season, latest season first."""
    found: dict[str, tuple[str, ...]] = {}
    for key, source in await fetch(connection, WIN_SOURCES, lambda *row: row, season=season, series=series):
        found[key] = (*found.get(key, ()), *keys(source))
    return found


def _stated(value: str | None) -> str | None:
    return None if value == UNKNOWN else value
