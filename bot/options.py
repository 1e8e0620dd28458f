"""Option text in, checked values out, and what autocomplete offers. The same for Discord, terminal and buttons.

An option's value is text until `parse` has looked it up in the season's words; a name that fits nothing, or
several things, is refused in a sentence that names what there is. Autocomplete only suggests: people may send
anything.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord import app_commands

from bot.answers.ranges import having, held_ranges, lacking_text, series_kinds, span_text
from bot.answers.trivia import KINDS, thing_key, thing_of
from bot.answers.wins import OVERALL
from bot.answers.words import listed, plain, quoted
from bot.archive import Archive, Scope, meant_kind
from bot.errors import BadCommand, NoSuchThing, NotHeld, SeveralMatches, Suggestion
from bot.names import LONGEST, Choice, Kind, fold

if TYPE_CHECKING:
    from bot.client import Pitboard

SEASON = "season"
_MOST_OFFERED = 5
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an option's text is parsed beside: the season, and the command with its other options' text."""

    scope: Scope
    command: str
    texts: Mapping[str, str]

    def again(self, option: str, value: str, label: str) -> Suggestion:
        """The same question with one option replaced."""
        texts = {name: text for name, text in self.texts.items() if name != option}
        if option != SEASON and self.scope.season != self.scope.archive.default_season:
            # A season that somebody's settings chose would be another one for whoever presses the button.
            texts.setdefault(SEASON, self.scope.span.text if self.scope.span else self.scope.season)
        return Suggestion(label[:80], self.command, (*texts.items(), (option, value)))


class Option(app_commands.Transformer):
    """One kind of option. Discord hands its text on as it is; `parse` checks it."""

    description: ClassVar[str]

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> str:
        return str(value)

    async def autocomplete(  # type: ignore[override]  # discord.py wants the value's type for both
        self, interaction: discord.Interaction[Any], value: str | float, /
    ) -> list[app_commands.Choice[str]]:
        client: Pitboard = interaction.client
        return await client.offer(interaction, self, str(value))

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """The natural key that `text` means. `name` is the option's name.

        Raises: NoSuchThing, SeveralMatches.
        """
        raise NotImplementedError

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """At most 25 choices for what has been typed so far, out of memory."""
        raise NotImplementedError


class NamedThing(Option):
    """A thing of the season that is called by a name."""

    kind: ClassVar[Kind]
    noun: ClassVar[str]

    def among(self, scope: Scope, texts: Mapping[str, str]) -> Collection[str] | None:
        """What the other options leave to choose from when offering; None: everything."""
        return None

    def there_are(self, scope: Scope) -> str:
        """What there is, for a refusal."""
        raise NotImplementedError

    def said(self, scope: Scope, key: str) -> str:
        """How a thing is called within a sentence."""
        return plain(scope.label(self.kind, key))

    def parse(self, asked: Asked, name: str, text: str) -> str:
        scope = asked.scope
        found = scope.archive.names.resolve(scope.season, self.kind, text)
        if found.outcome == "match":
            return found.targets[0]
        offered = [asked.again(name, key, scope.label(self.kind, key)) for key in found.targets]
        labels = [self.said(scope, key) for key in found.targets]
        if found.outcome == "several":
            more = f" and {found.more} more" if found.more else ""
            sentence = f"{quoted(text)} could be {listed(labels, last='or')}{more}: which {self.noun} do you mean?"
            raise SeveralMatches(sentence, suggestions=offered)
        meant = f" Did you mean {listed(labels, last='or')}?" if labels else ""
        raise NoSuchThing(
            f"There is no {self.noun} {quoted(text)}.{meant} {self.there_are(scope)}", suggestions=offered, text=text
        )

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return scope.archive.names.choices(scope.season, self.kind, text, among=self.among(scope, texts))


class RoundOption(NamedThing):
    kind = "round"
    noun = "round"
    description = "Number or name of a round: 6, Monaco, Road America"

    def said(self, scope: Scope, key: str) -> str:
        round_ = scope.round_(key)
        number = "the cancelled" if round_.number is None else f"round {round_.number},"
        return f"{number} {plain(round_.name)}"

    def there_are(self, scope: Scope) -> str:
        numbers = [round_.number for round_ in scope.held.calendar if round_.number is not None]
        cancelled = [plain(round_.name) for round_ in scope.held.calendar if round_.cancelled is not None]
        also = f", and the cancelled {listed(cancelled)}" if cancelled else ""
        return f"The {plain(scope.held.row.name)} has rounds {min(numbers)}–{max(numbers)}{also}."


