"""Standings: a row for each competitor of a championship, and one for each score."""

from collections.abc import Iterator
from functools import partial

from bot.database.rows.table import Table, joined, table
from bot.season.model.championships import points_units
from bot.season.model.season import Season


def standings(season: Season) -> Iterator[Table]:
    """Tables `standing`, `score`."""
    file, key = season.file, season.key
    units = partial(points_units, denominator=file.points_denominator)
    yield table(
        "standing",
        (
            {
                "season": key,
                "championship": row.championship,
                "competitor": row.competitor,
                "seq": row.line,
                "position": row.position if isinstance(row.position, int) else None,
                "struck": row.position if row.position in {"DSQ", "EX"} else None,
                "total": None if row.total.points is None else units(row.total.points),
                "total_derived": int(row.total.derived),
                "chassis": "; ".join(row.chassis),
                "engine": "; ".join(row.engine),
                "sources": joined(row.sources),
                "derivation": row.derivation,
                "note": row.note,
            }
            for row in season.standings
        ),
    )
    yield table(
        "score",
        (
            {
                "season": key,
                "championship": row.championship,
                "competitor": row.competitor,
                "round": code,
                "state": cell.state,
                "points": None if cell.points is None else units(cell.points),
                "derived": int(cell.derived),
                "dropped": int(cell.dropped),
                "one_of": cell.one_of,
            }
            for row in season.standings
            for code, cell in row.cells.items()
        ),
    )
