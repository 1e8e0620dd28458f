"""Points scales: which is in force where, whom it applies to, and what places paid."""

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link, once_raced
from bot.answers.page import Part
from bot.answers.scales import pay, points_of_one_class, scale_table, where
from bot.answers.unraced import refuse_unraced
from bot.answers.words import listed, plain, round_phrase, units
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import scales as queries
from bot.queries.scales import Scale

_RULE_FIELDS = ("minimum-distance", "best-car-only", "points")


async def points(scope: Scope, round_: str | None = None) -> Answer:
    """The scale of a round, or every scale of the season, with the rules that go with it.

    Raises: Cancelled where the race was not held; NotHeld where no scale is held.
    """
    scales = await queries.scales(scope.connection, scope.season)
    if scope.held.single_class and scales:
        return await points_of_one_class(scope, scales, round_)
    rules = await queries.rules(scope.connection, scope.season)
    if round_ is not None:
        there = scope.round_(round_)
        refuse_unraced(scope, there)
        scales = tuple(scale for scale in scales if round_ in scale.rounds)
        if not scales:
            raise NotHeld(f"Which points {round_phrase(there)}, paid is not in my data.")
        scale = scales[0]
        sentence = (
            f"{round_phrase(there)[0].upper()}{round_phrase(there)[1:]}, paid "
            f"{pay(scope, scale)} to the first {len(scale.points)} of each class."
        )
        title = f"{there.name} · points"
    else:
        if not scales:
            raise NotHeld("Which points places paid is not in my data.")
        denominator = scope.held.row.points_denominator
        paid = [f"{units(scale.points[0], denominator)} for a class win at {where(scope, scale)}" for scale in scales]
        sentence = f"The {plain(scope.held.row.name)} paid {listed(paid)}; {_depth(scales)} of each class scored."
        title = f"{scope.held.row.label} points"
    found = tuple(dispute for dispute in scope.held.disputes if dispute.field in _RULE_FIELDS)
    parts = [
        Part(f"{scale.name} · {where(scope, scale)}", tuple(scale_table(scope, scale)), inline=False)
        for scale in scales
    ]
    return compose(
        scope,
        sentence,
        title=title,
        parts=[
            *parts,
            Part("Rules", tuple(f"- {plain(rule.text)}" for rule in rules)),
            remarks.disputed_part(scope, found),
        ],
        sources=[
            *(key for scale in scales for key in (*scale.sources, *scale.rounds_sources)),
            *(key for rule in rules for key in rule.sources),
            *remarks.dispute_sources(found),
        ],
        links=[
            *once_raced(scope, link(scope, "Standings", "standings")),
            *([link(scope, "Every scale", "points")] if round_ is not None else []),
        ],
    )


def _depth(scales: tuple[Scale, ...]) -> str:
    depths = {len(scale.points) for scale in scales}
    return f"the first {depths.pop()}" if len(depths) == 1 else "the leading places"
