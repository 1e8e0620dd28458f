"""/car."""

from typing import Annotated

from bot.answers import cars
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.competitors import CarOption


class Cars(LookUps):
    """Car numbers."""

    @look_up
    async def car(self, scope: Scope, number: Annotated[str, CarOption()]) -> Answer:
        """A car number: class, team, crew, chassis and results"""
        return await cars.car(scope, number)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Cars(bot))
