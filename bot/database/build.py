"""Season folders → season.db: made beside the old file and moved over it, only when something changed."""

import asyncio
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import aiosqlite

from bot.errors import CannotBuild, DataError, Fault, SeasonClash
from bot.season.files import LARGEST_FILE, SEASON_FILE, TABLES, bounded_bytes
from bot.season.folders import season_folders, shipped_data, twice

if TYPE_CHECKING:
    from bot.season.model.season import Season

DATABASE_FILE = "season.db"
SCHEMA = Path(__file__).with_name("season.sql")
_CODE = Path(__file__).resolve().parent.parent
# Code that decides what a build looks like: when it changes, the database is made anew.
_BUILDING_CODE = ("championship.py", "database/**/*.py", "database/*.sql", "season/**/*.py")
# A build takes seconds; a leftover this old belongs to a process that was killed.
_STALE_SECONDS = 3600
# What SQLite says of a disk or folder that does not take a file, by the lower byte of its codes.
_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
)

Progress = Callable[[str, int, int], None]
"""Called as progress(what, done, of)."""


@dataclass(frozen=True, slots=True)
class Built:
    """A season.db that is ready to be opened.

    `seasons` are the keys held, sorted. `fresh` is True where the file was made anew. `skipped` has one
    error for each further season folder that was left out.
    """

    path: Path
    seasons: tuple[str, ...]
    version: str
    fresh: bool
    skipped: tuple[DataError, ...] = ()


