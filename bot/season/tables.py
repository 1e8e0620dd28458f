"""Standings against themselves and against the results: each check yields every fault it finds.

The strictest works the standings out anew from the results and names each difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from bot.championship import Finish, Score, all_car_scores, best_car_scores
from bot.errors import Fault
from bot.season.cells import UNKNOWN, Cell
from bot.season.checked import Checked
from bot.season.model import Championship, ResultRow, Round, Season, StandingRow


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
            yield it.row("standings", row, "competitor", problem, "add the driver to drivers.csv")
        if championship.kind == "teams" and row.competitor not in it.teams and it.whole("results"):
            problem = f"unknown team {row.competitor!r}"
            yield it.row("standings", row, "competitor", problem, "correct its spelling, or add a [[team]]")
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
    for adjustment in championship.adjustments:
        if adjustment.competitor == row.competitor:
            summed += Fraction(adjustment.points)
    if summed != row.total.points:
        problem = (
            f"{it.file.label} {championship.name}: {row.competitor} has {_points(summed)} by its rounds, "
            f"{_points(row.total.points)} as total ({' '.join(row.sources)})"
        )
        yield it.row("standings", row, "total", problem, "correct a cell, or add an adjustment with its source")


def cell_sum(cells: Iterable[Cell]) -> Fraction:
    """Points that count: dropped scores do not, points of one of several rounds count once."""
    total = Fraction(0)
    counted: set[str] = set()
    for cell in cells:
        if cell.points is None or cell.dropped or cell.one_of in counted:
            continue
        total += cell.points
        if cell.one_of:
            counted.add(cell.one_of)
    return total


def _order(it: Checked, rows: list[StandingRow]) -> Iterator[Fault]:
    """A better place never has fewer points."""
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
            problem = f"place {next_place} has {_points(next_points)} points, place {place} has {_points(points)}"
            yield it.row("standings", row, "position", problem, "correct a place or a total")


def recomputed(it: Checked) -> Iterator[Fault]:
    """Standings agree with what the results imply."""
    for code, championship in it.championships.items():
        rows = {row.competitor: row for row in it.season.standings if row.championship == code}
        if not rows:
            continue
        for round_ in it.season.raced:
            scores = round_scores(it.season, championship, round_)
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
            yield it.row("standings", row, round_.code, problem, f"write {_points(score.points)}")
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
            f"{_points(score.points)} by the results, {_points(points)} here"
        )
        yield it.row("standings", row, round_.code, problem, remedy)
        return
    total = row.total.points
    by_results = (
        "" if total is None else f" ({_points(total - points + score.points)} in all, {_points(total)} as published)"
    )
    at_least = "" if score.exact else "at least "
    problem = (
        f"{name}: {competitor} has {at_least}{_points(score.points)} at {round_.name} by the results, "
        f"{_points(points)} as published ({' '.join(row.sources)}){by_results}"
    )
    yield it.row("standings", row, round_.code, problem, remedy)


def round_scores(season: Season, championship: Championship, round_: Round) -> dict[str, Score]:
    """What the known results of one round pay in one championship; empty where no scale covers the round.

    Places that were reasoned out from points are left out: they would prove themselves.
    """
    scale = next((scale for scale in season.file.scales if round_.code in scale.rounds), None)
    if scale is None:
        return {}
    from_points = {derivation.code for derivation in season.file.derivations if derivation.from_points}
    manufacturers = {chassis.name: chassis.manufacturer for chassis in season.file.chassis}
    finishes = []
    for row in season.results:
        if (row.round_, row.session, row.class_) != (round_.code, "race", championship.class_):
            continue
        if isinstance(row.class_position, int) and row.derivation not in from_points:
            finishes.append(Finish(row.class_position, _scorers(row, championship, manufacturers), _share(row, round_)))
    points = [Fraction(value) for value in scale.points]
    if championship.best_car_only or championship.kind == "drivers":
        percent = championship.minimum_distance_percent
        return best_car_scores(finishes, points, None if percent is None else Fraction(percent, 100))
    return all_car_scores(finishes, points, complete=championship.class_ in round_.complete_classes)


def _scorers(row: ResultRow, championship: Championship, manufacturers: dict[str, str]) -> frozenset[str]:
    names: Iterable[str | None]
    match championship.kind:
        case "teams":
            names = (row.team,)
        case "drivers":
            names = row.crew
        case "manufacturers":
            names = (manufacturers.get(row.chassis or ""),)
        case "tyres":
            names = (row.tyre,)
    known = frozenset(name for name in names if name is not None)
    return frozenset() if UNKNOWN in known else known


def _share(row: ResultRow, round_: Round) -> Fraction | None:
    if not isinstance(row.laps, int) or round_.laps is None or not isinstance(round_.laps.value, int):
        return None
    return Fraction(row.laps, round_.laps.value)


def _points(points: Fraction) -> str:
    return str(points.numerator) if points.denominator == 1 else f"{float(points):g}"
