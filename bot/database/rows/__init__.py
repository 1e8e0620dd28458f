"""A checked `Season` in, the rows of season.db out: a module for each thing that a season is made of.

Nowhere else are both shapes known.
"""

from collections.abc import Iterator

from bot.database.rows.calendar import calendar
from bot.database.rows.championships import championships
from bot.database.rows.competitors import competitors
from bot.database.rows.entries import entries
from bot.database.rows.facts import facts
from bot.database.rows.qualifying import qualifying
from bot.database.rows.remarks import remarks
from bot.database.rows.scales import scales
from bot.database.rows.season import season_itself
from bot.database.rows.standings import standings
from bot.database.rows.table import Table
from bot.database.rows.tallies import tallies
from bot.database.rows.words import words
from bot.season.model.season import Season

_PARENTS_FIRST = (
    season_itself,
    calendar,
    facts,
    competitors,
    entries,
    qualifying,
    tallies,
    championships,
    standings,
    scales,
    remarks,
    words,
)


def season_rows(season: Season) -> Iterator[Table]:
    """Every table that a season has rows of, parents before children."""
    for tables in _PARENTS_FIRST:
        yield from (table for table in tables(season) if table[2])
