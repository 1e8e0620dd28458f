"""A map's tables read and joined: each line as the texts that the map asks for, or a remark why not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.errors import ImportRefused
from bot.importers.archive import bounded_file, files_of
from bot.importers.job import Job, Remark
from bot.importers.mapped.plan import Columns, Map
from bot.importers.tables import Line, Table, read_table

_NAMED = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Record:
    """One line by what the map says that it is. A text that nothing was found for is empty."""

    where: str
    texts: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> str:
        """The first text of that name; empty where the map names none."""
        texts = self.texts.get(name, ())
        return texts[0] if texts else ""

    def several(self, name: str) -> tuple[str, ...]:
        """Every text of that name that is not empty."""
        return tuple(text for text in self.texts.get(name, ()) if text)


class Files:
    """The tables that a map names, read once each."""

    def __init__(self, job: Job, map_: Map) -> None:
        """Raises: ImportRefused where the paths do not hold them."""
        self._map = map_
        self.problems: list[Remark] = []
        if len(job.paths) != 1:
            raise ImportRefused("csv reads one path: a CSV file, a folder of them, or an archive.")
        (path,) = job.paths
        names = {name for table in map_.tables() for name in (table.file, *(join.file for join in table.join)) if name}
        self._only = ""
        if path.is_file() and path.suffix.casefold() in {".csv", ".tsv", ".txt"}:
            self._only = path.name
            self._raw = {path.name: bounded_file(path)}
        else:
            self._raw = {}
            for name, raw in files_of(path, lambda name: PurePosixPath(name).name in names):
                short = PurePosixPath(name).name
                if short in self._raw:
                    raise ImportRefused(f"{path} holds {short} twice: name the folder that holds the right one.")
                self._raw[short] = raw
        self._tables: dict[str, Table] = {}
        self._keyed: dict[tuple[str, str], dict[str, Line]] = {}

    def holds(self, columns: Columns) -> bool:
        """Whether the file of a table was given."""
        return self._name(columns) in self._raw

    def records(self, columns: Columns) -> Iterator[Record]:
        """Every line of a table; what cannot be read or joined is noted in `problems`. Raises: ImportRefused."""
        table = self.table(self._name(columns))
        reading = _Reading(self, table, columns)
        for line in table.lines:
            record = reading.record(line)
            if isinstance(record, Remark):
                self.problems.append(record)
            else:
                yield record

    def _name(self, columns: Columns) -> str:
        return columns.file or self._only

    def table(self, name: str) -> Table:
        if name not in self._raw:
            held = ", ".join(sorted(self._raw)) or "none that the map names"
            raise ImportRefused(f"The map asks for {name or 'a file that it does not name'}; there is: {held}.")
        if name not in self._tables:
            self._tables[name] = read_table(self._raw[name], name, self._map.encoding)
            self.problems += self._tables[name].problems
        return self._tables[name]

    def keyed(self, name: str, key: str) -> Mapping[str, Line]:
        """The lines of a table by the value of a column. Raises: ImportRefused where two have the same."""
        if (name, key) not in self._keyed:
            lines: dict[str, Line] = {}
            for line in self.table(name).lines:
                if lines.setdefault(line.cells[key], line) is not line:
                    raise ImportRefused(f"{name}:{line.number}: {key} {line.cells[key]!r} stands twice.")
            self._keyed[name, key] = lines
        return self._keyed[name, key]

    def text(self, cell: str) -> str:
        """A cell, empty where it holds what the source writes for nothing."""
        return "" if cell in self._map.nulls else cell


class _Reading:
    """One table as its map reads it. Every column is known to exist before a line is read."""

    def __init__(self, files: Files, table: Table, columns: Columns) -> None:
        self._files = files
        self._table = table
        self._columns = columns
        self._known = {column: ("", column) for column in table.columns}
        for join in columns.join:
            other = files.table(join.file)
            if join.its_key not in other.columns:
                raise ImportRefused(f"{join.file} has no column {join.its_key!r}; its columns: {_listed(other)}.")
            if join.on not in self._known:
                raise ImportRefused(f"{table.name} has no column {join.on!r} to join {join.file} by.")
            self._known |= {f"{join.table}.{column}": (join.table, column) for column in other.columns}
        missing = [
            f"{part!r} ({what})"
            for what, text in columns.texts()
            for part in (_NAMED.findall(text) or [text])
            if part not in self._known
        ]
        if missing:
            raise ImportRefused(f"{table.name} has no column {', '.join(missing)}; its columns: {_listed(table)}.")

    def record(self, line: Line) -> Record | Remark:
        lines: dict[str, Line | None] = {"": line}
        for join in self._columns.join:
            value = self._cell(lines, join.on)
            found = self._files.keyed(join.file, join.its_key).get(value) if value else None
            if value and found is None:
                return Remark(self._table.where(line), f"{join.its_key} {value!r} is not in {join.file}")
            lines[join.table] = found
        texts: dict[str, tuple[str, ...]] = {}
        for what, text in self._columns.texts():
            name = {"round_": "round", "class_": "class"}.get(what, what)
            texts[name] = (*texts.get(name, ()), self._text(lines, text))
        return Record(self._table.where(line), texts)

    def _text(self, lines: Mapping[str, Line | None], text: str) -> str:
        if "{" not in text:
            return self._cell(lines, text)
        return " ".join(_NAMED.sub(lambda match: self._cell(lines, match[1]), text).split())

    def _cell(self, lines: Mapping[str, Line | None], name: str) -> str:
        table, column = self._known[name]
        line = lines.get(table)
        return self._files.text(line.cells[column]) if line else ""


def _listed(table: Table) -> str:
    return ", ".join(column for column in table.columns if column)
