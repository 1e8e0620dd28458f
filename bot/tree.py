"""The commands of the bot as discord.py holds them: each counted while it runs, and its errors ended in one place."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.traffic import note_outcome

if TYPE_CHECKING:
    from bot.client import Pitboard

Interaction = discord.Interaction["Pitboard"]


class Tree(app_commands.CommandTree["Pitboard"]):
    """Commands of the bot. Each is counted while it runs, and what it raises ends in the client's one handler."""

    async def _call(self, interaction: Interaction) -> None:
        bot: Pitboard = interaction.client
        begun = bot.traffic.begin()
        try:
            # Of what a command raises, discord.py makes such an error; any other is of a payload that it cannot read.
            async with bot.ending(interaction, but=app_commands.AppCommandError):
                await super()._call(interaction)
        except app_commands.AppCommandError:
            note_outcome(interaction, "refused")  # a command that there is not; ended by `on_error`
            raise
        finally:
            bot.traffic.end(interaction, begun, bot.known_commands)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await interaction.client.end(interaction, error)
