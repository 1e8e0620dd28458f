"""Season text: checked, built into the database, recounted, imported."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from bot.command_line.stderr import complain, logging_for_people
from bot.database.build import Built, build_database
from bot.season.folders import claimed_twice, season_folders, season_runs, shipped_data
from bot.settings import Settings, read_settings
from bot.terminal import progress_bar, terminal_console

Folders = Annotated[list[Path] | None, typer.Argument(metavar="DIR", help="Season folders, or folders of them.")]


def _named_or_all(folders: list[Path] | None) -> tuple[Path, ...]:
    """The season folders that are named, else the shipped ones and those of the settings."""
    return season_folders(folders or [shipped_data(), *read_settings().data_dirs])


def check(folders: Folders = None) -> None:
    """Check season folders and print every fault; without DIR, the shipped folders and your own."""
    # Here and below: what reads seasons takes memory that a running bot has no use for.
    from bot.season.read import check_folder, read_season

    console = terminal_console()
    found = _named_or_all(folders)
    if not found:
        complain("There is no season folder: one holds a season.toml.")
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


def build(
    force: Annotated[bool, typer.Option("--force", help="Build even where no text has changed.")] = False,
) -> None:
    """Build the season database from the text, where that has changed."""
    settings = read_settings()
    console = terminal_console()
    with logging_for_people(settings):
        found = asyncio.run(built(settings, force=force))
    for skipped in found.skipped:
        complain(f"Left out:\n{skipped}")
    state = "built" if found.fresh else "unchanged"
    console.print(f"{found.path}: {state}, {season_runs(found.seasons)}", soft_wrap=True)


def recount(folders: Folders = None) -> None:
    """Work championship tables out anew from the results, and lay them beside the published ones."""
    from bot.command_line.recounting import recount_seasons

    found = _named_or_all(folders)
    if recount_seasons(found, terminal_console(), terminal_console(stderr=True)):
        raise typer.Exit(1)


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
    from bot.command_line.importing import import_seasons

    console, errors = terminal_console(), terminal_console(stderr=True)
    given = {"season": season, "map": map_, "decisions": decisions}
    files = {name: path for name, path in given.items() if path is not None}
    import_seasons(source, paths, into, console, errors, files=files, force=force, dry_run=dry_run, verbose=verbose)


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "check": check,
    "build": build,
    "recount": recount,
    "import": import_,
}
"""Commands by the name that is typed."""


async def built(settings: Settings, *, force: bool = False) -> Built:
    """The season database, made anew where it has to be; progress is shown meanwhile."""
    with progress_bar(terminal_console(stderr=True), "Building the season database") as progress:
        return await build_database(settings.season_db, settings.data_dirs, force=force, progress=progress)
