"""What is said beside the tables: disputes with their claims, and notes."""

import hashlib
from collections.abc import Iterator

from bot.database.rows.table import Table, joined
from bot.season.model import Season


def remarks(season: Season) -> Iterator[Table]:
    """Tables `dispute`, `claim`, `note`."""
    file, key = season.file, season.key
    base = int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) << 12
    yield (
        "dispute",
        (
            "dispute",
            "season",
            "subject",
            "field",
            "round",
            "class",
            "car",
            "team",
            "circuit",
            "championship",
            "stands",
        ),
        [
            (
                base + seq,
                key,
                dispute.subject,
                dispute.field,
                dispute.round_,
                dispute.class_,
                dispute.car,
                dispute.team,
                dispute.circuit,
                dispute.championship,
                dispute.stands,
            )
            for seq, dispute in enumerate(file.disputes)
        ],
    )
    yield (
        "claim",
        ("dispute", "seq", "value", "sources"),
        [
            (base + number, seq, claim.value, joined(claim.sources))
            for number, dispute in enumerate(file.disputes)
            for seq, claim in enumerate(dispute.claims)
        ],
    )
    yield (
        "note",
        ("season", "seq", "topic", "text", "sources", "round", "class", "championship", "keywords"),
        [
            (
                key,
                seq,
                note.topic,
                note.text,
                joined(note.sources),
                note.round_,
                note.class_,
                note.championship,
                "; ".join(note.keywords),
            )
            for seq, note in enumerate(file.notes)
        ],
    )
