"""People's words for things: every alias, how often each thing is meant, and which words are ordinary ones too."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.database.rows.table import Table, Value
from bot.season.cells import UNKNOWN
from bot.season.model.season import Season


def words(season: Season) -> Iterator[Table]:
    """Tables `alias`, `weight`, `prose_word`."""
    yield _aliases(season)
    yield _weights(season)
    yield _prose_words(season)


def _aliases(season: Season) -> Table:
    """Every word for every thing. A round also answers to its circuit's names."""
    file, key = season.file, season.key
    words: dict[tuple[Value, ...], int] = {}

    def add(kind: str, target: str, alias: str, *, name: bool = False) -> None:
        row = (key, kind, target, alias)
        words[row] = max(words.get(row, 0), int(name))

    # A year by its last two digits is one only with its series: `F1 '88`.
    year = (file.label[2:],) if re.fullmatch(r"\d{4}", file.label) else ()
    labels = [f"{series} {label}" for series in (file.series, *file.series_aliases) for label in (file.label, *year)]
    for alias in (file.label, file.name, key, *labels):
        add("season", key, alias, name=alias == file.name)
    for alias in (file.series_name, file.series, *file.series_aliases):
        add("series", file.series, alias, name=alias == file.series_name)
    circuits = {circuit.code: circuit for circuit in file.circuits}
    for circuit in file.circuits:
        add("circuit", circuit.code, circuit.name, name=True)
        then = [str(circuit.name_then.value)] if circuit.name_then else []
        short = [circuit.short] if circuit.short else []
        for alias in (circuit.code, circuit.place, *short, *then, *circuit.aliases):
            add("circuit", circuit.code, alias)
    for round_ in file.rounds:
        add("round", round_.code, round_.name, name=True)
        circuit = circuits[round_.circuit]
        full = [str(round_.full_name.value)] if round_.full_name else []
        number = [str(round_.number)] if round_.number else []
        then = [str(circuit.name_then.value)] if circuit.name_then else []
        short = [circuit.short] if circuit.short else []
        for alias in (round_.code, *number, *full, *round_.aliases, circuit.name, *short, *then, *circuit.aliases):
            add("round", round_.code, alias)
    for class_ in file.classes:
        add("class", class_.code, class_.code, name=True)
        for alias in (class_.name, *class_.aliases):
            add("class", class_.code, alias)
    for driver in season.drivers:
        add("driver", driver.name, driver.name, name=True)
        for alias in driver.aliases:
            add("driver", driver.name, alias)
    for team in file.teams:
        for alias in team.aliases:
            add("team", team.name, alias)
    for team_name in dict.fromkeys([*(row.team for row in season.results), *(team.name for team in file.teams)]):
        if team_name != UNKNOWN:
            add("team", team_name, team_name, name=True)
    for row in season.results:
        for kind, value in (("car", row.car), ("chassis", row.chassis), ("engine", row.engine), ("tyre", row.tyre)):
            if value is not None and value != UNKNOWN:
                add(kind, value, value, name=True)
    for chassis in file.chassis:
        add("manufacturer", chassis.manufacturer, chassis.manufacturer, name=True)
        for alias in chassis.aliases:
            add("chassis", chassis.name, alias)
    rows = [(*row, name) for row, name in words.items()]
    return "alias", ("season", "kind", "target", "alias", "name"), rows


def _weights(season: Season) -> Table:
    """Starts, and a hundred for each class win, of drivers, teams and cars; a guest's win is a start like another."""
    guests = {class_.code for class_ in season.file.classes if class_.guest}
    weights: Counter[tuple[str, str]] = Counter()
    for row in season.results:
        weight = 101 if row.class_position == 1 and row.class_ not in guests else 1
        weights["team", row.team] += weight
        weights["car", row.car] += weight
        for driver in row.crew:
            if driver != UNKNOWN:
                weights["driver", driver] += weight
    rows: list[tuple[Value, ...]] = [(season.key, *thing, weight) for thing, weight in weights.items()]
    return "weight", ("season", "kind", "target", "weight"), rows


def _prose_words(season: Season) -> Table:
    """The words of the season that are ordinary words too."""
    prose = season.file.prose
    # A word of both lists is never read alone: the stricter rule stands.
    rules = dict.fromkeys(prose.capitalised, "capitalised") | dict.fromkeys(prose.never_alone, "never alone")
    return "prose_word", ("season", "word", "rule"), [(season.key, word, rule) for word, rule in rules.items()]
