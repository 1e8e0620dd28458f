"""Firsts: who or what won for the first time, and where it had taken long."""

from collections.abc import Iterator

from bot.answers.answer import link
from bot.answers.entries import unique
from bot.answers.facts.rows import Fact, Finder, Rows
from bot.answers.words import car_and_team, counted, crew_short, listed, plain, round_phrase
from bot.queries.results import UNKNOWN

# Winning this many rounds from the start makes the first defeat worth telling.
_UNBEATEN = 3


def overall_from_outside(rows: Rows) -> Iterator[Fact]:
    """The first, or the only, overall win of a car that was not of the top class."""
    outside = [entry for entry in rows.overall if entry.class_ != rows.top_class]
    if not outside or len(rows.winners) < 2:
        return
    first = outside[0]
    there = rows.scope.round_(first.round_)
    times = "only" if len(outside) == 1 else "first"
    yield rows.fact(
        f"The {times} overall win from outside {rows.top_class} in {counted(len(rows.raced), 'race')} came at "
        f"{round_phrase(there)}: **{car_and_team(first.car, first.team)}** of {first.class_}{crew_short(first.crew)}.",
        link(rows.scope, f"Winners of round {there.number}", "winner", round_=first.round_),
        entries=[first],
        about=[("team", first.team), ("class", first.class_), *(("driver", name) for name in first.crew)],
        sources=rows.overall_sources(first),
        crews=True,
        cars=True,
    )


def late_first_wins(rows: Rows) -> Iterator[Fact]:
    """Teams that first won a class in the second half of the season."""
    half = len(rows.raced) // 2
    for class_, won in rows.winners.items():
        for team in unique(entry.team for entry in won if entry.team != UNKNOWN):
            at = next(at for at, entry in enumerate(won) if entry.team == team)
            if at < half:
                continue
            rest = [entry.team for entry in won[at + 1 :]]
            then = ""
            if rest and set(rest) == {team}:
                then = " From there on it won every round."
            elif rest and team not in rest:
                then = " It was its only one."
            yield rows.fact(
                f"**{plain(team)}** won {rows.of(class_)}for the first time of the season only at "
                f"{round_phrase(rows.raced[at])}.{then}",
                rows.class_page(class_),
                entries=won[at:] if then else won[at : at + 1],
                about=[("team", team), ("class", class_), ("round", won[at].round_)],
            )


def last_chances(rows: Rows) -> Iterator[Fact]:
    """Drivers whose first class win came at the last round."""
    if not rows.every_winner or len(rows.raced) < 2:
        return
    last = rows.raced[-1].round_
    before = {name for entry in rows.every_winner if entry.round_ != last for name in entry.crew}
    won = [entry for entry in rows.every_winner if entry.round_ == last]
    new = unique(name for entry in won for name in entry.crew if name not in before)
    if len(new) > 1:
        yield rows.fact(
            f"{len(new)} drivers had to wait for the last round, {round_phrase(rows.raced[-1])}, for their first "
            f"{rows.win} of the season: {listed([f'**{plain(name)}**' for name in new])}.",
            link(rows.scope, f"Winners of round {rows.raced[-1].number}", "winner", round_=last),
            entries=won,
            about=[("driver", name) for name in new],
            crews=True,
        )


def chassis_firsts(rows: Rows) -> Iterator[Fact]:
    """The first class win of a chassis, after another one had won every round before."""
    for class_, won in rows.winners.items():
        models = [entry.chassis for entry in won]
        at = next((at for at, model in enumerate(models) if model != models[0]), None)
        if at is None or at < _UNBEATEN or None in models[: at + 1] or UNKNOWN in models[: at + 1]:
            continue
        first = won[at]
        when = " in the season" if rows.one_class else ""
        yield rows.fact(
            f"The first {rows.of(class_)}win of a **{plain(first.chassis or '')}**{when} came at "
            f"{round_phrase(rows.raced[at])}; a {plain(models[0] or '')} had won all {at} rounds before.",
            rows.wins_page(class_, "chassis"),
            entries=won[: at + 1],
            about=[("class", class_), ("round", first.round_)],
            sources=[key for entry in won[: at + 1] for key in entry.detail_sources],
        )


def first_defeats(rows: Rows) -> Iterator[Fact]:
    """Teams that won a class from the start of the season, and who beat them first."""
    for class_, won in rows.winners.items():
        team = won[0].team
        at = next((at for at, entry in enumerate(won) if entry.team != team), None)
        if at is None or at < _UNBEATEN or UNKNOWN in {team, won[at].team}:
            continue
        yield rows.fact(
            f"**{plain(team)}** won the first {at} rounds{rows.within(class_)}; who ended that was "
            f"{rows.bold(won[at])} at {round_phrase(rows.raced[at])}.",
            rows.class_page(class_),
            entries=won[: at + 1],
            about=[("team", team), ("team", won[at].team), ("class", class_), ("round", won[at].round_)],
            cars=True,
        )


FINDERS: tuple[Finder, ...] = (overall_from_outside, late_first_wins, last_chances, chassis_firsts, first_defeats)
