"""Questions that count part of what is counted over seasons: at one place, for one team, of one nation, of sprints.

What is counted is complete, or the answer is refused, or it says at least how many and what is not known.
"""

from collections.abc import Awaitable, Callable, Iterable

from msgspec.structs import replace

from bot.answers.answer import Answer, compose
from bot.answers.asked.grounds import (
    NAMED,
    ONE,
    Only,
    What,
    at_place,
    constructing,
    counting_part,
    for_team,
    ground_of,
    may_be_for,
    nations_of,
    noun_of,
    once,
    sources_of,
)
from bot.answers.entries import unique
from bot.answers.nations import a_driver_of
from bot.answers.people import career_link, career_name
from bot.answers.ranges import by_series, labels_text, range_text, single_class
from bot.answers.tally import tally
from bot.answers.words import counted, listed, plain, race_date, the
from bot.archive import Scope
from bot.careers import Career, CareerKind
from bot.errors import NotHeld, Suggestion
from bot.queries import feats as queries
from bot.queries.feats import Feat

_SHOWN = 15


async def count(scope: Scope, kind: CareerKind, key: str, what: What, only: Only, *, yesno: bool = False) -> Answer:
    """How often somebody did something there, series by series; with `yesno` whether ever.

    Raises: NotHeld where that is not known.
    """
    career = scope.archive.careers.find(kind, key)
    if career is None:
        raise LookupError(f"no {kind} {key}")  # a vocabulary has only those that are held
    if kind == "outfit" and what not in {"wins", "sprint wins"}:
        raise NotHeld(f"{ONE[what].capitalize()}s are counted so for drivers only.")
    answers = [await _count(scope, career, what, only, series, yesno=yesno) for series in _of_both(scope, career, only)]
    return replace(answers[0], sentence=" ".join(answer.sentence for answer in answers))


def _of_both(scope: Scope, career: Career, only: Only) -> list[str]:
    """The series that somebody, and the team counted for, are both held in."""
    found = _series_of(scope, career)
    if only.outfit is not None and (outfit := scope.archive.careers.find("outfit", only.outfit)) is not None:
        theirs = _series_of(scope, outfit)
        if not [series for series in found if series in theirs]:
            raise NotHeld(f"{plain(career.name)} and {plain(outfit.name)} are not held in one and the same series.")
        found = [series for series in found if series in theirs]
    return found


def _series_of(scope: Scope, career: Career) -> list[str]:
    held = {season for season, _ in career.seasons}
    return [series for series, seasons in by_series(scope).items() if held & set(seasons)]


async def _count(scope: Scope, career: Career, what: What, only: Only, series: str, *, yesno: bool) -> Answer:
    ground = await ground_of(scope, what, only, series)
    own = [feat for feat in ground.feats if career.key in (feat.people if career.kind == "person" else (feat.outfit,))]
    if career.kind == "person":
        unknown = ground.unknown + sum(not feat.people and may_be_for(feat, only) for feat in ground.feats)
    else:
        unknown = ground.unknown + sum(feat.outfit is None for feat in ground.feats)
    unknown += sum(feat.outfit is None for feat in own) if only.outfit is not None else 0
    did = [feat for feat in own if only.outfit in {None, feat.outfit}]
    number = len({(feat.season, feat.round_) for feat in did})
    noun = noun_of(scope, ground)
    where = f"{for_team(scope, only)}{at_place(scope, only)} {range_text(scope.archive, ground.seasons)}"
    name = plain(career.name)
    if yesno and not number and unknown:
        raise NotHeld(f"Whether {name} ever had a {noun}{where} is not known.")
    many = counted(number, noun) if number else f"no {'known ' if unknown else ''}{noun}"
    many = f"at least {many}" if number and unknown else many
    labels = unique(scope.archive.seasons[feat.season].row.label for feat in did)
    when = f": {labels_text(labels)}" if labels and len(ground.seasons) > 1 else ""
    missing = f" (not known for {counted(unknown, 'race')})" if unknown else ""
    answer = "" if not yesno else "Yes: " if number else "No: "
    return compose(
        scope,
        f"{answer}**{name}** has {many}{missing}{where}{when}.",
        title=f"{career.name} · {ONE[what]}s{for_team(scope, only)}{at_place(scope, only)}",
        lines=[_race(scope, feat, career.kind) for feat in did],
        parts=[counting_part(scope, ground, only)],
        sources=sources_of(ground, did),
        links=[career_link(scope, career.kind, career.key)],
    )


async def drove(scope: Scope, person: str, outfit: str) -> bool:
    """Whether somebody was ever entered in a car of a team."""
    return person in await queries.drove_for(scope.connection, outfit)


async def most_of_constructors(scope: Scope, what: What, only: Only) -> Answer:
    """Which constructor did something most often there. Raises: NotHeld where none are told apart, and as `most`."""
    return await most(constructing(scope), "outfit", what, only)


async def most(scope: Scope, by: CareerKind, what: What, only: Only) -> Answer:
    """Who did something most often there, series by series.

    Raises: NotHeld where that is not known of the series asked in, or of none.
    """
    return await series_by_series(_asked_series(scope, only), lambda series: _most(scope, by, what, only, series))


