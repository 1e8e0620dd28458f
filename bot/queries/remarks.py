"""Notes, disputes and derivations: what has to be said beside a fact."""

from dataclasses import dataclass

import aiosqlite

from bot.queries.fetch import fetch, keys, names


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
    SELECT topic, text, sources, round, class, championship, keywords
      FROM note
     WHERE season = :season
     ORDER BY seq
"""
DISPUTES = """
    SELECT dispute, subject, field, round, class, car, team, circuit, championship, stands
      FROM dispute
     WHERE season = :season
     ORDER BY dispute
"""
CLAIMS = """
    SELECT claim.dispute, claim.value, claim.sources
      FROM claim
      JOIN dispute ON dispute.dispute = claim.dispute
     WHERE dispute.season = :season
     ORDER BY claim.dispute, claim.seq
"""
DERIVATIONS = """
    SELECT derivation, text, sources
      FROM derivation
     WHERE season = :season
     ORDER BY rowid
"""


async def notes(connection: aiosqlite.Connection, season: str) -> tuple[Note, ...]:
    """Every note of a season, in the order of its text."""
    return await fetch(
        connection,
        NOTES,
        lambda topic, text, source, round_, class_, championship, keywords: Note(
            topic, text, keys(source), round_, class_, championship, names(keywords)
        ),
        season=season,
    )


async def disputes(connection: aiosqlite.Connection, season: str) -> tuple[Dispute, ...]:
    """Every dispute of a season with its claims, in the order of its text."""
    claims: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for number, value, source in await fetch(connection, CLAIMS, lambda *row: row, season=season):
        claims.setdefault(number, []).append((value, keys(source)))
    return await fetch(
        connection,
        DISPUTES,
        lambda number, subject, field, round_, class_, car, team, circuit, championship, stands: Dispute(
            subject, field, round_, class_, car, team, circuit, championship, stands, tuple(claims[number])
        ),
        season=season,
    )


async def derivations(connection: aiosqlite.Connection, season: str) -> dict[str, Derivation]:
    """Every derivation of a season by its code."""
    rows = await fetch(
        connection,
        DERIVATIONS,
        lambda code, text, source: Derivation(code, text, keys(source)),
        season=season,
    )
    return {row.derivation: row for row in rows}
