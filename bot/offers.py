"""What is offered while an option is being typed, kept for the next who types the same."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.kept import Kept
from bot.options.option import Option
from bot.options.parameters import scope_of
from bot.options.seasons import SeasonOption

if TYPE_CHECKING:
    from bot.client import Pitboard

Interaction = discord.Interaction["Pitboard"]

_Typed = tuple[Option, tuple[tuple[str, str], ...], str, str | None]
# Choices that are kept, some 200 bytes each, and the longest texts that they are kept for.
_MOST_KEPT = 20_000
_LONGEST = 60


class Offers:
    """The choices of every option of the commands."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot
        self._kept: Kept[_Typed, list[app_commands.Choice[str]]] = Kept(_MOST_KEPT)

    async def to(self, interaction: Interaction, option: Option, typed: str) -> list[app_commands.Choice[str]]:
        """Choices for an option being typed; none where something goes wrong, which reaches the log."""
        choices: list[app_commands.Choice[str]] = []
        async with self._bot.ending(interaction):
            texts = {name: str(value) for name, value in interaction.namespace if value}
            season = self._bot.replies.default_season(self._bot.state.manner(interaction.guild_id, interaction.user.id))
            choices += self.choices(option, texts, typed, season)
        return choices

    def choices(
        self, option: Option, texts: Mapping[str, str], typed: str, season: str | None = None
    ) -> list[app_commands.Choice[str]]:
        """Choices for what has been typed so far, kept for the next who types it. Raises: UserError.

        `texts` are those of all options; `season` is the default one; None: Pitboard's own.
        """
        asked = option, tuple(texts.items()), typed, season
        choices = self._kept.find(asked)
        if choices is None:
            # A season still being typed, or one that is not held, has nothing to offer but seasons.
            typing_season = isinstance(option, SeasonOption)
            reading = self._reading_season(option)
            scope = scope_of(self._bot.archive, "", {} if typing_season else texts, season, option=reading)
            found = option.offer(scope, texts, typed)
            choices = [app_commands.Choice(name=choice.label, value=choice.value) for choice in found]
            if len(typed) + sum(map(len, texts.values())) <= _LONGEST:
                self._kept.keep(asked, choices, 1 + len(choices))
        return choices

    def forget(self) -> None:
        """Keep nothing of what was offered: other seasons are held now."""
        self._kept.clear()

    def _reading_season(self, option: Option) -> SeasonOption | None:
        """How the command that has this option reads its season; None where that is not a look-up."""
        look_ups = self._bot.look_ups()
        return next((one.season for one in look_ups if any(own.option is option for own in one.parameters)), None)
