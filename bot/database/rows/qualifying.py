"""What is known of qualifying."""

from collections.abc import Iterator

from bot.database.rows.table import Table, joined
from bot.season.model import Season


def qualifying(season: Season) -> Iterator[Table]:
    """Table `qualifying`."""
    key = season.key
    yield (
        "qualifying",
        (
            "season",
            "round",
            "seq",
            "position",
            "class",
            "class_position",
            "car",
            "team",
            "drivers",
            "time",
            "sources",
            "derivation",
            "note",
        ),
        [
            (
                key,
                row.round_,
                row.line,
                row.position,
                row.class_,
                row.class_position,
                row.car,
                row.team,
                "; ".join(row.drivers),
                row.time,
                joined(row.sources),
                row.derivation,
                row.note,
            )
            for row in season.qualifying
        ],
    )
