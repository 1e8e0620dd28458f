"""Who competes and with what: classes, teams, chassis."""

from typing import Literal

from pydantic import Field

from bot.season.model.values import Key, Line, Prose, Text


class RaceClass(Text):
    """A class of cars with a winner of its own."""

    code: Line = Field(description="As the series writes it: GT, LMP900.")
    name: Line
    aliases: tuple[Line, ...] = ()
    about: Prose | None = Field(None, description="What the class is, in our words.")
    guest: bool = Field(False, description="Outside the championship: in results, never in class wins or standings.")
    sources: tuple[Key, ...] = Field(min_length=1)


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
