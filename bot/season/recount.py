"""Championship tables worked out anew from results and rules alone, and laid beside the published ones.

Nothing of a published table goes into its recount but the names of who is in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.championship import countback, counted_points
from bot.season.model.championships import Championship
from bot.season.model.season import Season
from bot.season.scores import by_session, counting_parts, round_scores, scales_of, scorers_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A competitor whose points by the results are not those published; None: not in the published table."""

    competitor: str
    recounted: Fraction
    published: Fraction | None


@dataclass(frozen=True, slots=True)
class Recount:
    """One table beside its recount.

    `unknown` says why it cannot be worked out, empty where it can. `adjusted` is the number of recorded
    adjustments that it takes. `reordered` are competitors whose place is not the one that points and countback give.
    """

    season: Season
    championship: Championship
    competitors: int
    differences: tuple[Difference, ...]
    reordered: tuple[str, ...]
    unknown: str = ""

    @property
    def equal(self) -> bool:
        """Whether every competitor has the published points, to the point."""
        return not self.unknown and not self.differences

    @property
    def adjusted(self) -> int:
        return len(self.championship.adjustments)


def recounts(season: Season) -> Iterator[Recount]:
    """Every championship of a season, in the order of its text."""
    for championship in season.file.championships:
        if any(row.championship == championship.code for row in season.standings):
            yield recount(season, championship)


def recount(season: Season, championship: Championship) -> Recount:
    """One championship's table beside its recount."""
    if unknown := _unknown(season, championship):
        return Recount(season, championship, 0, (), (), unknown)
    totals = _totals(season, championship)
    published = {
        row.competitor: row.total.points or Fraction(0)
        for row in season.standings
        if row.championship == championship.code
    }
    differences = [
        Difference(name, totals.get(name, Fraction(0)), published.get(name))
        for name in sorted({*published, *totals})
        if totals.get(name, Fraction(0)) != published.get(name, Fraction(0))
    ]
    reordered = _reordered(season, championship)
    return Recount(season, championship, len(published), tuple(differences), tuple(reordered))


def _unknown(season: Season, championship: Championship) -> str:
    """Why a table cannot be worked out; empty where it can."""
    raced = list(season.raced)
    unscaled = [round_.name for round_ in raced if not scales_of(season, championship, round_)]
    if len(unscaled) == len(raced):
        return "which points places paid is not in the text"
    if any(championship.class_ not in round_.complete_classes for round_ in raced):
        return "its results are not complete"
    return ""


def _totals(season: Season, championship: Championship) -> dict[str, Fraction]:
    rows = by_session(season)
    points: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for round_ in season.raced:
        for name, score in round_scores(season, championship, round_, rows).items():
            points[name][round_.code] = score.points
    parts = counting_parts(championship)
    totals = {name: Fraction(counted_points(scored, parts)) for name, scored in points.items()}
    for change in championship.adjustments:
        if change.round_ is None:
            totals[change.competitor] = totals.get(change.competitor, Fraction(0)) + Fraction(change.points)
    return totals


def _reordered(season: Season, championship: Championship) -> list[str]:
    """Competitors on equal points whose published order is not that of the countback."""
    if championship.countback == "none":
        return []
    deepest = 999
    if championship.countback == "scoring places":
        deepest = max((len(scale.points) for scale in season.file.scales), default=0)
    places: defaultdict[str, list[int]] = defaultdict(list)
    manufacturers = {chassis.name: chassis.manufacturer for chassis in season.file.chassis}
    for row in season.results:
        if row.session == "race" and row.class_ == championship.class_ and isinstance(row.class_position, int):
            for name in scorers_of(row, championship, manufacturers):
                places[name].append(row.class_position)
    equal: defaultdict[Fraction | None, list[tuple[int, str]]] = defaultdict(list)
    for line in season.standings:
        if line.championship == championship.code and isinstance(line.position, int):
            equal[line.total.points].append((line.position, line.competitor))
    found: list[str] = []
    for group in equal.values():
        found += _out_of_order(group, {name: countback(places[name], deepest) for _, name in group})
    return found


def _out_of_order(group: Sequence[tuple[int, str]], keys: dict[str, tuple[int, ...]]) -> Iterator[str]:
    first = min(place for place, _ in group)
    for place, name in group:
        ahead = sum(keys[other] < keys[name] for _, other in group)
        if place != first + ahead:
            yield name
