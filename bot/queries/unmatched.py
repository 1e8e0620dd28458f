"""Words that meant nothing held, counted for the owner; a bounded table with nobody's name in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.queries.fetch import change, fetch

MOST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A word, how often it was met, and the last day it was."""

    word: str
    times: int
    seen: date


COUNT = """
    INSERT INTO unmatched (word, times, seen)
    VALUES (:word, 1, :seen)
        ON CONFLICT (word) DO UPDATE
       SET times = times + 1, seen = excluded.seen
"""
# The least counted go first, of those the oldest.
DROP = """
    DELETE FROM unmatched
     WHERE word IN (SELECT word
                      FROM unmatched
                     ORDER BY times, seen, word
                     LIMIT max(0, (SELECT count(*) FROM unmatched) - :most))
"""
FORGET = """
    DELETE FROM unmatched
     WHERE word = :word
"""
WORDS = """
    SELECT word, times, seen
      FROM unmatched
     ORDER BY times DESC, word
"""


async def count(connection: aiosqlite.Connection, words: Iterable[str], seen: date, most: int = MOST_WORDS) -> None:
    """Count words that have been checked, and keep the table within its bound."""
    for word in words:
        await change(connection, COUNT, word=word, seen=seen.isoformat())
    await change(connection, DROP, most=most)


async def unmatched(connection: aiosqlite.Connection) -> tuple[Unmatched, ...]:
    """Every word, most frequent first."""
    return await fetch(connection, WORDS, lambda word, times, seen: Unmatched(word, times, date.fromisoformat(seen)))


async def forget(connection: aiosqlite.Connection, word: str) -> bool:
    """Forget a word; False where it was not counted."""
    return await change(connection, FORGET, word=word) > 0
