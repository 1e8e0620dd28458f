"""/points."""

from typing import Annotated

from bot.answers import points
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.rounds import RoundOption


class Points(LookUps):
    """What places paid."""

    @look_up
    async def points(self, scope: Scope, round_: Annotated[str, RoundOption()] | None = None) -> Answer:
        """The points scale in force, whom it applies to, and what each place paid"""
        return await points.points(scope, round_)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Points(bot))
