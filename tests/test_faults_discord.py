"""Discord and the network failing, over the loopback: what could be answered is, and nothing else breaks."""

import asyncio
import datetime
import json

import discord.client
import discord.shard
import pytest
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket
from yarl import URL

from benchmarks.loopback.faults import Delay, Fault, Refusal, Reset, Silence, rate_limited
from benchmarks.loopback.payloads import Payload, autocomplete, by, press, slash
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import running
from bot import callbacks, reconnecting
from bot.app import create_bot
from bot.client import Pitboard
from bot.logs import logging_as
from bot.queries.preferences import ServerPreferences
from bot.settings import Settings
from bot.state import State
from tests.logged import alarms

pytestmark = pytest.mark.faults

ANSWER = "Petersen/White Lightning"
PATIENCE = 20.0


def asked() -> Payload:
    return slash("winner", round="6", class_="GT")


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Wait until the bot has logged this of an answer."""
    async with asyncio.timeout(PATIENCE):
        while words not in caplog.text:  # noqa: ASYNC110  # a log has no event to wait for
            await asyncio.sleep(0.02)


# The gateway

# Official documentation, 2026: after these codes a session can be resumed; after the others a new one is begun.
RESUMABLE = (1001, 1006, 4000, 4001, 4002, 4003, 4005, 4008)
NEW_SESSION = (1000, 4007, 4009)


@pytest.mark.parametrize("code", RESUMABLE)
async def test_an_answer_survives_a_close_in_its_middle_that_can_be_resumed(bot: Pitboard, code: int) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        stand_in.script("callback", Delay(0.1))
        answer = stand_in.begin(asked(), session)
        await stand_in.until(lambda: any(request.path.endswith("/callback") for request in stand_in.requests))
        await stand_in.gateway.close(session, code, resumable=True)
        # Dispatched while nobody was there: Discord sends it again after RESUME.
        missed = stand_in.begin(asked(), session)
        async with asyncio.timeout(PATIENCE):
            assert ANSWER in (await answer).body["data"]["content"]
            assert ANSWER in (await missed).body["data"]["content"]

    assert session.resumes == 1
    assert len(stand_in.sessions) == 1


@pytest.mark.parametrize("code", NEW_SESSION)
async def test_after_a_close_that_cannot_be_resumed_a_new_session_answers(bot: Pitboard, code: int) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        stand_in.script("callback", Delay(0.1))
        answer = stand_in.begin(asked(), session)
        await stand_in.until(lambda: any(request.path.endswith("/callback") for request in stand_in.requests))
        await stand_in.gateway.close(session, code, resumable=False)
        async with asyncio.timeout(PATIENCE):
            assert ANSWER in (await answer).body["data"]["content"]
        assert ANSWER in (await stand_in.interact(asked(), patience=PATIENCE)).body["data"]["content"]

    assert len(stand_in.sessions) == 2


async def test_ten_reconnects_in_a_row_lose_no_interaction(bot: Pitboard, caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        for number in range(10):
            session = await stand_in.connected()
            answer = stand_in.begin(asked(), session)
            await stand_in.gateway.close(session, 4000, resumable=number % 2 == 0)
            if not session.resumable:
                # What was sent into a session that is over is lost for everybody; the next is not.
                answer.cancel()
                answer = stand_in.begin(asked(), await stand_in.connected())
            async with asyncio.timeout(PATIENCE):
                assert ANSWER in (await answer).body["data"]["content"]

    assert alarms(caplog) == []


async def test_missed_heartbeats_bring_a_new_connection_that_answers(bot: Pitboard) -> None:
    bot._connection.heartbeat_timeout = 0.5
    async with StandIn(heartbeat_seconds=0.1) as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        stand_in.gateway.acknowledging = False
        await stand_in.until(lambda: session.resumes > 0)
        stand_in.gateway.acknowledging = True
        assert ANSWER in (await stand_in.interact(asked(), patience=PATIENCE)).body["data"]["content"]


async def test_heartbeats_are_kept_up_while_answering(bot: Pitboard) -> None:
    async with StandIn(heartbeat_seconds=0.05) as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        for _ in range(50):
            await stand_in.interact(asked())
        await stand_in.until(lambda: session.heartbeats >= 3)

    assert session.resumes == 0


async def test_a_discord_that_is_gone_in_the_middle_of_a_run_is_found_again_and_health_tells_meanwhile(
    bot: Pitboard, caplog: pytest.LogCaptureFixture
) -> None:
    gone = await StandIn().__aenter__()
    async with running(bot, gone):
        assert ANSWER in (await gone.interact(asked())).body["data"]["content"]
        await gone.__aexit__()
        await logged(caplog, "Attempting a reconnect")
        assert not bot.gateway_connected()
        async with StandIn(port=int(gone.address.rpartition(":")[2])) as back:
            await back.connected()
            assert ANSWER in (await back.interact(asked(), patience=PATIENCE)).body["data"]["content"]
            assert bot.gateway_connected()


@pytest.mark.parametrize("shards", [None, 1])
async def test_a_session_whose_own_address_is_gone_goes_on_where_every_bot_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, shards: int | None
) -> None:
    monkeypatch.setattr(reconnecting, "TRIES", 2)
    bot = create_bot(settings.model_copy(update={"shard_count": shards}))
    async with StandIn() as stand_in:
        stand_in.gateway.resume_address = "ws://127.0.0.1:9"  # where nobody answers
        async with running(bot, stand_in):
            session = await stand_in.connected()
            await stand_in.gateway.close(session, 4000, resumable=True)
            await stand_in.until(lambda: session.resumes == 1 or len(stand_in.sessions) == 2)
            assert ANSWER in (await stand_in.interact(asked(), patience=PATIENCE)).body["data"]["content"]


async def test_each_try_to_find_a_lost_gateway_is_one_line_of_warning(
    bot: Pitboard, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = await StandIn().__aenter__()
    with logging_as("INFO", "json"):
        async with running(bot, gone):
            await gone.__aexit__()
            await logged(caplog, "Attempting a reconnect")
            async with StandIn(port=int(gone.address.rpartition(":")[2])) as back:
                await back.connected()

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    tries = [line for line in lines if line["message"].startswith("Attempting a reconnect in ")]
    assert tries
    assert {line["level"] for line in tries} == {"WARNING"}
    assert not [line for line in lines if line["level"] == "ERROR" or "error" in line]


@pytest.mark.parametrize(
    ("fault", "level"),
    [
        (Refusal(404, 10062, "Unknown interaction"), "WARNING"),
        (Refusal(429), "WARNING"),
        (rate_limited(60), "WARNING"),
        (Refusal(400), "ERROR"),
    ],
    ids=["too late", "blocked", "limited for long", "refused"],
)
async def test_choices_that_could_not_be_given_are_logged_without_who_typed(
    bot: Pitboard, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], fault: Fault, level: str
) -> None:
    someone = "246813579246813579"
    with logging_as("INFO", "json"):
        async with StandIn() as stand_in, running(bot, stand_in):
            session = await stand_in.connected()
            stand_in.script("callback", fault)
            lost = stand_in.begin(by(int(someone), autocomplete("driver", "name", "fel")), session)
            await logged(caplog, "exception in autocomplete")
            lost.cancel()

    said = capsys.readouterr().err
    [line] = [json.loads(line) for line in said.splitlines() if "could not be given" in line]
    assert line["message"].startswith("Choices for 'driver' could not be given while it was being typed")
    assert line["level"] == level
    assert someone not in said


def test_a_sessions_own_address_is_given_up_after_four_tries_in_a_row_and_not_before() -> None:
    own = URL("wss://own.example")
    socket = DiscordWebSocket.__new__(DiscordWebSocket)  # its address is all that is looked at
    socket.gateway = own
    tries = reconnecting.Reconnecting()

    for _ in range(3):
        tries.disconnected(socket)
    assert socket.gateway == own
    tries.connected()
    for _ in range(3):
        tries.disconnected(socket)
    assert socket.gateway == own, "it was back meanwhile"
    tries.disconnected(None)  # never connected: there is no address to give up
    assert socket.gateway == own
    tries.disconnected(socket)
    assert socket.gateway == DiscordWebSocket.DEFAULT_GATEWAY


def test_a_network_that_was_gone_for_a_night_is_tried_every_minute() -> None:
    with reconnecting.sooner_back():
        waits = [vars(module)["ExponentialBackoff"]() for module in (discord.client, discord.shard)]
        longest = [max(wait.delay() for _ in range(500)) for wait in waits]

    assert all(50 < wait <= 64 for wait in longest)
    assert vars(discord.client)["ExponentialBackoff"] is ExponentialBackoff


# REST

ONCE: dict[str, Fault] = {
    "429 with retry_after": rate_limited(0.2),
    "429 of the whole bot": rate_limited(0.2, everywhere=True),
    "500": Refusal(500),
    "502": Refusal(502),
    "503": Refusal(503),
    "reset before it arrived": Reset(),
    "reset after it arrived": Reset(done=True),
    "late": Delay(0.5),
}


@pytest.mark.parametrize("fault", ONCE)
async def test_an_answer_arrives_although_its_first_try_failed(
    bot: Pitboard, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        stand_in.script("callback", ONCE[fault])
        exchange = await stand_in.interact(asked())
        after = await stand_in.interact(asked())

    assert ANSWER in exchange.body["data"]["content"]
    assert ANSWER in after.body["data"]["content"]
    assert alarms(caplog) == []


@pytest.mark.parametrize("fault", [Refusal(500), rate_limited(0.0)], ids=["500", "429"])
@pytest.mark.parametrize("what", ["command", "press", "keystroke"])
async def test_an_answer_arrives_at_the_fifth_try(
    bot: Pitboard, monkeypatch: pytest.MonkeyPatch, what: str, fault: Fault
) -> None:
    monkeypatch.setattr(callbacks, "WAITS", (0.0,) * 4)
    async with StandIn() as stand_in, running(bot, stand_in):
        first = await stand_in.interact(asked())
        assert first.message is not None
        row = first.body["data"]["components"][0]
        payload = {
            "command": asked(),
            "press": press(row["components"][0]["custom_id"], first.message),
            "keystroke": autocomplete("winner", "round", "pet"),
        }[what]
        stand_in.script("callback", *[fault] * 4)
        exchange = await stand_in.interact(payload)
        tried = sum(request.path.endswith("/callback") for request in stand_in.requests)

    assert exchange.body["data"]
    assert tried == 1 + 5


async def test_an_answer_that_discord_fails_five_times_at_is_no_bug(
    bot: Pitboard, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callbacks, "WAITS", (0.0,) * 4)
    async with StandIn() as stand_in, running(bot, stand_in):
        stand_in.script("callback", *[Refusal(503)] * 5)
        lost = stand_in.begin(asked(), await stand_in.connected())
        await logged(caplog, "could not be reached")
        tried = sum(request.path.endswith("/callback") for request in stand_in.requests)
        assert ANSWER in (await stand_in.interact(asked())).body["data"]["content"]
        lost.cancel()

    assert tried == 5
    assert alarms(caplog) == []


LOST: dict[str, tuple[Fault, str]] = {
    "404 unknown interaction": (Refusal(404, 10062, "Unknown interaction"), "ran out before it was answered"),
    "400 already acknowledged": (Refusal(400, 40060, "Already acknowledged"), "was answered twice"),
    "silence": (Silence(), "could not be reached"),
    "429 for longer than an answer has": (rate_limited(60), "takes no answers for a while"),
    "429 of Cloudflare": (Refusal(429), "takes no answers for a while"),
}


@pytest.mark.parametrize("fault", LOST)
async def test_an_answer_that_is_lost_is_no_bug_and_the_next_one_arrives(
    bot: Pitboard, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    refusal, words = LOST[fault]
    if words == "could not be reached":
        # Only where nothing comes: a refusal may take longer on a machine that has much else to do.
        monkeypatch.setattr(callbacks, "PATIENCE_SECONDS", 0.3)
    async with StandIn() as stand_in, running(bot, stand_in):
        stand_in.script("callback", refusal)
        lost = stand_in.begin(asked(), await stand_in.connected())
        await logged(caplog, words)
        assert ANSWER in (await stand_in.interact(asked())).body["data"]["content"]
        lost.cancel()

    assert alarms(caplog) == []


@pytest.mark.parametrize("fault", [Refusal(500), Refusal(403), rate_limited(0.1)], ids=["500", "403", "429"])
async def test_a_start_whose_commands_cannot_be_registered_still_answers(bot: Pitboard, fault: Fault) -> None:
    async with StandIn() as stand_in:
        stand_in.script("commands", fault)
        async with running(bot, stand_in):
            assert ANSWER in (await stand_in.interact(asked())).body["data"]["content"]


# What Discord sends


async def test_a_command_that_no_longer_exists_is_answered(bot: Pitboard) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        gone = await stand_in.interact(slash("lap-record", circuit="sebring"))
        changed = await stand_in.interact(slash("winner"))

    for exchange in (gone, changed):
        assert "another version of Pitboard" in exchange.body["data"]["content"]
        assert exchange.body["data"]["flags"] == 64


def strange(payload: Payload) -> Payload:
    """The same with fields that no version of discord.py knows yet, wherever there can be some."""
    made: Payload = {"brand_new": {"nested": [1, None, "x"]}}
    for key, value in payload.items():
        if isinstance(value, dict) and key != "authorizing_integration_owners":
            made[key] = strange(value)
        elif isinstance(value, list):
            made[key] = [strange(one) if isinstance(one, dict) else one for one in value]
        else:
            made[key] = value
    return made


async def test_fields_that_nobody_knows_change_nothing(bot: Pitboard, caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        await stand_in.gateway.dispatch(session, "BRAND_NEW_EVENT", {"x": 1})
        answered = await stand_in.interact(strange(asked()))
        assert answered.message is not None
        button = answered.message["components"][0]["components"][0]["custom_id"]
        pressed = await stand_in.interact(strange(press(button, answered.message)))

    assert ANSWER in answered.body["data"]["content"]
    assert pressed.body["type"] == 7
    assert alarms(caplog) == []


async def test_component_types_that_nobody_knows_are_answered(bot: Pitboard, caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        answered = await stand_in.interact(asked())
        assert answered.message is not None
        message = {
            **answered.message,
            "components": [{"type": 99, "id": 1, "shape": "round"}, *answered.message["components"]],
        }
        button = answered.message["components"][0]["components"][0]["custom_id"]
        pressed = await stand_in.interact(press(button, message))
        unknown = press("brand-new", message)
        unknown["data"]["component_type"] = 99
        refused = await stand_in.interact(unknown)

    assert pressed.body["type"] in {4, 7}
    assert "another version" in refused.body["data"]["content"]
    assert alarms(caplog) == []


def server(number: int) -> Payload:
    """A server that the bot is in, as its event tells."""
    return {"id": str(number), "name": "Fans", "unavailable": False, "member_count": 2, "owner_id": "7"}


async def kept_of(bot: Pitboard) -> dict[int, ServerPreferences]:
    """What servers have set, as the file has it for the next start."""
    state = State(bot.settings.state_db)
    await state.open()
    found = {number: state.of_server(number) for number in (31, 32)}
    await state.close()
    return {number: row for number, row in found.items() if row != ServerPreferences()}


async def test_what_a_server_has_set_is_forgotten_when_it_removes_the_bot_and_not_when_it_is_out_of_order(
    bot: Pitboard, caplog: pytest.LogCaptureFixture
) -> None:
    spoilers = ServerPreferences(spoilers=True)
    async with StandIn() as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        for number in (31, 32):
            await stand_in.gateway.dispatch(session, "GUILD_CREATE", server(number))
            await bot.state.set_server(number, spoilers)

        await stand_in.gateway.dispatch(session, "GUILD_DELETE", {"id": "31", "unavailable": True})
        await stand_in.gateway.dispatch(session, "GUILD_DELETE", {"id": "32", "unavailable": True})
        await stand_in.interact(asked())  # read after the events before it
        assert await kept_of(bot) == {31: spoilers, 32: spoilers}

        await stand_in.gateway.dispatch(session, "GUILD_CREATE", server(31))
        await stand_in.gateway.dispatch(session, "GUILD_DELETE", {"id": "31"})
        await stand_in.interact(asked())
        async with asyncio.timeout(PATIENCE):
            while bot.state.of_server(31) == spoilers:  # noqa: ASYNC110  # nothing tells of the end of an event
                await asyncio.sleep(0.01)
        assert await kept_of(bot) == {32: spoilers}

        # Removed while its state.db is taken away: that is logged, and nothing else comes of it.
        bot.settings.state_db.unlink()
        await stand_in.gateway.dispatch(session, "GUILD_DELETE", {"id": "32"})
        await logged(caplog, "Settings of server 32, which removed Pitboard, could not be deleted")
        assert ANSWER in (await stand_in.interact(asked())).body["data"]["content"]

    assert alarms(caplog) == []


@pytest.mark.parametrize("seconds", [-30, 30])
async def test_a_clock_that_is_half_a_minute_off_changes_nothing(bot: Pitboard, seconds: int) -> None:
    """Discord's clock is in the ids of its interactions; the bot's own differs from it by as much."""
    there = discord.utils.utcnow() + datetime.timedelta(seconds=seconds)
    async with StandIn() as stand_in, running(bot, stand_in):
        exchange = await stand_in.interact({**asked(), "id": str(discord.utils.time_snowflake(there))})
        assert exchange.message is not None
        report = next(
            button["custom_id"]
            for row in exchange.message["components"]
            for button in row["components"]
            if button["label"] == "Report a mistake"
        )
        form = await stand_in.interact(
            {**press(report, exchange.message), "id": str(discord.utils.time_snowflake(there) + 1)}
        )

    assert ANSWER in exchange.body["data"]["content"]
    assert form.body["type"] == 9


# A flood


async def test_one_persons_flood_leaves_time_for_everybody_else(bot: Pitboard) -> None:
    seasons = bot.archive.default_season
    names = bot.archive.names.targets(seasons, "driver")
    flood = [slash("driver", name=name, season=season) for name in names for season in (seasons, "all")]
    async with StandIn() as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        waiting = [stand_in.begin(by(1, payload), session) for payload in flood]
        # Within the three seconds that Discord gives, while nearly two hundred wait.
        exchange = await stand_in.interact(by(2, asked()))
        assert ANSWER in exchange.body["data"]["content"]
        async with asyncio.timeout(PATIENCE):
            answers = await asyncio.gather(*waiting)

    assert len(answers) == len(flood) > 150


# What is counted of it


async def test_limits_reconnects_and_keystrokes_are_counted(settings: Settings) -> None:
    bot = create_bot(settings.model_copy(update={"http_port": 0}))
    async with StandIn() as stand_in, running(bot, stand_in):
        stand_in.script("callback", rate_limited(0.1))
        await stand_in.interact(asked())
        await stand_in.interact(autocomplete("driver", "name", "fel"))
        await stand_in.gateway.close(await stand_in.connected(), 4000, resumable=True)
        await stand_in.interact(asked(), patience=PATIENCE)
        assert bot.traffic.metrics is not None
        page = bot.traffic.metrics.page(connected=bot.gateway_connected(), latency=bot.latency).decode()

    for line in (
        "pitboard_rate_limits_total 1.0",
        "pitboard_gateway_reconnects_total 1.0",
        "pitboard_autocomplete_seconds_count 1.0",
        "pitboard_gateway_connected 1.0",
    ):
        assert line in page.splitlines()
