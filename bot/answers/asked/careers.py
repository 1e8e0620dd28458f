"""Questions about somebody over seasons: who it is, for which teams, and in which years."""

from bot.answers import careers
from bot.answers.answer import Answer
from bot.answers.asked.people import born_text, nationality_text
from bot.answers.asked.subject import saying
from bot.answers.entries import unique
from bot.answers.ranges import by_series, labels_text, range_text
from bot.answers.stints import Stint
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.careers import Career, CareerKind
from bot.errors import NotHeld
from bot.queries import people
from bot.queries.results import UNKNOWN


async def page(scope: Scope, kind: CareerKind, key: str) -> Answer:
    """All that is held of somebody."""
    return await (careers.driver(scope, key) if kind == "person" else careers.team(scope, key))


async def teams_of(scope: Scope, key: str) -> Answer:
    """For whom somebody drove, with the seasons."""
    career = career_of(scope, "person", key)
    by_team: dict[str, list[str]] = {}
    for stint in await careers.stints_of(scope, career):
        for entry in stint.entries:
            if entry.team != UNKNOWN:
                by_team.setdefault(entry.team, []).append(scope.archive.seasons[entry.season].row.label)
    if not by_team:
        raise NotHeld(f"Whom {plain(career.name)} drove for is not in my data.")
    said = [f"**{plain(team)}** ({labels_text(unique(labels))})" for team, labels in by_team.items()]
    where = await _where(scope, career)
    return saying(await page(scope, "person", key), f"{plain(career.name)} drove for {listed(said)} {where}.")


async def years_of(scope: Scope, kind: CareerKind, key: str) -> Answer:
    """In which seasons somebody raced."""
    career = career_of(scope, kind, key)
    labels = [
        scope.archive.seasons[season].row.label
        for stint in await careers.stints_of(scope, career)
        for season in stint.seasons
        if any(entry.started for entry in stint.of(season))
    ]
    if not labels:
        raise NotHeld(f"No race of {plain(career.name)} is in my data.")
    where = await _where(scope, career)
    labels = unique(labels)
    sentence = f"**{plain(career.name)}** raced in {counted(len(labels), 'season')} {where}: {labels_text(labels)}."
    return saying(await page(scope, kind, key), sentence)


async def born(scope: Scope, key: str) -> Answer:
    """When somebody was born. Raises: NotHeld where that is not held."""
    career = career_of(scope, "person", key)
    sentence = born_text(career.name, await people.driver(scope.connection, *career.seasons[-1]))
    return saying(await page(scope, "person", key), sentence)


async def nationality(scope: Scope, kind: CareerKind, key: str) -> Answer:
    """From which country somebody is, as the latest season has it. Raises: NotHeld where that is not held."""
    career = career_of(scope, kind, key)
    ask = people.driver if kind == "person" else people.team
    sentence = nationality_text(career.name, await ask(scope.connection, *career.seasons[-1]))
    return saying(await page(scope, kind, key), sentence)


def career_of(scope: Scope, kind: CareerKind, key: str) -> Career:
    """Somebody over the seasons, by the key."""
    career = scope.archive.careers.find(kind, key)
    if career is None:
        raise LookupError(f"no {kind} {key}")  # a vocabulary has only those that are held
    return career


def counted_seasons(scope: Scope, stint: Stint) -> list[str]:
    """The seasons of a stint's series that are counted, those without a race of theirs too."""
    return by_series(scope)[scope.archive.seasons[stint.seasons[0]].row.series]


async def _where(scope: Scope, career: Career) -> str:
    return "; ".join(
        range_text(scope.archive, counted_seasons(scope, stint)) for stint in await careers.stints_of(scope, career)
    )
