"""/team."""

from typing import Annotated

from bot.answers import teams
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options import TeamOption


class Teams(LookUps):
    """Who ran the cars."""

    @look_up
    async def team(self, scope: Scope, name: Annotated[str, TeamOption()]) -> Answer:
        """A team: wins, cars, crews, chassis, engine, standings and results"""
        return await teams.team(scope, name)


async def setup(bot: Pitboard) -> None:
    """Called by discord.py."""
    await bot.add_cog(Teams(bot))
