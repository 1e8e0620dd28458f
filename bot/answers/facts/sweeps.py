"""Sweeps and lone wins: whoever won all of something, all but one, or once. Every winner is needed to count them."""

from collections import Counter
from collections.abc import Iterator

from bot.answers.answer import link
from bot.answers.entries import car_name
from bot.answers.facts.rows import Fact, Finder, Rows
from bot.answers.words import car_and_team, crew_text, listed, plain, round_phrase
from bot.queries.results import UNKNOWN

# Fewer races than this make a sweep, or the lack of one, no surprise.
_MANY = 4


def chassis_sweeps(rows: Rows) -> Iterator[Fact]:
    """A chassis that won every round of a class."""
    for class_, won in rows.winners.items():
        models = {entry.chassis for entry in won}
        model = won[0].chassis
        if len(won) >= _MANY and len(models) == 1 and model not in {None, UNKNOWN}:
            yield rows.fact(
                f"All {len(won)} {rows.of(class_)}races were won by the same chassis, **{plain(model or '')}**.",
                rows.wins_page(class_, "chassis"),
                entries=won,
                about=[("class", class_)],
                sources=[key for entry in won for key in entry.detail_sources],
            )


def all_but_one(rows: Rows) -> Iterator[Fact]:
    """A team that won every round of a class but one."""
    for class_, won in rows.winners.items():
        team, wins = Counter(entry.team for entry in won).most_common(1)[0]
        if len(won) < _MANY or wins != len(won) - 1 or team == UNKNOWN:
            continue
        other = next(entry for entry in won if entry.team != team)
        yield rows.fact(
            f"**{plain(team)}** won {wins} of the {len(won)} {rows.of(class_)}races; only "
            f"{rows.bold(other)}, at {round_phrase(rows.scope.round_(other.round_))}, kept it "
            f"from winning them all.",
            rows.class_page(class_),
            entries=won,
            about=[("team", team), ("team", other.team), ("class", class_), ("round", other.round_)],
            cars=True,
        )


def two_team_classes(rows: Rows) -> Iterator[Fact]:
    """Classes in which no more than two teams won."""
    few = []
    for class_, won in rows.winners.items():
        wins = Counter(entry.team for entry in won)
        if len(won) < _MANY or len(wins) != 2 or UNKNOWN in wins:
            continue
        few.append(class_)
        shown = listed([f"**{plain(team)}** {_times(count)}" for team, count in wins.most_common()])
        yield rows.fact(
            f"Only two teams won{rows.within(class_)}: {shown}.",
            rows.wins_page(class_, "team"),
            entries=won,
            about=[("class", class_), *(("team", team) for team in wins)],
        )
    if not rows.one_class and len(few) > 1 and len(few) == len([c for c in rows.scope.held.classes if not c.guest]):
        races = sum(len(won) for won in rows.winners.values())
        yield rows.fact(
            f"Each of the {len(few)} classes was won by just two teams all season: {listed(few)}, "
            f"{races} class wins in all.",
            link(rows.scope, "Wins by team", "wins", by="team"),
            entries=rows.every_winner,
        )


def lone_team_wins(rows: Rows) -> Iterator[Fact]:
    """Teams with one class win all season."""
    wins = Counter(entry.team for entry in rows.every_winner)
    for entry in rows.every_winner:
        if wins[entry.team] == 1 and entry.team != UNKNOWN:
            there = rows.scope.round_(entry.round_)
            yield rows.fact(
                f"**{plain(entry.team)}** won just once in the season: {round_phrase(there)}, with "
                f"{crew_text(entry.crew)} in #{plain(entry.car)}."
                if rows.one_class
                else f"**{plain(entry.team)}** won a class just once: {entry.class_} at {round_phrase(there)}, "
                f"with #{plain(entry.car)} ({crew_text(entry.crew)}).",
                link(rows.scope, entry.team, "team", name=entry.team),
                entries=[entry],
                about=[("team", entry.team), ("class", entry.class_), *(("driver", name) for name in entry.crew)],
                crews=True,
            )


def lone_overall_wins(rows: Rows) -> Iterator[Fact]:
    """Drivers whose one class win was the race's overall win, too."""
    wins = Counter(name for entry in rows.every_winner for name in entry.crew)
    for entry in rows.overall:
        for name in entry.crew:
            if wins[name] == 1:
                there = rows.scope.round_(entry.round_)
                yield rows.fact(
                    f"**{plain(name)}** won just once in the season: {round_phrase(there)}, in {car_name(entry)}."
                    if rows.one_class
                    else f"**{plain(name)}** won a class just once, and it was the overall win: {round_phrase(there)}, "
                    f"in {car_and_team(entry.car, entry.team)} of {entry.class_}.",
                    link(rows.scope, name, "driver", name=name),
                    entries=[entry],
                    about=[("driver", name), ("team", entry.team), ("class", entry.class_)],
                    crews=True,
                )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


FINDERS: tuple[Finder, ...] = (
    chassis_sweeps,
    all_but_one,
    two_team_classes,
    lone_team_wins,
    lone_overall_wins,
)
