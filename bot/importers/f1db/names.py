"""What F1DB calls drivers, constructors, circuits and the rest, by id."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.importers.f1db.tree import Record, text

_NO_RECORD: Record = {}


@dataclass(frozen=True, slots=True)
class Names:
    """The records of what is not of one season, by noun and id. An id without a record is its own name."""

    things: Mapping[str, Mapping[str, Record]]

    def of(self, noun: str, key: str) -> Record:
        """A record; an empty one where there is none."""
        return self.things[noun].get(key, _NO_RECORD)

    def name(self, noun: str, key: str) -> str:
        """What a thing is called."""
        return text(self.of(noun, key), "name") or key

    def full_name(self, noun: str, key: str) -> str:
        """What a thing is called in full."""
        return text(self.of(noun, key), "fullName") or self.name(noun, key)

    def country(self, key: str) -> str | None:
        """A country's three letters; None where it is not known."""
        return text(self.of("countries", key), "alpha3Code") or None

    def constructor_label(self, constructor: str, engine_manufacturer: str) -> str:
        """A competitor of the constructors' championship: `McLaren-Honda`, and `Ferrari` where both are one."""
        chassis, engine = self.name("constructors", constructor), self.name("engine-manufacturers", engine_manufacturer)
        return chassis if chassis == engine or not engine_manufacturer else f"{chassis}-{engine}"
