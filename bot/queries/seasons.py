"""What a season is, how complete it is, and where it comes from."""

from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.queries.fetch import fetch, fetch_once, fetch_one, keys, of_every_season


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season. `version` is the short hash of its text; `sanctioned_by` None where no source is held."""

    season: str
    series: str
    series_name: str
    label: str
    name: str
    starts: date
    ends: date
    sanctioned_by: str | None
    sanctioned_sources: tuple[str, ...]
    points_denominator: int
    default_kind: str
    data_licence: str
    credit: str
    version: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts were read. `address` is the original's, None where not known; `mirror`: read through one."""

    source: str
    title: str
    address: str | None
    mirror: bool
    licence: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RaceClass:
    """A class; `guest` ones ran outside the championship."""

    class_: str
    name: str
    about: str | None
    guest: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How complete one part of the season's data is."""

    part: str
    extent: str


def _season(*columns: str | int | None) -> SeasonRow:
    (
        key,
        series,
        series_name,
        label,
        name,
        starts,
        ends,
        by,
        by_sources,
        denominator,
        kind,
        licence,
        credit,
        version,
    ) = columns
    return SeasonRow(
        str(key),
        str(series),
        str(series_name),
        str(label),
        str(name),
        date.fromisoformat(str(starts)),
        date.fromisoformat(str(ends)),
        None if by is None else str(by),
        keys(None if by_sources is None else str(by_sources)),
        int(denominator or 1),
        str(kind),
        str(licence),
        str(credit),
        str(version),
    )


SEASONS = """
    SELECT season, series, series_name, label, name, starts, ends, sanctioned_by, sanctioned_sources,
           points_denominator, default_kind, data_licence, credit, version
      FROM season
     ORDER BY series, starts
"""


async def seasons(connection: aiosqlite.Connection) -> tuple[SeasonRow, ...]:
    """Every season held, by series and then by date."""
    return await fetch_once(connection, SEASONS, _season)


META = """
    SELECT value
      FROM meta
     WHERE key = :key
"""


async def meta(connection: aiosqlite.Connection, key: str) -> str | None:
    """A value that the build recorded, None where it recorded none of that key."""
    return await fetch_one(connection, META, str, key=key)


SOURCES = """
    SELECT season, source, title, address, mirror, licence, note
      FROM source
     ORDER BY rowid
"""


async def sources(connection: aiosqlite.Connection) -> dict[str, tuple[Source, ...]]:
    """Every source of each season, in the order of its text."""
    return await of_every_season(
        connection,
        SOURCES,
        lambda source, title, address, mirror, licence, note: Source(
            source, title, address, bool(mirror), licence, note
        ),
    )


CLASSES = """
    SELECT season, class, name, about, guest, sources
      FROM class
     ORDER BY season, seq
"""


async def classes(connection: aiosqlite.Connection) -> dict[str, tuple[RaceClass, ...]]:
    """The classes of each season, top class first."""
    return await of_every_season(
        connection,
        CLASSES,
        lambda class_, name, about, guest, source: RaceClass(class_, name, about, bool(guest), keys(source)),
    )


COVERAGE = """
    SELECT season, part, extent
      FROM coverage
     ORDER BY season, part
"""


async def coverage(connection: aiosqlite.Connection) -> dict[str, tuple[Coverage, ...]]:
    """How complete each part of each season is, by part."""
    return await of_every_season(connection, COVERAGE, Coverage)


REMARKS = """
    SELECT text
      FROM coverage_remark
     WHERE season = :season
     ORDER BY seq
"""


async def coverage_remarks(connection: aiosqlite.Connection, season: str) -> tuple[str, ...]:
    """What there is to say about coverage, in the order of the text."""
    return await fetch(connection, REMARKS, str, season=season)
