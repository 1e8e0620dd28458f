"""The Discord client: opens the databases, loads the cogs, has questions answered, registers commands, closes."""

import asyncio
import logging
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.webhook.async_ import async_context
from msgspec.structs import replace

from bot.answers.answer import Answer
from bot.answers.words import listed, quoted
from bot.archive import Archive, open_archive
from bot.callbacks import Callbacks
from bot.commands import LookUp, LookUps, Question, cog_modules
from bot.database.build import build_database
from bot.desk import Desk
from bot.endings import Ending, end
from bot.errors import BadCommand, SeasonsUnreadable, StateUnavailable
from bot.events import Events
from bot.lines import split_line
from bot.mending import Mending
from bot.offers import Offers
from bot.pace import Pace
from bot.presses import ITEMS, Presses
from bot.reconnecting import Reconnecting
from bot.registering import Registering
from bot.registry import differ, mentions
from bot.replies import Replies
from bot.reports import Reports
from bot.season.folders import season_runs
from bot.settings import Settings
from bot.state import State
from bot.traffic import Traffic
from bot.tree import Tree
from bot.unmatched import unknown_words

log = logging.getLogger(__name__)

Interaction = discord.Interaction["Pitboard"]

# discord.py tells these of every message of the gateway and of every command, and nobody listens.
_UNHEARD = frozenset({"socket_event_type", "app_command_completion"})
_ANSWERED_BY_THE_TREE = frozenset(
    {discord.InteractionType.application_command, discord.InteractionType.autocomplete, discord.InteractionType.ping}
)
# A stop takes five seconds at most: so long for answers that were begun, and so long for Discord's goodbye.
FINISH_SECONDS, GOODBYE_SECONDS = 3.0, 1.0


