"""Questions about championships: who won a title, who led, who stood where and with how many points."""

from collections.abc import Sequence

from bot.answers import seasons
from bot.answers import standings as tables
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, saying
from bot.answers.charted import at_least, chart
from bot.answers.entries import unique
from bot.answers.legend import until_when
from bot.answers.tables import Line, total_text
from bot.answers.unraced import refuse_unraced
from bot.answers.words import listed, ordinal, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion
from bot.queries import results
from bot.queries import standings as queries
from bot.queries.standings import Championship, Standing

_KINDS = {"team": "teams", "driver": "drivers", "manufacturer": "manufacturers", "tyre": "tyres"}
LAST = -1
"""The place of whoever is at the bottom of a table."""


async def champions(scope: Scope, class_: str | None = None, kind: str | None = None) -> Answer:
    """Who won the titles of a class, of a kind, or all of them."""
    if scope.held.to_come:
        row = scope.held.row
        raise NotHeld(
            f"The {plain(row.name)} is not over in my data: nobody is champion yet.",
            suggestions=[
                Suggestion("Standings", "standings", (("season", row.season),)),
                Suggestion("Champions of other seasons", "champions", (("season", row.series),)),
            ],
        )
    kind = kind if kind is None else scope.held.kind(kind)
    said = []
    for title in scope.held.championships:
        if class_ not in {None, title.class_} or kind not in {None, title.kind}:
            continue
        rows = await queries.standings(scope.connection, scope.season, title.championship)
        first = [plain(row.competitor) for row in rows if row.position == 1]
        if first:
            said.append(f"{plain(title.name)}: **{listed(first)}**")
    if not said:
        what = " ".join(part for part in (class_, kind) if part)
        raise NotHeld(f"The {what} champions are not in my data.")
    if class_ is not None:
        page = await tables.standings(scope, class_, kind or _first_kind(scope, class_))
    else:
        page = await seasons.season(scope)
    return saying(page, f"Champions of {scope.held.row.label}: {'; '.join(said)}.")


def _first_kind(scope: Scope, class_: str) -> str | None:
    kinds = [title.kind for title in scope.held.championships if title.class_ == class_]
    return None if scope.held.row.default_kind in kinds or not kinds else kinds[0]


def _title(scope: Scope, class_: str, kind: str) -> Championship:
    kind = scope.held.kind(kind)
    title = next((t for t in scope.held.championships if (t.class_, t.kind) == (class_, kind)), None)
    if title is None:
        raise NotHeld(f"The {class_} {kind} standings are not in my data.")
    return title


async def standing_place(
    scope: Scope, place: int, class_: str, kind: str | None = None, after: str | None = None
) -> Answer:
    """Who stood in a place of a table; `LAST` for the bottom of a table that is complete."""
    title = _title(scope, class_, kind or scope.held.row.default_kind)
    _rows, lines = await _lines(scope, title, after)
    if place == LAST:
        if title.coverage != "complete":
            raise NotHeld(
                f"Who was last in the {plain(title.name)} standings is not in my data: the table is not complete."
            )
        place = max((line.places[0] for line in lines if line.places), default=0)
    found = [line for line in lines if line.places == (place, place)]
    if not found:
        raise NotHeld(f"Who was {ordinal(place)} in the {plain(title.name)} standings is not in my data.")
    page = await tables.standings(scope, class_, title.kind, after)
    points = total_text(found[0], scope.held.row.points_denominator)
    each = " each" if len(found) > 1 else ""
    with_points = f" with {points} point{'' if points == '1' else 's'}{each}" if points != "?" else ""
    if after is not None:
        when = f"after {round_phrase(scope.round_(after))}"
    else:
        when = until_when(scope, None) if scope.held.to_come else "in the final standings"
    names = listed([f"**{plain(line.name)}**" for line in found])
    verb = "was" if len(found) == 1 else "were"
    return saying(page, f"{names} {verb} {ordinal(place)} of the {plain(title.name)} {when}{with_points}.")


async def _lines(scope: Scope, title: Championship, after: str | None) -> tuple[Sequence[Standing], Sequence[Line]]:
    until = None if after is None else scope.round_(after)
    if until is not None:
        refuse_unraced(scope, until)
    charted = await chart(scope, title, until)
    return charted.rows, charted.lines


