"""Files that vanish, are cut short or are shared, and processes killed in the middle of a write: nothing is lost."""

import asyncio
import errno
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from benchmarks.loopback.payloads import by, slash
from benchmarks.loopback.process import bot_process
from benchmarks.loopback.stand_in import StandIn
from bot.app import create_bot
from bot.client import Pitboard
from bot.database.build import build_database
from bot.database.state import open_state_db
from bot.errors import CannotBuild, SeasonsUnreadable, StateUnavailable
from bot.queries.preferences import PersonPreferences
from bot.state import State
from tests.conftest import Paddock

pytestmark = pytest.mark.faults

SEED = 2003
ANSWER = "Petersen/White Lightning"


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file."""
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


# season.db


def replaced(path: Path) -> None:
    """Another file takes its place, as a build does."""
    other = path.with_suffix(".new")
    other.write_bytes(b"not a database")
    other.replace(path)


@pytest.mark.parametrize("harm", [Path.unlink, replaced], ids=["deleted", "replaced"])
async def test_answers_go_on_where_season_db_is_taken_away_and_the_next_start_makes_it_anew(
    paddock: Paddock, harm: Callable[[Path], None]
) -> None:
    harm(paddock.bot.settings.season_db)

    assert ANSWER in (await paddock.ask("winner", round="6", class_="GT")).content
    assert "Fellows" in (await paddock.ask("driver", name="Fellows")).content
    again = create_bot(paddock.bot.settings)
    try:
        await again.load()
        assert ANSWER in (await again.answer("winner", {"round": "6", "class": "GT"})).sentence
    finally:
        await again.close()
    assert sound(paddock.bot.settings.season_db)


def cut_short(path: Path) -> None:
    """Half of it is gone."""
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    """All of it is gone."""
    os.truncate(path, 0)


def written_over(path: Path) -> None:
    """Somebody copies another file over it."""
    path.write_bytes(random.Random(SEED).randbytes(path.stat().st_size))  # noqa: S311  # any bytes will do


def another_copied_over(path: Path) -> None:
    """Somebody copies a sound season.db of another text over it: SQLite would mix its pages with those read before."""
    other = path.with_name("other.db")
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE meta SET value = 'another' WHERE key = 'version'")
        connection.commit()
    path.write_bytes(other.read_bytes())
    other.unlink()


HARMS = pytest.mark.parametrize("harm", [cut_short, emptied, written_over, another_copied_over])


@HARMS
async def test_a_season_db_harmed_while_running_is_made_anew_and_every_answer_is_right(
    paddock: Paddock, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.open.LOOK_SECONDS", 0.0)
    kept = await paddock.ask("winner", round="6", class_="GT")
    before = paddock.bot.archive
    harm(paddock.bot.settings.season_db)

    for command, option in (("driver", "Fellows"), ("team", "Prodrive"), ("circuit", "Sebring")):
        assert option in (await paddock.ask(command, name=option)).content
    assert (await paddock.ask("winner", round="6", class_="GT")).content == kept.content
    assert paddock.bot.archive is not before
    assert sound(paddock.bot.settings.season_db)
    assert paddock.env.errors == []


@HARMS
async def test_everybody_who_asks_at_once_gets_an_answer_out_of_one_new_season_db(
    bot: Pitboard, harm: Callable[[Path], None], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.open.LOOK_SECONDS", 0.0)
    drivers = bot.archive.names.targets(bot.archive.default_season, "driver")[:20]
    harm(bot.settings.season_db)

    answers = await asyncio.gather(*(bot.answer("driver", {"name": driver}) for driver in drivers))

    assert all(driver in answer.embed.title for driver, answer in zip(drivers, answers, strict=True))  # type: ignore[operator]
    mended = [record.getMessage() for record in caplog.records if "damaged while it was open" in record.getMessage()]
    assert len(mended) == 1, mended
    assert "made anew" in mended[0]


@HARMS
async def test_where_season_db_cannot_be_made_anew_that_is_said_until_it_can(
    paddock: Paddock, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.open.LOOK_SECONDS", 0.0)
    path = paddock.bot.settings.season_db
    harm(path)
    monkeypatch.setattr("bot.mending.build_database", _full)

    for _ in range(2):
        said = await paddock.refused(SeasonsUnreadable, "driver", name="Fellows")
        assert said.content == "Pitboard cannot read its seasons at the moment. Please ask again in a minute."

    monkeypatch.undo()
    monkeypatch.setattr("bot.mending.AGAIN_SECONDS", 0.0)
    assert "Fellows" in (await paddock.ask("driver", name="Fellows")).content


async def _full(*_: object) -> None:
    raise CannotBuild(Path("season.db"), os.strerror(errno.ENOSPC))


# Two processes on one state folder


async def test_two_processes_started_at_once_on_one_state_folder_share_it(tmp_path: Path) -> None:
    async with StandIn() as discord:
        async with bot_process(discord, "pitboard", "one", tmp_path) as one:
            async with bot_process(discord, "pitboard", "two", tmp_path) as two:
                waiting = [
                    discord.begin(by(100 + number, slash("my", private="yes")), (one, two)[number % 2].session)
                    for number in range(40)
                ]
                await asyncio.gather(*waiting)
                await discord.until(lambda: len(discord.interactions.edited) == len(waiting))
                answers = [await discord.begin(slash("winner", round="6", class_="GT"), p.session) for p in (one, two)]
            assert two.process.returncode == 0
        assert one.process.returncode == 0

    assert all("private" in said["content"] for said in discord.interactions.edited.values())
    assert all(ANSWER in exchange.body["data"]["content"] for exchange in answers)
    assert sound(tmp_path / "season.db")
    assert sound(tmp_path / "state.db")
    state = State(tmp_path / "state.db")
    await state.open()
    assert all(state.of_person(100 + number).private for number in range(40))
    await state.close()


async def test_a_stop_while_another_process_holds_state_db_tells_who_waits_and_ends_in_five_seconds(
    tmp_path: Path,
) -> None:
    async with StandIn() as discord, bot_process(discord, "pitboard", "one", tmp_path) as bot:
        with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            waiting = [discord.begin(by(100 + n, slash("my", private="yes")), bot.session) for n in range(3)]
            # Each is “thinking…” by now.
            assert [(await exchange).body["type"] for exchange in waiting] == [5, 5, 5]
            bot.process.terminate()
            async with asyncio.timeout(5):
                assert await bot.process.wait() == 0

    assert [said["content"] for said in discord.interactions.edited.values()] == [StateUnavailable().sentence] * 3
    # Whoever closes last folds the journal into the file.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["season.db", "state.db"]
    assert sound(tmp_path / "state.db")


# Killed

KILLED = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")


def server() -> Any:
    """Begins processes within milliseconds: they are copies of one that has imported what they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_faults_files"])
    return context


