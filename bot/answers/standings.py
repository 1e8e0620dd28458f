"""Championship tables: final, by round, or after any round, saying what is derived and what is not known."""

from collections.abc import Iterable, Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link, named
from bot.answers.by_round import by_round_table
from bot.answers.charted import Chart, at_least, chart, raced_through
from bot.answers.legend import adjustments_part, legend, links, not_counted, row_sources, until_when
from bot.answers.page import Part
from bot.answers.tables import Line, counted_text, open_groups, place_text, total_text
from bot.answers.unraced import refuse_unraced
from bot.answers.words import (
    NARROW_WIDTH,
    STAR,
    TABLE_WIDTH,
    listed,
    ordinal,
    plain,
    points_text,
    round_phrase,
    shortened,
    table,
    units,
)
from bot.archive import Scope
from bot.errors import Cancelled, NotHeld
from bot.queries import standings as queries
from bot.queries.rounds import Round
from bot.queries.standings import Adjustment, Championship, Standing


async def standings(
    scope: Scope,
    class_: str | None = None,
    kind: str | None = None,
    after: str | None = None,
    *,
    by_round: bool = False,
) -> Answer:
    """The standings of a class: final, after a round, or by round; without a class, the leaders of every class.

    Raises: NotHeld where the championship, or its points by round, are not held; Cancelled for a cancelled round;
    ToCome for one that was not raced yet.
    """
    kind = scope.held.kind(kind or scope.held.row.default_kind)
    if scope.held.single_class:
        class_ = None
    until = None
    if after is not None:
        until = scope.round_(after)
        if until.cancelled is not None:
            raise Cancelled(f"The {plain(until.name)} was cancelled: there are no standings after it.")
        refuse_unraced(scope, until)
    if class_ is None:
        classes = [title for title in scope.held.championships if title.kind == kind]
        if len(classes) != 1:
            return await _leaders(scope, kind, classes, until)
        title = classes[0]
    else:
        title = _championship(scope, class_, kind)
    charted = await chart(scope, title, until)
    if not charted.rows:
        raise NotHeld(f"The {plain(title.name)} standings are not in my data.")
    switch = await _class_switch(scope, title, until, by_round=by_round)
    changes = await queries.adjustments(scope.connection, scope.season, title.championship)
    if by_round:
        return by_round_table(scope, charted, until, switch, changes)
    return _table(scope, charted, until, switch, changes)


async def _class_switch(scope: Scope, title: Championship, until: Round | None, *, by_round: bool) -> list[Link]:
    """The same table of the other classes; their final one where their points by round are not held."""
    codes = None if until is None else raced_through(scope, until)
    links = []
    for other in scope.held.championships:
        if other.kind != title.kind or other.class_ == title.class_:
            continue
        options = {"class_": other.class_, "championship": other.kind}
        scores = await queries.scores(scope.connection, scope.season, other.championship)
        known = any(score.state != "left out" for score in scores if codes is None or score.round_ in codes)
        if known and until is not None:
            options["after"] = until.round_
        if known and by_round:
            options["by_round"] = "yes"
        links.append(link(scope, other.class_, "standings", **options))
    return links


def _championship(scope: Scope, class_: str, kind: str) -> Championship:
    held = [title for title in scope.held.championships if title.class_ == class_]
    title = next((title for title in held if title.kind == kind), None)
    if title is not None:
        return title
    if scope.class_(class_).guest:
        raise NotHeld(f"{class_} cars were guests outside the championship: they have no standings.")
    known = f"its {listed([title.kind for title in held])} standings are" if held else "nothing of its standings is"
    raise NotHeld(f"The {class_} {kind} standings are not in my data; {known}.")


