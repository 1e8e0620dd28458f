"""Options that name who drove, who ran a car, and which car."""

from collections.abc import Mapping, Sequence

from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.names import Choice
from bot.options.option import NamedThing


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


class CarOption(NamedThing):
    kind = "car"
    noun = "car number"
    description = "A car number: 31, 08 (8 and 08 are two cars)"

    def there_are(self, scope: Scope) -> str:
        cars = sorted(scope.archive.names.targets(scope.season, "car"), key=lambda car: (len(car.lstrip("0")), car))
        return f"Numbers known: {', '.join(plain(car) for car in cars[:60])}."

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return [Choice(f"#{choice.label}", choice.value) for choice in super().offer(scope, texts, text)]
