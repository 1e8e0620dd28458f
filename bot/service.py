"""The bot in Discord until somebody stops it: it waits for a network that is not there yet, and stops cleanly."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import aiohttp
import discord

from bot.client import Pitboard
from bot.logs import told
from bot.reconnecting import sooner_back
from bot.registering import UNREACHABLE, passes, waits
from bot.running import settle
from bot.sessions import wait_for_sessions
from bot.warming import warm_up

log = logging.getLogger(__name__)

# Statuses after which discord.py 2.7.1 tries again by itself, five times with 1, 3, 5, 7 and 9 seconds between them.
_TRIED_AGAIN = frozenset({500, 502, 504, 524})
# A log-in is two requests, tried again for 25 seconds each; aiohttp would wait five minutes for a silent Discord.
SILENCE_SECONDS = 60.0


async def serve(bot: Pitboard, token: str) -> None:
    """Load the bot, log in and stay connected until this task is cancelled; always closes the bot.

    Raises: discord.LoginFailure for a token that Discord does not know; discord.ConnectionClosed where it ended the
    connection for good; DataError, NewerState, CannotBuild and CannotServe, which no waiting mends.
    """
    bot.http.http_trace = _troubles(bot)
    try:
        await bot.load()
        await warm_up(bot)
        settle()
        async with _endpoint(bot):
            await _log_in(bot, token)
            await wait_for_sessions(bot)
            with sooner_back():
                await _connect(bot)
    finally:
        await bot.close()


def _endpoint(bot: Pitboard) -> AbstractAsyncContextManager[object]:
    port = bot.settings.http_port
    if port is None:
        return nullcontext()
    # Here, so that whoever serves nothing does not pay for a web server at every start.
    from bot.health import endpoint

    return endpoint(bot, port)


async def _log_in(bot: Pitboard, token: str) -> None:
    for wait in waits():
        try:
            async with asyncio.timeout(SILENCE_SECONDS):
                await bot.login(token)
        except (*UNREACHABLE, discord.HTTPException) as error:
            if not passes(error):
                raise
            await bot.http.close()
            # discord.py would go on with the connector that it has just closed.
            bot.http.connector = discord.utils.MISSING
            await _pause("Discord", error, wait)
        else:
            return


async def _connect(bot: Pitboard) -> None:
    for wait in waits():
        try:
            await _apart(bot.connect())
        except AttributeError as error:
            # discord.py 2.7.1, where the very first connection fails, asks the socket that it never had where to go
            # on from (Client.connect, `self.ws.sequence`). Why it failed is the error before that one.
            reason = error.__context__
            if getattr(bot, "ws", None) is not None or not isinstance(reason, UNREACHABLE):
                raise
            await _pause("Discord's gateway", reason, wait)
        else:
            return


def _troubles(bot: Pitboard) -> aiohttp.TraceConfig:
    """What traces the bot's requests already, and until it is connected logs that Discord answers with a failure.

    Of most failures discord.py says nothing for half a minute, while it tries again by itself.
    """
    counting: aiohttp.TraceConfig | None = bot.http.http_trace

    async def ended(session: aiohttp.ClientSession, context: object, found: aiohttp.TraceRequestEndParams) -> None:
        if not bot.gateway_connected():
            if found.response.status in _TRIED_AGAIN:
                what = f"{found.method} {found.url.path}"
                log.warning("Discord is not well yet: it answers %s with status %d", what, found.response.status)
        elif counting is None and trace in session.trace_configs:
            # Nothing is left to tell, and to trace a request takes a twentieth of the time that an answer takes.
            session.trace_configs.remove(trace)

    trace = counting or aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


async def _apart(work: Coroutine[Any, Any, None]) -> None:
    """Do work in a task of its own, so that a stop reaches this one for certain.

    Python 3.11's `asyncio.wait_for`, which discord.py connects with, swallows a cancellation that arrives as it ends.
    """
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.cancel()  # where that is swallowed, closing the bot ends it
        raise
    task.result()


async def _pause(what: str, error: BaseException, seconds: float) -> None:
    log.warning("%s cannot be reached (%s); trying again in %.0f s", what, told(error), max(seconds, 1.0))
    await asyncio.sleep(seconds)
