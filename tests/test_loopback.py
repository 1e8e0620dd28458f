"""The stand-in Discord and the load on it work: what benchmarks and tests of faults rest on."""

from pathlib import Path

import pytest

from benchmarks.loopback.faults import Refusal
from benchmarks.loopback.load import load
from benchmarks.loopback.payloads import autocomplete, press, slash
from benchmarks.loopback.process import bot_process
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
    assert {command["name"] for command in discord.commands} > {"winner", "standings"}
    assert [request.path for request in discord.requests][:2] == [
        "/api/v10/users/@me",
        "/api/v10/oauth2/applications/@me",
    ]


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
