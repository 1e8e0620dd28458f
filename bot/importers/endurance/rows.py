"""One published results file in, its cars out; a line that cannot be read is named and left out.

Columns are known by name, in both families: `DRIVER_1` with whole names, and `DRIVER1_FIRSTNAME` with its surname.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.errors import ImportRefused
from bot.importers.endurance.names import person
from bot.importers.job import Remark
from bot.importers.keys import folded
from bot.importers.tables import Line, read_table
from bot.importers.times import gap_of, time_of
from bot.season.statuses import Status

_NEEDED = ("POSITION", "NUMBER", "TEAM", "VEHICLE", "CLASS", "STATUS", "LAPS", "TOTAL_TIME")
_WHOLE = re.compile(r"DRIVER_?(\d)")
_MOST = 6
"""Drivers of a car that have columns."""

STATUSES: Mapping[str, Status] = {
    "classified": "classified",
    "finished": "classified",
    "notclassified": "not classified",
    "nc": "not classified",
    "notfinished": "not classified",
    "retired": "retired",
    "ret": "retired",
    "dnf": "retired",
    "didnotfinish": "retired",
    "disqualified": "disqualified",
    "dsq": "disqualified",
    "excluded": "disqualified",
    "notstarted": "did not start",
    "didnotstart": "did not start",
    "dns": "did not start",
}
"""The source's words for what became of a car, without capitals and blanks."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver of a car: as people write the name, as the source does, and the country in three letters or None."""

    name: str
    raw: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Car:
    """One line of a results file. `position` is None for a car that was not classified; `laps` where it is blank."""

    line: int
    position: int | None
    number: str
    team: str
    drivers: tuple[Driver, ...]
    vehicle: str
    tyre: str
    class_: str
    status: Status
    laps: int | None
    time: str | None
    gap: str | None
    fastest: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """A results file: its cars in the order of the file, and the lines that were left out."""

    name: str
    cars: tuple[Car, ...]
    problems: tuple[Remark, ...]

    @property
    def laps(self) -> int:
        """Laps of the car that did the most."""
        return max((car.laps or 0 for car in self.cars), default=0)


class _Unread(ValueError):
    """A line that cannot be read, and why."""


def is_results(raw: bytes) -> bool:
    """Whether a file looks like one of results: lap charts and weather lie in the same folders."""
    header = raw[:4096].split(b"\n", 1)[0].upper()
    return all(column.encode() in header for column in ("POSITION", "NUMBER", "LAPS", "TOTAL_TIME", "STATUS"))


def read_results(raw: bytes, name: str, statuses: Mapping[str, Status]) -> Results:
    """Read one results file. `statuses` are further words for what became of a car.

    Raises: ImportRefused where it is no such file.
    """
    table = read_table(raw, name)
    missing = [column for column in _NEEDED if column not in table.columns]
    if missing:
        raise ImportRefused(f"{name} lacks the columns {', '.join(missing)}: it is not a results file of Al Kamel's.")
    if doubled := sorted(table.repeated & {*_NEEDED, "GAP_FIRST", "FL_TIME"}):
        raise ImportRefused(f"{name} has the column {', '.join(doubled)} twice.")
    if not any(_WHOLE.match(column) for column in table.columns):
        raise ImportRefused(f"{name} has no columns of drivers (DRIVER_1, or DRIVER1_FIRSTNAME).")
    words = {**STATUSES, **{folded(word): status for word, status in statuses.items()}}
    cars: list[Car] = []
    problems = list(table.problems)
    taken: dict[int, int] = {}
    numbers: dict[str, int] = {}
    for line in table.lines:
        try:
            car = _car(line, words)
            if car.position is not None and taken.setdefault(car.position, line.number) != line.number:
                raise _Unread(f"place {car.position} stands in line {taken[car.position]} too")
            if numbers.setdefault(car.number, line.number) != line.number:
                raise _Unread(f"car {car.number} stands in line {numbers[car.number]} too")
        except _Unread as error:
            problems.append(Remark(table.where(line), str(error)))
        else:
            cars.append(car)
    if not cars:
        first = f" The first: {problems[0]}." if problems else ""
        raise ImportRefused(f"{name} holds no line that can be read.{first}")
    return Results(name, tuple(cars), tuple(sorted(problems, key=_by_line)))


def _by_line(problem: Remark) -> int:
    return int(problem.where.rpartition(":")[2])


def _car(line: Line, words: Mapping[str, Status]) -> Car:
    cells = line.cells
    status = words.get(folded(cells["STATUS"]))
    if status is None:
        known = "a status of ours for it can be given in decisions.toml under [statuses]"
        raise _Unread(f"the status {cells['STATUS']!r} of car {cells['NUMBER']} is not known: {known}")
    if not cells["NUMBER"]:
        raise _Unread("has no car number")
    drivers = tuple(_drivers(cells))
    position = _number(cells["POSITION"], "POSITION")
    if status == "classified" and not position:
        raise _Unread(f"car {cells['NUMBER']} is classified without a place")
    return Car(
        line=line.number,
        position=position if status == "classified" else None,
        number=cells["NUMBER"],
        team=cells["TEAM"] or "?",
        drivers=drivers,
        vehicle=cells["VEHICLE"],
        tyre=cells.get("TYRES") or cells.get("TIRES", ""),
        class_=cells["CLASS"],
        status=status,
        laps=_number(cells["LAPS"], "LAPS"),
        time=time_of(cells["TOTAL_TIME"]),
        gap=gap_of(cells.get("GAP_FIRST", "")),
        fastest=time_of(cells.get("FL_TIME", "")),
    )


def _number(text: str, column: Literal["POSITION", "LAPS"]) -> int | None:
    if text in {"", "-"}:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise _Unread(f"{column} is {text[:40]!r}, not a number")
    return int(text)


def _drivers(cells: Mapping[str, str]) -> Iterator[Driver]:
    for number in range(1, _MOST + 1):
        first = cells.get(f"DRIVER{number}_FIRSTNAME", "")
        last = cells.get(f"DRIVER{number}_SECONDNAME", "")
        whole = cells.get(f"DRIVER_{number}", "")
        country = cells.get(f"DRIVER{number}_COUNTRY", "")
        raw = " ".join(f"{first} {last}".split()) or " ".join(whole.split())
        if not raw:
            continue
        if ";" in raw or len(raw) > 120:
            raise _Unread(f"{raw[:40]!r} is no name of a driver")
        name = person(first, last) if first and last else person(raw)
        yield Driver(name, raw, country if re.fullmatch(r"[A-Z]{3}", country) else None)