def killed(work: Callable[..., None], *arguments: object, after: float) -> list[int]:
    """Do the work in a process that is killed after so many seconds; what it said it had done until then."""
    context = server()
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(there, *arguments))
    process.start()
    there.close()
    # It says so when it begins: the time that a process takes to start is none of the work's.
    done: list[int] = []
    try:
        here.recv()
        time.sleep(after)
        process.kill()
        process.join()
        while here.poll():
            done.append(here.recv())
    except EOFError:
        pass
    process.join()
    here.close()
    return done


def build(told: Connection, path: Path) -> None:
    """Build season.db again and again."""
    told.send(0)
    while True:
        asyncio.run(build_database(path, force=True))


def migrate(told: Connection, path: Path) -> None:
    """Make and migrate state.db."""

    async def opened() -> None:
        await (await open_state_db(path)).close()

    told.send(0)
    asyncio.run(opened())


def write(told: Connection, path: Path, first: int) -> None:
    """Set preferences, add reports and count words without end; says the number of each that was taken."""

    async def writing() -> None:
        state = State(path)
        await state.open()
        told.send(0)
        person = first
        while True:
            await state.set_person(person, PersonPreferences(private=True))
            await state.add_report(
                reference=f"r{person}", command="winner", options="", data_version="1", text="wrong", person=person
            )
            await state.count_unmatched(["word"])
            told.send(person)
            person += 1

    asyncio.run(writing())


@KILLED
async def test_season_db_is_whole_whenever_a_build_is_killed(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # nothing secret is drawn
    path = tmp_path / "season.db"
    for _ in range(60):
        killed(build, path, after=chance.random() * 0.4)
        assert not path.exists() or sound(path)
    assert (await build_database(path)).seasons == ("alms-2003",)
    assert sound(path)


@KILLED
async def test_state_db_is_whole_whenever_a_migration_is_killed(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # nothing secret is drawn
    for number in range(60):
        path = tmp_path / f"{number}.db"
        killed(migrate, path, after=chance.random() * 0.03)
        assert not path.exists() or sound(path)
        await (await open_state_db(path)).close()
        assert sound(path)


@KILLED
async def test_nothing_that_was_said_to_be_kept_is_lost_whenever_a_writer_is_killed(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # nothing secret is drawn
    path = tmp_path / "state.db"
    taken: set[int] = set()
    for number in range(80):
        taken |= set(killed(write, path, 1 + number * 100_000, after=chance.random() * 0.15))
        assert sound(path)
    state = State(path)
    await state.open()
    assert len(taken) > 80
    assert {person for person in taken if not state.of_person(person).private} == set()
    reported = {report.reference for report in await state.open_reports()}
    assert {person for person in taken if f"r{person}" not in reported} == set()
    await state.close()
