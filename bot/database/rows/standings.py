"""Standings: a row for each competitor of a championship, and one for each score."""

from collections.abc import Iterator
from functools import partial

from bot.database.rows.table import Table, joined
from bot.season.model import Season, points_units


def standings(season: Season) -> Iterator[Table]:
    """Tables `standing`, `score`."""
    file, key = season.file, season.key
    units = partial(points_units, denominator=file.points_denominator)
    yield (
        "standing",
        (
            "season",
            "championship",
            "competitor",
            "seq",
            "position",
            "struck",
            "total",
            "total_derived",
            "chassis",
            "engine",
            "sources",
            "derivation",
            "note",
        ),
        [
            (
                key,
                row.championship,
                row.competitor,
                row.line,
                row.position if isinstance(row.position, int) else None,
                row.position if row.position in {"DSQ", "EX"} else None,
                None if row.total.points is None else units(row.total.points),
                int(row.total.derived),
                "; ".join(row.chassis),
                "; ".join(row.engine),
                joined(row.sources),
                row.derivation,
                row.note,
            )
            for row in season.standings
        ],
    )
    yield (
        "score",
        ("season", "championship", "competitor", "round", "state", "points", "derived", "dropped", "one_of"),
        [
            (
                key,
                row.championship,
                row.competitor,
                code,
                cell.state,
                None if cell.points is None else units(cell.points),
                int(cell.derived),
                int(cell.dropped),
                cell.one_of,
            )
            for row in season.standings
            for code, cell in row.cells.items()
        ],
    )
