"""/wins."""

from typing import Annotated

from bot.answers import wins, wins_over
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up_across
from bot.options.wins import ByOption
from bot.spans import ClassOverSeasonsOption, SeasonsOption


class Wins(LookUps):
    """Most wins."""

    @look_up_across(SeasonsOption(left_out="series"))
    async def wins(
        self,
        scope: Scope,
        by: Annotated[wins.By, ByOption()],
        class_: Annotated[str, ClassOverSeasonsOption()] | None = None,
    ) -> Answer:
        """Most wins by driver, team, car, chassis or engine, in a season or a whole series"""
        return await wins_over.wins(scope, by, class_)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Wins(bot))
