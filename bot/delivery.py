"""An answer on its way to Discord: sent again where the connection broke, and given up where it is too late."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import discord

# Discord takes no answer after three seconds; what it is still silent about after these is lost.
PATIENCE_SECONDS = 10.0
# "Interaction has already been acknowledged" (official documentation, 2026).
_ALREADY_ANSWERED = 40060


async def deliver(send: Callable[[], Awaitable[object]]) -> None:
    """Send an answer. A broken connection does not say whether it arrived, so it is sent once more.

    Raises: TimeoutError where Discord stays silent; aiohttp.ClientError where it cannot be reached a second time
    either; discord.HTTPException where it refuses.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        try:
            await send()
        except aiohttp.ClientConnectionError:
            try:
                await send()
            except discord.HTTPException as error:
                if error.code != _ALREADY_ANSWERED:
                    raise
