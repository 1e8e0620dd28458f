"""What was done at each race of a series: places on the podium, pole positions, and places in sprints."""

from collections import defaultdict
from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch


@dataclass(frozen=True, slots=True)
class Feat:
    """One car that reached a place in a race or sprint, or one that had pole position.

    `outfit` is None where the team is not known; `people` is empty where the crew, or who of it had pole, is not.
    """

    season: str
    round_: str
    place: int
    outfit: str | None
    people: tuple[str, ...]
    sources: str


PLACED = """
    SELECT entry.entry, season.season, entry.round, entry.class_position, team.outfit, entry.sources
      FROM season
      JOIN entry ON entry.season = season.season AND entry.class_position <= 3 AND entry.session = :session
      JOIN class ON class.season = entry.season AND class.class = entry.class AND class.guest = 0
      JOIN round ON round.season = entry.season AND round.round = entry.round
      LEFT JOIN team ON team.season = entry.season AND team.team = entry.team
     WHERE season.series = :series
     ORDER BY round.date, entry.entry
"""
CREWS = """
    SELECT entry.entry, driver.person
      FROM season
      JOIN entry ON entry.season = season.season AND entry.class_position <= 3 AND entry.session = :session
      JOIN crew ON crew.entry = entry.entry
      JOIN driver ON driver.season = crew.season AND driver.driver = crew.driver
     WHERE season.series = :series
     ORDER BY entry.entry, crew.seat
"""
POLES = """
    SELECT season.season, pole.round, team.outfit, driver.person, round.sources
      FROM season
      JOIN pole ON pole.season = season.season
      JOIN round ON round.season = pole.season AND round.round = pole.round
      LEFT JOIN team ON team.season = pole.season AND team.team = pole.team
      LEFT JOIN driver ON driver.season = pole.season AND driver.driver = pole.driver
     WHERE season.series = :series
     ORDER BY round.date, pole.seq
"""
NATIONALITIES = """
    SELECT DISTINCT driver.person, driver.nationality
      FROM season
      JOIN driver ON driver.season = season.season
     WHERE season.series = :series
     ORDER BY driver.person, driver.nationality
"""
DROVE_FOR = """
    SELECT DISTINCT driver.person
      FROM team
      JOIN entry ON entry.season = team.season AND entry.team = team.team
      JOIN crew ON crew.entry = entry.entry
      JOIN driver ON driver.season = crew.season AND driver.driver = crew.driver
     WHERE team.outfit = :outfit
     ORDER BY driver.person
"""


async def placed(connection: aiosqlite.Connection, *, series: str, session: str) -> tuple[Feat, ...]:
    """Every car on the podium of its class in a "race" or "sprint", by date; no guests outside the championship."""
    crews: defaultdict[int, list[str]] = defaultdict(list)
    for entry, person in await fetch(connection, CREWS, lambda *row: row, series=series, session=session):
        crews[entry].append(person)
    return await fetch(
        connection,
        PLACED,
        lambda entry, season, round_, place, outfit, source: Feat(
            season, round_, place, outfit, tuple(dict.fromkeys(crews[entry])), source
        ),
        series=series,
        session=session,
    )


async def poles(connection: aiosqlite.Connection, *, series: str) -> tuple[Feat, ...]:
    """Every pole position, by date; several of a race where it was shared."""
    return await fetch(
        connection,
        POLES,
        lambda season, round_, outfit, person, source: Feat(
            season, round_, 1, outfit, () if person is None else (person,), source
        ),
        series=series,
    )


async def nationalities(connection: aiosqlite.Connection, *, series: str) -> tuple[tuple[str, str | None], ...]:
    """(person, nationality) as a series has it; several rows where its seasons differ. None and "?": not known."""
    return await fetch(connection, NATIONALITIES, lambda person, nation: (str(person), nation), series=series)


async def drove_for(connection: aiosqlite.Connection, outfit: str) -> frozenset[str]:
    """People who were entered in a car of an outfit."""
    return frozenset(await fetch(connection, DROVE_FOR, str, outfit=outfit))
