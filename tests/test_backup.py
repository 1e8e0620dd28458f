"""Copies of state.db: whole while others write, never over anything unasked, put back only where nobody uses it."""

import asyncio
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.database import backup
from bot.database.backup import back_up, examine_copy, restore
from bot.database.state import newest_migration
from bot.errors import BackupError, NewerState
from bot.queries.preferences import PersonPreferences
from bot.state import State
from tests.confined import confined, read_only
from tests.test_cli import Run, pitboard

__all__ = ["pitboard"]


@pytest.fixture
async def state(tmp_path: Path) -> AsyncIterator[State]:
    """Settings of one person, kept and open."""
    made = State(tmp_path / "state" / "state.db")
    await made.open()
    await made.set_person(7, PersonPreferences(private=True))
    yield made
    await made.close()


def people(path: Path) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT person, private FROM person ORDER BY person").fetchall()


async def test_a_copy_made_while_the_bot_runs_is_whole_one_file_and_its_owners(state: State, tmp_path: Path) -> None:
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"

    back_up(source, copy)

    assert people(copy) == [(7, 1)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "state"]
    await state.set_person(8, PersonPreferences(private=False))
    assert people(copy) == [(7, 1)]


@pytest.mark.slow
async def test_every_copy_made_while_others_write_is_a_moment_of_the_file(state: State, tmp_path: Path) -> None:
    """Each write sets two people at once: a copy that has one of them alone would be torn."""
    source = tmp_path / "state" / "state.db"
    done = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(source, timeout=30, isolation_level=None)) as connection:
            number = 100
            while not done.is_set():
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT INTO person (person, private) VALUES (?, 1)", [(number,), (-number,)])
                connection.execute("COMMIT")
                number += 1

    writer = asyncio.create_task(asyncio.to_thread(write))
    try:
        for number in range(10):
            copy = tmp_path / f"{number}.db"
            await asyncio.to_thread(back_up, source, copy)
            kept = {person for person, _ in people(copy)} - {7}
            assert kept == {-person for person in kept}
    finally:
        done.set()
        await writer


async def test_nothing_is_written_over_unless_told(state: State, tmp_path: Path) -> None:
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    copy.write_text("mine", encoding="utf-8")

    with pytest.raises(BackupError, match="is there already"):
        back_up(source, copy)
    assert copy.read_text(encoding="utf-8") == "mine"

    back_up(source, copy, force=True)
    assert people(copy) == [(7, 1)]


async def test_a_link_that_leads_nowhere_is_there_too_and_no_copy_is_said_to_be_made(
    state: State, tmp_path: Path
) -> None:
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    copy.symlink_to(tmp_path / "nowhere.db")

    with pytest.raises(BackupError, match="is there already"):
        back_up(source, copy)

    back_up(source, copy, force=True)
    assert people(copy) == [(7, 1)]
    assert not (tmp_path / "nowhere.db").exists()


@pytest.mark.parametrize("error", [FileExistsError, PermissionError], ids=["links", "no links"])
async def test_a_file_that_comes_while_a_copy_is_made_is_not_written_over(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]
) -> None:
    """Whether the file system has links to files or, as those of memory cards, has none."""
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"

    def comes(path: Path, _: Path) -> None:
        path.write_text("mine", encoding="utf-8")
        raise error

    monkeypatch.setattr(Path, "hardlink_to", comes)
    with pytest.raises(BackupError, match="is there already"):
        back_up(source, copy)
    assert copy.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "state"]


async def test_a_copy_is_made_where_the_file_system_has_no_links(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"

    def refused(path: Path, _: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refused)
    back_up(source, copy)

    assert people(copy) == [(7, 1)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "state"]


async def test_a_linked_state_db_is_read_with_what_is_in_its_journal(state: State, tmp_path: Path) -> None:
    """The bot runs: what it wrote is in the journal beside the file, and none is beside the link."""
    link, copy = tmp_path / "linked.db", tmp_path / "copy.db"
    link.symlink_to(tmp_path / "state" / "state.db")

    assert examine_copy(link) == newest_migration()
    assert restore(link, copy) is None
    assert people(copy) == [(7, 1)]
    for end in ("-wal", "-shm"):
        with pytest.raises(BackupError, match=r"is a file of state\.db itself"):
            back_up(link, tmp_path / "state" / f"state.db{end}", force=True)


async def test_a_folder_that_there_is_not_is_named_as_it_was_typed(state: State, tmp_path: Path) -> None:
    with pytest.raises(BackupError) as refused:
        back_up(tmp_path / "state" / "state.db", tmp_path / "nowhere" / "copy.db")

    assert str(refused.value) == f"There is no folder {tmp_path / 'nowhere'} to put the copy into."


def test_what_is_not_there_yet_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="nothing to keep a copy of"):
        back_up(tmp_path / "state.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


async def test_a_copy_is_put_back_once_the_bot_has_stopped_and_what_was_there_is_kept(
    state: State, tmp_path: Path
) -> None:
    target, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    back_up(target, copy)
    await state.erase(7)

    with pytest.raises(BackupError, match="give --force"):
        restore(copy, target)
    with pytest.raises(BackupError, match="in use: stop Pitboard first"):
        restore(copy, target, force=True)
    assert people(target) == []
    await state.close()
    kept = restore(copy, target, force=True)

    assert people(target) == [(7, 1)]
    assert kept == target.with_name("state.db.before")
    assert people(kept) == []
    assert sorted(path.name for path in target.parent.iterdir()) == ["state.db", "state.db.before"]
    started = State(target)
    await started.open()
    assert (await started.kept_about(7)).preferences.private
    await started.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root, who may give files away")
async def test_what_root_puts_back_belongs_to_whom_the_bot_runs_as(state: State, tmp_path: Path) -> None:
    target, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    back_up(target, copy)
    await state.close()
    os.chown(target, 12345, 12346)

    restore(copy, target, force=True)
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 12346)

    target.unlink()
    os.chown(target.parent, 12347, 12348)
    restore(copy, target)
    assert (target.stat().st_uid, target.stat().st_gid) == (12347, 12348)


