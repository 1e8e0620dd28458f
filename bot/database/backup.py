"""A copy of state.db, made whole while others write, and put back only where nobody has the file open.

A copy appears under its name complete or not at all, and takes nothing's place unless told.
"""

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.database.state import BUSY_SECONDS, newest_migration
from bot.errors import BackupError, NewerState


def back_up(source: Path, copy: Path, *, force: bool = False) -> None:
    """Copy state.db into the file `copy`, readable by its owner alone.

    To read it is enough, as from a disk that is mounted so: beside a bot that runs, and where none does.

    Raises: BackupError where there is nothing to copy, `copy` is there already and `force` is not set, or it is
    state.db itself; OSError where it cannot be written.
    """
    if not source.is_file():
        raise BackupError(f"There is no {source} yet, so there is nothing to keep a copy of.")
    for own in (source, *_journals(source.resolve())):
        # Whoever has the file open would go on in one that nobody finds again.
        if copy.resolve() == own.resolve():
            raise BackupError(f"{copy} is a file of state.db itself: give another name.")
    _refuse_taken(copy, force=force)
    if not copy.parent.is_dir():
        raise BackupError(f"There is no folder {copy.parent} to put the copy into.")
    with _beside(copy) as beside:
        try:
            _copied(_beside_others(source), source, beside)
        except BackupError as error:
            if not _lacks_rights(error.__cause__):
                raise
            _copied_at_rest(source, beside)
        _moved(beside, copy, force=force)


def restore(copy: Path, target: Path, *, force: bool = False) -> Path | None:
    """Put a copy in the place of state.db; where what was there before is kept, None where nothing was.

    A journal that was left there without its state.db is kept too: SQLite would read it into the copy.

    Raises: BackupError where `copy` is no sound copy, somebody has `target` open, or something is there and `force`
    is not set; NewerState where a newer Pitboard made the copy; OSError.
    """
    if not copy.is_file():
        raise BackupError(f"There is no file {copy}.")
    if target.exists() and copy.resolve() == target.resolve():
        raise BackupError(f"{copy} is state.db itself.")
    examine_copy(copy)
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = _unused(target)
    there = target.exists()
    if there and not force:
        raise BackupError(f"{target} is there already: give --force to put it aside as {kept.name}.")
    with _beside(target) as beside:
        _copied(_read_only(copy), copy, beside)
        if there:
            _closed(target)
            target.replace(kept)
        for journal, aside in zip(_journals(target), _journals(kept), strict=True):
            if journal.exists():
                journal.replace(aside)
        _owned_as(kept if there else target.parent, beside)
        beside.replace(target)
    return next((path for path in (kept, *_journals(kept)) if path.exists()), None)


def _owned_as(like: Path, file: Path) -> None:
    """Root puts a copy back for the user that the bot runs as, who could not open a file of root's."""
    if os.name == "posix" and os.geteuid() == 0:
        owner = like.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


def examine_copy(path: Path) -> int:
    """Look whether a file is a whole state.db that this Pitboard can use; its last migration.

    Raises: BackupError; NewerState.
    """
    try:
        with closing(_read_only(path)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise BackupError(f"{path} is damaged: SQLite's integrity check fails.")
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise BackupError(f"{path} is damaged: what it refers to is missing.")
            tables = {str(row[1]) for row in connection.execute("PRAGMA table_list")}
            if "migration" not in tables:
                raise BackupError(f"{path} is no state.db of Pitboard.")
            ((head,),) = connection.execute("SELECT max(number) FROM migration")
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} cannot be read as a database: {error}.") from error
    if int(head or 0) > newest_migration():
        raise NewerState(path, int(head), newest_migration())
    return int(head or 0)


def _journals(path: Path) -> tuple[Path, ...]:
    """The files that SQLite may have beside a database, and reads into whatever has its name."""
    return tuple(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))


