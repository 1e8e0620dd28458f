"""The `pitboard` command line: options in, one call, an exit status out. What is meant to go wrong ends as a sentence.

Exit status: 0 done, 1 refused or faulty, 2 wrong usage, 78 a setting that must be mended first, 130 interrupted.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import discord
import typer
from rich.console import Console
from rich.text import Text

from bot import __version__, upkeep
from bot.app import create_bot
from bot.database.build import Built, build_database
from bot.errors import PitboardError, SettingsError, UserError
from bot.logs import logging_as
from bot.running import run as run_loop
from bot.season.folders import claimed_twice, season_folders, season_runs, shipped_data
from bot.service import serve
from bot.settings import Settings, read_settings
from bot.state import State
from bot.terminal import progress_bar, shown_answer, shown_refusal, shown_table, terminal_console
from bot.tryout import serve_tryout

# EX_CONFIG of BSD's sysexits.h: a service manager can be told not to start again after it.
_EXIT_CONFIG = 78

# Discord's code for a token that it does not know, said by the gateway (official documentation, 2026).
_NOT_AUTHENTICATED = 4004

_REFUSED = (
    "Discord refused DISCORD_TOKEN: copy the token again from the Bot page of "
    "https://discord.com/developers/applications"
)

app = typer.Typer(
    help="Motorsport questions answered from reviewed season text, in Discord and here.",
    no_args_is_help=True,
    add_completion=False,
    # Never: it would show the values of local variables, the token among them.
    pretty_exceptions_enable=False,
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command line, the process's own where `arguments` is None. Always ends in SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name with an accent must not end the program where the terminal has no letter for it.
            stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="pitboard")
    except UserError as error:
        terminal_console(stderr=True).print(shown_refusal(error))
        sys.exit(1)
    except SettingsError as error:
        _complain(str(error))
        sys.exit(_EXIT_CONFIG)
    except PitboardError as error:
        _complain(str(error))
        sys.exit(1)
    except ImportError as error:
        if error.name is not None:
            raise
        # Not of Python's own making: a stranger's package stands where ours should.
        _complain(f"Pitboard cannot start: {error}.")
        sys.exit(1)
    except discord.LoginFailure:
        _complain(_REFUSED)
        sys.exit(_EXIT_CONFIG)
    except discord.ConnectionClosed as error:
        if error.code == _NOT_AUTHENTICATED:
            _complain(_REFUSED)
            sys.exit(_EXIT_CONFIG)
        _complain(f"Discord ended the connection for good (code {error.code}): {error.reason or 'no reason given'}.")
        sys.exit(1)
    except discord.PrivilegedIntentsRequired:
        _complain("Discord ended the connection for good (code 4014): intents that the application may not use.")
        sys.exit(1)
    except discord.HTTPException as error:
        _complain(f"Discord did not let the bot in: {error}")
        sys.exit(1)
    except OSError as error:
        # A file that cannot be read or written, or a network that is not there.
        _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        sys.exit(1)
    sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        terminal_console().print(f"pitboard {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


_Port = Annotated[int, typer.Option(min=0, max=65535, help="The try-out page's port; 0 takes a free one.")]
_NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the try-out page's address only.")]


@app.command()
def run(port: _Port = 0, no_browser: _NoBrowser = False) -> None:
    """Start the bot: in Discord with a DISCORD_TOKEN, on the try-out page without one."""
    settings = read_settings()
    if settings.discord_token is None:
        terminal_console().print("There is no DISCORD_TOKEN, so this is the try-out page.")
        _try(settings, port=port, browser=not no_browser)
        return
    token = settings.discord_token.get_secret_value()
    with logging_as(settings.log_level, settings.log_format, token=token):
        run_loop(_until_stopped(_connect(settings, token)))


@app.command("try")
def try_(port: _Port = 0, no_browser: _NoBrowser = False) -> None:
    """Try the bot in a browser, with no Discord account."""
    _try(read_settings(), port=port, browser=not no_browser)


@app.command()
def ask(
    lines: Annotated[list[str], typer.Argument(metavar="LINE", help='Such as "/winner round:6 class:GT".')],
) -> None:
    """Answer here what one would type in Discord. Quotes may be left out: each / begins a question."""
    settings = read_settings()
    with _logging(settings):
        refused = asyncio.run(_ask(settings, _questions(lines), terminal_console()))
    if refused:
        raise typer.Exit(1)


@app.command()
def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR", help="Season folders, or folders of them.")
    ] = None,
) -> None:
    """Check season folders and print every fault; without DIR, the shipped folders and your own."""
    # Here and below: what reads seasons takes memory that a running bot has no use for.
    from bot.season.read import check_folder, read_season

    console = terminal_console()
    found = season_folders(folders) if folders else season_folders([shipped_data(), *read_settings().data_dirs])
    if not found:
        _complain("There is no season folder: one holds a season.toml.")
        raise typer.Exit(1)
    faults = [fault for folder in found for fault in check_folder(folder)] + claimed_twice(found)
    for fault in faults:
        console.print(Text(str(fault)), soft_wrap=True)
    if faults:
        console.print(f"Faults: {len(faults)}.", style="bold red")
        raise typer.Exit(1)
    for folder in found:
        season = read_season(folder)
        console.print(
            f"{season.file.name}: no faults in {len(season.file.rounds)} events, {len(season.results)} results, "
            f"{len(season.qualifying)} qualifying places and {len(season.standings)} standings rows."
        )


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="Build even where no text has changed.")] = False,
) -> None:
    """Build the season database from the text, where that has changed."""
    settings = read_settings()
    console = terminal_console()
    with _logging(settings):
        built = asyncio.run(_build(settings, force=force))
    for skipped in built.skipped:
        _complain(f"Left out:\n{skipped}")
    state = "built" if built.fresh else "unchanged"
    console.print(f"{built.path}: {state}, {season_runs(built.seasons)}", soft_wrap=True)


@app.command()
def recount(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR", help="Season folders, or folders of them.")
    ] = None,
) -> None:
    """Work championship tables out anew from the results, and lay them beside the published ones."""
    from bot.recount_command import recount_seasons

    found = season_folders(folders) if folders else season_folders([shipped_data(), *read_settings().data_dirs])
    if recount_seasons(found, terminal_console(), terminal_console(stderr=True)):
        raise typer.Exit(1)


@app.command("import")
def import_(
    source: Annotated[str, typer.Argument(help="What kind of source it is: article, csv, endurance, f1db.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, folders or archives to read.")],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="The data folder that the seasons go to.")],
    season: Annotated[
        Path | None, typer.Option("--season", metavar="FILE", help="endurance: the season file to fill in.")
    ] = None,
    map_: Annotated[Path | None, typer.Option("--map", metavar="FILE", help="csv: what each column means.")] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE", help="Who is who, where that was not sure.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Take what looks wrong, and write over edits.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "--preview", help="Say how it is read and what would be done; write nothing.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Print every row that was not understood.")] = False,
) -> None:
    """Make season text from somebody's export, under a data folder of your own."""
    from bot.import_command import import_seasons

    console, errors = terminal_console(), terminal_console(stderr=True)
    given = {"season": season, "map": map_, "decisions": decisions}
    files = {name: path for name, path in given.items() if path is not None}
    import_seasons(source, paths, into, console, errors, files=files, force=force, dry_run=dry_run, verbose=verbose)


