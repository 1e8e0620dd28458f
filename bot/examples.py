"""Example questions, made of a season's own names: offered before anything is typed. In memory, always the same."""

from typing import Literal

from bot.archive import Scope
from bot.careers import IN_SEASON
from bot.names import Kind

_MOST = 12


def example_questions(scope: Scope) -> list[str]:
    """Questions that can be asked of a season as they stand: of its rounds, classes, drivers and teams."""
    held = scope.held
    rounds = [word for round_ in held.raced if (word := _round(scope, round_.round_)) is not None]
    drivers, teams = _first(scope, "driver"), _first(scope, "team")
    classes = [] if held.single_class else [class_.class_ for class_ in held.classes if not class_.guest]
    asked = []
    if rounds:
        first, second, last = rounds[0], rounds[len(rounds) // 2], rounds[-1]
        asked += [f"who won {classes[-1]} at {last}" if classes else f"who won at {last}", f"pole at {second}"]
        asked += [f"did {teams[0]} win at {first}"] if teams else []
        asked += [f"when was {second}"]
    asked += [f"how many wins does {drivers[0]} have"] if drivers else []
    asked += [f"which teams did {drivers[-1]} drive for"] if len(drivers) > 1 else []
    asked += [f"champion {classes[0]}" if classes else "who won the championship"] if held.over else ["next race"]
    asked += ["who has the most wins", "what seasons do you have"]
    asked[4:4] = _events(scope)[-1:]
    return asked[:_MOST]


def _round(scope: Scope, code: str) -> str | None:
    """The shortest name of a round that means no other: its own in lists, else the whole."""
    round_ = scope.round_(code)
    for word in (round_.short, round_.name):
        found = scope.archive.names.resolve(scope.season, "round", word)
        if found.outcome == "match" and found.targets == (code,):
            return word
    return None


def _events(scope: Scope) -> list[str]:
    """Who won most often at each event that other seasons have had as well."""
    places, series = scope.archive.places, scope.held.row.series
    return [
        f"most wins at the {round_.name}"
        for round_ in scope.held.raced
        if (place := places.get(f"{series} event {round_.round_}")) is not None and len(place.seasons) > 1
    ]


def _first(scope: Scope, kind: Literal["driver", "team"]) -> list[str]:
    """Those who come first in lists, but for whoever has a namesake: another, or a car entered under the own name."""
    careers, names = scope.archive.careers, scope.archive.names
    other: Kind = "team" if kind == "driver" else "driver"
    return [
        choice.value
        for choice in names.choices(scope.season, kind, "", limit=10)
        if not careers.namesakes(careers.of(IN_SEASON[kind], scope.season, choice.value))
        and names.resolve(scope.season, other, choice.value).outcome not in {"match", "several"}
    ]
