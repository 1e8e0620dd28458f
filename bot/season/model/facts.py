"""What is known, from where, and how much of it: sources, facts, derivations, coverage."""

from typing import Generic, Literal, TypeVar

from pydantic import Field

from bot.season.model.values import Address, Key, Line, Prose, Text

TableCoverage = Literal["complete", "class winners", "partial", "champion only", "none"]

T = TypeVar("T")


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


class Derivation(Text):
    """A rule by which values that no source states were reasoned out."""

    code: Key
    text: Prose
    sources: tuple[Key, ...] = Field(min_length=1)
    from_points: bool = Field(False, description="Rests on points: left out when standings are recomputed.")


class Coverage(Text):
    """How complete each table is. It decides every *how many*, *who never* and *all*."""

    calendar: TableCoverage
    results: TableCoverage
    overall_winners: TableCoverage
    qualifying: TableCoverage
    drivers: TableCoverage
    remarks: tuple[Line, ...] = ()
