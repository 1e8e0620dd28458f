"""The points that places pay, and the counting rules in words."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch, keys


@dataclass(frozen=True, slots=True)
class Scale:
    """What places pay, in units: `points[0]` for first. `rounds` are codes in calendar order.

    `championships` are the codes of those that it counts for, empty: all. `fastest_lap` is what the fastest lap
    pays, None: nothing, and `fastest_lap_within` the worst place with which it does, None: any.
    """

    scale: str
    name: str
    session: str
    championships: tuple[str, ...]
    fastest_lap: int | None
    fastest_lap_within: int | None
    points: tuple[int, ...]
    rounds: tuple[str, ...]
    sources: tuple[str, ...]
    rounds_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule in words."""

    rule: str
    text: str
    sources: tuple[str, ...]


SCALES = """
    SELECT scale, name, session, championships, fastest_lap, fastest_lap_within, sources, rounds_sources
      FROM scale
     WHERE season = :season
     ORDER BY rowid
"""
SCALE_PLACES = """
    SELECT scale, points
      FROM scale_place
     WHERE season = :season
     ORDER BY scale, place
"""
SCALE_ROUNDS = """
    SELECT scale_round.scale, scale_round.round
      FROM scale_round
      JOIN round ON round.season = scale_round.season AND round.round = scale_round.round
     WHERE scale_round.season = :season
     ORDER BY round.seq
"""
RULES = """
    SELECT rule, text, sources
      FROM rule
     WHERE season = :season
     ORDER BY seq
"""


async def scales(connection: aiosqlite.Connection, season: str) -> tuple[Scale, ...]:
    """The points scales of a season, in the order of its text."""
    places: dict[str, list[int]] = {}
    for scale, points in await fetch(connection, SCALE_PLACES, lambda *row: row, season=season):
        places.setdefault(scale, []).append(points)
    rounds: dict[str, list[str]] = {}
    for scale, code in await fetch(connection, SCALE_ROUNDS, lambda *row: row, season=season):
        rounds.setdefault(scale, []).append(code)
    return await fetch(
        connection,
        SCALES,
        lambda scale, name, session, titles, fastest_lap, within, source, rounds_source: Scale(
            scale,
            name,
            session,
            keys(titles),
            fastest_lap,
            within,
            tuple(places[scale]),
            tuple(rounds.get(scale, ())),
            keys(source),
            keys(rounds_source),
        ),
        season=season,
    )


async def rules(connection: aiosqlite.Connection, season: str) -> tuple[Rule, ...]:
    """The counting rules of a season, in the order of its text."""
    return await fetch(connection, RULES, lambda rule, text, source: Rule(rule, text, keys(source)), season=season)
