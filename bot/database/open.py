"""season.db opened read-only, and left to nobody to close but the client."""

from pathlib import Path

import aiosqlite


async def open_season_db(path: Path) -> aiosqlite.Connection:
    """Open a built season.db. `immutable`: nobody writes it in place, so no locks are taken.

    The caller closes it: an aiosqlite connection left open keeps the process alive for ever.
    Raises: sqlite3.OperationalError where the file does not exist.
    """
    connection = await aiosqlite.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    await connection.execute("PRAGMA query_only = ON")
    return connection
