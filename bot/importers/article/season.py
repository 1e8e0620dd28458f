"""A draft of a season out of an article's tables: what the text lost or does not say is `?`, with its line."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from bot.importers.article.crews import told_apart
from bot.importers.article.parse import Article, CalendarRow, StandingsTable, TableRow, Winner, numbers_of
from bot.importers.job import Remark
from bot.importers.keys import key_of, plain_words
from bot.importers.people import People
from bot.season.cells import Cell
from bot.season.model.calendar import Circuit, Round
from bot.season.model.championships import Championship
from bot.season.model.competitors import RaceClass, Team
from bot.season.model.facts import Coverage, Fact, Source
from bot.season.model.file import SeasonFile
from bot.season.model.remarks import Note
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season

LICENCE = "CC BY-SA 4.0"
_SOURCE = "article"
_SOURCES = (_SOURCE,)
_ENGINE = re.compile(r"\d\.\d ?L\b", re.IGNORECASE)
_POINTS = re.compile(r"\d{1,4}(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A season for review, what its article says that was left out, and what has to be looked up."""

    season: Season
    credit: str
    problems: tuple[Remark, ...]
    questions: tuple[Remark, ...]


def drafted(article: Article, name: str, people: People, known: Collection[str]) -> Draft:
    """A draft of a season. `known` are names of people, to tell crews apart by.

    Raises: pydantic's ValidationError where a value of the season itself cannot be one.
    """
    return _Drafting(article, name, people, known).draft()


def series_key(name: str) -> str:
    """The key of a series, from its initials: the American Le Mans Series is alms."""
    words = plain_words(name)
    return key_of("".join(word[0] for word in words)) if len(words) > 1 else key_of(name)


