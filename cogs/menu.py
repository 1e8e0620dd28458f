"""The message menu "Look up": what a message names, answered to whoever asks alone.

Discord sends the message with the interaction, so no message is ever read otherwise. Its text is neither kept,
logged nor counted.
"""

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import cards
from bot.client import Pitboard

NAME = "Look up"


class Menu(commands.Cog):
    """What can be asked about a message."""

    def __init__(self, bot: Pitboard) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name=NAME, callback=self.look_up)

    async def cog_load(self) -> None:
        """discord.py adds slash commands of a cog by itself, but no menu entries."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(NAME, type=discord.AppCommandType.message)

    async def look_up(self, interaction: discord.Interaction[Pitboard], message: discord.Message) -> None:
        """A card for each thing that the message names, and a list to go deeper."""
        self.bot.pace.spend(interaction.user.id, NAME)
        scope = await self.bot.replies.scope(interaction)
        answer = await cards.cards(scope, scope.archive.prose.find(scope.season, message.content))
        await self.bot.replies.cards(interaction, scope, answer)


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(Menu(bot))
