"""The season itself: what it is called, how much of it is known, its sources, its classes and derivations."""

import hashlib
from collections.abc import Iterator

from bot.database.rows.table import Table, joined, table
from bot.season.model.season import Season


def season_itself(season: Season) -> Iterator[Table]:
    """Tables `season`, `coverage`, `coverage_remark`, `source`, `class`, `derivation`."""
    file, key = season.file, season.key
    yield table(
        "season",
        [
            {
                "season": key,
                "series": file.series,
                "series_name": file.series_name,
                "label": file.label,
                "name": file.name,
                "starts": file.starts.isoformat(),
                "ends": file.ends.isoformat(),
                "sanctioned_by": file.sanctioned_by.value if file.sanctioned_by else None,
                "sanctioned_sources": joined(file.sanctioned_by.sources) if file.sanctioned_by else None,
                "points_denominator": file.points_denominator,
                "default_kind": file.default_kind,
                "data_licence": file.data_licence,
                "credit": file.credit,
                "version": hashlib.sha256(season.model_dump_json().encode()).hexdigest()[:8],
            }
        ],
    )
    coverage = file.coverage.model_dump(exclude={"remarks"})
    yield table(
        "coverage",
        ({"season": key, "part": part, "extent": extent} for part, extent in coverage.items()),
    )
    yield table(
        "coverage_remark",
        ({"season": key, "seq": seq, "text": text} for seq, text in enumerate(file.coverage.remarks)),
    )
    yield table(
        "source",
        (
            {
                "season": key,
                "source": code,
                "title": source.title,
                "address": source.address,
                "mirror": int(source.mirror),
                "licence": source.licence,
                "note": source.note,
            }
            for code, source in file.sources.items()
        ),
    )
    yield table(
        "class",
        (
            {
                "season": key,
                "class": class_.code,
                "seq": seq,
                "name": class_.name,
                "about": class_.about,
                "guest": int(class_.guest),
                "sources": joined(class_.sources),
            }
            for seq, class_ in enumerate(file.classes)
        ),
    )
    yield table(
        "derivation",
        (
            {
                "season": key,
                "derivation": rule.code,
                "text": rule.text,
                "sources": joined(rule.sources),
                "from_points": int(rule.from_points),
            }
            for rule in file.derivations
        ),
    )
