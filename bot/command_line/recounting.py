"""`pitboard recount`: every championship table beside what results and rules make of it, a line a table."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.answers.words import counted, listed
from bot.season.cells import decimal_text
from bot.season.read import read_season
from bot.season.recount import Recount, recounts
from bot.terminal import progress_bar

_DIFFERENCES_SHOWN = 6


def recount_seasons(folders: Sequence[Path], console: Console, errors: Console) -> bool:
    """Print a line a table and the sums; whether any table differs from the published one.

    Raises: DataError where a season is faulty.
    """
    tables: list[Recount] = []
    with progress_bar(errors, "Recounting") as progress:
        for done, folder in enumerate(folders):
            progress("Recounting", done, len(folders))
            for table in recounts(read_season(folder)):
                tables.append(table)
                console.print(Text(line_of(table)), soft_wrap=True)
    console.print()
    for line in sums(tables):
        console.print(Text(line), soft_wrap=True)
    return any(table.differences for table in tables)


def line_of(table: Recount) -> str:
    """`1988 Formula 1 season, Drivers' Championship: equal to the point, 17 competitors`."""
    name = f"{table.season.file.name}, {table.championship.name}"
    if table.unknown:
        return f"{name}: cannot be worked out, as {table.unknown}"
    if table.differences:
        shown = [
            f"{difference.competitor} {decimal_text(difference.recounted)}, published "
            f"{'nothing' if difference.published is None else decimal_text(difference.published)}"
            for difference in table.differences[:_DIFFERENCES_SHOWN]
        ]
        more = len(table.differences) - len(shown)
        return f"{name}: differs: {'; '.join(shown)}{f' and {more} more' if more else ''}"
    adjusted = f", with {counted(table.adjusted, 'recorded adjustment')}" if table.adjusted else ""
    line = f"{name}: equal to the point, {counted(table.competitors, 'competitor')}{adjusted}"
    if table.reordered:
        line += f"; equal on points and placed otherwise than by countback: {listed(table.reordered)}"
    return line


def sums(tables: Sequence[Recount]) -> list[str]:
    """How many tables of each series and kind, and of concluded seasons, equal the published ones."""
    whole = [table for table in tables if not table.unknown]
    kinds = Counter((table.season.file.series_name, table.championship.kind) for table in whole)
    lines = []
    for (series, kind), count in kinds.items():
        of_kind = [t for t in whole if (t.season.file.series_name, t.championship.kind) == (series, kind)]
        concluded = [t for t in of_kind if not any(round_.to_come for round_ in t.season.file.rounds)]
        equal = sum(table.equal for table in concluded)
        first, last = concluded[0].season.file.label, concluded[-1].season.file.label
        years = first if first == last else f"{first}–{last}"
        adjusted = sum(bool(table.adjusted) for table in concluded)
        line = f"{series}, {kind}, {years}: {equal} of {len(concluded)} tables equal to the point"
        line += f", {adjusted} of them with recorded adjustments" if adjusted else ""
        if count > len(concluded):
            going = sum(table.equal for table in of_kind if table not in concluded)
            line += f"; {going} of {count - len(concluded)} of a season in progress"
        lines.append(f"{line}.")
    if left := len(tables) - len(whole):
        lines.append(f"{counted(left, 'table')} cannot be worked out from what is held.")
    return lines or ["No table can be worked out."]
