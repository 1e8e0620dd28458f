"""A season being checked: look-ups by key, and ways to name the place of a fault."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from bot.errors import Fault
from bot.season.cells import UNKNOWN
from bot.season.files import SEASON_FILE
from bot.season.locate import TomlLines
from bot.season.model.rows import Row
from bot.season.model.season import Season

TomlPath = tuple[str | int, ...]


class Checked:
    """A season with look-ups by key, and ways to name the place of a fault."""

    def __init__(self, folder: Path, season: Season, toml_lines: TomlLines, faulty: frozenset[str]) -> None:
        self.folder = folder
        self.season = season
        self.file = season.file
        self._toml_lines = toml_lines
        self._faulty = faulty
        self.rounds = {round_.code: round_ for round_ in self.file.rounds}
        self.classes = {class_.code: class_ for class_ in self.file.classes}
        self.circuits = {circuit.code for circuit in self.file.circuits}
        self.drivers = {driver.name for driver in season.drivers}
        self.teams = ({row.team for row in season.results} | {team.name for team in self.file.teams}) - {UNKNOWN}
        self.championships = {championship.code: championship for championship in self.file.championships}
        self.derivations = {derivation.code: derivation for derivation in self.file.derivations}
        self.manufacturers = MappingProxyType({chassis.name: chassis.manufacturer for chassis in self.file.chassis})

    def toml(self, path: TomlPath, where: str, problem: str, remedy: str) -> Fault:
        return Fault(self.folder / SEASON_FILE, self._toml_lines.line_of(path), where, problem, remedy)

    def row(self, table: str, row: Row, where: str, problem: str, remedy: str) -> Fault:
        return Fault(self.folder / f"{table}.csv", row.line, where, problem, remedy)

    def whole(self, table: str) -> bool:
        """Whether every line of a table could be read, so that what is not there is missing."""
        return f"{table}.csv" not in self._faulty

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row of every table with its table's name."""
        for table in ("drivers", "results", "qualifying", "standings"):
            rows: tuple[Row, ...] = getattr(self.season, table)
            for row in rows:
                yield table, row


def correct_or_add(name: str, known: Iterable[str], add: str) -> str:
    """A remedy for a name that is not listed: most are slips of the finger, so the nearest listed one comes first."""
    near = get_close_matches(name, list(known), n=1)
    return f"correct the name{f' ({near[0]!r}?)' if near else ''}, or {add}"


def there_are(names: Iterable[str]) -> str:
    """What there is, for a remedy; a long list is cut with its count."""
    listed = sorted(names)
    shown = ", ".join(listed[:12]) + (f" and {len(listed) - 12} more" if len(listed) > 12 else "")
    return f"there are: {shown}" if listed else "none is listed"
