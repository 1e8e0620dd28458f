"""Everything that is held, opened for reading: the database, the words, and the few rows every answer needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.database.open import SeasonDb, open_season_db
from bot.errors import DataError
from bot.names import Kind, Names
from bot.prose import Prose
from bot.queries import remarks, rounds, seasons, standings, words
from bot.queries.remarks import Derivation, Dispute, Note
from bot.queries.rounds import Circuit, Round
from bot.queries.seasons import RaceClass, SeasonRow, Source
from bot.queries.standings import Championship


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept in memory of one season: small tables that every answer looks into."""

    row: SeasonRow
    calendar: tuple[Round, ...]
    circuits: tuple[Circuit, ...]
    classes: tuple[RaceClass, ...]
    championships: tuple[Championship, ...]
    sources: Mapping[str, Source]
    coverage: Mapping[str, str]
    notes: tuple[Note, ...]
    disputes: tuple[Dispute, ...]
    derivations: Mapping[str, Derivation]
    wins_complete: bool
    """Whether every class that raced has a known winner at every round."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All seasons held. `skipped` are the errors of further season folders that were left out."""

    connection: SeasonDb
    names: Names
    prose: Prose
    seasons: Mapping[str, Held]
    default_season: str
    raced: frozenset[tuple[str, str, str]]
    skipped: tuple[DataError, ...] = ()

    async def close(self) -> None:
        """Close the database. Without this an aiosqlite connection keeps the process alive."""
        await self.connection.close()


@dataclass(frozen=True, slots=True)
class Scope:
    """The season that a question is about, and the archive that answers it.

    `channel` is Discord's number of where it was asked; None in a terminal.
    """

    archive: Archive
    season: str
    channel: int | None = None

    @property
    def connection(self) -> SeasonDb:
        return self.archive.connection

    @property
    def held(self) -> Held:
        return self.archive.seasons[self.season]

    def label(self, kind: Kind, target: str) -> str:
        """How a thing is called in lists and on buttons."""
        return self.archive.names.label(self.season, kind, target)

    def round_(self, code: str) -> Round:
        """The round of a code that has been checked."""
        return next(round_ for round_ in self.held.calendar if round_.round_ == code)

    def class_(self, code: str) -> RaceClass:
        """The class of a code that has been checked."""
        return next(class_ for class_ in self.held.classes if class_.class_ == code)

    def raced_in(self, round_: str) -> tuple[str, ...]:
        """Codes of the classes known to have raced at a round, top class first."""
        raced = self.archive.raced
        return tuple(c.class_ for c in self.held.classes if (self.season, round_, c.class_) in raced)


async def open_archive(path: Path, skipped: tuple[DataError, ...] = ()) -> Archive:
    """Open a built season.db and read what is kept in memory.

    Raises: LookupError where it holds no season at all.
    """
    connection = await open_season_db(path)
    try:
        open_wins = await words.seasons_with_open_wins(connection)
        rows = await seasons.seasons(connection)
        held = {row.season: await _held(connection, row, row.season not in open_wins) for row in rows}
        default = await seasons.meta(connection, "default_season")
        if default is None:
            raise LookupError(f"{path} holds no season")
        known = await words.words(connection)
        names = Names(known, weights=await words.weights(connection), labels=_labels(held))
        prose = Prose(known, await words.prose_rules(connection))
        raced = await words.classes_raced(connection)
    except BaseException:
        await connection.close()
        raise
    return Archive(connection, names, prose, held, default, raced, skipped)


async def _held(connection: SeasonDb, row: SeasonRow, wins_complete: bool) -> Held:
    key = row.season
    return Held(
        row,
        await rounds.calendar(connection, key),
        await rounds.circuits(connection, key),
        await seasons.classes(connection, key),
        await standings.championships(connection, key),
        {source.source: source for source in await seasons.sources(connection, key)},
        {part.part: part.extent for part in await seasons.coverage(connection, key)},
        await remarks.notes(connection, key),
        await remarks.disputes(connection, key),
        await remarks.derivations(connection, key),
        wins_complete,
    )


def _labels(held: Mapping[str, Held]) -> dict[tuple[str, str, str], str]:
    """Rounds in lists carry their number and circuit; classes and the rest are called by their names."""
    labels: dict[tuple[str, str, str], str] = {}
    for key, season in held.items():
        for round_ in season.calendar:
            number = "cancelled" if round_.cancelled else str(round_.number or "")
            where = "" if round_.circuit_short in round_.name else f" ({round_.circuit_short})"
            labels[key, "round", round_.round_] = f"{number} · {round_.name}{where}".removeprefix(" · ")
    return labels
