"""Everything that is held, opened for reading: the database, the words, and the few rows every answer needs."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from bot.careers import IN_SEASON, Careers, career_label, career_words
from bot.database.open import SeasonDb, open_season_db
from bot.errors import DataError
from bot.names import Kind, Names
from bot.places import Place, places
from bot.prose import Prose
from bot.queries import people, remarks, results, rounds, seasons, standings, words
from bot.queries.remarks import Derivation, Dispute, Note
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Circuit, Round
from bot.queries.seasons import RaceClass, SeasonRow, Source
from bot.queries.standings import Championship

ALL = "all"
"""The text of a span of every season held."""
OPEN_MARK = "~"
"""Before a season that nobody named, in the text of a question in words: `~f1-1988`."""

# Where a season has no championship of a kind, those that are meant by it, nearest first.
_NEAR_KINDS: Mapping[str, tuple[str, ...]] = {
    "constructors": ("manufacturers",),
    "manufacturers": ("constructors",),
    "teams": ("constructors",),
}


def meant_kind(asked: str, held: Collection[str]) -> str:
    """The kind of championship that is meant: what one season calls constructors another calls manufacturers."""
    return next((kind for kind in (asked, *_NEAR_KINDS.get(asked, ())) if kind in held), asked)


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept in memory of one season: small tables that every answer looks into."""

    row: SeasonRow
    calendar: tuple[Round, ...]
    raced: tuple[Round, ...]
    """The rounds that were held, in calendar order."""
    circuits: tuple[Circuit, ...]
    classes: tuple[RaceClass, ...]
    championships: tuple[Championship, ...]
    sources: Mapping[str, Source]
    cited: Mapping[str, str]
    """What each source is called under an answer, by key."""
    coverage: Mapping[str, str]
    notes: tuple[Note, ...]
    disputes: tuple[Dispute, ...]
    derivations: Mapping[str, Derivation]
    wins_complete: bool
    """Whether every class that raced has a known winner at every round."""
    sprints: frozenset[str]
    """Codes of the rounds with a sprint."""
    raced_in: Mapping[str, tuple[str, ...]]
    """Codes of the classes known to have raced, top class first, by round; a round without any has no key."""

    def kind(self, asked: str) -> str:
        """The kind of championship of this season that is meant by a word for one."""
        return meant_kind(asked, {title.kind for title in self.championships})

    @property
    def to_come(self) -> tuple[Round, ...]:
        """The rounds that were still to come when the season's text was written, in calendar order."""
        return tuple(round_ for round_ in self.calendar if round_.to_come)

    @property
    def over(self) -> bool:
        """Whether every round has been raced: before that, nobody is champion."""
        return not any(round_.to_come for round_ in self.calendar)

    @property
    def single_class(self) -> bool:
        """Whether there is one class only, which then need not be named: winning it is winning the race."""
        return len(self.classes) == 1


@dataclass(frozen=True, slots=True)
class Archive:
    """All seasons held. `skipped` are the errors of further season folders that were left out. `places` are by key."""

    connection: SeasonDb
    names: Names
    careers: Careers
    places: Mapping[str, Place]
    prose: Prose
    seasons: Mapping[str, Held]
    default_season: str
    skipped: tuple[DataError, ...] = ()

    def version(self, seasons: Sequence[str]) -> str:
        """What data an answer rests on: a season with the hash of its text; of several, all of them hashed as one."""
        if len(seasons) == 1:
            row = self.seasons[seasons[0]].row
            return f"{row.season} {row.version}"
        held = [self.seasons[key].row for key in seasons]
        whole = hashlib.sha256(" ".join(sorted(row.version for row in held)).encode()).hexdigest()[:8]
        series = ", ".join(dict.fromkeys(row.series for row in held))
        return f"{series}, {len(held)} seasons {whole}"

    async def read_ahead(self) -> None:
        """Have at hand what whoever asks first about the default season would wait for: its names, cars and
        tables, with points by round and what was given or taken.
        """
        season = self.default_season
        for kind in get_args(Kind):
            self.names.targets(season, kind)
        await results.of_season(self.connection, season)
        for title in self.seasons[season].championships:
            await standings.standings(self.connection, season, title.championship)
            await standings.scores(self.connection, season, title.championship)
            await standings.adjustments(self.connection, season, title.championship)

    async def close(self) -> None:
        """Close the database. Without this an aiosqlite connection keeps the process alive."""
        await self.connection.close()


class Span(Struct, frozen=True):
    """The seasons that a question across seasons counts: `seasons` are keys, by series and then by date.

    `text` names the same seasons whoever asks: a season, a series, or `all`.
    """

    text: str
    seasons: tuple[str, ...]


