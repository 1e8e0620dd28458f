"""Standings worked out from complete results and the season file's scales: every cell of them is marked derived."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from bot.championship import dropped_scores
from bot.season.cells import UNKNOWN, Cell
from bot.season.model.championships import Championship
from bot.season.model.facts import Derivation
from bot.season.model.rows import StandingRow
from bot.season.model.season import Season
from bot.season.scores import BySession, by_session, cell_sum, counting_parts, round_scores, scales_of

POINTS = "points-by-scale"
_RULE = (
    "Points are worked out from the results by the season's scale; what was awarded or taken for anything else is in "
    "them only where an adjustment says so."
)


def worked_out(season: Season, sources: tuple[str, ...]) -> Season:
    """The season with standings of every championship whose scales cover all of its complete results."""
    rows = by_session(season)
    lines: list[StandingRow] = []
    titles: list[Championship] = []
    for championship in season.file.championships:
        made = list(_lines(season, championship, rows, sources))
        lines += made
        # What was not published is never said to be the whole table.
        extent = "partial" if made else "none"
        titles.append(championship.model_copy(update={"coverage": extent}))
    derivations = season.file.derivations
    if lines:
        derivations = (*derivations, Derivation(code=POINTS, text=_RULE, sources=sources))
    file = season.file.model_copy(update={"championships": tuple(titles), "derivations": derivations})
    return season.model_copy(update={"file": file, "standings": tuple(lines)})


def _lines(
    season: Season, championship: Championship, rows: BySession, sources: tuple[str, ...]
) -> Iterator[StandingRow]:
    raced = list(season.raced)
    if championship.kind not in {"drivers", "teams"} or not all(
        championship.class_ in round_.complete_classes and scales_of(season, championship, round_) for round_ in raced
    ):
        return
    table: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for round_ in raced:
        scores = round_scores(season, championship, round_, rows)
        for row in rows.get((round_.code, "race", championship.class_), ()):
            for name in row.crew if championship.kind == "drivers" else (row.team,):
                if name != UNKNOWN and row.status != "did not start":
                    table[name].setdefault(round_.code, Cell("points", Fraction(0), derived=True))
        for name, score in scores.items():
            table[name][round_.code] = Cell("points", score.points, derived=True)
    whole = {
        name: {round_.code: _dropped(cells, championship).get(round_.code, Cell("no part")) for round_ in raced}
        for name, cells in table.items()
    }
    totals = {name: _total(name, cells, championship) for name, cells in whole.items()}
    for name in sorted(whole, key=lambda name: (-totals[name], name)):
        yield StandingRow(
            line=0,
            championship=championship.code,
            position=_place(name, totals, whole),
            competitor=name,
            cells=whole[name],
            total=Cell("points", totals[name], derived=True),
            sources=sources,
            derivation=POINTS,
        )


def _total(name: str, cells: Mapping[str, Cell], championship: Championship) -> Fraction:
    changes = [
        Fraction(change.points)
        for change in championship.adjustments
        if change.competitor == name and change.round_ is None
    ]
    return cell_sum(cells.values()) + sum(changes, Fraction(0))


def _place(name: str, totals: Mapping[str, Fraction], whole: Mapping[str, Mapping[str, Cell]]) -> int | Literal["?"]:
    """A place; `?` where others have as many points from other rounds, and a rule would have to decide.

    Who scored the same at every round, as those who share a car do, shares the place.
    """
    equal: Sequence[str] = [other for other in totals if totals[other] == totals[name]]
    if any(whole[other] != whole[name] for other in equal):
        return "?"
    return 1 + sum(total > totals[name] for total in totals.values())


def _dropped(cells: Mapping[str, Cell], championship: Championship) -> dict[str, Cell]:
    """The cells with those marked that do not count."""
    points = {code: cell.points for code, cell in cells.items() if cell.points is not None}
    dropped = dropped_scores(points, counting_parts(championship))
    return {code: replace(cell, dropped=True) if code in dropped else cell for code, cell in cells.items()}
