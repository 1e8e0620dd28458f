"""How many sessions Discord lets a bot begin a day: one that ends again and again must not spend them all.

Every connection that does not go on with an earlier one begins a session. Discord lets a bot begin 1,000 a day, more
for large ones, and resets the token of a bot that goes beyond (official documentation, 2026): nobody but its owner can
then bring it back.
"""

import asyncio
import logging
from typing import TYPE_CHECKING

import discord

from bot.registering import UNREACHABLE

if TYPE_CHECKING:
    from discord.types.gateway import SessionStartLimit

    from bot.client import Pitboard

log = logging.getLogger(__name__)

# This part of a day's sessions is left for whoever mends what is wrong.
_SPARE = 20
# It is asked anew at least so often: somebody may have been given more.
_LONGEST_WAIT = 3600.0
# A start does not wait longer than this for the answer: it can do without.
_PATIENCE_SECONDS = 10.0


def may_begin(limit: "SessionStartLimit", sessions: int) -> bool:
    """Whether so many sessions may be begun with some to spare. `limit` is Discord's `session_start_limit`."""
    return limit["remaining"] >= sessions + limit["total"] // _SPARE


def seconds_to_wait(limit: "SessionStartLimit") -> float:
    """How long until it is worth asking again: to the end of Discord's day, and an hour at the most."""
    return min(limit["reset_after"] / 1000 + 1, _LONGEST_WAIT)


async def wait_for_sessions(bot: "Pitboard") -> None:
    """Wait until Discord's day is over where too few sessions are left; a bot that waits here answers nobody.

    Where it cannot be asked nothing is waited for: connecting tells why.
    """
    while True:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                _, _, limit = await bot.http.get_bot_gateway()
        except (*UNREACHABLE, discord.HTTPException):
            return
        if may_begin(limit, bot.settings.connections):
            return
        seconds = seconds_to_wait(limit)
        log.error(
            "Only %d of today's %d sessions are left, after which Discord resets the token: waiting for %.0f s. "
            "What ends the bot again and again is told further up in this log",
            limit["remaining"],
            limit["total"],
            seconds,
        )
        await asyncio.sleep(seconds)
