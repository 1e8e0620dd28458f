"""`pitboard import` driven by tests: files for it, what it printed, and the bytes that it left."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from bot.command_line.importing import import_seasons


def imported(
    source: str,
    paths: Sequence[Path],
    into: Path,
    *,
    force: bool = False,
    dry_run: bool = False,
    **files: Path,
) -> str:
    """Run an import as the command line does; what it printed. `files` are its options by name."""
    printed = io.StringIO()
    console = Console(file=printed, width=500, markup=False, highlight=False)
    import_seasons(source, paths, into, console, console, files=files, force=force, dry_run=dry_run, verbose=True)
    return printed.getvalue()


def written(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """The folder, with these files in it by their paths."""
    for name, raw in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
