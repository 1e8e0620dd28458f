"""The calendar: circuits and rounds."""

from collections.abc import Iterator

from bot.database.rows.table import Table, joined
from bot.season.model import Season


def calendar(season: Season) -> Iterator[Table]:
    """Tables `circuit`, `round`, `complete_class`."""
    file, key = season.file, season.key
    yield (
        "circuit",
        ("season", "circuit", "name", "short", "place", "country", "sources"),
        [
            (
                key,
                circuit.code,
                circuit.name,
                circuit.short or circuit.name,
                circuit.place,
                circuit.country,
                joined(circuit.sources),
            )
            for circuit in file.circuits
        ],
    )
    yield (
        "round",
        (
            "season",
            "round",
            "seq",
            "number",
            "name",
            "short",
            "circuit",
            "date",
            "cancelled",
            "cancelled_sources",
            "to_come",
            "overall_places_known",
            "sources",
        ),
        [
            (
                key,
                round_.code,
                seq,
                round_.number,
                round_.name,
                round_.short,
                round_.circuit,
                round_.date.isoformat(),
                round_.cancelled.value if round_.cancelled else None,
                joined(round_.cancelled.sources) if round_.cancelled else None,
                int(round_.to_come),
                round_.overall_places_known or 0,
                joined(round_.sources),
            )
            for seq, round_ in enumerate(file.rounds)
        ],
    )
    yield (
        "complete_class",
        ("season", "round", "class"),
        [(key, round_.code, class_) for round_ in file.rounds for class_ in round_.complete_classes],
    )
