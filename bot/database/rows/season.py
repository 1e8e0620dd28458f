"""The season itself: what it is called, how much of it is known, its sources, its classes and derivations."""

import hashlib
from collections.abc import Iterator

from bot.database.rows.table import Table, joined
from bot.season.model import Season


def season_itself(season: Season) -> Iterator[Table]:
    """Tables `season`, `coverage`, `coverage_remark`, `source`, `class`, `derivation`."""
    file, key = season.file, season.key
    yield (
        "season",
        (
            "season",
            "series",
            "series_name",
            "label",
            "name",
            "starts",
            "ends",
            "sanctioned_by",
            "sanctioned_sources",
            "points_denominator",
            "default_kind",
            "data_licence",
            "credit",
            "version",
        ),
        [
            (
                key,
                file.series,
                file.series_name,
                file.label,
                file.name,
                file.starts.isoformat(),
                file.ends.isoformat(),
                file.sanctioned_by.value if file.sanctioned_by else None,
                joined(file.sanctioned_by.sources) if file.sanctioned_by else None,
                file.points_denominator,
                file.default_kind,
                file.data_licence,
                file.credit,
                hashlib.sha256(season.model_dump_json().encode()).hexdigest()[:8],
            )
        ],
    )
    coverage = file.coverage.model_dump(exclude={"remarks"})
    yield "coverage", ("season", "part", "extent"), [(key, part, extent) for part, extent in coverage.items()]
    yield (
        "coverage_remark",
        ("season", "seq", "text"),
        [(key, seq, text) for seq, text in enumerate(file.coverage.remarks)],
    )
    yield (
        "source",
        ("season", "source", "title", "address", "mirror", "licence", "note"),
        [
            (key, code, source.title, source.address, int(source.mirror), source.licence, source.note)
            for code, source in file.sources.items()
        ],
    )
    yield (
        "class",
        ("season", "class", "seq", "name", "about", "guest", "sources"),
        [
            (key, class_.code, seq, class_.name, class_.about, int(class_.guest), joined(class_.sources))
            for seq, class_ in enumerate(file.classes)
        ],
    )
    yield (
        "derivation",
        ("season", "derivation", "text", "sources", "from_points"),
        [(key, rule.code, rule.text, joined(rule.sources), int(rule.from_points)) for rule in file.derivations],
    )
