"""Results and qualifying of one season: a line that cannot stand there is named and left out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.importers.class_places import CLASS_PLACES
from bot.importers.mapped.making import SOURCES, Making
from bot.importers.mapped.reading import Drive, Where, number
from bot.importers.mapped.records import Record
from bot.importers.times import gap_of, time_of
from bot.season.model.rows import QualifyingRow, ResultRow


def result_rows(it: Making) -> Iterator[ResultRow]:
    """Lines of results.csv, by race, session and place."""
    order = {where: at for at, where in enumerate(it.order)}
    drives = sorted(
        it.held.drives,
        key=lambda drive: (order[drive.where], drive.session, drive.position is None, drive.position or 0),
    )
    places: Counter[tuple[Where, str, str]] = Counter()
    cars: set[tuple[Where, str, str]] = set()
    overall: set[tuple[Where, str, int]] = set()
    for drive in drives:
        car = drive.record["car"] or "?"
        key = (drive.where, drive.session, car)
        if car != "?" and key in cars and not it.map.repeated_cars:
            it.note(drive.record, f"car {car} stands twice in the race")
            continue
        if drive.position is not None:
            at = (drive.where, drive.session, drive.position)
            if at in overall:
                it.note(drive.record, f"place {drive.position} stands twice in the race")
                continue
            overall.add(at)
            places[drive.where, drive.session, drive.class_] += 1
        cars.add(key)
        row = it.safely(drive.record, lambda: _row(it, drive, car, places))  # noqa: B023
        if row is not None:
            yield row


def _row(it: Making, drive: Drive, car: str, places: Mapping[tuple[Where, str, str], int]) -> ResultRow:
    record = drive.record
    counted = False
    place: int | str = "-" if drive.position is None else drive.position
    if drive.position is None and drive.status == "?":
        place = "?"
    if drive.position is not None and it.map.results.class_position:
        place = number(record["class_position"], "class_position") or "?"
    elif drive.position is not None and len(it.map.classes) > 1:
        place, counted = places[drive.where, drive.session, drive.class_], True
    time = time_of(record["time"]) if ":" in record["time"] and not record["time"].startswith("+") else None
    gap = record["gap"]
    unfinished = drive.status in {"retired", "not classified", "disqualified", "did not start"}
    grid: int | str = number(record["grid"], "grid") or ""
    return ResultRow.model_validate(
        {
            "line": 0,
            "round": it.codes[drive.where],
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
            "sources": SOURCES,
            "derivation": CLASS_PLACES if counted else None,
        }
    )


def qualifying_rows(it: Making, grids: Sequence[tuple[Record, Where]]) -> Iterator[QualifyingRow]:
    """Lines of qualifying.csv, by race."""
    for record, where in sorted(grids, key=lambda item: item[1]):
        if where not in it.codes:
            it.note(record, "is of no race that was read")
            continue
        row = it.safely(record, lambda: _grid_row(it, record, where))  # noqa: B023
        if row is not None:
            yield row


def _grid_row(it: Making, record: Record, where: Where) -> QualifyingRow:
    times = [time for text in record.several("time") if (time := time_of(text))]
    return QualifyingRow.model_validate(
        {
            "line": 0,
            "round": it.codes[where],
            "position": number(record["position"], "position") or "",
            "class": it.reading.class_(record),
            "car": record["car"] or "?",
            "team": record["team"],
            "drivers": it.namer.names(record),
            "time": times[-1] if times else None,
            "sources": SOURCES,
        }
    )
