"""What must hold between the parts of a season. Each check yields every fault it finds.

The last check is the strictest: it works the standings out anew from the results and names each difference.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import Fault
from bot.season.checks.calendar import calendar, cancelled_results
from bot.season.checks.checked import Checked
from bot.season.checks.disputes import disputes
from bot.season.checks.names import driver_names, folder_name, listed_once, toml_duplicates
from bot.season.checks.references import row_references, toml_references
from bot.season.checks.results import cars, crews, overall_winners, positions
from bot.season.checks.standings import recomputed, standings
from bot.season.checks.units import units
from bot.season.locate import TomlLines
from bot.season.model.season import Season

CHECKS: tuple[Callable[[Checked], Iterator[Fault]], ...] = (
    folder_name,
    toml_duplicates,
    toml_references,
    listed_once,
    row_references,
    driver_names,
    calendar,
    cancelled_results,
    cars,
    crews,
    positions,
    overall_winners,
    units,
    standings,
    disputes,
    recomputed,
)


def season_faults(
    folder: Path, season: Season, toml_lines: TomlLines, faulty: frozenset[str] = frozenset()
) -> list[Fault]:
    """Every fault between the parts of a season. `faulty`: names of tables that could be read in part only,
    in which nothing is missed.
    """
    checked = Checked(folder, season, toml_lines, faulty)
    return [fault for check in CHECKS for fault in check(checked)]
