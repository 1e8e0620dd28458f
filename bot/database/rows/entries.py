"""Entries: one car in one session of a round, with its crew."""

import hashlib
from collections.abc import Iterator

from bot.database.rows.table import Table, joined
from bot.season.cells import UNKNOWN
from bot.season.model import Season


def entries(season: Season) -> Iterator[Table]:
    """Tables `entry`, `crew`."""
    key = season.key
    # Entry numbers are those of the season's own rows; seasons must not share them.
    base = int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) << 20
    numbered = [(base + row.line, row) for row in season.results]
    engines = _standing_engines(season)
    repeated = {(round_.code, car) for round_ in season.file.rounds for car in round_.repeated_cars}
    yield (
        "entry",
        (
            "entry",
            "season",
            "round",
            "session",
            "class",
            "car",
            "car_repeated",
            "team",
            "entrant",
            "constructor",
            "chassis",
            "engine",
            "tyre",
            "laps",
            "laps_unknown",
            "class_position",
            "overall_position",
            "grid",
            "pit_lane",
            "time",
            "gap",
            "reason",
            "status",
            "sources",
            "detail_sources",
            "derivation",
            "note",
        ),
        [
            (
                number,
                key,
                row.round_,
                row.session,
                row.class_,
                row.car,
                int((row.round_, row.car) in repeated),
                row.team,
                row.entrant,
                row.constructor,
                row.chassis,
                engines.get((row.team, row.engine or ""), row.engine),
                row.tyre,
                row.laps if isinstance(row.laps, int) else None,
                int(row.laps == UNKNOWN),
                row.class_position if isinstance(row.class_position, int) else None,
                row.overall_position if isinstance(row.overall_position, int) else None,
                row.grid if isinstance(row.grid, int) else None,
                int(row.grid == "pit lane"),
                row.time,
                row.gap,
                row.reason,
                row.status,
                joined(row.sources),
                joined(row.detail_sources),
                row.derivation,
                row.note,
            )
            for number, row in numbered
        ],
    )
    yield (
        "crew",
        ("entry", "seat", "season", "driver"),
        [
            (number, seat, key, driver)
            for number, row in numbered
            for seat, driver in enumerate((name for name in row.crew if name != UNKNOWN), start=1)
        ],
    )


def _standing_engines(season: Season) -> dict[tuple[str, str], str]:
    """The engine that stands for a team, by the team and the engine that another source gives it.

    Where sources differ on a team's engine and one claim stands, the rows that follow another say what stands;
    the answer shows both.
    """
    return {
        (dispute.team, claim.value): dispute.stands
        for dispute in season.file.disputes
        if dispute.field == "engine" and dispute.team and dispute.round_ is None and dispute.stands
        for claim in dispute.claims
    }
