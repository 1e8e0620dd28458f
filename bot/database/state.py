"""state.db opened and migrated: what people leave behind, in short transactions, one writer at a time.

Several processes of one host may share the file: WAL lets them read while one writes, a writer waits for another,
and each migration is one transaction that looks again whether it is still wanted.
"""

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite

from bot.errors import NewerState, StateUnavailable

log = logging.getLogger(__name__)

DATABASE_FILE = "state.db"
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 5.0
# A thread that waits for a lock cannot be called off, so SQLite itself waits no longer than this at a time.
_BOUT_SECONDS = 0.1
_PAUSE_SECONDS = 0.02
_BEGIN = "BEGIN IMMEDIATE"

_FILE_NAME = re.compile(r"(\d{4})_\w+\.sql")
_MIGRATION_TABLE = """
    CREATE TABLE IF NOT EXISTS migration (
        number  INTEGER PRIMARY KEY,
        name    TEXT NOT NULL,
        applied TEXT NOT NULL -- ISO instant, UTC
    ) STRICT
"""
# SQLite's primary result codes for a file that cannot be used now, as told from a mistake in a statement:
# PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB (https://sqlite.org/rescode.html).
_UNUSABLE = frozenset({3, 5, 6, 8, 10, 11, 13, 14, 15, 26})
# BUSY and LOCKED of them: somebody else has it just now.
_HELD = frozenset({5, 6})


@dataclass(slots=True)
class Patience:
    """How long a writer waits for others in all. May be shortened while some wait: before a stop there is no time."""

    seconds: float = BUSY_SECONDS


class StateDb:
    """An open state.db. Left to the client to close."""

    def __init__(self, connection: aiosqlite.Connection, patience: Patience, path: Path) -> None:
        self._connection = connection
        self._patience = patience
        self._path = path
        self._opened = _file_at(path)
        self._lock = asyncio.Lock()
        self._closing = False

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[aiosqlite.Connection]:
        """One transaction: committed at the end of the block, undone where an error leaves it.

        Raises: StateUnavailable where the file is locked by others for too long, full, read-only or closed.
        """
        since = asyncio.get_running_loop().time()
        async with self._turn():
            with unavailable():
                try:
                    await _once_free(self._connection, _BEGIN, self._patience, since)
                    yield self._connection
                    await self._connection.commit()
                except BaseException:
                    # Does nothing where no transaction was begun. In a thread of its own: also after a cancellation.
                    await self._connection.rollback()
                    raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[aiosqlite.Connection]:
        """Queries that no half-done write of this process is seen by. Raises: StateUnavailable."""
        async with self._turn():
            with unavailable():
                yield self._connection

    async def data_version(self) -> int:
        """A number that changes when another connection has written. Raises: StateUnavailable."""
        async with self.reading() as connection:
            ((version,),) = await connection.execute_fetchall("PRAGMA data_version")
            return int(version)

    async def close(self) -> None:
        """Finish what was begun and close the database: an aiosqlite connection left open keeps the process alive."""
        self._closing = True
        async with self._lock:
            await self._connection.close()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        async with self._lock:
            if self._closing:
                raise StateUnavailable
            if _file_at(self._path) != self._opened:
                # SQLite would go on in a file that nobody finds again. To open the new one beside it is not safe: who
                # closes the old one takes away the journal of that name, which others may be writing.
                log.warning("state.db was taken away or replaced while it was open: nothing is kept until a restart")
                raise StateUnavailable
            yield


async def open_state_db(path: Path, migrations: Path = MIGRATIONS, *, patience: Patience | None = None) -> StateDb:
    """Open state.db, making or migrating it where needed. The caller closes it.

    Raises: NewerState where a newer Pitboard wrote it; StateUnavailable where it cannot be used now.
    """
    patience = patience or Patience()
    since = asyncio.get_running_loop().time()
    with unavailable():
        path.parent.mkdir(parents=True, exist_ok=True)
        # A connection of aiosqlite that cannot be made leaves a thread behind, so whether it can is tried without.
        await asyncio.to_thread(_try_to_open, path)
        # No isolation level: every transaction is begun by name, here or in `StateDb.writing`.
        connection = await aiosqlite.connect(path, timeout=_BOUT_SECONDS, isolation_level=None)
        try:
            await _once_free(connection, "PRAGMA journal_mode = WAL", patience, since)
            await connection.execute_fetchall("PRAGMA foreign_keys = ON")
            # What is erased is overwritten, not only forgotten.
            await connection.execute_fetchall("PRAGMA secure_delete = ON")
            # In WAL the file stays whole through a crash of the system; at worst the last settings are lost.
            await connection.execute_fetchall("PRAGMA synchronous = NORMAL")
            await _migrate(connection, path, migrations, patience, since)
        except BaseException:
            await connection.close()
            raise
        return StateDb(connection, patience, path)


@contextmanager
def unavailable() -> Iterator[None]:
    """A block in which a file that cannot be used becomes StateUnavailable, logged; other errors stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF not in _UNUSABLE:
            raise
        log.warning("state.db cannot be used: %s", error)
        raise StateUnavailable from error
    except OSError as error:
        log.warning("state.db cannot be used: %s", error)
        raise StateUnavailable from error


def newest_migration(migrations: Path = MIGRATIONS) -> int:
    """Number of the last migration that this version knows."""
    return _files(migrations)[-1][0]


def _files(migrations: Path) -> list[tuple[int, Path]]:
    return sorted((int(match[1]), file) for file in migrations.iterdir() if (match := _FILE_NAME.fullmatch(file.name)))


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file is there; None where there is none, or none that can be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _try_to_open(path: Path) -> None:
    with closing(sqlite3.connect(path)):
        pass


async def _once_free(connection: aiosqlite.Connection, statement: str, patience: Patience, since: float) -> None:
    """Execute a statement once no other process is in its way. `since`: when the waiting began, by the loop's clock."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            await connection.execute_fetchall(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _HELD or loop.time() - since >= patience.seconds:
                raise
            # Some statements SQLite refuses without any waiting of its own.
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return


async def _migrate(
    connection: aiosqlite.Connection, path: Path, migrations: Path, patience: Patience, since: float
) -> None:
    files = _files(migrations)
    newest = files[-1][0]
    await _once_free(connection, _BEGIN, patience, since)
    try:
        await connection.execute(_MIGRATION_TABLE)
        await connection.commit()
    except BaseException:
        await connection.rollback()
        raise
    for number, file in files:
        # Another process may be doing the same: what it has done is seen inside the transaction.
        await _once_free(connection, _BEGIN, patience, since)
        try:
            done = await _head(connection)
            if done > newest:
                raise NewerState(path, done, newest)
            if number > done:
                for statement in _statements(file.read_text(encoding="utf-8")):
                    await connection.execute(statement)
                await connection.execute(
                    "INSERT INTO migration (number, name, applied) VALUES (:number, :name, :applied)",
                    {"number": number, "name": file.stem, "applied": datetime.now(UTC).isoformat(timespec="seconds")},
                )
                log.info("Migrated %s: %s", path, file.stem)
            await connection.commit()
        except BaseException:
            await connection.rollback()
            raise


async def _head(connection: aiosqlite.Connection) -> int:
    """Number of the last migration done, 0 for none."""
    ((head,),) = await connection.execute_fetchall("SELECT max(number) FROM migration")
    return int(head or 0)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time: `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip() and not all(line.lstrip().startswith("--") for line in statement.split("\n") if line.strip()):
        yield statement
