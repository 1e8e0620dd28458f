"""/qualifying."""

from typing import Annotated

from bot.answers import qualifying
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.classes import ClassOption
from bot.options.rounds import RoundOption


class Qualifying(LookUps):
    """Pole positions and grids."""

    @look_up
    async def qualifying(
        self,
        scope: Scope,
        round_: Annotated[str, RoundOption()],
        class_: Annotated[str, ClassOption()] | None = None,
    ) -> Answer:
        """Pole, class poles and as much of the grid of a round as is known"""
        return await qualifying.grid(scope, round_, class_)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Qualifying(bot))
