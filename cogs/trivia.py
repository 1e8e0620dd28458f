"""/trivia."""

import random
from typing import Annotated

from bot.answers.answer import Answer
from bot.answers.trivia import Teller, thing_of
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.trivia import AboutOption, FactOption


class Trivia(LookUps):
    """Surprises in the data. `teller` remembers what each channel was told last, and nothing else."""

    same_again = False

    def __init__(self, bot: Pitboard, chance: random.Random) -> None:
        super().__init__(bot)
        self.teller = Teller(chance)

    @look_up
    async def trivia(
        self,
        scope: Scope,
        about: Annotated[str, AboutOption()] | None = None,
        fact: Annotated[str, FactOption()] | None = None,
    ) -> Answer:
        """A surprising fact found in the data, about anything or about something"""
        return await self.teller.tell(scope, None if about is None else thing_of(about), fact)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Trivia(bot, random.Random()))  # noqa: S311  # nothing secret is drawn
