"""One season while it is being made: what was read of it, what its races are called, what was left out."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from bot.importers.keys import key_of
from bot.importers.mapped.plan import Map
from bot.importers.mapped.reading import SOURCE, Namer, Reading, Unread, Where
from bot.importers.mapped.records import Record
from bot.season.explain import explain
from bot.season.model.facts import TableCoverage

SOURCES = (SOURCE,)


class Making:
    """One season of what was read. `order` has its races by date, `codes` what each is called."""

    def __init__(self, reading: Reading, map_: Map, namer: Namer, label: str) -> None:
        self.reading = reading
        self.map = map_
        self.namer = namer
        self.label = label
        self.held = reading.seasons[label]
        self.order = sorted(self.held.rounds)
        self.raced = {drive.where for drive in self.held.drives}
        self.last = max(self.raced)
        self.codes = self._round_codes()

    def extent(self, said: TableCoverage) -> TableCoverage:
        """How complete a table is: never more so than what could be read of it."""
        missing = any(where not in self.raced for where in self.order if where < self.last)
        whole = self.held.whole and self.reading.whole and not missing
        return "partial" if said == "complete" and not whole else said

    def safely(self, record: Record, make: Callable[[], Any]) -> Any:
        """What is made of a line; None, with the reason noted, where nothing can be."""
        try:
            return make()
        except Unread as error:
            self.note(record, str(error))
        except ValidationError as error:
            problem = explain(error)[0]
            self.note(record, f"{problem.where}: {problem.problem}")
        return None

    def note(self, record: Record, problem: str) -> None:
        """Note why a line is not in the season."""
        self.reading.left_out(record, problem)

    def _round_codes(self) -> dict[Where, str]:
        """A code a race: its name, with a number behind it where the season has two of that name."""
        counts: Counter[str] = Counter()
        codes: dict[Where, str] = {}
        for where in self.order:
            base = key_of(self.held.rounds[where]["race"]) or where[1]
            base = base.removesuffix("-grand-prix")
            counts[base] += 1
            codes[where] = base if counts[base] == 1 else f"{base}-{counts[base]}"
        return codes
