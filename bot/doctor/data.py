"""Season folders: which there are, and every fault and clash in them."""

from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, fault, ok
from bot.season.folders import claimed_twice, season_folders, shipped_data
from bot.season.read import check_folder
from bot.settings import Settings


def season_text(settings: Settings) -> Iterator[Finding]:
    """A line a season folder, or one for each fault in it."""
    shipped = shipped_data()
    folders: list[Path] = []
    for data_folder in (shipped, *settings.data_dirs):
        try:
            found = season_folders([data_folder])
        except OSError as error:
            yield fault("data", f"{data_folder} cannot be listed ({error.strerror})", "correct PITBOARD_DATA_DIR")
            continue
        if not found:
            yield fault("data", f"{data_folder} holds no season folder", "correct PITBOARD_DATA_DIR")
        folders += found
    clashes = claimed_twice(folders)
    for folder in folders:
        faults = [*check_folder(folder), *(clash for clash in clashes if clash.file == folder)]
        for one in faults:
            place = f"{one.file}:{one.line}" if one.line else str(one.file)
            yield fault("data", f"{place}: {one.where + ': ' if one.where else ''}{one.problem}", one.remedy)
        if not faults:
            whose = "shipped" if folder.parent == shipped else f"from {folder.parent}"
            yield ok("data", f"{folder.name}, {whose}, has no faults")
