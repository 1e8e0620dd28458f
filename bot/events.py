"""What the gateway sends, as discord.py reads it: one event that it cannot read is logged, and the bot goes on.

discord.py 2.7.1 lets such an error end the connection, and with it the bot: one field that Discord sends in another
form would stop every answer. Who waits for an answer to such an event is told that something went wrong.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.callbacks import call_back
from bot.endings import went_wrong

if TYPE_CHECKING:
    from bot.client import Pitboard

log = logging.getLogger(__name__)

# Without this one nothing that follows could be read: who and what the bot is stands in it.
_NEEDED = "READY"
_INTERACTION = "INTERACTION_CREATE"
# Discord's numbers of interactions that a message may answer: commands, presses, forms (official documentation, 2026).
_ANSWERED_BY_MESSAGE = (2, 3, 5)
_MESSAGE = discord.InteractionResponseType.channel_message.value
_TO_ONE_ALONE = discord.MessageFlags(ephemeral=True).value

Parser = Callable[[Any], None]


class Events:
    """Reads events of one bot by discord.py's own parsers."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot
        self._telling: set[asyncio.Task[None]] = set()
        parsers: dict[str, Parser] = bot._connection.parsers
        for event, parse in parsers.items():
            if event != _NEEDED:
                parsers[event] = self._guarded(event, parse)

    def _guarded(self, event: str, parse: Parser) -> Parser:
        def guarded(data: Any) -> None:
            with _Reading(self, event, data):
                parse(data)

        return guarded

    def unread(self, event: str, data: Any, error: Exception) -> None:
        """Log an event that could not be read, and tell whoever waits for an answer to it."""
        reference = secrets.token_hex(4)
        said = "Discord sent an event that cannot be read, %s, reference %s"
        log.error(said, event, reference, exc_info=error, extra={"reference": reference})
        if event == _INTERACTION and isinstance(data, Mapping) and data.get("type") in _ANSWERED_BY_MESSAGE:
            telling = asyncio.get_running_loop().create_task(self._tell(data, went_wrong(reference)))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)

    async def _tell(self, data: Mapping[str, Any], sentence: str) -> None:
        """Answer an interaction of which only the address can be read."""
        session: aiohttp.ClientSession = self._bot.http._HTTPClient__session  # type: ignore[attr-defined]
        payload = {"type": _MESSAGE, "data": {"content": sentence, "flags": _TO_ONE_ALONE}}
        try:
            await call_back(self._bot, session, str(data.get("id")), str(data.get("token")), payload)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("Could not tell the asker what went wrong: %s", error)


class _Reading:
    """A block that reads one event. What goes wrong in it ends there."""

    def __init__(self, events: Events, event: str, data: Any) -> None:
        self._events = events
        self._event = event
        self._data = data

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self._events.unread(self._event, self._data, error)
        return True
