"""Who entered which driver in which car, by round, as far as a season's entry list says it without doubt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.importers.f1db.tree import Record, several, text


@dataclass(frozen=True, slots=True)
class Car:
    """What an entry list says of a driver at a round. Each is the id of the only one there is; None where the list
    names several.
    """

    entrant: str | None
    chassis: str | None
    engine: str | None


_Key = tuple[str, str, str]
"""Ids of driver, constructor and engine manufacturer."""


class EntryList:
    """The entry list of a season."""

    def __init__(self, entrants: Iterable[Record]) -> None:
        self._cars: defaultdict[_Key, list[tuple[frozenset[int], Record, Record]]] = defaultdict(list)
        self._entrants: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for entrant in entrants:
            for car in [entrant, *several(entrant, "constructors")]:
                constructor = text(car, "constructorId")
                if not constructor:
                    continue
                self._entrants[constructor][text(entrant, "entrantId")] = None
                for driver, rounds in _drivers(car):
                    key = driver, constructor, text(car, "engineManufacturerId")
                    self._cars[key].append((rounds, entrant, car))

    def car(self, driver: str, constructor: str, engine_manufacturer: str, number: int) -> Car:
        """The car of a driver at the round of this number."""
        found = [
            (entrant, car)
            for rounds, entrant, car in self._cars.get((driver, constructor, engine_manufacturer), ())
            if number in rounds
        ]
        return Car(
            _only(text(entrant, "entrantId") for entrant, _ in found),
            _only(key for _, car in found for key in _ids(car, "chassis", "chassisId")),
            _only(key for _, car in found for key in _ids(car, "engines", "engineId")),
        )

    def entrants(self, constructor: str) -> tuple[str, ...]:
        """Ids of all who entered cars of a constructor, in listed order."""
        return tuple(self._entrants.get(constructor, ()))


def _drivers(car: Record) -> Iterator[tuple[str, frozenset[int]]]:
    for item in [car, *several(car, "drivers")]:
        if (driver := text(item, "driverId")) and text(item, "testDriver") != "true":
            yield driver, rounds_of(text(item, "rounds"))


def _ids(car: Record, many: str, one: str) -> Iterator[str]:
    yield from (key for item in [car, *several(car, many)] if (key := text(item, one)))


def _only(keys: Iterable[str]) -> str | None:
    distinct = {key for key in keys if key}
    return distinct.pop() if len(distinct) == 1 else None


def rounds_of(listed: str) -> frozenset[int]:
    """Round numbers of a list such as `1-2,4,7-9`; parts that are no numbers are none."""
    found: set[int] = set()
    for part in listed.split(","):
        first, _, last = part.strip().partition("-")
        if first.isdecimal() and (not last or last.isdecimal()):
            found.update(range(int(first), min(int(last or first), int(first) + 100) + 1))
    return frozenset(found)
