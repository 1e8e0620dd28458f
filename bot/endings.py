"""How errors end: a refusal says its own sentence, anything else is logged and gets a reference; to the asker alone."""

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.buttons import button_view
from bot.errors import NoSuchThing, UserError
from bot.traffic import is_press, note_outcome

if TYPE_CHECKING:
    from bot.client import Pitboard

log = logging.getLogger(__name__)

Interaction = discord.Interaction["Pitboard"]

# Discord's error codes (official documentation, 2026). Nobody is left to be told after the first three: the
# interaction is unknown, was answered already, or its 15 minutes are over.
_TOO_LATE = {10062: "ran out before it was answered", 40060: "was answered twice", 50027: "is over"}
# Unknown channel, unknown message, missing access, missing permissions.
_OUT_OF_REACH = frozenset({10003, 10008, 50001, 50013})

# Discord failed, or the network did, for as long as an answer could still be given: it is nobody's bug.
_UNREACHED = (aiohttp.ClientError, TimeoutError, discord.DiscordServerError)


async def end(bot: "Pitboard", interaction: Interaction, error: BaseException) -> None:
    """Say what went wrong to the asker alone: a refusal's own sentence, or a reference to a logged bug."""
    cause = getattr(error, "original", error)
    if isinstance(cause, UserError):
        note_outcome(interaction, "refused")
        offered = [one for one in cause.suggestions if bot.is_look_up(one.command)]
        await _say(interaction, cause.sentence, button_view(offered))
        if isinstance(cause, NoSuchThing) and _was_slash_command(interaction):
            await bot.count_unmatched([cause.text])
        return
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        note_outcome(interaction, "refused")
        log.warning("Discord sent a command that the code does not have: %s", cause)
        sentence = "That command is from another version of Pitboard; reload Discord and try again."
        await _say(interaction, sentence, None)
        return
    if isinstance(cause, discord.HTTPException) and cause.code in _TOO_LATE:
        note_outcome(interaction, "late")
        log.warning("An interaction %s", _TOO_LATE[cause.code])
        return
    if isinstance(cause, discord.HTTPException) and cause.code in _OUT_OF_REACH:
        note_outcome(interaction, "refused")
        log.warning("A message or channel was out of reach: %s", cause)
        sentence = "That message is gone, or Pitboard may not write there; ask again with a slash command."
        await _say(interaction, sentence, None)
        return
    if isinstance(cause, discord.HTTPException) and cause.status == HTTPStatus.TOO_MANY_REQUESTS:
        # For longer than an answer has: to say so would be one more.
        note_outcome(interaction, "failed")
        log.warning("Discord takes no answers for a while: too many requests came from here")
        return
    if isinstance(cause, _UNREACHED):
        note_outcome(interaction, "failed")
        log.warning("Discord could not be reached with an answer: %s", type(cause).__name__)
        return
    note_outcome(interaction, "failed")
    reference = secrets.token_hex(4)
    log.error("Unexpected error, reference %s", reference, exc_info=cause, extra={"reference": reference})
    await _say(interaction, went_wrong(reference), None)


def went_wrong(reference: str) -> str:
    """What the asker is told of a bug."""
    return f"Something went wrong in Pitboard; it has been logged. Please quote reference `{reference}`."


async def _say(interaction: Interaction, sentence: str, view: discord.ui.View | None) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        return  # nothing can be said there
    extra: dict[str, Any] = {} if view is None else {"view": view}
    try:
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            # Takes the place of “Pitboard is thinking…”, which was begun for the asker alone.
            await interaction.edit_original_response(content=sentence, view=view)
        elif interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True, **extra)
        else:
            await interaction.response.send_message(sentence, ephemeral=True, **extra)
    except (discord.HTTPException, *_UNREACHED) as error:
        log.warning("Could not tell the asker what went wrong: %s", error)


def _was_slash_command(interaction: Interaction) -> bool:
    data: Mapping[str, Any] = interaction.data or {}
    slash = discord.AppCommandType.chat_input.value
    return interaction.type is discord.InteractionType.application_command and data.get("type", slash) == slash


class Ending:
    """Hands an error that leaves the block to the client's handler, and goes on; not one of the kinds `but`.

    A press is counted by it.
    """

    def __init__(
        self, bot: "Pitboard", interaction: Interaction, but: tuple[type[Exception], ...] | type[Exception] = ()
    ) -> None:
        self._bot = bot
        self._interaction = interaction
        self._but = but
        self._begun: float | None = None

    async def __aenter__(self) -> None:
        # Commands and keystrokes are counted by the command tree.
        if is_press(self._interaction):
            self._begun = self._bot.traffic.begin()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        try:
            if not isinstance(error, Exception) or isinstance(error, self._but):
                return False
            await self._bot.end(self._interaction, error)
            return True
        finally:
            if self._begun is not None:
                self._bot.traffic.end(self._interaction, self._begun, self._bot.known_commands)
