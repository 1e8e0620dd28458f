"""Surprising true facts, computed from rows: each finder yields what it finds, and nothing is written by hand.

A finder claims no more than the data's coverage allows: wins are counted only in classes whose winner is known at
every round, overall wins only where every overall winner is; where some values are not known, the fact says of how
many it speaks. To add one, write a function from `Rows` to facts and name it in its module's `FINDERS`.
"""

from bot.answers.facts import crews, firsts, races, streaks, sweeps, titles, winners
from bot.answers.facts.rows import Fact, Finder, Rows, read_rows
from bot.archive import Scope

__all__ = ["FINDERS", "Fact", "Finder", "Rows", "facts_of", "read_rows", "season_facts"]

FINDERS: tuple[Finder, ...] = (
    *firsts.FINDERS,
    *streaks.FINDERS,
    *sweeps.FINDERS,
    *crews.FINDERS,
    *winners.FINDERS,
    *races.FINDERS,
    *titles.FINDERS,
)


async def season_facts(scope: Scope) -> tuple[Fact, ...]:
    """Every fact of the season, in the order of the finders."""
    return facts_of(await read_rows(scope))


def facts_of(rows: Rows) -> tuple[Fact, ...]:
    """Every fact that the finders see in these rows."""
    return tuple(fact for finder in FINDERS for fact in finder(rows))
