"""`season.toml` as a whole."""

from typing import Annotated, Literal

from pydantic import Field

from bot.season.model.calendar import Circuit, Round
from bot.season.model.championships import Championship, ChampionshipKind, PointsScale, Rule
from bot.season.model.competitors import Chassis, RaceClass, Team
from bot.season.model.facts import Coverage, Derivation, Fact, Source
from bot.season.model.remarks import Dispute, Note
from bot.season.model.values import Day, Key, Line, Text


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
    starts: Day
    ends: Day
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
