"""Where somebody qualified, and who was in a place of a grid: as far as a grid is known."""

from collections.abc import Collection, Sequence

from bot.answers import qualifying as grids
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, entries_of, saying
from bot.answers.entries import who
from bot.answers.unraced import refuse_unraced
from bot.answers.words import car_and_team, listed, ordinal, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import qualifying, results
from bot.queries.qualifying import GridPlace
from bot.queries.results import UNKNOWN, Entry


async def qualified(scope: Scope, subject: Subject, round_: str) -> Answer:
    """Where somebody qualified at a round.

    Raises: NotHeld where that is not held; Cancelled and ToCome where there was no race.
    """
    refuse_unraced(scope, scope.round_(round_))
    grid = await qualifying.grid(scope.connection, scope.season, round_)
    places = await places_of(scope, subject, round_, grid)
    where = round_phrase(scope.round_(round_))
    if not places:
        raise NotHeld(f"Where {subject.name} qualified at {where}, is not in my data.")
    said = listed([place_text(scope, place) for place in places])
    entries = [entry for entry in await entries_of(scope, subject) if entry.round_ == round_]
    started = _started(scope, entries, {place.position for place in places})
    return saying(await grids.grid(scope, round_), f"In qualifying at {where}: {said}{started}.")


async def in_place(scope: Scope, round_: str, place: int, class_: str | None = None) -> Answer:
    """Who was in a place of the qualifying of a round, of all or in a class.

    Raises: NotHeld where that is not held; Cancelled and ToCome where there was no race.
    """
    page = await grids.grid(scope, round_, class_)
    grid = await qualifying.grid(scope.connection, scope.season, round_)
    found = [
        there
        for there in grid
        if (there.position == place if class_ is None else (there.class_, there.class_position) == (class_, place))
    ]
    what = f" in {class_}" if class_ and not scope.held.single_class else ""
    where = round_phrase(scope.round_(round_))
    if not found:
        raise NotHeld(f"Who was {ordinal(place)}{what} in qualifying at {where}, is not in my data.")
    said = listed([place_text(scope, there) for there in found])
    entries = await results.of_round(scope.connection, scope.season, round_)
    drivers = {driver for there in found for driver in there.drivers}
    others = [entry for entry in entries if entry.grid == place and drivers.isdisjoint(entry.crew)]
    return saying(page, f"In qualifying at {where}: {said}{_started(scope, others, set())}.")


def _started(scope: Scope, entries: Sequence[Entry], qualified_in: Collection[int | None]) -> str:
    """From where cars started, where the starting grid is held and it was from another place than they qualified in."""
    moved = [e for e in entries if (e.grid is not None and e.grid not in qualified_in) or e.pit_lane]
    said = [f"{who(scope, e)} from {'the pit lane' if e.pit_lane else ordinal(e.grid or 0)}" for e in moved]
    return f"; started the race: {listed(said)}" if said else ""


async def places_of(scope: Scope, subject: Subject, round_: str, grid: Sequence[GridPlace]) -> list[GridPlace]:
    """Somebody's places on a grid: those of a driver where the driver is named, or of the only car of the round."""
    if subject.kind == "car":
        return [place for place in grid if place.car == subject.key]
    if subject.kind == "team":
        return [place for place in grid if place.team == subject.key]
    cars = {
        (entry.car, entry.team)
        for entry in await entries_of(scope, subject)
        if entry.round_ == round_ and entry.car != UNKNOWN
    }
    if subject.kind == "driver":
        named = [place for place in grid if subject.key in place.drivers]
        alone = [place for place in grid if not place.drivers and (place.car, place.team) in cars]
        return named or alone
    return [place for place in grid if (place.car, place.team) in cars]


def place_text(scope: Scope, place: GridPlace) -> str:
    """`**#4 Corvette Racing** (Oliver Gavin), 4th in GTS, 1:29.574`."""
    name = f"**{car_and_team(place.car, place.team)}**"
    drivers = f" ({listed([plain(driver) for driver in place.drivers])})" if place.drivers else ""
    one_class = scope.held.single_class
    where = [
        *([f"{ordinal(place.position)}{'' if one_class else ' overall'}"] if place.position else []),
        *([f"{ordinal(place.class_position)} in {place.class_}"] if place.class_position and not one_class else []),
    ]
    return ", ".join([f"{name}{drivers}", *where, *([place.time] if place.time else [])])
