"""An answer on its way to Discord: sent again where the connection broke, and given up where it is too late.

Discord is not asked to give back the message that an answer makes, as discord.py's own `send_message` has it: nothing
here needs it, and to read it takes a third of the time that an answer takes.
"""

from collections.abc import Mapping
from typing import Any, Literal

import aiohttp
import discord
from discord.webhook.async_ import async_context

from bot.callbacks import Callback

# "Interaction has already been acknowledged" (official documentation, 2026).
_ALREADY_ANSWERED = 40060

How = Literal[discord.InteractionResponseType.channel_message, discord.InteractionResponseType.message_update]


async def deliver(interaction: discord.Interaction[Any], how: How, message: Mapping[str, Any]) -> None:
    """Answer an interaction with a message in Discord's own form, new or in the place of the one that was pressed.

    A broken connection does not say whether it arrived, so it is sent once more.

    Raises: TimeoutError where Discord stays silent; aiohttp.ClientError where it cannot be reached a second time
    either; discord.HTTPException where it refuses.
    """
    try:
        await _send(interaction, how, message)
    except TimeoutError:
        raise  # of which aiohttp's own is a broken connection to it, too
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
    """Answer an interaction of this id; where Discord sets a limit or fails, again.

    Raises: TimeoutError where Discord stays silent; aiohttp.ClientError where it cannot be reached;
    discord.HTTPException where it refuses.
    """
    http = client.http
    await async_context.get().request(
        Callback(interaction, token), session, payload=payload, proxy=http.proxy, proxy_auth=http.proxy_auth
    )
