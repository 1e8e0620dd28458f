"""A `Season` in, its text out, byte for byte the same each time: what an importer writes and people review.

What is left at its default is left out. Reading the text gives the same season again.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.season.cells import Cell, cell_text
from bot.season.files import OPTIONAL, SEASON_FILE, TABLES
from bot.season.model.file import SeasonFile
from bot.season.model.rows import Row, StandingRow
from bot.season.model.season import Season

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def season_texts(season: Season) -> dict[str, str]:
    """The text of every file of a season's folder, by file name; a table without a line is left out."""
    texts = {SEASON_FILE: toml_text(season.file)}
    for name in TABLES:
        rows: Sequence[Row] = getattr(season, name.removesuffix(".csv"))
        if rows:
            texts[name] = _table(name, rows, season.file)
    return texts


def toml_text(file: SeasonFile) -> str:
    """`season.toml`: one key a line, single facts as inline tables, long things as tables of their own."""
    values = file.model_dump(by_alias=True, exclude_defaults=True)
    lines = [f"{_key(key)} = {_value(value)}" for key, value in values.items() if not _is_table(value)]
    for key, value in values.items():
        if isinstance(value, Mapping) and key == "sources":
            for name, source in value.items():
                lines += ["", f"[{_key(key)}.{_key(name)}]", *_pairs(source)]
        elif isinstance(value, Mapping) and _is_table(value):
            lines += ["", f"[{_key(key)}]", *_pairs(value)]
        elif _is_table(value):
            for item in value:
                lines += ["", *_block(key, item)]
    return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    """Whether a value of the top is written as tables below the simple keys."""
    if isinstance(value, Mapping):
        return "value" not in value
    return isinstance(value, (list, tuple)) and bool(value) and isinstance(value[0], Mapping)


def _block(key: str, item: Mapping[str, object]) -> Iterator[str]:
    """One item of a list of tables; claims, which are sentences, become tables of their own below it."""
    yield f"[[{_key(key)}]]"
    yield from _pairs({name: value for name, value in item.items() if name != "claim"})
    claims = item.get("claim", ())
    if isinstance(claims, (list, tuple)):
        for claim in claims:
            yield f"[[{_key(key)}.claim]]"
            yield from _pairs(claim)


def _pairs(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
            yield f"{_key(key)} = ["
            yield from (f"    {_value(item)}," for item in value)
            yield "]"
        else:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if key and _BARE.issuperset(key) else json.dumps(key, ensure_ascii=False)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON's escapes are TOML's too; DEL is the one sign that JSON leaves as it is.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
        case list() | tuple():
            return f"[{', '.join(_value(item) for item in value)}]"
    raise TypeError(f"{type(value).__name__} has no form in season text")


def _table(name: str, rows: Sequence[Row], file: SeasonFile) -> str:
    cells = [_cells(row) for row in rows]
    shown = [column for column in TABLES[name] if column not in OPTIONAL[name] or any(row.get(column) for row in cells)]
    if name == "standings.csv":
        rounds = [round_.code for round_ in file.rounds if any(row.get(round_.code) for row in cells)]
        at = shown.index("total")
        shown[at:at] = rounds
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(shown)
    writer.writerows([row.get(column, "") for column in shown] for row in cells)
    return written.getvalue()


def _cells(row: Row) -> dict[str, str]:
    """A row's cells by column."""
    cells: dict[str, str] = {}
    for field, info in type(row).model_fields.items():
        column = info.alias or field
        value = getattr(row, field)
        if field == "line":
            continue
        if isinstance(row, StandingRow) and field == "cells":
            cells |= {code: cell_text(cell) for code, cell in row.cells.items()}
        elif isinstance(value, Cell):
            cells[column] = cell_text(value)
        elif isinstance(value, tuple):
            # Keys are separated by spaces, names by semicolons.
            cells[column] = (" " if column in {"sources", "detail_sources"} else "; ").join(value)
        else:
            cells[column] = _cell(value)
    if cells.get("session") == "race":
        cells["session"] = ""
    return cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
