"""/season and /seasons."""

from bot.answers import held, seasons
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up, look_up_across
from bot.spans import SeasonsOption


class Seasons(LookUps):
    """Seasons as a whole."""

    @look_up
    async def season_(self, scope: Scope) -> Answer:
        """The season on one page: champions, most wins, firsts and notes"""
        return await seasons.season(scope)

    @look_up_across(SeasonsOption(left_out="all"))
    async def seasons(self, scope: Scope) -> Answer:
        """Every season held, by series, with how complete each is"""
        return await held.seasons(scope)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Seasons(bot))