def _table(
    scope: Scope, charted: Chart, until: Round | None, switch: Sequence[Link], changes: Sequence[Adjustment]
) -> Answer:
    denominator = scope.held.row.points_denominator
    title, rows, scores, codes, lines = charted.title, charted.rows, charted.scores, charted.codes, charted.lines
    if not lines:
        raise NotHeld(f"The {plain(title.name)} standings are in my data at the end of the season only, not by round.")
    when = until_when(scope, until)
    leader = lines[0].totals[0] if lines[0].totals and not lines[0].more else None
    cells = []
    for line in lines:
        gap = ""
        sure = len(line.totals) == 1 and not line.more and not line.struck
        if leader is not None and sure and line.totals[0] != leader:
            gap = f"-{units(leader - line.totals[0], denominator)}"
        points = total_text(line, denominator).replace(" or ", "/") + ("*" if line.derived else "")
        scored = units(line.scored, denominator) if line.scored is not None else ""
        cells.append((place_text(line), line.name, points, scored, gap))
    text, cut = _rows_of_table(title, cells)
    first = [
        f"{place_text(line) + '. ' if place_text(line) else ''}{plain(line.name)} {counted_text(line, denominator)}"
        for line in lines[:6]
    ]
    more = f" and {len(lines) - 6} more" if len(lines) > 6 else ""
    struck = [f"{plain(line.name)} ({total_text(line, denominator)})" for line in lines[6:] if line.struck]
    out = f" Struck from the table: {listed(struck)}." if struck else ""
    sentence = f"{plain(title.name)}, {when}: {', '.join(first)}{more}.{out}{not_counted(scope, changes, codes)}"
    sentence = _champions(title, lines, sentence, until)
    about = lines if codes is not None else open_groups(lines, scores)
    marks = legend(scope, title, about, rows, scores, codes, ties_known=charted.ties_known)
    notes = [note for note in scope.held.notes if note.championship == title.championship]
    found = tuple(d for d in scope.held.disputes if d.championship == title.championship)
    derivations = used_derivations(rows, lines)
    return compose(
        scope,
        named(scope, sentence),
        title=f"{scope.held.row.label} {title.name} · {when}",
        lines=text,
        parts=[
            Part("In full", tuple(f"- {plain(name)}" for name in cut)),
            Part("About this table", tuple(marks)),
            adjustments_part(scope, changes, codes),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, derivations),
        ],
        sources=[
            *row_sources(rows),
            *title.decided_sources,
            *(key for change in changes for key in change.sources),
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=links(scope, title, scores, switch, by_round=False),
    )


def _rows_of_table(title: Championship, cells: Sequence[tuple[str, str, str, str, str]]) -> tuple[list[str], list[str]]:
    """A table of place, name, points, points scored in all, and gap, as wide as a phone; and the names it cut.

    Points scored in all are a column only where some of them were dropped; the gap gives way to a readable name.
    """
    heads = ("P", title.kind.capitalize().removesuffix("s"), "Pts", "Of", "Gap")
    shown = [0, 1, 2, *([3] if any(row[3] for row in cells) else []), 4]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]

    def room() -> int:
        return TABLE_WIDTH - (len(shown) - 1) - sum([widths[column] for column in shown if column != 1])

    # With five columns the last would be the first to go out of sight, and the gap is that of the points beside it.
    if room() - (TABLE_WIDTH - NARROW_WIDTH) < widths[1] and 3 in shown:
        shown.remove(4)
    width = room()
    rows = [
        [shortened(row[column], width) if column == 1 else row[column] for column in shown] for row in [heads, *cells]
    ]
    return table(rows, "><>>>"[: len(shown)]), [row[1] for row in cells if len(row[1]) > width]


def _champions(title: Championship, lines: Sequence[Line], sentence: str, until: Round | None) -> str:
    """Where only who won the title is known, the sentence says that first."""
    if until is not None or title.coverage != "champion only":
        return sentence
    first = [line for line in lines if line.places == (1, 1)]
    names = listed([f"**{plain(line.name)}**" for line in first])
    shared = "shared" if len(first) > 1 else "won"
    return f"{names} {shared} the {plain(title.name)} title; the rest of its table is not complete in my data."


def used_derivations(rows: Sequence[Standing], lines: Sequence[Line]) -> list[str | None]:
    names = {line.name for line in lines if line.derived or len(line.totals) > 1}
    return [row.derivation for row in rows if row.competitor in names]


