"""One season of F1DB as a season's text: races, entry list, published tables and the rules by which they counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bot.championship import dropped_scores
from bot.importers.f1db import rules
from bot.importers.f1db.entrants import EntryList
from bot.importers.f1db.names import Names
from bot.importers.f1db.races import CLASS, SOURCES, Races, points_denominator, read_races
from bot.importers.f1db.tree import Record, SeasonFiles, records, text
from bot.importers.job import Remark
from bot.season.cells import Cell
from bot.season.model.calendar import Circuit
from bot.season.model.championships import Championship, Rule
from bot.season.model.competitors import Team
from bot.season.model.facts import Coverage, Derivation, Source, TableCoverage
from bot.season.model.file import ProseWords, SeasonFile
from bot.season.model.rows import DriverRow, StandingRow
from bot.season.model.season import Season
from bot.season.scores import by_session, counting_parts, round_scores

SERIES = "f1"
CREDIT = "Formula 1 data from F1DB (https://github.com/f1db/f1db), licensed under CC BY 4.0"
LICENCE = "CC BY 4.0"

_F1DB = Source(
    title="F1DB",
    address="https://github.com/f1db/f1db",
    licence=LICENCE,
    note="Results, grids, entry lists and published tables.",
)
_BY_ROUND = "constructor-rounds"
_STANDINGS: Mapping[rules.Title, str] = {
    "drivers": "driver-standings.yml",
    "constructors": "constructor-standings.yml",
}
_TITLE_NAMES: Mapping[rules.Title, str] = {
    "drivers": "Drivers' Championship",
    "constructors": "Constructors' Championship",
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A season, and the rows that were left out."""

    season: Season
    problems: tuple[Remark, ...]


def convert(files: SeasonFiles, names: Names) -> Converted:
    """One season of F1DB as Pitboard's.

    Raises: ImportRefused where a file is not as F1DB writes it; pydantic's ValidationError where a value of the
    season itself cannot be one.
    """
    return _Conversion(files, names).converted()


