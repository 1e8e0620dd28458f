"""/privacy."""

from typing import Annotated

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, Pitboard
from bot.options.yes_no import YesNoOption


class Privacy(commands.Cog):
    """What is stored about whoever asks."""

    def __init__(self, bot: Pitboard) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        export="Get a copy of everything that is stored about you: yes",
        erase="Delete everything that is stored about you: yes",
    )
    async def privacy(
        self,
        interaction: Interaction,
        export: Annotated[str, YesNoOption()] | None = None,
        erase: Annotated[str, YesNoOption()] | None = None,
    ) -> None:
        """What is stored about you, and only that; export it or erase it"""
        await self.bot.desk.privacy(interaction, {"export": export, "erase": erase})


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Privacy(bot))
