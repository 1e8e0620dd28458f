"""Tables of the article, as championships with their standings."""

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.importers.article.drafting import SOURCES, Drafting
from bot.importers.article.parse import StandingsTable, TableRow, numbers_of
from bot.importers.keys import key_of
from bot.season.cells import Cell
from bot.season.model.championships import Championship
from bot.season.model.rows import StandingRow

_ENGINE = re.compile(r"\d\.\d ?L\b", re.IGNORECASE)
_POINTS = re.compile(r"\d{1,4}(?:\.\d{1,2})?")


def title(it: Drafting, table: StandingsTable) -> Championship:
    """The championship that a table of standings is of."""
    return Championship.model_validate(
        {
            "code": _title_code(table),
            "class": _class(it, table),
            "kind": table.kind,
            "name": f"{_class(it, table)} {table.kind}",
            "coverage": "partial",
        }
    )


def _class(it: Drafting, table: StandingsTable) -> str:
    wanted = key_of(table.class_)
    classes = it.article.classes or ["?"]
    return next((class_ for class_ in classes if key_of(class_) == wanted), "")


def standing_rows(it: Drafting, table: StandingsTable) -> Iterator[StandingRow]:
    """Lines of standings.csv of one table, in its order; none where no season can have the table."""
    if not _class(it, table):
        it.left_out(table.line, f"the standings of {table.class_!r} are of no class that has winners")
        return
    if any(_title_code(other) == _title_code(table) for other in _before(it, table)):
        it.left_out(table.line, f"a second table of the same standings ({table.class_})")
        return
    seen: set[str] = set()
    for row in table.rows:
        if row.competitor in seen:
            it.left_out(row.line, f"{row.competitor} stands in the table twice")
            continue
        seen.add(row.competitor)
        yield _standing(it, table, row)


def _before(it: Drafting, table: StandingsTable) -> Iterator[StandingsTable]:
    for other in it.article.tables:
        if other is table:
            return
        yield other


def _standing(it: Drafting, table: StandingsTable, row: TableRow) -> StandingRow:
    raced = [it.codes[item.line] for item in it.rows if item.number is not None]
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
        it.ask(row.line, f"At which rounds {row.competitor} scored {' '.join(numbers[:-1])} is lost: ?.")
    if not adds_up:
        it.ask(row.line, f"The scores of {row.competitor} do not add up to a total: it is ?.")
    several = len(_ENGINE.findall(row.engine)) > 1
    if several:
        it.ask(row.line, f"Cars and engines of {row.competitor} are run together: they are ?.")
    name = row.competitor
    if table.kind == "drivers":
        name = it.people.name(name, name, f"{it.name}:{row.line}")
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
            "sources": SOURCES,
            "note": note[:120],
        }
    )


def _title_code(table: StandingsTable) -> str:
    return key_of(f"{table.class_} {table.kind}")
