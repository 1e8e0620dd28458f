"""/class."""

from typing import Annotated

from bot.answers import classes
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.classes import ClassOption


class Classes(LookUps):
    """The classes of cars."""

    @look_up
    async def class_(self, scope: Scope, name: Annotated[str, ClassOption()]) -> Answer:
        """A class: what it was, its winners by round, its champions and points leader"""
        return await classes.class_(scope, name)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Classes(bot))
