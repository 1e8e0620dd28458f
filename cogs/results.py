"""/winner and /results."""

from typing import Annotated

from bot.answers import results
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.classes import ClassOption
from bot.options.rounds import RoundOption, SessionOption


class Results(LookUps):
    """Who won, and who finished where."""

    @look_up
    async def winner(
        self,
        scope: Scope,
        round_: Annotated[str, RoundOption()],
        class_: Annotated[str, ClassOption()] | None = None,
    ) -> Answer:
        """Who won a round: one class, or every class and overall"""
        return await results.winner(scope, round_, class_)

    @look_up
    async def results(
        self,
        scope: Scope,
        round_: Annotated[str, RoundOption()],
        class_: Annotated[str, ClassOption()] | None = None,
        session: Annotated[str, SessionOption()] | None = None,
    ) -> Answer:
        """Who finished where in a race or its sprint, and how complete that is"""
        return await results.results_of_round(scope, round_, class_, session)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Results(bot))
