"""/circuit."""

from typing import Annotated

from bot.answers import circuits
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.options.circuits import CircuitOption


class Circuits(LookUps):
    """Where the rounds were held."""

    @look_up
    async def circuit(self, scope: Scope, name: Annotated[str, CircuitOption()]) -> Answer:
        """A circuit: place, country, length, turns and the rounds held there"""
        return await circuits.circuit(scope, name)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Circuits(bot))
