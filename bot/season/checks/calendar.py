"""The calendar: rounds within the season, and no result where none was raced."""

from collections.abc import Iterator
from itertools import pairwise

from bot.errors import Fault
from bot.season.checks.checked import Checked


def calendar(it: Checked) -> Iterator[Fault]:
    """Dates lie within the season and in order, and what was cancelled has no number and is not to come."""
    if it.file.ends < it.file.starts:
        yield it.toml(("ends",), "ends", "the season ends before it starts", "correct one of the two dates")
    for index, round_ in enumerate(it.file.rounds):
        place = f"round {index + 1}"
        if not it.file.starts <= round_.date <= it.file.ends:
            problem = f"{round_.date} is outside the season"
            remedy = f"the season runs from {it.file.starts} to {it.file.ends}"
            yield it.toml(("round", index, "date"), f"{place}, date", problem, remedy)
        if round_.cancelled is not None and round_.number is not None:
            problem = "a cancelled round has no number"
            yield it.toml(("round", index, "number"), f"{place}, number", problem, "remove the number")
        if round_.cancelled is not None and round_.to_come:
            problem = "a cancelled round is not to come"
            yield it.toml(("round", index, "to_come"), f"{place}, to_come", problem, "remove `to_come`")
    # One slip is one fault: a date outside the season is none of the order.
    within = [(n, one) for n, one in enumerate(it.file.rounds) if it.file.starts <= one.date <= it.file.ends]
    for (_, before), (index, round_) in pairwise(within):
        if round_.date < before.date:
            problem = f"{round_.date} is before {before.date}, the date of a round above it"
            remedy = "put the rounds in the order of the calendar, or correct a date"
            yield it.toml(("round", index, "date"), f"round {index + 1}, date", problem, remedy)


def cancelled_results(it: Checked) -> Iterator[Fault]:
    """Nothing was raced, and nobody scored, at a round that was cancelled or is still to come."""
    cancelled = {round_.code for round_ in it.file.rounds if round_.cancelled}
    to_come = {round_.code for round_ in it.file.rounds if round_.to_come}
    for table, rows in (("results", it.season.results), ("qualifying", it.season.qualifying)):
        for row in rows:
            if row.round_ in cancelled:
                problem = f"round {row.round_!r} was cancelled"
                yield it.row(table, row, "round", problem, "remove the line, or the round's `cancelled`")
            if row.round_ in to_come and table == "results":
                problem = f"round {row.round_!r} is still to come"
                yield it.row(table, row, "round", problem, "remove the line, or the round's `to_come`")
    for standing in it.season.standings:
        for code, cell in standing.cells.items():
            if code in cancelled and cell.state != "left out":
                problem = f"round {code!r} was cancelled"
                yield it.row("standings", standing, code, problem, "remove the cell")
            if code in to_come and cell.state != "left out":
                problem = f"round {code!r} is still to come"
                yield it.row("standings", standing, code, problem, "remove the cell, or the round's `to_come`")
