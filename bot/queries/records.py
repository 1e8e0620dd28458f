"""What is counted over everybody and many seasons: wins, starts, poles, titles, runs of wins.

`:season` and `:series` keep to one season or series; both None: everything.
"""

from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.queries.fetch import fetch, keys


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody did something in a series, and from which season to which."""

    series: str
    person: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Run:
    """Races in a row of somebody in a series, each of which the person started: dates of the first and last."""

    series: str
    person: str
    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WonRace:
    """A race that somebody won, in a class. `born` is None where not held."""

    series: str
    season: str
    person: str
    born: date | None
    day: date
    number: int | None
    circuit_short: str


@dataclass(frozen=True, slots=True)
class Title:
    """A first place in a final table. `key` is the person's or outfit's, None where the competitor is neither.

    `ended` is the date of the last race of the season; `born` is None where not held, or for a team.
    """

    series: str
    season: str
    championship: str
    competitor: str
    key: str | None
    total: int | None
    total_derived: bool
    born: date | None
    ended: date
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """How much of a season is known: races held, those whose pole and fastest lap have a driver, and winning cars whose
    crew is not known.
    """

    season: str
    races: int
    poles: int
    fastest_laps: int
    unknown_crews: int


_DRIVES = """
    SELECT season.series, drive.person, count(*), min(season.season), max(season.season)
      FROM season
      JOIN drive ON drive.season = season.season
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
"""
_BY_PERSON = """
     GROUP BY season.series, drive.person
     ORDER BY 3 DESC, drive.person
"""
STARTS = _DRIVES + _BY_PERSON
PODIUMS = _DRIVES + " AND drive.place <= 3 " + _BY_PERSON
WINS = _DRIVES + " AND drive.place <= 3 AND drive.place = 1 " + _BY_PERSON
WINS_IN_SEASON = (
    _DRIVES
    + """ AND drive.place <= 3 AND drive.place = 1
     GROUP BY season.season, drive.person
     ORDER BY 3 DESC, season.starts, drive.person
"""
)
POLES = """
    SELECT season.series, driver.person, count(DISTINCT pole.season || ' ' || pole.round), min(season.season),
           max(season.season)
      FROM season
      JOIN pole ON pole.season = season.season
      JOIN driver ON driver.season = pole.season AND driver.driver = pole.driver
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
     GROUP BY season.series, driver.person
     ORDER BY 3 DESC, driver.person
"""
FASTEST_LAPS = POLES.replace("pole", "fastest_lap")
# A run ends where a race was started and the place not reached: the two counts then move apart. It also ends where a
# year is not held, for nobody knows what happened in it. A label, such as 2018-19, begins with its year.
RUNS = """
    WITH held AS (
        SELECT season, series,
               CAST(label AS INTEGER)
               - dense_rank() OVER (PARTITION BY series ORDER BY CAST(label AS INTEGER)) AS missing
          FROM season
         WHERE (:season IS NULL OR season = :season) AND (:series IS NULL OR series = :series)
    ),
    started AS (
        SELECT held.series, held.missing, drive.person, drive.date, coalesce(drive.place <= :place, 0) AS reached
          FROM held
          JOIN drive ON drive.season = held.season
         WHERE drive.person IN (SELECT best.person FROM drive AS best WHERE best.place <= 3 AND best.place <= :place)
    ),
    numbered AS (
        SELECT series, missing, person, date, reached,
               row_number() OVER (PARTITION BY series, missing, person ORDER BY date)
               - row_number() OVER (PARTITION BY series, missing, person, reached ORDER BY date) AS run
          FROM started
    )
    SELECT series, person, count(*), min(date), max(date)
      FROM numbered
     WHERE reached
     GROUP BY series, missing, person, run
    HAVING count(*) > 1
     ORDER BY 3 DESC, 4, person
"""
WON_RACES = """
    SELECT season.series, season.season, drive.person, driver.born, drive.date, round.number, circuit.short
      FROM season
      JOIN drive ON drive.season = season.season AND drive.place <= 3 AND drive.place = 1
      JOIN driver ON driver.season = drive.season AND driver.person = drive.person
      JOIN round ON round.season = drive.season AND round.round = drive.round
      JOIN circuit ON circuit.season = round.season AND circuit.circuit = round.circuit
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
     ORDER BY drive.date, season.season, drive.person
