"""One way to run a query: named parameters in, rows of one type out; and one to change what state.db holds."""

from collections.abc import Callable
from typing import TypeVar

import aiosqlite

from bot.database.open import SeasonDb

T = TypeVar("T")
Parameter = str | int | None


async def fetch(
    connection: aiosqlite.Connection, sql: str, make: Callable[..., T], **parameters: Parameter
) -> tuple[T, ...]:
    """Every row of a query, each made by `make(*columns)`, in the query's order.

    Of season.db, which never changes while open, rows that were made before are given again; others are read at once.
    state.db may have to be waited for, so it is read by a thread.
    """
    if not isinstance(connection, SeasonDb):
        return tuple(make(*row) for row in await connection.execute_fetchall(sql, parameters))
    asked = sql, tuple(sorted(parameters.items()))
    kept = connection.kept(asked)
    if kept is None:
        kept = tuple([make(*row) for row in connection.read(sql, parameters)])
        connection.keep(asked, kept)
    return kept


async def fetch_one(
    connection: aiosqlite.Connection, sql: str, make: Callable[..., T], **parameters: Parameter
) -> T | None:
    """The first row of a query, or None where there is none."""
    rows = await fetch(connection, sql, make, **parameters)
    return rows[0] if rows else None


async def change(connection: aiosqlite.Connection, sql: str, **parameters: Parameter) -> int:
    """Run a statement that changes rows; how many it changed."""
    async with connection.execute(sql, parameters) as cursor:
        return int(cursor.rowcount)


def keys(text: str | None) -> tuple[str, ...]:
    """Source keys as the database joins them."""
    return tuple(text.split()) if text else ()


def names(text: str | None) -> tuple[str, ...]:
    """Names as the database joins them."""
    return tuple(text.split("; ")) if text else ()
