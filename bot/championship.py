"""Results and a points scale in, what each competitor must have scored out. Pure: no files, no SQL.

The standings that a source publishes are facts; this module says what the results imply, so that a season
can be checked against itself. A place that was itself reasoned out from points says nothing about points
and must be left out by the caller, or the check would be circular.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

# Whole where they are held in a season's units, fractions where they are still being split.
Points = TypeVar("Points", int, Fraction)


@dataclass(frozen=True, slots=True)
class Finish:
    """One classified place in a class at one round.

    `scorers` are those who score for it: a team, the drivers of the crew, a manufacturer. Empty: not known.
    `share` is the part of the overall winner's laps that the car covered, None where that is not known.
    `worth` is the part of the scale's points that each of the scorers gets: 1/2 where two drivers split them.
    """

    place: int
    scorers: frozenset[str]
    share: Fraction | None = None
    worth: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Score:
    """Points at one round. `exact` is False where a better, unknown car may have scored more."""

    points: Fraction
    place: int
    exact: bool


def best_car_scores(
    finishes: Iterable[Finish], scale: Sequence[Fraction], minimum_share: Fraction | None = None
) -> dict[str, Score]:
    """What each scorer's best place at one round pays.

    `scale[0]` is what first place pays; places beyond the scale pay nothing. A known place is a scorer's
    best when who took every better place is known; otherwise the score is a lower bound. A car known to
    have covered less than `minimum_share` of the winner's laps scores nothing for anybody.
    """
    by_place = {finish.place: finish for finish in finishes}
    scores: dict[str, Score] = {}
    everything_known = True
    for place in range(1, max(by_place, default=0) + 1):
        finish = by_place.get(place)
        if finish is None or not finish.scorers:
            everything_known = False
            continue
        pays = _pays(scale, finish)
        if minimum_share is not None and finish.share is not None and finish.share < minimum_share:
            pays = Fraction(0)
        for scorer in finish.scorers:
            scores.setdefault(scorer, Score(pays, place, everything_known))
    return scores


def all_car_scores(finishes: Iterable[Finish], scale: Sequence[Fraction], *, complete: bool) -> dict[str, Score]:
    """What all of a scorer's places at one round pay together; exact only where the result is complete."""
    total: defaultdict[str, Fraction] = defaultdict(Fraction)
    best: dict[str, int] = {}
    for finish in sorted(finishes, key=lambda finish: finish.place):
        pays = _pays(scale, finish)
        for scorer in finish.scorers:
            total[scorer] += pays
            best.setdefault(scorer, finish.place)
    return {scorer: Score(points, best[scorer], complete) for scorer, points in total.items()}


def _pays(scale: Sequence[Fraction], finish: Finish) -> Fraction:
    return scale[finish.place - 1] * finish.worth if finish.place <= len(scale) else Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a season of which the `best` scores count. `rounds` None: all rounds."""

    best: int
    rounds: frozenset[str] | None = None

    def holds(self, round_: str) -> bool:
        """Whether a round is of this part."""
        return self.rounds is None or round_ in self.rounds


def dropped_scores(points: Mapping[str, Points], parts: Sequence[Part]) -> frozenset[str]:
    """Codes of the rounds whose points do not count, out of points by round in calendar order.

    Where no part is given every score counts. Of equal scores the later one is dropped: that decides no total.
    A round that is of no part counts.
    """
    dropped: set[str] = set()
    for part in parts:
        scored = [round_ for round_, value in points.items() if value and part.holds(round_)]
        best_first = sorted(scored, key=lambda round_: -points[round_])
        dropped.update(best_first[part.best :])
    return frozenset(dropped)


def counted_points(points: Mapping[str, Points], parts: Sequence[Part]) -> Points | int:
    """What of the points by round counts. Points that are whole add up to a whole number."""
    dropped = dropped_scores(points, parts)
    counted = [value for round_, value in points.items() if round_ not in dropped] if dropped else points.values()
    if all(value.denominator == 1 for value in counted):
        # A sum of fractions, of which a table has hundreds, takes ten times as long.
        return sum(value.numerator for value in counted)
    return sum(counted)


def countback(places: Iterable[int], deepest: int) -> tuple[int, ...]:
    """A key that sorts equal points: most first places come first, then most second ones, as far as `deepest`."""
    taken = Counter(places)
    return tuple(-taken[place] for place in range(1, deepest + 1))


def in_units(points: Fraction, denominator: int) -> Fraction:
    """Points rounded to whole multiples of 1/denominator, as a table of that unit publishes them; halves go up.

    Only what was split is ever uneven: a seventh of a point is published as 0.14.
    """
    return Fraction((points * denominator * 2 + 1) // 2, denominator)


def alternatives(known: int, groups: Collection[tuple[int, int, int]]) -> tuple[int, ...]:
    """The sums that are possible when some points belong to one of several rounds, in ascending order.

    Each group is (points, cells so far, cells in all): the points count for certain once every cell of the
    group is within the rounds looked at, and perhaps when only some are.
    """
    sums = {known}
    for points, so_far, in_all in groups:
        if so_far == in_all:
            sums = {value + points for value in sums}
        elif so_far:
            sums |= {value + points for value in sums}
    return tuple(sorted(sums))
