"""One race of a season being read. A row that is not understood is said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.importers.f1db.entrants import EntryList
from bot.importers.f1db.names import Names
from bot.importers.f1db.tree import Record, text
from bot.importers.f1db.tree import records as tree_records
from bot.importers.job import Remark
from bot.season.explain import explain
from bot.season.model.calendar import Round
from bot.season.model.rows import QualifyingRow, ResultRow, Row

SOURCES = ("f1db",)
CLASS = "F1"
TIME = re.compile(r"([0-9]{1,3}:)?([0-9]{1,2}:)?[0-9]{1,2}\.[0-9]{1,3}")
"""A time as season text has it."""

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


@dataclass(slots=True)
class Race:
    """One race being read: its rows, and what is not understood of them."""

    races: Races
    where: str
    code: str
    race: Record
    raw: Mapping[str, bytes]
    names: Names
    entries: EntryList
    outlaws: Mapping[str, str]

    def records(self, name: str) -> list[Record]:
        """The rows of a file; those that do not say who and with whom are left out, and that is said."""
        rows = tree_records(self.raw.get(name), f"{self.where}/{name}")
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

    def row(self, kind: type[R], values: dict[str, Any], what: str) -> R | None:
        """A row of a table; None, and a remark, where it cannot be one."""
        try:
            return kind.model_validate({"line": 0, **values})
        except ValidationError as error:
            problems = "; ".join(f"{problem.where} {problem.problem}" for problem in explain(error))
            self.races.problems.append(Remark(self.where, f"{what} was left out: {problems}"))
            return None


def status_of(item: Record) -> str:
    """What became of a car, in the words of season text."""
    position = text(item, "position")
    return "classified" if position.isdecimal() else _STATUS.get(position, "?")
