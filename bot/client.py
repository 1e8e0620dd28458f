"""The Discord client: opens the databases, loads the cogs, routes presses, ends errors, registers commands."""

import asyncio
import logging
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.answer import Answer
from bot.answers.words import listed, quoted
from bot.archive import Archive, open_archive
from bot.buttons import FORM_MARK, AskButton, ReportButton, ShareButton, StateButton, read_custom_id
from bot.commands import LookUp, LookUps, Question, cog_modules
from bot.database.build import build_database
from bot.desk import Desk
from bot.endings import Ending, end
from bot.errors import BadCommand, Outdated, SeasonsUnreadable
from bot.kept import Kept
from bot.lines import split_line
from bot.mending import Mending
from bot.names import Kind, fold
from bot.options.option import Option
from bot.options.parameters import scope_of, season_option
from bot.options.seasons import SeasonOption
from bot.pace import Pace
from bot.registering import Registering
from bot.registry import differ, mentions
from bot.replies import Replies
from bot.reports import Reports
from bot.season.folders import season_runs
from bot.selects import LinkSelect
from bot.settings import Settings
from bot.state import State
from bot.traffic import Traffic, note_outcome

log = logging.getLogger(__name__)

Interaction = discord.Interaction["Pitboard"]

_WORD_KINDS: tuple[Kind, ...] = ("person", "outfit", "round", "class", "circuit", "car", "season", "series")
_WORD_LENGTHS = range(2, 33)
_Typed = tuple[Option, tuple[tuple[str, str], ...], str, str | None]
# Choices that are kept, some 200 bytes each, and the longest texts that they are kept for.
_MOST_OFFERED = 20_000
_LONGEST_OFFERED = 60
_ANSWERED_BY_THE_TREE = frozenset(
    {discord.InteractionType.application_command, discord.InteractionType.autocomplete, discord.InteractionType.ping}
)
# A stop takes five seconds at most: so long for answers that were begun, and so long for Discord's goodbye.
FINISH_SECONDS, GOODBYE_SECONDS = 3.0, 1.0