async def build_database(
    target: Path,
    data_folders: Sequence[Path] = (),
    *,
    shipped: Path | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Make season.db at `target` from the shipped seasons and those in further data folders.

    A faulty further season is skipped and named in the result; a fault in the shipped data stops the build
    and leaves an older file as it was. Nothing is done where the file was built from the same text by the
    same code, unless `force` is set.

    Raises: DataError with the faults of the shipped data; CannotBuild where `target` cannot be written.
    """
    shipped = shipped_data() if shipped is None else shipped
    report = progress or (lambda what, done, of: None)
    folders, unusable = _folders(shipped, data_folders)
    version = content_hash(folders)
    if not force and (held := await asyncio.to_thread(_held, target, version)) is not None:
        # Folders that the build left out are named at every start; one that is sound by now is built.
        left_out = await asyncio.to_thread(_left_out, target, folders)
        if left_out is not None:
            return Built(target, held, version, fresh=False, skipped=(*unusable, *left_out))
    with _written(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        beside = target.with_name(f"{target.name}.{os.getpid()}.{time.monotonic_ns()}.building")
        try:
            seasons, left_out = await _write(beside, folders, shipped, version, report)
            report(target.name, len(folders), len(folders))
            _flush(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    return Built(target, seasons, version, fresh=True, skipped=(*unusable, *left_out))


def held_seasons(target: Path, data_folders: Sequence[Path] = ()) -> tuple[str, ...] | None:
    """Keys of the seasons in a sound season.db that is of this text and code; None where it will be made anew."""
    return _held(target, content_hash(_folders(shipped_data(), data_folders)[0]))


def content_hash(folders: Iterable[Path]) -> str:
    """Hash, in hex digits, of the text of season folders and of the code that builds from it."""
    digest = hashlib.sha256()
    code = sorted(path for pattern in _BUILDING_CODE for path in _CODE.glob(pattern))
    for path in (*code, *(path for folder in folders for path in _season_files(folder))):
        content = _bounded(path)
        digest.update(f"{path.parent.name}/{path.name} {'?' if content is None else len(content)}\0".encode())
        digest.update(content or b"")
    return digest.hexdigest()


def _season_files(folder: Path) -> Iterator[Path]:
    # A link that leads nowhere and a folder in a file's place are faults: they count too.
    return (path for name in (SEASON_FILE, *sorted(TABLES)) if os.path.lexists(path := folder / name))


def _bounded(path: Path) -> bytes | None:
    """A file's bytes, or its size alone where it is too large to be season text; None where it cannot be read."""
    try:
        size = path.stat().st_size
        return bounded_bytes(path) if size <= LARGEST_FILE else str(size).encode()
    except OSError:  # a fault of its folder, which reading the season names
        return None


def _folders(shipped: Path, data_folders: Sequence[Path]) -> tuple[list[Path], list[DataError]]:
    """All season folders, shipped ones first, and an error for each data folder that cannot be listed."""
    folders = list(season_folders([shipped]))
    unusable: list[DataError] = []
    for data_folder in data_folders:
        try:
            # A folder that is named twice, by whatever path, is one folder.
            held = {folder.resolve() for folder in folders}
            folders += [folder for folder in season_folders([data_folder]) if folder.resolve() not in held]
        except OSError as error:
            problem = f"cannot be listed ({error.strerror})"
            unusable.append(DataError([Fault(data_folder, 0, "", problem, "correct PITBOARD_DATA_DIR")]))
    return folders, unusable


def _clash(key: str, folder: Path, other: Path) -> SeasonClash:
    return SeasonClash([twice(key, folder, other)])


def _left_out(target: Path, folders: Sequence[Path]) -> list[DataError] | None:
    """Errors of the folders that the build of these folders left out; None where one is faulty no more.

    Of all folders only the faulty ones are read again: the text of the others is as it was when they were built.
    """
    with closing(_opened(target)) as connection:
        rows = connection.execute("SELECT folder, season, held_in FROM left_out ORDER BY folder").fetchall()
    errors: list[DataError] = []
    if not rows:
        return []
    from bot.season.read import read_season

    for place, season, held_in in rows:
        if season is not None:
            errors.append(_clash(season, folders[place], folders[held_in]))
            continue
        try:
            read_season(folders[place])
        except DataError as error:
            errors.append(error)
        else:
            return None
    return errors


def _held(target: Path, version: str) -> tuple[str, ...] | None:
    """Seasons of a sound database that was built as `version`; None where it must be made anew."""
    if not target.is_file():
        return None
    try:
        with closing(_opened(target)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
            if row is None or row[0] != version:
                return None
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return None
            # The check reads what a short last page lacks as zeros.
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page_size,) = connection.execute("PRAGMA page_size").fetchone()
            if target.stat().st_size != pages * page_size:
                return None
            return tuple(key for (key,) in connection.execute("SELECT season FROM season ORDER BY season"))
    except sqlite3.DatabaseError:
        return None


def _opened(target: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


@contextmanager
def _written(target: Path) -> Iterator[None]:
    """A block that writes a file. Raises: CannotBuild where the disk or the folder does not let it."""
    try:
        yield
    except OSError as error:
        raise CannotBuild(target, error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _UNWRITABLE:
            raise
        raise CannotBuild(target, str(error)) from error


async def _write(
    path: Path, folders: Sequence[Path], shipped: Path, version: str, report: Progress
) -> tuple[tuple[str, ...], list[DataError]]:
    """Write the seasons of the folders, one in memory at a time; keys of those held, and errors of those left out.

    Raises: DataError with the faults of a shipped folder.
    """
    # Here and above: what reads seasons takes memory of a process that lives long, and most starts read none.
    from bot.season.read import read_season

    held: dict[str, int] = {}
    errors: list[DataError] = []
    async with aiosqlite.connect(path) as connection:
        # The file is thrown away if anything goes wrong before it is moved: no journal is needed.
        # Read to the end: a statement that has rows left keeps the transaction open.
        await connection.execute_fetchall("PRAGMA journal_mode = OFF")
        await connection.execute_fetchall("PRAGMA foreign_keys = ON")
        await connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        await connection.execute("INSERT INTO meta (key, value) VALUES ('version', ?)", (version,))
        for place, folder in enumerate(folders):
            report(folder.name, place, len(folders))
            clash: tuple[str, int] | tuple[None, None] = None, None
            try:
                season = await asyncio.to_thread(read_season, folder)
                if season.key in held:
                    clash = season.key, held[season.key]
                    raise _clash(season.key, folder, folders[held[season.key]])
            except DataError as error:
                if folder.parent == shipped:
                    raise
                errors.append(error)
                left_out = "INSERT INTO left_out (folder, season, held_in) VALUES (?, ?, ?)"
                await connection.execute(left_out, (place, *clash))
                continue
            held[season.key] = place
            await _insert(connection, season)
        if held:
            # Shipped seasons come first: the last of the folders given would be somebody's import.
            default = ("default_season", next(iter(held)))
            await connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", default)
        await connection.execute("ANALYZE")
        await connection.commit()
    return tuple(sorted(held)), errors


async def _insert(connection: aiosqlite.Connection, season: "Season") -> None:
    from bot.database.rows import season_rows

    await connection.execute_fetchall("PRAGMA defer_foreign_keys = ON")
    for table, columns, rows in season_rows(season):
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        # Table and column names are constants of bot/database/rows/; values are bound.
        await connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _flush(path: Path) -> None:
    """Have the bytes on disk before the name points at them."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sweep(target: Path) -> None:
    """Remove what killed builds left behind."""
    now = time.time()
    for leftover in target.parent.glob(f"{target.name}.*.building"):
        try:
            if now - leftover.stat().st_mtime > _STALE_SECONDS:
                leftover.unlink()
        except FileNotFoundError:  # another process swept it
            continue
