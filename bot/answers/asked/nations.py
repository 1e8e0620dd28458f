"""Questions about drivers of a nation: who of them won, and who was champion; only where every nationality is known."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

from bot.answers import champions as titles_page
from bot.answers.answer import Answer, compose
from bot.answers.asked.grounds import NAMED, Only, counting_part, ground_of, nations_of, noun_of, once, sources_of
from bot.answers.asked.narrowed import series_by_series
from bot.answers.asked.subject import saying
from bot.answers.entries import unique
from bot.answers.nations import nation_adjective
from bot.answers.people import career_link, career_name
from bot.answers.ranges import by_series, labels_text, range_text, titles_over
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import feats as queries
from bot.queries import records
from bot.queries.feats import Feat
from bot.queries.results import UNKNOWN


async def of_nation(scope: Scope, nation: str) -> Answer:
    """Which drivers of a nation have won, and how often.

    Raises: NotHeld where winners, or the nationality of one, are not known in the series asked in.
    """
    return await _own_series_first(scope, lambda series: _winners(scope, nation, series))


async def _own_series_first(scope: Scope, answer_of: Callable[[str], Awaitable[Answer]]) -> Answer:
    """An answer about every series, that of the season asked in first, and never without it."""
    own = scope.held.row.series
    several = sorted(by_series(scope), key=lambda series: series != own)
    return await series_by_series(several, answer_of, needed=own)


async def _winners(scope: Scope, nation: str, series: str) -> Answer:
    ground = await ground_of(scope, "wins", Only(nation=nation), series)
    nations = await nations_of(scope, ground)
    where = range_text(scope.archive, ground.seasons)
    if ground.unknown or any(not feat.people for feat in ground.feats):
        raise NotHeld(f"Not every winner {where} is in my data, so they cannot be counted by nation.")
    won: defaultdict[str, list[Feat]] = defaultdict(list)
    for feat in once(ground.feats, "person"):
        for person in feat.people:
            if nations[person] == nation:
                won[person].append(feat)
    adjective, noun = nation_adjective(nation), noun_of(scope, ground)
    ranked = sorted(won, key=lambda person: (-len(won[person]), career_name(scope, "person", person)))
    races = {(feat.season, feat.round_) for feats in won.values() for feat in feats}
    names = [f"**{career_name(scope, 'person', person)}** ({len(won[person])})" for person in ranked]
    if not ranked:
        sentence = f"No {adjective} driver has a {noun} {where}."
    else:
        has = "has" if len(ranked) == 1 else "have"
        shown = listed(names) if len(names) <= NAMED else f"{listed(names[:NAMED])} lead"
        drivers = counted(len(ranked), f"{adjective} driver")
        sentence = f"{drivers} {has} won {where}, {counted(len(races), 'race')} in all: {shown}."
    return compose(
        scope,
        sentence,
        title=f"{adjective} winners",
        lines=[f"{name} · {_span(scope, won[person])}" for name, person in zip(names, ranked, strict=True)],
        parts=[counting_part(scope, ground, Only(nation=nation))],
        sources=sources_of(ground, ground.feats),
        links=[career_link(scope, "person", person) for person in ranked[:3]],
    )


def _span(scope: Scope, feats: Sequence[Feat]) -> str:
    labels = [plain(scope.archive.seasons[feat.season].row.label) for feat in (feats[0], feats[-1])]
    return "–".join(unique(labels))


async def champions(scope: Scope, nation: str) -> Answer:
    """Which drivers of a nation were champions, and when.

    Raises: NotHeld where champions, or the nationality of one, are not known in the series asked in.
    """
    return await _own_series_first(scope, lambda series: _champions(scope, nation, series))


async def _champions(scope: Scope, nation: str, series: str) -> Answer:
    archive = scope.archive
    seasons = by_series(scope)[series]
    wanted = titles_over(archive, seasons, "drivers")
    where = range_text(archive, seasons)
    found = [
        title
        for title in await records.titles(scope.connection, "drivers", season=None, series=series)
        if (title.season, title.championship) in wanted
    ]
    if not wanted:
        raise NotHeld(f"No drivers' championship that is over {where} is in my data.")
    rows = await queries.nationalities(scope.connection, series=series)
    nations = dict(rows)
    sure = {title.key for title in found if sum(person == title.key for person, _ in rows) == 1}
    unknown = [title for title in found if title.key not in sure or nations.get(title.key or "") in {None, UNKNOWN}]
    if wanted - {(title.season, title.championship) for title in found} or unknown:
        raise NotHeld(
            f"Champions {where} cannot be told by nation: not every champion, and the nationality of each, is in my "
            "data."
        )
    won: defaultdict[str, list[str]] = defaultdict(list)
    for title in reversed(found):
        if title.key is not None and nations[title.key] == nation:
            won[title.key].append(archive.seasons[title.season].row.label)
    adjective = nation_adjective(nation)
    names = [
        f"**{career_name(scope, 'person', person)}** ({labels_text(unique(labels))})" for person, labels in won.items()
    ]
    has = "has" if len(won) == 1 else "have"
    drivers = counted(len(won), f"{adjective} driver")
    titles = counted(len({(title.season, title.championship) for title in found if title.key in won}), "title")
    sentence = (
        f"{drivers} {has} been champion {where}, {titles} in all: {listed(names)}."
        if won
        else f"No {adjective} driver has been champion {where}."
    )
    return saying(await titles_page.champions(scope, "drivers"), sentence)
