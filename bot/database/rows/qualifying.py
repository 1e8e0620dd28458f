"""What is known of qualifying."""

from collections.abc import Iterator

from bot.database.rows.table import Table, joined, table
from bot.season.model.season import Season


def qualifying(season: Season) -> Iterator[Table]:
    """Table `qualifying`."""
    key = season.key
    yield table(
        "qualifying",
        (
            {
                "season": key,
                "round": row.round_,
                "seq": row.line,
                "position": row.position,
                "class": row.class_,
                "class_position": row.class_position,
                "car": row.car,
                "team": row.team,
                "drivers": "; ".join(row.drivers),
                "time": row.time,
                "sources": joined(row.sources),
                "derivation": row.derivation,
                "note": row.note,
            }
            for row in season.qualifying
        ),
    )
