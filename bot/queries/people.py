"""Drivers and teams as such: who they are, apart from what they did."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch_one, keys


@dataclass(frozen=True, slots=True)
class Identity:
    """A driver or a team. `nationality`: ISO alpha-3; "?" looked for, not found; None not filled in."""

    name: str
    nationality: str | None
    sources: tuple[str, ...]


DRIVER = """
    SELECT driver, nationality, sources
      FROM driver
     WHERE season = :season AND driver = :name
"""
TEAM = """
    SELECT team, nationality, sources
      FROM team
     WHERE season = :season AND team = :name
"""


def _identity(name: str, nationality: str | None, sources: str) -> Identity:
    return Identity(name, nationality, keys(sources))


async def driver(connection: aiosqlite.Connection, season: str, name: str) -> Identity | None:
    """A driver, None where the season has none of that name."""
    return await fetch_one(connection, DRIVER, _identity, season=season, name=name)


async def team(connection: aiosqlite.Connection, season: str, name: str) -> Identity | None:
    """A team, None where the season has none of that name."""
    return await fetch_one(connection, TEAM, _identity, season=season, name=name)
