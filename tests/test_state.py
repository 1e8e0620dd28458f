"""state.db: migrated in steps, shared by processes, and never in the way of an answer."""

import asyncio
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import simcord

from bot import state as state_module
from bot.app import create_bot
from bot.database.backup import back_up
from bot.database.state import MIGRATIONS, StateDb, newest_migration, open_state_db, unavailable
from bot.errors import NewerState, NoSuchThing, StateUnavailable
from bot.queries import unmatched
from bot.queries.preferences import PersonPreferences, ServerPreferences
from bot.settings import Settings
from bot.state import State
from tests.conftest import Paddock

GUILD, PERSON = 10**18, 2 * 10**18


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "state.db"


@pytest_asyncio.fixture
async def state(path: Path) -> AsyncIterator[State]:
    made = State(path)
    await made.open()
    yield made
    await made.close()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


# Opening and migrating.


async def test_a_new_file_is_made_with_every_migration_recorded(path: Path) -> None:
    database = await open_state_db(path)
    await database.close()

    files = sorted(file.stem for file in MIGRATIONS.glob("*.sql"))
    assert [name for (name,) in rows(path, "SELECT name FROM migration ORDER BY number")] == files
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


async def test_foreign_keys_are_on(path: Path) -> None:
    database = await open_state_db(path)
    try:
        async with database.reading() as connection:
            assert list(await connection.execute_fetchall("PRAGMA foreign_keys")) == [(1,)]
    finally:
        await database.close()


async def test_opening_again_migrates_nothing_and_keeps_everything(path: Path) -> None:
    for _ in range(2):
        state = State(path)
        await state.open()
        await state.set_person(PERSON, PersonPreferences(private=True))
        await state.close()

    again = State(path)
    await again.open()
    try:
        assert again.of_person(PERSON) == PersonPreferences(private=True)
    finally:
        await again.close()
    assert len(rows(path, "SELECT number FROM migration")) == len(list(MIGRATIONS.glob("*.sql")))


