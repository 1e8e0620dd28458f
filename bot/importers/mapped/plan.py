"""What a column map can say: which file, which column is what, and what the source's words mean."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.errors import ImportRefused
from bot.importers.plans import checked_plan, raw_plan
from bot.importers.tables import Encoding
from bot.season.model.championships import ChampionshipKind
from bot.season.model.competitors import RaceClass
from bot.season.model.facts import Source, TableCoverage
from bot.season.model.values import Key, Line, Text
from bot.season.statuses import Status

_PRESETS = "presets"


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Several = Annotated[tuple[Line, ...], BeforeValidator(_several)]
"""One text, or a list of them."""


class Join(Text):
    """Another table whose line belongs to each line: that with the same value in its column `key`.

    Its columns are then called `{table.column}`, the table being the file's name without `.csv`.
    """

    file: Line
    on: Line
    key: Line | None = None

    @property
    def table(self) -> str:
        return self.file.removesuffix(".csv")

    @property
    def its_key(self) -> str:
        """The column of the other table; as in `on`, where it is not said."""
        return self.key or self.on.rpartition(".")[2]


class Columns(Text):
    """A table and its columns. A value is a column's name, or a text with `{column}` in it."""

    file: Line | None = Field(None, description="Left out: the one CSV file that is imported.")
    join: tuple[Join, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every (what it is, column or text) that the map names."""
        for name, value in self:
            if name in {"file", "join", "separator", "kind", "title", "coverage"} or value is None:
                continue
            if isinstance(value, tuple):
                yield from ((name, item) for item in value)
            elif isinstance(value, str):
                yield name, value


class CalendarColumns(Columns):
    """The calendar, one line a race. Without one, the calendar is the races that have results."""

    season: Line | None = None
    round_: Line | None = Field(None, alias="round")
    date: Line
    race: Line
    circuit: Line
    circuit_code: Line | None = None
    place: Line | None = None
    country: Line | None = None


class ResultColumns(CalendarColumns):
    """Results: one line a car, or one a driver of it."""

    class_: Line | None = Field(None, alias="class")
    position: Line
    class_position: Line | None = None
    car: Line
    team: Line
    entrant: Line | None = None
    constructor: Line | None = None
    drivers: Several
    separator: Line | None = Field(None, description="What stands between the drivers of one column.")
    driver_id: Line | None = None
    nationality: Line | None = None
    born: Line | None = None
    chassis: Line | None = None
    engine: Line | None = None
    tyre: Line | None = None
    grid: Line | None = None
    laps: Line | None = None
    time: Line | None = None
    gap: Line | None = None
    status: Line | None = None
    reason: Line | None = None
    points: Line | None = None


class QualifyingColumns(Columns):
    """Places on the grid or in qualifying. Several columns of times: the last that is filled counts."""

    season: Line | None = None
    date: Line
    circuit: Line
    class_: Line | None = Field(None, alias="class")
    position: Line
    car: Line
    team: Line | None = None
    drivers: Several = ()
    driver_id: Line | None = None
    time: Several = ()


class StandingColumns(Columns):
    """A published table: of all lines of a season those of its last date are the final ones.

    `class` is the code of the class whose championship it is; left out: the map's first.
    """

    kind: ChampionshipKind
    title: Line
    coverage: TableCoverage = "partial"
    class_: Line | None = Field(None, alias="class")
    season: Line | None = None
    date: Line | None = None
    competitor: Line
    driver_id: Line | None = None
    position: Line
    points: Line

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every (what it is, column or text) that the map names: the class is no column."""
        return ((name, text) for name, text in super().texts() if name != "class_")


class Extent(Text):
    """How complete the source is. What nobody says is partial."""

    calendar: TableCoverage = "partial"
    results: TableCoverage = "partial"
    qualifying: TableCoverage = "partial"
    drivers: TableCoverage = "partial"


class Map(Text):
    """A column map."""

    preset: Line | None = None
    series: Key
    series_name: Line
    series_aliases: tuple[Line, ...] = ()
    label: Line | None = Field(None, description="The season, where no column says it.")
    name: Line = "{season} {series_name}"
    data_licence: Line
    credit: Line
    default_kind: ChampionshipKind = "drivers"
    encoding: Encoding = "utf-8"
    nulls: tuple[Line, ...] = ()
    shared_cars: bool = Field(
        False, description="Lines with the same car, team and place, or fate and laps, are drivers of one car."
    )
    repeated_cars: bool = Field(False, description="The source may give one number to several cars.")
    source: Source
    coverage: Extent = Extent()
    classes: tuple[RaceClass, ...] = Field((), alias="class")
    statuses: dict[Line, Status] = Field(default_factory=dict)
    countries: dict[Line, Line] = Field(default_factory=dict)
    calendar: CalendarColumns | None = None
    results: ResultColumns
    sprints: ResultColumns | None = None
    qualifying: QualifyingColumns | None = None
    standings: tuple[StandingColumns, ...] = ()

    def tables(self) -> Iterator[Columns]:
        """Every table of the map."""
        yield self.results
        yield from (table for table in (self.calendar, self.sprints, self.qualifying) if table is not None)
        yield from self.standings


def read_map(path: Path) -> Map:
    """A map, with what it leaves to a preset. Raises: ImportRefused where it cannot be used."""
    raw = raw_plan(path)
    preset = raw.get("preset")
    if preset is not None:
        raw = _over(_preset(preset, path), raw)
    for class_ in (item for item in _list(raw.get("class")) if isinstance(item, dict)):
        class_.setdefault("sources", ["source"])
    return checked_plan(raw, path, Map)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def presets() -> tuple[str, ...]:
    """Names of the maps that come with the program."""
    folder = resources.files("bot.importers.mapped").joinpath(_PRESETS)
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


def _preset(name: object, path: Path) -> dict[str, object]:
    if name not in presets():
        raise ImportRefused(f"{path}: there is no preset {name!r}; there are: {', '.join(presets())}.")
    with resources.as_file(resources.files("bot.importers.mapped").joinpath(_PRESETS, f"{name}.toml")) as file:
        return raw_plan(file)


def _over(below: dict[str, object], above: dict[str, object]) -> dict[str, object]:
    """Two maps as one: what stands in both is the upper one's, table by table."""
    merged = dict(below)
    for key, value in above.items():
        before = merged.get(key)
        merged[key] = _over(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged
