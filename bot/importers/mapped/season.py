"""What was read, made into seasons."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import lcm
from typing import Any

from pydantic import ValidationError

from bot.errors import ImportRefused
from bot.importers.class_places import CLASS_PLACES, class_places
from bot.importers.job import Remark
from bot.importers.mapped.making import SOURCES, Making
from bot.importers.mapped.plan import Map, StandingColumns
from bot.importers.mapped.reading import SOURCE, Namer, Reading, Unread, Where, country, number
from bot.importers.mapped.records import Record
from bot.importers.mapped.results import qualifying_rows, result_rows
from bot.importers.mapped.standings import standing_rows, title
from bot.season.explain import explain
from bot.season.model.calendar import Circuit, Round
from bot.season.model.championships import Championship
from bot.season.model.facts import Coverage, Fact
from bot.season.model.file import SeasonFile
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season


def seasons(
    reading: Reading,
    map_: Map,
    namer: Namer,
    qualifying: Iterable[Record],
    tables: Sequence[tuple[StandingColumns, Sequence[Record]]],
) -> Iterator[Season]:
    """Every season that was read, in order of its label. Raises: ImportRefused where one cannot be a season."""
    grids: defaultdict[str, list[tuple[Record, Where]]] = defaultdict(list)
    for record in qualifying:
        try:
            grids[reading.label(record)].append((record, reading.where(record)))
        except Unread as error:
            reading.left_out(record, str(error))
    finals = [(columns, _finals(reading, records)) for columns, records in tables]
    labels = sorted(label for label, held in reading.seasons.items() if held.drives)
    _without_results(reading, labels, {label: [record for record, _ in lines] for label, lines in grids.items()})
    for _, by_label in finals:
        _without_results(reading, labels, by_label)
    for label in labels:
        making = Making(reading, map_, namer, label)
        try:
            yield _season(making, grids[label], [(columns, by_label.get(label, ())) for columns, by_label in finals])
        except ValidationError as error:
            problem = explain(error)[0]
            raise ImportRefused(f"The {label} season cannot be made: {problem.where} {problem.problem}.") from None


def _without_results(reading: Reading, labels: Collection[str], lines: Mapping[str, Sequence[Record]]) -> None:
    """Say of which seasons a table has lines, where there are no results to make a season of."""
    for label in sorted(lines.keys() - set(labels)):
        first, *others = lines[label]
        left_out = f"this line and {len(others)} more of its table are" if others else "this line is"
        reading.problems.append(Remark(first.where, f"no results of the season {label} are read: {left_out} left out"))


def _finals(reading: Reading, records: Sequence[Record]) -> dict[str, list[Record]]:
    """The lines of each season's last date: a table may stand there after every race."""
    found: defaultdict[str, defaultdict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        try:
            found[reading.label(record)][record["date"]].append(record)
        except Unread as error:
            reading.left_out(record, str(error))
    return {label: by_date[max(by_date)] for label, by_date in found.items()}


def _season(
    it: Making, grids: Sequence[tuple[Record, Where]], tables: Sequence[tuple[StandingColumns, Sequence[Record]]]
) -> Season:
    results = tuple(result_rows(it))
    qualifying = tuple(qualifying_rows(it, grids))
    standings: list[StandingRow] = []
    titles: list[Championship] = []
    for columns, records in tables:
        rows = list(standing_rows(it, columns, records))
        standings += rows
        if rows:
            titles.append(title(it, columns))
    file = _file(it, results, standings, titles)
    names = {name for row in results for name in row.crew}
    names |= {name for row in qualifying for name in row.drivers}
    drivers = {one.code for one in titles if one.kind == "drivers"}
    names |= {row.competitor for row in standings if row.championship in drivers}
    return Season(
        file=file,
        drivers=it.namer.people.rows(names),
        results=results,
        qualifying=qualifying,
        standings=tuple(standings),
    )


def _file(
    it: Making, results: Sequence[ResultRow], standings: Sequence[StandingRow], titles: Sequence[Championship]
) -> SeasonFile:
    map_ = it.map
    extent = map_.coverage
    used = {row.class_ for row in results}
    counted = any(row.derivation == CLASS_PLACES for row in results)
    values: dict[str, Any] = {
        "format": 1,
        "series": map_.series,
        "series_name": map_.series_name,
        "series_aliases": map_.series_aliases,
        "label": it.label,
        "name": map_.name.replace("{season}", it.label).replace("{series_name}", map_.series_name),
        "starts": it.order[0][0],
        "ends": it.order[-1][0],
        "points_denominator": _denominator(standings),
        "default_kind": map_.default_kind,
        "data_licence": map_.data_licence,
        "credit": map_.credit,
        "coverage": Coverage(
            calendar=extent.calendar,
            results=it.extent(extent.results),
            overall_winners=extent.results if _all_won(it, results) else "partial",
            qualifying=it.extent(extent.qualifying),
            drivers=extent.drivers,
        ),
        "sources": {SOURCE: map_.source},
        "class": [class_ for class_ in map_.classes if class_.code in used],
        "circuit": list(_circuits(it)),
        "round": [_round(it, where, results) for where in it.order],
        "championship": titles,
        "derivation": [class_places(SOURCES)] if counted else [],
    }
    return SeasonFile.model_validate(values)


def _all_won(it: Making, results: Sequence[ResultRow]) -> bool:
    won = {row.round_ for row in results if row.session == "race" and row.overall_position == 1}
    return all(it.codes[where] in won for where in it.order if where <= it.last)


def _circuits(it: Making) -> Iterator[Circuit]:
    seen: set[str] = set()
    for where in it.order:
        record = it.held.rounds[where]
        if where[1] in seen:
            continue
        seen.add(where[1])
        yield Circuit(
            code=where[1],
            name=record["circuit"],
            aliases=(record["circuit_code"].replace("_", " "),) if record["circuit_code"] else (),
            place=record["place"] or "?",
            country=country(it.map, record["country"]) or "?",
            sources=SOURCES,
        )


def _round(it: Making, where: Where, results: Sequence[ResultRow]) -> Round:
    record = it.held.rounds[where]
    code = it.codes[where]
    rows = [row for row in results if row.round_ == code and row.session == "race"]
    winner = next((row for row in rows if row.overall_position == 1 and row.class_position == 1), None)
    cars = Counter(row.car for row in rows if row.car != "?")
    sprint = [row for row in results if row.round_ == code and row.session == "sprint"]
    others = Counter(row.car for row in sprint if row.car != "?")
    repeated = tuple(sorted(car for car in cars | others if cars[car] > 1 or others[car] > 1))
    values: dict[str, Any] = {
        "code": code,
        "number": number(record["round"], "round") or None,
        "name": record["race"] or record["circuit"],
        "circuit": where[1],
        "date": where[0],
        "sources": SOURCES,
        "repeated_cars": repeated,
        "to_come": where > it.last,
        "overall_places_known": _places_known(rows),
    }
    if winner and winner.car != "?":
        values["overall_winner"] = Fact[str](value=winner.car, sources=SOURCES)
    if winner and isinstance(winner.laps, int) and winner.laps:
        values["laps"] = Fact[int](value=winner.laps, sources=SOURCES)
    return Round.model_validate(values)


def _places_known(rows: Sequence[ResultRow]) -> int | None:
    known = {row.overall_position for row in rows if isinstance(row.overall_position, int)}
    place = 0
    while place + 1 in known:
        place += 1
    return place or None


def _denominator(standings: Sequence[StandingRow]) -> int:
    points = [cell.points for row in standings for cell in (*row.cells.values(), row.total) if cell.points is not None]
    return lcm(*(item.denominator for item in points)) if points else 1