class Tree(app_commands.CommandTree["Pitboard"]):
    """Commands of the bot. Each is counted while it runs, and what it raises ends in the client's one handler."""

    async def _call(self, interaction: Interaction) -> None:
        bot = interaction.client
        begun = bot.traffic.begin()
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            note_outcome(interaction, "refused")  # a command that there is not; ended by `on_error`
            raise
        finally:
            bot.traffic.end(interaction, begun, bot.known_commands)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await interaction.client.end(interaction, error)


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
        self._items: list[type[discord.ui.DynamicItem[Any]]] = []
        self._offers: Kept[_Typed, list[app_commands.Choice[str]]] = Kept(_MOST_OFFERED)
        self.state = State(settings.state_db)
        self.replies = Replies(self)
        self.reports = Reports(self)
        self.desk = Desk(self)
        self.pace = Pace(settings.costly_per_minute)
        self.traffic = Traffic(metrics)
        self.mending = Mending(self)
        self.registering = Registering(self)
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
            await self.load_extension(module)
        for cog in self.cogs.values():
            if isinstance(cog, LookUps):
                self._look_ups |= {look_up.name: (cog, look_up) for look_up in cog.look_ups()}
        self.add_dynamic_items(AskButton, ShareButton, ReportButton, LinkSelect)
        self.known_commands = frozenset(command.name for command in self.tree.walk_commands()) | frozenset(
            menu.name for menu in self.tree.get_commands(type=discord.AppCommandType.message)
        )
        self._count_seasons(self._opened)

    async def setup_hook(self) -> None:
        await self.load()
        await self.registering.begin()
        await self.archive.read_ahead()

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

    async def on_resumed(self) -> None:
        self._count_connection()

    def _count_connection(self) -> None:
        self._connections += 1
        shards = len(self.settings.shards or range(self.settings.shard_count or 1))
        if self._connections > shards and self.traffic.metrics is not None:
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
        self._offers.clear()
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
        """The answer to a command line as typed: `/winner round:6 class:GT`, `/standings gts`.

        Raises: UserError.
        """
        name, words = split_line(line)
        texts: dict[str, str] = {}
        if name in self._look_ups:
            texts = self._look_ups[name][1].texts(self.archive, words)
        return await self.answer(name, texts)

    async def count_unmatched(self, words: Iterable[str]) -> None:
        """Count words that meant nothing, for the owner to turn into aliases: letters alone, and nobody's name to them.

        Words that mean something by themselves are left out. Never call this with the text of a message.
        """
        names, season = self.archive.names, self.archive.default_season
        met = dict.fromkeys(word for text in words for word in fold(text).split())
        unknown = [
            word
            for word in met
            if word.isalpha()
            and len(word) in _WORD_LENGTHS
            and all(names.resolve(season, kind, word).outcome not in {"match", "several"} for kind in _WORD_KINDS)
        ]
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

    async def offer(self, interaction: Interaction, option: Option, typed: str) -> list[app_commands.Choice[str]]:
        """Choices for an option being typed; none where something goes wrong, which reaches the log."""
        choices: list[app_commands.Choice[str]] = []
        async with self.ending(interaction):
            texts = {name: str(value) for name, value in interaction.namespace if value}
            season = self.replies.default_season(self.state.manner(interaction.guild_id, interaction.user.id))
            choices += self.offered(option, texts, typed, season)
        return choices

    def offered(
        self, option: Option, texts: Mapping[str, str], typed: str, season: str | None = None
    ) -> list[app_commands.Choice[str]]:
        """Choices for what has been typed so far, kept for the next who types it. Raises: UserError.

        `texts` are those of all options; `season` is the default one; None: Pitboard's own.
        """
        asked = option, tuple(texts.items()), typed, season
        choices = self._offers.find(asked)
        if choices is None:
            # A season still being typed, or one that is not held, has nothing to offer but seasons.
            typing_season = isinstance(option, SeasonOption)
            reading = self._reading_season(option)
            scope = scope_of(self.archive, "", {} if typing_season else texts, season, option=reading)
            found = option.offer(scope, texts, typed)
            choices = [app_commands.Choice(name=choice.label, value=choice.value) for choice in found]
            if len(typed) + sum(map(len, texts.values())) <= _LONGEST_OFFERED:
                self._offers.keep(asked, choices, 1 + len(choices))
        return choices

    def _reading_season(self, option: Option) -> SeasonOption | None:
        """How the command that has this option reads its season; None where that is not a look-up."""
        look_ups = (look_up.parameters for _, look_up in self._look_ups.values())
        own = (parameters for parameters in look_ups if any(parameter.option is option for parameter in parameters))
        return next((season_option(parameters) for parameters in own), None)

    def add_dynamic_items(self, *items: type[discord.ui.DynamicItem[discord.ui.Item[Any]]]) -> None:
        """Register items whose presses discord.py hands to their own callback."""
        super().add_dynamic_items(*items)
        self._items += [item for item in items if item not in self._items]

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell whoever listens. Commands and autocomplete have their own callbacks: no task is made for them here."""
        if event_name == "interaction" and args[0].type in _ANSWERED_BY_THE_TREE:
            return
        super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer presses and forms that nothing else answers: none is met with silence."""
        data: Mapping[str, Any] = interaction.data or {}
        identity = str(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit:
            async with self.ending(interaction):
                # Not one of our forms: refused there as outdated.
                await self.reports.sent(interaction, read_custom_id(identity, FORM_MARK))
        if interaction.type is not discord.InteractionType.component:
            return
        items = (item for item in self._items if item.__discord_ui_compiled_template__.fullmatch(identity))
        item = next(items, None)
        if item is not None and _carries(interaction.message, identity, data.get("component_type")):
            return  # its own callback answers
        async with self.ending(interaction):
            # discord.py is silent where the message came without the button that was pressed.
            if item is None or not issubclass(item, (StateButton, LinkSelect)):
                raise Outdated("That is from another version of Pitboard; ask again with a slash command.")
            await item.press(interaction, identity)

    # Errors

    def ending(self, interaction: Interaction) -> AbstractAsyncContextManager[None]:
        """A block whose errors end in the one handler."""
        return Ending(self, interaction)

    async def end(self, interaction: Interaction, error: BaseException) -> None:
        """Say what went wrong to the asker alone."""
        await end(self, interaction, error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.error("Unexpected error in %s", event_method, exc_info=sys.exc_info())


def _carries(message: discord.Message | None, identity: str, kind: object) -> bool:
    """Whether a message has a component of this custom id and of Discord's number of a kind, as discord.py looks."""
    waiting: list[Any] = [] if message is None else list(message.components)
    while waiting:
        component = waiting.pop()
        if getattr(component, "custom_id", None) == identity and component.type.value == kind:
            return True
        waiting += getattr(component, "children", ())
    return False
