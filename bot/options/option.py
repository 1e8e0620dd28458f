"""What an option is: a name of the season, or one of a few words; and what its text is parsed beside."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord import app_commands
from msgspec import Struct

from bot.answers.words import listed, plain, quoted
from bot.archive import Scope
from bot.errors import NoSuchThing, SeveralMatches, Suggestion
from bot.folding import fold
from bot.names import Choice, Kind

if TYPE_CHECKING:
    from bot.client import Pitboard

SEASON = "season"
"""The name of the option that says what a question is about."""


class Asked(Struct, frozen=True):
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
        return Suggestion(label, self.command, (*texts.items(), (option, value)))


class Option(app_commands.Transformer):
    """One kind of option. Discord hands its text on as it is; `parse` checks it."""

    description: ClassVar[str]

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> str:
        return str(value)

    async def autocomplete(  # type: ignore[override]  # discord.py wants the value's type for both
        self, interaction: discord.Interaction[Any], value: str | float, /
    ) -> list[app_commands.Choice[str]]:
        client: Pitboard = interaction.client
        return await client.offers.to(interaction, self, str(value))

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
