"""What the results of a round pay in a championship, by its scales and its rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from bot.championship import Finish, Part, Score, all_car_scores, best_car_scores, in_units
from bot.season.cells import UNKNOWN, Cell
from bot.season.model.calendar import Round
from bot.season.model.championships import Championship, PointsScale
from bot.season.model.rows import ResultRow
from bot.season.model.season import Season

_NO_PLACE = 1_000
"""A place behind every other, of those who scored without one."""

BySession = Mapping[tuple[str, str, str], Sequence[ResultRow]]
"""Results by round, session and class."""


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
        scorers = scorers_of(row, championship, manufacturers)
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


def scorers_of(row: ResultRow, championship: Championship, manufacturers: Mapping[str, str]) -> frozenset[str]:
    """Who scores for a car in a championship; empty where that is not known. `manufacturers` are by chassis."""
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
