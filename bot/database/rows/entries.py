"""Entries: one car in one session of a round, with its crew."""

import hashlib
from collections.abc import Iterator

from bot.database.rows.table import Table, joined, table
from bot.season.cells import UNKNOWN
from bot.season.model.season import Season


def entries(season: Season) -> Iterator[Table]:
    """Tables `entry`, `crew`."""
    key = season.key
    # Entry numbers are those of the season's own rows; seasons must not share them.
    base = int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) << 20
    numbered = [(base + row.line, row) for row in season.results]
    engines = _standing_engines(season)
    repeated = {(round_.code, car) for round_ in season.file.rounds for car in round_.repeated_cars}
    yield table(
        "entry",
        (
            {
                "entry": number,
                "season": key,
                "round": row.round_,
                "session": row.session,
                "class": row.class_,
                "car": row.car,
                "car_repeated": int((row.round_, row.car) in repeated),
                "team": row.team,
                "entrant": row.entrant,
                "constructor": row.constructor,
                "chassis": row.chassis,
                "engine": engines.get((row.team, row.engine or ""), row.engine),
                "tyre": row.tyre,
                "laps": row.laps if isinstance(row.laps, int) else None,
                "laps_unknown": int(row.laps == UNKNOWN),
                "class_position": row.class_position if isinstance(row.class_position, int) else None,
                "overall_position": row.overall_position if isinstance(row.overall_position, int) else None,
                "grid": row.grid if isinstance(row.grid, int) else None,
                "pit_lane": int(row.grid == "pit lane"),
                "time": row.time,
                "gap": row.gap,
                "reason": row.reason,
                "status": row.status,
                "sources": joined(row.sources),
                "detail_sources": joined(row.detail_sources),
                "derivation": row.derivation,
                "note": row.note,
            }
            for number, row in numbered
        ),
    )
    yield table(
        "crew",
        (
            {"entry": number, "seat": seat, "season": key, "driver": driver}
            for number, row in numbered
            for seat, driver in enumerate((name for name in row.crew if name != UNKNOWN), start=1)
        ),
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
