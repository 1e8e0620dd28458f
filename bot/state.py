"""What people leave behind: settings kept in memory, reports and unmatched words in state.db.

Answering reads memory alone. Every `FRESH_SECONDS`, the next answer asks SQLite's `data_version`, which changes when
another process has written, and only then are the two small tables of settings read again: several processes of one
host see each other's changes within some seconds. Where state.db cannot be used, what was read last, or nothing set,
holds; only what has to be written is refused.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite

from bot.database.state import Patience, StateDb, open_state_db
from bot.errors import NewerState, NotAllowed, StateUnavailable
from bot.queries import preferences, reports, unmatched
from bot.queries.preferences import PersonPreferences, ServerPreferences
from bot.queries.reports import Report
from bot.queries.unmatched import Unmatched

log = logging.getLogger(__name__)

FRESH_SECONDS = 5.0
# An answer waits no longer than this for settings: Discord gives it three seconds in all.
PATIENCE_SECONDS = 0.25
MOST_OPEN_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody is answered somewhere, as far as settings say.

    `seasons` are the keys set as default, the person's before the server's; they may be no longer held.
    """

    seasons: tuple[str, ...]
    private: bool
    spoilers: bool


# Of people and servers that have set nothing: most.
_NOBODY, _NOWHERE = PersonPreferences(), ServerPreferences()
_NOTHING_SET = Manner((), private=False, spoilers=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is stored about one person."""

    preferences: PersonPreferences
    reports: tuple[Report, ...]


class State:
    """state.db and what is kept of it in memory. The client opens and closes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: StateDb | None = None
        self._servers: dict[int, ServerPreferences] = {}
        self._people: dict[int, PersonPreferences] = {}
        self._version: int | None = None
        self._looked: float | None = None
        self._looking: asyncio.Task[None] | None = None
        self._opening = asyncio.Lock()
        self._complained = False
        self._patience = Patience()
        self._closed = False
        self._started = False

    async def open(self) -> None:
        """Open and migrate the file, and read the settings; goes on without them where it cannot be used.

        Raises: NewerState.
        """
        await self._look()
        self._looked = asyncio.get_running_loop().time()
        self._started = True

    def hurry(self) -> None:
        """From now on nobody waits for another process that holds the file: what is to be written is refused."""
        self._patience.seconds = 0.0

    async def close(self) -> None:
        """Close the database for good; what is being read for later answers is given up."""
        self._closed = True
        self.hurry()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})
        async with self._opening:
            if self._db is not None:
                await self._db.close()
                self._db = None

    # Settings

    async def refresh(self) -> None:
        """Read the settings again where another process has changed them; looked for every few seconds."""
        now = asyncio.get_running_loop().time()
        if self._looked is not None and now - self._looked < FRESH_SECONDS:
            return
        self._looked = now
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="pitboard-settings")
        # What takes longer goes on beside the answer, which then is given by the settings read last.
        await asyncio.wait({self._looking}, timeout=PATIENCE_SECONDS)

    def manner(self, server: int | None, person: int) -> Manner:
        """What holds for a person in a server (None: outside of any): the person's settings before the server's."""
        theirs = self._people.get(person, _NOBODY)
        there = _NOWHERE if server is None else self._servers.get(server, _NOWHERE)
        if theirs is _NOBODY and there is _NOWHERE:
            return _NOTHING_SET
        private = theirs.private if theirs.private is not None else there.private
        seasons = tuple(season for season in (theirs.season, there.season) if season is not None)
        return Manner(seasons, bool(private), bool(there.spoilers))

    def of_server(self, server: int) -> ServerPreferences:
        """What a server has set."""
        return self._servers.get(server, ServerPreferences())

    def of_person(self, person: int) -> PersonPreferences:
        """What a person has set."""
        return self._people.get(person, PersonPreferences())

    async def set_server(self, server: int, wanted: ServerPreferences, *, reset: bool = False) -> None:
        """Set what is not None for a server, with `reset` after forgetting all else. Raises: StateUnavailable."""
        async with self._writing() as connection:
            if reset:
                await preferences.reset_server(connection, server)
            row = await preferences.set_server(connection, server, wanted)
            if row == ServerPreferences():
                await preferences.reset_server(connection, server)
        self._servers.pop(server, None)
        if row != ServerPreferences():
            self._servers[server] = row

    async def forget_server(self, server: int) -> None:
        """Forget all that a server has set. Raises: StateUnavailable."""
        async with self._writing() as connection:
            await preferences.reset_server(connection, server)
        self._servers.pop(server, None)

    async def set_person(self, person: int, wanted: PersonPreferences, *, reset: bool = False) -> None:
        """Set what is not None for a person, with `reset` after forgetting all else. Raises: StateUnavailable."""
        async with self._writing() as connection:
            if reset:
                await preferences.reset_person(connection, person)
            row = await preferences.set_person(connection, person, wanted)
            if row == PersonPreferences():
                await preferences.reset_person(connection, person)
        self._people.pop(person, None)
        if row != PersonPreferences():
            self._people[person] = row

    # Reports

    async def report_is_open(self, person: int, reference: str) -> bool:
        """Whether a person has an open report about an answer. Raises: StateUnavailable."""
        async with self._reading() as connection:
            return await reports.is_open(connection, person, reference)

    async def add_report(
        self, *, reference: str, command: str, options: str, data_version: str, text: str, person: int
    ) -> bool:
        """Keep a report; False where this person already has an open one about this answer.

        Raises: StateUnavailable; NotAllowed where they have too many open ones.
        """
        async with self._writing() as connection:
            if await reports.count_open(connection, person) >= MOST_OPEN_REPORTS:
                raise NotAllowed(
                    f"You have {MOST_OPEN_REPORTS} open reports, which is the most that are kept of one person; "
                    "please wait until some of them have been looked at."
                )
            return await reports.add(
                connection,
                reference=reference,
                command=command,
                options=options,
                data_version=data_version,
                text=text,
                person=person,
                created=datetime.now(UTC),
            )

    async def open_reports(self) -> tuple[Report, ...]:
        """Every open report, oldest first. Raises: StateUnavailable."""
        async with self._reading() as connection:
            return await reports.open_reports(connection)

    async def close_report(self, report: int) -> bool:
        """Close a report; False where none of that number is open. Raises: StateUnavailable."""
        async with self._writing() as connection:
            return await reports.close(connection, report)

    # Unmatched words

    async def count_unmatched(self, words: Iterable[str]) -> None:
        """Count words that have been checked; where they cannot be kept, they are lost."""
        try:
            async with self._writing() as connection:
                await unmatched.count(connection, words, datetime.now(UTC).date())
        except StateUnavailable:
            log.debug("Unmatched words could not be counted")

    async def unmatched(self) -> tuple[Unmatched, ...]:
        """Every word that meant nothing, most frequent first. Raises: StateUnavailable."""
        async with self._reading() as connection:
            return await unmatched.unmatched(connection)

    async def forget_unmatched(self, word: str) -> bool:
        """Forget a word; False where it was not counted. Raises: StateUnavailable."""
        async with self._writing() as connection:
            return await unmatched.forget(connection, word)

    # Privacy

    async def kept_about(self, person: int) -> Kept:
        """All that is stored about a person, read from the file. Raises: StateUnavailable."""
        async with self._reading() as connection:
            everybody = await preferences.people(connection)
            return Kept(everybody.get(person, PersonPreferences()), await reports.of_person(connection, person))

    async def erase(self, person: int) -> int:
        """Delete all that is stored about a person; how many reports that were. Raises: StateUnavailable."""
        async with self._writing() as connection:
            await preferences.reset_person(connection, person)
            erased = await reports.erase(connection, person)
        self._people.pop(person, None)
        return erased

    # The file

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[aiosqlite.Connection]:
        async with (await self._opened()).writing() as connection:
            yield connection

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[aiosqlite.Connection]:
        async with (await self._opened()).reading() as connection:
            yield connection

    async def _opened(self) -> StateDb:
        """The open database, opened now where that failed before. Raises: StateUnavailable; NewerState at the start."""
        async with self._opening:
            if self._closed:
                raise StateUnavailable  # an answer that outlived the stop must not open it again
            if self._db is None:
                try:
                    self._db = await open_state_db(self._path, patience=self._patience)
                except NewerState as error:
                    if not self._started:
                        raise
                    log.warning("%s", error)
                    raise StateUnavailable from error
            return self._db

    async def _look(self) -> None:
        """Read the settings where they may have changed; says once where that does not work."""
        try:
            database = await self._opened()
            version = await database.data_version()
            if version == self._version:
                return
            async with database.reading() as connection:
                servers = await preferences.servers(connection)
                people = await preferences.people(connection)
        except StateUnavailable:
            if not self._complained:
                log.warning("Settings cannot be read: answers go by those read last, or by defaults")
            self._complained = True
            return
        self._servers, self._people, self._version, self._complained = servers, people, version, False
