"""Who was on pole position: first on the starting grid, which need not be whoever was fastest in qualifying."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.entries import briefly, drivers_lead
from bot.answers.words import car_and_team, listed, plain
from bot.archive import Scope
from bot.queries import qualifying
from bot.queries.qualifying import GridPlace
from bot.queries.results import Entry


@dataclass(frozen=True, slots=True)
class Pole:
    """A pole position: who had it, as text, in which time (None: not known), and the sources of that."""

    text: str
    time: str | None
    sources: tuple[str, ...]


def first_on_grid(entries: Sequence[Entry]) -> Entry | None:
    """The car that started from the first place of the grid, None where that is not known or nobody did."""
    return next((entry for entry in entries if entry.grid == 1), None)


def entry_of(place: GridPlace, entries: Sequence[Entry]) -> Entry | None:
    """The car of a round that was placed in qualifying; None where that is not known.

    Who took another's car over in the race drove two: the number tells them apart.
    """
    drivers = set(place.drivers)
    driven = [entry for entry in entries if not drivers.isdisjoint(entry.crew)]
    numbered = next((entry for entry in driven if entry.car == place.car), None)
    return numbered or (driven[0] if len(driven) == 1 else None)


def qualified(places: Sequence[GridPlace], entry: Entry, entries: Sequence[Entry]) -> GridPlace | None:
    """What is known of the qualifying of a car; `entries` are all cars of the round."""
    crew = set(entry.crew)
    theirs = (place for place in places if not crew.isdisjoint(place.drivers))
    return next((place for place in theirs if entry_of(place, entries) is entry), None)


async def pole_of(scope: Scope, round_: str, entries: Sequence[Entry]) -> Pole | None:
    """The pole position of a round whose cars are `entries`, None where it is not known.

    Where nobody started first, because that driver did not start, it is whoever was first in qualifying.
    """
    places = await qualifying.grid(scope.connection, scope.season, round_)
    started = first_on_grid(entries)
    if started is not None and drivers_lead(scope):
        place = qualified(places, started, entries)
        return Pole(briefly(scope, started), place.time if place else None, started.sources)
    first = next((place for place in places if place.position == 1), None)
    if first is None:
        return None
    entry = entry_of(first, entries)
    if entry is not None and drivers_lead(scope):
        return Pole(briefly(scope, entry), first.time, first.sources)
    driver = f", {listed([plain(name) for name in first.drivers])}" if first.drivers else ""
    return Pole(f"{car_and_team(first.car, first.team)}{driver}", first.time, first.sources)
