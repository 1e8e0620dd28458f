"""Waiting until something has become true: whoever changes anything tells, and whoever waits looks again."""

import asyncio
from collections.abc import Callable

# A machine may be busy, but what has not happened by then does not happen: better an error than a run that hangs.
PATIENCE_SECONDS = 30.0


class News:
    """That something about sessions, requests or answers has changed."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()

    async def tell(self) -> None:
        """Let everybody who waits look."""
        async with self._changed:
            self._changed.notify_all()

    async def until(self, true: Callable[[], bool], patience: float = PATIENCE_SECONDS) -> None:
        """Wait until it is true.

        Raises: TimeoutError after `patience` seconds.
        """
        async with asyncio.timeout(patience), self._changed:
            await self._changed.wait_for(true)
