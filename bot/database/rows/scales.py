"""Points scales with the rounds that use them, and the rules of counting in words."""

from collections.abc import Iterator
from functools import partial

from bot.database.rows.table import Table, joined, table
from bot.season.model.championships import points_units
from bot.season.model.season import Season


def scales(season: Season) -> Iterator[Table]:
    """Tables `scale`, `scale_place`, `scale_round`, `rule`."""
    file, key = season.file, season.key
    units = partial(points_units, denominator=file.points_denominator)
    yield table(
        "scale",
        (
            {
                "season": key,
                "scale": scale.code,
                "name": scale.name,
                "session": scale.session,
                "championships": joined(scale.championships),
                "fastest_lap": None if scale.fastest_lap is None else units(scale.fastest_lap),
                "fastest_lap_within": scale.fastest_lap_within,
                "sources": joined(scale.sources),
                "rounds_sources": joined(scale.rounds_sources),
            }
            for scale in file.scales
        ),
    )
    yield table(
        "scale_place",
        (
            {"season": key, "scale": scale.code, "place": place, "points": units(points)}
            for scale in file.scales
            for place, points in enumerate(scale.points, start=1)
        ),
    )
    yield table(
        "scale_round",
        ({"season": key, "scale": scale.code, "round": code} for scale in file.scales for code in scale.rounds),
    )
    yield table(
        "rule",
        (
            {
                "season": key,
                "rule": rule.code,
                "seq": seq,
                "text": rule.text,
                "sources": joined(rule.sources),
            }
            for seq, rule in enumerate(file.rules)
        ),
    )
