"""Season folders → season.db: made beside the old file and moved over it, only when something changed."""

import asyncio
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import aiosqlite

from bot.errors import DataError, Fault, SeasonClash
from bot.season.files import LARGEST_FILE, SEASON_FILE, TABLES
from bot.season.folders import season_folders, shipped_data, twice

if TYPE_CHECKING:
    from bot.season.model import Season

DATABASE_FILE = "season.db"
SCHEMA = Path(__file__).with_name("season.sql")
_CODE = Path(__file__).resolve().parent.parent
# Code that decides what a build looks like: when it changes, the database is made anew.
_BUILDING_CODE = ("championship.py", "database/*.py", "database/*.sql", "season/*.py")
# A build takes seconds; a leftover this old belongs to a process that was killed.
_STALE_SECONDS = 3600

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

    Raises: DataError with the faults of the shipped data; OSError where `target` cannot be written.
    """
    shipped = shipped_data() if shipped is None else shipped
    report = progress or (lambda what, done, of: None)
    folders, unusable = _folders(shipped, data_folders)
    version = content_hash(folders)
    if not force and (held := await asyncio.to_thread(_held, target, version)) is not None:
        # Folders that were skipped by the earlier build are read again, so that they are named at every start.
        named = await asyncio.to_thread(_skipped, folders, shipped)
        return Built(target, held, version, fresh=False, skipped=(*unusable, *named))
    # What reads seasons takes memory of a process that lives long, and most starts read none.
    from bot.season.read import read_season

    seasons: dict[str, tuple[Path, Season]] = {}
    skipped = list(unusable)
    for done, folder in enumerate(folders):
        report(folder.name, done, len(folders))
        try:
            season = await asyncio.to_thread(read_season, folder)
            if season.key in seasons:
                raise _clash(season.key, folder, seasons[season.key][0])
        except DataError as error:
            if folder.parent == shipped:
                raise
            skipped.append(error)
            continue
        seasons[season.key] = (folder, season)
    report(target.name, len(folders), len(folders))
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    beside = target.with_name(f"{target.name}.{os.getpid()}.{time.monotonic_ns()}.building")
    try:
        await _write(beside, [season for _, season in seasons.values()], version)
        _flush(beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return Built(target, tuple(sorted(seasons)), version, fresh=True, skipped=tuple(skipped))


def held_seasons(target: Path, data_folders: Sequence[Path] = ()) -> tuple[str, ...] | None:
    """Keys of the seasons in a sound season.db that is of this text and code; None where it will be made anew."""
    return _held(target, content_hash(_folders(shipped_data(), data_folders)[0]))


def content_hash(folders: Iterable[Path]) -> str:
    """Hash, in hex digits, of the text of season folders and of the code that builds from it."""
    digest = hashlib.sha256()
    code = sorted(path for pattern in _BUILDING_CODE for path in _CODE.glob(pattern))
    for path in (*code, *(path for folder in folders for path in _season_files(folder))):
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(_bounded(path))
        digest.update(b"\0")
    return digest.hexdigest()


def _season_files(folder: Path) -> Iterator[Path]:
    return (path for name in (SEASON_FILE, *sorted(TABLES)) if (path := folder / name).is_file())


def _bounded(path: Path) -> bytes:
    """A file's bytes, or its size alone where it is too large to be season text; nothing where it cannot be read."""
    try:
        size = path.stat().st_size
        return path.read_bytes() if size <= LARGEST_FILE else str(size).encode()
    except OSError:  # a fault of its folder, which reading the season names
        return b""


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


def _skipped(folders: Sequence[Path], shipped: Path) -> list[DataError]:
    """Errors of the further folders that the build of these folders left out: faulty ones, and clashes."""
    claims: dict[str, Path] = {}
    errors: list[DataError] = []
    if all(folder.parent == shipped for folder in folders):
        return errors
    from bot.season.read import read_season

    for folder in folders:
        try:
            # A shipped folder was read by the build, and its name is its season's.
            key = folder.name if folder.parent == shipped else read_season(folder).key
            if key in claims:
                raise _clash(key, folder, claims[key])
        except DataError as error:
            errors.append(error)
            continue
        claims[key] = folder
    return errors


def _held(target: Path, version: str) -> tuple[str, ...] | None:
    """Seasons of a sound database that was built as `version`; None where it must be made anew."""
    if not target.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
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


async def _write(path: Path, seasons: Sequence["Season"], version: str) -> None:
    from bot.database.rows import season_rows

    async with aiosqlite.connect(path) as connection:
        # The file is thrown away if anything goes wrong before it is moved: no journal is needed.
        # Read to the end: a statement that has rows left keeps the transaction open.
        await connection.execute_fetchall("PRAGMA journal_mode = OFF")
        await connection.execute_fetchall("PRAGMA foreign_keys = ON")
        await connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        await connection.execute("INSERT INTO meta (key, value) VALUES ('version', ?)", (version,))
        if seasons:
            # Shipped seasons come first: the last of the folders given would be somebody's import.
            default = ("default_season", seasons[0].key)
            await connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", default)
        for season in seasons:
            await connection.execute_fetchall("PRAGMA defer_foreign_keys = ON")
            for table, columns, rows in season_rows(season):
                names = ", ".join(columns)
                marks = ", ".join("?" * len(columns))
                # Table and column names are constants of rows.py; values are bound.
                await connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
        await connection.execute("ANALYZE")
        await connection.commit()


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