async def series_by_series(
    several: Iterable[str], answer_of: Callable[[str], Awaitable[Answer]], *, needed: str | None = None
) -> Answer:
    """One answer of the answers about several series, with what is not known of some of them.

    Raises: NotHeld where nothing is known of any of them, or of the series that is `needed`.
    """
    answers: list[Answer] = []
    refused: list[NotHeld] = []
    for series in several:
        try:
            answers.append(await answer_of(series))
        except NotHeld as missing:
            if series == needed:
                raise
            refused.append(missing)
    if not answers:
        suggestions = [suggestion for missing in refused for suggestion in missing.suggestions]
        raise NotHeld(" ".join(missing.sentence for missing in refused), suggestions=suggestions[:5])
    sentences = [*(answer.sentence for answer in answers), *(missing.sentence for missing in refused)]
    return replace(answers[0], sentence="\n".join(sentences))


def _asked_series(scope: Scope, only: Only) -> list[str]:
    if only.outfit is not None and (outfit := scope.archive.careers.find("outfit", only.outfit)) is not None:
        return _series_of(scope, outfit)
    return list(by_series(scope))


async def _most(scope: Scope, by: CareerKind, what: What, only: Only, series: str) -> Answer:
    ground = await ground_of(scope, what, only, series)
    if only.place is not None and len(ground.races) == 1:
        [(season, round_)] = ground.races
        command = "results" if what == "podiums" else "qualifying" if what == "poles" else "winner"
        raise NotHeld(
            f"Only one race{at_place(scope, only)} {range_text(scope.archive, ground.seasons)} is in my data: ask "
            "about that.",
            suggestions=[
                Suggestion(
                    scope.within(season).label("round", round_), command, (("round", round_), ("season", season))
                )
            ],
        )
    nations = await nations_of(scope, ground) if only.nation is not None else {}

    def names(feat: Feat) -> tuple[str, ...]:
        if only.outfit not in {None, feat.outfit}:
            return ()
        if by == "outfit":
            return () if feat.outfit is None else (feat.outfit,)
        return tuple(person for person in feat.people if only.nation in {None, nations.get(person)})

    feats = [feat for feat in once(ground.feats, by) if may_be_for(feat, only)]
    open_ones = [feat for feat in feats if not (feat.people if by == "person" else feat.outfit)]
    open_ones += [feat for feat in feats if only.outfit is not None and feat.outfit is None and feat not in open_ones]
    noun, where = (
        noun_of(scope, ground),
        f"{for_team(scope, only)}{at_place(scope, only)} {range_text(scope.archive, ground.seasons)}",
    )
    table = tally([feat for feat in feats if names(feat)], names, lambda key: career_name(scope, by, key))
    of = f" by {a_driver_of(only.nation)}" if only.nation is not None else ""
    if not table.ranked:
        raise NotHeld(f"No {noun}{of}{where} is in my data.")
    unknown = ground.unknown + len(open_ones)
    if not replace(table, unknown=unknown).settled:
        raise NotHeld(
            f"Who has the most {noun}s{of}{where} cannot be told: {counted(unknown, 'race')} could change it."
        )
    said = [f"**{career_name(scope, by, key)}**" for key in table.first]
    who = listed(said) if len(said) <= NAMED else f"{len(said)} {'drivers' if by == 'person' else 'teams'}"
    level = len(said) > 1
    one_each = what != "podiums" and single_class(scope.archive.seasons[season] for season in ground.seasons)
    total = f" of {len(ground.races)}" if one_each and only.outfit is None else ""
    missing = f" For {counted(unknown, 'race')} it is not known who; that cannot change who leads." if unknown else ""
    return compose(
        scope,
        f"{who} {'have' if level else 'has'} the most {noun}s{of}{where}: {table.most}{' each' if level else ''}"
        f"{total}.{missing}",
        title=f"Most {noun}s{of}{for_team(scope, only)}{at_place(scope, only)}",
        lines=[
            f"**{row.place}. {career_name(scope, by, row.name)}** · {counted(len(row.found), noun)} · "
            f"{labels_text(unique(scope.archive.seasons[feat.season].row.label for feat in row.found))}"
            for row in table.ranked
            if row.place <= _SHOWN
        ],
        parts=[counting_part(scope, ground, only)],
        sources=sources_of(ground, ground.feats),
        links=[career_link(scope, by, key) for key in table.first[:3]],
    )


def _race(scope: Scope, feat: Feat, kind: CareerKind) -> str:
    """`**2019** the Monaco Grand Prix, 26 May 2019 · Mercedes`."""
    held = scope.archive.seasons[feat.season]
    there = next(round_ for round_ in held.calendar if round_.round_ == feat.round_)
    place = f"P{feat.place} · " if feat.place > 1 else ""
    if kind == "person":
        whose = "" if feat.outfit is None else f" · {career_name(scope, 'outfit', feat.outfit)}"
    else:
        whose = f" · {listed([career_name(scope, 'person', person) for person in feat.people])}" if feat.people else ""
    return f"**{plain(held.row.label)}** {place}{the(there.name)}, {race_date(there.date)}{whose}"
