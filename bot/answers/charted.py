"""One championship's table after a round: its rows read, its lines in order. Answers about standings start here."""

from dataclasses import dataclass

from bot.answers.tables import Line, lines_after
from bot.answers.ties import Ties, ties
from bot.answers.totals import least_totals
from bot.answers.words import points_text
from bot.archive import Scope
from bot.queries import standings as queries
from bot.queries.rounds import Round
from bot.queries.standings import Championship, Score, Standing


@dataclass(frozen=True, slots=True)
class Chart:
    """A table. `codes` are the rounds that it goes through, None where it is the final one as published.

    `lines` are in order; none where the competitors are not held, or their points by round are not. `ties_known`: all
    results that decide between equal points are held.
    """

    title: Championship
    rows: tuple[Standing, ...]
    scores: tuple[Score, ...]
    codes: tuple[str, ...] | None
    lines: tuple[Line, ...]
    ties_known: bool = True


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
    decided = Ties() if codes is None else await ties(scope, title, rows, codes)
    changes = await queries.adjustments(scope.connection, scope.season, title.championship)
    lines = decided.spread(lines_after(rows, scores, codes, title.counting, decided.keys, changes))
    return Chart(title, rows, scores, codes, tuple(lines), decided.whole)


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
