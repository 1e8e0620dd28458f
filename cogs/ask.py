"""/ask."""

from typing import Annotated

from bot.answers.answer import Answer
from bot.archive import Scope
from bot.ask.ask import Asker, make_asker
from bot.client import Pitboard
from bot.commands import LookUps, look_up_in_words
from bot.options.questions import QuestionOption


class Ask(LookUps):
    """Questions put in words."""

    asker: Asker

    async def cog_load(self) -> None:
        """Ask of the archive that is open."""
        self.asker = make_asker(self.bot.archive)

    @look_up_in_words
    async def ask(self, scope: Scope, question: Annotated[str, QuestionOption()]) -> Answer:
        """A question in your own words, such as: who won the last race"""
        return await self.asker.answer(scope, question)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Ask(bot))
