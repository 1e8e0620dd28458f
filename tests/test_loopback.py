"""The stand-in Discord and the load on it work: what benchmarks and tests of faults rest on."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from benchmarks.loopback.faults import Refusal, Silence
from benchmarks.loopback.instructions import counted
from benchmarks.loopback.load import load
from benchmarks.loopback.payloads import alone, autocomplete, by, press, slash
from benchmarks.loopback.process import bot_process
from benchmarks.loopback.rest import Request
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import running
from bot.client import Pitboard
from bot.running import event_loop
from bot.settings import Settings


async def test_the_bot_answers_over_the_stand_in_as_over_discord(bot: Pitboard) -> None:
    async with StandIn() as discord, running(bot, discord):
        answered = await discord.interact(slash("winner", round="6", class_="GT"))
        offered = await discord.interact(autocomplete("winner", "round", "petit"))
        assert answered.message is not None
        button = answered.message["components"][0]["components"][0]["custom_id"]
        pressed = await discord.interact(press(button, answered.message))

    assert "Petersen/White Lightning" in answered.body["data"]["content"]
    assert [choice["value"] for choice in offered.body["data"]["choices"]] == ["petit"]
    assert pressed.body["type"] == 7
    assert {command["name"] for command in discord.account.commands} > {"winner", "standings"}
    assert [request.path for request in discord.requests][:2] == [
        "/api/v10/users/@me",
        "/api/v10/oauth2/applications/@me",
    ]


async def test_the_bot_answers_in_a_direct_message_too(bot: Pitboard) -> None:
    async with StandIn() as discord, running(bot, discord):
        answered = await discord.interact(alone(by(8, slash("winner", round="6", class_="GT"), username="fan")))

    assert "Petersen/White Lightning" in answered.body["data"]["content"]
    assert answered.message is not None
    assert answered.message["interaction_metadata"]["user"]["username"] == "fan"


async def test_a_load_is_answered_to_the_last_interaction(bot: Pitboard) -> None:
    async with StandIn(quiet=True) as discord, running(bot, discord):
        asked = [slash("winner", round=str(1 + number % 9)) for number in range(60)]
        done = await load(discord, await discord.connected(), asked, in_flight=16)

    assert len(done.latencies) == 60
    assert min(done.latencies) > 0
    assert done.rate > 0
    assert discord.requests == []


async def test_a_scripted_refusal_meets_one_request(bot: Pitboard) -> None:
    async with StandIn() as discord, running(bot, discord):
        discord.script("callback", Refusal(400, 50035, "Invalid Form Body"))
        told = await discord.interact(slash("winner", round="6"))  # the second try says that something went wrong
        again = await discord.interact(slash("winner", round="6"))

    assert "reference" in told.body["data"]["content"]
    assert "won" in again.body["data"]["content"]


async def test_a_request_is_seen_before_it_is_answered() -> None:
    async with StandIn() as discord, aiohttp.ClientSession(discord.address) as session:
        discord.script("unknown", Silence())
        asking = asyncio.create_task(session.post("/api/v10/nothing", json={"x": 1}))
        await discord.until(lambda: discord.requests == [Request("POST", "/api/v10/nothing", {"x": 1})])
        assert not asking.done()
        discord.rest.close()
        assert (await asking).status == 504
        async with session.post("/api/v10/nothing", headers={"Authorization": "Bot any"}) as again:
            assert again.status == 404


async def test_a_fault_of_a_route_that_there_is_not_cannot_be_scripted() -> None:
    async with StandIn() as discord:
        with pytest.raises(KeyError, match="call_back"):
            discord.script("call_back", Refusal(500))


@pytest.mark.parametrize(("token", "known"), [("mine", True), ("another", False), ("", False)])
async def test_a_stand_in_of_one_token_knows_no_other(token: str, known: bool) -> None:
    async with StandIn(token="mine") as discord, aiohttp.ClientSession(discord.address) as session:
        for path in ("users/@me", "users/@me/guilds", "oauth2/applications/@me", "gateway/bot"):
            async with session.get(f"/api/v10/{path}", headers={"Authorization": f"Bot {token}"}) as answer:
                assert answer.status == (200 if known else 401), path
        async with session.ws_connect("/gateway") as socket:
            assert (await socket.receive_json())["op"] == 10
            await socket.send_json({"op": 2, "d": {"token": token}})
            said = await socket.receive()

    assert (said.type is aiohttp.WSMsgType.TEXT) is known
    assert len(discord.sessions) == known
    assert known or said.data == 4004


@pytest.mark.slow
async def test_a_bot_in_a_process_of_its_own_is_connected_and_stopped(settings: Settings) -> None:
    folder: Path = settings.state_dir
    async with StandIn() as discord:
        async with bot_process(discord, "pitboard", "token", folder) as started:
            exchange = await discord.begin(slash("winner", round="6"), started.session)
        assert started.process.returncode == 0

    assert "Petersen" in exchange.body["data"]["embeds"][0]["description"] + exchange.body["data"]["content"]


def test_a_loop_can_be_made_wherever_this_runs() -> None:
    loop = event_loop()()
    loop.close()
    assert loop.is_closed()


def test_instructions_are_read_from_a_report() -> None:
    assert counted("version: 1\nevents: Ir\nfn=(1)\n0 12\ntotals: 1234\n") == 1234
    with pytest.raises(LookupError, match="counted nothing"):
        counted("events: Ir\n")
