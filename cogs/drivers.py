"""/driver."""

from typing import Annotated

from bot.answers import drivers
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options import DriverOption


class Drivers(LookUps):
    """Who drove."""

    @look_up
    async def driver(self, scope: Scope, name: Annotated[str, DriverOption()]) -> Answer:
        """A driver: wins, results, classes, cars, team-mates, rounds and nationality"""
        return await drivers.driver(scope, name)


async def setup(bot: Pitboard) -> None:
    """Called by discord.py."""
    await bot.add_cog(Drivers(bot))
