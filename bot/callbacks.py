"""How answers reach Discord: by a way of their own, beside discord.py's for everything else.

An answer is worth something for three seconds, and each has an address of its own, which no limit of another concerns.
So where Discord fails, or the connection breaks, it is sent again within them: discord.py waits a second first and then
three. Nothing is kept or locked for an address that is used once: that takes a tenth of the time of an answer. Nor is
Discord asked to give back the message that an answer makes, as discord.py's own `send_message` has it: nothing here
needs it, and to read it takes a third of that time.
"""

import asyncio
import logging
import re
import time
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import quote

import aiohttp
import discord
from discord.http import Route, json_or_text
from discord.webhook.async_ import AsyncWebhookAdapter, async_context
from yarl import URL

log = logging.getLogger(__name__)

# Discord takes no answer after these (official documentation, 2026): no try is begun later.
WORTH_SECONDS = 3.0
# What Discord is still silent about after these is lost.
PATIENCE_SECONDS = 10.0
# Between tries where Discord fails.
WAITS = (0.25, 0.5, 0.5, 0.75)
_PATH = "/interactions/{webhook_id}/{webhook_token}/callback"
# "Interaction has already been acknowledged" (official documentation, 2026).
_ALREADY_ANSWERED = 40060
_REFUSALS: Mapping[int, type[discord.HTTPException]] = {
    HTTPStatus.FORBIDDEN: discord.Forbidden,
    HTTPStatus.NOT_FOUND: discord.NotFound,
}
_PLAIN = re.compile(r"[\w-]+", re.ASCII)

How = Literal[discord.InteractionResponseType.channel_message, discord.InteractionResponseType.message_update]


async def deliver(interaction: discord.Interaction[Any], how: How, message: Mapping[str, Any]) -> None:
    """Answer an interaction with a message in Discord's own form, new or in the place of the one that was pressed.

    Raises: as `call_back`.
    """
    payload = {"type": how.value, "data": message}
    await call_back(interaction.client, interaction._session, interaction.id, interaction.token, payload)
    # As discord.py notes it: what is said after this has to be a follow-up.
    interaction.response._response_type = how


async def call_back(
    client: discord.Client,
    session: aiohttp.ClientSession,
    interaction: int | str,
    token: str,
    payload: dict[str, Any],
) -> None:
    """Answer an interaction of this id.

    Raises: TimeoutError where Discord stays silent; aiohttp.ClientError where it cannot be reached;
    discord.HTTPException where it refuses, or fails for as long as an answer is worth something.
    """
    http = client.http
    await async_context.get().request(
        Callback(interaction, token), session, payload=payload, proxy=http.proxy, proxy_auth=http.proxy_auth
    )


class Callback(Route):
    """Where one interaction is answered: the same as `Route` makes of it, in less than half of the steps."""

    def __init__(self, interaction: int | str, token: str) -> None:
        self.method = "POST"
        self.path = _PATH
        self.url = f"{self.BASE}/interactions/{_quoted(str(interaction))}/{_quoted(token)}/callback"
        self.metadata = self.channel_id = self.guild_id = None
        self.webhook_id = interaction
        self.webhook_token = token


def _quoted(text: str) -> str:
    """Part of an address. Discord's own need nothing done to them."""
    return text if _PLAIN.fullmatch(text) else quote(text, safe="")


class Callbacks(AsyncWebhookAdapter):
    """Sends answers to interactions, discord.py's own ones too, and leaves all else to discord.py.

    It takes effect where it is set as discord.py's `async_context`.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._limit = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)

    async def request(
        self, route: Route, session: aiohttp.ClientSession, *, payload: dict[str, Any] | None = None, **options: Any
    ) -> Any:
        """As discord.py's own, but for an answer without files: the body of what Discord says, None where it says none.

        Raises: as `call_back`.
        """
        if route.path != _PATH or payload is None:
            return await super().request(route, session, payload=payload, **options)
        origin, length = _origin(route.BASE)
        address = origin.with_path(route.url[length:], encoded=True)
        body = discord.utils._to_json(payload).encode()
        end = time.monotonic() + WORTH_SECONDS
        broken = False
        for tries, wait in enumerate((*WAITS, None)):
            try:
                data = aiohttp.BytesPayload(body, content_type="application/json")
                async with session.request("POST", address, data=data, timeout=self._limit, **options) as response:
                    if response.status == HTTPStatus.NO_CONTENT:
                        return None
                    said = await _body(response)
            except TimeoutError:
                raise  # of which aiohttp has one that is a broken connection, too
            except aiohttp.ClientConnectionError:
                if broken or wait is None or time.monotonic() > end:
                    raise
                broken = True  # which does not say whether the answer arrived
                continue
            if response.status < HTTPStatus.MULTIPLE_CHOICES:
                return said
            # Sent before, the answer had arrived; but discord.py's own want its message, which is not to be had again.
            if tries and _code(said) == _ALREADY_ANSWERED and "params" not in options:
                return None
            seconds = pause(response.status, said, wait, blocked="Via" not in response.headers)
            if seconds is None or time.monotonic() + seconds > end:
                raise _refusal(response.status)(response, said)
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                log.warning("Discord has an answer wait %.2f s: there are too many at once", seconds)
            await asyncio.sleep(seconds)
        raise AssertionError("after the last try there is no pause")


def pause(status: int, said: object, wait: float | None, *, blocked: bool = False) -> float | None:
    """Seconds from a refusal to the next try; None where another is of no use.

    `said` is the body, read as JSON where it is; `wait` the seconds where it does not say how many, None after the last
    try. `blocked`: a limit is not Discord's own but Cloudflare's before it, which lasts an hour or so.
    """
    if wait is None:
        return None
    if status == HTTPStatus.TOO_MANY_REQUESTS and not blocked:
        asked = said.get("retry_after") if isinstance(said, dict) else None
        return asked if isinstance(asked, int | float) and asked >= 0 else None
    return wait if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None


async def _body(response: aiohttp.ClientResponse) -> Any:
    """What Discord says: read as JSON where it is; nothing where it cannot be read, which its status is enough for."""
    try:
        return await json_or_text(response)
    except ValueError:
        return ""


def _code(said: object) -> object:
    """Discord's own code for an error, None where there is none."""
    return said.get("code") if isinstance(said, dict) else None


def _refusal(status: int) -> type[discord.HTTPException]:
    """What discord.py calls a refusal."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return discord.DiscordServerError
    return _REFUSALS.get(status, discord.HTTPException)


@cache
def _origin(base: str) -> tuple[URL, int]:
    """Discord's address without a path, and how long it is as text."""
    origin = URL(base).origin()
    return origin, len(str(origin))
