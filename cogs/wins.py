"""/wins."""

from typing import Annotated

from bot.answers import wins
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options import ByOption, ClassOrOverallOption


class Wins(LookUps):
    """Most wins."""

    @look_up
    async def wins(
        self,
        scope: Scope,
        by: Annotated[wins.By, ByOption()],
        class_: Annotated[str, ClassOrOverallOption()] | None = None,
    ) -> Answer:
        """Most wins by driver, team, car, chassis or engine, overall or in a class"""
        return await wins.wins(scope, by, class_)


async def setup(bot: Pitboard) -> None:
    """Called by discord.py."""
    await bot.add_cog(Wins(bot))
