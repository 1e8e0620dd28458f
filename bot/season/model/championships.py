"""Championships: what places pay, which scores count, and in which units points are kept."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from bot.season.model.calendar import SessionKind
from bot.season.model.facts import Fact, TableCoverage
from bot.season.model.values import Key, Line, Ordinal, Points, Prose, Text

ChampionshipKind = Literal["teams", "drivers", "manufacturers", "constructors", "tyres"]
SharedDrives = Literal["each", "split", "none"]
Countback = Literal["none", "scoring places", "all places"]


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


def points_units(points: Fraction | Decimal, denominator: int) -> int:
    """Points as a whole number of the season's units.

    Raises: ValueError where they are not a whole number of units.
    """
    units = Fraction(points) * denominator
    if units.denominator != 1:
        raise ValueError(f"{points} is not a whole multiple of 1/{denominator} point")
    return units.numerator
