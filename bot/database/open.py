"""season.db opened read-only, and left to nobody to close but the client. Once harmed, it is not believed."""

import sqlite3
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import SeasonsUnreadable
from bot.kept import Kept

# Together: a row is some 350 bytes of memory once it is made. All cars of all seasons of Formula 1 are 27,600.
_MOST_ROWS = 40_000
# An answer's worth of rows, for queries that find none.
_EMPTY = 1

# How often it is looked at whether somebody wrote the file; every time would take as long as a query does.
LOOK_SECONDS = 1.0
# What SQLite says of a file that is damaged or too short, by the lower byte of its codes.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})

Value = str | int | None
Asked = tuple[str, tuple[tuple[str, Value], ...]]


class SeasonDb(aiosqlite.Connection):
    """An open season.db. It never changes while open, so rows that were read once are `kept`, and what is made of them.

    The key is a query's text, or a name, with its parameters; of each there is one type.
    """

    def __init__(self, path: Path) -> None:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        super().__init__(lambda: sqlite3.connect(address, uri=True), iter_chunk_size=64)
        self._made: Kept[Asked, Any] = Kept(_MOST_ROWS)
        self.kept = self._made.find
        """What was made of rows before, under its key; None where it has to be made."""
        self._here = sqlite3.connect(address, uri=True)
        self._path = path
        self._opened = _written(path)
        self._looked = time.monotonic()
        self._retired = False

    async def close(self) -> None:
        self._made.clear()
        self._here.close()
        await super().close()

    async def retire(self) -> None:
        """Close it, because another one is read instead; who still has this one in hand is told so, as by `read`."""
        self._retired = True
        await self.close()

    def read(self, sql: str, parameters: Mapping[str, Value]) -> list[tuple[Any, ...]]:
        """All rows of a query that looks into one season, at once: without a wait, and without another thread.

        Most such queries take 10 to 300 microseconds, and all cars of a season, read once, one to four milliseconds;
        the way to a thread and back takes 20 microseconds, and more where others want the processor.
        Raises: SeasonsUnreadable where the file was damaged or written since.
        """
        self._look()
        try:
            return self._here.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            if _damage(error):
                raise SeasonsUnreadable from error
            raise

    async def read_beside(self, sql: str, parameters: Mapping[str, Value]) -> Iterable[sqlite3.Row]:
        """All rows of a query that looks into many seasons, by a thread: others are answered meanwhile.

        Raises: as `read`.
        """
        self._look()
        try:
            return await self.execute_fetchall(sql, parameters)
        except sqlite3.DatabaseError as error:
            if _damage(error):
                raise SeasonsUnreadable from error
            raise

    def keep(self, asked: Asked, made: object, *, rows: int) -> None:
        """Keep what was made of so many rows. Nobody can change it: it is frozen, down to what it holds."""
        self._made.keep(asked, made, _EMPTY + rows)

    def _look(self) -> None:
        """SQLite takes the file for one that nobody writes: of one that was, it would mix old pages with new ones.

        A file that was moved away, as a build does, is still read whole.
        """
        if self._retired:
            raise SeasonsUnreadable
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return
        found = _written(self._path)
        if found is not None and self._opened is not None and found[0] == self._opened[0] and found != self._opened:
            raise SeasonsUnreadable
        self._looked = now


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


def _damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the file that is at fault, not what was asked of it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE
