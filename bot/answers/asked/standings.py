"""Questions about championships and points: who won a title, who stood where, what was scored, what a place paid."""

from collections.abc import Sequence
from typing import Literal

from bot.answers import points as points_page
from bot.answers import seasons
from bot.answers import standings as tables
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, saying
from bot.answers.charted import chart
from bot.answers.legend import until_when
from bot.answers.rounds import refuse_unraced
from bot.answers.tables import Line, total_text
from bot.answers.words import counted, listed, ordinal, plain, round_phrase, runs, units
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion
from bot.queries import standings as queries
from bot.queries.standings import Championship, Score, Standing

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
    with_points = f" with {points} points" if points != "?" else ""
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


async def _rows_of(scope: Scope, subject: Subject, class_: str | None) -> list[tuple[Championship, Standing]]:
    """A competitor's lines in championships of its own kind.

    Raises: NotHeld where there is none.
    """
    kind = _KINDS.get(subject.kind)
    held = {title.championship: title for title in scope.held.championships}
    rows = [
        (held[row.championship], row)
        for row in await queries.of_competitor(scope.connection, scope.season, subject.key)
        if held[row.championship].kind == kind and class_ in {None, held[row.championship].class_}
    ]
    if not rows:
        raise NotHeld(f"No standings of {subject.name} are in my data.")
    return rows


async def standing_of(scope: Scope, subject: Subject, class_: str | None = None) -> Answer:
    """Where somebody stood at the end, with how many points."""
    rows = await _rows_of(scope, subject, class_)
    said = [tables.standing_text(scope, row).replace("**", "") for _, row in rows]
    title = rows[0][0]
    page = await tables.standings(scope, title.class_, title.kind)
    return saying(page, f"**{subject.name}**: {'; '.join(said)}.")


async def total_of(scope: Scope, subject: Subject, class_: str | None = None) -> Answer:
    """How many points somebody had at the end.

    Raises: NotHeld where no source says.
    """
    rows = [(title, row) for title, row in await _rows_of(scope, subject, class_) if row.total is not None]
    if not rows:
        raise NotHeld(f"The total of {subject.name} is not in my data.")
    return await standing_of(scope, subject, class_)


def _points(score: Score | None) -> int | None:
    """Points of a round that are known for certain, None where they are not."""
    if score is None or score.one_of or score.state not in {"points", "no part"}:
        return None
    return score.points or 0


