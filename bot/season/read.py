"""A season folder in, a `Season` out; or every fault of the folder at once.

Files are somebody's work and may be anything: too big, not text, not a file. Nothing here trusts them.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.errors import DataError, Fault
from bot.season.cells import read_cell
from bot.season.checks import season_faults
from bot.season.explain import explain, readable
from bot.season.files import LARGEST_FILE, OPTIONAL, SEASON_FILE, bounded_bytes, required
from bot.season.locate import TomlLines
from bot.season.model.file import SeasonFile
from bot.season.model.rows import DriverRow, QualifyingRow, ResultRow, Row, StandingRow
from bot.season.model.season import Season

# A key of dozens of parts, such as a.b.c.d; a name in quotes is one part. Nobody writes so in a sentence either.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"""(?<![\w"'-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{40}}""")
# Columns of the widest table: standings.csv has one a round.
_MOST_COLUMNS = 500

T = TypeVar("T", DriverRow, ResultRow, QualifyingRow, StandingRow)


def read_season(folder: Path) -> Season:
    """Read and check one season folder.

    Raises: DataError with every fault found.
    """
    season, faults = _read(folder)
    if faults or season is None:
        raise DataError(sorted(faults))
    return season


def check_folder(folder: Path) -> list[Fault]:
    """Every fault of a season folder, in order of file and line; none where it is sound."""
    _, faults = _read(folder)
    return sorted(faults)


def _read(folder: Path) -> tuple[Season | None, list[Fault]]:
    faults: list[Fault] = []
    try:
        real = folder.resolve(strict=True)
        if not real.is_dir():
            return None, [Fault(folder, 0, "", "is not a folder", "give the folder that holds season.toml")]
    except (OSError, RuntimeError):  # RuntimeError: a loop of symbolic links, until Python 3.13
        return None, [Fault(folder, 0, "", "does not exist or is a loop of links", "give a folder that exists")]
    file, toml_lines = _read_toml(folder / SEASON_FILE, faults)
    drivers = _read_rows(folder / "drivers.csv", DriverRow, faults)
    results = _read_rows(folder / "results.csv", ResultRow, faults)
    qualifying = _read_rows(folder / "qualifying.csv", QualifyingRow, faults)
    rounds = {round_.code for round_ in file.rounds} if file else None
    standings = _read_rows(folder / "standings.csv", StandingRow, faults, rounds)
    if file is None:
        return None, faults
    season = Season(file=file, drivers=drivers, results=results, qualifying=qualifying, standings=standings)
    # What a faulty table leaves out is not missed anew in every table that names it.
    faulty = frozenset(fault.file.name for fault in faults)
    faults += season_faults(folder, season, toml_lines, faulty)
    return season, faults


def _text(path: Path, faults: list[Fault], *, required: bool) -> str | None:
    """The text of a file; None, with a fault where that is one, if there is none to be had."""
    try:
        if not path.exists() and not path.is_symlink():
            if required:
                faults.append(Fault(path, 0, "", "is missing", "every season folder holds one; see data/README.md"))
            return None
        raw = bounded_bytes(path)
        if raw is None:
            faults.append(Fault(path, 0, "", "is not a file", "put a text file there"))
            return None
        size = max(path.stat().st_size, len(raw))
        if size > LARGEST_FILE:
            limit = f"a season's table is text of at most {LARGEST_FILE // 2**20} MB"
            faults.append(Fault(path, 0, "", f"is {size / 2**20:.0f} MB large", limit))
            return None
    except OSError as error:
        faults.append(Fault(path, 0, "", f"cannot be read ({error.strerror})", "make it a readable text file"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        faults.append(Fault(path, line, "", problem, "save the file as UTF-8"))
        return None


def _read_toml(path: Path, faults: list[Fault]) -> tuple[SeasonFile | None, TomlLines]:
    """The file and its lines; no file, with the faults noted, where it cannot be understood."""
    text = _text(path, faults, required=True)
    if text is None:
        return None, TomlLines(())
    lines = TomlLines(text.split("\n"))
    if _LONG_KEY.search(text):
        # Python reads such a key the longer, the longer it is, by the square of it.
        faults.append(Fault(path, 0, "", "is nested too deeply", "season files need two levels"))
        return None, lines
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        problem, line = _toml_problem(str(error), text)
        faults.append(Fault(path, line, "", f"is not TOML: {problem}", "mend the line; see data/README.md"))
        return None, lines
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        faults.append(Fault(path, 0, "", "holds a number of thousands of digits", "correct the number"))
        return None, lines
    except RecursionError:
        faults.append(Fault(path, 0, "", "is nested too deeply", "season files need two levels"))
        return None, lines
    try:
        return SeasonFile.model_validate(raw), lines
    except ValidationError as error:
        for complaint in explain(error):
            line = lines.line_of(complaint.path)
            faults.append(Fault(path, line, complaint.where, complaint.problem, complaint.remedy))
        return None, lines


def _toml_problem(message: str, text: str) -> tuple[str, int]:
    """Split tomllib's "Expected '=' (at line 3, column 5)" into the problem and the line."""
    problem, _, place = message.partition(" (at ")
    digits = place.removeprefix("line ").partition(",")[0]
    line = int(digits) if digits.isdigit() else max(1, text.count("\n"))
    return problem[0].lower() + problem[1:], line


def _read_rows(path: Path, model: type[T], faults: list[Fault], rounds: set[str] | None = None) -> tuple[T, ...]:
    """Rows of one table. `rounds`: codes that standings.csv has a column for, None where they are not known."""
    text = _text(path, faults, required=False)
    if text is None:
        return ()
    columns = required(path.name)
    found: list[T] = []
    for line, cells in _csv_lines(path, text, columns, rounds, faults):
        try:
            found.append(model.model_validate(_shaped(line, cells, columns, model)))
        except _BadCell as error:
            faults.append(Fault(path, line, error.column, str(error), "see “standings.csv” in data/README.md"))
        except ValidationError as error:
            for problem in explain(error):
                faults.append(Fault(path, line, problem.where, problem.problem, problem.remedy))
    return tuple(found)


class _BadCell(ValueError):
    """A cell of a standings table that cannot be read, with its column."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _shaped(line: int, cells: dict[str, str], columns: tuple[str, ...], model: type[Row]) -> dict[str, Any]:
    """One line as the row model wants it: standings keep their round columns together."""
    if model is not StandingRow:
        return {**cells, "line": line}
    row: dict[str, Any] = {name: cells[name] for name in columns if name != "total"}
    row["line"] = line
    row["chassis"] = _names(cells["chassis"])
    row["engine"] = _names(cells["engine"])
    read: dict[str, Any] = {}
    for name, text in cells.items():
        if name == "total" or name not in columns:
            try:
                read[name] = read_cell(text)
            except ValueError as error:
                raise _BadCell(name, str(error)) from None
    row["total"] = read.pop("total")
    row["cells"] = read
    return row


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(";")) if part)


def _csv_lines(
    path: Path, text: str, columns: tuple[str, ...], rounds: set[str] | None, faults: list[Fault]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a table as (line, cells by column); faults of the header and of line lengths are noted."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    # Where the row begins that is being read: a quote left open is a fault of the line that it stands on.
    line = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        if not _header_sound(path, header, columns, rounds, faults):
            return
        while True:
            line = reader.line_num + 1
            row = _next(reader)
            if row is None:
                return
            if not row or row == [""]:
                continue
            if len(row) != len(header):
                problem = f"has {len(row)} cells, the header has {len(header)}"
                faults.append(
                    Fault(path, line, "", problem, "write one cell a column; quote a cell with a comma in it")
                )
                continue
            yield line, {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    except csv.Error as error:
        faults.append(Fault(path, line, "", f"is not CSV: {error}", "mend the quotes on the line"))


def _next(reader: Any) -> list[str] | None:
    row: list[str] | None = next(reader, None)
    return row


def _header_sound(
    path: Path, header: list[str], columns: tuple[str, ...], rounds: set[str] | None, faults: list[Fault]
) -> bool:
    """Whether a table's header has every column once and none that is unknown; notes what is wrong."""
    before = len(faults)
    if len(header) > _MOST_COLUMNS:
        faults.append(Fault(path, 1, "", f"has {len(header)} columns", f"the columns are: {', '.join(columns)}"))
        return False
    with_rounds = path.name == "standings.csv"
    for name in columns:
        if header.count(name) != 1:
            problem = "column is missing" if name not in header else "column stands twice"
            faults.append(Fault(path, 1, name, problem, f"the columns are: {', '.join(columns)}"))
    for name in dict.fromkeys(header):
        if name in columns or (name in OPTIONAL[path.name] and header.count(name) == 1):
            continue
        if name in OPTIONAL[path.name]:
            faults.append(Fault(path, 1, name, "column stands twice", "write the column once"))
        elif not with_rounds:
            known = ", ".join((*columns, *OPTIONAL[path.name]))
            faults.append(Fault(path, 1, readable([name]), "unknown column", f"the columns are: {known}"))
        elif rounds is not None and name not in rounds:
            faults.append(Fault(path, 1, readable([name]), "unknown round", f"rounds are: {', '.join(sorted(rounds))}"))
        elif header.count(name) > 1:
            faults.append(Fault(path, 1, name, "column stands twice", "write one column a round"))
    return len(faults) == before
