"""One way to run a query: named parameters in, rows of one type out; and one to change what state.db holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import aiosqlite

from bot.database.open import SeasonDb

T = TypeVar("T")
Parameter = str | int | None

# Of the same few crews and sources there are hundreds of rows: made once, they share them.
_MOST_LISTS = 4096


async def fetch(
    connection: aiosqlite.Connection, sql: str, make: Callable[..., T], **parameters: Parameter
) -> tuple[T, ...]:
    """Every row of a query, each made by `make(*columns)`, in the query's order.

    Of season.db, which never changes while open, rows that were made before are given again. What is asked of one
    `season` is read at once; what may take longer, and state.db, which may have to be waited for, by a thread.
    """
    if not isinstance(connection, SeasonDb):
        return tuple(make(*row) for row in await connection.execute_fetchall(sql, parameters))
    asked = sql, tuple(parameters.items())
    made: tuple[T, ...] | None = connection.kept(asked)
    if made is None:
        # With a `series` beside it, a season is one filter of a question about all of them.
        about_one = "season" in parameters and "series" not in parameters
        rows = connection.read(sql, parameters) if about_one else await connection.read_beside(sql, parameters)
        made = tuple([make(*row) for row in rows])
        connection.keep(asked, made, rows=len(made))
    return made


async def fetch_one(
    connection: aiosqlite.Connection, sql: str, make: Callable[..., T], **parameters: Parameter
) -> T | None:
    """The first row of a query, or None where there is none."""
    rows = await fetch(connection, sql, make, **parameters)
    return rows[0] if rows else None


def fetch_by(connection: SeasonDb, sql: str, make: Callable[..., T], season: str) -> Mapping[str, tuple[T, ...]]:
    """Rows of one season by their first column; `make` is given the others. What has no row has no key.

    For small tables of which a season's answers need one line here and another there: to find a line among those
    that were read takes a hundredth of the time that a query for it takes.
    """
    asked = sql, (("season", season),)
    by_key: Mapping[str, tuple[T, ...]] | None = connection.kept(asked)
    if by_key is None:
        rows = connection.read(sql, {"season": season})
        by_key = _grouped((key, make(*row)) for key, *row in rows)
        connection.keep(asked, by_key, rows=len(rows))
    return by_key


def indexed(
    connection: SeasonDb, name: str, season: str, rows: Sequence[T], of: Callable[[T], Iterable[str]]
) -> Mapping[str, tuple[T, ...]]:
    """Rows of a season by what each is `of`, in their order; the index is kept under its `name`."""
    asked = name, (("season", season),)
    index: Mapping[str, tuple[T, ...]] | None = connection.kept(asked)
    if index is None:
        index = _grouped((key, row) for row in rows for key in of(row))
        connection.keep(asked, index, rows=len(index))
    return index


async def fetch_once(connection: aiosqlite.Connection, sql: str, make: Callable[..., T]) -> tuple[T, ...]:
    """Every row of a query that is run when the database is opened and not again: nothing is kept here."""
    return tuple(make(*row) for row in await connection.execute_fetchall(sql))


async def of_every_season(
    connection: aiosqlite.Connection, sql: str, make: Callable[..., T]
) -> dict[str, tuple[T, ...]]:
    """Rows of all seasons at once, by season: the query's first column; `make` is given the others.

    A season without a row has no key. In the query's order. Nothing is kept here either.
    """
    return _grouped((season, make(*row)) for season, *row in await connection.execute_fetchall(sql))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


async def change(connection: aiosqlite.Connection, sql: str, **parameters: Parameter) -> int:
    """Run a statement that changes rows; how many it changed."""
    async with connection.execute(sql, parameters) as cursor:
        return int(cursor.rowcount)


@lru_cache(_MOST_LISTS)
def keys(text: str | None) -> tuple[str, ...]:
    """Source keys as the database joins them."""
    return tuple(text.split()) if text else ()


@lru_cache(_MOST_LISTS)
def names(text: str | None) -> tuple[str, ...]:
    """Names as the database joins them."""
    return tuple(text.split("; ")) if text else ()
