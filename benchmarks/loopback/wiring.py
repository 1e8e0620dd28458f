"""Turns discord.py's two addresses, of REST and of the gateway, to a stand-in, and back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from benchmarks.loopback.stand_in import StandIn


@contextmanager
def pointed_at(address: str) -> Iterator[None]:
    """discord.py speaks to `address` (http://127.0.0.1:PORT) and to nobody else within this block."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address.replace("http", "ws", 1)) / "gateway"
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@asynccontextmanager
async def running(bot: discord.Client, stand_in: "StandIn") -> AsyncIterator[asyncio.Task[None]]:
    """The bot logged in to the stand-in and in reach of interactions. Yields its task; the bot is closed at the end.

    Raises: what ended the bot, where that was before it was stopped here; TimeoutError where it does not connect.
    """
    with pointed_at(stand_in.address):
        task = asyncio.create_task(bot.start(stand_in.token), name="bot")
        connected = asyncio.create_task(stand_in.connected(), name="connected")
        try:
            await asyncio.wait({task, connected}, return_when=asyncio.FIRST_COMPLETED)
            await (task if task.done() else connected)
            yield task
        finally:
            connected.cancel()
            await bot.close()
            await asyncio.wait({task, connected})
        if not task.cancelled() and (error := task.exception()) is not None:
            raise error
