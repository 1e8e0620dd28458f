"""How few shared the wins: teams, drivers, cars, and circuits that one car won at. Every winner is needed."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.answers.answer import link
from bot.answers.entries import unique
from bot.answers.facts.rows import Fact, Finder, Rows
from bot.answers.words import counted, listed, plain, runs
from bot.queries.results import UNKNOWN

# Fewer races than this make a sweep, or the lack of one, no surprise.
_MANY = 4


def overall_split(rows: Rows) -> Iterator[Fact]:
    """How few teams took the overall wins."""
    wins = Counter(entry.team for entry in rows.overall)
    if not rows.one_class and len(rows.overall) >= _MANY and 1 < len(wins) <= 3 and UNKNOWN not in wins:
        shown = listed([f"**{plain(team)}** {count}" for team, count in wins.most_common()])
        yield rows.fact(
            f"Only {len(wins)} teams won a race overall in {len(rows.overall)} rounds: {shown}.",
            link(rows.scope, "Overall wins by team", "wins", by="team", class_="overall"),
            entries=rows.overall,
            about=[("team", team) for team in wins],
            sources=[key for entry in rows.overall for key in rows.overall_sources(entry)],
        )


def few_winners(rows: Rows) -> Iterator[Fact]:
    """How many drivers shared all class wins."""
    names = unique(name for entry in rows.every_winner for name in entry.crew)
    teams = unique(entry.team for entry in rows.every_winner)
    if len(rows.every_winner) >= _MANY and UNKNOWN not in teams and all(entry.crew for entry in rows.every_winner):
        yield rows.fact(
            f"All {len(rows.every_winner)} {rows.win}s of the season went to {counted(len(teams), 'team')} and "
            f"{counted(len(names), 'driver')}.",
            link(rows.scope, "Wins by driver", "wins", by="driver"),
            entries=rows.every_winner,
            crews=True,
        )


def shared_between_cars(rows: Rows) -> Iterator[Fact]:
    """Teams whose wins in a class came from two cars or more; where cars go by drivers that is no surprise."""
    if rows.one_class:
        return
    for class_, won in rows.winners.items():
        for team in unique(entry.team for entry in won):
            cars = Counter(entry.car for entry in won if entry.team == team)
            if len(cars) > 1 and UNKNOWN not in (team, *cars):
                shown = listed([f"#{plain(car)} won {count}" for car, count in cars.most_common()])
                yield rows.fact(
                    f"**{plain(team)}** won {class_} with {len(cars)} different cars: {shown}.",
                    link(rows.scope, team, "team", name=team),
                    entries=[entry for entry in won if entry.team == team],
                    about=[("team", team), ("class", class_), *(("car", car) for car in cars)],
                    cars=True,
                )


def both_visits(rows: Rows) -> Iterator[Fact]:
    """Cars that won their class at every visit to a circuit that held several rounds."""
    visits: defaultdict[str, list[str]] = defaultdict(list)
    for round_ in rows.raced:
        visits[round_.circuit].append(round_.round_)
    for codes in (codes for codes in visits.values() if len(codes) > 1):
        where = rows.scope.round_(codes[0])
        numbers = runs([number for code in codes if (number := rows.scope.round_(code).number) is not None])
        for class_, won in rows.winners.items():
            there = [entry for entry in won if entry.round_ in codes]
            car = there[0]
            if len({(entry.team, entry.car) for entry in there}) == 1 and UNKNOWN not in (car.team, car.car):
                yield rows.fact(
                    f"{rows.bold(car)} won {rows.of(class_)}at both visits to "
                    f"{plain(where.circuit_name)}: rounds {numbers}."
                    if len(codes) == 2
                    else f"{rows.bold(car)} won {rows.of(class_)}at all {len(codes)} visits to "
                    f"{plain(where.circuit_name)}: rounds {numbers}.",
                    rows.class_page(class_),
                    entries=there,
                    about=[("team", car.team), ("class", class_), ("car", car.car), ("circuit", where.circuit)],
                    cars=True,
                )


FINDERS: tuple[Finder, ...] = (
    overall_split,
    few_winners,
    shared_between_cars,
    both_visits,
)
