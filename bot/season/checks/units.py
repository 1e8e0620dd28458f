"""Points are whole numbers of the season's units."""

from collections.abc import Iterator
from fractions import Fraction

from bot.errors import Fault
from bot.season.cells import decimal_text
from bot.season.checks.checked import Checked, TomlPath
from bot.season.explain import readable
from bot.season.model.championships import points_units


def units(it: Checked) -> Iterator[Fault]:
    """So are those of scales, of adjustments and of standings."""
    remedy = f"points_denominator is {it.file.points_denominator}"
    for index, scale in enumerate(it.file.scales):
        for points in scale.points:
            if not _whole(Fraction(points), it):
                problem = f"{points} is not a whole number of units"
                yield it.toml(("scale", index, "points"), f"scale {index + 1}, points", problem, remedy)
    for index, championship in enumerate(it.file.championships):
        for adjustment in championship.adjustments:
            if not _whole(Fraction(adjustment.points), it):
                path: TomlPath = ("championship", index, "adjustments")
                yield it.toml(path, readable(path), f"{adjustment.points} is not a whole number of units", remedy)
    for row in it.season.standings:
        for column, cell in (*row.cells.items(), ("total", row.total)):
            if cell.points is not None and not _whole(cell.points, it):
                yield it.row(
                    "standings", row, column, f"{decimal_text(cell.points)} is not a whole number of units", remedy
                )


def _whole(points: Fraction, it: Checked) -> bool:
    try:
        points_units(points, it.file.points_denominator)
    except ValueError:
        return False
    return True
