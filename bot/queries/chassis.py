"""What cars were, and who made them."""

import aiosqlite

from bot.queries.fetch import fetch

MANUFACTURERS = """
    SELECT chassis, manufacturer
      FROM chassis
     WHERE season = :season
"""


async def manufacturers(connection: aiosqlite.Connection, season: str) -> dict[str, str]:
    """The maker of each chassis whose maker is held."""
    rows = await fetch(connection, MANUFACTURERS, lambda chassis, maker: (str(chassis), str(maker)), season=season)
    return dict(rows)
