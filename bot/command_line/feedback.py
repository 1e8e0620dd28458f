"""What people left for whoever hosts the bot: reports of mistakes, and words that meant nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Final

import typer
from rich.console import Console

from bot.command_line.stderr import complain, logging_for_people
from bot.settings import Settings, read_settings
from bot.state import State
from bot.terminal import shown_table, terminal_console


def reports(
    close: Annotated[list[int] | None, typer.Option("--close", metavar="ID", help="Close this report first.")] = None,
) -> None:
    """List the open reports of mistakes, oldest first, or close some."""
    settings = read_settings()
    with logging_for_people(settings):
        missing = asyncio.run(_reports(settings, close or [], terminal_console()))
    for number in missing:
        complain(f"No report {number} is open.")
    if missing:
        raise typer.Exit(1)


def unmatched(
    forget: Annotated[
        list[str] | None, typer.Option("--forget", metavar="WORD", help="Forget this word first, as dealt with.")
    ] = None,
) -> None:
    """List the words that meant nothing, most frequent first: each may want to be an alias."""
    settings = read_settings()
    with logging_for_people(settings):
        missing = asyncio.run(_unmatched(settings, forget or [], terminal_console()))
    for word in missing:
        complain(f"No word {word} has been counted.")
    if missing:
        raise typer.Exit(1)


COMMANDS: Final[dict[str, Callable[..., None]]] = {"reports": reports, "unmatched": unmatched}
"""Commands by the name that is typed."""


@asynccontextmanager
async def _state(settings: Settings) -> AsyncIterator[State]:
    state = State(settings.state_db)
    try:
        await state.open()
        yield state
    finally:
        await state.close()


async def _reports(settings: Settings, closing: Sequence[int], console: Console) -> list[int]:
    """Close reports and print those that are open; the numbers of which none was."""
    async with _state(settings) as state:
        missing = [number for number in closing if not await state.close_report(number)]
        found = await state.open_reports()
    if not found:
        console.print("No report is open.")
        return missing
    rows = [
        (
            str(report.report),
            f"{report.created:%Y-%m-%d}",
            report.reference,
            f"/{report.command} {report.options}".strip(),
            report.data_version,
            report.text,
        )
        for report in found
    ]
    console.print(shown_table(("id", "day", "reference", "answer", "data", "report"), rows))
    return missing


async def _unmatched(settings: Settings, forgetting: Sequence[str], console: Console) -> list[str]:
    """Forget words and print those that are left; those that were not there."""
    async with _state(settings) as state:
        missing = [word for word in forgetting if not await state.forget_unmatched(word)]
        found = await state.unmatched()
    if not found:
        console.print("No word has been counted.")
        return missing
    rows = [(word.word, str(word.times), f"{word.seen:%Y-%m-%d}") for word in found]
    console.print(shown_table(("word", "times", "last"), rows))
    return missing
