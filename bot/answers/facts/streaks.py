"""Streaks: wins in a row, and turns taken. Rounds in a row are those that were held."""

from collections.abc import Iterator

from bot.answers.entries import round_run, unique
from bot.answers.facts.rows import Fact, Finder, Rows, runs_of, turns_of
from bot.answers.words import listed, plain
from bot.queries.results import UNKNOWN

_STREAK = 3
_TURNS = 4


def team_streaks(rows: Rows) -> Iterator[Fact]:
    """Teams that won a class at three rounds in a row or more."""
    for class_, won in rows.winners.items():
        for start, end in runs_of([entry.team for entry in won], _STREAK):
            team, streak = won[start].team, won[start:end]
            if team != UNKNOWN:
                yield rows.fact(
                    f"**{plain(team)}** won {rows.of(class_)}{len(streak)} times in a row: {round_run(streak)}.",
                    rows.class_page(class_),
                    entries=streak,
                    about=[("team", team), ("class", class_)],
                )


def driver_streaks(rows: Rows) -> Iterator[Fact]:
    """Drivers who won a class at three rounds in a row or more; those of one streak together."""
    for class_, won in rows.winners.items():
        streaks: dict[tuple[int, int], list[str]] = {}
        for name in unique(name for entry in won for name in entry.crew):
            for start, end in runs_of(
                [name if name in entry.crew else str(at) for at, entry in enumerate(won)], _STREAK
            ):
                streaks.setdefault((start, end), []).append(name)
        for (start, end), names in streaks.items():
            streak = won[start:end]
            who = listed([f"**{plain(name)}**" for name in names])
            yield rows.fact(
                f"{who} won {rows.of(class_)}{len(streak)} times in a row: {round_run(streak)}.",
                rows.class_page(class_),
                entries=streak,
                about=[("class", class_), *(("driver", name) for name in names)],
                crews=True,
            )


def teams_taking_turns(rows: Rows) -> Iterator[Fact]:
    """Two teams that won a class in turns for four rounds or more."""
    for class_, won in rows.winners.items():
        for start, end in turns_of([entry.team for entry in won], _TURNS):
            turns = won[start:end]
            teams = unique(entry.team for entry in turns)
            if UNKNOWN not in teams:
                yield rows.fact(
                    f"**{plain(teams[0])}** and **{plain(teams[1])}** won {rows.of(class_)}in turns for "
                    f"{len(turns)} rounds: {round_run(turns)}.",
                    rows.class_page(class_),
                    entries=turns,
                    about=[("class", class_), *(("team", team) for team in teams)],
                )


def cars_taking_turns(rows: Rows) -> Iterator[Fact]:
    """Two cars of one team that won a class in turns for four rounds or more."""
    for class_, won in rows.winners.items():
        for start, end in turns_of([(entry.team, entry.car) for entry in won], _TURNS):
            turns = won[start:end]
            teams, cars = unique(entry.team for entry in turns), unique(entry.car for entry in turns)
            if len(teams) == 1 and UNKNOWN not in (*teams, *cars):
                yield rows.fact(
                    f"For {len(turns)} rounds **{plain(teams[0])}**'s #{plain(cars[0])} and #{plain(cars[1])} won "
                    f"{rows.of(class_)}in turns: {round_run(turns)}.",
                    rows.class_page(class_),
                    entries=turns,
                    about=[("class", class_), ("team", teams[0]), *(("car", car) for car in cars)],
                    cars=True,
                )


FINDERS: tuple[Finder, ...] = (team_streaks, driver_streaks, teams_taking_turns, cars_taking_turns)
