"""Lists to pick from that lead on: each value is a button's custom id, so a list works after a restart.

The list's own id is `pb1c|0`: the mark names the version of this form, as it does on buttons.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.answers.answer import Link
from bot.buttons import Press, custom_id, read_custom_id
from bot.errors import Outdated

if TYPE_CHECKING:
    from bot.client import Pitboard

SELECT_MARK = "pb1c"
MOST_OPTIONS = 25
_LABEL = 100


class LinkSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=re.compile(rf"{SELECT_MARK}\|\d{{1,2}}")):
    """A list of questions; the one that is picked is answered to whoever picked it, beside the list."""

    def __init__(self, options: list[discord.SelectOption], placeholder: str, identity: str) -> None:
        super().__init__(discord.ui.Select(custom_id=identity, placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls([discord.SelectOption(label="…")], "…", match.string)

    async def callback(self, interaction: "discord.Interaction[Pitboard]") -> Any:  # type: ignore[override]
        async with interaction.client.ending(interaction):
            await self.press(interaction, self.custom_id)

    @classmethod
    async def press(cls, interaction: "discord.Interaction[Pitboard]", identity: str) -> None:
        """Answer a pick; what was picked came with it, so `identity` says no more. Raises: UserError."""
        data: Mapping[str, Any] = interaction.data or {}
        picked = data.get("values")
        if not isinstance(picked, list) or len(picked) != 1:
            raise Outdated("That list is from another version of Pitboard; ask again with a slash command.")
        await interaction.client.replies.picked(interaction, read_custom_id(str(picked[0])))


def link_select(links: Iterable[Link], placeholder: str) -> discord.ui.View | None:
    """A list of links to pick from, as many as fit; None where the question of none fits a value.

    The view is stopped: it needs none to work, and discord.py would keep a live one.
    """
    options: dict[str, discord.SelectOption] = {}
    for link in links:
        value = custom_id(Press(link.command, link.options))
        if value is not None and len(options) < MOST_OPTIONS:
            options.setdefault(value, discord.SelectOption(label=link.label[:_LABEL] or "…", value=value))
    if not options:
        return None
    view = discord.ui.View(timeout=None)
    view.add_item(LinkSelect(list(options.values()), placeholder, f"{SELECT_MARK}|0"))
    view.stop()
    return view
