"""Where season folders are: the shipped ones and a self-hoster's own."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.errors import Fault
from bot.season.files import SEASON_FILE

_PACKAGE = Path(__file__).resolve().parent.parent
# In an installed wheel the data lies inside the package; in a checkout it lies beside it.
_SHIPPED = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parent / "data"

_YEAR = re.compile(r"(.+-)(\d{4})")


def shipped_data() -> Path:
    """The folder of season folders that comes with the program."""
    return _SHIPPED


def season_folders(data_folders: Sequence[Path]) -> tuple[Path, ...]:
    """Every season folder directly inside the data folders, in the order given, then by name.

    A season folder is one that holds `season.toml`. A data folder that is itself a season folder counts
    as that one. Raises: OSError where a data folder cannot be listed.
    """
    found: list[Path] = []
    for data_folder in data_folders:
        if (data_folder / SEASON_FILE).is_file():
            found.append(data_folder)
            continue
        # A hidden folder is an import's: what it is about to put there, or has just put aside.
        found += sorted(
            path for path in data_folder.iterdir() if not path.name.startswith(".") and (path / SEASON_FILE).is_file()
        )
    return tuple(found)


def claimed_twice(folders: Sequence[Path]) -> list[Fault]:
    """A fault for each folder whose season another folder before it claims; a season's folder is called by its key."""
    first: dict[str, Path] = {}
    faults: list[Fault] = []
    for folder in folders:
        claimed = first.setdefault(folder.resolve().name, folder)
        if claimed.resolve() != folder.resolve():
            faults.append(twice(folder.resolve().name, folder, claimed))
    return faults


def twice(key: str, folder: Path, other: Path) -> Fault:
    """The fault of a folder that claims the season of another."""
    return Fault(folder, 0, "", f"holds season {key}, which {other} holds too", "keep one of the two")


def season_runs(keys: Iterable[str]) -> str:
    """Seasons by their keys, those of a series in a row of years as one: `alms-2003, f1-1950 to f1-2026`."""
    runs: list[list[str]] = []
    for key in sorted(keys):
        year = _YEAR.fullmatch(key)
        if year and runs and runs[-1][-1] == f"{year[1]}{int(year[2]) - 1:04}":
            runs[-1].append(key)
        else:
            runs.append([key])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
