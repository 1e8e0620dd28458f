"""Options that name a round, and which of its sessions."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.names import Choice
from bot.options.option import NamedThing, WordOption


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
