"""What a driver or team did over seasons: their cars in races, places in championships, poles and fastest laps."""

from collections import Counter
from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch, keys
from bot.season.statuses import STARTED


@dataclass(frozen=True, slots=True)
class CareerEntry:
    """One car in the race of one round, guests outside the championship left out.

    `class_position` is None where not classified or not known.
    """

    season: str
    round_: str
    number: int | None
    round_name: str
    circuit_short: str
    team: str
    class_position: int | None
    overall_winner: bool
    status: str
    sources: str

    @property
    def started(self) -> bool:
        """Whether the car took the start."""
        return self.status in STARTED


@dataclass(frozen=True, slots=True)
class CareerStanding:
    """A line in the final table of a championship. `position` None: not known, or struck; `total` None: not known."""

    season: str
    championship: str
    competitor: str
    position: int | None
    struck: str | None
    total: int | None
    sources: tuple[str, ...]


OF_PERSON = """
    SELECT line.season, line.round, line.round_number, line.round_name, line.circuit_short, line.team,
           line.class_position, line.overall_winner, line.status, line.sources
      FROM driver
      JOIN crew ON crew.season = driver.season AND crew.driver = driver.driver
      JOIN entry_line AS line ON line.entry = crew.entry
     WHERE driver.person = :key AND line.session = 'race' AND line.guest = 0
     ORDER BY line.season, line.round_seq, line.entry
"""
OF_OUTFIT = """
    SELECT line.season, line.round, line.round_number, line.round_name, line.circuit_short, line.team,
           line.class_position, line.overall_winner, line.status, line.sources
      FROM team
      JOIN entry_line AS line ON line.season = team.season AND line.team = team.team
     WHERE team.outfit = :key AND line.session = 'race' AND line.guest = 0
     ORDER BY line.season, line.round_seq, line.entry
"""
STANDINGS_OF_PERSON = """
    SELECT standing.season, standing.championship, standing.competitor, standing.position, standing.struck,
           standing.total, standing.sources
      FROM driver
      JOIN standing ON standing.season = driver.season AND standing.competitor = driver.driver
      JOIN championship ON championship.season = standing.season
                       AND championship.championship = standing.championship AND championship.kind = 'drivers'
      JOIN season ON season.season = standing.season
     WHERE driver.person = :key
     ORDER BY season.starts, championship.seq
"""
# A team's own line, or that of whom its cars score for as constructors.
STANDINGS_OF_OUTFIT = """
    WITH scoring (season, kind, competitor) AS (
        SELECT team.season, 'teams', team.team
          FROM team
         WHERE team.outfit = :key
         UNION
        SELECT team.season, 'constructors', entry.constructor
          FROM team
          JOIN entry ON entry.season = team.season AND entry.team = team.team
         WHERE team.outfit = :key AND entry.constructor IS NOT NULL
    )
    SELECT standing.season, standing.championship, standing.competitor, standing.position, standing.struck,
           standing.total, standing.sources
      FROM scoring
      JOIN standing ON standing.season = scoring.season AND standing.competitor = scoring.competitor
      JOIN championship ON championship.season = standing.season
                       AND championship.championship = standing.championship AND championship.kind = scoring.kind
      JOIN season ON season.season = standing.season
     ORDER BY season.starts, championship.seq, standing.position IS NULL, standing.position
"""
POLES_OF_PERSON = """
    SELECT DISTINCT pole.season, pole.round, round.seq
      FROM driver
      JOIN pole ON pole.season = driver.season AND pole.driver = driver.driver
      JOIN round ON round.season = pole.season AND round.round = pole.round
     WHERE driver.person = :key
     ORDER BY pole.season, round.seq
"""
POLES_OF_OUTFIT = """
    SELECT DISTINCT pole.season, pole.round
      FROM team
      JOIN pole ON pole.season = team.season AND pole.team = team.team
     WHERE team.outfit = :key
     ORDER BY pole.season
"""
FASTEST_LAPS_OF_PERSON = """
    SELECT fastest_lap.season
      FROM driver
      JOIN fastest_lap ON fastest_lap.season = driver.season AND fastest_lap.driver = driver.driver
     WHERE driver.person = :key
     ORDER BY fastest_lap.season
"""
DRIVERS_OF_OUTFIT = """
    SELECT driver.person, count(DISTINCT entry.season || ' ' || entry.round)
      FROM team
      JOIN entry ON entry.season = team.season AND entry.team = team.team
      JOIN class ON class.season = entry.season AND class.class = entry.class
      JOIN crew ON crew.entry = entry.entry
      JOIN driver ON driver.season = crew.season AND driver.driver = crew.driver
     WHERE team.outfit = :key AND entry.session = 'race' AND entry.class_position = 1 AND class.guest = 0
     GROUP BY driver.person
     ORDER BY 2 DESC, driver.person
"""


def _entry(
    season: str,
    round_: str,
    number: int | None,
    round_name: str,
    circuit_short: str,
    team: str,
    class_position: int | None,
    overall_winner: int,
    status: str,
    sources: str,
) -> CareerEntry:
    return CareerEntry(
        season, round_, number, round_name, circuit_short, team, class_position, bool(overall_winner), status, sources
    )


def _standing(
    season: str,
    championship: str,
    competitor: str,
    position: int | None,
    struck: str | None,
    total: int | None,
    sources: str,
) -> CareerStanding:
    return CareerStanding(season, championship, competitor, position, struck, total, keys(sources))


async def of_person(connection: aiosqlite.Connection, person: str) -> tuple[CareerEntry, ...]:
    """Every car that a person shared in a race, by season and round."""
    return await fetch(connection, OF_PERSON, _entry, key=person)


async def of_outfit(connection: aiosqlite.Connection, outfit: str) -> tuple[CareerEntry, ...]:
    """Every car that an outfit ran in a race, by season and round."""
    return await fetch(connection, OF_OUTFIT, _entry, key=outfit)


async def standings_of_person(connection: aiosqlite.Connection, person: str) -> tuple[CareerStanding, ...]:
    """A person's lines in drivers' championships, by season."""
    return await fetch(connection, STANDINGS_OF_PERSON, _standing, key=person)


async def standings_of_outfit(connection: aiosqlite.Connection, outfit: str) -> tuple[CareerStanding, ...]:
    """An outfit's lines in championships of teams and constructors, by season, best first in each."""
    return await fetch(connection, STANDINGS_OF_OUTFIT, _standing, key=outfit)


async def poles_of_person(connection: aiosqlite.Connection, person: str) -> tuple[tuple[str, str], ...]:
    """Pole positions as (season, round), by season and round."""
    return await fetch(connection, POLES_OF_PERSON, lambda season, round_, _: (str(season), str(round_)), key=person)


async def poles_of_outfit(connection: aiosqlite.Connection, outfit: str) -> Counter[str]:
    """Pole positions of an outfit's cars by season."""
    return Counter(await fetch(connection, POLES_OF_OUTFIT, lambda season, _: str(season), key=outfit))


async def fastest_laps_of_person(connection: aiosqlite.Connection, person: str) -> Counter[str]:
    """Fastest laps of races by season."""
    return Counter(await fetch(connection, FASTEST_LAPS_OF_PERSON, str, key=person))


async def winners_of_outfit(connection: aiosqlite.Connection, outfit: str) -> tuple[tuple[str, int], ...]:
    """People who won in an outfit's cars, as (person, races won), most first."""
    return await fetch(connection, DRIVERS_OF_OUTFIT, lambda person, won: (str(person), int(won)), key=outfit)