async def test_a_copy_is_put_where_nothing_is(state: State, tmp_path: Path) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "new" / "er" / "state.db"
    back_up(tmp_path / "state" / "state.db", copy)

    assert restore(copy, target) is None
    assert people(target) == [(7, 1)]


async def test_no_copy_that_is_damaged_newer_or_something_else_takes_its_place(state: State, tmp_path: Path) -> None:
    target, copy = tmp_path / "new" / "state.db", tmp_path / "copy.db"
    back_up(tmp_path / "state" / "state.db", copy)
    whole = copy.read_bytes()

    copy.write_bytes(b"no database" * 1000)
    with pytest.raises(BackupError, match="cannot be read as a database"):
        restore(copy, target)
    copy.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupError, match=r"damaged|cannot be read"):
        restore(copy, target)
    copy.unlink()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(BackupError, match=r"no state\.db of Pitboard"):
        restore(copy, target)
    copy.write_bytes(whole)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later', '2030-01-01')")
        connection.commit()
    with pytest.raises(NewerState):
        restore(copy, target)
    with pytest.raises(BackupError, match="There is no file"):
        restore(tmp_path / "nowhere.db", target)
    assert not target.exists()


async def test_a_file_cannot_take_its_own_place(state: State, tmp_path: Path) -> None:
    target = tmp_path / "state" / "state.db"

    with pytest.raises(BackupError, match=r"is state\.db itself"):
        restore(target, target, force=True)


