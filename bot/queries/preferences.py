"""What a server and a person have set: read whole into memory, changed one row at a time."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import change, fetch


@dataclass(frozen=True, slots=True)
class ServerPreferences:
    """What a server has set; None: not set. `season` is a key, which may no longer be held."""

    season: str | None = None
    private: bool | None = None
    spoilers: bool | None = None


@dataclass(frozen=True, slots=True)
class PersonPreferences:
    """What a person has set; None: not set. `season` is a key, which may no longer be held."""

    season: str | None = None
    private: bool | None = None


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _server(season: str | None, private: int | None, spoilers: int | None) -> ServerPreferences:
    return ServerPreferences(season, _truth(private), _truth(spoilers))


def _person(season: str | None, private: int | None) -> PersonPreferences:
    return PersonPreferences(season, _truth(private))


SERVERS = """
    SELECT server, season, private, spoilers
      FROM server
     ORDER BY server
"""
PEOPLE = """
    SELECT person, season, private
      FROM person
     ORDER BY person
"""


async def servers(connection: aiosqlite.Connection) -> dict[int, ServerPreferences]:
    """What every server has set, by its id."""
    return dict(await fetch(connection, SERVERS, lambda server, *columns: (int(server), _server(*columns))))


async def people(connection: aiosqlite.Connection) -> dict[int, PersonPreferences]:
    """What every person has set, by their id."""
    return dict(await fetch(connection, PEOPLE, lambda person, *columns: (int(person), _person(*columns))))


# What is not named stays as it is: several processes may change one row.
SET_SERVER = """
    INSERT INTO server (server, season, private, spoilers)
    VALUES (:server, :season, :private, :spoilers)
        ON CONFLICT (server) DO UPDATE
       SET season = coalesce(excluded.season, season),
           private = coalesce(excluded.private, private),
           spoilers = coalesce(excluded.spoilers, spoilers)
    RETURNING season, private, spoilers
"""
SET_PERSON = """
    INSERT INTO person (person, season, private)
    VALUES (:person, :season, :private)
        ON CONFLICT (person) DO UPDATE
       SET season = coalesce(excluded.season, season),
           private = coalesce(excluded.private, private)
    RETURNING season, private
"""
RESET_SERVER = """
    DELETE FROM server
     WHERE server = :server
"""
RESET_PERSON = """
    DELETE FROM person
     WHERE person = :person
"""


async def set_server(connection: aiosqlite.Connection, server: int, wanted: ServerPreferences) -> ServerPreferences:
    """Set what is not None for a server; what it then has set."""
    (row,) = await fetch(
        connection,
        SET_SERVER,
        _server,
        server=server,
        season=wanted.season,
        private=_flag(wanted.private),
        spoilers=_flag(wanted.spoilers),
    )
    return row


async def set_person(connection: aiosqlite.Connection, person: int, wanted: PersonPreferences) -> PersonPreferences:
    """Set what is not None for a person; what they then have set."""
    (row,) = await fetch(
        connection, SET_PERSON, _person, person=person, season=wanted.season, private=_flag(wanted.private)
    )
    return row


async def reset_server(connection: aiosqlite.Connection, server: int) -> None:
    """Forget what a server has set."""
    await change(connection, RESET_SERVER, server=server)


async def reset_person(connection: aiosqlite.Connection, person: int) -> None:
    """Forget what a person has set."""
    await change(connection, RESET_PERSON, person=person)