class _Conversion:
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

    def converted(self) -> Converted:
        file = self._file()
        season = Season(
            file=file,
            drivers=self._drivers(),
            results=tuple(self.races.results),
            qualifying=tuple(self.races.qualifying),
            standings=(),
        )
        standings = tuple(row for title in self.titles for row in self._standings(season, title))
        return Converted(season.model_copy(update={"standings": standings}), tuple(self.races.problems))

    def _file(self) -> SeasonFile:
        rounds = self.races.rounds
        championships = [self._championship(title) for title in self.titles]
        counted = [
            (title, counted) for title in self.titles if (counted := rules.counting(self.year, title, self.calendar))
        ]
        cited = {key for scale in self.scales for key in (*scale.sources, *scale.rounds_sources)}
        cited |= {key for _, text_ in counted for key in text_.sources}
        cited |= {key for title in championships for change in title.adjustments for key in change.sources}
        return SeasonFile(
            format=1,
            series=SERIES,
            series_name="Formula 1",
            series_aliases=("F1", "Formula One", "Grand Prix racing"),
            label=str(self.year),
            name=f"{self.year} Formula 1 season",
            starts=min(round_.date for round_ in rounds),
            ends=max(round_.date for round_ in rounds),
            points_denominator=self.denominator,
            default_kind="drivers",
            data_licence=LICENCE,
            credit=CREDIT,
            coverage=Coverage(
                calendar="complete",
                results="complete",
                overall_winners="complete",
                qualifying=self._qualifying_extent(),
                drivers="complete",
                remarks=(
                    "The source lists the races of the championship; it does not list those that were cancelled.",
                ),
            ),
            prose=ProseWords(capitalised=self._abbreviations()),
            sources={**rules.cited(cited), "f1db": _F1DB},
            **self._lists(),
            scale=tuple(self.scales),
            rule=tuple(
                Rule(code=f"counting-{title}", text=f"{_TITLE_NAMES[title]}: {text_.words}", sources=text_.sources)
                for title, text_ in counted
            ),
            championship=tuple(championships),
            derivation=(
                Derivation(
                    code=_BY_ROUND,
                    text="A constructor's points at a round are worked out from the results by the season's scale.",
                    sources=SOURCES,
                ),
            )
            if "constructors" in self.titles
            else (),
        )

    def _lists(self) -> dict[str, Any]:
        """The parts of the file that are lists of things."""
        return {
            "class": ({"code": CLASS, "name": "Formula 1", "sources": SOURCES},),
            "circuit": tuple(self._circuits()),
            "round": tuple(self.races.rounds),
            "team": tuple(self._teams()),
        }

    def _qualifying_extent(self) -> TableCoverage:
        held = {row.round_ for row in self.races.qualifying if row.position == 1}
        if all(code in held for code in self.raced):
            return "complete"
        return "partial" if held else "none"

    def _abbreviations(self) -> tuple[str, ...]:
        """Three letters that name a driver on screens, and are read in a message only in capitals."""
        return tuple(sorted({short for key in self.races.drivers if (short := self._abbreviation(key))}))

    def _abbreviation(self, driver: str) -> str:
        """A driver's three letters; none where another driver of the season has them too."""
        short = text(self.names.of("drivers", driver), "abbreviation")
        same = [key for key in self.races.drivers if text(self.names.of("drivers", key), "abbreviation") == short]
        return short if len(same) == 1 else ""

    def _circuits(self) -> Iterator[Circuit]:
        for key, layouts in self.races.layouts.items():
            item = self.names.of("circuits", key)
            previous = item.get("previousNames")
            values: dict[str, Any] = {
                "code": key,
                "name": self.names.full_name("circuits", key),
                "short": self.names.name("circuits", key),
                "place": text(item, "placeName") or "?",
                "country": self.names.country(text(item, "countryId")) or "?",
                "sources": SOURCES,
                "aliases": tuple(name for name in previous if isinstance(name, str))
                if isinstance(previous, list)
                else (),
            }
            if len(layouts) == 1:
                ((length, turns, kind),) = layouts
                values["length_km"] = {"value": length, "sources": SOURCES} if length else None
                values["turns"] = {"value": int(turns), "sources": SOURCES} if turns.isdecimal() else None
                values["kind"] = {"value": f"{kind.capitalize()} circuit", "sources": SOURCES} if kind else None
            yield Circuit.model_validate({key: value for key, value in values.items() if value is not None})

    def _teams(self) -> Iterator[Team]:
        for key in self.races.constructors:
            name = self.names.name("constructors", key)
            others = [self.names.full_name("constructors", key)]
            others += [self.names.name("entrants", entrant) for entrant in self.entries.entrants(key)]
            yield Team(
                name=name,
                id=key,
                aliases=tuple(dict.fromkeys(other for other in others if other != name)),
                nationality=self.names.country(text(self.names.of("constructors", key), "countryId")) or "?",
                sources=SOURCES,
            )

    def _drivers(self) -> tuple[DriverRow, ...]:
        rows = []
        for key in self.races.drivers:
            item = self.names.of("drivers", key)
            name = self.names.name("drivers", key)
            others = (text(item, "fullName"), self._abbreviation(key))
            rows.append(
                DriverRow.model_validate(
                    {
                        "line": 0,
                        "name": name,
                        "id": key,
                        "nationality": self.names.country(text(item, "nationalityCountryId")) or "?",
                        "born": text(item, "dateOfBirth"),
                        "aliases": tuple(dict.fromkeys(other for other in others if other and other != name)),
                        "sources": SOURCES,
                    }
                )
            )
        return tuple(sorted(rows, key=lambda row: row.name))

    def _championship(self, title: rules.Title) -> Championship:
        counted = rules.counting(self.year, title, self.calendar)
        decided = self.races.deciders.get(title)
        changes = [
            {
                "competitor": self._competitor(title, rule.competitor),
                "round": rule.round_,
                "points": rule.points,
                "reason": rule.reason,
                "sources": rule.sources,
            }
            for rule in rules.adjustments(self.year, title)
        ]
        return Championship.model_validate(
            {
                "code": title,
                "class": CLASS,
                "kind": title,
                "name": _TITLE_NAMES[title],
                "coverage": "complete",
                "best_car_only": title == "constructors" and rules.best_car_only(self.year),
                "shared_drives": rules.shared_drives(self.year),
                "countback": rules.countback_of(self.year),
                "counting": counted.parts if counted else (),
                "adjustments": [
                    {key: value for key, value in change.items() if value is not None} for change in changes
                ],
                "decided": {"value": decided, "sources": SOURCES} if decided else None,
            }
        )

    def _competitor(self, title: rules.Title, key: str) -> str:
        """A competitor's name by F1DB's ids."""
        if title == "drivers":
            return self.names.name("drivers", key)
        if key in self.names.things["entrants"]:
            return self.names.name("entrants", key)
        constructor, _, engine_by = key.partition("/")
        return self.names.constructor_label(constructor, engine_by)

    def _standings(self, season: Season, title: rules.Title) -> Iterator[StandingRow]:
        championship = next(item for item in season.file.championships if item.code == title)
        by_round = self._worked_out(season, championship) if title == "constructors" else {}
        for row in self.tables[title]:
            key = text(row, "driverId")
            name = self._standing_name(title, row)
            cells = (
                self._awarded(key)
                if title == "drivers"
                else {
                    code: Cell("points", by_round.get((code, name), Fraction(0)), derived=True) for code in self.raced
                }
            )
            position = text(row, "position")
            yield StandingRow(
                line=0,
                championship=title,
                position=int(position) if position.isdecimal() else "DSQ" if position == "DSQ" else "EX",
                competitor=name,
                cells=_dropped(cells, championship),
                total=Cell("points", Fraction(text(row, "points") or 0)),
                sources=SOURCES,
                derivation=_BY_ROUND if title == "constructors" else None,
            )

    def _standing_name(self, title: rules.Title, row: Record) -> str:
        if title == "drivers":
            return self.names.name("drivers", text(row, "driverId"))
        constructor, engine_by = text(row, "constructorId"), text(row, "engineManufacturerId")
        for rule in self.split:
            if f"{constructor}/{engine_by}" == rule.competitor and text(row, "position") == "EX":
                return self.names.name("entrants", rule.entrant)
        return self.names.constructor_label(constructor, engine_by)

    def _awarded(self, driver: str) -> dict[str, Cell]:
        """What a driver was awarded at each round, as the source records it."""
        return {
            code: Cell("points", self.races.points[code, driver])
            if (code, driver) in self.races.started or self.races.points.get((code, driver))
            else Cell("no part")
            for code in self.raced
        }

    def _worked_out(self, season: Season, championship: Championship) -> dict[tuple[str, str], Fraction]:
        """What constructors scored, by round and name."""
        rows = by_session(season)
        return {
            (round_.code, name): score.points
            for round_ in season.raced
            for name, score in round_scores(season, championship, round_, rows).items()
        }


def _dropped(cells: Mapping[str, Cell], championship: Championship) -> dict[str, Cell]:
    """The cells with those marked that do not count."""
    points = {code: cell.points for code, cell in cells.items() if cell.points is not None}
    dropped = dropped_scores(points, counting_parts(championship))
    return {
        code: Cell(cell.state, cell.points, cell.derived, dropped=True, one_of=cell.one_of) if code in dropped else cell
        for code, cell in cells.items()
    }
