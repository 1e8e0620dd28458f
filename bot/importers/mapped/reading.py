"""Records in, drives by season and race out: races are told apart by date and circuit, people by id or by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Literal

from bot.importers.job import Remark
from bot.importers.keys import folded, key_of
from bot.importers.mapped.plan import Map
from bot.importers.mapped.records import Record
from bot.importers.people import People
from bot.season.statuses import STARTED, Status

SOURCE = "source"

Where = tuple[date, str]
"""A race: its date and the key of its circuit."""


@dataclass(slots=True)
class Drive:
    """One car in one session: a line of the source, or several of a car that was shared."""

    record: Record
    where: Where
    session: Literal["race", "sprint"]
    class_: str
    status: Status
    position: int | None
    crew: list[str]


@dataclass(slots=True)
class Held:
    """What was read of one season. `whole`: no line of its results was left out."""

    rounds: dict[Where, Record] = field(default_factory=dict)
    drives: list[Drive] = field(default_factory=list)
    points: dict[tuple[str, str], dict[Where, Fraction]] = field(default_factory=dict)
    whole: bool = True


class Unread(ValueError):
    """A line that cannot be read, and why."""


class Reading:
    """Everything that is read with one map, by the label of its season.

    `whole`: no line was left out whose season is not known.
    """

    def __init__(self, map_: Map, statuses: Mapping[str, Status]) -> None:
        self._map = map_
        self._statuses = {**map_.statuses, **statuses}
        self.problems: list[Remark] = []
        self.whole = True
        self.seasons: defaultdict[str, Held] = defaultdict(Held)
        self._classes = {
            folded(name): class_.code
            for class_ in reversed(map_.classes)
            for name in (*class_.aliases, class_.name, class_.code)
        }
        self._only_class = map_.classes[0].code if len(map_.classes) == 1 else ""
        self._cars: dict[tuple[str, Where, str, str, str, str], Drive] = {}

    def take(self, record: Record, session: Literal["race", "sprint"], people: "Namer") -> None:
        """Take one line of results; a line that cannot be read is noted."""
        try:
            self._take(record, session, people)
        except Unread as error:
            self.left_out(record, str(error))

    def take_round(self, record: Record) -> None:
        """Take one line of the calendar; a line that cannot be read is noted."""
        try:
            self.seasons[self.label(record)].rounds.setdefault(self.where(record), record)
        except Unread as error:
            self.left_out(record, str(error))

    def left_out(self, record: Record, problem: str) -> None:
        """Note a line that is not in its season's text: the season's results are not whole without it."""
        self.problems.append(Remark(record.where, problem))
        label = record["season"] or self._map.label or ""
        if label in self.seasons:
            self.seasons[label].whole = False
        else:
            self.whole = False

    def _take(self, record: Record, session: Literal["race", "sprint"], people: "Namer") -> None:
        label = self.label(record)
        where = self.where(record)
        position = number(record["position"], "position")
        status = self._status(record["status"], position)
        class_ = self.class_(record)
        if status == "classified" and not position:
            raise Unread("is classified without a place")
        names = people.names(record)
        held = self.seasons[label]
        if session == "race":
            held.rounds.setdefault(where, record)
        elif where not in held.rounds:
            raise Unread("is a sprint of a meeting without a race")
        if record["points"]:
            self._score(held, where, record, names)
        place = position if status == "classified" else None
        # A car that raced without a place is told by what became of it, and when; one that did not race was not shared.
        fate = str(place) if place else f"{status}, {record['laps']}"
        key = (label, where, session, record["car"], record["team"], fate)
        before = self._cars.get(key) if self._map.shared_cars and record["car"] and status in STARTED else None
        if before is not None:
            before.crew += [name for name in names if name not in before.crew]
            return
        drive = Drive(record, where, session, class_, status, place, list(names))
        self._cars[key] = drive
        held.drives.append(drive)

    def _score(self, held: Held, where: Where, record: Record, names: Sequence[str]) -> None:
        points = fraction(record["points"])
        for kind, scorers in (
            ("drivers", names),
            ("teams", (record["team"],)),
            ("constructors", (record["constructor"],)),
        ):
            for name in scorers:
                cells = held.points.setdefault((kind, name), {})
                cells[where] = cells.get(where, Fraction(0)) + points

    def label(self, record: Record) -> str:
        """The season that a line is of. Raises: Unread where it does not say."""
        label = record["season"] or self._map.label or ""
        if not label or key_of(label) != label:
            raise Unread(f"its season is {label!r}: a column or the map's label must say which")
        return label

    def where(self, record: Record) -> Where:
        """The race that a line is of. Raises: Unread where it does not say."""
        day = day_of(record["date"])
        circuit = key_of(record["circuit"])
        if day is None or not circuit:
            raise Unread(f"its date is {record['date']!r} and its circuit {record['circuit']!r}: both are needed")
        return day, circuit

    def class_(self, record: Record) -> str:
        """The class of a line. Raises: Unread where the map has none of that name."""
        class_ = self._classes.get(folded(record["class"])) if record["class"] else self._only_class
        if not class_:
            codes = ", ".join(item.code for item in self._map.classes) or "none"
            raise Unread(f"class {record['class']!r} is none of the map's [[class]]: {codes}")
        return class_

    def _status(self, text: str, position: int | None) -> Status:
        if not text:
            return "classified" if position else "?"
        if text in self._statuses:
            return self._statuses[text]
        for pattern, status in self._statuses.items():
            if fnmatchcase(text, pattern):
                return status
        raise Unread(f"the status {text!r} is not in the map's [statuses]")


class Namer:
    """Names of people as the season text has them."""

    def __init__(self, map_: Map, people: People) -> None:
        self._map = map_
        self.people = people
        self._ids: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def names(self, record: Record) -> tuple[str, ...]:
        """The drivers of a line, in order. Raises: Unread where two people of different ids have one name."""
        texts = record.several("drivers")
        separator = self._map.results.separator
        if separator:
            texts = tuple(part.strip() for text in texts for part in text.split(separator) if part.strip())
        return tuple(self._name(text, record) for text in texts)

    def competitor(self, text: str, record: Record) -> str:
        """One driver of a published table."""
        return self._name(text, record)

    def _name(self, text: str, record: Record) -> str:
        if ";" in text or len(text) > 120:
            raise Unread(f"{text[:40]!r} is no name of a driver")
        id_ = key_of(record["driver_id"]) or None
        if id_:
            if id_ in self._ids:
                return self._ids[id_]
            if self._named.setdefault(text, id_) != id_:
                text = f"{text} ({id_})"
        nationality = country(self._map, record["nationality"])
        born = day_of(record["born"])
        name = self.people.name(text, text, record.where, nationality, SOURCE, id_=id_, born=born)
        if id_:
            self._ids[id_] = name
        return name


def number(text: str, what: str) -> int | None:
    """A whole number; None for a blank. Raises: Unread where it is something else."""
    if not text or text == "-":
        return None
    whole = text.removesuffix(".0")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 6):
        raise Unread(f"{what} is {text[:40]!r}, not a number")
    return int(whole)


def fraction(text: str) -> Fraction:
    """Points, exact. Raises: Unread where it is no number with at most three decimal places."""
    whole, _, part = text.partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 6 and len(part) <= 3):
        raise Unread(f"points are {text[:40]!r}, not a number")
    if part and not (part.isascii() and part.isdecimal()):
        raise Unread(f"points are {text[:40]!r}, not a number")
    return Fraction(text)


def day_of(text: str) -> date | None:
    """A date written as 2003-08-24; None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def country(map_: Map, text: str) -> str | None:
    """Three letters of a country or a nationality; None where the map does not know the word."""
    if text in map_.countries:
        return map_.countries[text]
    return text if len(text) == 3 and text.isascii() and text.isupper() and text.isalpha() else None
