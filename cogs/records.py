"""/record and /champions."""

from typing import Annotated

from bot.answers import champions, records
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up_across
from bot.options.championships import KindOption
from bot.spans import RecordOption, SeasonsOption


class Records(LookUps):
    """Who has the most, and who was champion."""

    @look_up_across(SeasonsOption(left_out="all"))
    async def record(self, scope: Scope, what: Annotated[str, RecordOption()]) -> Answer:
        """Who has the most wins, poles, podiums, titles or starts, the longest run, or was youngest"""
        return await records.record(scope, what)

    @look_up_across(SeasonsOption(left_out="series"))
    async def champions(self, scope: Scope, championship: Annotated[str, KindOption()] | None = None) -> Answer:
        """The champions of a season, or of a series season by season"""
        return await champions.champions(scope, championship)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Records(bot))
