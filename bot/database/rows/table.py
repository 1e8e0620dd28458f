"""What a table of season.db is while it is being filled."""

from collections.abc import Sequence

Value = str | int | None
Table = tuple[str, tuple[str, ...], list[tuple[Value, ...]]]
"""A table's name, its columns, and its rows."""


def joined(sources: Sequence[str]) -> str:
    """Sources as one column holds them."""
    return " ".join(sources)
