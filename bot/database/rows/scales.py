"""Points scales with the rounds that use them, and the rules of counting in words."""

from collections.abc import Iterator
from functools import partial

from bot.database.rows.table import Table, joined
from bot.season.model import Season, points_units


def scales(season: Season) -> Iterator[Table]:
    """Tables `scale`, `scale_place`, `scale_round`, `rule`."""
    file, key = season.file, season.key
    units = partial(points_units, denominator=file.points_denominator)
    yield (
        "scale",
        (
            "season",
            "scale",
            "name",
            "session",
            "championships",
            "fastest_lap",
            "fastest_lap_within",
            "sources",
            "rounds_sources",
        ),
        [
            (
                key,
                scale.code,
                scale.name,
                scale.session,
                joined(scale.championships),
                None if scale.fastest_lap is None else units(scale.fastest_lap),
                scale.fastest_lap_within,
                joined(scale.sources),
                joined(scale.rounds_sources),
            )
            for scale in file.scales
        ],
    )
    yield (
        "scale_place",
        ("season", "scale", "place", "points"),
        [
            (key, scale.code, place, units(points))
            for scale in file.scales
            for place, points in enumerate(scale.points, start=1)
        ],
    )
    yield (
        "scale_round",
        ("season", "scale", "round"),
        [(key, scale.code, code) for scale in file.scales for code in scale.rounds],
    )
    yield (
        "rule",
        ("season", "rule", "seq", "text", "sources"),
        [(key, rule.code, seq, rule.text, joined(rule.sources)) for seq, rule in enumerate(file.rules)],
    )
