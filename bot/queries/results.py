"""Cars in races: who drove what, for whom, and where it finished."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch, keys, names

STARTED = frozenset({"classified", "not classified", "retired", "disqualified", "excluded"})
"""Statuses of a car that took the start."""

UNKNOWN = "?"
"""In `car`, `team`, `chassis`, `engine` and `tyre`: looked for, and not stated or disputed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One car in the race of one round.

    `crew` is in listed order and empty where not known. `chassis`, `engine`, `tyre`, `laps` are None where
    not filled in. `class_position` and `overall_position` are None where not classified or not known.
    `round_short` is the round's own name in lists, None where it goes by its circuit's.
    `entrant` is who entered the car where that is not the team, `constructor` who scores for it as one; None else.
    `grid` is None where not known and where `pit_lane` is set. `time`, `gap` and `reason` (of a retirement) are as
    published, None where not filled in.
    `detail_sources` back overall position, laps, chassis, engine, tyre and status; `sources` the rest.
    `derivation` names the rule where the class position was derived.
    """

    round_: str
    round_number: int | None
    round_name: str
    circuit_short: str
    round_short: str | None
    class_: str
    guest: bool
    car: str
    team: str
    entrant: str | None
    constructor: str | None
    crew: tuple[str, ...]
    chassis: str | None
    engine: str | None
    tyre: str | None
    laps: int | None
    class_position: int | None
    overall_position: int | None
    overall_winner: bool
    grid: int | None
    pit_lane: bool
    time: str | None
    gap: str | None
    reason: str | None
    status: str
    sources: tuple[str, ...]
    detail_sources: tuple[str, ...]
    derivation: str | None
    note: str | None

    @property
    def won(self) -> bool:
        """Whether this car won its class; guests outside the championship win none."""
        return self.class_position == 1 and not self.guest

    @property
    def started(self) -> bool:
        """Whether the car took the start."""
        return self.status in STARTED

    @property
    def all_sources(self) -> tuple[str, ...]:
        """Every source of the row, main ones first."""
        return tuple(dict.fromkeys((*self.sources, *self.detail_sources)))


def _entry(
    code: str,
    number: int | None,
    round_name: str,
    circuit_short: str,
    round_short: str | None,
    class_: str,
    guest: int,
    car: str,
    team: str,
    entrant: str | None,
    constructor: str | None,
    crew: str | None,
    chassis: str | None,
    engine: str | None,
    tyre: str | None,
    laps: int | None,
    class_position: int | None,
    overall_position: int | None,
    overall_winner: int,
    grid: int | None,
    pit_lane: int,
    time: str | None,
    gap: str | None,
    reason: str | None,
    status: str,
    sources: str,
    detail_sources: str,
    derivation: str | None,
    note: str | None,
) -> Entry:
    return Entry(
        code,
        number,
        round_name,
        circuit_short,
        round_short,
        class_,
        bool(guest),
        car,
        team,
        entrant,
        constructor,
        names(crew),
        chassis,
        engine,
        tyre,
        laps,
        class_position,
        overall_position,
        bool(overall_winner),
        grid,
        bool(pit_lane),
        time,
        gap,
        reason,
        status,
        keys(sources),
        keys(detail_sources),
        derivation,
        note,
    )


ENTRY = """
    SELECT round, round_number, round_name, circuit_short, round_short, class, guest, car, team, entrant, constructor,
           crew, chassis, engine, tyre, laps, class_position, overall_position, overall_winner, grid, pit_lane, time,
           gap, reason, status, sources, detail_sources, derivation, note
      FROM entry_line
     WHERE season = :season AND session = 'race'
"""
BY_RESULT = """
     ORDER BY round_seq, overall_position IS NULL, overall_position, class_seq,
              class_position IS NULL, class_position, car
"""
BY_CLASS = """
     ORDER BY round_seq, class_seq, class_position IS NULL, class_position, overall_position, car
"""

OF_ROUND = ENTRY + " AND round = :round " + BY_RESULT
OF_SPRINT = ENTRY.replace("'race'", "'sprint'") + " AND round = :round " + BY_RESULT
OF_CLASS_OF_ROUND = ENTRY + " AND round = :round AND class = :class_ " + BY_CLASS
OF_CLASS = ENTRY + " AND class = :class_ " + BY_CLASS
OF_TEAM = ENTRY + " AND team = :team " + BY_CLASS
OF_CHASSIS = ENTRY + " AND chassis = :chassis " + BY_CLASS
OF_CAR = ENTRY + " AND car = :car " + BY_CLASS
DRIVEN_BY = " AND entry IN (SELECT crew.entry FROM crew WHERE crew.season = :season AND crew.driver = :driver) "
OF_DRIVER = ENTRY + DRIVEN_BY + BY_CLASS
WINNERS = ENTRY + " AND class_position = 1 AND guest = 0 " + BY_CLASS


async def of_round(connection: aiosqlite.Connection, season: str, round_: str) -> tuple[Entry, ...]:
    """Every car known at a round: overall places first, then by class and class place."""
    return await fetch(connection, OF_ROUND, _entry, season=season, round=round_)


async def of_sprint(connection: aiosqlite.Connection, season: str, round_: str) -> tuple[Entry, ...]:
    """Every car known in the sprint of a round, as `of_round`; none where there was no sprint."""
    return await fetch(connection, OF_SPRINT, _entry, season=season, round=round_)


async def of_class_of_round(
    connection: aiosqlite.Connection, season: str, round_: str, class_: str
) -> tuple[Entry, ...]:
    """Every car known in a class of a round: class places first."""
    return await fetch(connection, OF_CLASS_OF_ROUND, _entry, season=season, round=round_, class_=class_)


async def of_class(connection: aiosqlite.Connection, season: str, class_: str) -> tuple[Entry, ...]:
    """Every car known in a class, by round."""
    return await fetch(connection, OF_CLASS, _entry, season=season, class_=class_)


async def of_team(connection: aiosqlite.Connection, season: str, team: str) -> tuple[Entry, ...]:
    """Every car known of a team, by round."""
    return await fetch(connection, OF_TEAM, _entry, season=season, team=team)


async def of_car(connection: aiosqlite.Connection, season: str, car: str) -> tuple[Entry, ...]:
    """Every entry of a car number, by round. Numbers are text: 8 and 08 are two cars."""
    return await fetch(connection, OF_CAR, _entry, season=season, car=car)


async def of_chassis(connection: aiosqlite.Connection, season: str, chassis: str) -> tuple[Entry, ...]:
    """Every car known to have been of a chassis, by round."""
    return await fetch(connection, OF_CHASSIS, _entry, season=season, chassis=chassis)


async def of_driver(connection: aiosqlite.Connection, season: str, driver: str) -> tuple[Entry, ...]:
    """Every car that a driver shared, by round."""
    return await fetch(connection, OF_DRIVER, _entry, season=season, driver=driver)


async def class_winners(connection: aiosqlite.Connection, season: str) -> tuple[Entry, ...]:
    """The class winners of every round, by round and class; guests win no class."""
    return await fetch(connection, WINNERS, _entry, season=season)
