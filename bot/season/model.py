"""What a season file can say: the shape of `season.toml` and of its CSV tables.

Unknown keys are errors. Every fact names the source it rests on by that source's key in `[sources]`.
The JSON Schema beside the data is made from `SeasonFile` (`bot.season.schema`).
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.season.cells import Cell

_KEY = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
_LINE = r"^[^\x00-\x1f\x7f]+$"
_PROSE = r"^[^\x00-\x08\x0b-\x1f\x7f]+$"
_ADDRESS = r"^https?://[^\s]+$"
_LAP_TIME = r"^([0-9]{1,3}:)?([0-9]{1,2}:)?[0-9]{1,2}\.[0-9]{1,3}$"

FORMS = {
    _KEY: "lower-case letters and digits, joined by - or _",
    _LINE: "one line of text without control characters",
    _PROSE: "text without control characters",
    _ADDRESS: "an address that begins with https:// or http://",
    _LAP_TIME: "minutes:seconds.thousandths, such as 1:48.826",
}
"""What to write, by the pattern that has to be met."""

Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=60)]
"""A natural key: lower-case letters, digits, `-` and `_`."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=_LINE)]
"""One line of text that fits a table or a button."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=_PROSE)]
"""A sentence or two."""

Address = Annotated[str, StringConstraints(pattern=_ADDRESS, max_length=400)]
"""Where a source is found on the web."""

LapTime = Annotated[str, StringConstraints(pattern=_LAP_TIME)]
"""A time as published: `1:48.826`, `13.493`, `2:45:03.100`."""

# Numbers are bounded well above anything real: a slip of the finger is a fault, not a table of 10¹² rows.
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Positive = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Ordinal = Annotated[int, Field(strict=True, ge=1, le=999)]
Number = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=6)]
Points = Annotated[Decimal, Field(max_digits=10, decimal_places=4)]

ChampionshipKind = Literal["teams", "drivers", "manufacturers", "constructors", "tyres"]
Status = Literal[
    "classified",
    "not classified",
    "retired",
    "disqualified",
    "excluded",
    "did not start",
    "did not qualify",
    "did not pre-qualify",
    "did not practise",
    "?",
]
SharedDrives = Literal["each", "split", "none"]
Countback = Literal["none", "scoring places", "all places"]
SessionKind = Literal["race", "sprint"]
TableCoverage = Literal["complete", "class winners", "partial", "champion only", "none"]

T = TypeVar("T")


class Text(BaseModel):
    """Base of everything read from season text: frozen, and unknown keys are errors."""

    # Built when text is first read: most starts find a database that is up to date, and read none.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Source(Text):
    """Where facts were read. Answers show the title; a mirror's own address is never recorded."""

    title: Line = Field(description="What the source is called, publisher first where it helps.")
    address: Address | None = Field(None, description="Address of the original; left out where it is not known.")
    mirror: bool = Field(False, description="The page was read through a mirror of the original.")
    licence: Line | None = Field(None, description="The licence that its text carries, where it matters.")
    note: Line | None = Field(None, description="What was read there.")


class Fact(Text, Generic[T]):
    """One value with its sources. `"?"`: the sources were looked at and do not say, or disagree."""

    value: T | Literal["?"]
    sources: tuple[Key, ...] = Field(min_length=1)
    derivation: Key | None = Field(None, description="The rule that it was derived by; left out when published.")
    note: Line | None = None


class RaceClass(Text):
    """A class of cars with a winner of its own."""

    code: Line = Field(description="As the series writes it: GT, LMP900.")
    name: Line
    aliases: tuple[Line, ...] = ()
    about: Prose | None = Field(None, description="What the class is, in our words.")
    guest: bool = Field(False, description="Outside the championship: in results, never in class wins or standings.")
    sources: tuple[Key, ...] = Field(min_length=1)


class Circuit(Text):
    """A circuit as it was in this season."""

    code: Key
    name: Line
    short: Line | None = Field(None, description="Its name in lists: `Laguna Seca`; left out where that is the name.")
    aliases: tuple[Line, ...] = ()
    name_then: Fact[Line] | None = Field(None, description="Its name in the season, where that differed.")
    place: Line
    country: Line = Field(description="ISO 3166 alpha-3.")
    kind: Fact[Line] | None = None
    length_km: Fact[Number] | None = None
    turns: Fact[Positive] | None = None
    sources: tuple[Key, ...] = Field(min_length=1, description="Sources of name, place and country.")


class Margin(Text):
    """By how much the overall winner won: a time or a number of laps."""

    time: LapTime | Literal["?"] | None = None
    laps: Positive | None = None
    over: Line | None = Field(None, description="Car number of the second car.")
    sources: tuple[Key, ...] = Field(min_length=1)


