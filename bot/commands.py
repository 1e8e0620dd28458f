"""A method that returns an `Answer`, made a slash command.

`@look_up` is all that a cog needs: it gives the command its description (the docstring's first line), its
options with their descriptions and autocomplete, the `season` and `private` options that every look-up has, and the
one way from texts to an answer that Discord, the terminal and buttons share.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args, get_origin, get_type_hints

import discord
from discord import app_commands
from discord.ext import commands
from msgspec import Struct

from bot.answers.answer import Answer, Link
from bot.archive import Archive, Scope
from bot.lines import command_line, command_texts
from bot.options.frames import FrameOption
from bot.options.option import SEASON, Option
from bot.options.parameters import Parameter, checked, scope_of
from bot.options.questions import QuestionOption
from bot.options.seasons import SeasonOption
from bot.options.yes_no import PRIVATE, PrivateOption
from bot.spans import SeasonsOption

if TYPE_CHECKING:
    from bot.client import Pitboard

Function = Callable[..., Awaitable[Answer]]
_EXTRA = "look_up"


class Question(Struct, frozen=True):
    """A look-up with checked options: the season, and values by keyword.

    `texts` are the same as option texts that mean this and nothing else whoever asks: natural keys, and the season.
    """

    scope: Scope
    values: Mapping[str, str]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LookUp:
    """One question that can be asked: its command's name and options, and the method that answers.

    `parameters` are what decides the answer, with `season` last; `private` decides only who sees it and is not among
    them.
    """

    name: str
    description: str
    function: Function
    parameters: tuple[Parameter, ...]
    season: SeasonOption
    """How the command reads its `season:`."""

    def question(self, archive: Archive, texts: Mapping[str, str], default_season: str | None = None) -> Question:
        """The question that option texts mean. `default_season` is held; None: the archive's own default.

        Raises: UserError where a text means nothing held.
        """
        scope = scope_of(archive, self.name, texts, default_season, option=self.season)
        values = checked(scope, self.name, self.parameters, texts)
        pairs = [(p.name, values[p.keyword]) for p in self.parameters if p.keyword in values]
        return Question(scope.settled(), values, (*pairs, (SEASON, scope.season_text)))

    def example(self, scope: Scope) -> str | None:
        """A line that asks it of a season, with what is offered first; None where nothing has to be filled in, or
        words of one's own.
        """
        if any(isinstance(p.option, QuestionOption) for p in self.parameters):
            return None
        offered = [(p.name, p.option.offer(scope, {}, "")) for p in self.parameters if p.required]
        pairs = tuple((name, choices[0].value) for name, choices in offered if choices)
        return command_line(Link("", self.name, pairs)) if pairs else None

    async def answer(self, cog: "LookUps", question: Question) -> Answer:
        """The answer to a question. Raises: UserError where it cannot be answered from the data."""
        return await self.function(cog, question.scope, **question.values)

    def texts(self, archive: Archive, words: str) -> dict[str, str]:
        """Option texts out of what was typed after the command's name. Raises: UserError."""
        return command_texts(archive, self.name, self.parameters, words, self.season)


class LookUps(commands.Cog):
    """A set of look-ups. A cog has no state of its own: what is held comes with each question's scope."""

    same_again: ClassVar[bool] = True
    """Whether a question has the same answer every time, so that finished answers can be kept."""

    def __init__(self, bot: "Pitboard") -> None:
        self.bot = bot

    def look_ups(self) -> Iterable[LookUp]:
        """The look-ups of this cog, in the order of the class."""
        return (look_up_of(command) for command in self.get_app_commands() if isinstance(command, app_commands.Command))


def look_up_of(command: app_commands.Command[Any, ..., Any]) -> LookUp:
    """The look-up that a command was made of."""
    held: LookUp = command.extras[_EXTRA]
    return held


def look_up(function: Function) -> app_commands.Command[Any, ..., None]:
    """Make a slash command, asked of one season, of a method `(self, scope, options…) -> Answer`.

    Options are keywords annotated `Annotated[str, SomeOption()]`, with `| None = None` where they may be left
    out; in Discord an option's name loses a trailing underscore. The docstring's first line describes the command.
    """
    return _made(function, SeasonOption())


