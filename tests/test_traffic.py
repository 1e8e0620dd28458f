"""What is left of an answer once it is given."""

import asyncio
import gc
from collections.abc import Callable

import discord
import pytest

from benchmarks.loopback.payloads import Payload, autocomplete, press, slash
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import running
from bot.client import Pitboard

ASKED = {
    "a look-up": lambda: slash("winner", round="6", class_="GT"),
    "a keystroke": lambda: autocomplete("winner", "round", "petit"),
}


def _interactions() -> int:
    return sum(type(one) is discord.Interaction for one in gc.get_objects())


async def _left_by(asked: Callable[[], Payload], stand_in: StandIn) -> int:
    """How many of several interactions are left in memory where the garbage collector does not look for them."""
    await _turns_of_the_loop()
    gc.collect()
    gc.disable()
    try:
        before = _interactions()
        for _ in range(5):
            await stand_in.interact(asked())
        await _turns_of_the_loop()
        return _interactions() - before
    finally:
        gc.enable()


async def _turns_of_the_loop() -> None:
    """Let end what ends by itself."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
async def test_an_answered_interaction_does_not_wait_for_the_garbage_collector(
    bot: Pitboard, asked: Callable[[], Payload]
) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        assert await _left_by(asked, stand_in) == 0


async def test_a_press_does_not_wait_for_the_garbage_collector(bot: Pitboard) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        answered = await stand_in.interact(slash("winner", round="6", class_="GT"))
        assert answered.message is not None
        button = answered.message["components"][0]["components"][0]["custom_id"]
        message = answered.message
        assert await _left_by(lambda: press(button, message), stand_in) == 0
