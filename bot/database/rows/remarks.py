"""What is said beside the tables: disputes with their claims, and notes."""

import hashlib
from collections.abc import Iterator

from bot.database.rows.table import Table, joined, table
from bot.season.model.season import Season


def remarks(season: Season) -> Iterator[Table]:
    """Tables `dispute`, `claim`, `note`."""
    file, key = season.file, season.key
    base = int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) << 12
    yield table(
        "dispute",
        (
            {
                "dispute": base + seq,
                "season": key,
                "subject": dispute.subject,
                "field": dispute.field,
                "round": dispute.round_,
                "class": dispute.class_,
                "car": dispute.car,
                "team": dispute.team,
                "circuit": dispute.circuit,
                "championship": dispute.championship,
                "stands": dispute.stands,
            }
            for seq, dispute in enumerate(file.disputes)
        ),
    )
    yield table(
        "claim",
        (
            {
                "dispute": base + number,
                "seq": seq,
                "value": claim.value,
                "sources": joined(claim.sources),
            }
            for number, dispute in enumerate(file.disputes)
            for seq, claim in enumerate(dispute.claims)
        ),
    )
    yield table(
        "note",
        (
            {
                "season": key,
                "seq": seq,
                "topic": note.topic,
                "text": note.text,
                "sources": joined(note.sources),
                "round": note.round_,
                "class": note.class_,
                "championship": note.championship,
                "keywords": "; ".join(note.keywords),
            }
            for seq, note in enumerate(file.notes)
        ),
    )