async def _scored(scope: Scope, subject: Subject, round_: str, class_: str | None) -> tuple[Championship, int, bool]:
    """The championship, the points scored at a round, and whether they were derived.

    Raises: NotHeld where they are not known for certain.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    found = []
    for title, row in await _rows_of(scope, subject, class_):
        for score in await queries.scores(scope.connection, scope.season, title.championship):
            if (score.competitor, score.round_) == (row.competitor, round_) and _points(score) is not None:
                found.append((title, score.points or 0, score.derived))
            elif (score.competitor, score.round_) == (row.competitor, round_) and score.one_of:
                raise NotHeld(await _one_of_several(scope, title, score))
    if len(found) != 1:
        why = "are known in several classes; name one" if found else "are not in my data"
        raise NotHeld(f"The points of {subject.name} at {round_phrase(there)} {why}.")
    return found[0]


async def _one_of_several(scope: Scope, title: Championship, score: Score) -> str:
    scores = await queries.scores(scope.connection, scope.season, title.championship)
    numbers = [
        str(scope.round_(other.round_).number)
        for other in scores
        if other.competitor == score.competitor and other.one_of == score.one_of
    ]
    points = units(score.points or 0, scope.held.row.points_denominator)
    return (
        f"{plain(score.competitor)}'s {points} points belong to round {listed(numbers, last='or')}; "
        "the sources do not say which."
    )


async def points_at(scope: Scope, subject: Subject, round_: str, class_: str | None = None) -> Answer:
    """What somebody scored at a round."""
    title, points, derived = await _scored(scope, subject, round_, class_)
    there = scope.round_(round_)
    page = await tables.standings(scope, title.class_, title.kind, round_, by_round=True)
    shown = units(points, scope.held.row.points_denominator)
    reasoned = " (derived)" if derived else ""
    return saying(
        page, f"**{subject.name}** scored {shown} points{reasoned} at {round_phrase(there)}, {plain(title.name)}."
    )


async def compare_points(
    scope: Scope, one: Subject, other: Subject, round_: str | None = None, class_: str | None = None
) -> Answer:
    """Who of two scored more, at a round or in the season."""
    totals = []
    for subject in (one, other):
        if round_ is not None:
            title, points, _ = await _scored(scope, subject, round_, class_)
        else:
            title, points = await _total(scope, subject, class_)
        totals.append((subject, title, points))
    (first, title, more), (second, other_title, less) = totals
    if title != other_title:
        raise NotHeld(f"{first.name} and {second.name} scored in different championships: there is nothing to compare.")
    denominator = scope.held.row.points_denominator
    where = f"at {round_phrase(scope.round_(round_))}" if round_ else "in all"
    if less > more:
        (first, more), (second, less) = (second, less), (first, more)
    shown, fewer = units(more, denominator), units(less, denominator)
    gap = units(more - less, denominator)
    if more == less:
        sentence = (
            f"Level: **{first.name}** and **{second.name}** scored {shown} points each {where} ({plain(title.name)})."
        )
    else:
        sentence = (
            f"**{first.name}** {shown}, {second.name} {fewer} points {where}: a gap of {gap} ({plain(title.name)})."
        )
    page = await tables.standings(scope, title.class_, title.kind, round_, by_round=round_ is not None)
    return saying(page, sentence)


async def _total(scope: Scope, subject: Subject, class_: str | None) -> tuple[Championship, int]:
    rows = [(title, row.total) for title, row in await _rows_of(scope, subject, class_) if row.total is not None]
    if len(rows) != 1:
        raise NotHeld(f"The total of {subject.name} is not in my data.")
    title, total = rows[0]
    return title, total or 0


async def paid(
    scope: Scope, place: int, round_: str | None = None, which: Literal["regular", "endurance"] | None = None
) -> Answer:
    """What a place in class paid: at a round, on one of two scales, or on every scale."""
    denominator = scope.held.row.points_denominator
    scales = await queries.scales(scope.connection, scope.season)
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
        scales = tuple(scale for scale in scales if round_ in scale.rounds)
    elif which is not None:
        if len(scales) != 2:
            raise NotHeld("The season has not two points scales; name a round.")
        by_use = sorted(scales, key=lambda scale: -len(scale.rounds))
        scales = (by_use[0],) if which == "regular" else (by_use[1],)
    if not scales:
        raise NotHeld("Which points places paid is not in my data.")
    said = []
    for scale in scales:
        worth = scale.points[place - 1] if place <= len(scale.points) else 0
        numbers = [r.number for r in scope.held.calendar if r.round_ in scale.rounds and r.number is not None]
        where = (
            round_phrase(scope.round_(round_)) if round_ else f"round{'s' if len(numbers) > 1 else ''} {runs(numbers)}"
        )
        said.append(f"**{counted(worth, 'point') if denominator == 1 else units(worth, denominator)}** at {where}")
    page = await points_page.points(scope, round_)
    in_class = "" if scope.held.single_class else " in class"
    return saying(page, f"{ordinal(place)}{in_class} paid {listed(said)}.")


async def leader(scope: Scope, class_: str, kind: str | None, after: str | None) -> Answer:
    """Who led a table."""
    return await standing_place(scope, 1, class_, kind, after)


async def is_champion(scope: Scope, subject: Subject, class_: str | None = None) -> Answer:
    """Whether somebody won a title, and who did."""
    rows = await _rows_of(scope, subject, class_)
    won = [title for title, row in rows if row.position == 1]
    page = await champions(scope, rows[0][0].class_, rows[0][0].kind)
    if won:
        names = listed([plain(title.name) for title in won])
        return saying(page, f"Yes: **{subject.name}** won the {names} title.")
    return saying(page, f"No: {page.sentence}")
