"""Titles: how close they were, when they were decided, and who led. Totals that are not known are left out."""

from collections import Counter
from collections.abc import Iterator

from bot.answers.answer import Link, link
from bot.answers.facts.rows import Fact, Finder, Rows, Table, Thing
from bot.answers.tables import Line, lines_after
from bot.answers.words import counted, listed, plain, points_text, round_phrase, units
from bot.queries.standings import Standing

# Points between the first two that make a title close: less than a win pays more than second place, twice over.
_CLOSE = 10
_COMEBACK = 4


def close_titles(rows: Rows) -> Iterator[Fact]:
    """Titles decided by a few points, and the closest of all whose points are known."""
    gaps = [(table, gap[0], gap[1]) for table in rows.tables if (gap := _gap(table)) is not None]
    least = min((points for _, points, _ in gaps), default=0)
    for table, points, seconds in gaps:
        if points > _CLOSE * rows.scope.held.row.points_denominator:
            continue
        first = [row for row in table.lines if row.position == 1]
        lead, behind = _names(first), _names(seconds)
        derived = " (derived)" if first[0].total_derived else ""
        also = " (derived)" if seconds[0].total_derived else ""
        closest = ""
        if points == least and len(gaps) > 1 and not rows.one_class:
            closest = f", the closest of the {len(gaps)} titles whose first two totals I know"
        yield rows.fact(
            f"The {plain(table.title.name)} title was decided by **{_points(rows, points)}**: {lead} "
            f"{_units(rows, first[0].total)}{derived}, {behind} {_units(rows, seconds[0].total)}{also}{closest}.",
            _proof(rows, table),
            about=_about(table, [*(row.competitor for row in first), *(row.competitor for row in seconds)]),
            sources=[key for row in (*first, *seconds) for key in row.sources],
            derivations=[row.derivation for row in (*first, *seconds) if row.total_derived],
        )


def decided_titles(rows: Rows) -> Iterator[Fact]:
    """Titles that were decided before the last round, or only there."""
    codes = [round_.round_ for round_ in rows.raced]
    for table in rows.tables:
        first = [row.competitor for row in table.lines if row.position == 1]
        if table.title.decided not in codes or not first:
            continue
        there = rows.scope.round_(table.title.decided)
        left = len(codes) - 1 - codes.index(table.title.decided)
        when = f"with {counted(left, 'round')} to spare" if left else "only at the last round"
        names = listed([f"**{plain(name)}**" for name in first])
        yield rows.fact(
            f"The {plain(table.title.name)} title was decided {when}, at {round_phrase(there)}: {names}.",
            _proof(rows, table),
            about=[*_about(table, first), ("round", there.round_)],
            sources=table.title.decided_sources,
        )


def champions_matched(rows: Rows) -> Iterator[Fact]:
    """Champions whom somebody else equalled, or beat, in class wins."""
    for table in rows.tables:
        won = rows.winners.get(table.title.class_, ())
        if table.title.kind == "drivers":
            wins = Counter(name for entry in won for name in entry.crew)
        elif table.title.kind == "teams":
            wins = Counter(entry.team for entry in won)
        else:
            continue
        first = [row.competitor for row in table.lines if row.position == 1]
        best = max((wins[name] for name in first), default=0)
        equal = [name for name, count in wins.items() if count >= best and name not in first]
        if not won or not first or not equal or len(equal) > 3:
            continue
        who = listed([f"**{plain(name)}**" for name in first])
        others = listed([f"{plain(name)} ({wins[name]})" for name in equal])
        yield rows.fact(
            f"{who} won the {plain(table.title.name)} title with {counted(best, rows.win)}, no more than {others}.",
            rows.wins_page(table.title.class_, table.title.kind.removesuffix("s")),
            entries=[entry for entry in won if {*entry.crew, entry.team} & {*first, *equal}],
            about=_about(table, [*first, *equal]),
            sources=[key for row in table.lines if row.position == 1 for key in row.sources],
            crews=table.title.kind == "drivers",
        )


def lone_champions(rows: Rows) -> Iterator[Fact]:
    """The one drivers' title that was not shared, or the one that was."""
    titles = {
        table.title.championship: [row for row in table.lines if row.position == 1]
        for table in rows.tables
        if table.title.kind == "drivers"
    }
    if len(titles) < 3 or not all(titles.values()):
        return
    shared = [table for table in rows.tables if len(titles.get(table.title.championship, ())) > 1]
    alone = [table for table in rows.tables if len(titles.get(table.title.championship, ())) == 1]
    if len(alone) == 1:
        table, what = alone[0], f"was the only champion who did not share a drivers' title: {len(shared)} were shared"
    elif len(shared) == 1:
        table, what = shared[0], f"shared the only drivers' title that was shared: {len(alone)} were not"
    else:
        return
    names = [row.competitor for row in titles[table.title.championship]]
    yield rows.fact(
        f"{listed([f'**{plain(name)}**' for name in names])} ({table.title.class_}) {what}.",
        link(rows.scope, "Drivers' titles", "standings", championship="drivers"),
        about=_about(table, names),
        sources=[key for first in titles.values() for row in first for key in row.sources],
        details=[
            f"**{plain(other.title.name)}** {_names(titles[other.title.championship])}"
            for other in rows.tables
            if other.title.championship in titles
        ],
    )


