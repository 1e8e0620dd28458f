"""A total that no source states, as far as it is known: at least what the known rounds pay. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.championship import Part, counted_points
from bot.queries.standings import Adjustment, Counting, Score


def least_totals(
    scores: Iterable[Score], counting: Sequence[Counting] = (), changes: Iterable[Adjustment] = ()
) -> dict[str, int]:
    """The least that competitors can have in all, in units, by what is known of their rounds; 0 where that is nothing.

    `scores` are those of a championship, `counting` and `changes` its own. Whoever is left out has no score at all.
    """
    certain: defaultdict[str, dict[str, int]] = defaultdict(dict)
    one_of: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for score in scores:
        if score.one_of:
            one_of[score.competitor][score.one_of] = score.points or 0
        elif score.points is not None and not score.dropped:
            certain[score.competitor][score.round_] = score.points
    parts = [Part(part.best, frozenset(part.rounds) or None) for part in counting]
    least = {
        # Where only the best scores count, points of one of several rounds may be among those that do not.
        name: counted_points(certain[name], parts) + (0 if parts else sum(one_of[name].values()))
        for name in certain.keys() | one_of.keys()
    }
    for change in changes:
        # What was taken at a round is in the points known for it; at another it may be less than nothing.
        if change.round_ is None or (change.points < 0 and change.round_ not in certain[change.competitor]):
            least[change.competitor] = least.get(change.competitor, 0) + change.points
    return {name: max(points, 0) for name, points in least.items()}
