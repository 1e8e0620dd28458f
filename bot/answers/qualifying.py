"""Pole positions and as much of a grid as is known."""

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.calendar import neighbours
from bot.answers.grids import starting_grid, two_lines
from bot.answers.page import Part
from bot.answers.unraced import refuse_unraced
from bot.answers.words import car_and_team, counted, listed, ordinal, plain, race_date, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import qualifying
from bot.queries.qualifying import GridPlace


async def grid(scope: Scope, round_: str, class_: str | None = None) -> Answer:
    """Pole, class poles and the known part of the grid of a round, and what happened in qualifying.

    Raises: Cancelled where the race was not held; NotHeld where nothing is held.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    if scope.held.single_class:
        return await starting_grid(scope, there)
    places = await qualifying.grid(scope.connection, scope.season, round_)
    if class_ is not None:
        known = list(dict.fromkeys(place.class_ for place in places))
        places = tuple(place for place in places if place.class_ == class_)
        if not places:
            held = f"; qualifying of {listed(known)} is known there" if known else ""
            raise NotHeld(f"Nothing of {class_} qualifying at {round_phrase(there)}, is in my data{held}.")
    if not places:
        raise NotHeld(f"Nothing of qualifying at {round_phrase(there)}, is in my data.")
    pole = next((place for place in places if place.position == 1), None)
    class_poles = [place for place in places if place.class_position == 1]
    if class_ is not None:
        best = next(iter(class_poles), None)
        lead = f"on {class_} pole" if best else ""
    else:
        best, lead = pole, "on pole position"
    sentence = (
        f"**{_who(best)}** was {lead} at {round_phrase(there)}{f', {best.time}' if best.time else ''}."
        if best
        else f"The {class_ + ' pole' if class_ else 'pole position'} of {round_phrase(there)}, is not in my data; "
        f"{counted(len(places), 'place')} of its grid {'is' if len(places) == 1 else 'are'}."
    )
    notes = remarks.notes(scope, "qualifying", round_=round_, class_=class_)
    found = remarks.disputes(scope, round_=round_, fields=("grid", "pole"))
    on_grid = [place for place in places if place.position is not None]
    in_class = [place for place in places if place.position is None]
    derivations = [place.derivation for place in places]
    return compose(
        scope,
        sentence,
        title=f"{there.name} · {f'{class_} ' if class_ else ''}qualifying",
        lines=[f"Race on {race_date(there.date)}, {plain(there.circuit_name)}. What is not listed is not in my data."],
        parts=[
            Part("Grid", tuple(_line(place, ordinal(place.position or 0)) for place in on_grid)),
            Part(
                "In class",
                tuple(_line(place, f"{place.class_} {_class_place(place)}") for place in in_class),
            ),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, derivations),
        ],
        sources=[
            *(key for place in places for key in place.sources),
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=[
            *[onward for onward in neighbours(scope, there, "qualifying", class_) if await _is_held(scope, onward)],
            link(scope, "Race winners", "winner", round_=round_),
            link(scope, "Round facts", "round", round_=round_),
        ],
    )


async def _is_held(scope: Scope, onward: Link) -> bool:
    """Whether anything is known of the qualifying that a link leads to."""
    options = dict(onward.options)
    places = await qualifying.grid(scope.connection, scope.season, options["round"])
    return any(options.get("class") in {None, place.class_} for place in places)


def _class_place(place: GridPlace) -> str:
    return (
        "pole"
        if place.class_position == 1
        else ordinal(place.class_position)
        if place.class_position
        else "place unknown"
    )


def _who(place: GridPlace) -> str:
    drivers = f" ({listed([plain(name) for name in place.drivers])})" if place.drivers else ""
    return f"{car_and_team(place.car, place.team)}{drivers}"


def _line(place: GridPlace, label: str) -> str:
    derived = " (derived)" if place.derivation else ""
    note = plain(place.note) if place.note else ""
    of_class = place.class_ if place.position is not None else ""
    if of_class and not place.time and not note:
        # A class is short enough to stand beside the name.
        return f"**{label}**{derived} {_who(place)} · {of_class}"
    return two_lines(f"**{label}**{derived} ", _who(place), place.time or "", of_class, note)
