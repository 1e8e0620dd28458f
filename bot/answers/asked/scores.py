"""Questions about points: what somebody scored, who of two scored more, what a place paid."""

from typing import Literal

from bot.answers import points as points_page
from bot.answers import standings as tables
from bot.answers.answer import Answer
from bot.answers.asked.standings import rows_of
from bot.answers.asked.subject import Subject, saying
from bot.answers.scales import for_whom, in_session, merged
from bot.answers.scales import where as in_force
from bot.answers.unraced import refuse_unraced
from bot.answers.words import listed, ordinal, plain, points_text, round_phrase, units
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import scales as scale_queries
from bot.queries import standings as queries
from bot.queries.standings import Championship, Score


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
    lines = []
    for title, row in await rows_of(scope, subject, class_):
        for score in await queries.scores(scope.connection, scope.season, title.championship):
            if (score.competitor, score.round_) == (row.competitor, round_) and _points(score) is not None:
                found.append((title, score.points or 0, score.derived))
                paid = points_text(score.points or 0, scope.held.row.points_denominator)
                lines.append(f"{plain(row.competitor)} {paid} ({plain(title.name)})")
            elif (score.competitor, score.round_) == (row.competitor, round_) and score.one_of:
                raise NotHeld(await _one_of_several(scope, title, score))
    if not found:
        raise NotHeld(f"The points of {subject.name} at {round_phrase(there)} are not in my data.")
    if len(found) > 1:
        several = f"{subject.name} has several lines in the standings"
        raise NotHeld(f"{several}, which scored at {round_phrase(there)}: {listed(lines)}.")
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
    shown = points_text(points, scope.held.row.points_denominator)
    reasoned = " (derived)" if derived else ""
    return saying(page, f"**{subject.name}** scored {shown}{reasoned} at {round_phrase(there)}, {plain(title.name)}.")


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
    rows = [(title, row.total) for title, row in await rows_of(scope, subject, class_) if row.total is not None]
    if not rows:
        raise NotHeld(f"The total of {subject.name} is not in my data.")
    if len(rows) > 1:
        raise NotHeld(f"{subject.name} has several lines in the standings: there is no one total to compare.")
    title, total = rows[0]
    return title, total or 0


async def paid(
    scope: Scope, place: int, round_: str | None = None, which: Literal["regular", "endurance"] | None = None
) -> Answer:
    """What a place in class paid: at a round, on one of two scales, or on every scale."""
    denominator = scope.held.row.points_denominator
    scales = await scale_queries.scales(scope.connection, scope.season)
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
        scales = tuple(scale for scale in scales if round_ in scale.rounds)
    elif which is not None:
        if len(scales) != 2 or scope.held.sprints:
            raise NotHeld("The season has not two points scales for races; name a round.")
        by_use = sorted(scales, key=lambda scale: -len(scale.rounds))
        scales = (by_use[0],) if which == "regular" else (by_use[1],)
    if not scales:
        raise NotHeld("Which points places paid is not in my data.")
    said = []
    for scale in merged(scope, scales):
        worth = scale.points[place - 1] if place <= len(scale.points) else 0
        paid = points_text(worth, denominator) if worth else "no points"
        where = round_phrase(scope.round_(round_)) if round_ else in_force(scope, scale)
        said.append(f"{for_whom(scope, scale)}**{paid}**{in_session(scale)} at {where}")
    page = await points_page.points(scope, round_)
    in_class = "" if scope.held.single_class else " in class"
    return saying(page, f"{ordinal(place)}{in_class} paid {listed(said)}.")
