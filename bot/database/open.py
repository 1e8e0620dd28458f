"""season.db opened read-only, and left to nobody to close but the client."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiosqlite

from bot.kept import Kept

# Together: a row is some 500 bytes of memory once it is made.
_MOST_ROWS = 20_000
# An answer's worth of rows, for queries that find none.
_EMPTY = 1

Asked = tuple[str, tuple[tuple[str, str | int | None], ...]]


class SeasonDb(aiosqlite.Connection):
    """An open season.db. It never changes while open, so rows that were read once are `kept`.

    The key is a query's text with its parameters in order of their names; of each query there is one row type.
    """

    def __init__(self, path: Path) -> None:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        # aiosqlite opens it in a thread of its own and closes it there; SQLite itself lets threads take turns.
        super().__init__(lambda: sqlite3.connect(address, uri=True, check_same_thread=False), iter_chunk_size=64)
        self._rows: Kept[Asked, tuple[Any, ...]] = Kept(_MOST_ROWS)

    def read(self, sql: str, parameters: Mapping[str, str | int | None]) -> list[tuple[Any, ...]]:
        """All rows of a query, at once: without a wait, and without another thread.

        A query of a file that nobody writes takes some 30 microseconds, and the way to a thread and back 150.
        Raises: sqlite3.DatabaseError where the file was damaged since; ValueError where it was closed.
        """
        return self._conn.execute(sql, parameters).fetchall()

    def kept(self, asked: Asked) -> tuple[Any, ...] | None:
        """Rows that were made for a query before; None where they have to be read."""
        return self._rows.find(asked)

    def keep(self, asked: Asked, rows: tuple[Any, ...]) -> None:
        """Keep rows that nobody can change: frozen, down to what they hold."""
        self._rows.keep(asked, rows, _EMPTY + len(rows))


async def open_season_db(path: Path) -> SeasonDb:
    """Open a built season.db. `immutable`: nobody writes it in place, so no locks are taken.

    The caller closes it: an aiosqlite connection left open keeps the process alive for ever.
    Raises: sqlite3.OperationalError where the file does not exist.
    """
    connection = SeasonDb(path)
    await connection
    await connection.execute("PRAGMA query_only = ON")
    return connection
