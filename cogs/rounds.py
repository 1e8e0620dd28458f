"""/round and /schedule."""

from typing import Annotated

from bot.answers import calendar, rounds
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.rounds import RoundOption


class Rounds(LookUps):
    """A round, and the calendar."""

    @look_up
    async def round_(self, scope: Scope, round_: Annotated[str, RoundOption()]) -> Answer:
        """A round: date, place, distance, pole, fastest lap, margin and winners"""
        return await rounds.round_facts(scope, round_)

    @look_up
    async def schedule(self, scope: Scope) -> Answer:
        """The calendar of a season: dates and circuits, and what was cancelled and why"""
        return await calendar.schedule(scope)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Rounds(bot))
