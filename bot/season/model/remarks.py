"""What is said beside the tables: disputes with their claims, and notes."""

from typing import Literal

from pydantic import Field

from bot.season.model.values import Key, Line, Prose, Text


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
