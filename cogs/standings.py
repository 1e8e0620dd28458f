"""/standings."""

from typing import Annotated

from bot.answers import standings
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.championships import KindOption
from bot.options.classes import TitleClassOption
from bot.options.rounds import RoundOption
from bot.options.yes_no import YesNoOption


class Standings(LookUps):
    """Championship tables."""

    @look_up
    async def standings(
        self,
        scope: Scope,
        class_: Annotated[str, TitleClassOption()] | None = None,
        championship: Annotated[str, KindOption()] | None = None,
        after: Annotated[str, RoundOption()] | None = None,
        by_round: Annotated[str, YesNoOption()] | None = None,
    ) -> Answer:
        """The standings, final or after a round: of a class, or the leaders of every class"""
        return await standings.standings(scope, class_, championship, after, by_round=by_round == "yes")


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Standings(bot))