async def test_only_the_migrations_that_are_missing_are_applied(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0001_one.sql").write_text("CREATE TABLE one (a INTEGER) STRICT;\nINSERT INTO one VALUES (1);\n")
    await (await open_state_db(path, folder)).close()
    (folder / "0002_two.sql").write_text("-- More.\nALTER TABLE one ADD COLUMN b TEXT;\nUPDATE one SET b = 'x; y';\n")
    await (await open_state_db(path, folder)).close()
    await (await open_state_db(path, folder)).close()

    assert rows(path, "SELECT a, b FROM one") == [(1, "x; y")]
    assert rows(path, "SELECT number FROM migration ORDER BY number") == [(1,), (2,)]


@pytest.mark.parametrize("code", range(1, 29))
def test_a_file_that_cannot_be_used_now_is_told_from_a_mistake_in_a_statement(code: int) -> None:
    """By SQLite's primary result code, https://sqlite.org/rescode.html: the lower byte of what it says."""
    unusable = {"PERM", "BUSY", "LOCKED", "READONLY", "IOERR", "CORRUPT", "FULL", "CANTOPEN", "PROTOCOL", "NOTADB"}
    codes = {getattr(sqlite3, f"SQLITE_{name}") for name in unusable}
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code | 5 << 8

    with pytest.raises(StateUnavailable if code in codes else sqlite3.OperationalError) as raised, unavailable():
        raise error
    assert (raised.value is error) == (code not in codes)


async def test_a_migration_may_end_without_a_semicolon_or_in_remarks(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0001_one.sql").write_text("CREATE TABLE one (a INTEGER) STRICT;\n\n-- No more; not now.\n  -- Really.\n")
    (folder / "0002_two.sql").write_text("INSERT INTO one VALUES (1);\n-- And\nINSERT INTO one VALUES (2)\n")
    (folder / "notes.txt").write_text("no migration")
    (folder / "3_three.sql").write_text("no migration either")
    await (await open_state_db(path, folder)).close()

    assert rows(path, "SELECT a FROM one ORDER BY a") == [(1,), (2,)]
    assert newest_migration(folder) == 2
    applied = [instant for (instant,) in rows(path, "SELECT applied FROM migration")]
    assert [datetime.fromisoformat(str(instant)).utcoffset() for instant in applied] == [timedelta(0)] * 2


async def test_a_migration_that_fails_changes_nothing(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0001_one.sql").write_text("CREATE TABLE one (a INTEGER) STRICT;\n")
    (folder / "0002_two.sql").write_text("CREATE TABLE two (a INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n")

    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await open_state_db(path, folder)

    assert rows(path, "SELECT name FROM sqlite_master WHERE name IN ('one', 'two')") == [("one",)]
    assert rows(path, "SELECT number FROM migration") == [(1,)]


async def test_a_file_of_a_newer_version_is_refused_in_a_sentence(path: Path) -> None:
    await (await open_state_db(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO migration (number, name, applied) VALUES (9999, 'later', '2030-01-01')")
        connection.commit()

    with pytest.raises(NewerState, match="update Pitboard") as caught:
        await open_state_db(path)

    assert "9999" in str(caught.value)


def test_the_bot_does_not_start_on_a_file_of_a_newer_version(state_dir: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        connection.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT, applied TEXT)")
        connection.execute("INSERT INTO migration VALUES (9999, 'later', '2030-01-01')")
        connection.commit()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PITBOARD_")}

    ended = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "/schedule"],
        env=kept | {"PITBOARD_STATE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ended.returncode == 1
    assert "newer Pitboard" in ended.stderr
    assert "Traceback" not in ended.stderr


def _migrate(path: str, started: "multiprocessing.synchronize.Barrier") -> None:
    async def migrate() -> None:
        database = await open_state_db(Path(path))
        async with database.writing() as connection:
            await connection.execute("INSERT INTO person (person, private) VALUES (abs(random() >> 2), 1)")
        await database.close()

    started.wait(30)
    asyncio.run(migrate())


@pytest.mark.faults
def test_processes_that_migrate_at_once_share_the_file(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for attempt in range(3):
        path = tmp_path / f"{attempt}.db"
        started = context.Barrier(3)
        processes = [context.Process(target=_migrate, args=(str(path), started)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)

        assert [process.exitcode for process in processes] == [0, 0, 0]
        assert rows(path, "SELECT count(*) FROM person") == [(3,)]
        assert len(rows(path, "SELECT number FROM migration")) == len(list(MIGRATIONS.glob("*.sql")))
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]


# Transactions.


async def _set_twice(database: StateDb) -> None:
    async with database.writing() as connection:
        await connection.execute("INSERT INTO person (person, private) VALUES (1, 1)")
        await connection.execute("INSERT INTO person (person, private) VALUES (1, 0)")


async def test_a_write_that_fails_half_way_leaves_nothing(path: Path) -> None:
    database = await open_state_db(path)
    try:
        with pytest.raises(sqlite3.IntegrityError):
            await _set_twice(database)
        async with database.writing() as connection:
            await connection.execute("INSERT INTO person (person, private) VALUES (2, 1)")
    finally:
        await database.close()

    assert rows(path, "SELECT person FROM person") == [(2,)]


async def test_writes_of_one_process_take_turns(state: State, path: Path) -> None:
    await asyncio.gather(*(state.set_server(GUILD + n, ServerPreferences(private=True)) for n in range(50)))
    await asyncio.gather(*(state.count_unmatched(["zonda"]) for _ in range(50)))

    assert rows(path, "SELECT count(*) FROM server") == [(50,)]
    assert rows(path, "SELECT times FROM unmatched") == [(50,)]


async def test_a_write_that_is_cancelled_leaves_the_database_usable(state: State) -> None:
    for wait in range(20):
        task = asyncio.create_task(state.set_person(PERSON + wait, PersonPreferences(private=True)))
        for _ in range(wait):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    await state.set_person(PERSON, PersonPreferences(private=False))

    assert state.of_person(PERSON) == PersonPreferences(private=False)


@pytest.mark.faults
async def test_a_writer_waits_for_another_process_and_writes_once_that_is_done(state: State, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(state.set_person(PERSON, PersonPreferences(private=True)))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        holder.execute("COMMIT")
        await waiting

    assert rows(path, "SELECT private FROM person") == [(1,)]


@pytest.mark.faults
async def test_before_a_stop_no_writer_waits_any_longer_for_another_process(state: State, path: Path) -> None:
    state._patience.seconds = 3600.0
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        waiting = [asyncio.create_task(state.set_person(PERSON + n, PersonPreferences(private=True))) for n in range(3)]
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in waiting)
        await state.close()
        ends = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(end) for end in ends] == [StateUnavailable] * 3
    assert rows(path, "SELECT count(*) FROM person") == [(0,)]


@pytest.mark.faults
async def test_a_file_that_was_being_opened_for_long_is_let_go_of_at_a_stop(path: Path) -> None:
    await (await open_state_db(path)).close()
    state = State(path)
    state._patience.seconds = 3600.0
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(state.open())
        await asyncio.sleep(0.3)
        assert not opening.done()
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
        await state.close()


async def test_nothing_opens_the_file_again_once_it_is_closed(path: Path) -> None:
    state = State(path)
    await state.open()
    await state.close()

    with pytest.raises(StateUnavailable):
        await state.set_person(PERSON, PersonPreferences(private=True))

    assert sorted(file.name for file in path.parent.iterdir()) == ["state.db"]


# What other processes change.


async def test_another_process_change_is_seen_within_some_seconds(
    state: State, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = State(path)
    await other.open()
    try:
        await other.set_server(GUILD, ServerPreferences(private=True))
        await state.refresh()
        assert not state.manner(GUILD, PERSON).private  # looked a moment ago

        monkeypatch.setattr(state_module, "FRESH_SECONDS", 0.0)
        await state.refresh()

        assert state.manner(GUILD, PERSON).private
    finally:
        await other.close()


async def test_two_processes_setting_different_things_lose_neither(state: State, path: Path) -> None:
    other = State(path)
    await other.open()
    try:
        await other.set_server(GUILD, ServerPreferences(private=True))
        await state.set_server(GUILD, ServerPreferences(spoilers=True))
    finally:
        await other.close()

    assert state.of_server(GUILD) == ServerPreferences(private=True, spoilers=True)


async def test_answering_reads_no_database(paddock: Paddock, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(self: State) -> None:
        raise AssertionError("state.db was looked at")

    await paddock.ask("winner", round="6")
    monkeypatch.setattr(State, "_look", never)

    for _ in range(20):
        assert not (await paddock.ask("winner", round="6")).ephemeral


# When the file cannot be used.


@pytest.mark.faults
async def test_questions_are_answered_while_another_process_holds_the_file(
    paddock: Paddock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "FRESH_SECONDS", 0.0)
    with closing(sqlite3.connect(paddock.bot.settings.state_db, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")

        message = await paddock.ask("winner", round="6", class_="GT")

        assert "Petersen/White Lightning" in message.content


@pytest.mark.faults
async def test_a_change_is_refused_in_a_sentence_while_another_process_holds_the_file(paddock: Paddock) -> None:
    paddock.bot.state.hurry()
    with closing(sqlite3.connect(paddock.bot.settings.state_db, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")

        message = await paddock.refused(StateUnavailable, "my", private="yes")

        assert "nothing was changed" in message.content
    assert not (await paddock.ask("winner", round="6")).ephemeral
    assert "private" in (await paddock.ask("my", private="yes")).content


@pytest.mark.faults
@pytest.mark.parametrize("what", ["a folder", "no database"])
async def test_questions_are_answered_where_the_file_is_none(settings: Settings, what: str) -> None:
    bot = create_bot(settings)
    target = bot.settings.state_db
    if what == "a folder":
        target.mkdir()
    else:
        target.write_text("This is no database, and long enough to say so." * 50)
    try:
        async with simcord.run(bot, check_errors=False) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            fan = guild.add_member(env.create_user("fan"))

            for command, options, told in (
                ("winner", {"round": "6", "class": "GT"}, "won GT"),
                ("my", {"private": "yes"}, "nothing was changed"),
                ("privacy", {}, "try this again later"),
                ("driver", {"name": "Zonda"}, "There is no driver"),
            ):
                result = await fan.slash(channel, command, **options)
                assert result.response is not None
                assert told in result.response.content
    finally:
        await bot.close()


async def test_what_cannot_be_read_is_logged_once(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.mkdir(parents=True)
    state = State(path)
    await state.open()
    for _ in range(5):
        state._looked = None
        await state.refresh()
    await state.close()

    assert [record.message for record in caplog.records if "answers go by" in record.message] == [
        "Settings cannot be read: answers go by those read last, or by defaults"
    ]


async def test_a_file_that_can_be_used_again_is_used_again(path: Path) -> None:
    path.mkdir(parents=True)
    state = State(path)
    await state.open()
    with pytest.raises(StateUnavailable):
        await state.set_person(PERSON, PersonPreferences(private=True))
    path.rmdir()

    await state.set_person(PERSON, PersonPreferences(private=True))

    assert state.manner(None, PERSON).private
    await state.close()


@pytest.mark.faults
async def test_a_newer_file_that_turns_up_while_running_stops_no_answer_and_is_named_in_the_log(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.mkdir(parents=True)  # no database can be opened here
    state = State(path)
    await state.open()
    path.rmdir()
    await (await open_state_db(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later', '2030-01-01')")
        connection.commit()

    with pytest.raises(StateUnavailable):
        await state.set_person(PERSON, PersonPreferences(private=True))
    await state.refresh()

    assert "was written by a newer Pitboard" in caplog.text
    await state.close()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
@pytest.mark.parametrize("put", [None, "copy.db"], ids=["taken away", "replaced"])
async def test_nothing_is_said_to_be_kept_in_a_file_that_is_no_longer_there(
    state: State, path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, put: str | None
) -> None:
    await state.set_person(PERSON, PersonPreferences(private=True))
    if put is None:
        path.unlink()
    else:
        back_up(path, tmp_path / put)
        (tmp_path / put).replace(path)

    with pytest.raises(StateUnavailable):
        await state.set_person(PERSON + 1, PersonPreferences(private=True))
    with pytest.raises(StateUnavailable):
        await state.erase(PERSON)

    assert "was taken away or replaced while it was open" in caplog.text
    assert state.of_person(PERSON).private  # as it was read last
    await state.close()
    started = State(path)
    await started.open()
    await started.set_person(PERSON + 1, PersonPreferences(private=True))
    assert started.of_person(PERSON).private == (True if put else None)
    await started.close()


async def test_a_full_disk_is_a_sentence(state: State) -> None:
    database = state._db
    assert database is not None
    ((pages,),) = await database._connection.execute_fetchall("PRAGMA page_count")
    await database._connection.execute_fetchall(f"PRAGMA max_page_count = {pages}")

    async def fill() -> None:
        for number in range(2000):
            await state.add_report(
                reference=f"{number:08x}",
                command="winner",
                options="",
                data_version="",
                text="x" * 1000,
                person=number,
            )

    with pytest.raises(StateUnavailable):
        await fill()

    assert not state.manner(GUILD, PERSON).private


# Unmatched words.


async def test_words_that_mean_nothing_are_counted_without_whose_they_were(paddock: Paddock) -> None:
    for text in ("Zonda", "zondá", "Zonda 12 x Villeneuve", "Kelly Qqq"):
        await paddock.refused(NoSuchThing, "driver", name=text)

    found = {word.word: word.times for word in await paddock.bot.state.unmatched()}

    assert found == {"zonda": 3, "villeneuve": 1, "qqq": 1}
    assert rows(paddock.bot.settings.state_db, "SELECT count(*) FROM person") == [(0,)]


@pytest.mark.parametrize("text", ["x", "12", "a1", "x" * 33, "<@123>", "\u202e", "😀", "", "   "])
async def test_only_letters_are_counted(paddock: Paddock, text: str) -> None:
    await paddock.bot.count_unmatched([text])

    assert await paddock.bot.state.unmatched() == ()


async def test_presses_count_no_words(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="6")
    stored = paddock.env.backend.get_message(message.channel_id, message.id)
    identity = "pb1|driver|1|name=Zonda"
    stored.components[0]["components"][0]["custom_id"] = identity

    await paddock.fan.click(message, custom_id=identity)
    paddock.env.errors  # noqa: B018 - read, so that the refusal is no failure of the test

    assert await paddock.bot.state.unmatched() == ()


async def test_the_table_of_words_is_bounded_and_keeps_the_most_met(state: State) -> None:
    async with state._writing() as connection:
        day = date(2026, 1, 1)
        for _ in range(3):
            await unmatched.count(connection, ["zonda", "pagani"], day, most=5)
        for number in range(20):
            await unmatched.count(connection, ["word" + "abcdefghijklmnopqrst"[number]], day, most=5)

    found = await state.unmatched()

    assert len(found) == 5
    assert [word.word for word in found[:2]] == ["pagani", "zonda"]