def led_throughout(rows: Rows) -> Iterator[Fact]:
    """Champions who led their table after every round."""
    for table in rows.tables:
        after = _after_each(rows, table)
        leaders = {line.name for lines in after for line in lines if line.places == (1, 1)}
        if len(after) > 2 and len(leaders) == 1 and all(any(e.places == (1, 1) for e in lines) for lines in after):
            name = leaders.pop()
            if not any(row.competitor == name and row.position == 1 for row in table.lines):
                continue  # struck from the final table
            derived = " (points by round in part derived)" if any(score.derived for score in table.scores) else ""
            yield rows.fact(
                f"**{plain(name)}** led the {plain(table.title.name)} table after every one of the "
                f"{len(after)} rounds{derived}.",
                _proof(rows, table, by_round=True),
                about=_about(table, [name]),
                sources=[key for row in table.lines for key in row.sources],
                derivations=[row.derivation for row in table.lines],
            )


def comebacks(rows: Rows) -> Iterator[Fact]:
    """Seconds who had been far behind and finished close."""
    for table in rows.tables:
        gap = _gap(table)
        after = _after_each(rows, table)
        if gap is None or not after or len(gap[1]) != 1:
            continue
        first, second = next(row.competitor for row in table.lines if row.position == 1), gap[1][0].competitor
        totals = [{line.name: line for line in lines} for lines in after]
        if any(len(lines[name].totals) != 1 or lines[name].more for lines in totals for name in (first, second)):
            continue
        behind = [lines[first].totals[0] - lines[second].totals[0] for lines in totals]
        most = max(behind)
        at = rows.raced[behind.index(most)]
        if rows.one_class and most < _CLOSE * rows.scope.held.row.points_denominator:
            continue  # a race or two into the season
        if gap[0] and most >= _COMEBACK * gap[0]:
            derived = " (derived)" if totals[behind.index(most)][second].derived else ""
            yield rows.fact(
                f"**{plain(second)}** was {_points(rows, most)} behind {plain(first)} after {round_phrase(at)}"
                f"{derived}, and finished {_units(rows, gap[0])} behind ({plain(table.title.name)}).",
                _proof(rows, table, by_round=True),
                about=_about(table, [first, second]),
                sources=[key for row in table.lines if row.competitor in {first, second} for key in row.sources],
                derivations=[row.derivation for row in table.lines if row.competitor in {first, second}],
            )


def scored_everywhere(rows: Rows) -> Iterator[Fact]:
    """The few that scored at every round of a table that is complete."""
    for table in rows.tables:
        if table.title.coverage != "complete" or len(table.lines) < 3:
            continue
        cells: dict[str, list[bool]] = {}
        for score in table.scores:
            cells.setdefault(score.competitor, []).append(bool(score.points) and score.one_of is None)
        always = [name for name, scored in cells.items() if all(scored) and len(scored) == len(rows.raced)]
        if 0 < len(always) < len(table.lines):
            others = len(table.lines) - len(always)
            yield rows.fact(
                f"Only {listed([f'**{plain(name)}**' for name in always])} scored at every round in "
                f"{'the ' if rows.one_class else ''}{plain(table.title.name)}; the other {others} of "
                f"{len(table.lines)} missed at least one.",
                _proof(rows, table, by_round=True),
                about=_about(table, always),
                sources=[key for row in table.lines for key in row.sources],
                derivations=[row.derivation for row in table.lines],
            )


def _gap(table: Table) -> tuple[int, list[Standing]] | None:
    """Points between the champions and the next; None where a total or a place of theirs is not known."""
    first = [row for row in table.lines if row.position == 1]
    next_ = [row for row in table.lines if row.position == 1 + len(first)]
    if not first or not next_ or first[0].total is None or next_[0].total is None:
        return None
    return first[0].total - next_[0].total, next_


def _after_each(rows: Rows, table: Table) -> list[list[Line]]:
    """The table after each round; empty where points by round are not held."""
    if not table.lines or all(score.state == "left out" for score in table.scores):
        return []
    codes = [round_.round_ for round_ in rows.raced]
    return [lines_after(table.lines, table.scores, codes[: at + 1], table.title.counting) for at in range(len(codes))]


def _proof(rows: Rows, table: Table, *, by_round: bool = False) -> Link:
    options = {"championship": table.title.kind}
    if not rows.one_class:
        options["class_"] = table.title.class_
    if by_round:
        options["by_round"] = "yes"
    return link(rows.scope, f"{table.title.name} standings", "standings", **options)


def _about(table: Table, names: list[str]) -> list[Thing]:
    things: list[Thing] = [("class", table.title.class_)]
    if table.title.kind == "teams":
        things += [("team", name) for name in names]
    if table.title.kind == "drivers":
        things += [("driver", name) for name in names]
    return things


def _names(lines: list[Standing]) -> str:
    return listed([f"**{plain(row.competitor)}**" for row in lines])


def _units(rows: Rows, points: int | None) -> str:
    return "?" if points is None else units(points, rows.scope.held.row.points_denominator)


def _points(rows: Rows, points: int) -> str:
    return points_text(points, rows.scope.held.row.points_denominator)


FINDERS: tuple[Finder, ...] = (
    close_titles,
    decided_titles,
    champions_matched,
    lone_champions,
    led_throughout,
    comebacks,
    scored_everywhere,
)
