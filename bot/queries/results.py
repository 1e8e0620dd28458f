"""Cars in races: who drove what, for whom, and where it finished."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from sys import intern

from bot.database.open import SeasonDb
from bot.queries.fetch import fetch, indexed, keys, names
from bot.season.statuses import STARTED

PODIUM = 3
"""Places on the podium."""

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
        """Every source of the row, main ones first; one that backs both comes twice."""
        return self.sources + self.detail_sources


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
    # A season's cars are kept together, and name the same rounds, teams and chassis again and again: interned, they
    # take a third of the memory.
    return Entry(
        intern(code),
        number,
        intern(round_name),
        intern(circuit_short),
        round_short and intern(round_short),
        intern(class_),
        bool(guest),
        intern(car),
        intern(team),
        entrant and intern(entrant),
        constructor and intern(constructor),
        names(crew),
        chassis and intern(chassis),
        engine and intern(engine),
        tyre and intern(tyre),
        laps,
        class_position,
        overall_position,
        bool(overall_winner),
        grid,
        bool(pit_lane),
        time,
        gap,
        reason,
        intern(status),
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
BY_CLASS = """
     ORDER BY round_seq, class_seq, class_position IS NULL, class_position, overall_position, car
"""

OF_SEASON = ENTRY + BY_CLASS
OF_SPRINT = ENTRY.replace("'race'", "'sprint'") + " AND round = :round " + BY_CLASS


async def of_round(connection: SeasonDb, season: str, round_: str) -> tuple[Entry, ...]:
    """Every car known at a round: overall places first, then by class and class place."""
    return _by_result(await _of_round(connection, season, round_))


async def of_sprint(connection: SeasonDb, season: str, round_: str) -> tuple[Entry, ...]:
    """Every car known in the sprint of a round, as `of_round`; none where there was no sprint."""
    return _by_result(await fetch(connection, OF_SPRINT, _entry, season=season, round=round_))


def _by_result(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with an overall place before the others, who stay in order."""
    return tuple(sorted(entries, key=lambda entry: (entry.overall_position is None, entry.overall_position or 0)))


async def of_season(connection: SeasonDb, season: str) -> tuple[Entry, ...]:
    """Every car known in a season's races: by round, then by class, class places first."""
    return await fetch(connection, OF_SEASON, _entry, season=season)


async def of_class_of_round(connection: SeasonDb, season: str, round_: str, class_: str) -> tuple[Entry, ...]:
    """Every car known in a class of a round: class places first."""
    return tuple(entry for entry in await _of_round(connection, season, round_) if entry.class_ == class_)


async def of_class(connection: SeasonDb, season: str, class_: str) -> tuple[Entry, ...]:
    """Every car known in a class, by round."""
    return (await _by(connection, season, "class", lambda entry: [entry.class_])).get(class_, ())


async def of_team(connection: SeasonDb, season: str, team: str) -> tuple[Entry, ...]:
    """Every car known of a team, by round."""
    return (await _by(connection, season, "team", lambda entry: [entry.team])).get(team, ())


async def of_car(connection: SeasonDb, season: str, car: str) -> tuple[Entry, ...]:
    """Every entry of a car number, by round. Numbers are text: 8 and 08 are two cars."""
    return (await _by(connection, season, "car", lambda entry: [entry.car])).get(car, ())


async def of_chassis(connection: SeasonDb, season: str, chassis: str) -> tuple[Entry, ...]:
    """Every car known to have been of a chassis, by round."""
    return (await _by(connection, season, "chassis", lambda entry: [entry.chassis or ""])).get(chassis, ())


async def of_driver(connection: SeasonDb, season: str, driver: str) -> tuple[Entry, ...]:
    """Every car that a driver shared, by round."""
    return (await _by(connection, season, "driver", lambda entry: dict.fromkeys(entry.crew))).get(driver, ())


async def class_winners(connection: SeasonDb, season: str) -> tuple[Entry, ...]:
    """The class winners of every round, by round and class; guests win no class."""
    return (await _by(connection, season, "win", lambda entry: ["won"] if entry.won else ())).get("won", ())


async def _of_round(connection: SeasonDb, season: str, round_: str) -> tuple[Entry, ...]:
    return (await _by(connection, season, "round", lambda entry: [entry.round_])).get(round_, ())


async def _by(
    connection: SeasonDb, season: str, what: str, of: Callable[[Entry], Iterable[str]]
) -> Mapping[str, tuple[Entry, ...]]:
    """The cars of a season by what they are `of`, each group in the order of `of_season`.

    A season is read once, which takes as long as some thirty queries for the few cars of a driver: whoever asks about
    one mostly asks about another.
    """
    return indexed(connection, "cars by " + what, season, await of_season(connection, season), of)
