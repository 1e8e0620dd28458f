"""The calendar: circuits and rounds."""

from collections.abc import Iterator

from bot.database.rows.table import Table, joined, table
from bot.season.model.season import Season


def calendar(season: Season) -> Iterator[Table]:
    """Tables `circuit`, `round`, `complete_class`."""
    file, key = season.file, season.key
    yield table(
        "circuit",
        (
            {
                "season": key,
                "circuit": circuit.code,
                "name": circuit.name,
                "short": circuit.short or circuit.name,
                "place": circuit.place,
                "country": circuit.country,
                "sources": joined(circuit.sources),
            }
            for circuit in file.circuits
        ),
    )
    yield table(
        "round",
        (
            {
                "season": key,
                "round": round_.code,
                "seq": seq,
                "number": round_.number,
                "name": round_.name,
                "short": round_.short,
                "circuit": round_.circuit,
                "date": round_.date.isoformat(),
                "cancelled": round_.cancelled.value if round_.cancelled else None,
                "cancelled_sources": joined(round_.cancelled.sources) if round_.cancelled else None,
                "to_come": int(round_.to_come),
                "overall_places_known": round_.overall_places_known or 0,
                "sources": joined(round_.sources),
            }
            for seq, round_ in enumerate(file.rounds)
        ),
    )
    yield table(
        "complete_class",
        (
            {"season": key, "round": round_.code, "class": class_}
            for round_ in file.rounds
            for class_ in round_.complete_classes
        ),
    )
