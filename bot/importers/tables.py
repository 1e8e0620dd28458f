"""Somebody's CSV as lines of text: whole files are refused in one sentence, single lines that cannot be read are named.

Nothing is guessed: not the encoding, and not which column a cell that is missing belonged to.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.errors import ImportRefused
from bot.importers.job import Remark

Encoding = Literal["utf-8", "cp1252"]

_DELIMITERS = ";,\t"
# What a spreadsheet would run. A gap (+1 Lap, -6 Laps, -) begins like one and is none.
_FORMULA = re.compile(r"[=@]|[+-]+[A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: where it begins in the file, and its cells by column, blanks around them taken off."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `repeated` are names that several columns have: which of them is meant cannot be told."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    repeated: frozenset[str] = frozenset()
    problems: tuple[Remark, ...] = ()

    def where(self, line: Line) -> str:
        """A line as remarks name it."""
        return f"{self.name}:{line.number}"


def decoded(raw: bytes, name: str, encoding: Encoding = "utf-8") -> str:
    """A file's text without its byte order mark. Raises: ImportRefused where it is not text of that encoding."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportRefused(f"{name} is UTF-16: save it as UTF-8.")
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ImportRefused(
            f"{name}:{line}: byte 0x{raw[error.start]:02x} is not {encoding.upper()}: save the file as UTF-8."
        ) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise ImportRefused(f"{name}:{line}: holds a NUL byte, so it is no text: export it again.")
    return text


def read_table(raw: bytes, name: str, encoding: Encoding = "utf-8") -> Table:
    """A CSV file with a header, separated by semicolons, commas or tabs; a separator at a line's end is no column.

    Raises: ImportRefused where it is no such file, or has no line below the header.
    """
    text = decoded(raw, name, encoding)
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if delimiter not in first:
        raise ImportRefused(f"{name} has no header of columns, separated by semicolons, commas or tabs.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    problems: list[Remark] = []
    number = 1
    try:
        header = _header(next(reader), name)
        number = reader.line_num + 1
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                if problem := _problem(cells, len(header)):
                    problems.append(Remark(f"{name}:{number}", problem))
                else:
                    named = zip(header, cells, strict=False)
                    lines.append(Line(number, {column: cell for column, cell in named if column}))
            number = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused(f"{name}:{number}: is not CSV from here on ({error}): it may have been cut off.") from None
    if not lines and not problems:
        raise ImportRefused(f"{name} has a header and no line below it.")
    counted = Counter(header)
    repeated = frozenset(column for column, count in counted.items() if column and count > 1)
    return Table(name, tuple(counted), tuple(lines), repeated, tuple(problems))


def _header(row: list[str], name: str) -> list[str]:
    """Names of the columns, without those behind a separator at the line's end."""
    header = [column.strip() for column in row]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise ImportRefused(f"{name} has a header without a name in it.")
    return header


def _problem(cells: list[str], columns: int) -> str:
    """Why a line cannot be read; empty where it can."""
    if len(cells) < columns:
        return f"has {len(cells)} cells, the header has {columns}: the line may have been cut off"
    if any(cells[columns:]):
        return f"has {len(cells)} cells, the header has {columns}: which one is too many cannot be told"
    for cell in cells:
        if _FORMULA.match(cell):
            return f"{cell[:40]!r} is a formula, not a value"
    return ""
