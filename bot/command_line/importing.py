"""`pitboard import`: one importer run in a staging folder, what it found said, and then all of it landed or none."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

import bot.importers
from bot.answers.words import counted, listed
from bot.errors import ImportRefused
from bot.importers.job import Importer, Job, Outcome, Remark
from bot.importers.landing import Landing, land, staging_folder
from bot.terminal import progress_bar

_SHOWN = 20
"""Remarks of a kind that are printed; with `--verbose` all are."""


def importers() -> dict[str, Importer]:
    """Every importer by name: each package in `bot/importers` is one."""
    found = [
        importlib.import_module(f"bot.importers.{module.name}").IMPORTER
        for module in pkgutil.iter_modules(bot.importers.__path__)
        if module.ispkg
    ]
    return {importer.name: importer for importer in sorted(found, key=lambda importer: importer.name)}


def import_seasons(
    source: str,
    paths: Sequence[Path],
    into: Path,
    console: Console,
    errors: Console,
    *,
    files: Mapping[str, Path] | None = None,
    force: bool = False,
    dry_run: bool = False,
    verbose: bool = False,
) -> None:
    """Import from a source into a data folder and say what became of every season.

    `files` are further files by the name of their option. With `dry_run` nothing of `into` is touched.

    Raises: ImportRefused, DataError; OSError where the folder cannot be written.
    """
    importer = _importer(source)
    given = dict(files or {})
    _check_options(importer, given)
    with staging_folder(into, dry_run=dry_run) as staging:
        with progress_bar(errors, "Reading") as progress:
            outcome = importer.run(Job(tuple(paths), into, staging, given, force, progress))
        landing = land(staging, into, force=force, dry_run=dry_run)
    _report(outcome, landing, into, console, dry_run=dry_run, verbose=verbose)


def _importer(source: str) -> Importer:
    known = importers()
    if source not in known:
        said = listed([f"{name} ({importer.about})" for name, importer in known.items()])
        raise ImportRefused(f"There is no source {source!r}. There are: {said}.")
    return known[source]


def _check_options(importer: Importer, files: Mapping[str, Path]) -> None:
    for name in importer.needs:
        if name not in files:
            raise ImportRefused(f"{importer.name} needs --{name} FILE; see data/README.md.")
    for name in files:
        if name not in {*importer.needs, *importer.takes}:
            takes = [f"--{option}" for option in (*importer.needs, *importer.takes)]
            raise ImportRefused(f"{importer.name} takes no --{name}; it takes {listed(takes) or 'no further file'}.")


def _report(outcome: Outcome, landing: Landing, into: Path, console: Console, *, dry_run: bool, verbose: bool) -> None:
    for preview in outcome.previews if dry_run else ():
        table = Table(*preview.columns, title=preview.title, title_justify="left")
        for row in preview.rows:
            table.add_row(*map(Text, row))
        console.print(table)
    made = ", ".join(
        f"{count:,} {what.removesuffix('s') if count == 1 else what}" for what, count in outcome.counts.items()
    )
    console.print(Text(f"Read {made}."), soft_wrap=True)
    _remarks("Not understood", outcome.not_understood, console, verbose=verbose)
    _remarks("To be decided", outcome.questions, console, verbose=verbose)
    would = "would be " if dry_run else ""
    for what, keys in (("new", landing.new), ("changed", landing.changed), ("unchanged", landing.same)):
        if keys:
            console.print(Text(f"{counted(len(keys), 'season')} {would}{what}: {_run(keys)}"), soft_wrap=True)
    if landing.kept:
        said = f"edited since the last import and left alone: {_run(landing.kept)} (--force writes over the edits)"
        console.print(Text(f"{counted(len(landing.kept), 'season')} {said}"), soft_wrap=True)
    if dry_run:
        console.print(Text(f"Nothing was written: {into} is as it was."), soft_wrap=True)
    else:
        console.print(Text(f"Held in {into}: PITBOARD_DATA_DIR must name it."), soft_wrap=True)


def _remarks(title: str, remarks: Sequence[Remark], console: Console, *, verbose: bool) -> None:
    if not remarks:
        return
    shown = remarks if verbose else remarks[:_SHOWN]
    console.print(Text(f"{title}: {len(remarks)}"), style="bold")
    for remark in shown:
        console.print(Text(f"  {remark}"), soft_wrap=True)
    if len(shown) < len(remarks):
        console.print(Text(f"  … and {len(remarks) - len(shown)} more; --verbose shows all of them"))


def _run(keys: Iterable[str]) -> str:
    """Keys as people read them: the first and the last of many."""
    known = list(keys)
    return ", ".join(known) if len(known) <= 6 else f"{known[0]} … {known[-1]}"
