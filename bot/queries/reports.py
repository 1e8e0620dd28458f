"""Mistakes that people report: one open report a person and answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import aiosqlite

from bot.queries.fetch import change, fetch, fetch_one

State = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `options` are as typed after the command's name; `created` is aware, UTC."""

    report: int
    reference: str
    command: str
    options: str
    data_version: str
    text: str
    created: datetime
    state: State


def _report(
    report: int,
    reference: str,
    command: str,
    options: str,
    data_version: str,
    text: str,
    created: str,
    state: State,
) -> Report:
    return Report(report, reference, command, options, data_version, text, datetime.fromisoformat(created), state)


OPEN = """
    SELECT report, reference, command, options, data_version, text, created, state
      FROM report
     WHERE state = 'open'
     ORDER BY report
"""
OF_PERSON = """
    SELECT report, reference, command, options, data_version, text, created, state
      FROM report
     WHERE person = :person
     ORDER BY report
"""
OPEN_OF_PERSON = """
    SELECT count(*)
      FROM report
     WHERE person = :person AND state = 'open'
"""
IS_OPEN = """
    SELECT count(*)
      FROM report
     WHERE person = :person AND reference = :reference AND state = 'open'
"""
ADD = """
    INSERT INTO report (reference, command, options, data_version, text, person, created, state)
    VALUES (:reference, :command, :options, :data_version, :text, :person, :created, 'open')
        ON CONFLICT (person, reference) WHERE state = 'open' DO NOTHING
"""
CLOSE = """
    UPDATE report
       SET state = 'closed'
     WHERE report = :report AND state = 'open'
"""
ERASE = """
    DELETE FROM report
     WHERE person = :person
"""


async def open_reports(connection: aiosqlite.Connection) -> tuple[Report, ...]:
    """Every open report, oldest first."""
    return await fetch(connection, OPEN, _report)


async def of_person(connection: aiosqlite.Connection, person: int) -> tuple[Report, ...]:
    """Every report of a person, oldest first."""
    return await fetch(connection, OF_PERSON, _report, person=person)


async def count_open(connection: aiosqlite.Connection, person: int) -> int:
    """How many reports of a person are open."""
    return await fetch_one(connection, OPEN_OF_PERSON, int, person=person) or 0


async def is_open(connection: aiosqlite.Connection, person: int, reference: str) -> bool:
    """Whether a person has an open report about an answer."""
    return bool(await fetch_one(connection, IS_OPEN, int, person=person, reference=reference))


async def add(
    connection: aiosqlite.Connection,
    *,
    reference: str,
    command: str,
    options: str,
    data_version: str,
    text: str,
    person: int,
    created: datetime,
) -> bool:
    """Keep a report; False where this person already has an open one about this answer."""
    added = await change(
        connection,
        ADD,
        reference=reference,
        command=command,
        options=options,
        data_version=data_version,
        text=text,
        person=person,
        created=created.isoformat(timespec="seconds"),
    )
    return added > 0


async def close(connection: aiosqlite.Connection, report: int) -> bool:
    """Close a report; False where none of that number is open."""
    return await change(connection, CLOSE, report=report) > 0


async def erase(connection: aiosqlite.Connection, person: int) -> int:
    """Delete every report of a person; how many there were."""
    return await change(connection, ERASE, person=person)
