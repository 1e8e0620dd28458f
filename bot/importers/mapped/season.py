"""What was read, made into seasons: a line that cannot stand in one is named and left out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from pydantic import ValidationError

from bot.errors import ImportRefused
from bot.importers.job import Remark
from bot.importers.keys import key_of
from bot.importers.mapped.plan import Map, StandingColumns
from bot.importers.mapped.reading import (
    SOURCE,
    Drive,
    Namer,
    Reading,
    Unread,
    Where,
    country,
    fraction,
    number,
)
from bot.importers.mapped.records import Record
from bot.importers.times import gap_of, time_of
from bot.season.cells import Cell
from bot.season.explain import explain
from bot.season.model.calendar import Circuit, Round
from bot.season.model.championships import Championship
from bot.season.model.facts import Coverage, Derivation, Fact, TableCoverage
from bot.season.model.file import SeasonFile
from bot.season.model.rows import QualifyingRow, ResultRow, StandingRow
from bot.season.model.season import Season

CLASS_PLACES = "class-places"
_COUNTED = "Class places are counted among the classified cars of a class, in the order of the overall places."
_SOURCES = (SOURCE,)


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
            reading.problems.append(Remark(record.where, str(error)))
    finals = [(columns, _finals(reading, records)) for columns, records in tables]
    for label in sorted(label for label, held in reading.seasons.items() if held.drives):
        making = _Making(reading, map_, namer, label)
        try:
            yield making.season(grids[label], [(columns, by_label.get(label, ())) for columns, by_label in finals])
        except ValidationError as error:
            problem = explain(error)[0]
            raise ImportRefused(f"The {label} season cannot be made: {problem.where} {problem.problem}.") from None


def _finals(reading: Reading, records: Sequence[Record]) -> dict[str, list[Record]]:
    """The lines of each season's last date: a table may stand there after every race."""
    found: defaultdict[str, defaultdict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        try:
            found[reading.label(record)][record["date"]].append(record)
        except Unread as error:
            reading.problems.append(Remark(record.where, str(error)))
    return {label: by_date[max(by_date)] for label, by_date in found.items()}


class _Making:
    """One season of what was read."""

    def __init__(self, reading: Reading, map_: Map, namer: Namer, label: str) -> None:
        self._reading = reading
        self._map = map_
        self._namer = namer
        self._label = label
        self._held = reading.seasons[label]
        self._order = sorted(self._held.rounds)
        self._raced = {drive.where for drive in self._held.drives}
        self._last = max(self._raced)
        self._codes = self._round_codes()

    def season(
        self, grids: Sequence[tuple[Record, Where]], tables: Sequence[tuple[StandingColumns, Sequence[Record]]]
    ) -> Season:
        results = tuple(self._results())
        qualifying = tuple(self._qualifying(grids))
        standings: list[StandingRow] = []
        titles: list[Championship] = []
        for columns, records in tables:
            rows = list(self._standings(columns, records))
            standings += rows
            if rows:
                titles.append(self._championship(columns))
        file = self._file(results, standings, titles)
        names = {name for row in results for name in row.crew}
        names |= {name for row in qualifying for name in row.drivers}
        drivers = {title.code for title in titles if title.kind == "drivers"}
        names |= {row.competitor for row in standings if row.championship in drivers}
        return Season(
            file=file,
            drivers=self._namer.people.rows(names),
            results=results,
            qualifying=qualifying,
            standings=tuple(standings),
        )

    def _round_codes(self) -> dict[Where, str]:
        """A code a race: its name, with a number behind it where the season has two of that name."""
        counts: Counter[str] = Counter()
        codes: dict[Where, str] = {}
        for where in self._order:
            base = key_of(self._held.rounds[where]["race"]) or where[1]
            base = base.removesuffix("-grand-prix")
            counts[base] += 1
            codes[where] = base if counts[base] == 1 else f"{base}-{counts[base]}"
        return codes

    def _file(
        self, results: Sequence[ResultRow], standings: Sequence[StandingRow], titles: Sequence[Championship]
    ) -> SeasonFile:
        map_ = self._map
        extent = map_.coverage
        used = {row.class_ for row in results}
        counted = any(row.derivation == CLASS_PLACES for row in results)
        values: dict[str, Any] = {
            "format": 1,
            "series": map_.series,
            "series_name": map_.series_name,
            "series_aliases": map_.series_aliases,
            "label": self._label,
            "name": map_.name.replace("{season}", self._label).replace("{series_name}", map_.series_name),
            "starts": self._order[0][0],
            "ends": self._order[-1][0],
            "points_denominator": _denominator(standings),
            "default_kind": map_.default_kind,
            "data_licence": map_.data_licence,
            "credit": map_.credit,
            "coverage": Coverage(
                calendar=extent.calendar,
                results=self._extent(extent.results),
                overall_winners=extent.results if self._all_won(results) else "partial",
                qualifying=self._extent(extent.qualifying),
                drivers=extent.drivers,
            ),
            "sources": {SOURCE: map_.source},
            "class": [class_ for class_ in map_.classes if class_.code in used],
            "circuit": list(self._circuits()),
            "round": [self._round(where, results) for where in self._order],
            "championship": titles,
            "derivation": [Derivation(code=CLASS_PLACES, text=_COUNTED, sources=_SOURCES)] if counted else [],
        }
        return SeasonFile.model_validate(values)

    def _all_won(self, results: Sequence[ResultRow]) -> bool:
        won = {row.round_ for row in results if row.session == "race" and row.overall_position == 1}
        return all(self._codes[where] in won for where in self._order if where <= self._last)

    def _extent(self, said: TableCoverage) -> TableCoverage:
        """How complete a table is: never more so than what could be read of it."""
        missing = any(where not in self._raced for where in self._order if where < self._last)
        whole = self._held.whole and self._reading.whole and not missing
        return "partial" if said == "complete" and not whole else said

    def _circuits(self) -> Iterator[Circuit]:
        seen: set[str] = set()
        for where in self._order:
            record = self._held.rounds[where]
            if where[1] in seen:
                continue
            seen.add(where[1])
            yield Circuit(
                code=where[1],
                name=record["circuit"],
                aliases=(record["circuit_code"].replace("_", " "),) if record["circuit_code"] else (),
                place=record["place"] or "?",
                country=country(self._map, record["country"]) or "?",
                sources=_SOURCES,
            )

    def _round(self, where: Where, results: Sequence[ResultRow]) -> Round:
        record = self._held.rounds[where]
        code = self._codes[where]
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
            "sources": _SOURCES,
            "repeated_cars": repeated,
            "to_come": where > self._last,
            "overall_places_known": _places_known(rows),
        }
        if winner and winner.car != "?":
            values["overall_winner"] = Fact[str](value=winner.car, sources=_SOURCES)
        if winner and isinstance(winner.laps, int) and winner.laps:
            values["laps"] = Fact[int](value=winner.laps, sources=_SOURCES)
        return Round.model_validate(values)

    def _results(self) -> Iterator[ResultRow]:
        order = {where: at for at, where in enumerate(self._order)}
        drives = sorted(
            self._held.drives,
            key=lambda drive: (order[drive.where], drive.session, drive.position is None, drive.position or 0),
        )
        places: Counter[tuple[Where, str, str]] = Counter()
        cars: set[tuple[Where, str, str]] = set()
        overall: set[tuple[Where, str, int]] = set()
        for drive in drives:
            car = drive.record["car"] or "?"
            key = (drive.where, drive.session, car)
            if car != "?" and key in cars and not self._map.repeated_cars:
                self._note(drive.record, f"car {car} stands twice in the race")
                continue
            if drive.position is not None:
                at = (drive.where, drive.session, drive.position)
                if at in overall:
                    self._note(drive.record, f"place {drive.position} stands twice in the race")
                    continue
                overall.add(at)
                places[drive.where, drive.session, drive.class_] += 1
            cars.add(key)
            row = self._safely(drive.record, lambda: self._row(drive, car, places))  # noqa: B023
            if row is not None:
                yield row

    def _row(self, drive: Drive, car: str, places: Mapping[tuple[Where, str, str], int]) -> ResultRow:
        record = drive.record
        counted = False
        place: int | str = "-" if drive.position is None else drive.position
        if drive.position is None and drive.status == "?":
            place = "?"
        if drive.position is not None and self._map.results.class_position:
            place = number(record["class_position"], "class_position") or "?"
        elif drive.position is not None and len(self._map.classes) > 1:
            place, counted = places[drive.where, drive.session, drive.class_], True
        time = time_of(record["time"]) if ":" in record["time"] and not record["time"].startswith("+") else None
        gap = record["gap"]
        unfinished = drive.status in {"retired", "not classified", "disqualified", "did not start"}
        grid: int | str = number(record["grid"], "grid") or ""
        return ResultRow.model_validate(
            {
                "line": 0,
                "round": self._codes[drive.where],
                "session": drive.session,
                "class": drive.class_,
                "class_position": place,
                "overall_position": "-" if drive.position is None and place == "-" else drive.position or "",
                "car": car,
                "team": record["team"] or "?",
                "entrant": record["entrant"],
                "constructor": record["constructor"],
                "crew": tuple(drive.crew) or ("?",),
                "chassis": record["chassis"],
                "engine": record["engine"],
                "tyre": record["tyre"],
                "grid": grid,
                "laps": "" if not record["laps"] else number(record["laps"], "laps") or 0,
                "time": time,
                "gap": gap_of(gap) if gap.startswith("+") or "lap" in gap.casefold() else None,
                "status": drive.status,
                "reason": record["reason"] if unfinished else "",
                "sources": _SOURCES,
                "derivation": CLASS_PLACES if counted else None,
            }
        )

    def _qualifying(self, grids: Sequence[tuple[Record, Where]]) -> Iterator[QualifyingRow]:
        for record, where in sorted(grids, key=lambda item: item[1]):
            if where not in self._codes:
                self._note(record, "is of no race that was read")
                continue
            row = self._safely(record, lambda: self._grid_row(record, where))  # noqa: B023
            if row is not None:
                yield row

    def _grid_row(self, record: Record, where: Where) -> QualifyingRow:
        times = [time for text in record.several("time") if (time := time_of(text))]
        return QualifyingRow.model_validate(
            {
                "line": 0,
                "round": self._codes[where],
                "position": number(record["position"], "position") or "",
                "class": self._reading.class_(record),
                "car": record["car"] or "?",
                "team": record["team"],
                "drivers": self._namer.names(record),
                "time": times[-1] if times else None,
                "sources": _SOURCES,
            }
        )

    def _championship(self, columns: StandingColumns) -> Championship:
        class_ = columns.class_ or self._map.classes[0].code
        return Championship.model_validate(
            {
                "code": _title_code(columns),
                "class": class_,
                "kind": columns.kind,
                "name": columns.title,
                "coverage": self._extent(columns.coverage),
            }
        )

    def _standings(self, columns: StandingColumns, records: Sequence[Record]) -> Iterator[StandingRow]:
        seen: set[str] = set()
        for record in records:
            row = self._safely(record, lambda: self._standing(columns, record))  # noqa: B023
            if row is None:
                continue
            if row.competitor in seen:
                self._note(record, f"{row.competitor} stands twice in the table")
                continue
            seen.add(row.competitor)
            yield row

    def _standing(self, columns: StandingColumns, record: Record) -> StandingRow:
        name = record["competitor"]
        if columns.kind == "drivers":
            name = self._namer.competitor(name, record)
        total = fraction(record["points"])
        scored = self._held.points.get((columns.kind, name), {})
        # What was scored is said by round where it adds up to the published total; else some of it was dropped,
        # or given for something else, and which the source does not say.
        whole = sum(scored.values(), Fraction(0)) == total
        started = {drive.where for drive in self._held.drives if name in self._competitors(columns, drive)}
        cells = {
            self._codes[where]: Cell("points", scored.get(where, Fraction(0)))
            if where in started or where in scored
            else Cell("no part")
            for where in self._order
            if where in self._raced
        }
        position = record["position"]
        return StandingRow(
            line=0,
            championship=_title_code(columns),
            position=int(position) if _is_place(position) else {"D": "DSQ", "E": "EX"}.get(position),  # type: ignore[arg-type]
            competitor=name,
            cells=cells if whole else {},
            total=Cell("points", total),
            sources=_SOURCES,
        )

    def _competitors(self, columns: StandingColumns, drive: Drive) -> Sequence[str]:
        if columns.kind == "drivers":
            return drive.crew
        return (drive.record["team" if columns.kind == "teams" else "constructor"],)

    def _safely(self, record: Record, make: Callable[[], Any]) -> Any:
        """What is made of a line; None, with the reason noted, where nothing can be."""
        try:
            return make()
        except Unread as error:
            self._note(record, str(error))
        except ValidationError as error:
            problem = explain(error)[0]
            self._note(record, f"{problem.where}: {problem.problem}")
        return None

    def _note(self, record: Record, problem: str) -> None:
        self._reading.left_out(record, problem)


def _title_code(columns: StandingColumns) -> str:
    return key_of(columns.title) or columns.kind


def _places_known(rows: Sequence[ResultRow]) -> int | None:
    known = {row.overall_position for row in rows if isinstance(row.overall_position, int)}
    place = 0
    while place + 1 in known:
        place += 1
    return place or None


def _denominator(standings: Sequence[StandingRow]) -> int:
    points = [cell.points for row in standings for cell in (*row.cells.values(), row.total) if cell.points is not None]
    return lcm(*(item.denominator for item in points)) if points else 1


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < len(text) <= 3 and int(text) > 0
