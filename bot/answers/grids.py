"""The starting grid of a season of one class beside its qualifying: who started where, and who qualified elsewhere."""

from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link
from bot.answers.calendar import neighbours
from bot.answers.entries import briefly, car_name, drivers_lead, unique, who
from bot.answers.page import Part
from bot.answers.poles import entry_of, first_on_grid, qualified
from bot.answers.words import car_and_team, counted, crew_text, listed, ordinal, plain, race_date, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import qualifying, results
from bot.queries.qualifying import GridPlace
from bot.queries.results import Entry
from bot.queries.rounds import Round


async def starting_grid(scope: Scope, there: Round) -> Answer:
    """Pole, the starting grid and qualifying of a round, as far as known.

    Raises: NotHeld where neither a grid nor a qualifying place is held.
    """
    places = await qualifying.grid(scope.connection, scope.season, there.round_)
    entries = await results.of_round(scope.connection, scope.season, there.round_)
    on_grid = sorted((entry for entry in entries if entry.grid is not None), key=lambda entry: entry.grid or 0)
    if not on_grid and not places:
        raise NotHeld(f"Nothing of qualifying at {round_phrase(there)}, is in my data.")
    pit_lane = [entry for entry in entries if entry.pit_lane]
    started = {id(entry) for entry in (*on_grid, *pit_lane)}
    others = [place for place in places if id(entry_of(place, entries)) not in started]

    def lines_of(cars: Sequence[Entry]) -> tuple[str, ...]:
        return tuple(_started(scope, car, qualified(places, car, entries)) for car in cars)

    notes = remarks.notes(scope, "qualifying", round_=there.round_)
    found = remarks.disputes(scope, round_=there.round_, fields=("grid", "pole"))
    derivations = [place.derivation for place in places]
    rest = "Not on the grid" if on_grid else "Qualifying"
    return compose(
        scope,
        _sentence(scope, there, entries, places),
        title=f"{there.date.year} {there.name} · qualifying",
        lines=[f"Race on {race_date(there.date)}, {plain(there.circuit_name)}. {_extent(on_grid, places)}"],
        parts=[
            Part("Starting grid", lines_of(on_grid)),
            Part("From the pit lane", lines_of(pit_lane)),
            Part(rest, tuple(_qualified(scope, place, entries) for place in others)),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, derivations),
        ],
        sources=[
            *unique(key for place in places for key in place.sources),
            *unique(key for entry in on_grid for key in entry.sources),
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=[
            *neighbours(scope, there, "qualifying"),
            link(scope, "Results", "results", round_=there.round_),
            link(scope, "Round facts", "round", round_=there.round_),
        ],
    )


def _sentence(scope: Scope, there: Round, entries: Sequence[Entry], places: Sequence[GridPlace]) -> str:
    """Who was on pole; who was fastest in qualifying where that was somebody else."""
    first = next((place for place in places if place.position == 1), None)
    pole = first_on_grid(entries)
    if pole is None:
        return _without_pole(scope, there, entries, places, first)
    place = qualified(places, pole, entries)
    time = f", {place.time}" if place and place.time else ""
    verb = "were" if drivers_lead(scope) and len(pole.crew) > 1 else "was"
    sentence = f"{who(scope, pole)} {verb} on pole position at {round_phrase(there)}{time}"
    if first is not None and entry_of(first, entries) is not pole:
        fastest = f", {first.time}" if first.time else ""
        sentence += f"; {listed([plain(name) for name in first.drivers])} was first in qualifying{fastest}"
    return f"{sentence}."


def _without_pole(
    scope: Scope, there: Round, entries: Sequence[Entry], places: Sequence[GridPlace], first: GridPlace | None
) -> str:
    """What there is to say where nobody started from the first place of the grid."""
    if first is None:
        known = len(places) or sum(entry.grid is not None for entry in entries)
        of_grid = f"{counted(known, 'place')} of its grid {'is' if known == 1 else 'are'}"
        return f"The pole position of {round_phrase(there)}, is not in my data; {of_grid}."
    entry = entry_of(first, entries)
    subject = who(scope, entry) if entry else f"**{listed([plain(name) for name in first.drivers])}**"
    time = f", {first.time}" if first.time else ""
    then = f", but {entry.status}" if entry is not None and not entry.started else ""
    return f"{subject} was fastest in qualifying for {round_phrase(there)}{time}{then}."


def _extent(on_grid: Sequence[Entry], places: Sequence[GridPlace]) -> str:
    if not on_grid:
        return "The starting grid is not in my data; what is listed is qualifying."
    if not any(place.time for place in places):
        return "No qualifying times are in my data."
    return "What is not listed is not in my data."


def _started(scope: Scope, entry: Entry, place: GridPlace | None) -> str:
    elsewhere = ""
    if place and place.position and place.position != entry.grid:
        elsewhere = f"qualified {ordinal(place.position)}"
    led = drivers_lead(scope) and entry.crew
    return two_lines(
        f"**{entry.grid}.** " if entry.grid else "",
        f"**{crew_text(entry.crew)}**" if led else briefly(scope, entry),
        (place.time if place else None) or "",
        car_name(entry) if led else "",
        elsewhere,
        "" if entry.started else entry.status,
    )


def _qualified(scope: Scope, place: GridPlace, entries: Sequence[Entry]) -> str:
    entry = entry_of(place, entries)
    led = entry is not None and drivers_lead(scope)
    drivers = f" ({crew_text(place.drivers)})" if place.drivers else ""
    return two_lines(
        f"**{place.position}.** " if place.position else "",
        f"**{crew_text(place.drivers)}**" if led else f"{car_and_team(place.car, place.team)}{drivers}",
        place.time or "",
        car_name(entry) if led and entry is not None else "",
        entry.status if entry is not None and not entry.started else "",
    )


def two_lines(label: str, who: str, *details: str) -> str:
    """Who it was, and under it what is known: on one line, a phone would break a time off its name."""
    known = " · ".join(detail for detail in details if detail)
    return f"{label}{who}\n{known}" if known else f"{label}{who}"