class FastestLap(Text):
    """The fastest race lap. `driver` is left out where only the car is known; so is `time` where no source has it."""

    car: Line
    driver: Line | None = None
    also: tuple[Line, ...] = Field((), description="Drivers of other cars who lapped in exactly the same time.")
    time: LapTime | None = None
    sources: tuple[Key, ...] = Field(min_length=1)


class Round(Text):
    """One line of the calendar. A cancelled round has a reason and no number."""

    code: Key
    number: Ordinal | None = None
    name: Line
    circuit: Key
    date: date
    sources: tuple[Key, ...] = Field(min_length=1, description="Sources of number, name, circuit and date.")
    aliases: tuple[Line, ...] = ()
    short: Line | None = Field(
        None, description="What it is called in lists: `Monaco`; left out where it goes by its circuit's name."
    )
    cancelled: Fact[Prose] | None = Field(None, description="The reason, as a clause after “because”.")
    to_come: bool = Field(False, description="Not raced yet when this was written: on the calendar, never in counts.")
    full_name: Fact[Line] | None = None
    length: Fact[Line] | None = Field(None, description="The race's length as planned: `12 hours`.")
    laps: Fact[Positive] | None = Field(None, description="Laps of the overall winner.")
    distance_km: Fact[Number] | None = None
    entered: Fact[Positive] | None = None
    starters: Fact[Positive] | None = None
    cautions: Fact[Count] | None = None
    caution_laps: Fact[Count] | None = None
    winner_speed_kmh: Fact[Number] | None = Field(None, description="Average speed of the overall winner.")
    overall_winner: Fact[Line] | None = Field(None, description="Car number of the overall winner.")
    margin: Margin | None = None
    fastest_lap: FastestLap | None = None
    overall_places_known: Ordinal | None = Field(
        None, description="Every overall place from 1 to this one is in results.csv."
    )
    complete_classes: tuple[Line, ...] = Field((), description="Classes whose result here is complete.")
    vacant_places: tuple[Ordinal, ...] = Field(
        (), description="Places that nobody holds: who had one lost it, and nobody moved up."
    )
    repeated_cars: tuple[Line, ...] = Field((), description="Car numbers that the source gives to several cars here.")


class Team(Text):
    """Who ran cars. A team not listed here is known by its name in results.csv alone.

    `id` is the same in every season that the team is known in, whatever it was called there.
    """

    name: Line
    id: Key | None = None
    aliases: tuple[Line, ...] = ()
    nationality: Line | Literal["?"] | None = None
    sources: tuple[Key, ...] = ()


class Chassis(Text):
    """What a car was, and who made it."""

    name: Line
    manufacturer: Line
    aliases: tuple[Line, ...] = ()


class PointsScale(Text):
    """What class places pay in one kind of session: `points[0]` for first place."""

    code: Key
    name: Line
    session: SessionKind = "race"
    championships: tuple[Key, ...] = Field((), description="Codes of those that it counts for; left out: for all.")
    points: tuple[Points, ...] = Field(min_length=1)
    fastest_lap: Points | None = Field(None, description="What the fastest lap pays; shared by those who share it.")
    fastest_lap_within: Ordinal | None = Field(None, description="The worst place with which the fastest lap pays.")
    rounds: tuple[Key, ...] = Field(min_length=1)
    sources: tuple[Key, ...] = Field(min_length=1)
    rounds_sources: tuple[Key, ...] = Field(min_length=1, description="Sources of which rounds use it.")


class Rule(Text):
    """A counting rule in words, with its source."""

    code: Key
    text: Prose
    sources: tuple[Key, ...] = Field(min_length=1)


class Adjustment(Text):
    """Points given or taken outside the scale: at one round, or from the total where no round is named."""

    competitor: Line
    round_: Key | None = Field(None, alias="round")
    points: Points
    reason: Prose
    sources: tuple[Key, ...] = Field(min_length=1)


class Counting(Text):
    """How many of a competitor's best scores count, of all rounds or of some of them."""

    best: Ordinal
    rounds: tuple[Key, ...] = Field((), description="Codes of the rounds it is about; left out: all of them.")


class Championship(Text):
    """One title: a class, a kind of competitor, and how its standings are known."""

    code: Key
    class_: Line = Field(alias="class")
    kind: ChampionshipKind
    name: Line
    coverage: TableCoverage
    best_car_only: bool = Field(False, description="Only a competitor's best car scores at a round.")
    minimum_distance_percent: Annotated[int, Field(strict=True, ge=1, le=100)] | None = Field(
        None, description="A car scores from this share of the overall winner's laps on."
    )
    shared_drives: SharedDrives = Field(
        "each", description="What each of a crew of several scores: all the points, an equal part, or none."
    )
    counting: tuple[Counting, ...] = Field((), description="Parts of the season with dropped scores; none: all count.")
    countback: Countback = Field(
        "none", description="Which places decide between equal points: most firsts, then most seconds, and so on."
    )
    adjustments: tuple[Adjustment, ...] = ()
    decided: Fact[Key] | None = Field(None, description="Code of the round where the title was decided.")


