"""`pitboard run` with a token, in a process of its own: it waits for Discord, answers, and stops cleanly."""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import discord.client as discord_client
import pytest

from benchmarks.loopback.faults import Delay, Refusal, Silence, rate_limited
from benchmarks.loopback.payloads import APPLICATION, Payload, alone, by, slash
from benchmarks.loopback.rest import API
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import pointed_at
from bot import service, sessions
from bot.app import create_bot
from bot.archive import open_archive
from bot.database.build import build_database
from bot.reconnecting import SoonerBack
from bot.registering import LONGEST_WAIT, waits
from bot.settings import Settings
from tests.folders import another_season
from tests.test_cli import TOKEN, environment

if TYPE_CHECKING:
    from discord.types.gateway import SessionStartLimit

PATIENCE = 30.0
# What the README promises of a stop.
STOP = 5.0
WINNER = "**#31 Petersen/White Lightning**"
REGISTERS = ("PUT", f"{API}/applications/{APPLICATION}/commands")


class Running:
    """A bot in a process of its own, and what it has logged so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._grown = asyncio.Condition()
        assert process.stderr is not None
        self._stderr = process.stderr
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while line := await self._stderr.readline():
            async with self._grown:
                self.lines.append(line.decode().rstrip("\n"))
                self._grown.notify_all()

    async def logged(self, words: str, *, patience: float = PATIENCE) -> str:
        """The first line with these words, waited for."""
        async with asyncio.timeout(patience), self._grown:
            await self._grown.wait_for(lambda: self.find(words) is not None)
        return self.find(words) or ""

    def find(self, words: str) -> str | None:
        return next((line for line in self.lines if words in line), None)

    @property
    def records(self) -> list[dict[str, Any]]:
        """Every line as the JSON object that it is, the last sentence for people excepted."""
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    async def ended(self) -> int:
        async with asyncio.timeout(PATIENCE):
            await self.reading
            return await self.process.wait()


def python(*arguments: str) -> tuple[str, ...]:
    """This Python with arguments."""
    return sys.executable, *arguments


@asynccontextmanager
async def running(
    url: str, folder: Path, *, token: str = TOKEN, program: Callable[..., Sequence[str]] = python, **more: str
) -> AsyncIterator[Running]:
    """The bot, started against a stand-in for Discord; killed where a test leaves it running.

    `program` makes a command line of arguments for Python.
    """
    process = await asyncio.create_subprocess_exec(
        *program("-m", "benchmarks.loopback.command_line", url, "run"),
        cwd=folder,
        env=environment(folder / "state", DISCORD_TOKEN=token, **more),
        stderr=asyncio.subprocess.PIPE,
    )
    made = Running(process)
    try:
        yield made
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await made.reading


def look_up(command: str, **options: str) -> Payload:
    """A slash command by somebody who has the bot in their own account, wherever they are."""
    return alone(by(8, slash(command, **options), username="secretname", global_name="Secret Name"))


def winner() -> Payload:
    return look_up("winner", round="6", class_="GT")


async def answered(discord: StandIn, payload: Payload) -> str:
    """What the bot that is connected answers."""
    content: str = (await discord.interact(payload, patience=PATIENCE)).body["data"]["content"]
    return content


def asked(discord: StandIn) -> list[tuple[str, str]]:
    """Method and path of every request so far, in order."""
    return [(request.method, request.path) for request in discord.requests]


async def called_back(discord: StandIn) -> None:
    await discord.until(lambda: any(path.endswith("/callback") for _, path in asked(discord)))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


# The start


@pytest.mark.faults
async def test_it_starts_before_its_network_and_answers_once_that_is_there(tmp_path: Path) -> None:
    port = free_port()
    async with running(f"http://127.0.0.1:{port}", tmp_path) as bot:
        line = json.loads(await bot.logged("cannot be reached"))
        assert line["level"] == "WARNING"
        assert re.match(r"Discord cannot be reached \(.*\); trying again in \d+ s", line["message"])
        async with StandIn(token=TOKEN, port=port) as discord:
            assert WINNER in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    assert "Traceback" not in "\n".join(bot.lines)


@pytest.mark.faults
@pytest.mark.parametrize("status", [503, 520, 429])
async def test_a_discord_that_is_down_or_sets_a_limit_at_the_start_is_asked_again(tmp_path: Path, status: int) -> None:
    async with StandIn(token=TOKEN) as discord:
        # What discord.py itself does not try again; of the limits, that of an address, which does not come by `Via`.
        discord.script("me", Refusal(status), Refusal(status))
        async with running(discord.address, tmp_path) as bot:
            await discord.connected()
            assert bot.find(f"{status}")
            bot.process.send_signal(signal.SIGINT)
            assert await bot.ended() == 0
    assert asked(discord)[:3] == [("GET", f"{API}/users/@me")] * 3


@pytest.mark.faults
@pytest.mark.parametrize(
    ("route", "status", "path"), [("me", 500, "/users/@me"), ("me", 502, "/users/@me"), ("commands", 504, "/commands")]
)
async def test_what_discord_py_tries_again_in_silence_is_told_at_once_and_a_stop_ends_it(
    tmp_path: Path, route: str, status: int, path: str
) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.script(route, *[Refusal(status)] * 5)
        async with running(discord.address, tmp_path) as bot:
            # Of 25 seconds in all; half of them with no second request.
            line = json.loads(await bot.logged("not well yet"))
            assert re.fullmatch(
                rf"Discord is not well yet: it answers GET \S*{path} with status {status}", line["message"]
            )
            assert line["level"] == "WARNING"
            bot.process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(STOP):
                assert await bot.ended() == 0
        assert len([request for request in discord.requests if request.path.endswith(path)]) <= 2
    assert "Traceback" not in "\n".join(bot.lines)


@pytest.mark.faults
async def test_a_discord_that_fails_for_longer_than_discord_py_tries_is_asked_again(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.script("me", *[Refusal(502)] * 5)
        async with running(discord.address, tmp_path) as bot:
            # After the 25 seconds that discord.py takes.
            await bot.logged("cannot be reached (discord.errors.DiscordServerError: 502", patience=3 * PATIENCE)
            assert WINNER in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    assert len([record for record in bot.records if "not well yet" in record["message"]]) == 5
    assert "Traceback" not in "\n".join(bot.lines)


@pytest.mark.faults
async def test_a_discord_that_says_nothing_at_the_start_is_asked_again(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "SILENCE_SECONDS", 0.5)
    monkeypatch.setattr(service, "settle", lambda: None)  # that is for a process which does nothing else
    async with StandIn(token=TOKEN) as discord:
        discord.script("me", Silence())
        with pointed_at(discord.address):
            serving = asyncio.create_task(service.serve(create_bot(settings), TOKEN))
            assert WINNER in await answered(discord, winner())
            assert vars(discord_client)["ExponentialBackoff"] is SoonerBack
            serving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await serving
    assert "Discord cannot be reached (TimeoutError); trying again in 1 s" in caplog.text


@pytest.mark.faults
async def test_a_bot_that_ends_again_and_again_waits_before_discord_resets_its_token(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.gateway.starts_left = 50
        async with running(discord.address, tmp_path) as bot:
            line = json.loads(await bot.logged("sessions are left"))
            assert line["level"] == "ERROR"
            assert line["message"].startswith(
                "Only 50 of today's 1000 sessions are left, after which Discord resets the token: waiting for 1 s."
            )
            assert not discord.sessions
            discord.gateway.starts_left = 51
            assert WINNER in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0


@pytest.mark.parametrize(
    ("remaining", "total", "wanted", "may"),
    [
        (51, 1000, 1, True),
        (50, 1000, 1, False),
        (66, 1000, 16, True),
        (65, 1000, 16, False),
        (101, 2000, 1, True),
        (100, 2000, 1, False),
        (1, 19, 1, True),
    ],
)
def test_a_twentieth_of_a_days_sessions_is_left_to_whoever_mends_it(
    remaining: int, total: int, wanted: int, *, may: bool
) -> None:
    assert sessions.may_begin(limit(remaining=remaining, total=total), wanted) is may


def test_sessions_are_waited_for_to_the_end_of_discords_day_and_looked_at_every_hour() -> None:
    waits = [
        sessions.seconds_to_wait(limit(reset_after=after)) for after in (0, 1500, 3_599_000, 3_600_000, 86_400_000)
    ]

    assert waits == [1, 2.5, 3600, 3600, 3600]


def limit(*, remaining: int = 0, total: int = 1000, reset_after: int = 0) -> "SessionStartLimit":
    return {"total": total, "remaining": remaining, "reset_after": reset_after, "max_concurrency": 1}


@pytest.mark.faults
async def test_where_sessions_cannot_be_counted_none_is_waited_for(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.script("gateway", Refusal(403))
        async with running(discord.address, tmp_path) as bot:
            assert WINNER in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0


async def test_a_start_does_not_wait_for_a_count_of_sessions_that_never_comes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(service, "settle", lambda: None)
    async with StandIn(token=TOKEN) as discord:
        discord.script("gateway", Silence())
        with pointed_at(discord.address):
            serving = asyncio.create_task(service.serve(create_bot(settings), TOKEN))
            assert WINNER in await answered(discord, winner())
            serving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await serving


@pytest.mark.parametrize("counted", [False, True], ids=["nothing counted", "numbers counted"])
async def test_once_connected_no_request_is_traced_but_to_be_counted(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, *, counted: bool
) -> None:
    monkeypatch.setattr(service, "settle", lambda: None)
    bot = create_bot(settings.model_copy(update={"http_port": free_port() if counted else None}))
    async with StandIn(token=TOKEN) as discord:
        with pointed_at(discord.address):
            serving = asyncio.create_task(service.serve(bot, TOKEN))
            for _ in range(2):
                assert WINNER in await answered(discord, winner())
            session: aiohttp.ClientSession = bot.http._HTTPClient__session  # type: ignore[attr-defined]
            assert session.trace_configs == ([bot.http.http_trace] if counted else [])
            serving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await serving


@pytest.mark.faults
async def test_commands_that_cannot_be_registered_yet_are_later(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.script("commands", Refusal(503))
        discord.script("register", Refusal(429))
        async with running(discord.address, tmp_path) as bot:
            await discord.until(lambda: bool(discord.account.commands))
            assert WINNER in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    told = [record["message"] for record in bot.records if "register commands" in record["message"]]
    assert len(told) == 2
    assert all(re.fullmatch(r"Could not register commands \(.*\); trying again in \d+ s", line) for line in told)


@pytest.mark.faults
async def test_a_limit_of_hours_on_registering_holds_up_neither_answers_nor_a_stop(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.script("register", rate_limited(3600))
        async with running(discord.address, tmp_path) as bot:
            assert WINNER in await answered(discord, winner())
            bot.process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(STOP):
                assert await bot.ended() == 0
    assert discord.account.commands == []
    assert bot.find("Retrying in 3600")


@pytest.mark.faults
async def test_a_gateway_that_is_down_at_the_start_is_asked_again(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        discord.script("connect", Refusal(503), Refusal(503))
        async with running(discord.address, tmp_path) as bot:
            await discord.connected()
            assert bot.find("Discord's gateway cannot be reached")
            assert bot.find("AttributeError") is None
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    assert asked(discord).count(("GET", "/gateway")) == 3
    assert "Traceback" not in "\n".join(bot.lines)


@pytest.mark.faults
async def test_a_name_that_does_not_resolve_is_waited_for_and_a_stop_ends_the_waiting(tmp_path: Path) -> None:
    async with running("http://discord.invalid:9", tmp_path) as bot:
        await bot.logged("cannot be reached")
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
    assert "Unclosed" not in "\n".join(bot.lines)


@pytest.mark.slow
async def test_a_token_that_discord_refuses_is_a_sentence_and_never_printed(tmp_path: Path) -> None:
    async with (
        StandIn(token="another") as discord,
        running(discord.address, tmp_path, PITBOARD_LOG_LEVEL="DEBUG") as bot,
    ):
        assert await bot.ended() == 78
        assert ("GET", f"{API}/users/@me") in asked(discord)
    assert bot.lines[-1].startswith("Discord refused DISCORD_TOKEN: copy the token again")
    everything = "\n".join(bot.lines)
    assert "Traceback" not in everything
    assert TOKEN not in everything


def test_each_wait_is_longer_than_the_last_and_none_longer_than_a_minute() -> None:
    steady = waits(lambda: 1.0)

    found = [next(steady) for _ in range(9)]

    assert found == [1, 2, 4, 8, 16, 32, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]
    assert next(waits(lambda: 0.0)) == 0.5


async def test_at_a_second_start_the_commands_are_fetched_and_not_sent(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        for _ in range(2):
            async with running(discord.address, tmp_path) as bot:
                await discord.connected()
                bot.process.send_signal(signal.SIGTERM)
                assert await bot.ended() == 0
            await discord.until(lambda: discord.gateway.session(TOKEN) is None)
    methods = [method for method, path in asked(discord) if path.endswith("/commands")]
    assert methods == ["GET", "PUT", "GET", "GET"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        (4004, 78, "Discord refused DISCORD_TOKEN: copy the token again"),
        (4011, 1, "Discord ended the connection for good (code 4011): "),
        (4014, 1, "Discord ended the connection for good (code 4014): "),
    ],
)
async def test_a_connection_that_discord_ends_for_good_is_one_sentence(
    tmp_path: Path, code: int, status: int, said: str
) -> None:
    async with StandIn(token=TOKEN) as discord, running(discord.address, tmp_path) as bot:
        # What is closed while it is being begun, discord.py begins again.
        assert WINNER in await answered(discord, winner())
        await discord.gateway.close(await discord.connected(), code, resumable=False)
        assert await bot.ended() == status
    assert bot.lines[-1].startswith(said)
    assert "Traceback" not in "\n".join(bot.lines)


# The stop


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_finishes_the_answer_that_was_begun_and_closes_the_databases(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with StandIn(token=TOKEN) as discord, running(discord.address, tmp_path) as bot:
        discord.script("callback", Delay(1.0))  # Discord is slow to take the answer
        answer = discord.begin(winner(), await discord.connected())
        await called_back(discord)
        bot.process.send_signal(number)
        assert await bot.ended() == 0
        assert answer.done()
        assert WINNER in answer.result().body["data"]["content"]
    assert [record["message"] for record in bot.records if record["level"] != "INFO"] == []
    # The last connection that closes folds the journal into the file.
    assert sorted(path.name for path in (tmp_path / "state").iterdir()) == ["season.db", "state.db"]
    with closing(sqlite3.connect(tmp_path / "state" / "state.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.faults
async def test_an_answer_that_never_ends_does_not_hold_up_a_stop(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord, running(discord.address, tmp_path) as bot:
        discord.script("callback", Silence())
        discord.begin(look_up("schedule"), await discord.connected())
        await called_back(discord)
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
        assert bot.find("Stopped before 1 answers were given")


# Logs


@pytest.mark.slow
async def test_the_log_is_json_and_holds_no_token_no_words_and_no_name_even_of_errors(tmp_path: Path) -> None:
    """Everything at once: a look-up, refusals, a command that there is not, a setting, at the most talkative level."""
    sent = [
        look_up("driver", name="Lehto"),
        look_up("driver", name="secretword"),
        look_up("ask", question="secretword who won"),
        look_up("secretcommand", name="secretword"),
        look_up("my", season="secretword"),
    ]
    async with (
        StandIn(token=TOKEN) as discord,
        running(discord.address, tmp_path, PITBOARD_LOG_LEVEL="DEBUG") as bot,
    ):
        for payload in sent:
            await discord.interact(payload, patience=PATIENCE)
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
    everything = "\n".join(bot.lines)
    assert len(bot.records) == len(bot.lines) > 2
    for record in bot.records:
        assert {"time", "level", "logger", "message"} <= record.keys()
    tokens = [payload["token"] for payload in sent]
    for secret in (TOKEN, "secretword", "secretname", "Secret Name", *tokens, "Lehto"):
        assert secret not in everything, secret


# Sharing the load


@pytest.mark.slow
async def test_processes_share_the_shards_and_only_that_of_shard_0_registers(tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as discord:
        async with running(discord.address, tmp_path, PITBOARD_SHARD_COUNT="3", PITBOARD_SHARD_IDS="1-2") as others:
            await discord.until(lambda: len(discord.sessions) == 2)
            assert REGISTERS not in asked(discord)
            async with running(discord.address, tmp_path, PITBOARD_SHARD_COUNT="3", PITBOARD_SHARD_IDS="0") as first:
                await discord.until(lambda: len(discord.sessions) == 3)
                *_, last = discord.sessions.values()
                async with asyncio.timeout(PATIENCE):
                    exchange = await discord.begin(winner(), last)
                assert WINNER in exchange.body["data"]["content"]
                for bot in (first, others):
                    bot.process.send_signal(signal.SIGTERM)
                    assert await bot.ended() == 0
        assert REGISTERS in asked(discord)
    assert last.identified["shard"] == [0, 3]
    assert sorted(session.identified["shard"] for session in discord.sessions.values()) == [[0, 3], [1, 3], [2, 3]]
    assert "Traceback" not in "\n".join([*first.lines, *others.lines])


async def test_a_bot_of_several_shards_answers_in_a_terminal_too(settings: Settings) -> None:
    bot = create_bot(settings.model_copy(update={"shard_count": 4, "shard_ids": "1,2"}))
    try:
        await bot.load()
        assert WINNER in (await bot.ask("/winner round:6 class:GT")).sentence
        assert not bot.gateway_connected()
        assert not bot.settings.registers
    finally:
        await bot.close()


# Health and numbers


@pytest.mark.slow
async def test_health_and_numbers_are_served_to_this_machine_where_a_port_is_set(tmp_path: Path) -> None:
    port = free_port()
    async with StandIn(token=TOKEN) as discord, running(discord.address, tmp_path, PITBOARD_HTTP_PORT=str(port)) as bot:
        discord.script("me", Refusal(503))
        await bot.logged("cannot be reached")
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            async with session.get("/healthz") as early:
                assert early.status == 503
                assert (await early.json())["gateway_connected"] is False
            for payload in (look_up("driver", name="Lehto"), look_up("driver", name="Nobody"), look_up("nothing")):
                await discord.interact(payload, patience=PATIENCE)
            async with session.get("/healthz") as well:
                told = await well.json()
                assert (well.status, told["status"], told["database_readable"]) == (200, "ok", True)
            numbers = ""
            async with asyncio.timeout(PATIENCE):
                # An answer is counted once it is given, a moment after it is seen here.
                while "pitboard_answer_seconds_count 3.0" not in numbers:
                    async with session.get("/metrics") as page:
                        numbers = await page.text()
        asked = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "health"),
            cwd=tmp_path,
            env=environment(tmp_path / "state", PITBOARD_HTTP_PORT=str(port)),
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await asked.communicate()
        assert asked.returncode == 0
        assert out.startswith(b"Well: connected to Discord")
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
    for line in (
        'pitboard_answers_total{command="driver",outcome="answered"} 1.0',
        'pitboard_answers_total{command="driver",outcome="refused"} 1.0',
        'pitboard_answers_total{command="unknown",outcome="refused"} 1.0',
        "pitboard_answer_seconds_count 3.0",
        "pitboard_unmatched_words_total 1.0",
        "pitboard_gateway_reconnects_total 0.0",
        "pitboard_gateway_connected 1.0",
    ):
        assert line in numbers.splitlines()
    assert re.search(r'^pitboard_season\{data_version="\S+",season="alms-2003"\} 1\.0$', numbers, re.MULTILINE)
    assert re.search(r'^pitboard_build_info\{.*version="', numbers, re.MULTILINE)


async def test_seasons_are_counted_as_they_are_read_now(settings: Settings, tmp_path: Path) -> None:
    another_season(tmp_path / "data")
    built = await build_database(tmp_path / "other.db", [tmp_path / "data"], shipped=tmp_path / "data")
    bot = create_bot(settings.model_copy(update={"http_port": 0}))
    try:
        await bot.load()
        await bot.read_instead(await open_archive(built.path, ()))
        assert bot.traffic.metrics is not None
        page = bot.traffic.metrics.page(connected=False, latency=0.0).decode()
    finally:
        await bot.close()
    counted = re.findall(r'^pitboard_season\{.*season="(.+)"\}', page, re.MULTILINE)
    assert counted == list(built.seasons) == ["alms-1903"]


@pytest.mark.skipif(os.name == "nt", reason="asks for a port of its own")
async def test_nothing_is_served_where_no_port_is_set_and_health_says_so(tmp_path: Path) -> None:
    asked = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "health"),
        cwd=tmp_path,
        env=environment(tmp_path / "state"),
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asked.communicate()

    assert asked.returncode == 1
    assert said == b"PITBOARD_HTTP_PORT is not set, so nothing is served that could be asked.\n"
