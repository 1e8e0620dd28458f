"""Commands registered with Discord where they differ: tried until that is done, and in the way of no answer.

Until then the commands that an earlier start registered are answered.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import aiohttp
import discord

if TYPE_CHECKING:
    from bot.client import Pitboard

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0
# How long a start waits for it: a limit of Discord's may last for hours.
START_SECONDS = 5.0
# What a network or a Discord that is not there looks like: names that do not resolve, refused and broken connections,
# and answers with a status of 500 and more. (A time-out is an OSError.)
UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound)
_LIMITED = 429


class Registering:
    """The registering of one bot, begun at each log-in."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Register, or after some seconds go on doing so beside what follows."""
        await self.close()
        self._task = asyncio.create_task(self._until_done(), name="pitboard-registering")
        await asyncio.wait({self._task}, timeout=START_SECONDS)
        if self._task.done():
            self._task.result()

    async def close(self) -> None:
        """Give it up where it is not done."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None

    async def _until_done(self) -> None:
        for wait in waits():
            try:
                await self._bot.register()
            except (*UNREACHABLE, discord.HTTPException) as error:
                if not passes(error):
                    log.warning("Could not register commands: %s", error)
                    return
                log.warning("Could not register commands (%s); trying again in %.0f s", error, max(wait, 1.0))
                await asyncio.sleep(wait)
            else:
                return


def waits(chance: Callable[[], float] = random.random) -> Iterator[float]:
    """Seconds to wait before each further try: about 1, 2, 4 … at most a minute, never all bots at one time."""
    longest = 1.0
    while True:
        yield longest * (0.5 + chance() / 2)
        longest = min(longest * 2, LONGEST_WAIT)


def passes(error: Exception) -> bool:
    """Whether waiting may mend it. A limit that discord.py does not wait for is that of an address."""
    return isinstance(error, UNREACHABLE) or (isinstance(error, discord.HTTPException) and error.status == _LIMITED)
