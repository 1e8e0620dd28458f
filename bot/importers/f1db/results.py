"""Cars with their crews, and the grid of qualifying, of one race."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from bot.importers.f1db.race import CLASS, SOURCES, TIME, Race, status_of
from bot.importers.f1db.tree import Record, text
from bot.season.model.rows import QualifyingRow, ResultRow
from bot.season.statuses import STARTED


def take_results(it: Race, cars: Sequence[Sequence[Record]], session: str) -> None:
    """Take the cars of the race, or of its sprint."""
    number = int(text(it.race, "round") or 0)
    grid = _grid_of_absent(it, cars) if session == "race" else {}
    for car in cars:
        first = car[0]
        for item in car:
            driver = text(item, "driverId")
            it.races.drivers[driver] = None
            key = it.code, driver
            points = text(item, "points")
            it.races.points[key] = it.races.points.get(key, Fraction(0)) + Fraction(points or 0)
            if status_of(first) in STARTED:
                it.races.started.add(key)
        values = _car(it, car, session, number)
        values["grid"] = values["grid"] or grid.get(text(first, "driverId"))
        if row := it.row(ResultRow, values, f"{session}, car {values['car']}"):
            it.races.results.append(row)


def take_qualifying(it: Race) -> None:
    """Take what is known of qualifying."""
    for item in it.records("qualifying-results.yml"):
        position = text(item, "position")
        time = next((text(item, key) for key in ("time", "q3", "q2", "q1") if text(item, key)), "")
        place = position if position.isdecimal() else None
        if place is None and not time:
            continue
        driver = text(item, "driverId")
        it.races.drivers[driver] = None
        values = {
            "round": it.code,
            "position": place,
            "class": CLASS,
            "class_position": place,
            "car": text(item, "driverNumber") or "?",
            "team": it.names.name("constructors", text(item, "constructorId")),
            "drivers": (it.names.name("drivers", driver),),
            "time": time if TIME.fullmatch(time) else None,
            "sources": SOURCES,
        }
        if row := it.row(QualifyingRow, values, f"qualifying, car {values['car']}"):
            it.races.qualifying.append(row)


def one_car_each(rows: Sequence[Record]) -> list[list[Record]]:
    """Rows by car: a driver who took over a car follows whom it was taken over from."""
    cars: list[list[Record]] = []
    for row in rows:
        if cars and text(row, "sharedCar") == "true" and _one_car(cars[-1][0], row):
            cars[-1].append(row)
        else:
            cars.append([row])
    return cars


def _one_car(one: Record, other: Record) -> bool:
    return all(text(one, key) == text(other, key) for key in ("driverNumber", "position", "constructorId"))


def _grid_of_absent(it: Race, cars: Sequence[Sequence[Record]]) -> dict[str, int | str | None]:
    """Places on the grid, by driver, of those who had one and did not start: results leave theirs out."""
    cars_of = Counter(text(item, "driverId") for car in cars for item in car)
    absent = {text(car[0], "driverId") for car in cars if status_of(car[0]) == "did not start"}
    return {
        driver: _grid(text(item, "position"))
        for item in it.records("starting-grid-positions.yml")
        if (driver := text(item, "driverId")) in absent and cars_of[driver] == 1
    }


def _car(it: Race, car: Sequence[Record], session: str, number: int) -> dict[str, Any]:
    first = car[0]
    constructor, engine_by = text(first, "constructorId"), text(first, "engineManufacturerId")
    it.races.constructors[constructor] = None
    known = it.entries.car(text(first, "driverId"), constructor, engine_by, number)
    position = text(first, "position")
    place = int(position) if position.isdecimal() else "-"
    label = it.names.constructor_label(constructor, engine_by)
    tyre = text(first, "tyreManufacturerId")
    return {
        "round": it.code,
        "session": session,
        "class": CLASS,
        "class_position": place,
        "overall_position": place,
        "car": text(first, "driverNumber") or "?",
        "team": it.names.name("constructors", constructor),
        "entrant": it.names.name("entrants", known.entrant) if known.entrant else None,
        "constructor": it.outlaws.get(known.entrant or "", label),
        "crew": tuple(it.names.name("drivers", text(item, "driverId")) for item in car),
        "chassis": it.names.full_name("chassis", known.chassis) if known.chassis else "?",
        "engine": it.names.full_name("engines", known.engine) if known.engine else "?",
        "tyre": it.names.name("tyre-manufacturers", tyre) if tyre else None,
        "grid": _grid(text(first, "gridPosition")),
        "laps": text(first, "laps") or None,
        "time": text(first, "time") if TIME.fullmatch(text(first, "time")) else None,
        "gap": text(first, "gap") or None,
        "reason": text(first, "reasonRetired") or None,
        "status": status_of(first),
        "sources": SOURCES,
    }


def _grid(position: str) -> int | str | None:
    if position.isdecimal():
        return int(position)
    return "pit lane" if position == "PL" else None
