"""Questions about a season that goes on: who leads, which race is next, how many are left.

Of a season that is over nothing is asserted: what still goes on is offered.
"""

from bot.answers import calendar, rounds
from bot.answers import standings as tables
from bot.answers.answer import Answer
from bot.answers.asked.subject import saying
from bot.answers.unraced import next_round
from bot.answers.words import counted, country, listed, plain
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion


async def leading(scope: Scope, kind: str | None = None) -> Answer:
    """The championship tables so far. Raises: NotHeld where no season, or several, go on."""
    there = _going_on(scope, "standings", "nobody leads it any more")
    return await tables.standings(there, None, None if kind is None else there.held.kind(kind))


async def next_race(scope: Scope) -> Answer:
    """Which race comes next, when and where. Raises: NotHeld where no season, or several, go on."""
    there = _going_on(scope, "schedule", "no race is to come")
    coming = there.held.to_come[0]
    where = f"{plain(coming.circuit_name)}, {plain(coming.place)}, {country(coming.country)}"
    page = await rounds.round_facts(there, coming.round_)
    return saying(page, f"Next is {next_round(coming)}, at {where}, as far as my data of the season goes.")


async def left(scope: Scope) -> Answer:
    """How many races are to come. Raises: NotHeld where no season, or several, go on."""
    there = _going_on(scope, "schedule", "no race is to come")
    coming = there.held.to_come
    total = len(there.held.raced) + len(coming)
    sentence = (
        f"{counted(len(coming), 'race')} of {total} {'is' if len(coming) == 1 else 'are'} to come in the "
        f"{plain(there.held.row.name)}; next is {next_round(coming[0])}."
    )
    return saying(await calendar.schedule(there), sentence)


def _going_on(scope: Scope, command: str, so: str) -> Scope:
    """The one season of those asked about that goes on; where there is none, or several, all that do are offered."""
    seasons = scope.archive.seasons
    here = [key for key in scope.seasons if not seasons[key].over]
    if len(here) == 1:
        return scope.within(here[0])
    going_on = here or [key for key, held in seasons.items() if not held.over]
    names = [plain(seasons[key].row.name) for key in going_on]
    said = f"{listed(names)} {'goes' if len(names) == 1 else 'go'} on in my data" if names else ""
    if here:
        sentence = f"Which season do you mean: {said}."
    else:
        over = plain(scope.held.row.name if scope.span is None else scope.held.row.series_name)
        sentence = f"The {over} is over in my data, so {so}{f'; the {said}' if said else ''}."
    raise NotHeld(
        sentence,
        suggestions=[Suggestion(seasons[key].row.name, command, (("season", key),)) for key in going_on[:5]],
    )
