"""Who has most of something, in order and with shared places, and whether what is not known could change that. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Ranked(Struct, Generic[T], frozen=True):
    """A name with its place, shared by those who have as many, and what was counted for it, in order."""

    place: int
    name: str
    found: tuple[T, ...]


class Tally(Struct, Generic[T], frozen=True):
    """Everybody who has any, most first. `unknown` is how many of the counted things are nobody's that is known."""

    ranked: tuple[Ranked[T], ...]
    unknown: int

    @property
    def most(self) -> int:
        """How many the first has; 0 where nobody has any."""
        return len(self.ranked[0].found) if self.ranked else 0

    @property
    def first(self) -> tuple[str, ...]:
        """The names at the top: several where they are level."""
        return tuple(row.name for row in self.ranked if row.place == 1)

    @property
    def settled(self) -> bool:
        """Whether nobody could draw level with the first, whoever what is unknown belonged to."""
        second = len(self.ranked[1].found) if len(self.ranked) > 1 else 0
        return not self.unknown or self.most - second > self.unknown


def tally(things: Sequence[T], names: Callable[[T], Iterable[str]], order: Callable[[str], str]) -> Tally[T]:
    """Count things by the names of each, none where it is not known. Those who are level go by `order` of the name."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    unknown = 0
    for thing in things:
        whose = tuple(names(thing))
        unknown += not whose
        for name in whose:
            found[name].append(thing)
    ranked: list[Ranked[T]] = []
    for name, theirs in sorted(found.items(), key=lambda item: (-len(item[1]), order(item[0]))):
        level = ranked and len(ranked[-1].found) == len(theirs)
        ranked.append(Ranked(ranked[-1].place if level else len(ranked) + 1, name, tuple(theirs)))
    return Tally(tuple(ranked), unknown)
