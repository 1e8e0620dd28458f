"""How answers reach Discord: by a way of their own, beside discord.py's for everything else.

An answer is worth something for three seconds, and each has an address of its own, which no limit of another concerns.
So where Discord fails it is tried again sooner than discord.py does, which waits a second first and then three; and
nothing is kept, locked or looked up for an address that is used once: that takes a tenth of the time of an answer.
"""

import asyncio
import re
import time
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

import aiohttp
import discord
from discord.http import Route, json_or_text
from discord.webhook.async_ import AsyncWebhookAdapter
from yarl import URL

# Discord takes no answer after three seconds; what it is still silent about after these is lost.
PATIENCE_SECONDS = 10.0
# Between tries where Discord fails.
_WAITS = (0.25, 0.5, 1.0, 2.0)
_PATH = "/interactions/{webhook_id}/{webhook_token}/callback"
_NO_CONTENT = 204
_REDIRECTS = 300
_TOO_MANY = 429
_FAILURES = 500
_REFUSALS: Mapping[int, type[discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
_JSON = {"Content-Type": "application/json"}
_PLAIN = re.compile(r"[\w-]+", re.ASCII)


class Callback(Route):
    """Where one interaction is answered: the same as `Route` makes of it, in a quarter of the steps."""

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
    """Sends answers to interactions, and leaves all else to discord.py.

    It takes effect where it is set as discord.py's `async_context`.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        # Not `total`, which takes a clock of its own for each.
        self._limit = aiohttp.ClientTimeout(total=None, connect=PATIENCE_SECONDS, sock_read=PATIENCE_SECONDS)

    async def request(
        self, route: Route, session: aiohttp.ClientSession, *, payload: dict[str, Any] | None = None, **options: Any
    ) -> Any:
        """As discord.py's own, but for an answer without files.

        Raises: TimeoutError where Discord stays silent; aiohttp.ClientError where it cannot be reached;
        discord.HTTPException where it refuses, or fails for as long as an answer could be given.
        """
        if route.path != _PATH or payload is None:
            return await super().request(route, session, payload=payload, **options)
        origin, length = _origin(route.BASE)
        address = origin.with_path(route.url[length:], encoded=True)
        options["data"] = discord.utils._to_json(payload).encode()
        end = time.monotonic() + PATIENCE_SECONDS
        for wait in (*_WAITS, None):
            async with session.request("POST", address, headers=_JSON, timeout=self._limit, **options) as response:
                if response.status == _NO_CONTENT:
                    return None
                said = await json_or_text(response)
                if response.status < _REDIRECTS:
                    return said
                seconds = pause(response.status, said, wait, blocked="Via" not in response.headers)
                if seconds is None or time.monotonic() + seconds > end:
                    raise _refusal(response.status)(response, said)
            await asyncio.sleep(seconds)
        raise AssertionError("after the last try there is no pause")


def pause(status: int, said: object, wait: float | None, *, blocked: bool = False) -> float | None:
    """Seconds from a refusal to the next try; None where another is of no use.

    `said` is the body, read as JSON where it is; `wait` the seconds where it does not say how many, None after the last
    try. `blocked`: a limit is not Discord's own but Cloudflare's before it, which lasts an hour or so.
    """
    if wait is None:
        return None
    if status == _TOO_MANY and not blocked:
        asked = said.get("retry_after") if isinstance(said, dict) else None
        return asked if isinstance(asked, int | float) and asked >= 0 else None
    return wait if status >= _FAILURES else None


def _refusal(status: int) -> type[discord.HTTPException]:
    """What discord.py calls a refusal."""
    return discord.DiscordServerError if status >= _FAILURES else _REFUSALS.get(status, discord.HTTPException)


@cache
def _origin(base: str) -> tuple[URL, int]:
    """Discord's address without a path, and how long it is as text."""
    origin = URL(base).origin()
    return origin, len(str(origin))
