"""Standings against themselves and against the results.

The strictest check works the standings out anew from the results and names each difference.
"""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bot.championship import Score, counted_points
from bot.errors import Fault
from bot.season.cells import Cell, decimal_text
from bot.season.checks.checked import Checked, correct_or_add
from bot.season.model.calendar import Round
from bot.season.model.championships import Championship
from bot.season.model.rows import StandingRow
from bot.season.scores import by_session, cell_sum, counting_parts, round_scores


def standings(it: Checked) -> Iterator[Fault]:
    """Competitors stand once, totals are the sums of their parts, and places follow the points."""
    seen: set[tuple[str, str]] = set()
    for row in it.season.standings:
        key = (row.championship, row.competitor)
        if key in seen:
            problem = f"{row.competitor!r} stands twice in {row.championship!r}"
            yield it.row("standings", row, "competitor", problem, "keep one line a competitor")
        seen.add(key)
        championship = it.championships.get(row.championship)
        if championship is None:
            continue
        if championship.kind == "drivers" and row.competitor not in it.drivers and it.whole("drivers"):
            problem = f"unknown driver {row.competitor!r}"
            remedy = correct_or_add(row.competitor, it.drivers, "add the driver to drivers.csv")
            yield it.row("standings", row, "competitor", problem, remedy)
        if championship.kind == "teams" and row.competitor not in it.teams and it.whole("results"):
            problem = f"unknown team {row.competitor!r}"
            remedy = correct_or_add(row.competitor, it.teams, "add a [[team]]")
            yield it.row("standings", row, "competitor", problem, remedy)
        yield from _one_of_several(it, row)
        yield from _total(it, row, championship)
    for code in it.championships:
        yield from _order(it, [row for row in it.season.standings if row.championship == code])


def _one_of_several(it: Checked, row: StandingRow) -> Iterator[Fault]:
    groups: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in row.cells.values():
        if cell.one_of:
            groups[cell.one_of].append(cell)
    for letter, cells in groups.items():
        if len(cells) < 2 or len({cell.points for cell in cells}) > 1:
            problem = f"@{letter} is not one of several cells with the same points"
            yield it.row("standings", row, "rounds", problem, "mark each round that the points may belong to")


def _total(it: Checked, row: StandingRow, championship: Championship) -> Iterator[Fault]:
    """A total is the sum of its parts, checked only where none of them is unknown or left out."""
    raced = {round_.code for round_ in it.season.raced}
    cells = {code: cell for code, cell in row.cells.items() if code in raced}
    if any(cell.state in {"unknown", "left out"} for cell in cells.values()) or raced - set(cells):
        return
    if row.total.points is None:
        problem = "every round is known, but the total is not"
        yield it.row("standings", row, "total", problem, "write the total, with * where it is derived")
        return
    summed = cell_sum(cells.values())
    if parts := counting_parts(championship):
        # Nothing that is dropped is of one of several rounds: where it belongs decides whether it is dropped.
        scored = {code: cells[code].points or Fraction(0) for code in (r.code for r in it.season.raced)}
        counted = Fraction(counted_points(scored, parts))
        if counted != summed:
            problem = (
                f"{row.competitor} has {decimal_text(summed)} without dropped scores, "
                f"{decimal_text(counted)} by the rule"
            )
            yield it.row("standings", row, "total", problem, "write dropped scores as (4), or correct the counting")
            return
    for adjustment in championship.adjustments:
        if adjustment.competitor == row.competitor and adjustment.round_ is None:
            summed += Fraction(adjustment.points)
    if summed != row.total.points:
        problem = (
            f"{it.file.label} {championship.name}: {row.competitor} has {decimal_text(summed)} by its rounds, "
            f"{decimal_text(row.total.points)} as total ({' '.join(row.sources)})"
        )
        yield it.row("standings", row, "total", problem, "correct a cell, or add an adjustment with its source")


def _order(it: Checked, rows: list[StandingRow]) -> Iterator[Fault]:
    """A better place never has fewer points, and equal places have equal points."""
    placed = sorted(
        (
            (row.position, row.total.points, row)
            for row in rows
            if isinstance(row.position, int) and row.total.points is not None
        ),
        key=lambda item: item[0],
    )
    for (place, points, _), (next_place, next_points, row) in pairwise(placed):
        if place < next_place and points < next_points:
            problem = (
                f"place {next_place} has {decimal_text(next_points)} points, place {place} has {decimal_text(points)}"
            )
            yield it.row("standings", row, "position", problem, "correct a place or a total")
        if place == next_place and points != next_points:
            problem = (
                f"place {place} stands twice, with {decimal_text(points)} points and with {decimal_text(next_points)}"
            )
            yield it.row("standings", row, "position", problem, "correct a place or a total")


def recomputed(it: Checked) -> Iterator[Fault]:
    """Standings agree with what the results imply."""
    rows_of = by_session(it.season)
    for code, championship in it.championships.items():
        rows = {row.competitor: row for row in it.season.standings if row.championship == code}
        if not rows:
            continue
        for round_ in it.season.raced:
            scores = round_scores(it.season, championship, round_, rows_of)
            for competitor, score in scores.items():
                yield from _difference(it, championship, round_, competitor, score, rows.get(competitor))


def _difference(
    it: Checked, championship: Championship, round_: Round, competitor: str, score: Score, row: StandingRow | None
) -> Iterator[Fault]:
    name = f"{it.file.label} {championship.name}"
    won = score.place == 1
    if row is None:
        if championship.coverage == "complete" and score.points and it.whole("standings"):
            path = ("championship", list(it.championships).index(championship.code))
            problem = f"{name}: {competitor} scored at {round_.name} by the results but is not in the standings"
            yield it.toml(path, "championship", problem, "add its line to standings.csv, or change the coverage")
        return
    cell = row.cells.get(round_.code)
    if cell is None or cell.state in {"left out", "unknown"}:
        if won and championship.coverage == "complete":
            problem = f"{competitor} won {championship.class_} at {round_.name} without a winner's points"
            yield it.row("standings", row, round_.code, problem, f"write {decimal_text(score.points)}")
        return
    points = cell.points or Fraction(0)
    if points == score.points or (points > score.points and not score.exact):
        return
    if cell.one_of and score.points == 0:
        return
    remedy = "correct the cell or the result, or add an adjustment with its source"
    if won and points < score.points:
        problem = (
            f"{competitor} won {championship.class_} at {round_.name} without a winner's points: "
            f"{decimal_text(score.points)} by the results, {decimal_text(points)} here"
        )
        yield it.row("standings", row, round_.code, problem, remedy)
        return
    total = row.total.points
    by_results = (
        ""
        if total is None
        else f" ({decimal_text(total - points + score.points)} in all, {decimal_text(total)} as published)"
    )
    at_least = "" if score.exact else "at least "
    problem = (
        f"{name}: {competitor} has {at_least}{decimal_text(score.points)} at {round_.name} by the results, "
        f"{decimal_text(points)} as published ({' '.join(row.sources)}){by_results}"
    )
    yield it.row("standings", row, round_.code, problem, remedy)
