"""Notes, disputes and derivations: what has to be said beside a fact."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch_once, keys, names, of_every_season


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a season, a round, a class or a championship; what it is not about is None."""

    topic: str
    text: str
    sources: tuple[str, ...]
    round_: str | None
    class_: str | None
    championship: str | None
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact on which sources differ. `stands` is None where no claim stands; `claims` are (value, sources)."""

    subject: str
    field: str
    round_: str | None
    class_: str | None
    car: str | None
    team: str | None
    circuit: str | None
    championship: str | None
    stands: str | None
    claims: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A rule by which values that no source states were reasoned out."""

    derivation: str
    text: str
    sources: tuple[str, ...]


NOTES = """
    SELECT season, topic, text, sources, round, class, championship, keywords
      FROM note
     ORDER BY season, seq
"""
DISPUTES = """
    SELECT season, dispute, subject, field, round, class, car, team, circuit, championship, stands
      FROM dispute
     ORDER BY dispute
"""
CLAIMS = """
    SELECT dispute, value, sources
      FROM claim
     ORDER BY dispute, seq
"""
DERIVATIONS = """
    SELECT season, derivation, text, sources
      FROM derivation
     ORDER BY rowid
"""


async def notes(connection: aiosqlite.Connection) -> dict[str, tuple[Note, ...]]:
    """Every note of each season, in the order of its text."""
    return await of_every_season(
        connection,
        NOTES,
        lambda topic, text, source, round_, class_, championship, keywords: Note(
            topic, text, keys(source), round_, class_, championship, names(keywords)
        ),
    )


async def disputes(connection: aiosqlite.Connection) -> dict[str, tuple[Dispute, ...]]:
    """Every dispute of each season with its claims, in the order of its text."""
    claims: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for number, value, source in await fetch_once(connection, CLAIMS, lambda *row: row):
        claims.setdefault(number, []).append((value, keys(source)))
    return await of_every_season(
        connection,
        DISPUTES,
        lambda number, subject, field, round_, class_, car, team, circuit, championship, stands: Dispute(
            subject, field, round_, class_, car, team, circuit, championship, stands, tuple(claims[number])
        ),
    )


async def derivations(connection: aiosqlite.Connection) -> dict[str, tuple[Derivation, ...]]:
    """Every derivation of each season, in the order of its text."""
    return await of_every_season(
        connection,
        DERIVATIONS,
        lambda code, text, source: Derivation(code, text, keys(source)),
    )
