"""Rounds of a season in a country, a state or a town; and circuits by their length and turns."""

from collections.abc import Mapping
from typing import Literal

from bot.answers import circuits
from bot.answers.answer import Answer, compose, link
from bot.answers.asked.subject import saying
from bot.answers.entries import unique
from bot.answers.words import counted, country, lies_at, listed, plain, race_date, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import rounds
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round

Most = Literal["length_km", "turns"]

_NOUNS: Mapping[Most, tuple[str, str, str, str]] = {
    "length_km": ("longest", "shortest", "{} km", "length"),
    "turns": ("most turns", "fewest turns", "{}", "number of turns"),
}


async def in_area(scope: Scope, area: str) -> Answer:
    """The rounds in an area, those that were cancelled apart. `area`: a country's code, or a state or town by name."""
    found = [there for there in scope.held.calendar if _is_in(there, area)]
    area = country(area)
    held = [there for there in found if there.cancelled is None]
    off = [there for there in found if there.cancelled is not None]
    number = f"**{counted(len(held), 'round')}** in {plain(area)}"
    said = listed([f"{round_phrase(there)} ({race_date(there.date)})" for there in held])
    cancelled = f"{'; ' if held else ''}{listed([_planned(there) for there in off])} cancelled" if off else ""
    return compose(
        scope,
        f"{number[0].upper()}{number[1:]}{': ' if held or off else ''}{said}{cancelled}.",
        title=f"{scope.held.row.label} · {area}",
        lines=[f"**{plain(there.name)}**, {race_date(there.date)}, {plain(there.circuit_name)}" for there in found],
        sources=[key for there in found for key in there.sources],
        links=[link(scope, f"Round {there.number}", "round", round_=there.round_) for there in held[:5]]
        or [link(scope, "The calendar", "schedule")],
    )


def _is_in(there: Round, area: str) -> bool:
    return area == there.country or area in {part.strip() for part in there.place.split(",")}


def _planned(there: Round) -> str:
    return f"the {plain(there.name)} ({race_date(there.date)}) was"


async def lies_in(scope: Scope, circuit: str, area: str | None = None) -> Answer:
    """Where a circuit lies; whether in an `area`."""
    there = next(c for c in scope.held.circuits if c.circuit == circuit)
    where = lies_at(there.place, there.country)
    if not where:
        raise NotHeld(f"Where {plain(there.name)} lies is not in my data.")
    inside = area in {there.country, *(part.strip() for part in there.place.split(","))}
    said = "" if area is None else "Yes: " if inside else "No: "
    return saying(await circuits.circuit(scope, circuit), f"{said}**{plain(there.name)}** lies at {where}.")


async def extreme(scope: Scope, what: Most, *, most: bool) -> Answer:
    """The circuit that is longest, or has most turns; or is shortest, or has fewest. Those not known are named.

    Raises: NotHeld where none is known.
    """
    known: list[tuple[float, str, str]] = []
    missing: list[str] = []
    sources: list[str] = []
    raced = {there.circuit for there in scope.held.calendar if there.cancelled is None}
    for circuit in scope.held.circuits:
        if circuit.circuit not in raced:
            continue
        facts = await rounds.facts(scope.connection, scope.season, "circuit", circuit.circuit)
        fact = facts.get(what)
        if fact is None or fact.value == UNKNOWN:
            missing.append(plain(circuit.name))
        else:
            known.append((float(fact.value), plain(circuit.name), plain(fact.value)))
            sources += fact.sources
    longest, shortest, unit, noun = _NOUNS[what]
    if not known:
        raise NotHeld(f"The {noun} of no circuit is in my data.")
    best = max(known)[0] if most else min(known)[0]
    names = [name for value, name, _ in known if value == best]
    shown = unit.format(next(text for value, _, text in known if value == best))
    open_ = f" Not known, or disputed: {listed(missing)}." if missing else ""
    of = f"Of the circuits whose {noun} is known, " if missing else ""
    verb = ("is", "are") if what == "length_km" else ("has", "have")
    said = f"{of}**{listed(names)}** {verb[len(names) > 1]} the {longest if most else shortest}, {shown}."
    ranked = sorted(known, reverse=most)
    return compose(
        scope,
        f"{said}{open_}",
        title=f"Circuits · {scope.held.row.label}",
        lines=[f"**{name}** {unit.format(text)}" for _, name, text in ranked],
        sources=unique(sources),
        links=[link(scope, "The calendar", "schedule")],
    )