class ClassOption(NamedThing):
    kind = "class"
    noun = "class"
    description = "A class, where the season has several: GT, GTS, LMP675, LMP900"

    def among(self, scope: Scope, texts: Mapping[str, str]) -> Collection[str] | None:
        """Classes that raced in the round that is already filled in; where there is but one, none needs a choice."""
        if scope.held.single_class:
            return ()
        if text := texts.get("round"):
            found = scope.archive.names.resolve(scope.season, "round", text)
            if found.outcome == "match":
                return scope.raced_in(found.targets[0])
        return None

    def there_are(self, scope: Scope) -> str:
        if scope.held.single_class:
            return f"The {plain(scope.held.row.name)} has one class, {self.said(scope, scope.held.classes[0].class_)}."
        codes = [class_.class_ for class_ in scope.held.classes if not class_.guest]
        guests = [class_.class_ for class_ in scope.held.classes if class_.guest]
        also = f"; {listed(guests)} ran as guests" if guests else ""
        return f"The classes of the {plain(scope.held.row.name)} are {listed(codes)}{also}."


class TitleClassOption(ClassOption):
    """A class whose standings are asked for: guests have none, so they are understood and not offered."""

    def among(self, scope: Scope, texts: Mapping[str, str]) -> Collection[str] | None:
        if scope.held.single_class:
            return ()
        return [class_.class_ for class_ in scope.held.classes if not class_.guest]


class ClassOrOverallOption(ClassOption):
    description = "A class, or “overall” for overall wins; left out: wins in any class"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        return OVERALL if fold(text) == OVERALL else super().parse(asked, name, text)

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        if scope.held.single_class:
            return ()
        found = [] if fold(text) and not OVERALL.startswith(fold(text)) else [Choice("overall", OVERALL)]
        return [*found, *super().offer(scope, texts, text)][:25]


class DriverOption(NamedThing):
    kind = "driver"
    noun = "driver"
    description = "A driver, by surname, full name or nickname"

    def there_are(self, scope: Scope) -> str:
        drivers = scope.archive.names.targets(scope.season, "driver")
        some = listed([plain(name) for name in drivers[:3]])
        return f"I know {len(drivers)} drivers of the {plain(scope.held.row.name)}, such as {some}."


class TeamOption(NamedThing):
    kind = "team"
    noun = "team"
    description = "A team, by name, short name or sponsor"

    def there_are(self, scope: Scope) -> str:
        teams = scope.archive.names.targets(scope.season, "team")
        some = listed([plain(name) for name in teams[:3]])
        return f"I know {len(teams)} teams of the {plain(scope.held.row.name)}, such as {some}."


class AboutOption(Option):
    """A thing of any of the kinds that trivia is about: a name that means several is refused, and they are offered."""

    description = "A driver, team, round or class; left out: anything"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        names, season = asked.scope.archive.names, asked.scope.season
        thing = thing_of(text.strip())
        if thing is not None and thing[1] in names.targets(season, thing[0]):
            return thing_key(thing)
        found = [(kind, names.resolve(season, kind, text)) for kind in KINDS]
        sure = [(kind, key) for kind, match in found if match.outcome in {"match", "several"} for key in match.targets]
        # What is called just that comes before what has it in a longer name, such as a circuit's.
        called = [thing for thing in sure if fold(asked.scope.label(*thing)) == fold(text)]
        if len(only := called or sure) == 1:
            return thing_key(only[0])
        near = [(kind, key) for kind, match in found if match.outcome == "near" for key in match.targets]
        things = (sure or near)[:_MOST_OFFERED]
        offered = [asked.again(name, thing_key(thing), asked.scope.label(*thing)) for thing in things]
        labels = [f"{plain(asked.scope.label(*thing))} ({thing[0]})" for thing in things]
        if sure:
            more = f" and {len(sure) - len(things)} more" if len(sure) > len(things) else ""
            sentence = f"{quoted(text)} could be {listed(labels, last='or')}{more}: which do you mean?"
            raise SeveralMatches(sentence, suggestions=offered)
        meant = f" Did you mean {listed(labels, last='or')}?" if labels else ""
        raise NoSuchThing(
            f"There is no driver, team, round or class {quoted(text)}.{meant} {ClassOption().there_are(asked.scope)}",
            suggestions=offered,
            text=text,
        )

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        names = scope.archive.names
        room = 6 if not fold(text) else 25
        return [
            Choice(choice.label, key)
            for kind in KINDS
            for choice in names.choices(scope.season, kind, text, limit=room)
            if len(key := thing_key((kind, choice.value))) <= LONGEST
        ][:25]


class FactOption(Option):
    """The code of a fact of trivia."""

    description = "The code that stands under a fact, to see that one again"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        code = fold(text)
        if not re.fullmatch("[0-9a-f]{6}", code):
            raise NoSuchThing(f"{quoted(text)} is no code of a fact: it has six of the letters a-f and digits.")
        return code

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return ()