class Derivation(Text):
    """A rule by which values that no source states were reasoned out."""

    code: Key
    text: Prose
    sources: tuple[Key, ...] = Field(min_length=1)
    from_points: bool = Field(False, description="Rests on points: left out when standings are recomputed.")


class Claim(Text):
    """One side of a dispute."""

    value: Line
    sources: tuple[Key, ...] = Field(min_length=1)


class Dispute(Text):
    """A fact on which sources differ. All claims are kept.

    `stands` repeats the claim that stands, left out where none does; the value in its own place is then `?`.
    """

    subject: Line = Field(description="What is disputed, as a phrase: `winning crew`.")
    field: Key = Field(description="Name of the disputed field.")
    round_: Key | None = Field(None, alias="round")
    class_: Line | None = Field(None, alias="class")
    car: Line | None = None
    team: Line | None = None
    circuit: Key | None = None
    championship: Key | None = None
    stands: Line | None = None
    claims: tuple[Claim, ...] = Field(alias="claim", min_length=2)


class Note(Text):
    """A sentence worth saying, with what it is about. Answers on that subject show it."""

    text: Prose
    topic: Literal["season", "calendar", "race", "qualifying", "championship", "class"]
    sources: tuple[Key, ...] = Field(min_length=1)
    round_: Key | None = Field(None, alias="round")
    class_: Line | None = Field(None, alias="class")
    championship: Key | None = None
    keywords: tuple[Line, ...] = Field((), description="Words that call the note up in a question: `Mid-Ohio`.")


class Coverage(Text):
    """How complete each table is. It decides every *how many*, *who never* and *all*."""

    calendar: TableCoverage
    results: TableCoverage
    overall_winners: TableCoverage
    qualifying: TableCoverage
    drivers: TableCoverage
    remarks: tuple[Line, ...] = ()


class ProseWords(Text):
    """Words of this season that are ordinary words too, and so do not always name a thing inside a message."""

    never_alone: tuple[Line, ...] = Field((), description="Read in a message only inside a longer name: Field.")
    capitalised: tuple[Line, ...] = Field((), description="Read in a message only with these capitals: Petit.")


class SeasonFile(Text):
    """`season.toml`: the facts, rules and sources of one season."""

    format_: Literal[1] = Field(alias="format", description="Version of this format.")
    series: Key
    series_name: Line
    series_aliases: tuple[Line, ...] = ()
    label: Line = Field(description="Text: 2003, 2018-19.")
    name: Line
    starts: date
    ends: date
    sanctioned_by: Fact[Line] | None = None
    points_denominator: Annotated[int, Field(strict=True, ge=1, le=1000)] = Field(
        1, description="Points are whole multiples of 1 over this: 2 for half points."
    )
    default_kind: ChampionshipKind = Field("teams", description="Whose standings are shown when nobody says whose.")
    data_licence: Line
    credit: Line = Field(description="The credit line that the licence asks for.")
    coverage: Coverage
    prose: ProseWords = ProseWords()
    sources: dict[Key, Source]
    classes: tuple[RaceClass, ...] = Field(alias="class", min_length=1)
    circuits: tuple[Circuit, ...] = Field(alias="circuit", min_length=1)
    rounds: tuple[Round, ...] = Field(alias="round", min_length=1)
    teams: tuple[Team, ...] = Field((), alias="team")
    chassis: tuple[Chassis, ...] = ()
    scales: tuple[PointsScale, ...] = Field((), alias="scale")
    rules: tuple[Rule, ...] = Field((), alias="rule")
    championships: tuple[Championship, ...] = Field((), alias="championship")
    derivations: tuple[Derivation, ...] = Field((), alias="derivation")
    disputes: tuple[Dispute, ...] = Field((), alias="dispute")
    notes: tuple[Note, ...] = Field((), alias="note")


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
    born: Annotated[date | None, _BLANK] = None
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


class Season(Text):
    """A checked season: the file and its tables. Nothing in it names a thing that is not there."""

    file: SeasonFile
    drivers: tuple[DriverRow, ...]
    results: tuple[ResultRow, ...]
    qualifying: tuple[QualifyingRow, ...]
    standings: tuple[StandingRow, ...]

    @property
    def key(self) -> str:
        """The season's natural key, which is also its folder's name: `alms-2003`."""
        return f"{self.file.series}-{self.file.label}"

    @property
    def raced(self) -> Iterator[Round]:
        """The rounds that were held, in calendar order: neither cancelled nor still to come."""
        return (round_ for round_ in self.file.rounds if round_.cancelled is None and not round_.to_come)


def points_units(points: Fraction | Decimal, denominator: int) -> int:
    """Points as a whole number of the season's units.

    Raises: ValueError where they are not a whole number of units.
    """
    units = Fraction(points) * denominator
    if units.denominator != 1:
        raise ValueError(f"{points} is not a whole multiple of 1/{denominator} point")
    return units.numerator
