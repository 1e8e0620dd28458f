"""Drivers and teams as such: who they are, apart from what they did."""

from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.database.open import SeasonDb
from bot.queries.fetch import fetch, fetch_by, keys


@dataclass(frozen=True, slots=True)
class Identity:
    """A driver or a team. `nationality`: ISO alpha-3; "?" looked for, not found; None not filled in.

    `key` is the same in every season that the driver or team is known in. `born` is None where not filled in.
    """

    name: str
    key: str
    nationality: str | None
    born: date | None
    sources: tuple[str, ...]


DRIVERS = """
    SELECT driver, driver, person, nationality, born, sources
      FROM driver
     WHERE season = :season
"""
TEAMS = """
    SELECT team, team, outfit, nationality, NULL, sources
      FROM team
     WHERE season = :season
"""


def _identity(name: str, key: str, nationality: str | None, born: str | None, sources: str) -> Identity:
    return Identity(name, key, nationality, None if born is None else date.fromisoformat(born), keys(sources))


async def driver(connection: SeasonDb, season: str, name: str) -> Identity | None:
    """A driver, None where the season has none of that name."""
    return next(iter(fetch_by(connection, DRIVERS, _identity, season).get(name, ())), None)


async def team(connection: SeasonDb, season: str, name: str) -> Identity | None:
    """A team, None where the season has none of that name."""
    return next(iter(fetch_by(connection, TEAMS, _identity, season).get(name, ())), None)


DRIVERS_OVER_SEASONS = """
    SELECT driver.person, driver.season, driver.driver
      FROM driver
      JOIN season ON season.season = driver.season
     ORDER BY season.starts, season.season, driver.rowid
"""
TEAMS_OVER_SEASONS = """
    SELECT team.outfit, team.season, team.team
      FROM team
      JOIN season ON season.season = team.season
     ORDER BY season.starts, season.season, team.rowid
"""


async def drivers_over_seasons(connection: aiosqlite.Connection) -> tuple[tuple[str, str, str], ...]:
    """Every driver of every season as (person, season, name there), earliest season first."""
    return await fetch(connection, DRIVERS_OVER_SEASONS, lambda *row: row)


async def teams_over_seasons(connection: aiosqlite.Connection) -> tuple[tuple[str, str, str], ...]:
    """Every team of every season as (outfit, season, name there), earliest season first."""
    return await fetch(connection, TEAMS_OVER_SEASONS, lambda *row: row)
