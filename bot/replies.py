"""How an answer reaches people: public or private, behind spoiler bars, shared, or where a pressed message was."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord

from bot.answers.answer import Answer
from bot.answers.page import CONTENT
from bot.answers.spoilers import spoilered
from bot.answers.words import plain, quoted
from bot.archive import Scope
from bot.buttons import Press
from bot.callbacks import deliver
from bot.errors import NotAllowed, Outdated
from bot.finished import Finished, Shape
from bot.options.option import SEASON, Asked
from bot.options.yes_no import PRIVATE, PrivateOption
from bot.selects import link_select
from bot.state import Manner

if TYPE_CHECKING:
    from bot.client import Pitboard

_THREADS = {
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
}
# Nobody is mentioned in a way that they notice, whatever an answer says.
_NOBODY = discord.AllowedMentions.none().to_dict()
_TO_ONE_ALONE = discord.MessageFlags(ephemeral=True).value
_SHARED = re.compile(r"\nshared by <@\d+>\Z")

Interaction = discord.Interaction["Pitboard"]


class Replies:
    """Sends answers. What people and servers have set decides how; `Pitboard` answers the question."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot
        self.finished = Finished(bot)

    async def reply(
        self, interaction: Interaction, command: str, texts: Mapping[str, str], *, private: str | None = None
    ) -> None:
        """Answer a slash command. `private` is its option as typed; None: as the person or the server set it.

        Raises: UserError.
        """
        self._bot.pace.spend(interaction.user.id, command)
        manner = await self.manner(interaction)
        alone = manner.private
        if private and private.strip():
            asked = Asked(Scope(self._bot.archive, self._bot.archive.default_season), command, texts)
            alone = PrivateOption().parse(asked, PRIVATE, private) == "yes"
        note = "" if texts.get(SEASON) else self._note(manner)
        await self._send(interaction, Press(command, tuple(texts.items())), manner, private=alone, note=note)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer a button: who asked first sees the message change, anyone else is answered privately.

        Raises: UserError.
        """
        edit = _asked_by_presser(interaction)
        await self._send(interaction, press, await self._pressed(interaction, press), private=True, edit=edit)

    async def shared(self, interaction: Interaction, press: Press) -> None:
        """Post an answer that the presser saw privately to the channel, in the presser's name and without a ping.

        Raises: NotAllowed where the presser could not write there themselves; Outdated.
        """
        _refuse_sharing(interaction)
        manner = await self._pressed(interaction, press)
        await self._send(interaction, press, manner, private=False, shared_by=interaction.user.id)

    async def picked(self, interaction: Interaction, press: Press) -> None:
        """Answer what was picked from a list, beside the list, to whoever picked it alone. Raises: UserError."""
        await self._send(interaction, press, await self._pressed(interaction, press), private=True)

    async def scope(self, interaction: Interaction) -> Scope:
        """The season that this person's questions are about here where none is named."""
        manner = await self.manner(interaction)
        return Scope(self._bot.archive, self.default_season(manner) or self._bot.archive.default_season)

    async def cards(self, interaction: Interaction, scope: Scope, answer: Answer) -> None:
        """Answer the message menu: privately, with a list of its links to go deeper."""
        manner = self._bot.state.manner(interaction.guild_id, interaction.user.id)
        if manner.spoilers:
            # The names are those of the message, which the asker has read.
            answer = spoilered(scope, answer, "cards", typed=True)
        view = link_select(answer.links, "Look up in full")
        extra: dict[str, Any] = {} if view is None else {"view": view}
        await interaction.response.send_message(
            answer.sentence,
            embed=answer.embed,
            ephemeral=True,
            allowed_mentions=discord.AllowedMentions.none(),
            **extra,
        )

    async def _send(
        self,
        interaction: Interaction,
        press: Press,
        manner: Manner,
        *,
        private: bool,
        edit: bool = False,
        shared_by: int | None = None,
        note: str = "",
    ) -> None:
        """Send an answer, or with `edit` put it in the place of the message whose button was pressed.

        `note` is said in small print under the sentence. Raises: UserError.
        """
        below = f"\n-# {note}" if note else ""
        message = interaction.message
        if shared_by is not None:
            below += f"\nshared by <@{shared_by}>"
        elif edit and message is not None and (line := _SHARED.search(message.content)):
            below += line[0]
        if edit and message is not None:
            private = message.flags.ephemeral
        shape = Shape(press.page, manner.spoilers, private and _shareable(interaction))
        season, channel = self.default_season(manner), interaction.channel_id
        finished = await self.finished.message(press.command, press.texts, season, shape, channel=channel)
        content = finished.sentence[: CONTENT - len(below)] + below
        form = {**finished.form(), "content": content, "allowed_mentions": _NOBODY}
        if edit:
            await deliver(interaction, discord.InteractionResponseType.message_update, form)
        else:
            form["flags"] = _TO_ONE_ALONE if private else 0
            await deliver(interaction, discord.InteractionResponseType.channel_message, form)

    async def manner(self, interaction: Interaction) -> Manner:
        """How this person is answered here; settings that another process changed are seen."""
        await self._bot.state.refresh()
        return self._bot.state.manner(interaction.guild_id, interaction.user.id)

    def default_season(self, manner: Manner) -> str | None:
        """The season that settings choose, where it is held; None: Pitboard's own default."""
        if not manner.seasons:
            return None
        return next((season for season in manner.seasons if season in self._bot.archive.seasons), None)

    async def _pressed(self, interaction: Interaction, press: Press) -> Manner:
        """How a presser is answered. Raises: Outdated."""
        if not self._bot.is_look_up(press.command):
            raise Outdated(f"That button asks for {quoted(press.command)}, which is no longer a command.")
        self._bot.pace.spend(interaction.user.id, press.command)
        return await self.manner(interaction)

    def _note(self, manner: Manner) -> str:
        """What to say where the season that was set is no longer held; nothing else."""
        archive = self._bot.archive
        if not manner.seasons or manner.seasons[0] in archive.seasons:
            return ""
        name = archive.seasons[self.default_season(manner) or archive.default_season].row.name
        return f"{plain(manner.seasons[0])}, set as the default season, is no longer held; this is the {plain(name)}."


def _asked_by_presser(interaction: Interaction) -> bool:
    message = interaction.message
    asked = message.interaction_metadata if message is not None else None
    return asked is not None and asked.user.id == interaction.user.id


def _shareable(interaction: Interaction) -> bool:
    """Whether there is anybody else to share with: not in a person's own messages with the bot."""
    return interaction.guild_id is not None or not interaction.context.dm_channel


def _refuse_sharing(interaction: Interaction) -> None:
    """Sharing needs what writing there oneself needs; Discord tells both with the press.

    Raises: NotAllowed.
    """
    if interaction.guild_id is None:
        return
    may = interaction.permissions
    if may.administrator:
        return
    thread = interaction.channel is not None and interaction.channel.type in _THREADS
    if thread and not may.send_messages_in_threads:
        raise NotAllowed("You may not share here: you lack the permission to send messages in threads.")
    if not thread and not may.send_messages:
        raise NotAllowed("You may not share here: you lack the permission to send messages in this channel.")
    # A server in whose name Discord sent nothing, and which the bot does not see, has not installed it.
    guest = not interaction.is_guild_integration() and (
        interaction.is_user_integration() or interaction.client.get_guild(interaction.guild_id) is None
    )
    if guest and not may.use_external_apps:
        raise NotAllowed(
            "You may not share here: Pitboard is not a member of this server, and you lack the permission to use "
            "external apps in public."
        )
