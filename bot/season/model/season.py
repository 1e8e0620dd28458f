"""A checked season: the file and its tables."""

from collections.abc import Iterator

from bot.season.model.calendar import Round
from bot.season.model.file import SeasonFile
from bot.season.model.rows import DriverRow, QualifyingRow, ResultRow, StandingRow
from bot.season.model.values import Text


class Season(Text):
    """A checked season: the file and its tables. Nothing in it names a thing that is not there."""

    file: SeasonFile
    drivers: tuple[DriverRow, ...]
    results: tuple[ResultRow, ...]
    qualifying: tuple[QualifyingRow, ...]
    standings: tuple[StandingRow, ...]

    @property
    def key(self) -> str:
        """The season's natural key, which is also its folder's name: `alms-2003`."""
        return f"{self.file.series}-{self.file.label}"

    @property
    def raced(self) -> Iterator[Round]:
        """The rounds that were held, in calendar order: neither cancelled nor still to come."""
        return (round_ for round_ in self.file.rounds if round_.cancelled is None and not round_.to_come)
