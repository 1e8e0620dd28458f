"""One championship's table after a round: its rows read, its lines in order. Answers about standings start here."""

from collections import defaultdict
from dataclasses import dataclass

from bot.answers.tables import Line, lines_after
from bot.answers.totals import least_totals
from bot.answers.words import points_text
from bot.archive import Scope
from bot.championship import countback
from bot.queries import scales as scale_queries
from bot.queries import standings as queries
from bot.queries.rounds import Round
from bot.queries.standings import Championship, Score, Standing

_DEEPEST = 999


@dataclass(frozen=True, slots=True)
class Chart:
    """A table. `codes` are the rounds that it goes through, None where it is the final one as published.

    `lines` are in order; none where the competitors are not held, or their points by round are not.
    """

    title: Championship
    rows: tuple[Standing, ...]
    scores: tuple[Score, ...]
    codes: tuple[str, ...] | None
    lines: tuple[Line, ...]


async def chart(scope: Scope, title: Championship, until: Round | None) -> Chart:
    """The table of a championship after a round, None for the latest.

    Where something was decided for the season as a whole, such as a competitor struck from the table, the table after
    the last round is the one that was published: the rounds alone would give another. It is kept like the rows that it
    is made of: a table, its points by round and the leaders of all classes show the same one.
    """
    code = None if until is None else until.round_
    asked = "chart", (("season", scope.season), ("championship", title.championship), ("round", code))
    made: Chart | None = scope.connection.kept(asked)
    if made is None:
        made = await _chart(scope, title, until)
        scope.connection.keep(asked, made, rows=len(made.lines))
    return made


async def _chart(scope: Scope, title: Championship, until: Round | None) -> Chart:
    rows = await queries.standings(scope.connection, scope.season, title.championship)
    scores = await queries.scores(scope.connection, scope.season, title.championship)
    codes = None if until is None else raced_through(scope, until)
    if until is not None and until == scope.held.raced[-1] and await _decided_as_a_whole(scope, title, rows):
        codes = None
    if codes is not None and all(score.state == "left out" for score in scores if score.round_ in codes):
        return Chart(title, rows, scores, codes, ())
    ties = {} if codes is None else await _ties(scope, title, codes)
    changes = await queries.adjustments(scope.connection, scope.season, title.championship)
    return Chart(title, rows, scores, codes, tuple(lines_after(rows, scores, codes, title.counting, ties, changes)))


async def _decided_as_a_whole(scope: Scope, title: Championship, rows: tuple[Standing, ...]) -> bool:
    changes = await queries.adjustments(scope.connection, scope.season, title.championship)
    return any(row.struck for row in rows) or any(change.round_ is None for change in changes)


async def at_least(scope: Scope, title: Championship, row: Standing) -> str:
    """`at least 164 points` of a line whose total is not known; empty where nothing of it is."""
    scores = await queries.scores(scope.connection, scope.season, title.championship)
    changes = await queries.adjustments(scope.connection, scope.season, title.championship)
    points = least_totals(scores, title.counting, changes).get(row.competitor, 0)
    return f"at least {points_text(points, scope.held.row.points_denominator)}" if points else ""


def raced_through(scope: Scope, until: Round) -> tuple[str, ...]:
    """Codes of the rounds raced up to and with `until`."""
    codes = []
    for round_ in scope.held.calendar:
        if round_.raced:
            codes.append(round_.round_)
        if round_.round_ == until.round_:
            break
    return tuple(codes)


async def _ties(scope: Scope, title: Championship, codes: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """What decides between equal points after some rounds, by competitor; empty where nothing does."""
    if title.countback == "none":
        return {}
    deepest = _DEEPEST
    if title.countback == "scoring places":
        scales = await scale_queries.scales(scope.connection, scope.season)
        deepest = max((len(scale.points) for scale in scales), default=0)
    taken: defaultdict[str, list[int]] = defaultdict(list)
    for name, round_, place in await queries.places(scope.connection, scope.season, title.class_, title.kind):
        if round_ in codes:
            taken[name].append(place)
    worst = max((place for found in taken.values() for place in found), default=0)
    return {name: countback(found, min(deepest, worst)) for name, found in taken.items()}
