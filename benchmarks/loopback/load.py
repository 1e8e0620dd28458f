"""Sends interactions with so many in flight, and says how long the answers took."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.loopback.gateway import Session
from benchmarks.loopback.interactions import Exchange
from benchmarks.loopback.payloads import Payload, renewed
from benchmarks.loopback.stand_in import StandIn

# Long past what Discord waits: a machine may be busy, but a bot that is silent ends the run.
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """How a run of answers went. `latencies` are seconds from dispatch to answer, one an answer."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    @property
    def median_seconds(self) -> float:
        return statistics.median(self.latencies)


async def load(
    stand_in: StandIn,
    session: Session,
    payloads: Iterable[Payload],
    in_flight: int,
    look: Callable[[Exchange], None] | None = None,
) -> Load:
    """Send every payload, each under an id of its own, and wait for all answers; `look` sees each.

    Raises: TimeoutError where one is not answered.
    """
    waiting = iter([renewed(payload) for payload in payloads])
    latencies: list[float] = []

    async def fan() -> None:
        for payload in waiting:
            exchange = await stand_in.begin(payload, session)
            latencies.append(exchange.seconds)
            if look is not None:
                look(exchange)

    start = time.perf_counter()
    async with asyncio.timeout(_PATIENCE_SECONDS + len(latencies)), asyncio.TaskGroup() as fans:
        for _ in range(in_flight):
            fans.create_task(fan())
    return Load(time.perf_counter() - start, tuple(latencies))
