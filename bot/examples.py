"""Example questions, made of a season's own names: offered before anything is typed. In memory, always the same."""

from bot.archive import Scope
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
    if rounds and sum(one.row.series == held.row.series for one in scope.archive.seasons.values()) > 1:
        asked.insert(4, f"most wins at {rounds[-1]}")
    return asked[:_MOST]


def _round(scope: Scope, code: str) -> str | None:
    """The shortest name of a round that means no other: its own in lists, else the whole."""
    round_ = scope.round_(code)
    for word in (round_.short, round_.name):
        found = scope.archive.names.resolve(scope.season, "round", word)
        if found.outcome == "match" and found.targets == (code,):
            return word
    return None


def _first(scope: Scope, kind: Kind) -> list[str]:
    """Those who come first in lists."""
    return [choice.value for choice in scope.archive.names.choices(scope.season, kind, "", limit=5)]
