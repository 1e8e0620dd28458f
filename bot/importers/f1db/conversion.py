"""What one season of F1DB is converted from: races, entry list, published tables, scales."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.importers.f1db import rules
from bot.importers.f1db.entrants import EntryList
from bot.importers.f1db.names import Names
from bot.importers.f1db.race import Races
from bot.importers.f1db.races import points_denominator, read_races
from bot.importers.f1db.tree import Record, SeasonFiles, records, text

BY_ROUND = "constructor-rounds"
_STANDINGS: Mapping[rules.Title, str] = {
    "drivers": "driver-standings.yml",
    "constructors": "constructor-standings.yml",
}
TITLE_NAMES: Mapping[rules.Title, str] = {
    "drivers": "Drivers' Championship",
    "constructors": "Constructors' Championship",
}


class Conversion:
    """One season of F1DB: its races read, its tables and the scales that it counted by."""

    def __init__(self, files: SeasonFiles, names: Names) -> None:
        self.year = files.year
        self.files = files
        self.names = names
        self.entries = EntryList(records(files.own.get("entrants.yml"), f"{files.year}/entrants.yml"))
        self.split = rules.split_entries(files.year)
        outlaws = {rule.entrant: names.name("entrants", rule.entrant) for rule in self.split}
        self.races: Races = read_races(files, names, self.entries, outlaws)
        self.calendar = [round_.code for round_ in self.races.rounds]
        self.raced = [round_.code for round_ in self.races.rounds if not round_.to_come]
        self.tables: dict[rules.Title, list[Record]] = {
            title: records(files.own.get(name), f"{files.year}/{name}") for title, name in _STANDINGS.items()
        }
        self.titles: list[rules.Title] = [title for title, rows in self.tables.items() if rows]
        self.scales = rules.scales(self.year, self.calendar, self.races.sprints, self.titles)
        self.denominator = points_denominator(self._all_points())

    def _all_points(self) -> Iterator[Fraction]:
        """Every number of points that the season's text will hold."""
        yield from self.races.points.values()
        yield from (Fraction(text(row, "points") or 0) for rows in self.tables.values() for row in rows)
        yield from (Fraction(points) for scale in self.scales for points in scale.points)
        yield from (Fraction(rule.points) for title in self.titles for rule in rules.adjustments(self.year, title))
