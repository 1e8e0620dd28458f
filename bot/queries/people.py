"""Drivers and teams as such: who they are, apart from what they did."""

from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.queries.fetch import fetch_one, keys


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


DRIVER = """
    SELECT driver, person, nationality, born, sources
      FROM driver
     WHERE season = :season AND driver = :name
"""
TEAM = """
    SELECT team, outfit, nationality, NULL, sources
      FROM team
     WHERE season = :season AND team = :name
"""


def _identity(name: str, key: str, nationality: str | None, born: str | None, sources: str) -> Identity:
    return Identity(name, key, nationality, None if born is None else date.fromisoformat(born), keys(sources))


async def driver(connection: aiosqlite.Connection, season: str, name: str) -> Identity | None:
    """A driver, None where the season has none of that name."""
    return await fetch_one(connection, DRIVER, _identity, season=season, name=name)


async def team(connection: aiosqlite.Connection, season: str, name: str) -> Identity | None:
    """A team, None where the season has none of that name."""
    return await fetch_one(connection, TEAM, _identity, season=season, name=name)
