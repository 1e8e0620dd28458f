"""The floor: a discord.py bot whose commands reply with a constant. What no answer can be quicker than.

The constant is a message of ours, word for word, made once: the same sentence, embed and buttons each time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from benchmarks.loopback.payloads import Payload


class Floor(commands.Bot):
    """Replies to each command with a message, the data of a callback, and offers `choices` under its option."""

    def __init__(self, messages: Mapping[str, Payload], choices: Sequence[Payload]) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._messages = messages
        self._choices = [app_commands.Choice(name=choice["name"], value=choice["value"]) for choice in choices]

    async def setup_hook(self) -> None:
        for name, message in self._messages.items():
            self.tree.add_command(self._command(name, message))

    def _command(self, name: str, message: Payload) -> app_commands.Command[Any, ..., None]:
        content = message["content"]
        embed = discord.Embed.from_dict(message["embeds"][0])
        view = _view(message.get("components", []))

        async def constant(interaction: discord.Interaction[Any], text: str = "") -> None:
            await interaction.response.send_message(content, embed=embed, view=view)

        async def offered(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return self._choices

        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=name, description="The same words every time", callback=constant
        )
        command.autocomplete("text")(offered)
        return command


def _view(rows: list[Payload]) -> discord.ui.View:
    """Buttons as they are in a message; stopped, so that discord.py keeps nothing of each answer."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for button in row["components"]:
            style = discord.ButtonStyle(button["style"])
            view.add_item(
                discord.ui.Button(label=button["label"], style=style, custom_id=button["custom_id"], row=number)
            )
    view.stop()
    return view
