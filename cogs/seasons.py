"""/season."""

from bot.answers import seasons
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up


class Seasons(LookUps):
    """The season as a whole."""

    @look_up
    async def season_(self, scope: Scope) -> Answer:
        """The season on one page: champions, most wins, firsts and notes"""
        return await seasons.season(scope)


async def setup(bot: Pitboard) -> None:
    """Called by discord.py."""
    await bot.add_cog(Seasons(bot))
