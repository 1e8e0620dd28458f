"""The races of one season: rounds with their facts, cars with their crews, grids. A row not understood is said."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.importers.f1db.entrants import EntryList
from bot.importers.f1db.names import Names
from bot.importers.f1db.tree import Record, SeasonFiles, record, records, text
from bot.importers.job import Remark
from bot.season.explain import explain
from bot.season.model.calendar import Round
from bot.season.model.rows import QualifyingRow, ResultRow, Row

SOURCES = ("f1db",)
CLASS = "F1"

_TIME = re.compile(r"([0-9]{1,3}:)?([0-9]{1,2}:)?[0-9]{1,2}\.[0-9]{1,3}")
_LAPS_BEHIND = re.compile(r"\+(\d{1,3}) laps?")
_STATUS = {
    "DNF": "retired",
    "NC": "not classified",
    "DSQ": "disqualified",
    "EX": "excluded",
    "DNS": "did not start",
    "DNQ": "did not qualify",
    "DNPQ": "did not pre-qualify",
    "DNP": "did not practise",
}

R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class Races:
    """What was read of a season's races. `points` are those awarded, by round code and driver id, the sprint's with
    the race's; `drivers` are ids in the order in which they are met.
    """

    rounds: list[Round] = field(default_factory=list)
    results: list[ResultRow] = field(default_factory=list)
    qualifying: list[QualifyingRow] = field(default_factory=list)
    points: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    started: set[tuple[str, str]] = field(default_factory=set)
    drivers: dict[str, None] = field(default_factory=dict)
    constructors: dict[str, None] = field(default_factory=dict)
    sprints: list[str] = field(default_factory=list)
    deciders: dict[str, str] = field(default_factory=dict)
    layouts: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)


def read_races(files: SeasonFiles, names: Names, entries: EntryList, outlaws: Mapping[str, str]) -> Races:
    """Read every race of a season, in order of date.

    `outlaws` are names of competitors of the constructors' championship by the id of the entrant whose cars scored
    under them.
    """
    races = Races()
    found = sorted(
        ((record(raw["race.yml"], f"{files.year}/{folder}/race.yml"), raw) for folder, raw in files.races.items()),
        key=lambda race: (text(race[0], "date"), int(text(race[0], "round") or 0)),
    )
    codes = Counter(text(race, "grandPrixId") for race, _ in found)
    for race, raw in found:
        code = text(race, "grandPrixId")
        if codes[code] > 1:
            code = f"{code}-{text(race, 'circuitId')}"
        _Race(races, f"{files.year} {code}", code, race, raw, names, entries, outlaws).read()
    return races


@dataclass(slots=True)
class _Race:
    races: Races
    where: str
    code: str
    race: Record
    raw: Mapping[str, bytes]
    names: Names
    entries: EntryList
    outlaws: Mapping[str, str]

    def read(self) -> None:
        results = self._records("race-results.yml")
        cars = _cars(results)
        self._results(cars, "race")
        sprint = self._records("sprint-race-results.yml")
        if sprint:
            self.races.sprints.append(self.code)
            self._results(_cars(sprint), "sprint")
        self._qualifying()
        self._round(cars)
        for flag, title in (
            ("driversChampionshipDecider", "drivers"),
            ("constructorsChampionshipDecider", "constructors"),
        ):
            if text(self.race, flag) == "true":
                self.races.deciders[title] = self.code

    def _records(self, name: str) -> list[Record]:
        """The rows of a file; those that do not say who and with whom are left out, and that is said."""
        rows = records(self.raw.get(name), f"{self.where}/{name}")
        whole = [row for row in rows if text(row, "driverId") and text(row, "constructorId")]
        if name.endswith("race-results.yml"):
            whole = self._without_odd_places(whole)
        if len(whole) < len(rows):
            missing = len(rows) - len(whole)
            self.races.problems.append(Remark(self.where, f"{name}: rows without a driver or a constructor: {missing}"))
        return whole

    def _without_odd_places(self, rows: Sequence[Record]) -> list[Record]:
        """Rows with a last place taken back that a car which retired early, behind a gap of places, cannot have."""
        places = sorted(int(text(row, "position")) for row in rows if text(row, "position").isdecimal())
        checked: list[Record] = []
        for row in rows:
            position, laps = text(row, "position"), text(row, "laps")
            odd = (
                position.isdecimal()
                and len(places) > 1
                and int(position) == places[-1] > places[-2] + 1
                and text(row, "reasonRetired")
                and laps.isdecimal()
                and int(laps) * 2 < int(text(self.race, "laps") or 0)
            )
            if odd:
                said = f"car {text(row, 'driverNumber')} has place {position} with {laps} laps, and retired"
                self.races.problems.append(Remark(self.where, f"{said}: read as retired, without a place"))
            checked.append({**row, "position": "DNF"} if odd else row)
        return checked

    def _row(self, kind: type[R], values: dict[str, Any], what: str) -> R | None:
        """A row of a table; None, and a remark, where it cannot be one."""
        try:
            return kind.model_validate({"line": 0, **values})
        except ValidationError as error:
            problems = "; ".join(f"{problem.where} {problem.problem}" for problem in explain(error))
            self.races.problems.append(Remark(self.where, f"{what} was left out: {problems}"))
            return None

    def _results(self, cars: Sequence[Sequence[Record]], session: str) -> None:
        number = int(text(self.race, "round") or 0)
        grid = self._grid_of_absent(cars) if session == "race" else {}
        for car in cars:
            first = car[0]
            for item in car:
                driver = text(item, "driverId")
                self.races.drivers[driver] = None
                key = self.code, driver
                points = text(item, "points")
                self.races.points[key] = self.races.points.get(key, Fraction(0)) + Fraction(points or 0)
                if _status(first) in {"classified", "not classified", "retired", "disqualified"}:
                    self.races.started.add(key)
            values = self._car(car, session, number)
            values["grid"] = values["grid"] or grid.get(text(first, "driverId"))
            if row := self._row(ResultRow, values, f"{session}, car {values['car']}"):
                self.races.results.append(row)

    def _grid_of_absent(self, cars: Sequence[Sequence[Record]]) -> dict[str, int | str | None]:
        """Places on the grid, by driver, of those who had one and did not start: results leave theirs out."""
        cars_of = Counter(text(item, "driverId") for car in cars for item in car)
        absent = {text(car[0], "driverId") for car in cars if _status(car[0]) == "did not start"}
        return {
            driver: _grid(text(item, "position"))
            for item in self._records("starting-grid-positions.yml")
            if (driver := text(item, "driverId")) in absent and cars_of[driver] == 1
        }

    def _car(self, car: Sequence[Record], session: str, number: int) -> dict[str, Any]:
        first = car[0]
        constructor, engine_by = text(first, "constructorId"), text(first, "engineManufacturerId")
        self.races.constructors[constructor] = None
        known = self.entries.car(text(first, "driverId"), constructor, engine_by, number)
        position = text(first, "position")
        place = int(position) if position.isdecimal() else "-"
        label = self.names.constructor_label(constructor, engine_by)
        tyre = text(first, "tyreManufacturerId")
        return {
            "round": self.code,
            "session": session,
            "class": CLASS,
            "class_position": place,
            "overall_position": place,
            "car": text(first, "driverNumber") or "?",
            "team": self.names.name("constructors", constructor),
            "entrant": self.names.name("entrants", known.entrant) if known.entrant else None,
            "constructor": self.outlaws.get(known.entrant or "", label),
            "crew": tuple(self.names.name("drivers", text(item, "driverId")) for item in car),
            "chassis": self.names.full_name("chassis", known.chassis) if known.chassis else "?",
            "engine": self.names.full_name("engines", known.engine) if known.engine else "?",
            "tyre": self.names.name("tyre-manufacturers", tyre) if tyre else None,
            "grid": _grid(text(first, "gridPosition")),
            "laps": text(first, "laps") or None,
            "time": text(first, "time") if _TIME.fullmatch(text(first, "time")) else None,
            "gap": text(first, "gap") or None,
            "reason": text(first, "reasonRetired") or None,
            "status": _status(first),
            "sources": SOURCES,
        }

    def _qualifying(self) -> None:
        for item in self._records("qualifying-results.yml"):
            position = text(item, "position")
            time = next((text(item, key) for key in ("time", "q3", "q2", "q1") if text(item, key)), "")
            place = position if position.isdecimal() else None
            if place is None and not time:
                continue
            driver = text(item, "driverId")
            self.races.drivers[driver] = None
            values = {
                "round": self.code,
                "position": place,
                "class": CLASS,
                "class_position": place,
                "car": text(item, "driverNumber") or "?",
                "team": self.names.name("constructors", text(item, "constructorId")),
                "drivers": (self.names.name("drivers", driver),),
                "time": time if _TIME.fullmatch(time) else None,
                "sources": SOURCES,
            }
            if row := self._row(QualifyingRow, values, f"qualifying, car {values['car']}"):
                self.races.qualifying.append(row)

    def _round(self, cars: Sequence[Sequence[Record]]) -> None:
        race = self.race
        grand_prix = text(race, "grandPrixId")
        circuit = text(race, "circuitId")
        self.races.layouts.setdefault(circuit, set()).add(
            (text(race, "courseLength"), text(race, "turns"), text(race, "circuitType"))
        )
        places = [int(text(car[0], "position")) for car in cars if text(car[0], "position").isdecimal()]
        numbers = Counter(text(car[0], "driverNumber") for car in cars)
        values: dict[str, Any] = {
            "code": self.code,
            "number": int(text(race, "round") or 0),
            "name": self.names.full_name("grands-prix", grand_prix),
            "circuit": circuit,
            "date": date.fromisoformat(text(race, "date")),
            "sources": SOURCES,
            "aliases": tuple(
                dict.fromkeys(
                    alias
                    for alias in (
                        self.names.name("grands-prix", grand_prix),
                        text(self.names.of("grands-prix", grand_prix), "shortName"),
                    )
                    if alias
                )
            ),
            "short": self.names.name("grands-prix", grand_prix),
            "full_name": _fact(text(race, "officialName")[:120]),
        }
        if cars:
            values |= {
                "laps": _fact(int(text(race, "laps"))) if text(race, "laps").isdecimal() else None,
                "distance_km": _fact(Decimal(text(race, "distance"))) if text(race, "distance") else None,
                "margin": self._margin(cars),
                "fastest_lap": self._fastest_lap(),
                "overall_places_known": max(places, default=0) or None,
                "complete_classes": (CLASS,),
                "vacant_places": tuple(sorted(set(range(1, max(places, default=0))) - set(places))),
                "repeated_cars": tuple(
                    number for number, cars_of in numbers.items() if cars_of > 1 and number and number != "?"
                ),
            }
        else:
            values["to_come"] = True
        self.races.rounds.append(
            Round.model_validate({key: value for key, value in values.items() if value is not None})
        )

    def _margin(self, cars: Sequence[Sequence[Record]]) -> dict[str, Any] | None:
        second = next((car[0] for car in cars if text(car[0], "position") == "2"), None)
        if second is None:
            return None
        gap = text(second, "gap")
        over = {"over": text(second, "driverNumber") or "?", "sources": SOURCES}
        if laps := _LAPS_BEHIND.fullmatch(gap):
            return {"laps": int(laps[1]), **over}
        time = gap.removeprefix("+")
        return {"time": time, **over} if _TIME.fullmatch(time) else None

    def _fastest_lap(self) -> dict[str, Any] | None:
        """The fastest lap; with several drivers where the source puts them all first."""
        first = [item for item in self._records("fastest-laps.yml") if text(item, "position") == "1"]
        if not first:
            return None
        drivers = list(dict.fromkeys(self.names.name("drivers", text(item, "driverId")) for item in first))
        lap: dict[str, Any] = {
            "car": text(first[0], "driverNumber") or "?",
            "driver": drivers[0],
            "also": tuple(drivers[1:]),
            "sources": SOURCES,
        }
        if _TIME.fullmatch(text(first[0], "time")):
            lap["time"] = text(first[0], "time")
        return lap


def _fact(value: object) -> dict[str, Any]:
    return {"value": value, "sources": SOURCES}


def _status(item: Record) -> str:
    position = text(item, "position")
    return "classified" if position.isdecimal() else _STATUS.get(position, "?")


def _grid(position: str) -> int | str | None:
    if position.isdecimal():
        return int(position)
    return "pit lane" if position == "PL" else None


def _cars(rows: Sequence[Record]) -> list[list[Record]]:
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


def points_denominator(points: Iterator[Fraction]) -> int:
    """The unit of a season's points: whole, halves, or hundredths where thirds and sevenths were rounded to those."""
    denominators = {value.denominator for value in points}
    return 1 if denominators <= {1} else 2 if denominators <= {1, 2} else 100
