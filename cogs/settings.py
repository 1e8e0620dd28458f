"""/settings and /my."""

from typing import Annotated

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, Pitboard
from bot.options.seasons import SeasonOption
from bot.options.yes_no import YesNoOption


class Settings(commands.Cog):
    """How a server and a person are answered."""

    def __init__(self, bot: Pitboard) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(
        season="The season answers are about where none is named",
        private="Whether answers are shown to the asker alone: yes or no",
        spoilers="Whether answers go behind spoiler bars: yes or no",
        reset="Forget everything that is set here: yes",
    )
    async def settings(
        self,
        interaction: Interaction,
        season: Annotated[str, SeasonOption()] | None = None,
        private: Annotated[str, YesNoOption()] | None = None,
        spoilers: Annotated[str, YesNoOption()] | None = None,
        reset: Annotated[str, YesNoOption()] | None = None,
    ) -> None:
        """This server's settings: default season, private answers, spoiler mode"""
        texts = {"season": season, "private": private, "spoilers": spoilers, "reset": reset}
        await self.bot.desk.server(interaction, texts)

    @app_commands.command()
    @app_commands.describe(
        season="The season your answers are about where none is named",
        private="Whether your answers are shown to you alone: yes or no",
        reset="Forget everything that you have set: yes",
    )
    async def my(
        self,
        interaction: Interaction,
        season: Annotated[str, SeasonOption()] | None = None,
        private: Annotated[str, YesNoOption()] | None = None,
        reset: Annotated[str, YesNoOption()] | None = None,
    ) -> None:
        """Your own settings, which win over the server's: default season, private answers"""
        await self.bot.desk.person(interaction, {"season": season, "private": private, "reset": reset})


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Settings(bot))