"""
TITLES = """
    SELECT season.series, season.season, standing.championship, standing.competitor,
           coalesce(driver.person, team.outfit), standing.total, standing.total_derived, driver.born,
           (SELECT max(round.date) FROM round WHERE round.season = season.season AND round.cancelled IS NULL),
           standing.sources
      FROM season
      JOIN championship ON championship.season = season.season
      JOIN standing ON standing.season = championship.season AND standing.championship = championship.championship
                   AND standing.position = 1
      LEFT JOIN driver ON championship.kind = 'drivers' AND driver.season = standing.season
                      AND driver.driver = standing.competitor
      LEFT JOIN team ON team.season = standing.season AND team.team = CASE championship.kind
                        WHEN 'teams' THEN standing.competitor
                        WHEN 'constructors' THEN
                            (SELECT entry.team FROM entry
                              WHERE entry.season = standing.season AND entry.constructor = standing.competitor LIMIT 1)
                        END
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
       AND (:kind IS NULL OR championship.kind = :kind)
       AND NOT EXISTS (SELECT 1 FROM round WHERE round.season = season.season AND round.to_come = 1)
     ORDER BY season.starts DESC, season.season, championship.seq, standing.seq
"""
KNOWN = """
    SELECT season.season,
           (SELECT count(*) FROM round
             WHERE round.season = season.season AND round.cancelled IS NULL AND round.to_come = 0),
           (SELECT count(DISTINCT pole.round) FROM pole
             WHERE pole.season = season.season AND pole.driver IS NOT NULL),
           (SELECT count(DISTINCT fastest_lap.round) FROM fastest_lap WHERE fastest_lap.season = season.season),
           (SELECT count(*) FROM entry
             WHERE entry.season = season.season AND entry.class_position = 1 AND entry.session = 'race'
               AND NOT EXISTS (SELECT 1 FROM crew WHERE crew.entry = entry.entry))
      FROM season
     WHERE (:season IS NULL OR season.season = :season) AND (:series IS NULL OR season.series = :series)
     ORDER BY season.starts
"""


def _born(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


async def tallies(
    connection: aiosqlite.Connection, sql: str, *, season: str | None, series: str | None
) -> tuple[Tally, ...]:
    """Counts by person and series, most first. `sql` is one of this module's statements that count."""
    return await fetch(connection, sql, Tally, season=season, series=series)


async def runs(
    connection: aiosqlite.Connection, place: int, *, season: str | None, series: str | None
) -> tuple[Run, ...]:
    """Races in a row, of two or more, that people finished in this place or better, longest first."""
    return await fetch(
        connection,
        RUNS,
        lambda series, person, count, first, last: Run(
            series, person, count, date.fromisoformat(first), date.fromisoformat(last)
        ),
        place=place,
        season=season,
        series=series,
    )


async def won_races(connection: aiosqlite.Connection, *, season: str | None, series: str | None) -> tuple[WonRace, ...]:
    """Every race that somebody won, by date."""
    return await fetch(
        connection,
        WON_RACES,
        lambda series, season, person, born, day, number, short: WonRace(
            series, season, person, _born(born), date.fromisoformat(day), number, short
        ),
        season=season,
        series=series,
    )


async def titles(
    connection: aiosqlite.Connection, kind: str | None, *, season: str | None, series: str | None
) -> tuple[Title, ...]:
    """Titles of seasons that are over, latest season first. `kind` is whose; None: everybody's."""
    return await fetch(
        connection,
        TITLES,
        lambda series, season, championship, competitor, key, total, derived, born, ended, source: Title(
            series,
            season,
            championship,
            competitor,
            key,
            total,
            bool(derived),
            _born(born),
            date.fromisoformat(ended),
            keys(source),
        ),
        kind=kind,
        season=season,
        series=series,
    )


async def known(connection: aiosqlite.Connection, *, season: str | None, series: str | None) -> tuple[Known, ...]:
    """How much of each season is known, earliest first."""
    return await fetch(connection, KNOWN, Known, season=season, series=series)
