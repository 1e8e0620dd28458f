"""Championships: what each is for, which scores count, and what was given or taken outside the scale."""

from collections.abc import Iterator
from functools import partial

from bot.database.rows.table import Table, joined, table
from bot.season.cells import UNKNOWN
from bot.season.model.championships import Championship, Counting, points_units
from bot.season.model.season import Season


def championships(season: Season) -> Iterator[Table]:
    """Tables `championship`, `counting`, `counting_round`, `adjustment`."""
    file, key = season.file, season.key
    units = partial(points_units, denominator=file.points_denominator)
    yield table(
        "championship",
        (
            {
                "season": key,
                "championship": title.code,
                "seq": seq,
                "class": title.class_,
                "kind": title.kind,
                "name": title.name,
                "coverage": title.coverage,
                "countback": title.countback,
                "decided": title.decided.value if title.decided and title.decided.value != UNKNOWN else None,
                "decided_sources": joined(title.decided.sources) if title.decided else None,
            }
            for seq, title in enumerate(file.championships)
        ),
    )
    yield table(
        "counting",
        (
            {"season": key, "championship": title.code, "part": number, "best": part.best}
            for title in file.championships
            for number, part in _parts(title)
        ),
    )
    yield table(
        "counting_round",
        (
            {"season": key, "championship": title.code, "part": number, "round": code}
            for title in file.championships
            for number, part in _parts(title)
            for code in part.rounds
        ),
    )
    yield table(
        "adjustment",
        (
            {
                "season": key,
                "championship": title.code,
                "competitor": change.competitor,
                "round": change.round_,
                "points": units(change.points),
                "reason": change.reason,
                "sources": joined(change.sources),
            }
            for title in file.championships
            for change in title.adjustments
        ),
    )


def _parts(title: Championship) -> Iterator[tuple[int, Counting]]:
    return enumerate(title.counting)
