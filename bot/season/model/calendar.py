"""The calendar: circuits, and rounds with what is known of each race as a whole."""

from typing import Literal

from pydantic import Field

from bot.season.model.facts import Fact
from bot.season.model.values import Count, Day, Key, LapTime, Line, Number, Ordinal, Positive, Prose, Text

SessionKind = Literal["race", "sprint"]


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
    date: Day
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
