"""season.db opened read-only, and left to nobody to close but the client. Once harmed, it is not believed."""

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import SeasonsUnreadable
from bot.kept import Kept

# Together: a row is some 500 bytes of memory once it is made.
_MOST_ROWS = 20_000
# An answer's worth of rows, for queries that find none.
_EMPTY = 1

# How often it is looked at whether somebody wrote the file; every time would take as long as a query does.
LOOK_SECONDS = 1.0
# What SQLite says of a file that is damaged or too short, by the lower byte of its codes.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})

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
        self._path = path
        self._opened = _written(path)
        self._looked = time.monotonic()

    def read(self, sql: str, parameters: Mapping[str, str | int | None]) -> list[tuple[Any, ...]]:
        """All rows of a query, at once: without a wait, and without another thread.

        A query of a file that nobody writes takes some 30 microseconds, and the way to a thread and back 150.
        Raises: SeasonsUnreadable where the file was damaged or written since; ValueError where it was closed.
        """
        self._look()
        try:
            return self._conn.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
                raise SeasonsUnreadable from error
            raise

    def check(self) -> None:
        """Read something that is not kept. Raises: as `read`."""
        self.read("SELECT count(*) FROM meta", {})

    def _look(self) -> None:
        """SQLite takes the file for one that nobody writes: of one that was, it would mix old pages with new ones.

        A file that was moved away, as a build does, is still read whole.
        """
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return
        found = _written(self._path)
        if found is not None and self._opened is not None and found[0] == self._opened[0] and found != self._opened:
            raise SeasonsUnreadable
        self._looked = now

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


def _written(path: Path) -> tuple[int, int, int] | None:
    """Which file is there, its size and when it was written; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