async def rows_of(
    scope: Scope, subject: Subject, class_: str | None, kind: str | None = None
) -> list[tuple[Championship, Standing]]:
    """A competitor's lines in championships of its own kind; of a team also those of the constructors it ran.

    Raises: NotHeld where there is none, or none in championships of the `kind` that is asked for.
    """
    if subject.kind == "car":
        teams = unique(entry.team for entry in await results.of_car(scope.connection, scope.season, subject.key))
        raise NotHeld(
            f"Points are a driver's or a team's, no car's: {subject.name} was {listed(list(map(plain, teams)))}."
        )
    lines = [(subject.key, _KINDS.get(subject.kind))]
    if subject.kind == "team":
        entries = await results.of_team(scope.connection, scope.season, subject.key)
        lines += [(name, "constructors") for name in unique(entry.constructor or "" for entry in entries)]
    held = {title.championship: title for title in scope.held.championships}
    rows = [
        (held[row.championship], row)
        for competitor, of_kind in lines
        for row in await queries.of_competitor(scope.connection, scope.season, competitor)
        if held[row.championship].kind == of_kind and class_ in {None, held[row.championship].class_}
    ]
    if kind is not None:
        kind = scope.held.kind(kind)
        rows = [(title, row) for title, row in rows if title.kind == kind]
    if not rows:
        among = f" among {kind}" if kind is not None else ""
        raise NotHeld(f"No standings of {subject.name}{among} are in my data.")
    return rows


async def standing_of(scope: Scope, subject: Subject, class_: str | None = None, kind: str | None = None) -> Answer:
    """Where somebody stood at the end, with how many points. `kind`: whose championship is asked for."""
    rows = await rows_of(scope, subject, class_, kind)
    several = len({row.competitor for _, row in rows}) > 1
    said = []
    for _, row in rows:
        stood = (await tables.standing_text(scope, row)).replace("**", "")
        said.append(f"as {plain(row.competitor)}, {stood}" if several else stood)
    title = rows[0][0]
    page = await tables.standings(scope, title.class_, title.kind)
    return saying(page, f"**{subject.name}**: {'; '.join(said)}.")


async def total_of(scope: Scope, subject: Subject, class_: str | None = None, kind: str | None = None) -> Answer:
    """How many points somebody had at the end, as `standing_of`.

    Raises: NotHeld where no source says.
    """
    rows = await rows_of(scope, subject, class_, kind)
    if all(row.total is None for _, row in rows):
        known = [part for title, row in rows if (part := await _part_of(scope, title, row))]
        raise NotHeld(f"The total of {subject.name} is not in my data{f'; known: {listed(known)}' if known else ''}.")
    return await standing_of(scope, subject, class_, kind)


async def _part_of(scope: Scope, title: Championship, row: Standing) -> str:
    """What is known of a line without a total: its place, what the total is at least; empty where neither is."""
    points = await at_least(scope, title, row)
    if row.position is None:
        return f"{points} in the {plain(title.name)}" if points else ""
    return f"{ordinal(row.position)} of the {plain(title.name)}{f', {points}' if points else ''}"


async def leader(scope: Scope, class_: str, kind: str | None, after: str | None) -> Answer:
    """Who led a table."""
    return await standing_place(scope, 1, class_, kind, after)


async def leader_before(scope: Scope, class_: str, kind: str | None, before: str) -> Answer:
    """Who led a table before a round. Raises: NotHeld where that is the first."""
    raced = [there.round_ for there in scope.held.calendar if there.cancelled is None]
    at = raced.index(before) if before in raced else 0
    if at == 0:
        raise NotHeld(f"Nobody led before {round_phrase(scope.round_(before))}: there was no race before it.")
    return await leader(scope, class_, kind, raced[at - 1])


async def standing_after(scope: Scope, subject: Subject, after: str, class_: str | None = None) -> Answer:
    """Where somebody stood after a round, with how many points; where that is not certain, the least and the most.

    Raises: NotHeld where it stands in no table.
    """
    said, titles = [], []
    for title, row in await rows_of(scope, subject, class_):
        _, lines = await _lines(scope, title, after)
        line = next((line for line in lines if line.name == row.competitor), None)
        if line is not None:
            points = total_text(line, scope.held.row.points_denominator)
            place = f"{ordinal(line.places[0])} of the " if line.places and len(set(line.places)) == 1 else "in the "
            said.append(f"**{points}** points, {place}{plain(title.name)}")
            titles.append(title)
    if not said:
        raise NotHeld(f"The points of {subject.name} after {round_phrase(scope.round_(after))}, are not in my data.")
    page = await tables.standings(scope, titles[0].class_, titles[0].kind, after)
    return saying(page, f"{subject.name} after {round_phrase(scope.round_(after))}: {'; '.join(said)}.")
