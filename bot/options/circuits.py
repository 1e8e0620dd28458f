"""The option that names a circuit."""

from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.options.option import NamedThing


class CircuitOption(NamedThing):
    kind = "circuit"
    noun = "circuit"
    description = "A circuit, by name, short name or place"

    def there_are(self, scope: Scope) -> str:
        names = [plain(circuit.name) for circuit in scope.held.circuits]
        shown = listed(names) if len(names) <= 12 else f"{', '.join(names[:12])} and {len(names) - 12} more"
        return f"The circuits of the {plain(scope.held.row.name)} are {shown}."
