"""season.db made anew where it was damaged under a running bot: once for all who meet it, and no restart."""

import asyncio
import logging
import sqlite3
from typing import TYPE_CHECKING

from bot.archive import Archive, open_archive
from bot.database.build import build_database
from bot.errors import CannotBuild, DataError, SeasonsUnreadable

if TYPE_CHECKING:
    from bot.client import Pitboard

log = logging.getLogger(__name__)

# What could not be mended is tried again no sooner than this: a build takes the processor from all answers.
AGAIN_SECONDS = 60.0


class Mending:
    """Makes season.db anew and has the bot read that one."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot
        self._one_at_a_time = asyncio.Lock()
        self._failed: float | None = None

    async def instead_of(self, damaged: Archive) -> Archive:
        """The archive to read in the place of one that is damaged; by the time of this, another may have opened it.

        Raises: SeasonsUnreadable where season.db cannot be made anew, or could not within the last minute.
        """
        async with self._one_at_a_time:
            if self._bot.archive is not damaged:
                return self._bot.archive
            now = asyncio.get_running_loop().time()
            if self._failed is not None and now - self._failed < AGAIN_SECONDS:
                raise SeasonsUnreadable
            settings = self._bot.settings
            try:
                built = await build_database(settings.season_db, settings.data_dirs)
                mended = await open_archive(built.path, built.skipped)
            except (DataError, CannotBuild, OSError, sqlite3.Error, LookupError, SeasonsUnreadable) as error:
                self._failed = now
                log.exception("season.db is damaged and cannot be made anew", exc_info=error)
                raise SeasonsUnreadable from error
            log.warning("season.db was damaged while it was open, and has been %s", _done(fresh=built.fresh))
            self._failed = None
            await self._bot.read_instead(mended)
            return mended


def _done(*, fresh: bool) -> str:
    return "made anew" if fresh else "opened again: somebody else has put a sound one there"
