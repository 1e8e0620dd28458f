"""What is known of qualifying and the grid."""

from dataclasses import dataclass

import aiosqlite

from bot.database.open import SeasonDb
from bot.queries.fetch import fetch, fetch_by, keys, names


@dataclass(frozen=True, slots=True)
class GridPlace:
    """One known place. `position` is on the whole grid, `class_position` in the class; either may be None."""

    round_: str
    position: int | None
    class_: str
    class_position: int | None
    car: str
    team: str | None
    drivers: tuple[str, ...]
    time: str | None
    sources: tuple[str, ...]
    derivation: str | None
    note: str | None


GRID = """
    SELECT round, position, class, class_position, car, team, drivers, time, sources, derivation, note
      FROM qualifying
     WHERE season = :season AND round = :round
     ORDER BY position IS NULL, position, seq
"""
POLES = """
    SELECT qualifying.round, position, class, class_position, car, team, drivers, time, qualifying.sources,
           derivation, note
      FROM qualifying
      JOIN round ON round.season = qualifying.season AND round.round = qualifying.round
     WHERE qualifying.season = :season AND (position = 1 OR class_position = 1)
     ORDER BY round.seq, position IS NULL, position, qualifying.seq
"""
POLES_OF_DRIVERS = """
    SELECT DISTINCT pole.driver, round.number
      FROM pole
      JOIN round ON round.season = pole.season AND round.round = pole.round
     WHERE pole.season = :season AND pole.driver IS NOT NULL
     ORDER BY round.seq
"""


def _place(
    round_: str,
    position: int | None,
    class_: str,
    class_position: int | None,
    car: str,
    team: str | None,
    drivers: str,
    time: str | None,
    sources: str,
    derivation: str | None,
    note: str | None,
) -> GridPlace:
    return GridPlace(
        round_, position, class_, class_position, car, team, names(drivers), time, keys(sources), derivation, note
    )


async def grid(connection: aiosqlite.Connection, season: str, round_: str) -> tuple[GridPlace, ...]:
    """The known places of a round: by place on the whole grid, then those known in their class only."""
    return await fetch(connection, GRID, _place, season=season, round=round_)


async def poles(connection: aiosqlite.Connection, season: str) -> tuple[GridPlace, ...]:
    """Pole positions and class poles of a season, by round."""
    return await fetch(connection, POLES, _place, season=season)


async def poles_of_driver(connection: SeasonDb, season: str, driver: str) -> tuple[int, ...]:
    """Numbers of the rounds that a driver started first: by the grid where it is held, else by qualifying."""
    return fetch_by(connection, POLES_OF_DRIVERS, int, season).get(driver, ())