async def test_a_copy_that_can_be_read_but_is_not_whole_is_damaged(state: State, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(tmp_path / "state" / "state.db", copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE other (number INTEGER)")
        connection.execute("INSERT INTO other VALUES (NULL)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE other (number INTEGER NOT NULL)' WHERE name = 'other'"
        )
        connection.commit()

    with pytest.raises(BackupError) as damaged:
        examine_copy(copy)
    assert str(damaged.value) == f"{copy} is damaged: SQLite's integrity check fails."
    with pytest.raises(BackupError, match="is damaged"):
        back_up(copy, tmp_path / "again.db")
    assert not (tmp_path / "again.db").exists()


async def test_a_copy_whose_reports_are_of_nobody_is_damaged(state: State, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(tmp_path / "state" / "state.db", copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE owner (number INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE owned (owner INTEGER REFERENCES owner (number))")
        connection.execute("INSERT INTO owned VALUES (1)")
        connection.commit()

    with pytest.raises(BackupError, match="what it refers to is missing"):
        restore(copy, tmp_path / "new" / "state.db")


async def test_no_copy_is_kept_of_a_state_db_that_is_damaged(state: State, tmp_path: Path) -> None:
    source = tmp_path / "state" / "state.db"
    await state.close()
    source.write_bytes(source.read_bytes()[:5000] + b"harm" * 5000)

    with pytest.raises(BackupError, match=r"damaged|cannot be copied"):
        back_up(source, tmp_path / "copy.db")

    assert [path.name for path in tmp_path.iterdir()] == ["state"]


async def test_a_copy_takes_the_place_of_a_state_db_that_is_damaged_and_that_is_kept_as_it_is(
    state: State, tmp_path: Path
) -> None:
    target, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    back_up(target, copy)
    await state.close()
    target.write_bytes(b"no database" * 1000)

    kept = restore(copy, target, force=True)

    assert people(target) == [(7, 1)]
    assert kept is not None
    assert kept.read_bytes() == b"no database" * 1000


def journal_left_behind(path: Path) -> None:
    """As a process that was killed leaves it: what it wrote last is in the journal alone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO person (person, private) VALUES (8, 1)")
        for end in ("-wal", "-shm"):
            journal = path.with_name(path.name + end)
            shutil.copy(journal, path.with_name(f"left{end}"))
    for end in ("-wal", "-shm"):
        path.with_name(f"left{end}").replace(path.with_name(path.name + end))


async def test_a_journal_without_its_state_db_is_put_aside_and_not_read_into_the_copy(
    state: State, tmp_path: Path
) -> None:
    target, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    back_up(target, copy)
    await state.close()
    journal_left_behind(target)
    written = target.with_name("state.db-wal").read_bytes()
    target.unlink()

    kept = restore(copy, target)

    assert people(target) == [(7, 1)]
    assert kept == target.with_name("state.db.before-wal")
    assert kept.read_bytes() == written
    assert not target.with_name("state.db-wal").exists()
    started = State(target)
    await started.open()
    assert not (await started.kept_about(8)).preferences.private
    await started.close()


async def test_a_second_copy_put_back_loses_nothing_of_what_the_first_took_the_place_of(
    state: State, tmp_path: Path
) -> None:
    target, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    back_up(target, copy)
    await state.set_person(8, PersonPreferences(private=True))
    await state.close()

    first = restore(copy, target, force=True)
    second = restore(copy, target, force=True)

    assert (first, second) == (target.with_name("state.db.before"), target.with_name("state.db.before-2"))
    assert first is not None
    assert people(first) == [(7, 1), (8, 1)]


@pytest.mark.parametrize("name", ["state.db", "state.db-wal", "state.db-shm", "./state.db"])
async def test_no_copy_takes_the_place_of_what_the_bot_has_open(state: State, tmp_path: Path, name: str) -> None:
    source = tmp_path / "state" / "state.db"

    with pytest.raises(BackupError, match=r"is a file of state\.db itself"):
        back_up(source, source.parent / name, force=True)

    await state.set_person(8, PersonPreferences(private=True))
    await state.close()
    assert people(source) == [(7, 1), (8, 1)]


def backed_up(source: Path, copy: Path) -> str:
    """What `back_up` ends with for somebody who may not write where nobody may; empty where it does."""
    program = (
        "import sys; sys.path[:0] = sys.argv[3:]\n"
        "from pathlib import Path\n"
        "from bot.database.backup import back_up\n"
        "from bot.errors import BackupError\n"
        "try: back_up(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except BackupError as error: print(error)"
    )
    command = confined("-c", program, str(source), str(copy), *sys.path)
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


@pytest.mark.parametrize("running", [True, False], ids=["beside a running bot", "at rest"])
async def test_a_copy_is_made_of_a_state_db_that_may_only_be_read(state: State, tmp_path: Path, running: bool) -> None:
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    await state.set_person(8, PersonPreferences(private=True))
    if not running:
        await state.close()
    files = sorted(path.name for path in source.parent.iterdir())

    with read_only(source.parent):
        assert backed_up(source, copy) == ""

    assert people(copy) == [(7, 1), (8, 1)]
    assert sorted(path.name for path in source.parent.iterdir()) == files


async def test_a_journal_that_cannot_be_read_is_no_reason_to_copy_less_than_there_is(
    state: State, tmp_path: Path
) -> None:
    source, copy = tmp_path / "state" / "state.db", tmp_path / "copy.db"
    await state.close()
    journal_left_behind(source)
    source.with_name("state.db-shm").unlink()

    with read_only(source.parent):
        said = backed_up(source, copy)

    assert "state.db-wal belongs to it" in said
    assert "as the user that Pitboard runs as" in said
    assert not copy.exists()
    back_up(source, copy)
    assert people(copy) == [(7, 1), (8, 1)]


async def test_what_somebody_wrote_while_it_was_copied_at_rest_is_not_taken_for_whole(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "state" / "state.db"
    await state.close()
    looked = backup._read_only

    def opened_by_somebody(path: Path) -> sqlite3.Connection:
        connection = looked(path)
        os.utime(path)
        return connection

    monkeypatch.setattr(backup, "_read_only", opened_by_somebody)
    with pytest.raises(BackupError, match="while it was copied: please try again"):
        backup._copied_at_rest(source, tmp_path / "copy.db")


async def test_the_command_line_copies_and_puts_back(
    pitboard: Run, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PITBOARD_STATE_DIR", str(tmp_path / "state"))
    await state.close()
    target = tmp_path / "state" / "state.db"

    made = pitboard("backup", "copy.db")
    again = pitboard("backup", "copy.db")
    back = pitboard("restore", "copy.db", "--force")

    assert (made.status, made.out) == (0, f"copy.db: a copy of {target}\n")
    assert again.status == 1
    assert again.complaint == "copy.db is there already: give another name, or --force to write over it."
    assert back.out.splitlines() == [f"{target}: restored from copy.db", f"{target}.before: what was there before"]
