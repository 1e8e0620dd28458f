"""An article's text in, its tables out: each row with its line, nothing concluded yet.

Headers may be run together with the sentence before them, blanks of a table may be lost, and tables may be missing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.errors import ImportRefused
from bot.importers.job import Remark
from bot.months import MONTHS

Kind = Literal["teams", "drivers", "manufacturers"]

_TITLE = re.compile(r"(?P<label>(?P<year>(?:19|20)\d\d)(?:[-–](?:\d\d){1,2})?) (?P<series>\S.{2,80})")
# Behind a full stop, or behind a word that ended a sentence: "canceledRnd | Race | Circuit".
_HEADER = re.compile(r"(?<!\| )(?:Rnd|Rd|Round|No|Pos|Position)\.?\s*\|")
_ROUND_WORDS = frozenset({"rnd", "rd", "round", "no"})
_WINNING = re.compile(r"(?P<class>\S.*?) winning (?P<what>team|drivers?|car)s?", re.IGNORECASE)
_ROUND_COLUMN = re.compile(r"(?:rd|rnd|round|r)?\.?\s*\d{1,2}", re.IGNORECASE)
_HEADING = re.compile(r"(?P<class>\S.{0,30}?) standings", re.IGNORECASE)
_SCALE = re.compile(r"[-–•*\s]*(\d{1,3}(?:[-–]\d{1,3}){3,30})\s*")
_DATE = re.compile(
    r"(?:(?P<month>[A-Za-z]+)\.? (?P<day>\d{1,2})|(?P<day2>\d{1,2}) (?P<month2>[A-Za-z]+))(?:,? (?P<year>\d{4}))?"
)
_KINDS: dict[str, Kind] = {"team": "teams", "driver": "drivers", "manufacturer": "manufacturers"}


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One line of the calendar. `number` is None for a race that was cancelled; `length` where none is given."""

    line: int
    number: int | None
    name: str
    circuit: str
    date: date
    length: str | None


@dataclass(frozen=True, slots=True)
class Winner:
    """The winner of a class at a round: from the line of the team, and that of its drivers (0: there is none)."""

    line: int
    drivers_line: int
    number: int
    circuit: str
    class_: str
    car: str
    team: str
    drivers: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a standings table: its scores as they stand, blanks lost or not, and the total behind them."""

    line: int
    position: str
    competitor: str
    chassis: str
    engine: str
    numbers: tuple[str, ...]


@dataclass(slots=True)
class StandingsTable:
    """A standings table with the class of its heading; `rounds` is how many rounds it has a column for."""

    line: int
    class_: str
    kind: Kind
    rounds: int
    rows: list[TableRow] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """What an article's tables say. `scales` are points scales with their lines; at which rounds is not said."""

    label: str
    year: int
    series: str
    classes: list[str] = field(default_factory=list)
    calendar: list[CalendarRow] = field(default_factory=list)
    winners: list[Winner] = field(default_factory=list)
    tables: list[StandingsTable] = field(default_factory=list)
    scales: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)


def read_article(text: str, name: str) -> Article:
    """The tables of an article's text. Raises: ImportRefused where it has no title with a year, or no calendar."""
    lines = text.split("\n")
    at, title = next(((at, line.strip()) for at, line in enumerate(lines) if line.strip()), (0, ""))
    match = _TITLE.fullmatch(title)
    if match is None:
        raise ImportRefused(f"{name} does not begin with a season's title, such as 2003 American Le Mans Series.")
    series = re.sub(r" season$", "", match["series"])
    article = Article(match["label"].replace("–", "-"), int(match["year"]), series)
    _Reading(article, name).read(lines[at + 1 :], at + 2)
    if not article.calendar:
        first = f" The first line that was not understood: {article.problems[0]}." if article.problems else ""
        raise ImportRefused(f"{name} has no calendar: a table with Rnd, Race, Circuit and Date.{first}")
    return article


