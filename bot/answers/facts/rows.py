"""What finders look at, and what they find. Read once a season; the finders themselves are pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.answers import remarks
from bot.answers.answer import Link, link
from bot.answers.entries import briefly, drivers_lead, who
from bot.answers.words import car_and_team, plain
from bot.archive import Scope
from bot.names import Kind
from bot.queries import qualifying, results, rounds, standings
from bot.queries.qualifying import GridPlace
from bot.queries.remarks import Dispute
from bot.queries.results import Entry
from bot.queries.rounds import Fact as RoundFact
from bot.queries.rounds import Round
from bot.queries.standings import Championship, Score, Standing

T = TypeVar("T")
Thing = tuple[Kind, str]

# A fact about more rounds than this is about none of them in particular.
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `sentence` is Markdown and complete by itself; `details` show how it was found.

    `about` are the things that it is a fact about; `proof` leads to the look-up that shows it.
    """

    sentence: str
    about: frozenset[Thing]
    proof: Link
    sources: tuple[str, ...]
    details: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    derivations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A championship with its lines and its scores by round."""

    title: Championship
    lines: tuple[Standing, ...]
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A season's rows. `raced` are its rounds that were held; `winners` has a class only where its winner is
    known at every one of them, in their order. `tables` are final: none before the season is over.
    """

    scope: Scope
    raced: tuple[Round, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    winners: Mapping[str, tuple[Entry, ...]]
    facts: Mapping[str, Mapping[str, RoundFact]]
    poles: tuple[GridPlace, ...]
    tables: tuple[Table, ...]

    @property
    def every_winner(self) -> tuple[Entry, ...]:
        """Every class winner of the season, by class; empty where a class that raced has an unknown winner."""
        if not self.scope.held.wins_complete:
            return ()
        return tuple(entry for of_class in self.winners.values() for entry in of_class)

    @property
    def overall(self) -> tuple[Entry, ...]:
        """The overall winner of every round; empty where one of them is not known."""
        if self.scope.held.coverage.get("overall_winners") != "complete":
            return ()
        found = [entry for code in self.entries for entry in self.entries[code] if entry.overall_winner]
        return tuple(found) if len(found) == len(self.raced) else ()

    def overall_sources(self, entry: Entry) -> tuple[str, ...]:
        """What says that a car won overall: the round's own fact, or its overall place."""
        fact = self.facts[entry.round_].get("overall_winner")
        return entry.all_sources if fact is None else fact.sources

    @property
    def top_class(self) -> str:
        """The class that stands first."""
        return next(class_.class_ for class_ in self.scope.held.classes if not class_.guest)

    @property
    def one_class(self) -> bool:
        """Whether the season has but one class: then none is mentioned."""
        return self.scope.held.single_class

    @property
    def win(self) -> str:
        """What is counted as a win."""
        return "win" if self.one_class else "class win"

    def of(self, class_: str) -> str:
        """`GT ` before a noun; nothing in a season of one class."""
        return "" if self.one_class else f"{class_} "

    def within(self, class_: str) -> str:
        """` in GT` behind a verb; nothing in a season of one class."""
        return "" if self.one_class else f" in {class_}"

    def bold(self, entry: Entry) -> str:
        """A car by what it goes by, that in bold."""
        if drivers_lead(self.scope):
            return who(self.scope, entry)
        return f"**{car_and_team(entry.car, entry.team)}**"

    def brief(self, entry: Entry) -> str:
        """A car by what it goes by."""
        return briefly(self.scope, entry)

    def class_page(self, class_: str, what: str = "winners") -> Link:
        """The look-up that shows who won a class: the season's where there is but one."""
        if self.one_class:
            return link(self.scope, what.capitalize(), "season")
        return link(self.scope, f"{class_} {what}", "class", name=class_)

    def wins_page(self, class_: str, by: str) -> Link:
        """The look-up that counts the wins of a class."""
        if self.one_class:
            return link(self.scope, f"Wins by {by}", "wins", by=by)
        return link(self.scope, f"{class_} wins by {by}", "wins", by=by, class_=class_)

    def fact(
        self,
        sentence: str,
        proof: Link,
        *,
        entries: Iterable[Entry] = (),
        about: Iterable[Thing] = (),
        sources: Iterable[str] = (),
        details: Iterable[str] = (),
        crews: bool = False,
        cars: bool = False,
        derivations: Iterable[str | None] = (),
    ) -> Fact:
        """A fact that rests on `entries`, and on `crews` or `cars` of theirs where it says so.

        What sources dispute of those is kept, and said in the sentence.
        """
        entries = tuple(entries)
        fields = ("winner", *(("crew",) if crews else ()), *(("car",) if cars else ()))
        found = tuple(
            dict.fromkeys(
                dispute
                for entry in entries
                for dispute in remarks.disputes(
                    self.scope, round_=entry.round_, classes=[entry.class_], entries=[entry], fields=fields
                )
                if dispute.car is not None
            )
        )
        if len(found) == 1:
            number = self.scope.round_(found[0].round_ or "").number
            sentence += f" Sources differ on the {plain(found[0].subject)} at round {number}."
        elif found:
            sentence += f" Sources differ on {len(found)} details of that."
        there = tuple(dict.fromkeys(entry.round_ for entry in entries))
        rounds_about: Iterable[Thing] = (("round", code) for code in there) if len(there) <= _ROUNDS else ()
        if self.one_class:
            about = [thing for thing in about if thing[0] != "class"]
        keys = (*(key for entry in entries for key in entry.sources), *sources, *remarks.dispute_sources(found))
        return Fact(
            sentence,
            frozenset([*about, *rounds_about]),
            proof,
            tuple(dict.fromkeys(keys)),
            tuple(details),
            found,
            tuple(dict.fromkeys(code for code in derivations if code is not None)),
        )


Finder = Callable[[Rows], Iterator[Fact]]


async def read_rows(scope: Scope) -> Rows:
    """The rows of a season that finders look at."""
    connection, season, held = scope.connection, scope.season, scope.held
    raced = tuple(round_ for round_ in held.calendar if round_.raced)
    entries = {round_.round_: await results.of_round(connection, season, round_.round_) for round_ in raced}
    winners = {}
    for class_ in held.classes:
        won = [entry for of_round in entries.values() for entry in of_round if entry.won]
        of_class = tuple(entry for entry in won if entry.class_ == class_.class_)
        if raced and [entry.round_ for entry in of_class] == [round_.round_ for round_ in raced]:
            winners[class_.class_] = of_class
    return Rows(
        scope,
        raced,
        entries,
        winners,
        {round_.round_: await rounds.facts(connection, season, "round", round_.round_) for round_ in raced},
        await qualifying.poles(connection, season),
        tuple(
            [
                Table(
                    title,
                    await standings.standings(connection, season, title.championship),
                    await standings.scores(connection, season, title.championship),
                )
                for title in held.championships
                if held.over
            ]
        ),
    )


def runs_of(values: Sequence[T], least: int) -> Iterator[tuple[int, int]]:
    """Where the same value stands `least` times or more in a row: first and one past the last place."""
    start = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[start]:
            if at - start >= least:
                yield start, at
            start = at


def turns_of(values: Sequence[T], least: int) -> Iterator[tuple[int, int]]:
    """Where two values take turns for `least` places or more: first and one past the last place."""
    start = 0
    for at in range(1, len(values) + 1):
        goes_on = at < len(values) and values[at] != values[at - 1] and (at - start < 2 or values[at] == values[at - 2])
        if not goes_on:
            if at - start >= least:
                yield start, at
            # Two that have just met may go on with each other.
            start = at if at == len(values) or values[at] == values[at - 1] else at - 1