async def _leaders(scope: Scope, kind: str, titles: Sequence[Championship], until: Round | None) -> Answer:
    """First places of every class."""
    if not titles:
        kinds = listed(list(dict.fromkeys(title.kind for title in scope.held.championships)))
        raise NotHeld(f"No {kind} standings are in my data{f'; {kinds} standings are' if kinds else ''}.")
    denominator = scope.held.row.points_denominator
    leaders, parts, sources, open_classes = [], [], [], []
    shown: list[Line] = []
    for title in titles:
        charted = await chart(scope, title, until)
        rows, lines = charted.rows, charted.lines
        if not lines:
            open_classes.append(title.class_)
            continue
        sources += row_sources(rows)
        first = [line for line in lines if line.places and line.places[0] == 1] or lines[:1]
        certain = all(line.places == (1, 1) for line in first)
        names = listed([plain(line.name) for line in first])
        points = total_text(first[0], denominator)
        if not certain:
            open_classes.append(title.class_)
        else:
            leaders.append(f"{title.class_}: **{names}**{'' if points == '?' else f' {points}'}")
        parts.append(
            Part(
                title.name,
                tuple(
                    f"{place_text(line) or '–'} {plain(line.name)} · {total_text(line, denominator)}"
                    f"{STAR if line.derived else ''}"
                    for line in lines[:3]
                ),
                inline=False,
            )
        )
        shown += lines[:3]
    when = "after the last round" if until is None else f"after {round_phrase(until)}"
    kind_word = kind.removesuffix("s")
    sentence = f"Leading {kind_word} of each class {when}: {'; '.join(leaders)}." if leaders else ""
    if open_classes:
        sentence += f" For {listed(open_classes)} the order is not known for certain."
    left_out = [
        class_.class_
        for class_ in scope.held.classes
        if not class_.guest and class_.class_ not in {title.class_ for title in titles}
    ]
    if left_out:
        sentence += f" The {kind} standings of {listed(left_out)} are not in my data."
    found = tuple(d for d in scope.held.disputes if d.championship in {title.championship for title in titles})
    return compose(
        scope,
        sentence.strip(),
        title=f"{scope.held.row.label} standings · {kind} · {when}",
        parts=[*parts, Part("Marks", tuple(_marks(shown))), remarks.disputed_part(scope, found)],
        sources=[*dict.fromkeys(sources), *remarks.dispute_sources(found)],
        links=[
            link(scope, f"{title.class_} table", "standings", class_=title.class_, championship=kind)
            for title in titles[:5]
        ],
    )


def _marks(lines: Iterable[Line]) -> list[str]:
    """What the marks on these lines mean: those that are there, and no others."""
    lines = list(lines)
    marks = {
        "- – place not known.": any(not place_text(line) for line in lines),
        "- \\* derived.": any(line.derived for line in lines),
        "- \\+ at least: some rounds are not known.": any(line.more and any(line.totals) for line in lines),
        "- ? the sources do not say how many points.": any(line.more and not any(line.totals) for line in lines),
    }
    return [mark for mark, used in marks.items() if used]


async def standing_text(scope: Scope, row: Standing) -> str:
    """A competitor's line in one championship: `**GTS teams** 1st, 167 points`, `1st, 90 counted of 94 points`, `1st,
    at least 164 points`.
    """
    title = next(title for title in scope.held.championships if title.championship == row.championship)
    struck = {"DSQ": "disqualified from it", "EX": "excluded from it"}
    place = ordinal(row.position) if row.position else struck[row.struck] if row.struck else "place not known"
    if row.position and scope.held.to_come:
        place += " so far"
    points = await points_said(scope, title, row)
    return f"**{plain(title.name)}** {place}, {points or 'total not known'}"


async def points_said(scope: Scope, title: Championship, row: Standing) -> str:
    """`167 points`, `90 counted of 94 points`, `at least 164 points`; empty where nothing of the total is known."""
    if row.total is None:
        return await at_least(scope, title, row)
    derived = " (derived)" if row.total_derived else ""
    denominator = scope.held.row.points_denominator
    counted = "" if row.scored is None else f"{units(row.total, denominator)} counted of "
    return f"{counted}{points_text(row.total if row.scored is None else row.scored, denominator)}{derived}"