class _Reading:
    def __init__(self, article: Article, name: str) -> None:
        self._article = article
        self._name = name
        self._header: list[str] = []
        self._heading = (0, "")
        self._section: Kind = "teams"
        self._teams: dict[int, tuple[int, list[str]]] = {}
        self._columns: list[tuple[int, str]] = []

    def read(self, lines: Sequence[str], first: int) -> None:
        for number, line in enumerate(lines, start=first):
            if match := _HEADER.search(line):
                self._take_header(number, _cells(line[match.start() :]))
            elif "|" in line:
                self._take_row(number, _cells(line))
            elif line.strip():
                self._take_text(number, line.strip())
        self._lost_heading()

    def _problem(self, line: int, text: str) -> None:
        self._article.problems.append(Remark(f"{self._name}:{line}", text))

    def _take_text(self, number: int, line: str) -> None:
        self._header = []
        if match := _HEADING.fullmatch(line):
            self._lost_heading()
            self._heading = (number, match["class"])
        elif match := _SCALE.fullmatch(line):
            self._article.scales.append((number, match[1].replace("–", "-")))
        elif match := re.match(r"(team|driver|manufacturer)s?['’]?s? championship", line, re.IGNORECASE):
            self._section = _KINDS[match[1].lower()]

    def _lost_heading(self) -> None:
        """A heading of standings without a table below it."""
        if self._heading[0]:
            self._problem(self._heading[0], f"the standings of {self._heading[1]} have no table: it was lost")
        self._heading = (0, "")

    def _take_header(self, number: int, cells: list[str]) -> None:
        self._header = [cell.casefold().rstrip(".") for cell in cells]
        if self._header[0] in _ROUND_WORDS:
            found = [(at, match) for at, cell in enumerate(cells) if (match := _WINNING.fullmatch(cell))]
            self._columns = [(at, match["class"]) for at, match in found] or self._columns
            for _, match in found:
                if match["class"] not in self._article.classes:
                    self._article.classes.append(match["class"])
        elif any(cell in {"total", "points", "pts"} for cell in self._header):
            rounds = sum(1 for cell in self._header if _ROUND_COLUMN.fullmatch(cell))
            who = self._header[1] if len(self._header) > 1 else ""
            kind = next((kind for word, kind in _KINDS.items() if who.startswith(word)), self._section)
            self._article.tables.append(StandingsTable(number, self._heading[1], kind, rounds))
            if not self._heading[0]:
                self._problem(number, "a table of standings without a heading that says its class")
            self._heading = (0, "")
        else:
            self._problem(number, "the columns of this table are not known")
            self._header = []

    def _take_row(self, number: int, cells: list[str]) -> None:
        header = self._header
        if not header:
            self._problem(number, "a row of a table without a header that is known")
        elif header[0] not in _ROUND_WORDS:
            self._take_standing(number, cells)
        elif "date" in header:
            self._take_calendar(number, cells)
        elif self._columns:
            self._take_winners(number, cells)
        else:
            self._problem(number, "neither a row of the calendar nor one of winners")

    def _take_calendar(self, number: int, cells: list[str]) -> None:
        named = dict(zip(self._header, cells, strict=False))
        first = named[self._header[0]]
        name = next((named[key] for key in ("race", "event", "name") if named.get(key)), "")
        circuit = next((named[key] for key in ("circuit", "location", "track", "venue") if named.get(key)), "")
        day = _day(named.get("date", ""), self._article.year)
        if len(cells) != len(self._header) or not name or not circuit or day is None:
            self._problem(number, "a row of the calendar that lacks its race, its circuit or a date that can be read")
        elif not _is_number(first) and first.casefold() not in {"c", "canc", "cancelled", "-", "–", ""}:
            self._problem(number, f"a row of the calendar whose round is {first!r}")
        else:
            length = next((named[key] for key in ("length", "duration", "distance") if named.get(key)), None)
            round_ = int(first) if _is_number(first) else None
            self._article.calendar.append(CalendarRow(number, round_, name, circuit, day, length))

    def _take_winners(self, number: int, cells: list[str]) -> None:
        if not _is_number(cells[0]) or len(cells) < len(self._header) - 1:
            self._problem(number, "a row of winners that lacks its round or some of its classes")
            return
        round_ = int(cells[0])
        if any(cell.startswith("#") for cell in cells[2:]):
            if round_ in self._teams:
                self._flush(round_, 0, [])
            self._teams[round_] = (number, cells)
        elif round_ in self._teams:
            self._flush(round_, number, cells)
        else:
            self._problem(number, "a row of winning drivers without the row of their teams before it")

    def _flush(self, round_: int, line: int, drivers: list[str]) -> None:
        """Winners of a round, from the row of its teams and that of its drivers."""
        team_line, cells = self._teams.pop(round_)
        for at, class_ in self._columns:
            cell = cells[at] if at < len(cells) else ""
            match = re.fullmatch(r"#\s*(\S{1,8})\s+(\S.*)", cell)
            crew = drivers[at] if at < len(drivers) else ""
            if match:
                circuit = cells[1] if len(cells) > 1 else ""
                self._article.winners.append(Winner(team_line, line, round_, circuit, class_, match[1], match[2], crew))
            elif cell or crew:
                self._problem(team_line, f"the winner of {class_} is not written as a number and a team: {cell[:60]!r}")

    def _take_standing(self, number: int, cells: list[str]) -> None:
        table = self._article.tables[-1]
        texts = [at for at, name in enumerate(self._header) if not _ROUND_COLUMN.fullmatch(name)]
        fixed = [at for at in texts if at > 0 and self._header[at] not in {"total", "points", "pts"}]
        last = max(fixed, default=0)
        if len(cells) <= last or not cells[fixed[0] if fixed else 0]:
            self._problem(number, "a row of standings without a competitor")
            return
        named = {self._header[at]: cells[at] for at in fixed}
        numbers = tuple(cell for cell in cells[last + 1 :])
        while numbers and not numbers[-1]:
            numbers = numbers[:-1]
        competitor = cells[fixed[0]]
        table.rows.append(
            TableRow(number, cells[0], competitor, named.get("chassis", ""), named.get("engine", ""), numbers)
        )


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.split("|")]
    return cells[:-1] if cells and not cells[-1] else cells


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text[:4]) <= 99 and len(text) <= 2


def _day(text: str, year: int) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    month = (match["month"] or match["month2"]).casefold()
    found = [at for at, name in enumerate(MONTHS, start=1) if len(month) >= 3 and name.lower().startswith(month)]
    try:
        return date(int(match["year"] or year), found[0], int(match["day"] or match["day2"])) if found else None
    except ValueError:
        return None


def numbers_of(row: TableRow) -> Iterator[str]:
    """The scores and the total of a row, without blanks."""
    yield from (text for text in row.numbers if text)