class CarOption(NamedThing):
    kind = "car"
    noun = "car number"
    description = "A car number: 31, 08 (8 and 08 are two cars)"

    def there_are(self, scope: Scope) -> str:
        cars = sorted(scope.archive.names.targets(scope.season, "car"), key=lambda car: (len(car.lstrip("0")), car))
        return f"Numbers known: {', '.join(plain(car) for car in cars[:60])}."

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return [Choice(f"#{choice.label}", choice.value) for choice in super().offer(scope, texts, text)]


class CircuitOption(NamedThing):
    kind = "circuit"
    noun = "circuit"
    description = "A circuit, by name, short name or place"

    def there_are(self, scope: Scope) -> str:
        names = [plain(circuit.name) for circuit in scope.held.circuits]
        shown = listed(names) if len(names) <= 12 else f"{', '.join(names[:12])} and {len(names) - 12} more"
        return f"The circuits are {shown}."


class SeasonOption(NamedThing):
    kind = "season"
    noun = "season"
    description = "A season: 2003, ALMS 2003, F1 1988; left out: the season set with /my or /settings"

    def there_are(self, scope: Scope) -> str:
        return f"I hold {listed(held_ranges(scope.archive))}."

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """A bare label means the default series where that has it, else the only series that has it."""
        scope = asked.scope
        found = scope.archive.names.resolve(scope.season, self.kind, text)
        if found.outcome == "several":
            whole = scope.archive.names.resolve("", "series", text)
            if whole.outcome == "match":
                raise self._series(asked, name, text, whole.targets[0])
            series = scope.held.row.series
            own = [key for key in found.targets if scope.archive.seasons[key].row.series == series]
            if len(own) == 1:
                return own[0]
        return super().parse(asked, name, text)

    @staticmethod
    def _series(asked: Asked, name: str, text: str, series: str) -> SeveralMatches:
        """A series has been named where one season is asked for: how many there are, and the latest of them."""
        archive = asked.scope.archive
        keys = [key for key, held in archive.seasons.items() if held.row.series == series]
        return SeveralMatches(
            f"{quoted(text)} has {len(keys)} seasons, {span_text(archive, keys)}: which one do you mean?",
            suggestions=[
                asked.again(name, key, archive.seasons[key].row.name) for key in reversed(keys[-_MOST_OFFERED:])
            ],
        )

    def scope(self, asked: Asked, text: str) -> Scope:
        """What the question is about, by what was typed; blank: the season of `asked`.

        Raises: NoSuchThing, SeveralMatches.
        """
        return Scope(asked.scope.archive, self.parse(asked, SEASON, text)) if text else asked.scope

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """The default season first, then the others of its series, the latest first, then all others."""
        if fold(text):
            return super().offer(scope, texts, text)
        seasons, series = scope.archive.seasons, scope.held.row.series
        keys = scope.archive.names.targets(scope.season, "season")
        nearest = sorted(keys, key=lambda key: (key != scope.season, seasons[key].row.series != series))
        return [Choice(scope.label("season", key)[:LONGEST], key) for key in nearest[:25]]


class WordOption(Option):
    """One of a few words that are the same in every season."""

    noun: ClassVar[str]
    values: ClassVar[Mapping[str, tuple[str, ...]]]
    """Each value with the other words for it, folded."""

    def among(self, scope: Scope) -> Sequence[str]:
        """The values that a season has a use for: those that a refusal names."""
        return list(self.values)

    def parse(self, asked: Asked, name: str, text: str) -> str:
        word = fold(text)
        for value, others in self.values.items():
            if word == value or word in others:
                return value
        there_are = self.among(asked.scope)
        suggestions = [asked.again(name, value, value) for value in there_are]
        sentence = f"There is no {self.noun} {quoted(text)}: choose {listed(there_are, last='or')}."
        raise NoSuchThing(sentence, suggestions=suggestions)

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        word = fold(text)
        return [
            Choice(value, value)
            for value, others in self.values.items()
            if any(candidate.startswith(word) for candidate in (value, *others))
        ]


