"""Presses of buttons and lists, and forms sent in: whatever discord.py does not answer is answered here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.buttons import FORM_MARK, AskButton, ReportButton, ShareButton, StateButton, read_custom_id
from bot.errors import Outdated
from bot.selects import LinkSelect

if TYPE_CHECKING:
    from bot.client import Pitboard

Interaction = discord.Interaction["Pitboard"]

ITEMS: Final[tuple[type[StateButton | LinkSelect], ...]] = (AskButton, ShareButton, ReportButton, LinkSelect)
"""Every kind of component whose presses discord.py hands to its own callback."""


class Presses:
    """Answers presses and forms."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot

    async def answer(self, interaction: Interaction) -> None:
        """Answer presses and forms that nothing else answers: none is met with silence."""
        data: Mapping[str, Any] = interaction.data or {}
        identity = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.component:
            async with self._bot.ending(interaction):
                if interaction.type is not discord.InteractionType.modal_submit:
                    sentence = "This version of Pitboard does not know how to answer that; ask with a slash command."
                    raise Outdated(sentence)
                # Not one of our forms: refused there as outdated.
                await self._bot.reports.sent(interaction, read_custom_id(identity, FORM_MARK))
            return
        items = (item for item in ITEMS if item.__discord_ui_compiled_template__.fullmatch(identity))
        item = next(items, None)
        if item is not None and _carries(interaction.message, identity, data.get("component_type")):
            return  # its own callback answers
        async with self._bot.ending(interaction):
            # discord.py is silent where the message came without the button that was pressed.
            if item is None:
                raise Outdated("That is from another version of Pitboard; ask again with a slash command.")
            await item.press(interaction, identity)


def _carries(message: discord.Message | None, identity: str, kind: object) -> bool:
    """Whether a message has a component of this custom id and of Discord's number of a kind, as discord.py looks."""
    waiting: list[Any] = [] if message is None else list(message.components)
    while waiting:
        component = waiting.pop()
        if getattr(component, "custom_id", None) == identity and component.type.value == kind:
            return True
        waiting += getattr(component, "children", ())
    return False
