"""What decides between equal points after some rounds: the places there, as deep as they are known in every round."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.answers.tables import Line
from bot.archive import Scope
from bot.championship import countback
from bot.queries import results, rounds
from bot.queries import scales as scale_queries
from bot.queries import standings as queries
from bot.queries.standings import Championship, Standing

_DEEPEST = 999


@dataclass(frozen=True, slots=True)
class Ties:
    """Keys that sort competitors with equal points, lower first; none where no places decide between them.

    `whole`: all the places that decide are known. Else whoever has the same key as another may be before or behind it.
    """

    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    whole: bool = True

    def spread(self, lines: Sequence[Line]) -> list[Line]:
        """The lines with all places that are possible for those whose order the known places leave open."""
        if self.whole:
            return list(lines)
        level = Counter(_level(self, line) for line in lines)
        return [
            replace(line, places=(line.places[0], line.places[1] + level[_level(self, line)] - 1))
            if line.places is not None and len(line.totals) == 1
            else line
            for line in lines
        ]


def _level(ties: Ties, line: Line) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    return line.totals, ties.keys.get(line.name)


async def ties(scope: Scope, title: Championship, rows: Sequence[Standing], codes: Sequence[str]) -> Ties:
    """What decides between those in a championship's table after the rounds of these codes."""
    if title.countback == "none":
        return Ties()
    deepest = _DEEPEST
    if title.countback == "scoring places":
        scales = await scale_queries.scales(scope.connection, scope.season)
        deepest = max((len(scale.points) for scale in scales), default=0)
    taken: defaultdict[str, list[int]] = defaultdict(list)
    known: defaultdict[str, set[int]] = defaultdict(set)
    for name, round_, place in await queries.places(scope.connection, scope.season, title.class_, title.kind):
        known[round_].add(place)
        if round_ in codes:
            taken[name].append(place)
    held = await _held(scope, title, codes)
    complete = {code for code in codes if title.class_ in await _complete(scope, code)}
    if len(complete) == len(codes):
        # Nobody took a worse one.
        deepest = min(deepest, max((place for code in codes for place in held[code]), default=0))
    deep = min([deepest, *(depth_of(known[code], held[code], complete=code in complete) for code in codes)])
    # Whoever took no place that is known may have taken one that is not.
    names = {*taken, *(row.competitor for row in rows)}
    return Ties({name: countback(taken[name], deep) for name in names}, deep == deepest)


async def _complete(scope: Scope, code: str) -> frozenset[str]:
    return await rounds.complete_classes(scope.connection, scope.season, code)


async def _held(scope: Scope, title: Championship, codes: Sequence[str]) -> defaultdict[str, set[int]]:
    """The places in class that are held, by round; those of cars that score for no constructor are not looked for."""
    held: defaultdict[str, set[int]] = defaultdict(set)
    for entry in await results.of_class(scope.connection, scope.season, title.class_):
        scores_for_somebody = title.kind != "constructors" or entry.constructor is not None
        if entry.round_ in codes and entry.class_position is not None and scores_for_somebody:
            held[entry.round_].add(entry.class_position)
    return held


def depth_of(known: set[int], held: set[int], *, complete: bool) -> int:
    """How far down a round's places it is known who took each. Where the result is complete, places may be vacant."""
    if complete:
        return min(held - known, default=_DEEPEST + 1) - 1
    return next(place for place in range(1, _DEEPEST + 2) if place not in known) - 1
