"""One season of F1DB as a season's text: races, entry list, published tables and the rules by which they counted."""

from dataclasses import dataclass
from typing import Any

from bot.importers.f1db import rules
from bot.importers.f1db.conversion import BY_ROUND, TITLE_NAMES, Conversion
from bot.importers.f1db.lists import abbreviations, circuits, driver_rows, teams
from bot.importers.f1db.names import Names
from bot.importers.f1db.race import CLASS, SOURCES
from bot.importers.f1db.standings import championship, standing_rows
from bot.importers.f1db.tree import SeasonFiles
from bot.importers.job import Remark
from bot.season.model.championships import Rule
from bot.season.model.facts import Coverage, Derivation, Source, TableCoverage
from bot.season.model.file import ProseWords, SeasonFile
from bot.season.model.season import Season

SERIES = "f1"
CREDIT = "Formula 1 data from F1DB (https://github.com/f1db/f1db), licensed under CC BY 4.0"
LICENCE = "CC BY 4.0"

_F1DB = Source(
    title="F1DB",
    address="https://github.com/f1db/f1db",
    licence=LICENCE,
    note="Results, grids, entry lists and published tables.",
)


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
    return _converted(Conversion(files, names))


def _converted(it: Conversion) -> Converted:
    file = _file(it)
    season = Season(
        file=file,
        drivers=driver_rows(it),
        results=tuple(it.races.results),
        qualifying=tuple(it.races.qualifying),
        standings=(),
    )
    standings = tuple(row for title in it.titles for row in standing_rows(it, season, title))
    return Converted(season.model_copy(update={"standings": standings}), tuple(it.races.problems))


def _file(it: Conversion) -> SeasonFile:
    rounds = it.races.rounds
    championships = [championship(it, title) for title in it.titles]
    counted = [(title, counted) for title in it.titles if (counted := rules.counting(it.year, title, it.calendar))]
    cited = {key for scale in it.scales for key in (*scale.sources, *scale.rounds_sources)}
    cited |= {key for _, text_ in counted for key in text_.sources}
    cited |= {key for title in championships for change in title.adjustments for key in change.sources}
    return SeasonFile(
        format=1,
        series=SERIES,
        series_name="Formula 1",
        series_aliases=("F1", "Formula One", "Grand Prix racing"),
        label=str(it.year),
        name=f"{it.year} Formula 1 season",
        starts=min(round_.date for round_ in rounds),
        ends=max(round_.date for round_ in rounds),
        points_denominator=it.denominator,
        default_kind="drivers",
        data_licence=LICENCE,
        credit=CREDIT,
        coverage=Coverage(
            calendar="complete",
            results="complete",
            overall_winners="complete",
            qualifying=_qualifying_extent(it),
            drivers="complete",
            remarks=("The source lists the races of the championship; it does not list those that were cancelled.",),
        ),
        prose=ProseWords(capitalised=abbreviations(it)),
        sources={**rules.cited(cited), "f1db": _F1DB},
        **_lists(it),
        scale=tuple(it.scales),
        rule=tuple(
            Rule(code=f"counting-{title}", text=f"{TITLE_NAMES[title]}: {text_.words}", sources=text_.sources)
            for title, text_ in counted
        ),
        championship=tuple(championships),
        derivation=(
            Derivation(
                code=BY_ROUND,
                text="A constructor's points at a round are worked out from the results by the season's scale.",
                sources=SOURCES,
            ),
        )
        if "constructors" in it.titles
        else (),
    )


def _lists(it: Conversion) -> dict[str, Any]:
    """The parts of the file that are lists of things."""
    return {
        "class": ({"code": CLASS, "name": "Formula 1", "sources": SOURCES},),
        "circuit": tuple(circuits(it)),
        "round": tuple(it.races.rounds),
        "team": tuple(teams(it)),
    }


def _qualifying_extent(it: Conversion) -> TableCoverage:
    held = {row.round_ for row in it.races.qualifying if row.position == 1}
    if all(code in held for code in it.raced):
        return "complete"
    return "partial" if held else "none"
