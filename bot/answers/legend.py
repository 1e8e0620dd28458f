"""What stands around a table of standings: the meaning of its marks, and the tables beside it."""

from collections.abc import Sequence

from bot.answers.answer import Link, link
from bot.answers.page import Part
from bot.answers.tables import Line
from bot.answers.words import listed, plain, round_phrase, units
from bot.archive import Scope
from bot.queries.rounds import Round
from bot.queries.standings import Adjustment, Championship, Score, Standing


def legend(
    scope: Scope,
    title: Championship,
    lines: Sequence[Line],
    rows: Sequence[Standing],
    scores: Sequence[Score],
    codes: Sequence[str] | None,
    *,
    ties_known: bool,
) -> list[str]:
    """What the marks in the table mean, and how complete it is. `ties_known`: as in `Chart`."""
    marks = []
    if title.coverage != "complete":
        what = "the champions only" if title.coverage == "champion only" else "part of this table"
        marks.append(f"- My data has {what}; a competitor not listed may have scored.")
    if any(line.scored is not None for line in lines):
        marks.append("- Of: all points scored, where only the best results count.")
    if any(row.struck == "DSQ" for row in rows) and codes is None:
        marks.append("- DSQ disqualified from the championship.")
    if any(row.struck == "EX" for row in rows) and codes is None:
        marks.append("- EX excluded from the championship.")
    if any(line.derived for line in lines):
        marks.append("- \\* derived: worked out from results, not published.")
    if any(line.more and any(line.totals) for line in lines):
        marks.append("- \\+ at least: some rounds are not known.")
    if any(line.more and not any(line.totals) for line in lines):
        marks.append("- ? the sources do not say how many points.")
    totals = [line.totals for line in lines]
    if codes is not None and title.countback != "none" and len(set(totals)) < len(totals):
        marks.append("- Equal points go by the better places: most wins, then most second places, and so on.")
        if not ties_known:
            marks.append("- Not all of those places are in my data: where they may decide, the order is not known.")
    split = [line for line in lines if len(line.totals) > 1]
    by_code = {round_.round_: round_ for round_ in scope.held.calendar}
    for line in split:
        group = [score for score in scores if score.competitor == line.name and score.one_of]
        where = listed([str(by_code[score.round_].number) for score in group], last="or")
        points = units(group[0].points or 0, scope.held.row.points_denominator)
        marks.append(f"- {plain(line.name)}: {points} points belong to round {where}; the sources do not say which.")
    for row in rows:
        if row.note and codes is None:
            marks.append(f"- {plain(row.competitor)}: {plain(row.note)}")
    if title.decided and codes is None and not scope.held.to_come:
        decided = by_code[title.decided]
        marks.append(f"- Title decided at {round_phrase(decided)}.")
    return marks


def until_when(scope: Scope, until: Round | None) -> str:
    """`final`, `after round 6, Road America`, or how far a season in progress has come."""
    if until is not None:
        return f"after {round_phrase(until)}"
    held = scope.held
    return f"so far, after {round_phrase(held.raced[-1])}" if held.to_come and held.raced else "final"


def adjustments_part(scope: Scope, changes: Sequence[Adjustment], codes: Sequence[str] | None) -> Part:
    """The part of an answer that says what was given or taken outside the scale, and why.

    `codes` are the rounds that the table goes through, None for the final one: a change of a total is in that only.
    """
    lines = []
    for change in changes:
        if codes is not None and change.round_ is not None and change.round_ not in codes:
            continue
        points = units(abs(change.points), scope.held.row.points_denominator)
        sign = "+" if change.points > 0 else "−"
        where = f" at {round_phrase(scope.round_(change.round_))}" if change.round_ else ""
        later = "; not in this table, which ends earlier" if codes is not None and change.round_ is None else ""
        lines.append(f"- {plain(change.competitor)} {sign}{points}{where}: {plain(change.reason)}{later}")
    return Part("Outside the scale", tuple(lines))


def not_counted(scope: Scope, changes: Sequence[Adjustment], codes: Sequence[str] | None) -> str:
    """A sentence, after a blank, on changes of totals that a table before the last round does not have yet."""
    if codes is None:
        return ""
    denominator = scope.held.row.points_denominator
    later = [
        f"{'+' if change.points > 0 else '−'}{units(abs(change.points), denominator)} for {plain(change.competitor)}"
        for change in changes
        if change.round_ is None
    ]
    return f" Not counted here, as it was decided for the season's total: {listed(later)}." if later else ""


def row_sources(rows: Sequence[Standing]) -> list[str]:
    return [key for row in rows for key in row.sources]


def links(
    scope: Scope, title: Championship, scores: Sequence[Score], switch: Sequence[Link], *, by_round: bool
) -> list[Link]:
    """The same table in its other form, the class's next championship, `switch` to the other classes, and the rest."""
    found = []
    whole = {} if scope.held.single_class else {"class_": title.class_}
    if by_round:
        latest = "Table so far" if scope.held.to_come else "Final table"
        found.append(link(scope, latest, "standings", **whole, championship=title.kind))
    elif any(score.state != "left out" for score in scores):
        found.append(link(scope, "By round", "standings", **whole, championship=title.kind, by_round="yes"))
    others = [
        link(scope, other.kind.capitalize(), "standings", **whole, championship=other.kind)
        for other in scope.held.championships
        if other.class_ == title.class_ and other.kind != title.kind
    ]
    if scope.held.single_class:
        return [*found, *others, link(scope, "The season", "season"), link(scope, "Points", "points")]
    return [*found, *others[:1], *switch, *others[1:], link(scope, "Every class", "standings")]
