"""The words people may use for things: what the resolver is built from."""

from dataclasses import dataclass
from sys import intern

import aiosqlite

from bot.queries.fetch import fetch_once, of_every_season


@dataclass(frozen=True, slots=True)
class Word:
    """One word for one thing of a season; `name` where it is the thing's own name."""

    season: str
    kind: str
    target: str
    alias: str
    name: bool


@dataclass(frozen=True, slots=True)
class ProseRule:
    """A word that a message names a thing by only inside a longer name, or only with its capitals."""

    season: str
    word: str
    rule: str


WORDS = """
    SELECT season, kind, target, alias, name
      FROM alias
     ORDER BY rowid
"""
PROSE_RULES = """
    SELECT season, word, rule
      FROM prose_word
     ORDER BY rowid
"""
CLASSES_RACED = """
    SELECT DISTINCT season, round, class
      FROM entry
"""
SPRINTS = """
    SELECT DISTINCT season, round
      FROM entry
     WHERE session = 'sprint'
"""
OPEN_CLASS_WINS = """
    SELECT DISTINCT entry.season
      FROM entry
      JOIN class ON class.season = entry.season AND class.class = entry.class
     WHERE class.guest = 0 AND entry.session = 'race'
     GROUP BY entry.season, entry.round, entry.class
    HAVING sum(entry.class_position IS 1) = 0
     UNION
    SELECT round.season
      FROM round
     WHERE round.cancelled IS NULL AND round.to_come = 0
       AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.season = round.season AND entry.round = round.round)
"""


async def words(connection: aiosqlite.Connection) -> tuple[Word, ...]:
    """Every word of every season, in the order in which the seasons name them."""
    return await fetch_once(connection, WORDS, _word)


def _word(season: str, kind: str, target: str, alias: str, name: int) -> Word:
    """Of a text that stands in many seasons, one copy is kept."""
    return Word(intern(season), intern(kind), intern(target), intern(alias), bool(name))


async def prose_rules(connection: aiosqlite.Connection) -> tuple[ProseRule, ...]:
    """The words of every season that are ordinary words too."""
    return await fetch_once(connection, PROSE_RULES, ProseRule)


async def classes_raced(connection: aiosqlite.Connection) -> dict[str, tuple[tuple[str, str], ...]]:
    """Which class raced in which round, by season, as (round, class)."""
    return await of_every_season(connection, CLASSES_RACED, lambda round_, class_: (intern(round_), intern(class_)))


async def sprints(connection: aiosqlite.Connection) -> dict[str, tuple[str, ...]]:
    """The rounds with a sprint, by season."""
    return await of_every_season(connection, SPRINTS, str)


WEIGHTS = """
    SELECT season, kind, target, weight
      FROM weight
     ORDER BY season, kind, target
"""


async def weights(connection: aiosqlite.Connection) -> dict[tuple[str, str, str], int]:
    """How much a driver, team or car has to do with its season, by (season, kind, target): class wins
    count a hundred starts.
    """
    return dict(await fetch_once(connection, WEIGHTS, _weight))


def _weight(season: str, kind: str, target: str, weight: int) -> tuple[tuple[str, str, str], int]:
    return (intern(season), intern(kind), intern(target)), weight


async def seasons_with_open_wins(connection: aiosqlite.Connection) -> frozenset[str]:
    """Seasons in which a class that raced has no known winner at some round: there, wins cannot be counted."""
    return frozenset(await fetch_once(connection, OPEN_CLASS_WINS, str))
