"""How the bot comes back after its network was gone: within about a minute, and by another way where one is closed.

discord.py 2.7.1 waits up to 17 minutes between tries, also when the network has long been back, and goes on for ever
with the address that Discord named for a session, also where nothing answers there any more.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import discord.client
import discord.shard
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket

# Powers of two, in seconds: each wait is drawn between none and this.
_LONGEST_EXPONENT = 6
TRIES = 4
"""How often the address of a session is tried before that of every bot is."""


class SoonerBack(ExponentialBackoff[bool]):
    """discord.py's own waits between tries, none of them longer than a minute or so."""

    def __init__(self, base: int = 1, *, integral: bool = False) -> None:
        super().__init__(base, integral=integral)
        self._max = _LONGEST_EXPONENT


@contextmanager
def sooner_back() -> Iterator[None]:
    """discord.py waits so within this block. It has no setting for it."""
    modules = discord.client, discord.shard
    for module in modules:
        module.ExponentialBackoff = SoonerBack  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in modules:
            module.ExponentialBackoff = ExponentialBackoff  # type: ignore[attr-defined]


class Reconnecting:
    """Counts tries of a connection that was lost. Shards need it not: discord.py begins theirs anew by itself."""

    def __init__(self) -> None:
        self._failed = 0

    def connected(self) -> None:
        """It is back."""
        self._failed = 0

    def disconnected(self, socket: DiscordWebSocket | None) -> None:
        """It was lost, or not made again: after some such tries in a row, the next is at every bot's address."""
        self._failed += 1
        if self._failed >= TRIES and socket is not None:
            # The session goes on there, or a new one begins.
            socket.gateway = DiscordWebSocket.DEFAULT_GATEWAY