def look_up_in_words(function: Function) -> app_commands.Command[Any, ..., None]:
    """As `look_up`, of a question in words: its `season:` is what it is about, and left out the words decide."""
    return _made(function, FrameOption())


def look_up_across(
    seasons: SeasonsOption,
) -> Callable[[Function], app_commands.Command[Any, ..., None]]:
    """As `look_up`, of a question that may count several seasons: its `season:` is a filter on them."""
    return lambda function: _made(function, seasons)


def _made(function: Function, option: SeasonOption) -> app_commands.Command[Any, ..., None]:
    name = function.__name__.rstrip("_")
    description = (inspect.getdoc(function) or "").partition("\n")[0]
    hints = get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    options = list(signature.parameters.values())[2:]  # behind self and scope
    parameters = tuple(
        Parameter(option.name.rstrip("_"), option.name, _option(hints[option.name]), option.default is option.empty)
        for option in options
    )
    season = Parameter(SEASON, SEASON, option, required=False)
    held = LookUp(name, description, function, (*parameters, season), option)

    async def callback(cog: LookUps, interaction: "discord.Interaction[Pitboard]", **given: str | None) -> None:
        texts = {parameter.name: text for parameter in held.parameters if (text := given.get(parameter.keyword))}
        await cog.bot.reply(interaction, held.name, texts, private=given.get(PRIVATE))

    # discord.py reads options off the signature; the real one has what every look-up takes.
    resolved = [option.replace(annotation=hints[option.name]) for option in options]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation | None)
        for name, annotation in ((SEASON, Annotated[str, option]), (PRIVATE, _PrivateText))
    ]
    leading = list(inspect.signature(callback).parameters.values())[:2]
    keyword_only = [option.replace(kind=inspect.Parameter.KEYWORD_ONLY) for option in resolved]
    callback.__signature__ = signature.replace(parameters=[*leading, *keyword_only, *added])  # type: ignore[attr-defined]
    callback.__qualname__ = function.__qualname__
    app_commands.rename(**{p.keyword: p.name for p in held.parameters if p.keyword != p.name})(callback)
    described = {p.keyword: p.option.description for p in held.parameters}
    app_commands.describe(**described, **{PRIVATE: PrivateOption.description})(callback)
    return _Command(name=name, description=description, callback=callback, extras={_EXTRA: held})


class _Command(app_commands.Command[Any, ..., None]):
    """A look-up as a slash command. Every option is text, and goes on as it came."""

    async def _transform_arguments(
        self, interaction: discord.Interaction[Any], namespace: app_commands.Namespace
    ) -> dict[str, Any]:
        """Texts by keyword; options that were left out are left out.

        discord.py's own goes through each option's transformer, to be given back the text.
        """
        given = vars(namespace)
        texts = {}
        for option in self._params.values():
            text = given.get(option.display_name)
            if text is not None:
                texts[option.name] = str(text)
            elif option.required:
                raise app_commands.CommandSignatureMismatch(self)
        return texts


_PrivateText = Annotated[str, PrivateOption()]


def _option(hint: Any) -> Option:
    """The `Option` inside `Annotated[str, option]` or `Annotated[str, option] | None`."""
    if get_origin(hint) is not Annotated:
        hint = next(part for part in get_args(hint) if get_origin(part) is Annotated)
    option: Option = get_args(hint)[1]
    return option


def cog_modules() -> list[str]:
    """Names of our own cog modules.

    Raises: ImportError where another package called `cogs` stands before ours on the path.
    """
    package: ModuleType = importlib.import_module("cogs")
    ours = Path(__file__).resolve().parent.parent / "cogs"
    found = [Path(path).resolve() for path in package.__path__]
    if found != [ours]:
        raise ImportError(
            f"the package `cogs` in {found[0]} is not Pitboard's; start it from an environment of its own"
        )
    return [f"cogs.{module.name}" for module in pkgutil.iter_modules([str(ours)])]
