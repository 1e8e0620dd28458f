"""How often one person may ask what costs more than a look-up; nobody waits because of anybody else.

Everybody has a bucket that refills steadily. It is kept in memory only, and only of those who asked in the last
minute or so: a full bucket is a bucket that nobody needs to remember.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import TooFast

# Commands that compute or write: a look-up reads what lies ready.
COSTLY = frozenset({"ask", "trivia", "settings", "my", "privacy", "report", "Look up"})
# How many people are remembered at most: whoever floods from more accounts is Discord's to stop.
MOST_PEOPLE = 10_000
MINUTE = 60.0


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


class Pace:
    """Buckets of costly answers. `per_minute` 0: as many as they like. `clock` counts seconds and never goes back."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._clock = clock
        # Whoever has not asked for longest comes first.
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def spend(self, person: int, command: str) -> None:
        """Take one from a person's bucket, where the command is a costly one.

        Raises: TooFast where it is empty; nothing is taken then, so that asking on makes nothing worse.
        """
        if not self._most or command not in COSTLY:
            return
        now = self._clock()
        if person not in self._buckets:
            self._forget(now)
            self._buckets[person] = _Bucket(self._most, now)
        bucket = self._buckets[person]
        self._buckets.move_to_end(person)
        bucket.left = min(self._most, bucket.left + (now - bucket.seen) * self._most / MINUTE)
        bucket.seen = now
        if bucket.left < 1:
            raise TooFast(math.ceil((1 - bucket.left) * MINUTE / self._most))
        bucket.left -= 1

    def _forget(self, now: float) -> None:
        """Those whose bucket is full again; where there is no room for one more, whoever has not asked for longest."""
        while self._buckets:
            first = next(iter(self._buckets.values()))
            if now - first.seen < MINUTE and len(self._buckets) < MOST_PEOPLE:
                return
            self._buckets.popitem(last=False)
