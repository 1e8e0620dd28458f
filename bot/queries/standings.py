"""Championships, their standings, and the points that places pay."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch, keys, names


@dataclass(frozen=True, slots=True)
class Championship:
    """A title. `decided` is the code of the round where it was decided, None where no source says."""

    championship: str
    class_: str
    kind: str
    name: str
    coverage: str
    decided: str | None
    decided_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A competitor's line. `position` None: not known, or struck; `total` None: not known; else in units."""

    championship: str
    competitor: str
    position: int | None
    struck: bool
    total: int | None
    total_derived: bool
    chassis: tuple[str, ...]
    engine: tuple[str, ...]
    sources: tuple[str, ...]
    derivation: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """What a competitor scored at a round, in the season's units; `points` is None unless `state` is "points"."""

    championship: str
    competitor: str
    round_: str
    state: str
    points: int | None
    derived: bool
    dropped: bool
    one_of: str | None


@dataclass(frozen=True, slots=True)
class Scale:
    """What places pay, in units: `points[0]` for first. `rounds` are codes in calendar order."""

    scale: str
    name: str
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


CHAMPIONSHIPS = """
    SELECT championship, class, kind, name, coverage, decided, decided_sources
      FROM championship
     WHERE season = :season
     ORDER BY seq
"""
STANDINGS = """
    SELECT championship, competitor, position, struck, total, total_derived, chassis, engine, sources, derivation, note
      FROM standing
     WHERE season = :season AND championship = :championship
     ORDER BY position IS NULL, position, seq
"""
OF_COMPETITOR = """
    SELECT championship, competitor, position, struck, total, total_derived, chassis, engine, sources, derivation, note
      FROM standing
     WHERE season = :season AND competitor = :competitor
     ORDER BY championship
"""
SCORES = """
    SELECT score.championship, score.competitor, score.round, score.state, score.points, score.derived,
           score.dropped, score.one_of
      FROM score
      JOIN round ON round.season = score.season AND round.round = score.round
     WHERE score.season = :season AND score.championship = :championship
     ORDER BY score.competitor, round.seq
"""
SCALES = """
    SELECT scale, name, sources, rounds_sources
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


async def championships(connection: aiosqlite.Connection, season: str) -> tuple[Championship, ...]:
    """The championships of a season, in the order of its text."""
    return await fetch(
        connection,
        CHAMPIONSHIPS,
        lambda code, class_, kind, name, coverage, decided, source: Championship(
            code, class_, kind, name, coverage, decided, keys(source)
        ),
        season=season,
    )


def _standing(
    championship: str,
    competitor: str,
    position: int | None,
    struck: int,
    total: int | None,
    total_derived: int,
    chassis: str,
    engine: str,
    sources: str,
    derivation: str | None,
    note: str | None,
) -> Standing:
    return Standing(
        championship,
        competitor,
        position,
        bool(struck),
        total,
        bool(total_derived),
        names(chassis),
        names(engine),
        keys(sources),
        derivation,
        note,
    )


async def standings(connection: aiosqlite.Connection, season: str, championship: str) -> tuple[Standing, ...]:
    """The lines of a championship: known positions first, in order."""
    return await fetch(connection, STANDINGS, _standing, season=season, championship=championship)


async def of_competitor(connection: aiosqlite.Connection, season: str, competitor: str) -> tuple[Standing, ...]:
    """A competitor's line in every championship that has one."""
    return await fetch(connection, OF_COMPETITOR, _standing, season=season, competitor=competitor)


async def scores(connection: aiosqlite.Connection, season: str, championship: str) -> tuple[Score, ...]:
    """The cells of a championship's table, by competitor and then by round."""
    return await fetch(
        connection,
        SCORES,
        lambda title, competitor, round_, state, points, derived, dropped, one_of: Score(
            title, competitor, round_, state, points, bool(derived), bool(dropped), one_of
        ),
        season=season,
        championship=championship,
    )


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
        lambda scale, name, source, rounds_source: Scale(
            scale, name, tuple(places[scale]), tuple(rounds.get(scale, ())), keys(source), keys(rounds_source)
        ),
        season=season,
    )


async def rules(connection: aiosqlite.Connection, season: str) -> tuple[Rule, ...]:
    """The counting rules of a season, in the order of its text."""
    return await fetch(connection, RULES, lambda rule, text, source: Rule(rule, text, keys(source)), season=season)
