"""An answer on its way to Discord: sent again where the connection broke, and given up where it is too late.

Discord is not asked to give back the message that an answer makes, as discord.py's own `send_message` has it: nothing
here needs it, and to read it takes a third of the time that an answer takes.
"""

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, cast

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import async_context
from yarl import URL

# Discord takes no answer after three seconds; what it is still silent about after these is lost.
PATIENCE_SECONDS = 10.0
# "Interaction has already been acknowledged" (official documentation, 2026).
_ALREADY_ANSWERED = 40060
# aiohttp's own would only be a second clock beside that patience.
_NO_LIMIT = aiohttp.ClientTimeout(total=None)

How = Literal[discord.InteractionResponseType.channel_message, discord.InteractionResponseType.message_update]


async def deliver(interaction: discord.Interaction[Any], how: How, message: Mapping[str, Any]) -> None:
    """Answer an interaction with a message in Discord's own form, new or in the place of the one that was pressed.

    A broken connection does not say whether it arrived, so it is sent once more.

    Raises: TimeoutError where Discord stays silent; aiohttp.ClientError where it cannot be reached a second time
    either; discord.HTTPException where it refuses.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        try:
            await _send(interaction, how, message)
        except aiohttp.ClientConnectionError:
            try:
                await _send(interaction, how, message)
            except discord.HTTPException as error:
                if error.code != _ALREADY_ANSWERED:
                    raise
    # As discord.py notes it: what is said after this has to be a follow-up.
    interaction.response._response_type = how


async def _send(interaction: discord.Interaction[Any], how: How, message: Mapping[str, Any]) -> None:
    """One try."""
    payload = {"type": how.value, "data": message}
    await call_back(interaction.client, interaction._session, interaction.id, interaction.token, payload)


async def call_back(
    client: discord.Client,
    session: aiohttp.ClientSession,
    interaction: int | str,
    token: str,
    payload: dict[str, Any],
) -> None:
    """Answer an interaction of this id by discord.py's own way to webhooks: it waits for limits and tries again where
    Discord failed. There is no time limit: the caller sets one.

    Raises: aiohttp.ClientError where Discord cannot be reached; discord.HTTPException where it refuses.
    """
    route = Route(
        "POST",
        "/interactions/{webhook_id}/{webhook_token}/callback",
        webhook_id=interaction,
        webhook_token=token,
    )
    http = client.http
    quick = cast(aiohttp.ClientSession, _Callbacks(session))
    await async_context.get().request(route, quick, payload=payload, proxy=http.proxy, proxy_auth=http.proxy_auth)


class _Callbacks:
    """The one thing of a session that discord.py uses for a callback: to send it.

    Each address is new, for it holds the interaction's token: to have aiohttp look through it takes longer than to
    find a kept answer. `Route` has quoted it.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def request(self, method: str, url: str, **options: Any) -> Any:
        """As the session's own."""
        origin, length = _origin(Route.BASE)
        return self._session.request(method, origin.with_path(url[length:], encoded=True), timeout=_NO_LIMIT, **options)


@cache
def _origin(base: str) -> tuple[URL, int]:
    """Discord's address without a path, and how long it is as text."""
    origin = URL(base).origin()
    return origin, len(str(origin))
