"""A draft of a season out of an article's tables: what the text lost or does not say is `?`, with its line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import lcm
from typing import Any

from bot.importers.article.drafting import SOURCE, SOURCES, Drafting
from bot.importers.article.parse import Article, CalendarRow
from bot.importers.article.results import result_rows
from bot.importers.article.standings import standing_rows, title
from bot.importers.job import Remark
from bot.importers.keys import key_of, plain_words
from bot.importers.people import People
from bot.season.model.calendar import Circuit, Round
from bot.season.model.championships import Championship
from bot.season.model.competitors import RaceClass, Team
from bot.season.model.facts import Coverage, Fact, Source
from bot.season.model.file import SeasonFile
from bot.season.model.remarks import Note
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season

LICENCE = "CC BY-SA 4.0"


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
    return _draft(Drafting(article, name, people, known))


def series_key(name: str) -> str:
    """The key of a series, from its initials: the American Le Mans Series is alms."""
    words = plain_words(name)
    return key_of("".join(word[0] for word in words)) if len(words) > 1 else key_of(name)


def _draft(it: Drafting) -> Draft:
    article = it.article
    credit = f"Contains facts from “{article.label} {article.series}”, Wikipedia contributors, {LICENCE}."
    results = tuple(result_rows(it))
    standings: list[StandingRow] = []
    titles: list[Championship] = []
    for table in article.tables:
        rows = tuple(standing_rows(it, table))
        if rows:
            titles.append(title(it, table))
            standings += rows
    file = _file(it, credit, results, titles, standings)
    names = {name for row in results for name in row.crew}
    names |= {row.competitor for row in standings if _kind(row, titles) == "drivers"}
    season = Season(
        file=file, drivers=it.people.rows(names), results=results, qualifying=(), standings=tuple(standings)
    )
    questions = (*sorted(dict.fromkeys(it.questions), key=_by_line), *it.people.questions())
    return Draft(season, file.credit, tuple(sorted(it.problems, key=_by_line)), questions)


def _kind(row: StandingRow, titles: list[Championship]) -> str:
    return next(title.kind for title in titles if title.code == row.championship)


def _file(
    it: Drafting, credit: str, results: tuple[ResultRow, ...], titles: list[Championship], standings: list[StandingRow]
) -> SeasonFile:
    article = it.article
    classes = article.classes or ["?"]
    raced = [row for row in it.rows if row.number is not None]
    won = {(row.round_, row.class_) for row in results}
    whole = all((it.codes[row.line], class_) in won for row in raced for class_ in classes)
    points = [cell.points for row in standings for cell in (*row.cells.values(), row.total) if cell.points is not None]
    values: dict[str, Any] = {
        "format": 1,
        "series": series_key(article.series),
        "series_name": article.series,
        "series_aliases": (series_key(article.series).upper(),),
        "label": article.label,
        "name": f"{article.label} {article.series}",
        "starts": it.rows[0].date,
        "ends": it.rows[-1].date,
        "points_denominator": lcm(*(item.denominator for item in points)) if points else 1,
        "default_kind": titles[0].kind if titles else "teams",
        "data_licence": LICENCE,
        "credit": credit,
        "coverage": Coverage(
            calendar="complete" if _all_read(it) else "partial",
            results="class winners" if whole else "partial",
            overall_winners="none",
            qualifying="none",
            drivers="partial",
            remarks=("A draft from the text of an article: what is marked ? has to be looked up.",),
        ),
        "sources": {
            SOURCE: Source(
                title=f"Wikipedia, {article.label} {article.series}",
                licence=LICENCE,
                note="Its text: type that was bold and cells that were blank are lost in it.",
            )
        },
        "class": [RaceClass(code=class_, name=class_, sources=SOURCES) for class_ in classes],
        "circuit": list(_circuits(it)),
        "round": [_round(it, row) for row in it.rows],
        "team": list(_teams(it, results, titles, standings)),
        "championship": titles,
        "note": [
            Note(
                text=f"Places pay {scale}; line {line} of the text does not say at which rounds.",
                topic="season",
                sources=SOURCES,
            )
            for line, scale in article.scales
        ],
    }
    return SeasonFile.model_validate(values)


def _all_read(it: Drafting) -> bool:
    """Whether the calendar's rows have every number from 1 to the last."""
    numbers = {row.number for row in it.rows if row.number is not None}
    return bool(numbers) and numbers == set(range(1, max(numbers) + 1)) and not _of_calendar(it)


def _of_calendar(it: Drafting) -> bool:
    return any("calendar" in problem.text for problem in it.problems)


def _circuits(it: Drafting) -> Iterator[Circuit]:
    seen: dict[str, str] = {}
    for row in it.rows:
        code = key_of(row.circuit)
        if code in seen:
            continue
        seen[code] = row.circuit
        short = it.short.get(row.number or 0)
        it.ask(row.line, f"Where {row.circuit} lies, the text does not say: its place and country are ?.")
        yield Circuit(
            code=code,
            name=row.circuit,
            aliases=(short,) if short and short != row.circuit else (),
            place="?",
            country="?",
            sources=SOURCES,
        )


def _round(it: Drafting, row: CalendarRow) -> Round:
    values: dict[str, Any] = {
        "code": it.codes[row.line],
        "number": row.number,
        "name": row.name,
        "circuit": key_of(row.circuit),
        "date": row.date,
        "sources": SOURCES,
    }
    if row.length:
        values["length"] = Fact[str](value=row.length, sources=SOURCES)
    if row.number is None:
        values["cancelled"] = Fact[str](value="?", sources=SOURCES, note=f"Line {row.line} does not say why.")
        it.ask(row.line, f"Why {row.name} was cancelled, its row does not say: the reason is ?.")
    else:
        line = next((winner.line for winner in it.article.winners if winner.number == row.number), row.line)
        note = f"Line {line}: the bold type that marked the overall winner is lost."
        values["overall_winner"] = Fact[str](value="?", sources=SOURCES, note=note)
    return Round.model_validate(values)


def _teams(
    it: Drafting, results: tuple[ResultRow, ...], titles: list[Championship], standings: list[StandingRow]
) -> Iterator[Team]:
    """Teams that only a table of standings names."""
    known = {row.team for row in results}
    for row in standings:
        if _kind(row, titles) == "teams" and row.competitor not in known:
            known.add(row.competitor)
            yield Team(name=row.competitor, sources=SOURCES)


def _by_line(remark: Remark) -> int:
    line = remark.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0
