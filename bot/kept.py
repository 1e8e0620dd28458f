"""A bounded store: what was used longest ago goes first. Whoever keeps something here can make it anew."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """At most so much of what was made. Each value has a weight, and all of them together weigh at most `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._held: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def find(self, key: Key) -> Value | None:
        """What is kept under a key; None where nothing is."""
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found[0]

    def keep(self, key: Key, value: Value, weight: int = 1) -> None:
        """Keep a value, in the place of what was under its key; one that is too heavy by itself is not kept."""
        if (before := self._held.pop(key, None)) is not None:
            self._weight -= before[1]
        if weight > self._most:
            return
        self._held[key] = value, weight
        self._weight += weight
        while self._weight > self._most:
            _, (_, lost) = self._held.popitem(last=False)
            self._weight -= lost

    def clear(self) -> None:
        """Keep nothing."""
        self._held.clear()
        self._weight = 0
