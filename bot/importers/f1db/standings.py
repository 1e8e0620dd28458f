"""Championships of a season, with their published tables."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.championship import dropped_scores
from bot.importers.f1db import rules
from bot.importers.f1db.conversion import BY_ROUND, TITLE_NAMES, Conversion
from bot.importers.f1db.race import CLASS, SOURCES
from bot.importers.f1db.tree import Record, text
from bot.season.cells import Cell
from bot.season.model.championships import Championship
from bot.season.model.rows import StandingRow
from bot.season.model.season import Season
from bot.season.scores import by_session, counting_parts, round_scores


def championship(it: Conversion, title: rules.Title) -> Championship:
    """The championship, with the rules by which it counted."""
    counted = rules.counting(it.year, title, it.calendar)
    decided = it.races.deciders.get(title)
    changes = [
        {
            "competitor": _competitor(it, title, rule.competitor),
            "round": rule.round_,
            "points": rule.points,
            "reason": rule.reason,
            "sources": rule.sources,
        }
        for rule in rules.adjustments(it.year, title)
    ]
    return Championship.model_validate(
        {
            "code": title,
            "class": CLASS,
            "kind": title,
            "name": TITLE_NAMES[title],
            "coverage": "complete",
            "best_car_only": title == "constructors" and rules.best_car_only(it.year),
            "shared_drives": rules.shared_drives(it.year),
            "countback": rules.countback_of(it.year),
            "counting": counted.parts if counted else (),
            "adjustments": [{key: value for key, value in change.items() if value is not None} for change in changes],
            "decided": {"value": decided, "sources": SOURCES} if decided else None,
        }
    )


def standing_rows(it: Conversion, season: Season, title: rules.Title) -> Iterator[StandingRow]:
    """Lines of standings.csv of one championship, in the order of its table."""
    championship = next(item for item in season.file.championships if item.code == title)
    by_round = _worked_out(it, season, championship) if title == "constructors" else {}
    for row in it.tables[title]:
        key = text(row, "driverId")
        name = _standing_name(it, title, row)
        cells = (
            _awarded(it, key)
            if title == "drivers"
            else {code: Cell("points", by_round.get((code, name), Fraction(0)), derived=True) for code in it.raced}
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
            derivation=BY_ROUND if title == "constructors" else None,
        )


def _competitor(it: Conversion, title: rules.Title, key: str) -> str:
    """A competitor's name by F1DB's ids."""
    if title == "drivers":
        return it.names.name("drivers", key)
    if key in it.names.things["entrants"]:
        return it.names.name("entrants", key)
    constructor, _, engine_by = key.partition("/")
    return it.names.constructor_label(constructor, engine_by)


def _standing_name(it: Conversion, title: rules.Title, row: Record) -> str:
    if title == "drivers":
        return it.names.name("drivers", text(row, "driverId"))
    constructor, engine_by = text(row, "constructorId"), text(row, "engineManufacturerId")
    for rule in it.split:
        if f"{constructor}/{engine_by}" == rule.competitor and text(row, "position") == "EX":
            return it.names.name("entrants", rule.entrant)
    return it.names.constructor_label(constructor, engine_by)


def _awarded(it: Conversion, driver: str) -> dict[str, Cell]:
    """What a driver was awarded at each round, as the source records it."""
    return {
        code: Cell("points", it.races.points[code, driver])
        if (code, driver) in it.races.started or it.races.points.get((code, driver))
        else Cell("no part")
        for code in it.raced
    }


def _worked_out(it: Conversion, season: Season, championship: Championship) -> dict[tuple[str, str], Fraction]:
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