class Pitboard(commands.Bot):
    """The bot. `load` needs neither token nor network, so the terminal and any simulator can drive it."""

    def __init__(self, settings: Settings, **options: Any) -> None:
        metrics = None
        if settings.http_port is not None:
            # Here, so that whoever counts nothing does not pay for it at every start.
            from bot.metrics import Metrics

            metrics = Metrics()
            options["http_trace"] = metrics.trace()
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),  # none that is privileged
            allowed_mentions=discord.AllowedMentions.none(),
            tree_cls=Tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            **options,
        )
        self.settings = settings
        self._look_ups: dict[str, tuple[LookUps, LookUp]] = {}
        self._mentions: Mapping[str, str] = {}
        self._opened: Archive | None = None
        self.state = State(settings.state_db)
        self.replies = Replies(self)
        self.offers = Offers(self)
        self.presses = Presses(self)
        self.events = Events(self)
        self.reports = Reports(self)
        self.desk = Desk(self)
        self.pace = Pace(settings.costly_per_minute)
        self.traffic = Traffic(metrics)
        self.mending = Mending(self)
        self.registering = Registering(self)
        self.reconnecting = Reconnecting()
        self.known_commands: frozenset[str] = frozenset()
        self._connections = 0

    async def load(self) -> None:
        """Build season.db where needed, open both databases, and load every cog. Does nothing the second time.

        Raises: DataError with the faults of the shipped data; NewerState; CannotBuild.
        """
        if self._opened is not None:
            return
        target = self.settings.season_db
        built = await build_database(target, self.settings.data_dirs)
        for error in built.skipped:
            log.warning("Skipped a season folder: %s", error)
        log.info("%s %s with %s", "Built" if built.fresh else "Opened", built.path, season_runs(built.seasons))
        await self.state.open()
        self._opened = await open_archive(built.path, built.skipped)
        for module in cog_modules():
            # Not as an extension, which would be run anew for each bot: nothing here is loaded again while it runs.
            await import_module(module).setup(self)
        for cog in self.cogs.values():
            if isinstance(cog, LookUps):
                self._look_ups |= {look_up.name: (cog, look_up) for look_up in cog.look_ups()}
        self.add_dynamic_items(*ITEMS)
        self.known_commands = frozenset(command.name for command in self.tree.walk_commands()) | frozenset(
            menu.name for menu in self.tree.get_commands(type=discord.AppCommandType.message)
        )
        self._count_seasons(self._opened)

    async def setup_hook(self) -> None:
        await self.load()
        await self.registering.begin()

    async def connect(self, *, reconnect: bool = True) -> None:
        # Interactions are answered by tasks that this one makes, which take it with them.
        async_context.set(Callbacks())
        await super().connect(reconnect=reconnect)

    async def register(self) -> None:
        """Register the commands with Discord where they differ from what it has, and learn their ids.

        Of several processes that share the load, one registers.
        Raises: discord.HTTPException; aiohttp.ClientError and OSError where Discord cannot be reached.
        """
        registered = await self.http.get_global_commands(self.application_id or 0)
        if self.settings.registers and differ(self.tree, registered):
            log.info("Registered %d commands", len(await self.tree.sync()))
            registered = await self.http.get_global_commands(self.application_id or 0)
        self._mentions = mentions(registered)
        self.replies.finished.forget()  # /help mentions them

    async def on_connect(self) -> None:
        self._count_connection()
        self.reconnecting.connected()

    async def on_resumed(self) -> None:
        self._count_connection()
        self.reconnecting.connected()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget what a server has set that removed the bot. Of one that is out of order, discord.py tells otherwise.

        Who removed it while it did not run is not found out: a list of servers that is short for once must not cost
        all others their settings.
        """
        try:
            await self.state.forget_server(guild.id)
        except StateUnavailable:
            log.warning("Settings of server %d, which removed Pitboard, could not be deleted", guild.id)

    def _count_connection(self) -> None:
        self._connections += 1
        if self._connections > self.settings.connections and self.traffic.metrics is not None:
            self.traffic.metrics.reconnected()

    def _count_seasons(self, archive: Archive) -> None:
        if self.traffic.metrics is not None:
            self.traffic.metrics.hold((key, held.row.version) for key, held in archive.seasons.items())

    def gateway_connected(self) -> bool:
        """Whether Discord's gateway is connected."""
        ws: discord.gateway.DiscordWebSocket | None = getattr(self, "ws", None)
        return ws is not None and ws.open

    async def close(self) -> None:
        """Finish what is being answered, and close everything; in less than five seconds, whatever Discord does.

        Who waits to write into a state.db that another process holds is told that it cannot be done.
        """
        self.state.hurry()
        await self.registering.close()
        if not await self.traffic.idle(FINISH_SECONDS):
            log.warning("Stopped before %d answers were given", self.traffic.running)
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await super().close()
        except TimeoutError:
            log.warning("Discord did not close the connection in time")
            await self.http.close()
        await self.state.close()
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    @property
    def archive(self) -> Archive:
        """Everything that is held. Raises: RuntimeError before `load` and after `close`."""
        if self._opened is None:
            raise RuntimeError("the bot is not loaded")
        return self._opened

    async def read_instead(self, archive: Archive) -> None:
        """Read this archive from now on, and close the one before; nothing that was made of that is kept."""
        before, self._opened = self._opened, archive
        self.replies.finished.forget()
        self.offers.forget()
        self._count_seasons(archive)
        if before is not None:
            await before.connection.retire()

    # Questions

    def look_ups(self) -> tuple[LookUp, ...]:
        """Every look-up, by name."""
        return tuple(look_up for _, (_, look_up) in sorted(self._look_ups.items()))

    def slash_commands(self) -> tuple[app_commands.Command[Any, ..., Any], ...]:
        """Every slash command, by name."""
        known = self.tree.get_commands(type=discord.AppCommandType.chat_input)
        commands = (command for command in known if isinstance(command, app_commands.Command))
        return tuple(sorted(commands, key=lambda command: command.name))

    def is_look_up(self, command: str) -> bool:
        """Whether a command of this name answers a question."""
        return command in self._look_ups

    def is_same_again(self, command: str) -> bool:
        """Whether a command answers the same question the same way every time."""
        return self._look_ups[command][0].same_again

    def mention(self, command: str) -> str:
        """A command as a clickable mention; by its name where Discord's id is not known."""
        return self._mentions.get(command, f"`/{command}`")

    def name_plainly(self) -> None:
        """Call commands by their names from now on: where mentions in an embed are shown as they are written."""
        self._mentions = {}
        self.replies.finished.forget()

    async def asked(
        self, command: str, texts: Mapping[str, str], season: str | None = None, *, channel: int | None = None
    ) -> tuple[Question, Answer]:
        """What a command with option texts asks, and the answer. `season` is the default one; None: Pitboard's own.

        `channel` is Discord's number of where it is asked.

        Raises: UserError.
        """
        question = self.question(command, texts, season, channel=channel)
        return question, await self.answer_to(command, question)

    def question(
        self, command: str, texts: Mapping[str, str], season: str | None = None, *, channel: int | None = None
    ) -> Question:
        """What a command with option texts asks, as for `asked`. Raises: UserError."""
        if command not in self._look_ups:
            if any(known.name == command for known in self.slash_commands()):
                raise BadCommand(f"/{command} is about who asks and where: ask it in Discord, or on the try-out page.")
            names = listed([f"/{name}" for name in sorted(self._look_ups)])
            raise BadCommand(f"There is no command {quoted(command)}. There are {names}.")
        question = self._look_ups[command][1].question(self.archive, texts, season)
        return question if channel is None else replace(question, scope=replace(question.scope, channel=channel))

    async def answer_to(self, command: str, question: Question) -> Answer:
        """The answer to a question of a command. Raises: UserError."""
        cog, look_up = self._look_ups[command]
        try:
            return await look_up.answer(cog, question)
        except SeasonsUnreadable:
            archive = await self.mending.instead_of(question.scope.archive)
            return await look_up.answer(cog, replace(question, scope=replace(question.scope, archive=archive)))

    async def answer(self, command: str, texts: Mapping[str, str], *, season: str | None = None) -> Answer:
        """The answer to a command with option texts. Raises: UserError."""
        return (await self.asked(command, texts, season))[1]

    async def ask(self, line: str) -> Answer:
        """The answer to a line as typed: `/winner round:6 class:GT`, `/standings gts`, `who won petit le mans`.

        Words that begin with neither a slash nor a command's name are a question for `/ask`.

        Raises: UserError.
        """
        name, words = split_line(line)
        if words and name not in self._look_ups and not line.lstrip().startswith("/"):
            return await self.answer("ask", {"question": line.strip()})
        texts: dict[str, str] = {}
        if name in self._look_ups:
            texts = self._look_ups[name][1].texts(self.archive, words)
        return await self.answer(name, texts)

    async def count_unmatched(self, words: Iterable[str]) -> None:
        """Count words that meant nothing, for the owner to turn into aliases: letters alone, and nobody's name to them.

        Words that mean something by themselves are left out. Never call this with the text of a message.
        """
        unknown = unknown_words(self.archive.names, self.archive.default_season, words)
        if unknown:
            if self.traffic.metrics is not None:
                self.traffic.metrics.unmatched(len(unknown))
            await self.state.count_unmatched(unknown)

    # Interactions

    async def reply(
        self, interaction: Interaction, command: str, texts: Mapping[str, str], *, private: str | None = None
    ) -> None:
        """Answer a slash command; `private` is its option as typed. Raises: UserError."""
        await self.replies.reply(interaction, command, texts, private=private)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell whoever listens. Commands and autocomplete have their own callbacks: no task is made for them here."""
        if event_name in _UNHEARD or (event_name == "interaction" and args[0].type in _ANSWERED_BY_THE_TREE):
            return
        if event_name == "disconnect":
            # At once: while the bot is being closed there is nobody left to make a task.
            self.reconnecting.disconnected(getattr(self, "ws", None))
        super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer presses and forms that nothing else answers."""
        await self.presses.answer(interaction)

    # Errors

    def ending(
        self, interaction: Interaction, *, but: tuple[type[Exception], ...] | type[Exception] = ()
    ) -> AbstractAsyncContextManager[None]:
        """A block whose errors end in the one handler, `but` those of these kinds, which leave it."""
        return Ending(self, interaction, but)

    async def end(self, interaction: Interaction, error: BaseException) -> None:
        """Say what went wrong to the asker alone."""
        await end(self, interaction, error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.error("Unexpected error in %s", event_method, exc_info=sys.exc_info())
