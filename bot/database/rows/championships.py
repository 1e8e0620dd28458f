"""Championships: what each is for, which scores count, and what was given or taken outside the scale."""

from collections.abc import Iterator
from functools import partial

from bot.database.rows.table import Table, joined
from bot.season.cells import UNKNOWN
from bot.season.model import Championship, Counting, Season, points_units


def championships(season: Season) -> Iterator[Table]:
    """Tables `championship`, `counting`, `counting_round`, `adjustment`."""
    file, key = season.file, season.key
    units = partial(points_units, denominator=file.points_denominator)
    yield (
        "championship",
        (
            "season",
            "championship",
            "seq",
            "class",
            "kind",
            "name",
            "coverage",
            "countback",
            "decided",
            "decided_sources",
        ),
        [
            (
                key,
                title.code,
                seq,
                title.class_,
                title.kind,
                title.name,
                title.coverage,
                title.countback,
                title.decided.value if title.decided and title.decided.value != UNKNOWN else None,
                joined(title.decided.sources) if title.decided else None,
            )
            for seq, title in enumerate(file.championships)
        ],
    )
    yield (
        "counting",
        ("season", "championship", "part", "best"),
        [(key, title.code, number, part.best) for title in file.championships for number, part in _parts(title)],
    )
    yield (
        "counting_round",
        ("season", "championship", "part", "round"),
        [
            (key, title.code, number, code)
            for title in file.championships
            for number, part in _parts(title)
            for code in part.rounds
        ],
    )
    yield (
        "adjustment",
        ("season", "championship", "competitor", "round", "points", "reason", "sources"),
        [
            (
                key,
                title.code,
                change.competitor,
                change.round_,
                units(change.points),
                change.reason,
                joined(change.sources),
            )
            for title in file.championships
            for change in title.adjustments
        ],
    )


def _parts(title: Championship) -> Iterator[tuple[int, Counting]]:
    return enumerate(title.counting)
