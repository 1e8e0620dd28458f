"""The calendar, and the single facts about a round or a circuit."""

from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.queries.fetch import fetch, keys, of_every_season


@dataclass(frozen=True, slots=True)
class Round:
    """One line of the calendar.

    `number` is None and `cancelled` holds the reason where the race was not held ("?": no source says why).
    `own_short` is its own name in lists, None where it goes by its circuit's.
    `to_come`: not raced yet when the season's text was written.
    `overall_places_known`: every overall place from 1 to this is held; 0 where that is not known.
    """

    round_: str
    number: int | None
    name: str
    own_short: str | None
    circuit: str
    circuit_name: str
    circuit_short: str
    place: str
    country: str
    date: date
    cancelled: str | None
    cancelled_sources: tuple[str, ...]
    to_come: bool
    overall_places_known: int
    sources: tuple[str, ...]

    @property
    def short(self) -> str:
        """What it is called in lists."""
        return self.own_short or self.circuit_short

    @property
    def raced(self) -> bool:
        """Whether the race was held: neither cancelled nor still to come."""
        return self.cancelled is None and not self.to_come


@dataclass(frozen=True, slots=True)
class Circuit:
    """A circuit. Length and turns are facts with sources of their own."""

    circuit: str
    name: str
    place: str
    country: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its sources; "?" where they do not say or disagree."""

    name: str
    value: str
    sources: tuple[str, ...]
    derivation: str | None
    note: str | None


CALENDARS = """
    SELECT round.season, round.round, round.number, round.name, round.short, round.circuit, circuit.name, circuit.short,
           circuit.place, circuit.country, round.date, round.cancelled, round.cancelled_sources, round.to_come,
           round.overall_places_known, round.sources
      FROM round
      JOIN circuit ON circuit.season = round.season AND circuit.circuit = round.circuit
     ORDER BY round.season, round.seq
"""


async def calendars(connection: aiosqlite.Connection) -> dict[str, tuple[Round, ...]]:
    """Every round of each season in calendar order, cancelled ones and those to come included."""
    return await of_every_season(connection, CALENDARS, _round)


def _round(
    code: str,
    number: int | None,
    name: str,
    short: str | None,
    circuit: str,
    circuit_name: str,
    circuit_short: str,
    place: str,
    country: str,
    day: str,
    cancelled: str | None,
    cancelled_sources: str | None,
    to_come: int,
    overall_places_known: int,
    sources: str,
) -> Round:
    return Round(
        code,
        number,
        name,
        short,
        circuit,
        circuit_name,
        circuit_short,
        place,
        country,
        date.fromisoformat(day),
        cancelled,
        keys(cancelled_sources),
        bool(to_come),
        overall_places_known,
        keys(sources),
    )


CIRCUITS = """
    SELECT season, circuit, name, place, country, sources
      FROM circuit
     ORDER BY rowid
"""


async def circuits(connection: aiosqlite.Connection) -> dict[str, tuple[Circuit, ...]]:
    """The circuits of each season in the order of its text."""
    return await of_every_season(
        connection,
        CIRCUITS,
        lambda circuit, name, place, country, source: Circuit(circuit, name, place, country, keys(source)),
    )


FACTS = """
    SELECT name, value, sources, derivation, note
      FROM fact
     WHERE season = :season AND subject = :subject AND key = :key
     ORDER BY rowid
"""


async def facts(connection: aiosqlite.Connection, season: str, subject: str, key: str) -> dict[str, Fact]:
    """The facts held about a "round" or a "circuit", by name."""
    rows = await fetch(
        connection,
        FACTS,
        lambda name, value, source, derivation, note: Fact(name, value, keys(source), derivation, note),
        season=season,
        subject=subject,
        key=key,
    )
    return {fact.name: fact for fact in rows}


COMPLETE_CLASSES = """
    SELECT class
      FROM complete_class
     WHERE season = :season AND round = :round
     ORDER BY class
"""


async def complete_classes(connection: aiosqlite.Connection, season: str, round_: str) -> frozenset[str]:
    """Codes of the classes of which every car at a round is held."""
    return frozenset(await fetch(connection, COMPLETE_CLASSES, str, season=season, round=round_))


FACT_NAMES = """
    SELECT DISTINCT name
      FROM fact
     WHERE season = :season AND subject = 'round'
     ORDER BY name
"""


async def fact_names(connection: aiosqlite.Connection, season: str) -> frozenset[str]:
    """Names of the facts that are held about any round of a season: what its sources state at all."""
    return frozenset(await fetch(connection, FACT_NAMES, str, season=season))
