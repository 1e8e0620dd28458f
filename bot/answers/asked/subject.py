"""Whom or what a question is about, and what is held of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from bot.answers import cars, drivers, teams, wins
from bot.answers.answer import Answer
from bot.answers.look_ups import LOOK_UPS
from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion
from bot.queries import chassis, results
from bot.queries.results import UNKNOWN, Entry

SubjectKind = Literal["driver", "team", "car", "manufacturer", "chassis"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A driver, team, car number, manufacturer or chassis of the season, by its natural key."""

    kind: SubjectKind
    key: str

    @property
    def name(self) -> str:
        """How it is called in a sentence."""
        return f"#{plain(self.key)}" if self.kind == "car" else plain(self.key)


async def entries_of(scope: Scope, subject: Subject) -> tuple[Entry, ...]:
    """Every car known of a subject, by round where it is a driver, team or car number.

    Raises: NotHeld where nothing is.
    """
    if subject.kind in {"manufacturer", "chassis"}:
        makers = await chassis.manufacturers(scope.connection, scope.season)
        models = [model for model, maker in makers.items() if subject.key in {model, maker}] or [subject.key]
        cars = [await results.of_chassis(scope.connection, scope.season, model) for model in models]
        order = [round_.round_ for round_ in scope.held.calendar]
        return tuple(sorted((e for of_model in cars for e in of_model), key=lambda e: order.index(e.round_)))
    of_kind = {"driver": results.of_driver, "team": results.of_team, "car": results.of_car}
    found = await of_kind[subject.kind](scope.connection, scope.season, subject.key)
    if not found:
        raise NotHeld(f"No car of {subject.name} in the {plain(scope.held.row.name)} is in my data.")
    return found


Apposed = Mapping[tuple[str, str], Collection[tuple[str, str]]]
"""What each car was, and what each team ran: (kind, name) of a car or team → those of its teams, chassis and makers."""


async def cars_of(scope: Scope) -> Apposed:
    """What the cars and teams of a season were and ran: so that `the 38 audi` is one car, and `risi ferrari` a team."""
    makers = await chassis.manufacturers(scope.connection, scope.season)
    found: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for entry in await results.of_season(scope.connection, scope.season):
        ran = {("chassis", entry.chassis), ("manufacturer", makers.get(entry.chassis))} if entry.chassis else set()
        what = {(kind, name) for kind, name in ran if name is not None}
        found["team", entry.team] |= what
        found["car", entry.car] |= {("team", entry.team), *what}
    return found


async def wins_of(
    scope: Scope, subject: Subject, class_: str | None = None, *, overall: bool = False
) -> tuple[Entry, ...]:
    """The class wins, or overall wins, of a subject.

    Raises: NotHeld where wins cannot be counted.
    """
    if not scope.held.wins_complete or (overall and scope.held.coverage.get("overall_winners") != "complete"):
        raise NotHeld("Winners are not complete in my data, so wins cannot be counted.")
    if subject.kind in {"manufacturer", "chassis"}:
        winners = await results.class_winners(scope.connection, scope.season)
        if any(entry.chassis in {None, UNKNOWN} for entry in winners):
            raise NotHeld(
                f"The chassis of some winners is not in my data, so wins of a {subject.kind} cannot be counted."
            )
    entries = await entries_of(scope, subject)
    return tuple(
        entry
        for entry in entries
        if entry.won and (not overall or entry.overall_winner) and class_ in {None, entry.class_}
    )


async def page_of(scope: Scope, subject: Subject) -> Answer:
    """The look-up of a subject."""
    match subject.kind:
        case "driver":
            return await drivers.driver(scope, subject.key)
        case "team":
            return await teams.team(scope, subject.key)
        case "car":
            return await cars.car(scope, subject.key)
        case _:
            return await wins.wins(scope, "chassis")


def offered(scope: Scope, subject: Subject) -> list[Suggestion]:
    """The look-up of a driver, team or car, for a refusal; nothing of a make or a model, which have none."""
    if subject.kind not in LOOK_UPS:
        return []
    command, option = LOOK_UPS[subject.kind]
    label = f"#{subject.key}" if subject.kind == "car" else subject.key
    return [Suggestion(label[:80], command, ((option, subject.key), ("season", scope.season)))]


def results_offered(scope: Scope, round_: str) -> list[Suggestion]:
    """The results of a round, for a refusal."""
    there = scope.round_(round_)
    options = (("round", round_), ("season", scope.season))
    return [Suggestion(f"Results of round {there.number}, {there.short}"[:80], "results", options)]


def saying(answer: Answer, sentence: str) -> Answer:
    """A look-up that opens with another sentence."""
    return replace(answer, sentence=sentence)


def classes_of(entries: Iterable[Entry]) -> str:
    """The classes that entries ran in."""
    return listed(list(dict.fromkeys(entry.class_ for entry in entries)))


def one_class(scope: Scope, entries: Sequence[Entry], class_: str | None) -> Sequence[Entry]:
    """Those of a class, all of them without one."""
    return [entry for entry in entries if class_ in {None, entry.class_}]
