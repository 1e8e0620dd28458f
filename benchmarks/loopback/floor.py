"""The floor: a discord.py bot whose only command replies with a constant. What no answer can be quicker than.

The constants are messages of ours, word for word, made once when it starts; an option says which is wanted. So both
bots send the same bytes, and the only difference is what it takes to know them.
"""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from benchmarks.loopback.payloads import Payload

COMMAND, OPTION = "constant", "which"


class Floor(commands.Bot):
    """Replies to `/constant which:N` with the N-th message, the data of a callback; offers choices likewise."""

    def __init__(self, messages: Sequence[Payload], choices: Sequence[Sequence[Payload]]) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._messages = messages
        self._choices = {
            str(number): [app_commands.Choice(name=choice["name"], value=choice["value"]) for choice in several]
            for number, several in enumerate(choices)
        }

    async def setup_hook(self) -> None:
        made = {
            str(number): (
                message["content"],
                discord.Embed.from_dict(message["embeds"][0]),
                _view(message.get("components", [])),
            )
            for number, message in enumerate(self._messages)
        }

        async def constant(interaction: discord.Interaction[Any], which: str) -> None:
            content, embed, view = made[which]
            await interaction.response.send_message(content, embed=embed, view=view)

        async def offered(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return self._choices[typed]

        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=COMMAND, description="The same words every time", callback=constant
        )
        command.autocomplete(OPTION)(offered)
        self.tree.add_command(command)


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
