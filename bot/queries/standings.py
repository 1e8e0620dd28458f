"""Championships and their standings."""

from collections import defaultdict
from dataclasses import dataclass
from sys import intern

import aiosqlite

from bot.database.open import SeasonDb
from bot.queries.fetch import fetch, fetch_by, fetch_once, keys, names, of_every_season


@dataclass(frozen=True, slots=True)
class Counting:
    """A part of a season of which the `best` scores count. `rounds` are codes; empty: every round."""

    best: int
    rounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points, in units, given or taken outside the scale: at a round, or from the total where `round_` is None."""

    championship: str
    competitor: str
    round_: str | None
    points: int
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Championship:
    """A title. `decided` is the code of the round where it was decided, None where no source says.

    `counting` are the parts of the season of which only the best scores count; none: every score does. `countback`
    says which places decide between equal points: "none", "scoring places" or "all places".
    """

    championship: str
    class_: str
    kind: str
    name: str
    coverage: str
    decided: str | None
    decided_sources: tuple[str, ...]
    counting: tuple[Counting, ...] = ()
    countback: str = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """A competitor's line. `position` None: not known, or struck; `total` None: not known; else in units.

    `struck` is "DSQ" or "EX" where the competitor was struck from the table, None else.
    """

    championship: str
    competitor: str
    position: int | None
    struck: str | None
    total: int | None
    total_derived: bool
    chassis: tuple[str, ...]
    engine: tuple[str, ...]
    sources: tuple[str, ...]
    derivation: str | None
    note: str | None
    scored: int | None
    """All points where some of them were dropped, in units; None where all count."""


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


CHAMPIONSHIPS = """
    SELECT season, season, championship, class, kind, name, coverage, countback, decided, decided_sources
      FROM championship
     ORDER BY season, seq
"""
COUNTING = """
    SELECT season, championship, part, best
      FROM counting
     ORDER BY season, championship, part
"""
COUNTING_ROUNDS = """
    SELECT counting_round.season, counting_round.championship, counting_round.part, counting_round.round
      FROM counting_round
      JOIN round ON round.season = counting_round.season AND round.round = counting_round.round
     ORDER BY counting_round.season, round.seq
"""
PLACES_OF_DRIVERS = """
    SELECT crew.driver, entry.round, entry.class_position
      FROM entry
      JOIN crew ON crew.entry = entry.entry
     WHERE entry.season = :season AND entry.class = :class_ AND entry.session = 'race'
       AND entry.class_position IS NOT NULL
"""
PLACES_OF_OTHERS = """
    SELECT scorer, round, class_position
      FROM (SELECT CASE :kind
                   WHEN 'teams' THEN entry.team
                   WHEN 'constructors' THEN entry.constructor
                   WHEN 'manufacturers' THEN chassis.manufacturer
                   WHEN 'tyres' THEN entry.tyre
                   END AS scorer,
                   entry.round, entry.class_position
              FROM entry
              LEFT JOIN chassis ON chassis.season = entry.season AND chassis.chassis = entry.chassis
             WHERE entry.season = :season AND entry.class = :class_ AND entry.session = 'race'
               AND entry.class_position IS NOT NULL)
     WHERE scorer <> '?'
"""
ADJUSTMENTS = """
    SELECT championship, championship, competitor, round, points, reason, sources
      FROM adjustment
     WHERE season = :season
     ORDER BY rowid
"""
_LINE = """
           championship, competitor, position, struck, total, total_derived, chassis, engine, sources, derivation, note,
           (SELECT CASE WHEN max(score.dropped) THEN sum(score.points) FILTER (WHERE score.one_of IS NULL) END
              FROM score
             WHERE score.season = standing.season AND score.championship = standing.championship
               AND score.competitor = standing.competitor)
      FROM standing
     WHERE season = :season
"""
STANDINGS = "SELECT championship, " + _LINE + " ORDER BY position IS NULL, position, seq"
OF_COMPETITORS = "SELECT competitor, " + _LINE + " ORDER BY championship"
SCORES = """
    SELECT score.championship, score.competitor, score.round, score.state, score.points, score.derived,
           score.dropped, score.one_of
      FROM score
      JOIN round ON round.season = score.season AND round.round = score.round
     WHERE score.season = :season AND score.championship = :championship
     ORDER BY score.competitor, round.seq
"""


async def championships(connection: aiosqlite.Connection) -> dict[str, tuple[Championship, ...]]:
    """The championships of each season, in the order of its text."""
    rounds: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for season, title, part, code in await fetch_once(connection, COUNTING_ROUNDS, lambda *row: row):
        rounds[season, title, part].append(code)
    counting: defaultdict[tuple[str, str], list[Counting]] = defaultdict(list)
    for season, title, part, best in await fetch_once(connection, COUNTING, lambda *row: row):
        counting[season, title].append(Counting(best, tuple(rounds[season, title, part])))
    return await of_every_season(
        connection,
        CHAMPIONSHIPS,
        lambda season, code, class_, kind, name, coverage, countback, decided, source: Championship(
            code, class_, kind, name, coverage, decided, keys(source), tuple(counting[season, code]), countback
        ),
    )


async def places(
    connection: aiosqlite.Connection, season: str, class_: str, kind: str
) -> tuple[tuple[str, str, int], ...]:
    """Places in the races of a class, as (competitor, round, place), for a kind of competitor; in no order."""
    if kind == "drivers":
        return await fetch(connection, PLACES_OF_DRIVERS, lambda *row: row, season=season, class_=class_)
    return await fetch(connection, PLACES_OF_OTHERS, lambda *row: row, season=season, class_=class_, kind=kind)


def _adjustment(
    championship: str, competitor: str, round_: str | None, points: int, reason: str, sources: str
) -> Adjustment:
    return Adjustment(championship, competitor, round_, points, reason, keys(sources))


async def adjustments(connection: SeasonDb, season: str, championship: str) -> tuple[Adjustment, ...]:
    """Points given or taken outside the scale, in the order of the text."""
    return fetch_by(connection, ADJUSTMENTS, _adjustment, season).get(championship, ())


def _standing(
    championship: str,
    competitor: str,
    position: int | None,
    struck: str | None,
    total: int | None,
    total_derived: int,
    chassis: str,
    engine: str,
    sources: str,
    derivation: str | None,
    note: str | None,
    scored: int | None,
) -> Standing:
    return Standing(
        intern(championship),
        intern(competitor),
        position,
        struck,
        total,
        bool(total_derived),
        names(chassis),
        names(engine),
        keys(sources),
        derivation,
        note,
        scored,
    )


async def standings(connection: SeasonDb, season: str, championship: str) -> tuple[Standing, ...]:
    """The lines of a championship: known positions first, in order."""
    return fetch_by(connection, STANDINGS, _standing, season).get(championship, ())


async def of_competitor(connection: SeasonDb, season: str, competitor: str) -> tuple[Standing, ...]:
    """A competitor's line in every championship that has one."""
    return fetch_by(connection, OF_COMPETITORS, _standing, season).get(competitor, ())


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
