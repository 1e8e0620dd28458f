"""The shipped season in a folder of the test's own, to break one thing in and look at what is said."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Fault
from bot.season.folders import shipped_data
from bot.season.read import check_folder

SHIPPED = shipped_data() / "alms-2003"
FILES = ("season.toml", "drivers.csv", "results.csv", "qualifying.csv", "standings.csv")


@dataclass(frozen=True, slots=True)
class Folder:
    """A copy of a season folder that may be changed."""

    path: Path

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8", newline="")

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace `old`, which must stand in the file exactly once; the line of the first difference."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        return text.count("\n", 0, text.index(old) + same) + 1

    def add_line(self, name: str, line: str) -> int:
        """Add a line at the end; its number."""
        text = self.text(name)
        self.write(name, f"{text}{line}\n")
        return text.count("\n") + 1

    def row(self, table: str, **which: str) -> int:
        """Number of the one line of a table that has these cells."""
        hits = [
            line
            for line, cells in self._rows(table)
            if all(cells[column.rstrip("_")] == value for column, value in which.items())
        ]
        assert len(hits) == 1, f"{which} fits {len(hits)} lines of {table}"
        return hits[0]

    def set(self, table: str, column: str, value: str, **which: str) -> int:
        """Write one cell of the one line that has these cells; the number of the line."""
        line = self.row(table, **which)
        lines = self.text(table).split("\n")
        header = next(csv.reader([lines[0]]))
        cells = next(csv.reader([lines[line - 1]]))
        cells[header.index(column)] = value
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="").writerow(cells)
        lines[line - 1] = written.getvalue()
        self.write(table, "\n".join(lines))
        return line

    def faults(self) -> list[Fault]:
        return check_folder(self.path)

    def said(self) -> list[str]:
        """The fault lines as `pitboard check` prints them, with the folder's own path taken off."""
        return [str(fault).removeprefix(f"{self.path}/") for fault in self.faults()]

    def _rows(self, name: str) -> list[tuple[int, dict[str, str]]]:
        reader = csv.reader(io.StringIO(self.text(name), newline=""))
        header = next(reader)
        return [(reader.line_num, dict(zip(header, row, strict=True))) for row in reader]


def copied(parent: Path, name: str = "alms-2003") -> Folder:
    """A copy of the shipped season folder inside `parent`."""
    path = parent / name
    shutil.copytree(SHIPPED, path)
    return Folder(path)


def another_season(parent: Path, label: str = "1903") -> Folder:
    """The shipped season once more under another label: a second season that is as real as the first."""
    folder = copied(parent, f"alms-{label}")
    folder.replace("season.toml", 'label = "2003"', f'label = "{label}"')
    return folder


Breaking = Callable[[Folder], int]
"""Breaks one thing in a folder and returns the line on which that is to be said; 0 for a whole file."""
