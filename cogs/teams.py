"""/team."""

from typing import Annotated

from bot.answers import careers
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up_across
from bot.spans import CareerTeamOption, SeasonsOption


class Teams(LookUps):
    """Who ran the cars."""

    @look_up_across(SeasonsOption(left_out="all"))
    async def team(self, scope: Scope, name: Annotated[str, CareerTeamOption()]) -> Answer:
        """A team, in a season or over all of them: wins, cars, crews, standings, results"""
        return await careers.team(scope, name)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Teams(bot))
