"""The files of a season folder: what they are called, which columns they have, how large they may be."""

from pathlib import Path

SEASON_FILE = "season.toml"

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes. The largest table of a real season is under 200 kB; what is larger was not meant as one."""

TABLES: dict[str, tuple[str, ...]] = {
    "drivers.csv": ("name", "id", "nationality", "born", "aliases", "sources"),
    "results.csv": (
        "round",
        "session",
        "class",
        "class_position",
        "overall_position",
        "car",
        "team",
        "entrant",
        "constructor",
        "crew",
        "chassis",
        "engine",
        "tyre",
        "grid",
        "laps",
        "time",
        "gap",
        "status",
        "reason",
        "sources",
        "detail_sources",
        "derivation",
        "note",
    ),
    "qualifying.csv": (
        "round",
        "position",
        "class",
        "class_position",
        "car",
        "team",
        "drivers",
        "time",
        "sources",
        "derivation",
        "note",
    ),
    "standings.csv": (
        "championship",
        "position",
        "competitor",
        "chassis",
        "engine",
        "total",
        "sources",
        "derivation",
        "note",
    ),
}
"""Columns of each table, in the order in which a line reads best.

standings.csv has one more column a round, named by the round's code. What a cell may hold is said by the
row of the same name (`bot.season.model`).
"""

OPTIONAL: dict[str, tuple[str, ...]] = {
    "drivers.csv": ("id", "born"),
    "results.csv": ("entrant", "constructor", "grid", "time", "gap", "reason"),
    "qualifying.csv": (),
    "standings.csv": (),
}
"""Columns that a table may leave out: every cell of theirs is then blank."""


def bounded_bytes(path: Path) -> bytes | None:
    """The bytes of a file, the first `LARGEST_FILE` and one; None where it is none: a folder, a pipe, a device.

    Raises: OSError.
    """
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def required(name: str) -> tuple[str, ...]:
    """The columns that a table cannot do without, in their order."""
    return tuple(column for column in TABLES[name] if column not in OPTIONAL[name])