def _unused(target: Path) -> Path:
    """A name for what a copy takes the place of: the first that nothing has, so that nothing is lost by a second."""
    names = itertools.chain([f"{target.name}.before"], (f"{target.name}.before-{n}" for n in itertools.count(2)))
    paths = map(target.with_name, names)
    return next(path for path in paths if not any(map(os.path.lexists, (path, *_journals(path)))))


def _read_only(path: Path) -> sqlite3.Connection:
    """Open to look only. Whoever has a file in WAL open has a journal beside it; without one, none is to be made."""
    path = path.resolve()  # a journal lies beside the file, and not beside a link to it
    alone = not path.with_name(f"{path.name}-wal").exists()
    mode = "mode=ro&immutable=1" if alone else "mode=ro"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS)


def _beside_others(path: Path) -> sqlite3.Connection:
    """Open as the bot does, so that the last one to close tidies the journal away."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)


def _copied(opened: sqlite3.Connection, source: Path, copy: Path) -> None:
    """SQLite's own online backup: a whole copy, whoever writes meanwhile. `copy` is one file, with no journal."""
    try:
        with closing(opened) as read, closing(sqlite3.connect(copy, timeout=BUSY_SECONDS)) as written:
            read.backup(written)
            written.execute("PRAGMA journal_mode = DELETE").fetchone()
            if written.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise BackupError(f"{source} is damaged: SQLite's integrity check fails.")
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{source} cannot be copied: {error}.") from error
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def _lacks_rights(error: BaseException | None) -> bool:
    """Whether SQLite could not make the journal that a file in WAL is read with."""
    code = error.sqlite_errorcode & 0xFF if isinstance(error, sqlite3.Error) else None
    return code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


def _copied_at_rest(source: Path, copy: Path) -> None:
    """Copy a file that nobody has open, from a folder in which nothing may be written.

    Raises: BackupError where what belongs to it stands in a journal, or somebody came to write meanwhile.
    """
    before = _state(source)
    if left := [journal.name for journal in _journals(source) if journal.exists()]:
        raise BackupError(
            f"{source} cannot be copied from a folder that you may only read: {left[0]} belongs to it, and is left of "
            "a Pitboard that did not end by itself. Do this as the user that Pitboard runs as, or copy both files to a "
            "folder of your own and name that in PITBOARD_STATE_DIR."
        )
    # `immutable` takes no locks: it is for a file that stays as it is.
    _copied(_read_only(source), source, copy)
    if _state(source) != before:
        raise BackupError(f"{source} was opened by somebody while it was copied: please try again.")


def _state(source: Path) -> tuple[object, ...]:
    """What changes where somebody opens a database, or has done so."""
    seen = source.stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, [journal.exists() for journal in _journals(source)]


def _closed(path: Path) -> None:
    """Fold the journal into the file.

    Raises: BackupError where somebody has it open: SQLite leaves WAL only for whoever is alone.
    """
    try:
        with closing(sqlite3.connect(path, timeout=0.5)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise BackupError(f"{path} is in use: stop Pitboard first ({error}).") from error
    except sqlite3.DatabaseError:
        return  # damaged, which may be why a copy takes its place; it is kept as it is


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new file beside `path` for the owner alone, gone at the end unless it was moved."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.copying")
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield beside
    finally:
        for left in (beside, *_journals(beside)):
            left.unlink(missing_ok=True)


def _moved(beside: Path, copy: Path, *, force: bool) -> None:
    if force:
        beside.replace(copy)
        return
    try:
        copy.hardlink_to(beside)  # unlike a move, never over a file that came meanwhile
    except FileExistsError:
        raise _taken(copy) from None
    except OSError:  # a file system without such links
        _refuse_taken(copy, force=force)
        beside.replace(copy)


def _refuse_taken(copy: Path, *, force: bool) -> None:
    # A link that leads nowhere is there too.
    if os.path.lexists(copy) and not force:
        raise _taken(copy)


def _taken(copy: Path) -> BackupError:
    return BackupError(f"{copy} is there already: give another name, or --force to write over it.")
