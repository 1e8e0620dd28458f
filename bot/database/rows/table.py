"""What a table of season.db is while it is being filled."""

from collections.abc import Iterable, Mapping, Sequence

Value = str | int | None
Table = tuple[str, tuple[str, ...], list[tuple[Value, ...]]]
"""A table's name, its columns, and its rows."""


def joined(sources: Sequence[str]) -> str:
    """Sources as one column holds them."""
    return " ".join(sources)


def table(name: str, rows: Iterable[Mapping[str, Value]]) -> Table:
    """A table of rows that each give every column its value; one without a row has no columns either."""
    columns: tuple[str, ...] = ()
    values: list[tuple[Value, ...]] = []
    for row in rows:
        columns = columns or tuple(row)
        values.append(tuple(row.values()))
    return name, columns, values
