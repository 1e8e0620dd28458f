"""Standings against themselves and against the results: each check yields every fault it finds.

The strictest works the standings out anew from the results and names each difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from bot.championship import Finish, Part, Score, all_car_scores, best_car_scores, counted_points, in_units
from bot.errors import Fault
from bot.season.cells import UNKNOWN, Cell
from bot.season.checked import Checked
from bot.season.model.calendar import Round
from bot.season.model.championships import Championship, PointsScale
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season

_NO_PLACE = 1_000
"""A place behind every other, of those who scored without one."""


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
    if parts := counting_parts(championship):
        # Nothing that is dropped is of one of several rounds: where it belongs decides whether it is dropped.
        scored = {code: cells[code].points or Fraction(0) for code in (r.code for r in it.season.raced)}
        counted = Fraction(counted_points(scored, parts))
        if counted != summed:
            problem = f"{row.competitor} has {_points(summed)} without dropped scores, {_points(counted)} by the rule"
            yield it.row("standings", row, "total", problem, "write dropped scores as (4), or correct the counting")
            return
    for adjustment in championship.adjustments:
        if adjustment.competitor == row.competitor and adjustment.round_ is None:
            summed += Fraction(adjustment.points)
    if summed != row.total.points:
        problem = (
            f"{it.file.label} {championship.name}: {row.competitor} has {_points(summed)} by its rounds, "
            f"{_points(row.total.points)} as total ({' '.join(row.sources)})"
        )
        yield it.row("standings", row, "total", problem, "correct a cell, or add an adjustment with its source")


def counting_parts(championship: Championship) -> tuple[Part, ...]:
    """The parts of the season of which only the best scores count; none where all do."""
    return tuple(Part(part.best, frozenset(part.rounds) or None) for part in championship.counting)


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


BySession = Mapping[tuple[str, str, str], Sequence[ResultRow]]
"""Results by round, session and class."""


def by_session(season: Season) -> BySession:
    """The results of a season, sorted for `round_scores`."""
    rows: defaultdict[tuple[str, str, str], list[ResultRow]] = defaultdict(list)
    for row in season.results:
        rows[row.round_, row.session, row.class_].append(row)
    return rows


def round_scores(
    season: Season, championship: Championship, round_: Round, rows: BySession | None = None
) -> dict[str, Score]:
    """What the known results of one round pay in one championship; empty where no scale covers the round.

    Places that were reasoned out from points are left out: they would prove themselves. What an adjustment gives
    or takes at the round is counted. `rows` are those of `by_session`, where a caller asks for many rounds.
    """
    scales = scales_of(season, championship, round_)
    if not scales:
        return {}
    rows = by_session(season) if rows is None else rows
    scores: dict[str, Score] = {}
    for scale in scales:
        for scorer, score in _session_scores(season, championship, round_, scale, rows).items():
            before = scores.get(scorer)
            if before is not None:
                score = Score(
                    before.points + score.points, min(before.place, score.place), before.exact and score.exact
                )
            scores[scorer] = score
    for change in championship.adjustments:
        if change.round_ == round_.code:
            before = scores.get(change.competitor, Score(Fraction(0), _NO_PLACE, exact=True))
            scores[change.competitor] = replace(before, points=before.points + Fraction(change.points))
    unit = season.file.points_denominator
    return {scorer: replace(score, points=in_units(score.points, unit)) for scorer, score in scores.items()}


def scales_of(season: Season, championship: Championship, round_: Round) -> list[PointsScale]:
    """The scales that pay in a championship at a round, one a kind of session."""
    found: dict[str, PointsScale] = {}
    for scale in season.file.scales:
        if round_.code in scale.rounds and (not scale.championships or championship.code in scale.championships):
            # A second one for the same session is a fault that is said elsewhere.
            found.setdefault(scale.session, scale)
    return list(found.values())


def _session_scores(
    season: Season, championship: Championship, round_: Round, scale: PointsScale, rows: BySession
) -> dict[str, Score]:
    from_points = {derivation.code for derivation in season.file.derivations if derivation.from_points}
    manufacturers = {chassis.name: chassis.manufacturer for chassis in season.file.chassis}
    finishes = []
    fastest: set[str] = set()
    for row in rows.get((round_.code, scale.session, championship.class_), ()):
        scorers = _scorers(row, championship, manufacturers)
        if isinstance(row.class_position, int) and row.derivation not in from_points:
            worth = _worth(row, championship)
            finishes.append(Finish(row.class_position, scorers, _share(row, round_), worth))
        fastest |= _fastest(row, championship, round_, scale, scorers)
    points = [Fraction(value) for value in scale.points]
    if championship.best_car_only or (championship.kind == "drivers" and championship.shared_drives == "each"):
        percent = championship.minimum_distance_percent
        scores = best_car_scores(finishes, points, None if percent is None else Fraction(percent, 100))
    else:
        scores = all_car_scores(finishes, points, complete=championship.class_ in round_.complete_classes)
    if scale.fastest_lap is not None and fastest:
        holders = 1 + len(round_.fastest_lap.also) if round_.fastest_lap else 1
        for scorer in fastest:
            before = scores.get(scorer, Score(Fraction(0), _NO_PLACE, exact=True))
            pays = Fraction(scale.fastest_lap) / holders
            scores[scorer] = replace(before, points=before.points + pays)
    return scores


def _fastest(
    row: ResultRow, championship: Championship, round_: Round, scale: PointsScale, scorers: frozenset[str]
) -> frozenset[str]:
    """Who scores for the fastest lap with this car: its driver where drivers score, else all that score for it."""
    lap = round_.fastest_lap
    if lap is None or lap.driver is None or scale.fastest_lap is None or scale.session != "race":
        return frozenset()
    drivers = {lap.driver, *lap.also} & set(row.crew)
    within = scale.fastest_lap_within
    if not drivers or (within and not (isinstance(row.class_position, int) and row.class_position <= within)):
        return frozenset()
    return frozenset(drivers) if championship.kind == "drivers" else scorers


def _worth(row: ResultRow, championship: Championship) -> Fraction:
    """The part of a place's points that each scorer of the car gets."""
    if championship.shared_drives == "each" or len(row.crew) == 1:
        return Fraction(1)
    return Fraction(1, len(row.crew)) if championship.shared_drives == "split" else Fraction(0)


def _scorers(row: ResultRow, championship: Championship, manufacturers: dict[str, str]) -> frozenset[str]:
    names: Iterable[str | None]
    match championship.kind:
        case "teams":
            names = (row.team,)
        case "drivers":
            names = row.crew
        case "manufacturers":
            names = (manufacturers.get(row.chassis or ""),)
        case "constructors":
            names = (row.constructor,)
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
