"""Commands that look after what is stored: option texts in, state.db changed, one private sentence out."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord

from bot.answers import privacy, settings
from bot.archive import Scope
from bot.errors import NotAllowed
from bot.options.option import SEASON, Asked, Option
from bot.options.seasons import SeasonOption
from bot.options.yes_no import YesNoOption
from bot.queries.preferences import PersonPreferences, ServerPreferences

if TYPE_CHECKING:
    from bot.client import Pitboard

_EXPORT_FILE = "pitboard-data.json"

Interaction = discord.Interaction["Pitboard"]


class Desk:
    """Shows, changes, exports and erases. Everything is said to the asker alone."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot

    async def server(self, interaction: Interaction, texts: Mapping[str, str | None]) -> None:
        """Show a server's settings, or change those that are given.

        Raises: NotAllowed for whoever may not manage the server; UserError.
        """
        # Discord hides the command from others, but a server may show it to anyone in its own settings.
        may = interaction.permissions
        if interaction.guild_id is None or not (may.manage_guild or may.administrator):
            raise NotAllowed("Settings of a server are for those who have the permission “Manage Server” in it.")
        self._bot.pace.spend(interaction.user.id, "settings")
        season, private, spoilers, reset = self._given(texts, "settings")
        wanted = ServerPreferences(season, private, spoilers)
        changed = bool(reset) or wanted != ServerPreferences()
        await interaction.response.defer(ephemeral=True, thinking=True)
        if changed:
            await self._bot.state.set_server(interaction.guild_id, wanted, reset=bool(reset))
        await self._bot.state.refresh()
        row = self._bot.state.of_server(interaction.guild_id)
        await _say(interaction, settings.server_settings(self._bot.archive, row, changed=changed))

    async def person(self, interaction: Interaction, texts: Mapping[str, str | None]) -> None:
        """Show a person's settings, or change those that are given. Raises: UserError."""
        self._bot.pace.spend(interaction.user.id, "my")
        season, private, _, reset = self._given(texts, "my")
        wanted = PersonPreferences(season, private)
        changed = bool(reset) or wanted != PersonPreferences()
        await interaction.response.defer(ephemeral=True, thinking=True)
        if changed:
            await self._bot.state.set_person(interaction.user.id, wanted, reset=bool(reset))
        await self._bot.state.refresh()
        row = self._bot.state.of_person(interaction.user.id)
        await _say(interaction, settings.person_settings(self._bot.archive, row, changed=changed))

    async def privacy(self, interaction: Interaction, texts: Mapping[str, str | None]) -> None:
        """Say, export or erase what is stored about the asker. With both, the export comes first. Raises: UserError."""
        self._bot.pace.spend(interaction.user.id, "privacy")
        export, erase = (self._yes(texts, name, "privacy") for name in ("export", "erase"))
        await interaction.response.defer(ephemeral=True, thinking=True)
        person = interaction.user.id
        kept = await self._bot.state.kept_about(person)
        if not export and not erase:
            await _say(interaction, privacy.stored(person, kept.preferences, kept.reports))
            return
        sentence = "This is all that Pitboard stores about you." if export else ""
        files = []
        if export:
            text = privacy.export(person, kept.preferences, kept.reports)
            files.append(discord.File(io.BytesIO(text.encode()), _EXPORT_FILE))
        if erase:
            had = kept.preferences != PersonPreferences() or bool(kept.reports)
            await self._bot.state.erase(person)
            sentence = f"{sentence} {privacy.erased(had)}".strip()
        await interaction.edit_original_response(content=sentence, attachments=files)

    def _given(
        self, texts: Mapping[str, str | None], command: str
    ) -> tuple[str | None, bool | None, bool | None, bool | None]:
        season = self._parsed(SeasonOption(), texts, SEASON, command)
        private, spoilers, reset = (self._yes(texts, name, command) for name in ("private", "spoilers", "reset"))
        return season, private, spoilers, reset

    def _yes(self, texts: Mapping[str, str | None], name: str, command: str) -> bool | None:
        value = self._parsed(YesNoOption(), texts, name, command)
        return None if value is None else value == "yes"

    def _parsed(self, option: Option, texts: Mapping[str, str | None], name: str, command: str) -> str | None:
        """An option's value, None where it was left out. Raises: UserError."""
        text = texts.get(name)
        if text is None or not text.strip():
            return None
        scope = Scope(self._bot.archive, self._bot.archive.default_season)
        return option.parse(Asked(scope, command, {}), name, text)


async def _say(interaction: Interaction, sentence: str) -> None:
    await interaction.edit_original_response(content=sentence, allowed_mentions=discord.AllowedMentions.none())
