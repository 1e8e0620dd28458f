"""/driver."""

from typing import Annotated

from bot.answers import careers
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up_across
from bot.spans import CareerDriverOption, SeasonsOption


class Drivers(LookUps):
    """Who drove."""

    @look_up_across(SeasonsOption(left_out="all"))
    async def driver(self, scope: Scope, name: Annotated[str, CareerDriverOption()]) -> Answer:
        """A driver, in a season or over a career: wins, places, teams, cars, team-mates"""
        return await careers.driver(scope, name)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Drivers(bot))