class _Drafting:
    def __init__(self, article: Article, name: str, people: People, known: Collection[str]) -> None:
        self._article = article
        self._name = name
        self._people = people
        self._known = known
        self._questions: list[Remark] = []
        self._problems = list(article.problems)
        self._short: dict[int, str] = {}
        for winner in article.winners:
            self._short.setdefault(winner.number, winner.circuit)
        self._rows = self._calendar()
        self._codes = self._round_codes()

    def draft(self) -> Draft:
        article = self._article
        credit = f"Contains facts from “{article.label} {article.series}”, Wikipedia contributors, {LICENCE}."
        results = tuple(self._results())
        standings: list[StandingRow] = []
        titles: list[Championship] = []
        for table in article.tables:
            rows = tuple(self._standings(table))
            if rows:
                titles.append(self._championship(table))
                standings += rows
        file = self._file(credit, results, titles, standings)
        names = {name for row in results for name in row.crew}
        names |= {row.competitor for row in standings if self._kind(row, titles) == "drivers"}
        season = Season(
            file=file, drivers=self._people.rows(names), results=results, qualifying=(), standings=tuple(standings)
        )
        questions = (*sorted(dict.fromkeys(self._questions), key=_by_line), *self._people.questions())
        return Draft(season, file.credit, tuple(sorted(self._problems, key=_by_line)), questions)

    def _kind(self, row: StandingRow, titles: list[Championship]) -> str:
        return next(title.kind for title in titles if title.code == row.championship)

    def _ask(self, line: int, text: str) -> None:
        self._questions.append(Remark(f"{self._name}:{line}", text))

    def _left_out(self, line: int, text: str) -> None:
        self._problems.append(Remark(f"{self._name}:{line}", text))

    def _calendar(self) -> list[CalendarRow]:
        """The calendar's rows, each round once, in order of date."""
        rows: list[CalendarRow] = []
        numbers: set[int] = set()
        for row in self._article.calendar:
            if row.number in numbers:
                self._left_out(row.line, f"round {row.number} stands in the calendar twice")
                continue
            if row.number is not None:
                numbers.add(row.number)
            rows.append(row)
        return sorted(rows, key=lambda row: (row.date, row.line))

    def _round_codes(self) -> dict[int, str]:
        """The code of a round by the line of its calendar row: its circuit's short name, counted."""
        counts: Counter[str] = Counter()
        codes: dict[int, str] = {}
        for row in self._rows:
            base = key_of(self._short.get(row.number or 0) or row.circuit) or "round"
            counts[base] += 1
            codes[row.line] = base if counts[base] == 1 else f"{base}-{counts[base]}"
        return codes

    def _file(
        self, credit: str, results: tuple[ResultRow, ...], titles: list[Championship], standings: list[StandingRow]
    ) -> SeasonFile:
        article = self._article
        classes = article.classes or ["?"]
        raced = [row for row in self._rows if row.number is not None]
        won = {(row.round_, row.class_) for row in results}
        whole = all((self._codes[row.line], class_) in won for row in raced for class_ in classes)
        points = [
            cell.points for row in standings for cell in (*row.cells.values(), row.total) if cell.points is not None
        ]
        values: dict[str, Any] = {
            "format": 1,
            "series": series_key(article.series),
            "series_name": article.series,
            "series_aliases": (series_key(article.series).upper(),),
            "label": article.label,
            "name": f"{article.label} {article.series}",
            "starts": self._rows[0].date,
            "ends": self._rows[-1].date,
            "points_denominator": lcm(*(item.denominator for item in points)) if points else 1,
            "default_kind": titles[0].kind if titles else "teams",
            "data_licence": LICENCE,
            "credit": credit,
            "coverage": Coverage(
                calendar="complete" if self._all_read() else "partial",
                results="class winners" if whole else "partial",
                overall_winners="none",
                qualifying="none",
                drivers="partial",
                remarks=("A draft from the text of an article: what is marked ? has to be looked up.",),
            ),
            "sources": {
                _SOURCE: Source(
                    title=f"Wikipedia, {article.label} {article.series}",
                    licence=LICENCE,
                    note="Its text: type that was bold and cells that were blank are lost in it.",
                )
            },
            "class": [RaceClass(code=class_, name=class_, sources=_SOURCES) for class_ in classes],
            "circuit": list(self._circuits()),
            "round": [self._round(row) for row in self._rows],
            "team": list(self._teams(results, titles, standings)),
            "championship": titles,
            "note": [
                Note(
                    text=f"Places pay {scale}; line {line} of the text does not say at which rounds.",
                    topic="season",
                    sources=_SOURCES,
                )
                for line, scale in article.scales
            ],
        }
        return SeasonFile.model_validate(values)

    def _all_read(self) -> bool:
        """Whether the calendar's rows have every number from 1 to the last."""
        numbers = {row.number for row in self._rows if row.number is not None}
        return bool(numbers) and numbers == set(range(1, max(numbers) + 1)) and not self._of_calendar()

    def _of_calendar(self) -> bool:
        return any("calendar" in problem.text for problem in self._problems)

    def _circuits(self) -> Iterator[Circuit]:
        seen: dict[str, str] = {}
        for row in self._rows:
            code = key_of(row.circuit)
            if code in seen:
                continue
            seen[code] = row.circuit
            short = self._short.get(row.number or 0)
            self._ask(row.line, f"Where {row.circuit} lies, the text does not say: its place and country are ?.")
            yield Circuit(
                code=code,
                name=row.circuit,
                aliases=(short,) if short and short != row.circuit else (),
                place="?",
                country="?",
                sources=_SOURCES,
            )

    def _round(self, row: CalendarRow) -> Round:
        values: dict[str, Any] = {
            "code": self._codes[row.line],
            "number": row.number,
            "name": row.name,
            "circuit": key_of(row.circuit),
            "date": row.date,
            "sources": _SOURCES,
        }
        if row.length:
            values["length"] = Fact[str](value=row.length, sources=_SOURCES)
        if row.number is None:
            values["cancelled"] = Fact[str](value="?", sources=_SOURCES, note=f"Line {row.line} does not say why.")
            self._ask(row.line, f"Why {row.name} was cancelled, its row does not say: the reason is ?.")
        else:
            line = next((winner.line for winner in self._article.winners if winner.number == row.number), row.line)
            note = f"Line {line}: the bold type that marked the overall winner is lost."
            values["overall_winner"] = Fact[str](value="?", sources=_SOURCES, note=note)
        return Round.model_validate(values)

    def _results(self) -> Iterator[ResultRow]:
        rounds = {row.number: row for row in self._rows if row.number is not None}
        seen: dict[tuple[int, str], str] = {}
        for winner in self._article.winners:
            row = rounds.get(winner.number)
            if row is None:
                self._left_out(winner.line, f"round {winner.number} is not in the calendar")
                continue
            if seen.setdefault((winner.number, winner.class_), winner.car) != winner.car:
                self._left_out(winner.line, f"round {winner.number} has another winner of {winner.class_} above")
                continue
            if not _same_place(winner.circuit, row):
                text = f"Round {winner.number} is at {winner.circuit} here, at {row.circuit} on the calendar."
                self._ask(winner.line, text)
            yield self._result(winner, self._codes[row.line])

    def _result(self, winner: Winner, code: str) -> ResultRow:
        line = winner.drivers_line or winner.line
        names = told_apart(winner.drivers, self._known)
        if names is None:
            crew: tuple[str, ...] = ("?",)
            note = f"Line {line}: the names of the crew are run together, or missing."
            said = f"“{winner.drivers}”" if winner.drivers else "nothing"
            self._ask(
                line,
                f"Who drove car {winner.car} of {winner.class_} cannot be told from {said}: the crew is ?. Add a name "
                'of it to decisions.toml, under [people]: "<name>" = "<name>".',
            )
        else:
            where = f"{self._name}:{line}"
            crew = tuple(dict.fromkeys(self._people.name(driver, driver, where) for driver in names))
            note = f"Line {line} runs the names together." if len(names) > 1 else f"Line {line}."
        return ResultRow.model_validate(
            {
                "line": 0,
                "round": code,
                "class": winner.class_,
                "class_position": 1,
                "car": winner.car,
                "team": winner.team,
                "crew": crew,
                "status": "classified",
                "sources": _SOURCES,
                "note": note,
            }
        )

    def _teams(
        self, results: tuple[ResultRow, ...], titles: list[Championship], standings: list[StandingRow]
    ) -> Iterator[Team]:
        """Teams that only a table of standings names."""
        known = {row.team for row in results}
        for row in standings:
            if self._kind(row, titles) == "teams" and row.competitor not in known:
                known.add(row.competitor)
                yield Team(name=row.competitor, sources=_SOURCES)

    def _championship(self, table: StandingsTable) -> Championship:
        return Championship.model_validate(
            {
                "code": _title_code(table),
                "class": self._class(table),
                "kind": table.kind,
                "name": f"{self._class(table)} {table.kind}",
                "coverage": "partial",
            }
        )

    def _class(self, table: StandingsTable) -> str:
        wanted = key_of(table.class_)
        classes = self._article.classes or ["?"]
        return next((class_ for class_ in classes if key_of(class_) == wanted), "")

    def _standings(self, table: StandingsTable) -> Iterator[StandingRow]:
        if not self._class(table):
            self._left_out(table.line, f"the standings of {table.class_!r} are of no class that has winners")
            return
        if any(_title_code(other) == _title_code(table) for other in self._before(table)):
            self._left_out(table.line, f"a second table of the same standings ({table.class_})")
            return
        seen: set[str] = set()
        for row in table.rows:
            if row.competitor in seen:
                self._left_out(row.line, f"{row.competitor} stands in the table twice")
                continue
            seen.add(row.competitor)
            yield self._standing(table, row)

    def _before(self, table: StandingsTable) -> Iterator[StandingsTable]:
        for other in self._article.tables:
            if other is table:
                return
            yield other

    def _standing(self, table: StandingsTable, row: TableRow) -> StandingRow:
        raced = [self._codes[item.line] for item in self._rows if item.number is not None]
        numbers = list(numbers_of(row))
        points = [Fraction(text) if _POINTS.fullmatch(text) else None for text in numbers]
        total = points[-1] if points else None
        scores = points[:-1]
        adds_up = total is not None and None not in scores and sum(item for item in scores if item) == total
        cells = dict.fromkeys(raced, Cell("unknown"))
        note = f"Line {row.line}."
        if adds_up and len(scores) == len(raced):
            cells = {code: Cell("points", score) for code, score in zip(raced, scores, strict=True)}
        else:
            note = f"Line {row.line} lost its blanks; scores in their order: {' '.join(numbers[:-1])}."
            self._ask(row.line, f"At which rounds {row.competitor} scored {' '.join(numbers[:-1])} is lost: ?.")
        if not adds_up:
            self._ask(row.line, f"The scores of {row.competitor} do not add up to a total: it is ?.")
        several = len(_ENGINE.findall(row.engine)) > 1
        if several:
            self._ask(row.line, f"Cars and engines of {row.competitor} are run together: they are ?.")
        name = row.competitor
        if table.kind == "drivers":
            name = self._people.name(name, name, f"{self._name}:{row.line}")
        place = row.position.rstrip(".")
        return StandingRow.model_validate(
            {
                "line": 0,
                "championship": _title_code(table),
                "position": int(place) if place.isascii() and place.isdecimal() and 0 < int(place[:4]) < 999 else "?",
                "competitor": name,
                "chassis": ("?",) if several else (row.chassis,) if row.chassis else (),
                "engine": ("?",) if several else (row.engine,) if row.engine else (),
                "cells": cells,
                "total": Cell("points", total) if adds_up else Cell("unknown"),
                "sources": _SOURCES,
                "note": note[:120],
            }
        )


def _title_code(table: StandingsTable) -> str:
    return key_of(f"{table.class_} {table.kind}")


def _same_place(short: str, row: CalendarRow) -> bool:
    """Whether the winners' row and the calendar's row may mean one place: a word in common is enough."""
    return not short or bool(set(plain_words(short)) & {*plain_words(row.circuit), *plain_words(row.name)})


def _by_line(remark: Remark) -> int:
    line = remark.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0
