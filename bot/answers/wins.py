"""Most wins, by whom or by what; only as far as coverage allows."""

from collections.abc import Callable, Iterable
from typing import Literal

from bot.answers.answer import Answer, compose, link
from bot.answers.entries import round_run
from bot.answers.look_ups import LOOK_UPS
from bot.answers.page import Part
from bot.answers.tally import tally
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results
from bot.queries.results import UNKNOWN, Entry

By = Literal["driver", "team", "car", "chassis", "engine"]
OVERALL = "overall"
# As many as one listens to.
_NAMED = 8

_WINNERS: dict[By, Callable[[Entry], Iterable[str]]] = {
    "driver": lambda entry: entry.crew,
    "team": lambda entry: () if entry.team == UNKNOWN else (entry.team,),
    "car": lambda entry: () if entry.car == UNKNOWN else (entry.car,),
    "chassis": lambda entry: () if entry.chassis in {None, UNKNOWN} else (entry.chassis or "",),
    "engine": lambda entry: () if entry.engine in {None, UNKNOWN} else (entry.engine or "",),
}


async def wins(scope: Scope, by: By, class_: str | None = None, *, every: bool = False) -> Answer:
    """Who or what has the most wins: in a class, overall (`class_` "overall"), or in all classes together.

    `every`: the sentence names all who won instead, as far as one can be read aloud.

    Raises: NotHeld where winners are not known completely, or there are none yet.
    """
    raced = scope.held.raced
    if not raced:
        raise NotHeld(f"No race of the {plain(scope.held.row.name)} had been held when my data was written.")
    winners = await results.class_winners(scope.connection, scope.season)
    if class_ == OVERALL:
        if scope.held.coverage.get("overall_winners") != "complete":
            raise NotHeld("Overall winners are not complete in my data, so overall wins cannot be counted.")
        winners = tuple(entry for entry in winners if entry.overall_winner)
        what = "overall wins"
    elif class_ is not None:
        if scope.class_(class_).guest:
            raise NotHeld(f"{class_} cars were guests outside the championship: they have no class wins.")
        winners = tuple(entry for entry in winners if entry.class_ == class_)
        what = f"{class_} wins"
        if len(winners) != len(raced):
            raise NotHeld(
                f"{class_} winners are known for {len(winners)} of {len(raced)} rounds: its wins cannot be counted."
            )
    else:
        what = "wins" if scope.held.single_class else "class wins"
        if not scope.held.wins_complete:
            of = "Winners" if scope.held.single_class else "Class winners"
            raise NotHeld(f"{of} are not complete in my data, so {what} cannot be counted.")
    table = tally(winners, _WINNERS[by], order=str)
    if not table.ranked:
        raise NotHeld(f"What {by} won is not in my data.")
    shown = listed([f"**{_name(by, name)}**" for name in table.first])
    each = " each" if len(table.first) > 1 else ""
    known = f" of the {len(winners) - table.unknown} whose {by} is known" if table.unknown else f" of {len(winners)}"
    sentence = f"{shown} had the most {what} by {by}: {table.most}{each}{known}."
    if every:
        named = [f"**{_name(by, row.name)}** {len(row.found)}" for row in table.ranked[:_NAMED]]
        more = len(table.ranked) - len(named)
        sentence = f"{what[0].upper()}{what[1:]} by {by}: {', '.join(named)}{f' and {more} more' if more else ''}."
    if table.unknown:
        outcome = "; that cannot change who leads" if table.settled else ", so this may change"
        sentence += f" The {by} of {counted(table.unknown, 'winner')} is not in my data{outcome}."
    lines = [
        f"**{row.place}. {_name(by, row.name)}** · {counted(len(row.found), 'win')} · {_where(scope, row.found)}"
        for row in table.ranked
    ]
    command = LOOK_UPS.get(by)
    return compose(
        scope,
        sentence,
        title=f"{scope.held.row.label} · most {what} by {by}",
        lines=lines,
        parts=[
            Part(
                "How this is counted",
                (
                    "The numbers after a name are the rounds won; every driver of a winning crew counts."
                    if by == "driver"
                    else "The numbers after a name are the rounds won.",
                ),
            )
        ],
        sources=[
            *(key for entry in winners for key in entry.sources),
            *(key for entry in winners for key in (entry.detail_sources if by in {"chassis", "engine"} else ())),
        ],
        links=[link(scope, _label(by, name), command[0], **{command[1]: name}) for name in table.first[:3]]
        if command
        else [],
    )


def _name(by: By, name: str) -> str:
    return f"#{plain(name)}" if by == "car" else plain(name)


def _label(by: By, name: str) -> str:
    return f"#{name}" if by == "car" else name


def _where(scope: Scope, entries: Iterable[Entry]) -> str:
    """`LMP900 rounds 1, 3 and 4`, class by class; of a season of one class the rounds alone."""
    if scope.held.single_class:
        return round_run(entries)
    by_class: dict[str, list[Entry]] = {}
    for entry in entries:
        by_class.setdefault(entry.class_, []).append(entry)
    return "; ".join(f"{class_} {round_run(won)}" for class_, won in by_class.items())