class Scope(Struct, frozen=True):
    """The season that a question is about, and the archive that answers it.

    `channel` is Discord's number of where it was asked; None in a terminal. `span` is None where a question is about
    one season only. `open`: nobody named the season, so that a question in words may be about others as well.
    """

    archive: Archive
    season: str
    channel: int | None = None
    span: Span | None = None
    open: bool = False

    @property
    def seasons(self) -> tuple[str, ...]:
        """The seasons that the question may count, by series and then by date."""
        return (self.season,) if self.span is None else self.span.seasons

    @property
    def season_text(self) -> str:
        """The text that means the same season or seasons, and as open, whoever asks."""
        return self.span.text if self.span is not None else f"{OPEN_MARK if self.open else ''}{self.season}"

    def settled(self) -> "Scope":
        """The same seasons without a trace of whose default season it was: what is asked alike is answered alike."""
        if self.span is None:
            return self
        default = self.archive.default_season
        return replace(self, season=default if default in self.span.seasons else self.span.seasons[-1])

    def within(self, season: str) -> "Scope":
        """The same question about one season."""
        return Scope(self.archive, season, self.channel, None, self.open)

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
        return self.held.raced_in.get(round_, ())


async def open_archive(path: Path, skipped: tuple[DataError, ...] = ()) -> Archive:
    """Open a built season.db and read what is kept in memory.

    Raises: LookupError where it holds no season at all.
    """
    connection = await open_season_db(path)
    try:
        open_wins = await words.seasons_with_open_wins(connection)
        rows = await seasons.seasons(connection)
        held = await _held(connection, rows, open_wins)
        default = await seasons.meta(connection, "default_season")
        if default is None:
            raise LookupError(f"{path} holds no season")
        known = await words.words(connection)
        careers = Careers(
            {
                "person": await people.drivers_over_seasons(connection),
                "outfit": await people.teams_over_seasons(connection),
            }
        )
        names = Names(
            [*known, *career_words(careers, known)],
            weights=_weights(held, careers, await words.weights(connection)),
            labels=_labels(held, careers),
        )
        prose = Prose(known, await words.prose_rules(connection))
    except BaseException:
        await connection.close()
        raise
    where = places((one.row.series, key, one.calendar) for key, one in held.items())
    return Archive(connection, names, careers, where, prose, held, default, skipped)


async def _held(connection: SeasonDb, rows: Sequence[SeasonRow], open_wins: Collection[str]) -> dict[str, Held]:
    """What is kept of each season: one query a table, whatever the number of seasons."""
    calendars = await rounds.calendars(connection)
    circuits = await rounds.circuits(connection)
    classes = await seasons.classes(connection)
    championships = await standings.championships(connection)
    sources = await seasons.sources(connection)
    coverage = await seasons.coverage(connection)
    notes = await remarks.notes(connection)
    disputes = await remarks.disputes(connection)
    derivations = await remarks.derivations(connection)
    sprints = await words.sprints(connection)
    raced = await words.classes_raced(connection)
    return {
        row.season: Held(
            row,
            calendars.get(row.season, ()),
            tuple(round_ for round_ in calendars.get(row.season, ()) if round_.raced),
            circuits.get(row.season, ()),
            classes.get(row.season, ()),
            championships.get(row.season, ()),
            {source.source: source for source in sources.get(row.season, ())},
            {
                source.source: f"{source.title} (read through a mirror)" if source.mirror else source.title
                for source in sources.get(row.season, ())
            },
            {part.part: part.extent for part in coverage.get(row.season, ())},
            notes.get(row.season, ()),
            disputes.get(row.season, ()),
            {rule.derivation: rule for rule in derivations.get(row.season, ())},
            row.season not in open_wins,
            frozenset(sprints.get(row.season, ())),
            _raced_in(classes.get(row.season, ()), raced.get(row.season, ())),
        )
        for row in rows
    }


def _raced_in(classes: Sequence[RaceClass], raced: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The classes of each round, in the order of `classes`. `raced` are (round, class)."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for round_, class_ in raced:
        found[round_].add(class_)
    return {round_: tuple(c.class_ for c in classes if c.class_ in codes) for round_, codes in found.items()}


def _weights(
    held: Mapping[str, Held], careers: Careers, in_season: Mapping[tuple[str, str, str], int]
) -> dict[tuple[str, str, str], int]:
    """The latest season comes first; who has most to do with all seasons comes first among people and outfits."""
    weights = dict(in_season)
    weights |= {(key, "season", key): season.row.starts.toordinal() for key, season in held.items()}
    for (season, kind, target), weight in in_season.items():
        if kind in IN_SEASON and target != UNKNOWN:
            career = careers.of(IN_SEASON[kind], season, target)
            whole = ("", career.kind, career.key)
            weights[whole] = weights.get(whole, 0) + weight
    return weights


def _labels(held: Mapping[str, Held], careers: Careers) -> dict[tuple[str, str, str], str]:
    """Rounds in lists carry their number and circuit, people over seasons their series and years."""
    rows = {key: season.row for key, season in held.items()}
    labels: dict[tuple[str, str, str], str] = {
        ("", career.kind, career.key): career_label(career, rows) for career in careers
    }
    for key, season in held.items():
        for round_ in season.calendar:
            number = "cancelled" if round_.cancelled else str(round_.number or "")
            where = "" if round_.own_short or round_.circuit_short in round_.name else f" ({round_.circuit_short})"
            labels[key, "round", round_.round_] = f"{number} · {round_.name}{where}".removeprefix(" · ")
    return labels
