"""Standings round by round: two lines a competitor, as a phone shows them."""

from collections.abc import Mapping, Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, named
from bot.answers.charted import Chart
from bot.answers.legend import (
    adjustments_part,
    legend,
    links,
    row_sources,
    until_when,
)
from bot.answers.page import Part
from bot.answers.tables import (
    NOT_HELD,
    cell_width,
    counted_text,
    open_groups,
    place_text,
    row_chunks,
    score_text,
    total_text,
)
from bot.answers.words import TABLE_WIDTH, cell, plain, round_phrase, shortened, units
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries.rounds import Round
from bot.queries.standings import Adjustment

# A competitor and the code of a round.
_Cell = tuple[str, str]


def by_round_table(
    scope: Scope, charted: Chart, until: Round | None, switch: Sequence[Link], changes: Sequence[Adjustment]
) -> Answer:
    """The points of each round, as far as `until`, None for the whole season.

    `switch` are links to the same table of the other classes; `changes` what was given or taken outside the scale.

    Raises: NotHeld where only the final table is held.
    """
    denominator = scope.held.row.points_denominator
    title, rows, scores, codes = charted.title, charted.rows, charted.scores, charted.codes
    raced = [r for r in scope.held.calendar if r.raced and (codes is None or r.round_ in codes)]
    if not charted.lines or all(score.state == "left out" for score in scores):
        raise NotHeld(f"The {plain(title.name)} points by round are not in my data; its final table is.")
    texts, derived = _cells(scope, charted)
    numbers = [str(round_.number) for round_ in raced]
    shown = set(texts.values())
    width = cell_width([*numbers, *shown])
    lines = ["```", *(f"  {chunk}" for chunk in row_chunks(numbers, width))]
    table = charted.lines
    for line in table:
        starred = bool(derived) and any((line.name, round_.round_) in derived for round_ in raced)
        place = place_text(line)
        total = total_text(line, denominator) + ("*" if line.derived else "")
        if line.scored is not None:
            total += f" of {units(line.scored, denominator)}"
        name = shortened(
            f"{place + ' ' if place else ''}{line.name}{'*' if starred else ''}", TABLE_WIDTH - len(total) - 1
        )
        lines.append(cell(f"{name} {total}"))
        scored = [texts.get((line.name, round_.round_), NOT_HELD) for round_ in raced]
        lines += [f"  {chunk}" for chunk in row_chunks(scored, width)]
    lines.append("```")
    marks = ["- Columns are round numbers."]
    if derived:
        marks.append(
            "- \\* after a name: which round points belong to is derived. After a total: the total is derived."
        )
    if "?" in shown:
        marks.append("- ? the sources do not say.")
    if "-" in shown:
        marks.append("- \\- took no part.")
    if NOT_HELD in shown:
        marks.append("- · not in my data.")
    if any(score.dropped for score in scores):
        marks.append("- ( ) dropped score: not counted.")
    marks += [
        text
        for text in legend(scope, title, open_groups(table, scores), rows, scores, codes, ties_known=charted.ties_known)
        if not text.startswith(("- \\*", "- \\+", "- ?"))
    ]
    totals = [f"{plain(line.name)} {counted_text(line, denominator)}" for line in table[:6]]
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    when = "" if until is None else f" as far as {round_phrase(until)}"
    if until is None and scope.held.to_come:
        when = f" {until_when(scope, None)}"
    sentence = f"{plain(title.name)}, points by round{when}; totals: {', '.join(totals)}{more}."
    return compose(
        scope,
        named(scope, sentence),
        title=f"{scope.held.row.label} {title.name} · by round",
        lines=lines,
        parts=[
            Part("About this table", tuple(marks)),
            adjustments_part(scope, changes, codes),
            remarks.derived_part(scope, [row.derivation for row in rows]),
        ],
        sources=[*row_sources(rows), *remarks.derivation_sources(scope, [row.derivation for row in rows])],
        links=links(scope, title, scores, switch, by_round=True),
    )


def _cells(scope: Scope, charted: Chart) -> tuple[Mapping[_Cell, str], frozenset[_Cell]]:
    """The text of every cell of a table, and the cells that are derived: the same however far a table goes."""
    asked = "cells", (("season", scope.season), ("championship", charted.title.championship))
    made: tuple[Mapping[_Cell, str], frozenset[_Cell]] | None = scope.connection.kept(asked)
    if made is None:
        denominator = scope.held.row.points_denominator
        made = (
            {(score.competitor, score.round_): score_text(score, denominator) for score in charted.scores},
            frozenset((score.competitor, score.round_) for score in charted.scores if score.derived),
        )
        scope.connection.keep(asked, made, rows=len(made[0]))
    return made