@app.command()
def reports(
    close: Annotated[list[int] | None, typer.Option("--close", metavar="ID", help="Close this report first.")] = None,
) -> None:
    """List the open reports of mistakes, oldest first, or close some."""
    settings = read_settings()
    with _logging(settings):
        missing = asyncio.run(_reports(settings, close or [], terminal_console()))
    for number in missing:
        _complain(f"No report {number} is open.")
    if missing:
        raise typer.Exit(1)


@app.command()
def unmatched(
    forget: Annotated[
        list[str] | None, typer.Option("--forget", metavar="WORD", help="Forget this word first, as dealt with.")
    ] = None,
) -> None:
    """List the words that meant nothing, most frequent first: each may want to be an alias."""
    settings = read_settings()
    with _logging(settings):
        missing = asyncio.run(_unmatched(settings, forget or [], terminal_console()))
    for word in missing:
        _complain(f"No word {word} has been counted.")
    if missing:
        raise typer.Exit(1)


upkeep.add_to(app)


def _try(settings: Settings, *, port: int, browser: bool) -> None:
    with _logging(settings):
        asyncio.run(_until_stopped(_serve(settings, port=port, browser=browser)))


async def _serve(settings: Settings, *, port: int, browser: bool) -> None:
    # Built before the bot starts, where it can show its progress.
    await _build(settings)
    await serve_tryout(settings, terminal_console(), port=port, browser=browser)


async def _connect(settings: Settings, token: str) -> None:
    # Built before the bot starts, where it can show its progress.
    await _build(settings)
    await serve(create_bot(settings), token)


async def _ask(settings: Settings, lines: Sequence[str], console: Console) -> bool:
    """Answer every line; whether any was refused."""
    refused = False
    bot = create_bot(settings)
    try:
        await bot.load()
        for number, line in enumerate(lines):
            if number:
                console.print()
            if len(lines) > 1:
                console.print(Text(line, "dim"))
            try:
                # Never cropped: a table is wider than some screens, and no part of it may be lost.
                console.print(shown_answer(await bot.ask(line), bot.archive.default_season), crop=False)
            except UserError as refusal:
                # Printed where the answer would be, so that a pipe reads it; the exit status tells the two apart.
                console.print(shown_refusal(refusal, bot.archive.default_season))
                refused = True
    finally:
        await bot.close()
    return refused


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


async def _build(settings: Settings, *, force: bool = False) -> Built:
    with progress_bar(terminal_console(stderr=True), "Building the season database") as progress:
        return await build_database(settings.season_db, settings.data_dirs, force=force, progress=progress)


def _questions(words: Sequence[str]) -> list[str]:
    """The lines meant by a shell's words: a word without a slash goes on with the line before it."""
    lines: list[str] = []
    for word in words:
        if word.startswith("/") or not lines:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Do the work until it ends, or until Ctrl-C or SIGTERM cancels it: that is its ordinary end and no error."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        for number in signals:
            # A second signal does what it always does, should closing take too long.
            loop.remove_signal_handler(number)
        task.cancel()

    signals = () if sys.platform == "win32" else (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise


def _for_people(settings: Settings) -> str:
    """The level where a person reads the answers in the same terminal: warnings only, unless a level was asked for."""
    return settings.log_level if "log_level" in settings.model_fields_set else "WARNING"


def _logging(settings: Settings) -> AbstractContextManager[None]:
    """Log where a person reads the answers in the same terminal: readably, unless JSON was asked for."""
    return logging_as(_for_people(settings), settings.log_format or "text")


def _complain(sentence: str) -> None:
    terminal_console(stderr=True).print(Text(sentence), style="red", soft_wrap=True)


if __name__ == "__main__":
    main()
