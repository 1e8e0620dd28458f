"""The Discord client: opens the databases, loads the cogs, sends answers, ends errors, registers commands."""

import logging
import secrets
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.answer import Answer
from bot.answers.words import listed, quoted
from bot.archive import Archive, open_archive
from bot.buttons import AskButton, Press, button_view, read_custom_id
from bot.commands import LookUp, LookUps, cog_modules, split_line
from bot.database.build import build_database
from bot.errors import BadCommand, Outdated, UserError
from bot.names import Choice
from bot.options import Option, SeasonOption, scope_of
from bot.registry import differ, mentions
from bot.settings import Settings

log = logging.getLogger(__name__)

Interaction = discord.Interaction["Pitboard"]


class Tree(app_commands.CommandTree["Pitboard"]):
    """Commands of the bot. What they raise ends in the client's one handler."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await interaction.client.end(interaction, error)


class Pitboard(commands.Bot):
    """The bot. `load` needs neither token nor network, so the terminal and any simulator can drive it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),  # none that is privileged
            allowed_mentions=discord.AllowedMentions.none(),
            tree_cls=Tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.settings = settings
        self._look_ups: dict[str, tuple[LookUps, LookUp]] = {}
        self._mentions: Mapping[str, str] = {}
        self._opened: Archive | None = None

    async def load(self) -> None:
        """Build season.db where needed, open it, and load every cog. Does nothing the second time.

        Raises: DataError with the faults of the shipped data; OSError where the state folder cannot be written.
        """
        if self._opened is not None:
            return
        target = self.settings.season_db
        built = await build_database(target, self.settings.data_dirs)
        for error in built.skipped:
            log.warning("Skipped a season folder: %s", error)
        log.info("%s %s with %s", "Built" if built.fresh else "Opened", built.path, ", ".join(built.seasons))
        self._opened = await open_archive(built.path, built.skipped)
        for module in cog_modules():
            await self.load_extension(module)
        for cog in self.cogs.values():
            if isinstance(cog, LookUps):
                self._look_ups |= {look_up.name: (cog, look_up) for look_up in cog.look_ups()}
        self.add_dynamic_items(AskButton)

    async def setup_hook(self) -> None:
        await self.load()
        await self.register()

    async def register(self) -> None:
        """Register the commands with Discord where they differ from what it has, and learn their ids."""
        try:
            registered = await self.tree.fetch_commands()
            if differ(self.tree, registered):
                registered = await self.tree.sync()
                log.info("Registered %d commands", len(registered))
        except discord.HTTPException as error:
            # The commands registered by an earlier start still work.
            log.warning("Could not register commands: %s", error)
            return
        self._mentions = mentions(registered)

    async def close(self) -> None:
        await super().close()
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    @property
    def archive(self) -> Archive:
        """Everything that is held. Raises: RuntimeError before `load` and after `close`."""
        if self._opened is None:
            raise RuntimeError("the bot is not loaded")
        return self._opened

    # Questions

    def look_ups(self) -> tuple[LookUp, ...]:
        """Every look-up, by name."""
        return tuple(look_up for _, (_, look_up) in sorted(self._look_ups.items()))

    def mention(self, command: str) -> str:
        """A command as a clickable mention; by its name where Discord's id is not known."""
        return self._mentions.get(command, f"`/{command}`")

    async def answer(self, command: str, texts: Mapping[str, str]) -> Answer:
        """The answer to a command with option texts.

        Raises: UserError.
        """
        if command not in self._look_ups:
            names = listed([f"/{name}" for name in sorted(self._look_ups)])
            raise BadCommand(f"There is no command {quoted(command)}. There are {names}.")
        cog, look_up = self._look_ups[command]
        return await look_up.answer(cog, texts)

    async def ask(self, line: str) -> Answer:
        """The answer to a command line as typed: `/winner round:6 class:GT`, `/standings gts`.

        Raises: UserError.
        """
        name, words = split_line(line)
        texts: dict[str, str] = {}
        if name in self._look_ups:
            texts = self._look_ups[name][1].texts(self.archive, words)
        return await self.answer(name, texts)

    # Replies

    async def reply(self, interaction: Interaction, command: str, texts: Mapping[str, str]) -> None:
        """Answer a slash command."""
        answer = await self.answer(command, texts)
        await self._send(interaction, answer, Press(command, tuple(texts.items())))

    async def pressed(self, interaction: Interaction, identity: str) -> None:
        """Answer a button: who asked first sees the message change, anyone else is answered privately."""
        async with self.ending(interaction):
            press = read_custom_id(identity)
            if press.command not in self._look_ups:
                raise Outdated(f"That button asks for {quoted(press.command)}, which is no longer a command.")
            answer = await self.answer(press.command, dict(press.texts))
            await self._send(interaction, answer, press, edit=self._asked_by_presser(interaction))

    @staticmethod
    def _asked_by_presser(interaction: Interaction) -> bool:
        message = interaction.message
        asked = message.interaction_metadata if message is not None else None
        return asked is not None and asked.user.id == interaction.user.id

    async def _send(self, interaction: Interaction, answer: Answer, press: Press, *, edit: bool = False) -> None:
        pages = len(answer.embeds)
        page = min(press.page, pages)
        view = button_view(answer.links, pages=pages, page=page, asked=press)
        content, embed = answer.sentence, answer.embeds[page - 1]
        if edit:
            await interaction.response.edit_message(content=content, embed=embed, view=view)
            return
        private = interaction.type is discord.InteractionType.component
        if view is None:
            await interaction.response.send_message(content, embed=embed, ephemeral=private)
        else:
            await interaction.response.send_message(content, embed=embed, view=view, ephemeral=private)

    async def offer(self, interaction: Interaction, option: Option, typed: str) -> list[app_commands.Choice[str]]:
        """Choices for an option being typed; none where something goes wrong, which reaches the log."""
        choices: Sequence[Choice] = ()
        async with self.ending(interaction):
            texts = {name: str(value) for name, value in interaction.namespace if value}
            # A season still being typed, or one that is not held, has nothing to offer but seasons.
            typing_season = isinstance(option, SeasonOption)
            scope = scope_of(self.archive, "", {} if typing_season else texts)
            choices = option.offer(scope, texts, typed)
        return [app_commands.Choice(name=choice.label, value=choice.value) for choice in choices]

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer presses and forms that nothing else answers: no press is met with silence."""
        if interaction.type not in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
            return
        data: Mapping[str, Any] = interaction.data or {}
        identity = str(data.get("custom_id", ""))
        if AskButton.__discord_ui_compiled_template__.fullmatch(identity):
            return  # its own callback answers
        async with self.ending(interaction):
            raise Outdated("That is from another version of Pitboard; ask again with a slash command.")

    # Errors

    def ending(self, interaction: Interaction) -> AbstractAsyncContextManager[None]:
        """A block whose errors end in the one handler."""
        return _Ending(self, interaction)

    async def end(self, interaction: Interaction, error: BaseException) -> None:
        """Say what went wrong to the asker alone: a refusal's own sentence, or a reference to a logged bug."""
        cause = getattr(error, "original", error)
        if isinstance(cause, UserError):
            await self._say(interaction, cause.sentence, button_view(cause.suggestions))
            return
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            log.warning("Discord sent a command that the code does not have: %s", cause)
            sentence = "That command is from another version of Pitboard; reload Discord and try again."
            await self._say(interaction, sentence, None)
            return
        if isinstance(cause, discord.NotFound) and cause.code == 10062:  # Unknown interaction
            log.warning("An interaction ran out before it was answered")
            return
        reference = secrets.token_hex(4)
        log.error("Unexpected error, reference %s", reference, exc_info=cause)
        sentence = f"Something went wrong in Pitboard; it has been logged. Please quote reference `{reference}`."
        await self._say(interaction, sentence, None)

    @staticmethod
    async def _say(interaction: Interaction, sentence: str, view: discord.ui.View | None) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            return  # nothing can be said there
        extra: dict[str, Any] = {} if view is None else {"view": view}
        try:
            if interaction.response.is_done():
                await interaction.followup.send(sentence, ephemeral=True, **extra)
            else:
                await interaction.response.send_message(sentence, ephemeral=True, **extra)
        except discord.HTTPException as error:
            log.warning("Could not tell the asker what went wrong: %s", error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.error("Unexpected error in %s", event_method, exc_info=sys.exc_info())


class _Ending:
    """Hands an error that leaves the block to the client's handler, and goes on."""

    def __init__(self, client: Pitboard, interaction: Interaction) -> None:
        self._client = client
        self._interaction = interaction

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        await self._client.end(self._interaction, error)
        return True
