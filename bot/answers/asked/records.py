"""Questions about who has most over seasons: wins of drivers and teams, and titles of teams and constructors."""

from bot.answers import champions, records, wins, wins_over
from bot.answers.answer import Answer, named
from bot.answers.asked.grounds import constructing
from bot.answers.asked.subject import saying
from bot.answers.ranges import by_series, range_text, series_name, the_series, titles_over
from bot.answers.words import listed, plain
from bot.archive import Scope, Span
from bot.errors import NotHeld
from bot.queries import records as queries


async def most_wins(scope: Scope, by: wins.By | None = None) -> Answer:
    """Who has the most wins, series by series, then in the season asked in: who asks may mean either.

    `by` None: drivers. Raises: NotHeld where wins cannot be counted.
    """
    by = by or "driver"
    if by == "driver":
        answer = await records.record(scope, "wins")
    else:
        answer = await _most_wins_by(scope, by)
    seasons = by_series(scope).get(scope.held.row.series, [])
    if len(seasons) < 2 or not scope.held.wins_complete or not scope.held.raced:  # of one season all is said
        return answer
    own = await wins.wins(scope.within(scope.season), by)
    return saying(answer, f"{answer.sentence}\n{named(scope, own.sentence)}")


async def most_constructor_wins(scope: Scope) -> Answer:
    """Which constructor has the most wins, as `most_wins`. Raises: NotHeld where no constructors are told apart."""
    return await most_wins(constructing(scope), "team")


async def _most_wins_by(scope: Scope, by: wins.By) -> Answer:
    """A line for each series; one whose wins cannot be counted says why."""
    pages, lines = [], []
    for series, seasons in by_series(scope).items():
        asked = _of_series(scope, series, seasons)
        try:
            page = await wins_over.wins(asked, by)
        except NotHeld as missing:
            lines.append(missing.sentence)
        else:
            pages.append(page)
            lines.append(named(asked, page.sentence) if len(seasons) == 1 else page.sentence)
    if not pages:
        raise NotHeld("\n".join(lines))
    return saying(pages[0], "\n".join(lines))


def _of_series(scope: Scope, series: str, seasons: list[str]) -> Scope:
    season = scope.season if scope.season in seasons else seasons[-1]
    return Scope(scope.archive, season, scope.channel, Span(series, tuple(seasons)))


async def most_titles(scope: Scope, kind: str) -> Answer:
    """Which team, constructor or manufacturer was champion most often, series by series.

    Raises: NotHeld where no series has such championships with all their champions known.
    """
    archive, said = scope.archive, []
    kinds = []
    for series, seasons in by_series(scope).items():
        wanted = titles_over(archive, seasons, kind)
        found = [
            title
            for title in await queries.titles(scope.connection, None, season=None, series=series)
            if (title.season, title.championship) in wanted
        ]
        if not wanted:
            continue
        if wanted - {(title.season, title.championship) for title in found}:
            name = the_series(series_name(archive, seasons))
            raise NotHeld(
                f"Who has the most {kind}' titles in {name} cannot be told: champions are missing in my data."
            )
        won: dict[str, list[str]] = {}
        for title in found:
            won.setdefault(title.key or title.competitor, []).append(title.competitor)
        most = max(map(len, won.values()))
        kinds.append(next(held.kind(kind) for key in reversed(seasons) if (held := archive.seasons[key]).over))
        names = [_called(scope, key, names) for key, names in won.items() if len(names) == most]
        said.append(
            f"{listed([f'**{name}**' for name in names])} {'has' if len(names) == 1 else 'have'} the most "
            f"{kinds[-1]}' titles {range_text(archive, seasons)}: {most}{' each' if len(names) > 1 else ''}."
        )
    if not said:
        raise NotHeld(f"No {kind}' championship of a season that is over is in my data.")
    return saying(await champions.champions(scope, kinds[0]), "\n".join(said))


def _called(scope: Scope, key: str, names: list[str]) -> str:
    career = scope.archive.careers.find("outfit", key)
    return plain(names[0] if career is None else career.name)
