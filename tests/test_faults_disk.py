"""The real program in a read-only folder and on a full disk: what can be answered is, and nothing is half done."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from benchmarks.loopback.payloads import Payload, by, slash
from benchmarks.loopback.stand_in import StandIn
from bot.database.state import open_state_db
from bot.errors import StateUnavailable
from bot.queries.preferences import PersonPreferences
from bot.settings import Settings
from bot.state import State
from tests.confined import confined, read_only
from tests.test_cli import PATIENCE, TOKEN, WINNER, Ended, environment
from tests.test_service import answered, running, winner

pytestmark = pytest.mark.faults


def pitboard(*arguments: str, state: Path, largest_file: int | None = None) -> Ended:
    """Runs a command line in a confined process of its own."""
    ended = subprocess.run(
        confined("-m", "bot", *arguments, largest_file=largest_file),
        cwd=state.parent,
        env=environment(state),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert "Traceback" not in ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def held(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def state(settings: Settings) -> Path:
    """A folder with a season.db that is up to date."""
    return settings.state_dir


# Read-only


async def test_in_a_read_only_folder_questions_are_answered_and_nothing_is_written(state: Path) -> None:
    await (await open_state_db(state / "state.db")).close()
    before = held(state)
    with read_only(state):
        ended = pitboard("ask", "/winner round:6 class:GT", state=state)
        unread = pitboard("reports", state=state)

    assert ended.status == 0
    assert ended.out.startswith(f"{WINNER}\n")
    assert "state.db cannot be used" in ended.err
    assert unread.status == 1
    assert "cannot keep or look up anything" in unread.err
    assert held(state) == before


def test_a_read_only_folder_with_nothing_in_it_is_one_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "state"
    empty.mkdir()
    with read_only(empty):
        said = pitboard("ask", "/schedule", state=empty)
        looked = pitboard("doctor", state=empty)

    assert said.status == 1
    assert "season.db cannot be made (" in said.complaint
    assert "PITBOARD_STATE_DIR" in said.complaint
    assert looked.status == 1
    assert f"fault state folder: {empty} cannot be written (Permission denied) → let the user" in looked.out
    assert held(empty) == {}


async def test_a_copy_into_a_read_only_folder_is_refused_in_one_sentence_and_one_out_of_it_is_made(
    state: Path, tmp_path: Path
) -> None:
    await (await open_state_db(state / "state.db")).close()
    there = tmp_path / "copies"
    there.mkdir()
    with read_only(there):
        into = pitboard("backup", str(there / "copy.db"), state=state)
    with read_only(state):
        out_of = pitboard("backup", str(there / "copy.db"), state=state)

    assert into.status == 1
    assert into.complaint.endswith("Permission denied")
    assert (out_of.status, out_of.err) == (0, "")
    assert list(held(there)) == ["copy.db"]


async def test_in_discord_a_read_only_folder_refuses_what_would_be_kept_and_answers_all_else(
    settings: Settings, tmp_path: Path
) -> None:
    await (await open_state_db(settings.state_db)).close()
    before = held(settings.state_dir)
    with read_only(settings.state_dir):
        async with StandIn(token=TOKEN) as discord, running(discord.address, tmp_path, program=confined) as bot:
            assert await kept(discord, by(8, slash("my", private="yes"))) == StateUnavailable().sentence
            assert "Petersen/White Lightning" in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    assert held(settings.state_dir) == before
    assert "Traceback" not in "\n".join(bot.lines)


async def kept(discord: StandIn, payload: Payload) -> str:
    """What is said in the end of something that is to be kept: first of all comes “thinking…”."""
    await discord.interact(payload, patience=PATIENCE)
    await discord.until(lambda: payload["id"] in discord.interactions.edited)
    said: str = discord.interactions.edited[payload["id"]]["content"]
    return said


# Full


@contextmanager
def tiny_disk(folder: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes at a folder, where this user may mount one; skips the test where not."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],  # wherever it is
        capture_output=True,
        text=True,
        timeout=60,
    )
    if mounted.returncode:
        pytest.skip(f"this user can mount no disk to fill: {mounted.stderr.splitlines()[0]}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True, timeout=60)


def test_a_build_that_the_disk_has_no_room_for_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with tiny_disk(disk, 2**18):
        ended = pitboard("build", state=disk)
        left = held(disk)

    assert ended.status == 1
    assert f"{disk / 'season.db'} cannot be made (database or disk is full): make room" in ended.complaint
    assert left == {}


def test_on_a_full_disk_questions_are_answered_and_once_there_is_room_everything_is_as_ever(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with tiny_disk(disk, 2**21):
        assert pitboard("build", state=disk).status == 0
        season_db = (disk / "season.db").read_bytes()
        filled(disk / "fill")

        built = pitboard("build", "--force", state=disk)
        assert built.status == 1
        assert "database or disk is full" in built.complaint
        assert (disk / "season.db").read_bytes() == season_db
        assert pitboard("ask", "/winner round:6 class:GT", state=disk).out.startswith(f"{WINNER}\n")
        unread = pitboard("reports", state=disk)
        assert unread.status == 1
        assert "cannot keep or look up anything" in unread.err
        assert "has only 0 MiB left → make room on that disk" in pitboard("doctor", state=disk).out

        (disk / "fill").unlink()
        assert (pitboard("reports", state=disk).out, pitboard("build", "--force", state=disk).status) == (
            "No report is open.\n",
            0,
        )
        assert sorted(held(disk)) == ["season.db", "state.db"]


def filled(path: Path) -> None:
    """A file that takes all the room there is."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_build_that_is_cut_off_in_its_middle_leaves_the_season_db_before_it(state: Path) -> None:
    before = held(state)
    ended = pitboard("build", "--force", state=state, largest_file=2**17)

    assert ended.status == 1
    assert "season.db cannot be made (disk I/O error)" in ended.complaint
    assert held(state) == before


async def test_in_discord_a_full_disk_refuses_what_would_be_kept_loses_nothing_and_answers_all_else(
    settings: Settings, tmp_path: Path
) -> None:
    full = partial(confined, largest_file=2**17)
    async with StandIn(token=TOKEN) as discord, running(discord.address, tmp_path, program=full) as bot:
        taken = 0
        while "nothing was changed" not in (said := await kept(discord, by(100 + taken, slash("my", private="yes")))):
            assert "private" in said
            taken += 1
        assert "Petersen/White Lightning" in await answered(discord, winner())
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
    assert "Traceback" not in "\n".join(bot.lines)

    assert taken > 0
    state = State(settings.state_db)
    await state.open()
    try:
        assert all(state.of_person(100 + number).private for number in range(taken))
        assert state.of_person(100 + taken).private is None
        await state.set_person(100 + taken, PersonPreferences(private=True))
    finally:
        await state.close()
