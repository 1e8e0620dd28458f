"""The lines of the CSV tables. Which columns a table has is said by `bot.season.files`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.season.cells import Cell
from bot.season.model.calendar import SessionKind
from bot.season.model.values import Day, Key, LapTime, Line, Text
from bot.season.statuses import Status


def _parts(separator: str | None) -> BeforeValidator:
    """Read one CSV cell as several texts; an empty cell is none."""

    def split(value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part for part in (piece.strip() for piece in value.split(separator)) if part)

    return BeforeValidator(split)


_BLANK = BeforeValidator(lambda value: None if value == "" else value)

Keys = Annotated[tuple[Key, ...], _parts(None)]
Names = Annotated[tuple[Line, ...], _parts(";")]
Place = Annotated[int, Field(ge=1, le=999)]
Laps = Annotated[int, Field(ge=0, le=1_000_000)]
_MaybeLine = Annotated[Line | None, _BLANK]
_MaybeKey = Annotated[Key | None, _BLANK]


class Row(Text):
    """A line of a CSV table. `line` counts from 1, the header being line 1."""

    line: int


class DriverRow(Row):
    """drivers.csv: who drove. Nationality `?`: looked for and not found; blank: not filled in.

    `id` is the same in every season and series that a person drove in; without one, a name means one person
    within its series. `born` is the date of birth, None where not filled in.
    """

    name: Line
    id: _MaybeKey = None
    born: Annotated[Day | None, _BLANK] = None
    nationality: _MaybeLine = None
    aliases: Names = ()
    sources: Keys = ()


class ResultRow(Row):
    """results.csv: one car in one session of one round.

    `car`, `team` and `crew` may be `?`. `class_position` is a place, `-` (not classified) or `?`; so is
    `overall_position`. `sources` back the class position, car, team and crew; `detail_sources` back the rest,
    where that rests on others.

    `entrant` is who entered the car where that is not the team; `constructor` who scores in a constructors'
    championship. `grid` is the place on the starting grid or "pit lane". `time` is the car's race time, `gap` what
    it lost to the winner as published, `reason` why it retired.
    """

    round_: Key = Field(alias="round")
    session: Annotated[SessionKind, BeforeValidator(lambda value: value or "race")] = "race"
    class_: Line = Field(alias="class")
    class_position: Place | Literal["?", "-"]
    overall_position: Annotated[Place | Literal["?", "-"] | None, _BLANK] = None
    car: Line
    team: Line
    crew: Annotated[Names, Field(min_length=1)]
    chassis: _MaybeLine = None
    engine: _MaybeLine = None
    tyre: _MaybeLine = None
    laps: Annotated[Laps | Literal["?"] | None, _BLANK] = None
    entrant: _MaybeLine = None
    constructor: _MaybeLine = None
    grid: Annotated[Place | Literal["pit lane", "?"] | None, _BLANK] = None
    time: Annotated[LapTime | None, _BLANK] = None
    gap: _MaybeLine = None
    reason: _MaybeLine = None
    status: Status
    sources: Annotated[Keys, Field(min_length=1)]
    detail_sources: Keys = ()
    derivation: _MaybeKey = None
    note: _MaybeLine = None


class QualifyingRow(Row):
    """qualifying.csv: one known place of a grid or of a class in qualifying.

    `position` is the place on the whole grid, `class_position` the place in its class; either may be blank.
    """

    round_: Key = Field(alias="round")
    position: Annotated[Place | None, _BLANK] = None
    class_: Line = Field(alias="class")
    class_position: Annotated[Place | None, _BLANK] = None
    car: Line
    team: _MaybeLine = None
    drivers: Names = ()
    time: Annotated[LapTime | None, _BLANK] = None
    sources: Annotated[Keys, Field(min_length=1)]
    derivation: _MaybeKey = None
    note: _MaybeLine = None


class StandingRow(Row):
    """standings.csv: one competitor of one championship; `cells` go by round code.

    `position` is a place, `DSQ` or `EX` (struck from the table, disqualified or excluded; the points as published
    there), `?`, or blank where unknown.
    """

    championship: Key
    position: Annotated[Place | Literal["DSQ", "EX", "?"] | None, _BLANK] = None
    competitor: Line
    chassis: Names = ()
    engine: Names = ()
    cells: dict[Key, Cell]
    total: Cell
    sources: Annotated[Keys, Field(min_length=1)]
    derivation: _MaybeKey = None
    note: _MaybeLine = None