class KindOption(WordOption):
    description = "Whose championship: drivers, teams, constructors, manufacturers or tyres"
    noun = "championship"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "teams": ("team", "entrants", "entrant"),
        "drivers": ("driver",),
        "constructors": ("constructor",),
        "manufacturers": ("manufacturer", "makes", "make", "makers"),
        "tyres": ("tyre", "tires", "tire", "tyre manufacturers", "tire manufacturers"),
    }

    def among(self, scope: Scope) -> Sequence[str]:
        held = self._held(scope)
        return [kind for kind in self.values if kind in held] or list(self.values)

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """The kind that the seasons have a championship of, where that one is meant by the word.

        Raises: NotHeld where they have none, as Formula 1 has no constructors' before 1958.
        """
        scope = asked.scope
        held = self._held(scope)
        kind = meant_kind(super().parse(asked, name, text), held)
        if held and kind not in held:
            kind = meant_kind(kind, series_kinds(scope))
            [there_is, *_] = self.among(scope)
            offered = [asked.again(name, there_is, f"{scope.held.row.label} {there_is}")]
            elsewhere = having(scope, kind)
            if elsewhere:
                first = scope.archive.seasons[elsewhere[0]].row
                offered.append(asked.again(SEASON, first.season, f"{first.label} {kind}"))
            raise NotHeld(lacking_text(scope, kind), suggestions=offered)
        return kind

    @staticmethod
    def _held(scope: Scope) -> set[str]:
        seasons = scope.archive.seasons
        return {title.kind for season in scope.seasons for title in seasons[season].championships}

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """Kinds of which the season, or the class already filled in, has a championship."""
        titles = tuple(title for season in scope.seasons for title in scope.archive.seasons[season].championships)
        if typed := texts.get("class"):
            found = scope.archive.names.resolve(scope.season, "class", typed)
            titles = tuple(title for title in titles if title.class_ in found.targets) or titles
        held = {title.kind for title in titles}
        return [choice for choice in super().offer(scope, texts, text) if choice.value in held]


class SessionOption(WordOption):
    description = "The race, or the sprint of that round; left out: the race"
    noun = "session"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "race": ("grand prix", "main race", "gp", "feature race"),
        "sprint": ("sprint race", "sprint qualifying"),
    }

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """The race alone in a season without a sprint."""
        return [choice for choice in super().offer(scope, texts, text) if choice.value == "race" or scope.held.sprints]


class ByOption(WordOption):
    description = "Count wins by driver, team, car, chassis or engine"
    noun = "way to count wins"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "driver": ("drivers",),
        "team": ("teams",),
        "car": ("cars", "car number", "number", "numbers"),
        "chassis": ("model", "make"),
        "engine": ("engines",),
    }


class YesNoOption(WordOption):
    description = "Show the points of each round"
    noun = "answer"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "yes": ("y", "true", "on", "1"),
        "no": ("n", "false", "off", "0"),
    }


class PrivateOption(YesNoOption):
    description = "Show the answer to you alone: yes or no; left out: as set with /my and /settings"


class QuestionOption(Option):
    """Words that are read as a whole; what they mean is looked up when they are answered."""

    description = "A question in your own words: who won GTS at Mosport"
    examples: ClassVar[Sequence[str]] = (
        "who won GTS at Mosport",
        "who drove with Gavin",
        "how many wins did Corvette have",
        "did Prodrive win at Petit",
        "when was Sonoma",
        "GTS standings after Sebring",
        "first non LMP900 overall win",
        "what car did Risi use",
        "points for third at Sebring",
        "pole at Laguna",
        "who has the most poles",
        "what seasons do you have",
    )

    def parse(self, asked: Asked, name: str, text: str) -> str:
        return text.strip()

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return [Choice(example, example) for example in self.examples if fold(text) in fold(example)]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One option of a command: its name in Discord, its name in Python, and how its text is read."""

    name: str
    keyword: str
    option: Option
    required: bool


def season_option(parameters: Sequence[Parameter]) -> SeasonOption:
    """How a command reads its `season:`; as a season where it has none of its own."""
    found = (parameter.option for parameter in parameters if parameter.name == SEASON)
    option = next(found, None)
    return option if isinstance(option, SeasonOption) else SeasonOption()


def scope_of(
    archive: Archive,
    command: str,
    texts: Mapping[str, str],
    default_season: str | None = None,
    *,
    option: SeasonOption | None = None,
) -> Scope:
    """The season or seasons asked about, as the command's own `option` reads them; None: as one season.

    `default_season` is a key that is held; None: the archive's own default.

    Raises: NoSuchThing, SeveralMatches.
    """
    asked = Asked(Scope(archive, default_season or archive.default_season), command, texts)
    return (option or SeasonOption()).scope(asked, texts.get(SEASON, ""))


def checked(scope: Scope, command: str, parameters: Sequence[Parameter], texts: Mapping[str, str]) -> dict[str, str]:
    """Values by keyword for a command's function; options that were left out are left out.

    Raises: NoSuchThing, SeveralMatches, BadCommand where a required option is missing.
    """
    asked = Asked(scope, command, texts)
    values: dict[str, str] = {}
    for parameter in parameters:
        if parameter.name == SEASON:
            continue
        text = texts.get(parameter.name, "")
        if text.strip():
            values[parameter.keyword] = parameter.option.parse(asked, parameter.name, text)
        elif parameter.required:
            hint = parameter.option.description
            raise BadCommand(f"/{command} needs {parameter.name}. {hint[0].upper()}{hint[1:]}.")
    return values
