"""Only-evers: sweeps, lone wins, and crews like no other. All of them count wins, so they need every winner."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from bot.answers.answer import link
from bot.answers.entries import car_name, round_run, unique
from bot.answers.facts.rows import Fact, Finder, Rows
from bot.answers.words import car_and_team, counted, crew_text, listed, plain, round_phrase, runs
from bot.queries.results import UNKNOWN, Entry

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


def new_partners(rows: Rows) -> Iterator[Fact]:
    """Drivers who won with one crew and then with another that shared nobody else with it."""
    for name in unique(name for entry in rows.every_winner for name in entry.crew):
        won = sorted(_won_by(rows, name), key=lambda entry: entry.round_number or 0)
        crews = unique(crew_text([mate for mate in entry.crew if mate != name]) for entry in won)
        apart = [set(entry.crew) - {name} for entry in won]
        first = apart[0]
        if len(crews) > 1 and first and any(mates and not mates & first for mates in apart):
            yield rows.fact(
                f"**{plain(name)}** won with {len(crews)} different sets of partners: {'; then '.join(crews)} "
                f"({round_run(won)}).",
                rows.class_page(won[0].class_),
                entries=won,
                about=[("driver", name), *(("driver", mate) for mates in apart for mate in mates)],
                crews=True,
            )


def most_partners(rows: Rows) -> Iterator[Fact]:
    """Who won with the most different drivers."""
    partners = {
        name: unique(mate for entry in _won_by(rows, name) for mate in entry.crew if mate != name)
        for name in unique(name for entry in rows.every_winner for name in entry.crew)
    }
    most = max((len(mates) for mates in partners.values()), default=0)
    names = [name for name, mates in partners.items() if len(mates) == most]
    if most > 2 and len(names) <= 3:
        won = [entry for entry in rows.every_winner if set(entry.crew) & set(names)]
        classes = unique(entry.class_ for entry in won)
        each = "each " if len(names) > 1 else ""
        yield rows.fact(
            f"Nobody won with more different drivers than {listed([f'**{plain(name)}**' for name in names])}: "
            f"{each}{most} winning partners.",
            rows.class_page(classes[0])
            if len(classes) == 1
            else link(rows.scope, "Wins by driver", "wins", by="driver"),
            entries=won,
            about=[("driver", name) for name in names],
            details=[f"**{plain(name)}** {listed([plain(mate) for mate in partners[name]])}" for name in names],
            crews=True,
        )


def most_together(rows: Rows) -> Iterator[Fact]:
    """Which two drivers won most often together."""
    together: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in rows.every_winner:
        for pair in combinations(sorted(entry.crew), 2):
            together[pair].append(entry)
    most = max((len(won) for won in together.values()), default=0)
    pairs = [pair for pair, won in together.items() if len(won) == most]
    if most > 2 and len(pairs) <= 3:
        shown = listed([f"**{plain(first)}** with **{plain(second)}**" for first, second in pairs])
        yield rows.fact(
            f"No two drivers shared more {rows.win}s than {shown}: {most}{' each' if len(pairs) > 1 else ''}.",
            link(rows.scope, "Wins by driver", "wins", by="driver"),
            entries=[entry for pair in pairs for entry in together[pair]],
            about=[("driver", name) for pair in pairs for name in pair],
            details=[
                f"**{plain(first)} and {plain(second)}** {round_run(together[first, second])}"
                for first, second in pairs
            ],
            crews=True,
        )


def same_surname(rows: Rows) -> Iterator[Fact]:
    """Winning crews with two drivers of one surname. Whether they are related is not in the data."""
    for entry in rows.every_winner:
        surnames = Counter(name.split()[-1] for name in entry.crew)
        surname, count = surnames.most_common(1)[0] if surnames else ("", 0)
        if count < 2:
            continue
        names = [name for name in entry.crew if name.split()[-1] == surname]
        there = rows.scope.round_(entry.round_)
        yield rows.fact(
            f"{listed([f'**{plain(name)}**' for name in names])} won {rows.of(entry.class_)}together at "
            f"{round_phrase(there)}: {count} of one surname in one car. Whether they are related is not in my data."
            f"",
            link(rows.scope, f"{entry.class_} winner", "winner", round_=entry.round_, class_=entry.class_),
            entries=[entry],
            about=[("class", entry.class_), *(("driver", name) for name in names)],
            crews=True,
        )


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


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _won_by(rows: Rows, name: str) -> list[Entry]:
    return [entry for entry in rows.every_winner if name in entry.crew]


FINDERS: tuple[Finder, ...] = (
    chassis_sweeps,
    all_but_one,
    two_team_classes,
    lone_team_wins,
    lone_overall_wins,
    new_partners,
    most_partners,
    most_together,
    same_surname,
    overall_split,
    few_winners,
    shared_between_cars,
    both_visits,
)
